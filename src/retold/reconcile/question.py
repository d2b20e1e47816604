"""Do two figures answer the same question?

Takes two Asked, gives named signs and their sum in log odds. Signs are generic: number, thing, act, words, names,
times. The weights were fitted on pairs that numbers alone label and on the labelled pairs, and checked on events left
out: same question F1 .80 (`bench/reconcile/fit_weights.py`).
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from retold.reconcile.asked import Asked
from retold.reconcile.days import days_apart
from retold.reconcile.values import compare, rarity, same_number
from retold.reconcile.words import FATES, KEPT, OPPOSED, are_kin, weight

Signs = dict[str, float]


LONG_AFTER = 60  # days between two reports after which they seldom tell of one state


def read_signs(left: Asked, right: Asked) -> Signs:
    """The signs for and against one question, by name."""
    apart = days_apart(left.article.published, right.article.published)
    return {
        "base": 1.0,
        "apart": float(apart > LONG_AFTER),
        **number_signs(left, right),
        **thing_signs(left, right),
        **setting_signs(left, right),
    }


def number_signs(left: Asked, right: Asked) -> Signs:
    """What the numbers themselves tell: an equal rare number is hardly chance, a far one hardly an answer."""
    fit = compare(left.answer, right.answer)
    equal = left.answer.dimension == right.answer.dimension and same_number(left.answer, right.answer)
    small, large = sorted((abs(left.answer.value), abs(right.answer.value)))
    far = 3.0 if small <= 0 < large else math.log10(large / small) if small else 0.0
    return {
        "equal": float(equal),
        "rare": min(rarity(left.answer), rarity(right.answer)) if equal else 0.0,
        "fits": float(fit == "fit" and not equal),
        "excludes": float(fit == "exclude"),
        "far": min(3.0, far) if not equal and fit != "fit" else 0.0,
        "unlike": float(fit == "unlike"),
        "elsewhere": 0.0 if equal else float(stands_elsewhere(left, right)) + float(stands_elsewhere(right, left)),
    }


def stands_elsewhere(one: Asked, other: Asked) -> bool:
    """Whether the article of a figure has the other's number too: then it answers another question with this one."""
    return bool(one.own_numbers) and one.own_numbers <= other.all_numbers


def thing_signs(left: Asked, right: Asked) -> Signs:
    """Whether the same thing is counted, and the same befell it."""
    named = bool(left.noun and right.noun)
    acted = bool(left.act and right.act)
    alike = same_noun(left, right) or left.noun in right.near or right.noun in left.near
    terms = share(left.terms, right.terms)
    done = acted and (same_act(left, right) or act_stands(left, right) or act_stands(right, left))
    return {
        "noun_same": float(named and alike),
        "noun_other": float(named and not alike),
        "act_same": float(done),
        "act_other": float(acted and not done),
        "act_opposed": float(acted and not done and opposed(left.act, right.act)),
        "terms": terms,
        "terms_other": float(bool(left.terms and right.terms) and not left.terms & right.terms),
        "standing": float(left.figure.standing != right.figure.standing),
        "unnamed": float(left.answer.dimension in ANYWHERE and not done and not (named and alike) and not terms),
    }


ANYWHERE = frozenset({"time", "month"})  # measured of everything: what they measure must be told


def same_noun(left: Asked, right: Asked) -> bool:
    """Whether both count the same thing, under one name or another."""
    return left.noun == right.noun or are_kin(left.figure.noun, right.figure.noun)


def same_act(left: Asked, right: Asked) -> bool:
    """Whether the same befell both, under one name or another; acts that exclude each other are never the same."""
    if left.act == right.act:
        return True
    return not opposed(left.act, right.act) and are_kin(left.figure.predicate, right.figure.predicate)


def act_stands(one: Asked, other: Asked) -> bool:
    """Whether the act of one figure is named beside the other."""
    return one.act in other.acts


def opposed(one: str, other: str) -> bool:
    """Whether two acts exclude each other: the dead are not the injured."""
    return one != other and ((one in FATES and other in FATES) or frozenset((one, other)) in OPPOSED)


def setting_signs(left: Asked, right: Asked) -> Signs:
    """Whether words, names, numbers and times around the figures are the same."""
    names, other_names = left.names & right.names, bool(left.names and right.names)
    times = left.times & right.times
    return {
        "near": share(left.near, right.near),
        "words": share(left.words, right.words),
        "around": share(left.around, right.around),
        "names": min(2.0, float(len(names))),
        "names_close": float(bool(left.close_names & right.close_names)),
        "names_other": float(other_names and not names),
        "names_strange": min(strangers(left, right), strangers(right, left)),
        "holder_same": float(bool(left.holders & right.holders)),
        "holder_other": float(other_holder(left, right)),
        "holder_apart": apart_by_holder(left, right),
        "period_other": float(other_period(left, right)),
        "numbers": min(2.0, float(len(left.numbers & right.numbers))),
        "times": float(bool(times)),
        "times_other": float(bool(left.times and right.times) and not times),
    }


