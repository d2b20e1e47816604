"""What a copy changed in a figure, typed.

Takes matched figures of a parent and its child, gives drifts. Each row of TESTS names a kind and decides it; changes of
form alone ("some" to "around", "1.9 million" to "1,900,000") are none, and a rewording is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from retold.reconcile.asked import Asked
from retold.reconcile.edges import Match
from retold.reconcile.question import share
from retold.reconcile.reworded import (
    date_differs,
    denominator_differs,
    negation_differs,
    same_digits,
    sentence_of,
    speaker_differs,
    what_differs,
)
from retold.reconcile.values import Answer, compare, last_place, mark_of, same_number
from retold.records import Change, Drift, DriftKind
from retold.text.tokens import folded_words


def find_drifts(match: Match) -> Iterator[Drift]:
    """Every change of meaning between two matched figures, one of a kind at most; in equal words there is none."""
    if folded_words(sentence_of(match.before)) == folded_words(sentence_of(match.after)):
        return
    for kind, differs in TESTS:
        if differs(match.before, match.after):
            yield drift(match, kind)
            if kind in ENOUGH:
                return


def drift(match: Match, kind: DriftKind) -> Drift:
    """The record of a change, with the sentences of both places."""
    before, after = match.before, match.after
    return Drift(
        parent=match.step.parent,
        child=match.step.child,
        kind=kind,
        values=values_of([before, after]),
        before=before.figure.sentence.of(before.article.text),
        after=after.figure.sentence.of(after.article.text),
        before_span=before.figure.sentence,
        after_span=after.figure.sentence,
        claim=after.figure.id,
    )


def values_of(asked: Sequence[Asked]) -> tuple[Decimal, ...]:
    """The different numbers of these figures, in order of appearance."""
    numbers = (n for a in asked for n in (a.figure.quantity.low, a.figure.quantity.high))
    return tuple(dict.fromkeys(numbers))


def value_differs(before: Asked, after: Asked) -> bool:
    """Another number, beyond what rounding and hedging allow."""
    old, new = before.answer, after.answer
    if old.dimension != new.dimension or same_number(old, new) or old.vague or new.vague:
        return False
    if old.per and new.per and old.per != new.per and same_digits(before, after):
        return False
    return not (rounds(old, new) or rounds(new, old)) and not hedged(old, new)


def rounds(exact: Answer, rough: Answer) -> bool:
    """Whether the second number is the first one rounded: fewer digits, and off by less than its last digit counts."""
    place = float(place_of(rough)) * rough.factor
    finer = float(place_of(exact)) * exact.factor
    return finer < place and abs(exact.value - rough.value) < place and abs(exact.top - rough.top) < place


def hedged(one: Answer, other: Answer) -> bool:
    """Whether a hedge on the rougher side covers the other number, or a unit was converted."""
    if one.factor != other.factor:
        return compare(one, other) == "fit"
    return "~" in (one.change, other.change) and place_of(one) != place_of(other) and compare(one, other) == "fit"


def place_of(answer: Answer) -> Decimal:
    """The size of the last digit of a number that is no trailing nought."""
    return last_place(Decimal(repr(answer.value / answer.factor)))


def unit_differs(before: Asked, after: Asked) -> bool:
    """The same digits in another unit."""
    if not same_digits(before, after):
        return False
    a, b = before.answer, after.answer
    if a.dimension and b.dimension:
        return a.dimension != b.dimension or a.factor != b.factor
    strange = after if a.dimension else before
    return bool(a.dimension or b.dimension) and is_measured(strange) and share(before.words, after.words) >= ALIKE


def is_measured(asked: Asked) -> bool:
    """Whether the word after a number measures what follows: "3 bushels of wheat"."""
    at = asked.figure.evidence[0] if asked.figure.evidence else asked.figure.sentence
    return bool(MEASURED.match(asked.article.text, at.end))


MEASURED = re.compile(r"\s+[a-z]+s?\s+of\s+[a-z]")
ALIKE = 0.5  # share of words in common from which only the unit was changed


def bound_differs(before: Asked, after: Asked) -> bool:
    """A bound was lost, gained or turned."""
    a, b = marks(before, after)
    if a == b or not {a, b} & {"<", ">"} or not same_number(before.answer, after.answer):
        return False
    return not any(spans_over(x) for x in (before, after))


def marks(before: Asked, after: Asked) -> tuple[Change, Change]:
    """The bounds or hedges of two figures."""
    return mark_of(before.figure.quantity, before.number), mark_of(after.figure.quantity, after.number)


def spans_over(asked: Asked) -> bool:
    """Whether "over" may stand for a stretch and not for a bound: "over 11 weeks", "spread over nine", "over about"."""
    if not OVER.match(asked.number):
        return False
    text, at = asked.article.text, asked.figure.evidence[0].start
    follows = SPREAD.search(text[max(0, at - 24) : at])
    return asked.answer.dimension in ("time", "month", "length") or bool(follows) or bool(HEDGE.search(asked.number))


OVER = re.compile(r"over\b", re.I)
SPREAD = re.compile(
    r"\b(?:spread(?:s|ing)?|roll(?:s|ed)?|tip(?:s|ped)?|divided|distributed|scattered|stretch(?:es|ed)?|presid(?:e[sd]?|ing)|"
    r"take[sn]?|took|taking|hand(?:s|ed|ing)?|turn(?:s|ed|ing)?|carr(?:y|ies|ied)|pass(?:es|ed)?|pull(?:s|ed)?|r[ua]n|"
    r"f[ae]ll|lean(?:s|ed)?|look(?:s|ed)?|cross(?:es|ed)?|watch(?:es|ed)?|w[io]n|sign(?:s|ed)?|switch(?:es|ed)?|"
    r"knock(?:s|ed)?|bring|brought|flew|fly|flown|rule[sd]?|reign(?:s|ed)?|fight|fought|argue[sd]?|clash(?:es|ed)?)\s+$",
    re.I,
)  # verbs that take "over" for their own
HEDGE = re.compile(r"\b(?:about|around|some|roughly|approximately)\b", re.I)


def hedge_differs(before: Asked, after: Asked) -> bool:
    """A hedge was lost or gained."""
    return (
        set(marks(before, after)) == {"~", "="} and same_number(before.answer, after.answer) and not before.answer.vague
    )


TESTS: tuple[tuple[DriftKind, Callable[[Asked, Asked], bool]], ...] = (
    ("unit", unit_differs),
    ("value", value_differs),
    ("bound", bound_differs),
    ("hedge", hedge_differs),
    ("speaker", speaker_differs),
    ("date", date_differs),
    ("denominator", denominator_differs),
    ("negation", negation_differs),
    ("what", what_differs),
)
ENOUGH = ("value", "unit", "denominator", "negation")  # kinds after which the rest follows
