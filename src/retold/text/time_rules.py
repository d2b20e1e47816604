"""What a language must tell so that its times can be read: tables of words and rows of patterns, no code.

A row says a pattern and which reading gives its value. In a pattern, `{month}` stands for any word of the table
`month`, and a named group hands what it matched to the reading. Patterns run on lower-case text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
    part: Mapping[str, str]  # "morning" -> "MO"
    season: Mapping[str, str]
    shift: Mapping[str, int]  # "last" -> -1
    day: Mapping[str, int]  # "yesterday" -> -1
    ordinal: Mapping[str, int]
    holiday: Mapping[str, str]  # a day "07-04", or a movable feast by name
    count: Mapping[str, int]  # number words
    article: Mapping[str, int]  # "a", "half an", "a couple of"
    fuzzy: frozenset[str]  # counts without a number: "several"
    frequency: Mapping[str, str]  # "daily" -> "P1D"
    backward: frozenset[str]  # "ago", "earlier"
    decade: Mapping[str, int]  # "nineties" -> 90
    modifiers: str  # a pattern of words taken in before a date: "early", "the end of"
    hedges: str  # a pattern of words taken in before a duration: "nearly"
    rows: tuple[TimeRow, ...]