def other_holder(left: Asked, right: Asked) -> bool:
    """Whether both figures are somebody's by name, and no name is the same."""
    return bool(left.holders and right.holders) and not any(
        one[:STEM] == other[:STEM] for one in left.holders for other in right.holders
    )


def apart_by_holder(left: Asked, right: Asked) -> float:
    """1 where an article names both holders, who are then two and not one under two names; 2 for a round number."""
    if not other_holder(left, right) or not (left.holders & right.all_names or right.holders & left.all_names):
        return 0.0
    return 2.0 if max(rarity(left.answer), rarity(right.answer)) <= ROUND else 1.0


ROUND = 1.0  # rarity up to which two holders may well have the same number
STEM = 5  # letters by which a name is known in other forms: "Russia", "Russian"


def other_period(left: Asked, right: Asked) -> bool:
    """Whether the figures are of two quarters, or one of a year and one of a stretch of years."""
    one, other = quarters_of(left), quarters_of(right)
    if one and other and not one & other:
        return True
    years, stretch = years_of(left), years_of(right)
    return bool(years and stretch) and years != stretch and (len(years) > 1 or len(stretch) > 1)


@lru_cache(maxsize=KEPT)
def years_of(asked: Asked) -> tuple[str, ...]:
    """The two years of the stretch that a sentence names, or its one year."""
    found = YEARS.search(asked.figure.sentence.of(asked.article.text))
    if found:
        return found.groups()
    years = tuple(sorted(t for t in asked.times if t.isdigit()))
    return years if len(years) == 1 else ()


@lru_cache(maxsize=KEPT)
def quarters_of(asked: Asked) -> frozenset[str]:
    """The quarters that the sentence names; "the last quarter" may be any."""
    return frozenset(FINAL.get(t, t) for t in asked.times if t.startswith("q-") and t != "q-last")


FINAL = {"q-final": "q-fourth"}
YEARS = re.compile(r"\b(?:from|between)\s+((?:19|20)\d\d)\s+(?:to|through|until|and)\s+((?:19|20)\d\d)\b", re.I)


def strangers(one: Asked, other: Asked) -> float:
    """The share of the names beside one figure that the other's article never mentions."""
    return len(one.close_names - other.all_names) / len(one.close_names) if one.close_names else 0.0


def share(left: frozenset[str], right: frozenset[str]) -> float:
    """How much of both sides is the same, each word by its weight (from 0 to 1).

    >>> share(frozenset({"ferri", "sank"}), frozenset({"ferri", "sank"}))
    1.0
    """
    if left.isdisjoint(right):
        return 0.0
    both = sum(map(weight, left & right))
    return both / math.sqrt(mass(left) * mass(right)) if both else 0.0


@lru_cache(maxsize=1 << 15)
def mass(words: frozenset[str]) -> int:
    """The weight of all words of a set."""
    return sum(map(weight, words))


# Printed by bench/reconcile/fit_weights.py; those of an unnamed time, of two periods and of two holders that one
# article tells apart were set on half the events of the labelled pairs, and lost nothing on the other half.
WEIGHTS: Signs = {
    "act_opposed": -0.37,
    "act_other": -0.21,
    "act_same": 0.52,
    "apart": 0.07,
    "around": 0.86,
    "base": -0.57,
    "elsewhere": -1.14,
    "equal": 0.58,
    "excludes": -1.06,
    "far": -1.70,
    "fits": 0.64,
    "holder_apart": -1.2,
    "holder_other": -0.30,
    "holder_same": 0.40,
    "names": 0.15,
    "names_close": 0.18,
    "names_other": 0.14,
    "names_strange": 0.02,
    "near": 1.30,
    "noun_other": -0.52,
    "noun_same": 0.06,
    "numbers": 0.31,
    "period_other": -2.0,
    "rare": -0.06,
    "standing": 0.09,
    "terms": 0.69,
    "terms_other": -0.01,
    "times": 0.11,
    "times_other": -0.29,
    "unlike": -0.03,
    "unnamed": -0.7,
    "words": 0.49,
}


def odds(signs: Signs, weights: Signs = WEIGHTS) -> float:
    """The log odds that two figures with these signs answer one question."""
    return sum(weights[name] * value for name, value in signs.items())


def likeness(left: Asked, right: Asked) -> float:
    """The log odds that two figures answer one question."""
    return odds(read_signs(left, right))
