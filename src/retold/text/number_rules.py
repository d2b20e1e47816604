"""The number at its place, and the words of a language that build, join, bound and hedge numbers.

A language is a table, `rules/<language>/numbers.tsv`, and its tests: no code. All words are lower case.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Literal, TypeVar, cast

from retold.records import Change, Span
from retold.text.tables import rows_of, words_of

Shape = Literal["count", "share", "score", "vague"]
Table = Mapping[str, Mapping[str, str]]
T = TypeVar("T")


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
class Marks:
    """The mark between thousands and the mark before a fraction: "," and "." in English."""

    group: str
    point: str


@dataclass(frozen=True, slots=True)
class NumberRules:
    """The closed-class words of one language that build, join, bound and hedge numbers."""

    language: str
    marks: tuple[Marks, ...]  # the usual ones first; a text may use others that stand here
    small: Mapping[str, int]  # zero to nineteen, and other words below a hundred that are one word
    tens: Mapping[str, int]
    hundreds: frozenset[str]  # "hundred", after a number
    whole_hundreds: Mapping[str, int]  # "doscientos": a number by itself
    scales: Mapping[str, int]  # word -> power of ten
    glued_scales: Mapping[str, int]  # written at the digits: "bn", "k"
    packs: Mapping[str, int]  # "dozen" -> 12
    fractions: Mapping[str, tuple[int, int]]  # "third" -> (1, 3)
    plural_fractions: frozenset[str]
    scaled_fractions: frozenset[str]  # shares only before a scale: "medio millón"
    not_half_after: frozenset[str]  # "second half", "first half": no share
    share_followers: frozenset[str]  # "a third of", "half the"
    share_leaders: frozenset[str]  # "by half", "more than a third"
    vague: Mapping[str, tuple[Decimal, Decimal]]  # "dozens" -> (12, 120)
    few: Mapping[str, tuple[int, int]]  # "several" -> (2, 9), only before a scale
    articles: frozenset[str]  # no numbers by themselves
    share_articles: frozenset[str]  # other words before a share: "la tercera parte"
    and_words: frozenset[str]
    tens_links: frozenset[str]  # between tens and ones: "y" in "treinta y uno"
    of_words: frozenset[str]
    range_words: frozenset[str]  # between the ends of a range: "to", "-"
    range_openers: Mapping[str, frozenset[str]]  # "between" -> {"and"}
    moving_openers: frozenset[str]  # "from 35 to 45": low is where it came from
    moving_after_verb: frozenset[str]  # openers that do so only after a verb of moving
    or_words: frozenset[str]  # those of them that join neighbours only: "two or three"
    score_links: frozenset[str]  # between the sides of a result: "to" in "4 to 3"
    percent: frozenset[str]  # "51% to 48%" are the shares of two sides
    out_of: frozenset[str]  # "one out of three"
    tight_out_of: frozenset[str]  # those of them that join other things too: "in"
    hedges_before: Mapping[str, Change]
    hedges_after: Mapping[str, Change]
    below_zero: frozenset[str]  # "minus"
    particles: frozenset[str]  # no bounds after these verbs: "over" in "handed over 86"
    particle_verbs: frozenset[str]
    spread_words: frozenset[str]  # "ranging from 5 to 10": nothing moved
    score_words: frozenset[str]  # beside a result: "2-4 defeat"
    size_words: frozenset[str]  # "3m deep": metres, no millions
    time_units: frozenset[str]
    clock_leads: frozenset[str]  # before a clock time that looks like a number: "las 10.30"
    moving_verbs: frozenset[str]  # "rose 5 to 120": a step and a level, never a range
    glued_units: frozenset[str] = field(repr=False)  # letters that may stand at the digits: "kg", "mph"


@cache
def number_rules(language: str) -> NumberRules:
    """The rules of a language from its table."""
    t = words_of(language, "numbers")
    fractions = valued(t, "fraction", over_under)
    plural = valued(t, "fractions", over_under)
    scaled = valued(t, "scaled_fraction", over_under)
    return NumberRules(
        language=language,
        marks=tuple(Marks(*value) for name, value, *_ in rows_of(language, "numbers") if name == "marks"),
        small=valued(t, "small", int),
        tens=valued(t, "tens", int),
        hundreds=listed(t, "hundred"),
        whole_hundreds=valued(t, "whole_hundred", int),
        scales=valued(t, "scale", int),
        glued_scales=valued(t, "glued_scale", int),
        packs=valued(t, "pack", int),
        fractions=MappingProxyType({**fractions, **plural, **scaled}),
        plural_fractions=frozenset(plural),
        scaled_fractions=frozenset(scaled),
        not_half_after=listed(t, "not_half_after"),
        share_followers=listed(t, "share_follower"),
        share_leaders=listed(t, "share_leader"),
        vague=valued(t, "vague", lambda v: ends_of(v, Decimal)),
        few=valued(t, "few", lambda v: ends_of(v, int)),
        articles=listed(t, "article"),
        share_articles=listed(t, "share_article"),
        and_words=listed(t, "and"),
        tens_links=listed(t, "tens_link"),
        of_words=listed(t, "of"),
        range_words=listed(t, "range"),
        range_openers=openers(language),
        moving_openers=listed(t, "moving_opener"),
        moving_after_verb=listed(t, "moving_after_verb"),
        or_words=listed(t, "or"),
        score_links=listed(t, "score_link"),
        tight_out_of=listed(t, "tight_out_of"),
        percent=listed(t, "percent"),
        out_of=listed(t, "out_of"),
        hedges_before=valued(t, "hedge_before", change_of),
        hedges_after=valued(t, "hedge_after", change_of),
        below_zero=listed(t, "below_zero"),
        particles=listed(t, "particle"),
        particle_verbs=listed(t, "particle_verb"),
        spread_words=listed(t, "spread"),
        score_words=listed(t, "score"),
        size_words=listed(t, "size"),
        time_units=listed(t, "time_unit"),
        clock_leads=listed(t, "clock_lead"),
        moving_verbs=listed(t, "moving_verb"),
        glued_units=listed(words_of("any", "numbers"), "glued_unit"),
    )


def listed(tables: Table, name: str) -> frozenset[str]:
    """The words of a table without values."""
    return frozenset(tables.get(name, ()))


def valued(tables: Table, name: str, read: Callable[[str], T]) -> Mapping[str, T]:
    """The words of a table with their values read."""
    return MappingProxyType({word: read(value) for word, value in tables.get(name, {}).items()})


def over_under(value: str) -> tuple[int, int]:
    """The parts of a fraction."""
    over, under = value.split("/")
    return int(over), int(under)


def ends_of(value: str, read: Callable[[str], T]) -> tuple[T, T]:
    """The ends of "12..120"."""
    low, high = value.split("..")
    return read(low), read(high)


def change_of(value: str) -> Change:
    """A bound or hedge as a table tells it."""
    if value not in ("~", ">", "<"):
        raise ValueError(f"a hedge is one of ~ > <, not {value!r}")
    return cast(Change, value)


def openers(language: str) -> Mapping[str, frozenset[str]]:
    """The words that open a range, each with those that join it."""
    out: dict[str, frozenset[str]] = {}
    for name, value, words, *_ in rows_of(language, "numbers"):
        if name == "range_opener":
            out[value] = out.get(value, frozenset()) | {w.replace("_", " ") for w in words.split()}
    return MappingProxyType(out)
