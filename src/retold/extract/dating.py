"""Which of a page's dates to believe, and why.

Takes every date the page offers and the text of the article, gives each date with a verdict. A date is disbelieved when
it lies in the future of the crawl, before the web, or when the text could not have been written on it. When nothing
believable is left the page stays undated: abstain, never guess.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from retold.extract.days import MONTHS, address_day, day_after, days_apart, parse_date
from retold.extract.describe import Given
from retold.extract.flatten import Flat
from retold.extract.metadata import MODIFIED, Facts
from retold.extract.tags import PART_BIT
from retold.records import DateSeen, Span

OLDEST = "1990-01-01"  # no page is older than the web
HEAD = 4000  # characters of a text in which its own present is looked for
SLACK = 1  # days two places of one page may differ by, across zones
LAG = 4  # days after which "said Tuesday" is no longer written
FAR = 120  # days: "Oct. 7" without a year is seldom written this long after
VOICES = {"record": 3.0, "json-ld": 3.0, "meta": 2.5, "time": 2.0, "url": 2.2, "text": 1.6}
WEEKDAYS = {d: i for i, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
SAID_DAY = re.compile(
    r"\b(?P<cue>[a-z]{2,}ed|said|told|met|held|began|came|went|won|lost|struck|hit|shot|fell|rose|found|took|made"
    r"|gave|left|set|sent|led|broke|spoke|swept|sank|were|was)\b"
    r"(?:(?!\b(?:last|next|this|every|each|by|until|coming|following|will|for|would|to)\b)[^.;:\n]){0,60}?"
    r"\s(?:on\s+|early\s+|late\s+)?(?<!last )(?<!next )(?<!every )(?<!until )(?<!for )(?<!by )"
    r"(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b(?!,?\s+(?:[A-Z][a-z]{2,8}\.?\s+)?\d|s\b"
    r"|['’]s\b|\s+[A-Z])"
)  # fmt: skip
MONTH_DAY = re.compile(
    r"\b(?P<w>[A-Z][a-z]{2,8})\.?\s+(?P<d>\d{1,2})(?!\d|:|,?\s+(?:19|20)\d\d)\b"
    r"|\b(?P<e>\d{1,2})\s+(?P<x>[A-Z][a-z]{2,8})(?!\s+(?:19|20)\d\d)\b"
)
ELAPSED = re.compile(
    r"\b(?:after|more than|over|nearly|almost|about|some|for|in|of|past)\s+(?P<n>\d{1,3}|\w+)\s+(?P<u>day|week"
    r"|month)s\b",
    re.IGNORECASE,
)
NUMBERS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
UNIT_DAYS = {"day": 1, "week": 7, "month": 30}
DATED = re.compile(
    r"^\W*(?:date|published|posted|updated|last updated|first published|publication date|on)\b", re.IGNORECASE
)
UPDATED = re.compile(r"\b(?:updated|modified|edited)\b", re.IGNORECASE)
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
            out.append(Offered(day, "text", "modified" if UPDATED.search(line) else "text", span))
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
    reasons = {o.value: impossible(o, text, fetched) for o in offers}
    live = [o for o in offers if reasons[o.value] is None and o.voice != "modified"]
    votes: Counter[str] = Counter()
    for offer in live:
        for other in {o.value[:10] for o in live}:
            if days_apart(offer.value, other) <= SLACK:
                votes[other] += VOICES[offer.voice] if offer.value[:10] == other else VOICES[offer.voice] * 0.5  # type: ignore[assignment]
    best = max(live, key=lambda o: votes[o.value[:10]], default=None)
    if best is None:
        best = next((o for o in offers if o.voice == "modified" and reasons[o.value] is None), None)
    seen = [DateSeen(o.value, o.where, o.page, *verdict(o, best, reasons[o.value])) for o in offers]
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


def impossible(offer: Offered, text: str, fetched: str | None) -> str | None:
    """Why the page cannot have been published on this day, or None."""
    day = offer.value[:10]
    if day < OLDEST:
        return "older than the web"
    if fetched and (limit := parse_date(fetched)) and day > day_after(limit):
        return f"lies after the page was fetched on {limit[:10]}"
    return contradiction(text, day, weak=offer.voice in ("text", "url", "modified"))


@lru_cache(maxsize=64)
def contradiction(text: str, day: str, *, weak: bool) -> str | None:
    """Why this text cannot have been written about this day. One sign is enough against a weak voice, else two.

    >>> text = "Divers searched the wreck on Wednesday, the navy said. The captain was arrested Tuesday."
    >>> contradiction(text, "2031-05-12", weak=True)
    "the text says 'Wednesday', and 2031-05-12 is a Monday"
    """
    when = date.fromisoformat(day)
    head = text[:HEAD]
    signs = [s for s in (weekday_sign(head, when), far_sign(head, when), elapsed_sign(head, when)) if s]
    if len(signs) >= 2 or (weak and signs and signs[0].startswith("the text says '")):
        return "; ".join(signs)
    return None


def weekday_sign(text: str, when: date) -> str | None:
    """The weekdays that the text reports as just past all lie too far back."""
    days = [m.group("day") for m in SAID_DAY.finditer(text)]
    lags = [(when.weekday() - WEEKDAYS[d.lower()]) % 7 for d in days]
    if len(lags) < 2 or min(lags) < LAG:
        return None
    name = when.strftime("%A")
    return f"the text says {days[0]!r}, and {when} is a {name}"


def month_days(text: str, when: date) -> list[tuple[str, int]]:
    """The days named without a year, with the days that passed from the last such day."""
    out = []
    for found in MONTH_DAY.finditer(text):
        month = MONTHS.get((found.group("w") or found.group("x")).casefold())
        number = int(found.group("d") or found.group("e"))
        if not month or not 1 <= number <= 31:
            continue
        for year in (when.year, when.year - 1):
            try:
                gone = (when - date(year, month, number)).days
            except ValueError:
                break
            if gone >= -14:
                out.append((found.group(), max(0, gone)))
                break
    return out


def far_sign(text: str, when: date) -> str | None:
    """Every day named without a year lies far back, as it seldom does in a report of the day."""
    named = month_days(text, when)
    if named and min(gone for _, gone in named) > FAR:
        return f"the text names {named[0][0]!r} without a year, {named[0][1]} days before"
    return None


def elapsed_sign(text: str, when: date) -> str | None:
    """The text counts the time since something, and no day that it names lies that far back."""
    spans = []
    for found in ELAPSED.finditer(text):
        raw = found.group("n").lower()
        count = int(raw) if raw.isdigit() else NUMBERS.get(raw, 0)
        if count * UNIT_DAYS[found.group("u").lower()] >= 14:
            spans.append((found.group(), count * UNIT_DAYS[found.group("u").lower()]))
    named = [(n, gone) for n, gone in month_days(text, when) if gone > 14]
    if not spans or not named or any(0.7 <= gone / length <= 1.5 for _, length in spans for _, gone in named):
        return None
    return f"the text counts {spans[0][0]!r} and names {named[0][0]!r}, {named[0][1]} days before"


def implied_days(text: str, dateline_day: str | None, fetched: str | None) -> tuple[str, str] | None:
    """The first and last day on which an undated text can have been written, where it names full dates of the past."""
    past = [
        day[:10]
        for line in text.split("\n")
        for found in FULL_DATE.finditer(line[:2000])
        if not FUTURE.search(line[max(0, found.start() - 60) : found.start()]) and (day := parse_date(found.group()))
    ]
    first = dateline_day or max(past, default=None)
    limit = parse_date(fetched) if fetched else None
    if first is None or (limit and first > limit[:10]):
        return None
    return (first, limit[:10]) if limit else None


FULL_DATE = re.compile(
    r"\b(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+(?:19|20)\d\d|\d{1,2}\s+[A-Z][a-z]{2,8}\s+(?:19|20)\d\d)\b"
)
FUTURE = re.compile(r"\b(?:will|until|by|due|scheduled|expected|planned|next|through|before|would)\b", re.IGNORECASE)
