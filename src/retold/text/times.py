"""Time expressions of a text, resolved: TIMEX3 types and values (TimeML 1.2.1).

Takes any string and the day it was written, gives the expressions in order, never two on one place. Days that do not
exist ("31 June") keep their value as it was told. Ages are left out. The words of a language are data (time_rules.py).
"""

from __future__ import annotations

import re
from datetime import date

from retold.records import Span, TimeSeen
from retold.text.numbers import lower
from retold.text.tables import language_of
from retold.text.time_readings import READINGS
from retold.text.time_rules import any_pattern, row_patterns, time_rules
from retold.text.time_scene import Scene, Value

PLAIN = ("unit", "word")  # never written with a capital, save in titles
WIDEST = 32  # characters of the words before an expression that belong to it
DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d")


def find_times(text: str, anchor: date | None, language: str | None = "en") -> list[TimeSeen]:
    """Every time expression of the text, in order, resolved against `anchor`; the language as for `find_numbers`.

    >>> [t.value for t in find_times("It sank on Tuesday evening, two days after the vote.", date(2031, 5, 15))]
    ['2031-05-13TEV', 'P2D']
    >>> [t.value for t in find_times("since May 12", None)]
    ['XXXX-05-12']
    """
    rules = time_rules(language_of(language, text))
    scene = Scene(text, lower(text), rules, anchor)
    patterns = row_patterns(rules.language)
    out: list[TimeSeen] = []
    at = 0
    pattern = any_pattern(rules.language)
    while match := pattern.search(scene.low, at):
        found, at = read_at(scene, match, patterns)
        out += found
    return out


def read_at(scene: Scene, match: re.Match[str], patterns: tuple[re.Pattern[str], ...]) -> tuple[list[TimeSeen], int]:
    """The expression that begins where `match` does, by the first row that reads it, and where to go on."""
    start = match.start()
    for row, pattern in zip(scene.rules.rows, patterns, strict=True):
        found = pattern.match(scene.low, start)
        if found is None or not is_named(scene, found):
            continue
        scene.start, scene.end, scene.fixed, scene.reading = found.start(), found.end(), row.fixed, row.reading
        value = READINGS[row.reading]({k: v for k, v in found.groupdict().items() if v}, scene)
        if value is not None:
            seen = settle(scene, value, found)
            scene.floor, scene.last = max(found.end(), seen[-1].span.end), row.reading
            return seen, scene.floor
    word = re.compile(r"\w+|\W").match(scene.low, start)
    return [], word.end() if word else start + 1


def settle(scene: Scene, value: Value, found: re.Match[str]) -> list[TimeSeen]:
    """The expression with the words before it taken in, and the day it speaks of remembered."""
    kind, told = value
    scene.told = told if told[:4].isdigit() else scene.told
    day = day_of(told) if DAY_VALUE.match(told) else None
    if day:
        scene.remember_day(day)
    start = widened(scene, kind, found)
    exists = day is not None or not DAY_VALUE.match(told)
    seen = TimeSeen(Span(start, trimmed(scene, found)), kind, told, exists, is_compared(scene, start))
    return [seen, *more_days(scene, told, found)]


COMPARED_REACH = 72  # characters before a time in which the words of a comparison stand


def is_compared(scene: Scene, start: int) -> bool:
    """Whether a time is only what something is compared with: "the worst since 1931", "up from 12 in 2019"."""
    floor = max(0, start - COMPARED_REACH)
    return scene.rules.clues["compared"].search(scene.low, floor, start) is not None


def more_days(scene: Scene, told: str, found: re.Match[str]) -> list[TimeSeen]:
    """The second day of "Dec. 24 to 31", in the month of the first."""
    groups = found.groupdict()
    if not (groups.get("month") and groups.get("day")) or groups.get("year"):
        return []
    more = scene.rules.clues["more_days"].match(scene.low, found.end())
    if more is None or not int(told[-2:]) < int(more.group(1)) <= 31:
        return []
    value = f"{told[:-2]}{int(more.group(1)):02}"
    return [TimeSeen(Span(*more.span(1)), "DATE", value, exists=not value[:4].isdigit() or day_of(value) is not None)]


def day_of(value: str) -> date | None:
    """The day of a value, None when the calendar has none."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def trimmed(scene: Scene, found: re.Match[str]) -> int:
    """The end of an expression: a full stop stays only with an abbreviation inside."""
    end = found.end()
    while end > found.start() + 1 and scene.low[end - 1] in " ,":
        end -= 1
    if scene.low[end - 1] == "." and scene.low[end - 3 : end - 2] != ".":
        end -= 1
    return end


def widened(scene: Scene, kind: str, found: re.Match[str]) -> int:
    """The start with the modifiers of a date ("early", "the end of") or the hedges of a stretch taken in."""
    start = found.start()
    groups = found.groupdict()
    hedged = "way" in groups or (kind == "DURATION" and "shift" not in groups)
    if kind == "DURATION" and not hedged:
        return start
    pattern = scene.rules.clues["before_stretch" if hedged else "before_date"]
    floor = max(scene.floor, start - WIDEST)
    before = pattern.search(scene.low[floor:start])
    return floor + before.start() if before else start


def is_named(scene: Scene, found: re.Match[str]) -> bool:
    """Whether what the language writes as names (in English "May", not "may") is written so."""
    groups, text = found.re.groupindex, scene.text
    if not all(text[found.start(g)].isupper() for g in groups if g in scene.rules.named and found.start(g) >= 0):
        return False
    return not any(
        is_title(text, found.start(g), found.end(g)) for g in PLAIN if g in groups and found.start(g) > found.start()
    )


def is_title(text: str, start: int, end: int) -> bool:
    """Whether a word is written as a title has it ("60 Minutes"), not in small letters or all in capitals."""
    return text[start].isupper() and not text[start:end].isupper()
