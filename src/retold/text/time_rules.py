"""What a language must tell so that its times can be read: `rules/<language>/times.tsv`, no code.

Beside tables of words (see tables.py) the file has lines of patterns. "piece NAME PATTERN" names a part that other
patterns hold as <NAME>; "clue NAME PATTERN" is looked for around an expression; "row READING PATTERN [WORD]" is an
expression and the reading that gives its value. In a pattern {month} stands for any word of that table. Patterns run on
lower-case text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from retold.text.number_rules import listed, number_rules, valued
from retold.text.tables import clues_of, filled, rows_of, words_of


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One pattern and the reading of what it matches; `fixed` is handed to the reading as it is."""

    reading: str
    pattern: str
    fixed: str = ""


@dataclass(frozen=True, slots=True)
class TimeRules:
    """The words and patterns of one language."""

    language: str
    month: Mapping[str, int]
    anymonth: Mapping[str, int]  # with the short forms
    weekday: Mapping[str, int]  # Monday is 1
    anyday: Mapping[str, int]
    unit: Mapping[str, str]  # "years" -> "Y"; "TM" is the minute, "M" the month
    units: frozenset[str]  # those of them in the plural
    this_unit: Mapping[str, str]  # "the quarter"
    rank_unit: frozenset[str]  # units that are mostly ranks or shares: "second", "quarter"
    share_unit: frozenset[str]  # "three-quarters"
    no_article: frozenset[str]  # "a second", "a night": no stretch
    half_year: frozenset[str]  # "half", "semestre"
    half_nth: Mapping[str, int]
    part: Mapping[str, str]  # "morning" -> "MO"
    parts: frozenset[str]  # those of them in the plural
    season: Mapping[str, str]
    shift: Mapping[str, int]  # "last" -> -1
    same: frozenset[str]  # shifts that point at what was told before: "that"
    told: frozenset[str]  # shifts from what was told before: "following"
    told_day: frozenset[str]  # those that do so for days only: "next"
    stretching: frozenset[str]  # "past year" is a stretch
    latest: frozenset[str]
    day: Mapping[str, int]  # "yesterday" -> -1
    ordinal: Mapping[str, int]
    holiday: Mapping[str, str]  # a day "07-04", or a movable feast by name
    count: Mapping[str, int]  # number words
    article: Mapping[str, Decimal]  # "a", "half an", "a couple of"
    fuzzy: frozenset[str]  # counts without a number: "several"
    frequency: Mapping[str, str]  # "daily" -> "P1D"
    backward: frozenset[str]  # "ago", "earlier"
    from_anchor: frozenset[str]  # those seen from the day of the text: "ago"
    decade: Mapping[str, int]  # "nineties" -> 90
    clock_word: Mapping[str, str]  # "noon" -> "12:00"
    half_day: Mapping[str, int]  # hours added to those of the clock: "p" -> 12
    named: frozenset[str]  # groups that are written with a capital
    clues: Mapping[str, re.Pattern[str]]
    rows: tuple[TimeRow, ...]


PIECE = re.compile(r"<([A-Z_]+)>")


@cache
def time_rules(language: str) -> TimeRules:
    """The rules of a language from its table."""
    t = words_of(language, "times")
    numbers = number_rules(language)
    units = valued(t, "units", str)
    month, weekday = valued(t, "month", int), valued(t, "weekday", int)
    return TimeRules(
        language=language,
        month=month,
        anymonth=MappingProxyType({**month, **valued(t, "short_month", int)}),
        weekday=weekday,
        anyday=MappingProxyType({**weekday, **valued(t, "short_weekday", int)}),
        unit=MappingProxyType({**valued(t, "unit", str), **units}),
        units=frozenset(units),
        this_unit=valued(t, "this_unit", str),
        rank_unit=listed(t, "rank_unit"),
        share_unit=listed(t, "share_unit"),
        no_article=listed(t, "no_article"),
        half_year=listed(t, "half_year"),
        half_nth=valued(t, "half_nth", int),
        part=valued(t, "part", str),
        parts=listed(t, "parts"),
        season=valued(t, "season", str),
        shift=valued(t, "shift", int),
        same=listed(t, "same"),
        told=listed(t, "told"),
        told_day=listed(t, "told_day"),
        stretching=listed(t, "stretching"),
        latest=listed(t, "latest"),
        day=valued(t, "day", int),
        ordinal=valued(t, "ordinal", int),
        holiday=valued(t, "holiday", str),
        count=MappingProxyType({w: n for w, n in {**numbers.small, **numbers.tens}.items() if n}),
        article=valued(t, "article", Decimal),
        fuzzy=listed(t, "fuzzy"),
        frequency=valued(t, "frequency", str),
        backward=listed(t, "backward"),
        from_anchor=listed(t, "from_anchor"),
        decade=valued(t, "decade", int),
        clock_word=valued(t, "clock_word", str),
        half_day=valued(t, "half_day", int),
        named=listed(t, "named"),
        clues=clues_of(language, "times", lambda name: t.get(name, ())),
        rows=read_rows(language),
    )


def read_rows(language: str) -> tuple[TimeRow, ...]:
    """The rows of patterns of a language, in order, their pieces filled in."""
    lines = rows_of(language, "times")
    pieces = {f[1]: f[2] for f in lines if f[0] == "piece"}
    rows = [(f[1], fill(f[2], pieces), *f[3:]) for f in lines if f[0] == "row"]
    return tuple(TimeRow(*row) for row in rows)


def fill(pattern: str, pieces: Mapping[str, str]) -> str:
    """A pattern with the pieces in it filled in."""
    return PIECE.sub(lambda m: fill(pieces[m[1]], pieces), pattern)


# ---- patterns ------------------------------------------------------------------------------------------------------


@cache
def row_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """The pattern of every row, its tables filled in."""
    rules = time_rules(language)
    patterns = [filled(row.pattern, lambda table: list(getattr(rules, table))) for row in rules.rows]
    return tuple(re.compile(rf"{pattern}(?!\w)") for pattern in patterns)


@cache
def any_pattern(language: str) -> re.Pattern[str]:
    """One pattern for all rows, without groups: it only finds where an expression may begin."""
    rows = [re.sub(r"\(\?P<\w+>", "(?:", p.pattern) for p in row_patterns(language)]
    return re.compile(r"(?<![\w$€£])(?:" + "|".join(f"(?:{r})" for r in rows) + ")")
