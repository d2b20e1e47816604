"""The dated events and figures of a story in order, each with the number of sources behind it.

Takes articles, claims and voices, gives moments. A month or a year is a range of days; the date of a page counts only
where it is believed, and only for the page of an origin that was first.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal

from retold.reconcile.days import later
from retold.reconcile.voices import Voices, place_of
from retold.records import Article, Claims, Event, Figure, Moment, Span
from retold.text.sentences import find_sentences
from retold.text.stems import stem_word

LONGEST = 200  # moments shown; those with most sources stay
WIDTH = 160  # characters of a sentence that are shown

Kind = Literal["event", "figure", "published"]


def days_of(value: str | None) -> tuple[str, str] | None:
    """The first and last day of an ISO date, month, week, quarter or year.

    >>> days_of("2031-02"), days_of("2031-03-04TEV"), days_of("2031-W02")
    (('2031-02-01', '2031-02-28'), ('2031-03-04', '2031-03-04'), ('2031-01-06', '2031-01-12'))
    """
    for pattern, read in SHAPES:
        if m := pattern.match(value or ""):
            try:
                return read(*map(int, m.groups()))
            except ValueError:
                return None
    return None


def day(year: int, month: int, number: int) -> tuple[str, str]:
    """One day."""
    found = date(year, month, number).isoformat()
    return found, found


def week(year: int, number: int) -> tuple[str, str]:
    """Monday to Sunday of an ISO week."""
    monday = date.fromisocalendar(year, number, 1)
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def months(year: int, first: int, last: int) -> tuple[str, str]:
    """The first day of one month and the last of another."""
    return date(year, first, 1).isoformat(), date(year, last, monthrange(year, last)[1]).isoformat()


SHAPES: tuple[tuple[re.Pattern[str], Callable[..., tuple[str, str]]], ...] = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), day),
    (re.compile(r"(\d{4})-(\d\d)$"), lambda year, month: months(year, month, month)),
    (re.compile(r"(\d{4})-W(\d\d)"), week),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda year, quarter: months(year, 3 * quarter - 2, 3 * quarter)),
    (re.compile(r"(\d{4})$"), lambda year: months(year, 1, 12)),
)


def build_timeline(articles: Mapping[str, Article], claims: Mapping[str, Claims], voices: Voices) -> tuple[Moment, ...]:
    """The moments of a story in order; of many, those that most sources tell."""
    told = [*dated_claims(articles, claims, voices), *first_pages(articles, voices)]
    kept = sorted(told, key=lambda m: (-m.sources, m.first, m.last, m.kind, m.text, m.article))[:LONGEST]
    return tuple(sorted(kept, key=lambda m: (m.first, m.last, m.kind, m.text, m.article)))


def dated_claims(articles: Mapping[str, Article], claims: Mapping[str, Claims], voices: Voices) -> list[Moment]:
    """Events with a day, and figures that say since when they hold."""
    same: dict[tuple[object, ...], list[Event | Figure]] = defaultdict(list)
    days: dict[tuple[object, ...], tuple[str, str]] = {}
    for name in sorted(articles):
        found = claims.get(name)
        dated: list[Event | Figure] = [*found.events, *found.figures] if found else []
        for claim in dated:
            range_ = days_of(claim.when if isinstance(claim, Event) else claim.as_of)
            if range_ is None or claim.negated:
                continue
            about = about_of(claim)
            same[(*about, range_)].append(claim)
            days[(*about, range_)] = range_
    out = []
    for about, rows in sorted(same.items(), key=lambda item: str(item[0])):
        first = rows[0]
        kind: Kind = "event" if isinstance(first, Event) else "figure"
        sources = len({voices.origin[c.article] for c in rows})
        text = words_of(first, articles[first.article])
        out.append(Moment(*days[about], text, first.article, evidence_of(first), sources, kind))
    return out


def about_of(claim: Event | Figure) -> tuple[object, ...]:
    """What makes two dated claims one moment."""
    if isinstance(claim, Event):
        return ("event", stem_word(claim.did.casefold()))
    q = claim.quantity
    return ("figure", str(q.low), str(q.high), stem_word(claim.noun.casefold()), stem_word(claim.predicate.casefold()))


def evidence_of(claim: Event | Figure) -> tuple[Span, ...]:
    """Where a dated claim stands."""
    return claim.evidence or (place_of(claim),)


def words_of(claim: Event | Figure, article: Article) -> str:
    """A dated claim in the words of its page."""
    if isinstance(claim, Figure):
        return f"{' '.join(place_of(claim).of(article.text).split())} {claim.what}".strip()
    at = place_of(claim)
    line = Span(article.text.rfind("\n", 0, at.start) + 1, len(article.text))
    end = article.text.find("\n", at.end)
    paragraph = Span(line.start, end if end >= 0 else len(article.text)).of(article.text)
    sentence = next((s for s in find_sentences(paragraph) if s.end >= at.end - line.start), Span(0, len(paragraph)))
    words = " ".join(sentence.of(paragraph).split())
    return words if len(words) <= WIDTH else words[: words.rfind(" ", 0, WIDTH)] + "…"


def first_pages(articles: Mapping[str, Article], voices: Voices) -> list[Moment]:
    """The first believed date of each origin."""
    first: dict[str, Article] = {}
    for name in sorted(articles):
        article = articles[name]
        known = first.get(voices.origin[name])
        if days_of(article.published) and (known is None or later(known.published, article.published)):
            first[voices.origin[name]] = article
    out = []
    for origin, article in sorted(first.items()):
        days = days_of(article.published)
        if days:
            out.append(
                Moment(*days, f"first told by {voices.names.get(origin, origin)}", article.id, (), 1, "published")
            )
    return out
