"""Which of a page's dates to believe, and why.

Takes every date the page offers and the text of the article, gives each date with a verdict. A date is disbelieved when
it lies in the future of the crawl, before the web, or when the text could not have been written on it. When nothing
believable is left the page stays undated: abstain, never guess.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from retold.extract.days import address_day, day_after, days_apart, parse_date
from retold.extract.flat import Flat
from retold.extract.metadata import MODIFIED, Facts
from retold.extract.outlet import Given
from retold.extract.signs import contradiction
from retold.extract.tags import PART_BIT
from retold.records import DateSeen, Span

OLDEST = "1990-01-01"  # no page is older than the web
SLACK = 1  # days two places of one page may differ by, across zones
VOICES = {"record": 3.0, "json-ld": 3.0, "meta": 2.5, "time": 2.0, "url": 2.2, "text": 1.6, "stamp": 1.0}
WEAK = frozenset(("text", "stamp", "url", "modified"))
UPDATED = re.compile(r"\b(?:updated|modified|edited)\b", re.IGNORECASE)
# Words of several languages with which a line says when its page was published: a closed class.
PUBLISHED = re.compile(
    r"\W*(?:first\s+)?(?:published|posted|publicado|publicada|publié|publiée|veröffentlicht|erschienen|pubblicato"
    r"|gepubliceerd|publicerad|publisert|udgivet|opublikowano|опубликовано|yayınlanma|発行|公開|发布|게시)\b",
    re.IGNORECASE,
)
# A date beside a counter, a category, a robot's name or a clock with seconds is the day on which a machine took a copy.
STAMP = re.compile(
    r"\b(?:views?|hits|reads?|clicks?)\W{0,3}\d|\d\W{0,2}\s*(?:views?|hits|reads|clicks)\b|\b(?:category|uncategori[sz]ed)\b"
    r"|^\W*(?:date|time)\s*:\s*\d{4}-\d|\bby\W+(?:\w*admin\w*|\w*bot|web ?master|rss)\b|\d:\d\d:\d\d",
    re.IGNORECASE,
)
FIRM = frozenset(("record", "json-ld", "url"))
STAMPED = (
    "stands beside counters or a robot's clock, as copies are stamped, and nothing firmer on the page bears it out"
)
LONGEST_LINE = 160  # characters of a line that can be a date line


@dataclass(frozen=True, slots=True)
class Offered:
    """A date as a page offers it."""

    value: str  # ISO
    where: str
    voice: str  # a key of VOICES, or "modified"
    page: Span | None = None


def gather_dates(flat: Flat, facts: Facts, given: Given, url: str | None, headers: list[Span]) -> list[Offered]:
    """Every date a page offers, in the order of trust; `headers` are lines that stand apart from the text."""
    out = [Offered(d, "record", "record") for k, v in given if k == "published" and (d := parse_date(v))]
    for where, value in facts.dates:
        if day := parse_date(value):
            voice = "modified" if MODIFIED.search(where) else "json-ld" if where.startswith("json-ld") else "meta"
            out.append(Offered(day, where, voice))
    out += time_elements(flat)
    if url and (day := address_day(url)):
        out.append(Offered(day, "url", "url"))
    for span in headers:
        line = span.of(flat.text)
        if len(line) <= LONGEST_LINE and (day := parse_date(line)):
            voice = "modified" if UPDATED.search(line) else "stamp" if STAMP.search(line) else "text"
            out.append(Offered(day, "text", voice, span))
    return out


def time_elements(flat: Flat) -> list[Offered]:
    """The <time> elements that stand near the head of the article."""
    heads = [p.start for p in flat.pieces if p.node.name == "h1"]
    start = heads[0] if heads else 0
    out = []
    for value, at in sorted(flat.times, key=lambda t: (abs(t[1] - start), t[1]))[:3]:
        if day := parse_date(value):
            piece = next((p for p in flat.pieces if p.start <= at <= p.end), None)
            line = flat.text[piece.start : piece.end] if piece else ""
            away = piece is not None and bool(piece.node.parts & (PART_BIT["related"] | PART_BIT["comment"]))
            voice = "modified" if UPDATED.search(line) else "" if away else "time"
            if voice:
                out.append(Offered(day, "time element", voice, Span(piece.start, piece.end) if piece else None))
    return out


def believe(offers: list[Offered], text: str, fetched: str | None) -> tuple[str | None, tuple[DateSeen, ...]]:
    """The date to believe, or None, and every date with its verdict."""
    reasons = {o: impossible(o, text, fetched, weak=is_weak(o, offers)) or stamped(o, offers) for o in offers}
    live = [o for o in offers if reasons[o] is None and o.voice != "modified"]
    votes: Counter[str] = Counter()
    for offer in live:
        for other in {o.value[:10] for o in live}:
            if days_apart(offer.value, other) <= SLACK:
                votes[other] += VOICES[offer.voice] if offer.value[:10] == other else VOICES[offer.voice] * 0.5  # type: ignore[assignment]
    best = max(live, key=lambda o: votes[o.value[:10]], default=None)
    if best is None:
        best = next((o for o in offers if reasons[o] is None and o.where == "json-ld dateModified"), None)
    seen = [DateSeen(o.value, o.where, o.page, *verdict(o, best, reasons[o])) for o in offers]
    return (finest(best, live) if best else None), tuple(dict.fromkeys(seen))


def finest(best: Offered, live: list[Offered]) -> str:
    """The believed day as precisely as any believed voice has it."""
    same = [best, *(o for o in live if o.value[:10] == best.value[:10])]
    return max(same, key=lambda o: (len(o.value) > 10, "+" in o.value or o.value.count("-") > 2, o is best)).value


def verdict(offer: Offered, best: Offered | None, reason: str | None) -> tuple[bool, str]:
    """Whether a date is trusted, and why."""
    if reason is not None:
        return False, reason
    if offer.voice == "modified":
        return (
            offer is best,
            "the day of a change, used because no other is given" if offer is best else "the day of a change",
        )
    if best is None or days_apart(offer.value, best.value) > SLACK:
        return False, "the other dates of the page speak against it"
    return True, "believed" if offer is best else "agrees with the date believed"


def is_weak(offer: Offered, offers: list[Offered]) -> bool:
    """Whether one sign of the text fells a date: a line of the page, its address, or a tag that nothing bears out."""
    if offer.voice == "meta":
        return not any(o.voice != "meta" and days_apart(o.value, offer.value) <= SLACK for o in offers)
    return offer.voice in WEAK


def impossible(offer: Offered, text: str, fetched: str | None, *, weak: bool) -> str | None:
    """Why the page cannot have been published on this day, or None."""
    day = offer.value[:10]
    if day < OLDEST:
        return "older than the web"
    if fetched and (limit := parse_date(fetched)) and day > day_after(limit):
        return f"lies after the page was fetched on {limit[:10]}"
    return contradiction(text, day, weak=weak)


def stamped(offer: Offered, offers: list[Offered]) -> str | None:
    """Why a date is only the stamp of a copy, or None: a date beside counters, and tags that say no more than it."""
    near = [o for o in offers if days_apart(o.value, offer.value) <= SLACK]
    if any(o.voice == "stamp" for o in near) and not any(o.voice in FIRM for o in near):
        return STAMPED
    return None
