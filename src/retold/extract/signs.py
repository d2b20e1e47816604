"""What a text says of the day on which it was written: weekdays just past, days without a year, time elapsed.

Takes the text of an article, gives the signs against a day, and the days on which an undated text can have been
written. It believes no date; that is left to `dating`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from retold.extract.days import MONTHS, day_after, parse_date

HEAD = 4000  # characters of a text in which its own present is looked for
LAG = 4  # days after which "said Tuesday" is no longer written
LEDE = 600  # characters in which a report tells when the thing happened
GONE = 21  # days after its dateline that a report is surely not published for the first time
FAR = 120  # days: "Oct. 7" without a year is seldom written this long after
ENOUGH, PLENTY = 1.0, 1.8  # strength of signs that fells a weak voice (a line of the page, its address), and any
WEEKDAYS = {d: i for i, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
SAID_DAY = re.compile(
    r"\b(?P<cue>[a-z]{2,}ed|said|told|met|held|began|came|went|won|lost|struck|hit|shot|fell|rose|found|took|made"
    r"|gave|left|set|sent|led|broke|spoke|swept|sank|were|was)\b"
    r"(?:(?!\b(?:last|next|this|every|each|by|until|coming|following|will|for|would|to)\b)[^.;:\n]){0,60}?"
    r"\s(?:on\s+|early\s+|late\s+)?(?<!last )(?<!next )(?<!every )(?<!until )(?<!for )(?<!by )"
    r"(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b(?!,?\s+(?:[A-Z][a-z]{2,8}\.?\s+)?\d|s\b"
    r"|['’]s\b|\s+[A-Z])"
)  # fmt: skip
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
CUE_REACH = 100  # characters around a weekday in which the verb and what follows the day stand
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


FULL_DATE = re.compile(
    r"\b(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+(?:19|20)\d\d|\d{1,2}\s+[A-Z][a-z]{2,8}\s+(?:19|20)\d\d)\b"
)
FUTURE = re.compile(r"\b(?:will|until|by|due|scheduled|expected|planned|next|through|before|would)\b", re.IGNORECASE)
PAST = re.compile(r"\b(?:[a-z]{2,}ed|was|were|said|told|began|came|took|died|fell|held|met|went|left|made)\b")
DATELINE_HEAD = re.compile(r"[^\n(—–]{2,70}?(?:\(|—|–|\s--?\s)")
WEEKDAY_DATE = re.compile(
    r"\b(?P<name>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),?\s+(?P<day>(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}"
    r"|\d{1,2}\s+[A-Z][a-z]{2,8})\b(?!,?\s*(?:19|20)\d\d))"
)
Strength = tuple[float, str]  # how much a sign weighs, and its words tuple[float, str]


@lru_cache(maxsize=64)
def contradiction(text: str, day: str, *, weak: bool) -> str | None:
    """Why this text cannot have been written about this day. One sign is enough against a weak voice, else two.

    >>> text = "Divers searched the wreck on Wednesday, the navy said. The captain was arrested Tuesday."
    >>> contradiction(text, "2031-05-12", weak=True)
    "the text says 'Wednesday', and 2031-05-12 is a Monday"
    """
    when = date.fromisoformat(day)
    head = text[:HEAD]
    found = (sign(head, when) for sign in (dateline_sign, weekday_sign, later_sign, far_sign, elapsed_sign))
    signs = [s for s in found if s] or [s for s in [lede_sign(head, when)] if s and weak]
    total = sum(strength for strength, _ in signs)
    return "; ".join(words for _, words in signs) if total >= (ENOUGH if weak else PLENTY) else None


def dateline_sign(text: str, when: date) -> Strength | None:
    """The day in the dateline is another one."""
    named = dateline_day(text)
    if named is None:
        return None
    word, month, number = named
    gone = days_since(month, number, when)
    if gone is None or gone <= LAG:
        return None
    return (2.0 if gone > GONE else 1.0), f"the text was filed on {word!r}, {gone} days before"


def dateline_day(text: str) -> tuple[str, int, int] | None:
    """The day without a year that a dateline gives, as written, its month and its number."""
    head = DATELINE_HEAD.match(text)
    found = MONTH_DAY.search(head.group()) if head else None
    return read_day(found) if found else None


def read_day(found: re.Match[str]) -> tuple[str, int, int] | None:
    """A day as written, its month and its number."""
    month = MONTHS.get((found.group("w") or found.group("x")).casefold())
    number = int(found.group("d") or found.group("e"))
    return (found.group(), month, number) if month and 1 <= number <= 31 else None


def days_since(month: int, number: int, when: date) -> int | None:
    """The days that passed since the last such day; a day of the coming fortnight counts as now."""
    for year in (when.year + 1, when.year, when.year - 1):
        try:
            gone = (when - date(year, month, number)).days
        except ValueError:
            continue
        if gone >= -14:
            return max(0, gone)
    return None


def weekday_sign(text: str, when: date) -> Strength | None:
    """The weekdays that the text reports as just past all lie too far back."""
    days = said_days(text)
    if len(days) < 2 or min(lag(day, when) for day in days) < LAG:
        return None
    return 1.0, f"the text says {days[0]!r}, and {when} is a {when.strftime('%A')}"


def lede_sign(text: str, when: date) -> Strength | None:
    """The weekday on which the lede has it happen lies too far back."""
    found = SAID_DAY.search(text[:LEDE])
    if found is None or lag(found.group("day"), when) < LAG:
        return None
    return 1.0, f"the text begins with {found.group('day')!r}, and {when} is a {when.strftime('%A')}"


def lag(day: str, when: date) -> int:
    """The days since the last such weekday."""
    return (when.weekday() - WEEKDAYS[day.lower()]) % 7


def later_sign(text: str, when: date) -> Strength | None:
    """The text reports as past what came to be after this day."""
    for found in FULL_DATE.finditer(text):
        before = text[max(0, found.start() - 60) : found.start()]
        if PAST.search(before) and not FUTURE.search(before):
            day = parse_date(found.group())
            if day and day[:10] > day_after(when.isoformat(), 2):
                return 1.0, f"the text reports {found.group()!r}, which came later"
    return None


def month_days(text: str, when: date) -> list[tuple[str, int]]:
    """The days named without a year, with the days that passed from the last such day."""
    named = named_days(text)
    return [(word, gone) for word, month, number in named if (gone := days_since(month, number, when)) is not None]


@lru_cache(maxsize=8)
def named_days(text: str) -> tuple[tuple[str, int, int], ...]:
    """The days that a text names without a year: as written, month and number."""
    return tuple(day for found in MONTH_DAY.finditer(text) if (day := read_day(found)))


@lru_cache(maxsize=8)
def said_days(text: str) -> tuple[str, ...]:
    """The weekdays that a text reports as just past, looked for only around the weekdays that it names."""
    return tuple(found.group() for found in WEEKDAY.finditer(text) if is_said(text, found.start(), found.end()))


def is_said(text: str, start: int, end: int) -> bool:
    """Whether a weekday is one on which something is reported to have happened."""
    first = max(0, start - CUE_REACH)
    near = SAID_DAY.finditer(text[first : end + CUE_REACH])
    return any(found.start("day") == start - first for found in near)


@lru_cache(maxsize=8)
def elapsed_spans(text: str) -> tuple[tuple[str, int], ...]:
    """The stretches of two weeks or more that a text counts, as written and in days."""
    spans = []
    for found in ELAPSED.finditer(text):
        raw = found.group("n").lower()
        count = int(raw) if raw.isdigit() else NUMBERS.get(raw, 0)
        if count * UNIT_DAYS[found.group("u").lower()] >= 14:
            spans.append((found.group(), count * UNIT_DAYS[found.group("u").lower()]))
    return tuple(spans)


def far_sign(text: str, when: date) -> Strength | None:
    """Every day named without a year lies far back, as it seldom does in a report of the day."""
    named = month_days(text, when)
    if named and min(gone for _, gone in named) > FAR:
        return 0.9, f"the text names {named[0][0]!r} without a year, {named[0][1]} days before"
    return None


def elapsed_sign(text: str, when: date) -> Strength | None:
    """The text counts the time since something, and no day that it names lies that far back."""
    spans = elapsed_spans(text)
    named = [(n, gone) for n, gone in month_days(text, when) if gone > 14]
    if not spans or not named or any(0.7 <= gone / length <= 1.5 for _, length in spans for _, gone in named):
        return None
    return 0.9, f"the text counts {spans[0][0]!r} and names {named[0][0]!r}, {named[0][1]} days before"


def implied_days(text: str, fetched: str | None) -> tuple[str, str] | None:
    """The first and last day on which an undated text can have been written, where it names days of the past."""
    limit = parse_date(fetched) if fetched else None
    if limit is None:
        return None
    last = date.fromisoformat(limit[:10])
    if filed := filed_day(text[:HEAD], last):
        return filed.isoformat(), filed.isoformat()
    first = max((*full_days(text), *weekday_dates(text[:HEAD], last)), default=None)
    return (first, limit[:10]) if first and first <= limit[:10] else None


def filed_day(text: str, last: date) -> date | None:
    """The day of the dateline: of the latest year in which the weekday of the lede falls on it or on its eve."""
    named, said = dateline_day(text), SAID_DAY.search(text[:LEDE])
    if named is None or said is None:
        return None
    return latest_year(named[1], named[2], last, lambda day: lag(said.group("day"), day) <= 1)


def weekday_dates(text: str, last: date) -> list[str]:
    """The days named with weekday and month, of the latest year in which they meet."""
    out = []
    for found in WEEKDAY_DATE.finditer(text):
        inner = MONTH_DAY.search(found.group("day"))
        named = read_day(inner) if inner else None
        if named is None or FUTURE.search(text[max(0, found.start() - 60) : found.start()]):
            continue
        name = found.group("name")
        if day := latest_year(named[1], named[2], last, lambda d, name=name: lag(name, d) == 0):  # type: ignore[misc]
            out.append(day.isoformat())
    return out


def latest_year(month: int, number: int, last: date, fits: Callable[[date], bool]) -> date | None:
    """The last day of this name, up to `last`, that fits; it is looked for as far back as weekdays come round."""
    for year in range(last.year, last.year - 7, -1):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day <= last and fits(day):
            return day
    return None


def full_days(text: str) -> list[str]:
    """The full dates that a text names as past."""
    return [
        day[:10]
        for line in text.split("\n")
        for found in FULL_DATE.finditer(line[:2000])
        if not FUTURE.search(line[max(0, found.start() - 60) : found.start()]) and (day := parse_date(found.group()))
    ]
