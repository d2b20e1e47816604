"""Stretches of days behind ISO dates of any precision, and the sentence behind a place.

Takes strings and spans, gives first and last days, and spans.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from retold.records import Span
from retold.text.sentences import find_sentences

Days = tuple[str, str]


@lru_cache(maxsize=1 << 12)
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


def meet(one: Days, other: Days) -> bool:
    """Whether two stretches of days have a day in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def sentence_of(at: Span, text: str) -> Span:
    """The sentence in which a word stands."""
    starts, sentences = sentences_in(text)
    place = bisect_right(starts, at.start) - 1
    return sentences[place] if place >= 0 else Span(0, len(text))


@lru_cache(maxsize=512)
def sentences_in(text: str) -> tuple[tuple[int, ...], tuple[Span, ...]]:
    """The sentences of a text, and where each begins."""
    found = tuple(find_sentences(text))
    return tuple(s.start for s in found), found
