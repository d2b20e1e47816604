"""The number at its place, and what a language must tell so that its numbers can be read: a table, no code.

A language is one file that fills `NumberRules` (see number_english.py) and its tests. All words are lower case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from retold.records import Change, Span

Shape = Literal["count", "share", "score", "vague"]


@dataclass(frozen=True, slots=True)
class NumberSeen:
    """A number at its place. A share is a part of a group ("a third", "one in five"), a score is "3-1"."""

    span: Span  # with its hedge
    low: Decimal
    high: Decimal
    change: Change
    core: Span  # the number with its mark of money, or both ends of a range, without the hedge
    currency: str = ""  # ISO code of a mark of money at the number
    shape: Shape = "count"
    moved: bool = False  # "from 35 to 45": low is where it came from
    words: bool = False  # written without a digit
    factor: Decimal = Decimal(1)  # the scale it was written with: 1,000,000 in "5 million"


@dataclass(frozen=True, slots=True)
class NumberRules:
    """The closed-class words of one language that build, join, bound and hedge numbers."""

    language: str
    group_mark: str  # between thousands: "," in "23,400"
    decimal_mark: str
    small: Mapping[str, int]  # zero to nineteen
    tens: Mapping[str, int]
    hundreds: frozenset[str]
    scales: Mapping[str, int]  # word -> power of ten
    glued_scales: Mapping[str, int]  # written at the digits: "bn", "k"
    packs: Mapping[str, int]  # "dozen" -> 12
    fractions: Mapping[str, tuple[int, int]]  # "third" -> (1, 3)
    plural_fractions: frozenset[str]
    not_half_after: frozenset[str]  # "second half", "first half": no share
    share_followers: frozenset[str]  # "a third of", "half the"
    share_leaders: frozenset[str]  # "by half", "more than a third"
    vague: Mapping[str, tuple[Decimal, Decimal]]  # "dozens" -> (12, 120)
    few: Mapping[str, tuple[int, int]]  # "several" -> (2, 9), only before a scale
    articles: frozenset[str]
    and_words: frozenset[str]
    of_words: frozenset[str]
    range_words: frozenset[str]  # between the ends of a range: "to", "-"
    range_openers: Mapping[str, frozenset[str]]  # "between" -> {"and"}
    out_of: frozenset[str]  # "one out of three"
    hedges_before: Mapping[str, Change]
    hedges_after: Mapping[str, Change]
    below_zero: frozenset[str]  # "minus"
    spread_words: frozenset[str]  # "ranging from 5 to 10": nothing moved
    score_words: frozenset[str]  # beside a result: "2-4 defeat"
    size_words: frozenset[str]  # "3m deep": metres, no millions
    time_units: frozenset[str]
    moving_verbs: frozenset[str]  # "rose 5 to 120": a step and a level, never a range
    glued_units: frozenset[str]  # letters that may stand at the digits: "kg", "mph"
