"""What a language must tell so that its times can be read: tables of words and a file of patterns, no code.

The file has tab-separated lines. "piece NAME PATTERN" names a part that other patterns hold as <NAME>; "clue NAME
PATTERN" is looked for around an expression; "row READING PATTERN [VALUE]" is an expression and the reading that gives
its value. In a pattern {month} stands for any word of the table `month`. Patterns run on lower-case text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


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
    clues: Mapping[str, re.Pattern[str]]
    rows: tuple[TimeRow, ...]


PIECE = re.compile(r"<([A-Z_]+)>")


def read_clues(file: Path) -> dict[str, re.Pattern[str]]:
    """The clues of a file of patterns, by name."""
    return {fields[1]: re.compile(fields[2]) for fields in read_lines(file) if fields[0] == "clue"}


def read_rows(file: Path) -> tuple[TimeRow, ...]:
    """The rows of a file of patterns, in order, their pieces filled in."""
    lines = read_lines(file)
    pieces: dict[str, str] = {f[1]: f[2] for f in lines if f[0] == "piece"}
    rows = [(f[1], PIECE.sub(lambda m: fill(m[1], pieces), f[2]), *f[3:]) for f in lines if f[0] == "row"]
    return tuple(TimeRow(*row) for row in rows)


def fill(name: str, pieces: Mapping[str, str]) -> str:
    """The pattern of a piece, the pieces inside it filled in."""
    return PIECE.sub(lambda m: fill(m[1], pieces), pieces[name])


def read_lines(file: Path) -> list[list[str]]:
    """The lines of a file of patterns as their fields; comments left out."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
