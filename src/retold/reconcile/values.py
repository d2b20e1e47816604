"""How two quantities stand to each other, with rounding, hedges, bounds and units considered.

Takes Quantity records and the words around the number, gives a span of values that the words allow, and compares two
such spans. It does not know what is counted.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from retold.reconcile.units import SECONDS, dimension_of, stretch_of
from retold.reconcile.words import KEPT
from retold.records import Change, Quantity
from retold.text.numbers import find_numbers

Fit = Literal["fit", "touch", "exclude", "unlike"]

INCLUSIVE = re.compile(
    r"\b(?:at least|at most|no (?:fewer|less|more) than|or more|minimum|up to|as many as)\b|\+", re.I
)
BELOW = re.compile(r"\b(?:nearly|almost|close to|approaching|just under|just shy of)\b", re.I)
OUT_OF = re.compile(r"[\s-]*(?:out[\s-]+of|in)[\s-]+(?:every\s+)?(10|100|ten|a hundred|five|5|four|4|three|3)\b", re.I)
TENTHS = {"10": 10, "ten": 10, "100": 100, "a hundred": 100, "five": 5, "5": 5, "four": 4, "4": 4, "three": 3, "3": 3}

# Set on pairs 1 to 66 of the labelled figure pairs (docs/benchmarks.md): what reporters round and hedge.
ROUNDED = 0.05  # a round number may stand for values this far off
HEDGED = 0.10  # "about", "some"
CONVERTED = 0.012  # "500 km" written as "310 miles"
OPEN = 0.5  # "more than 40" is said of values up to this much above
LARGE = 0.5  # a large number is met less often by chance, however round
ROUND_FROM = 1000  # below this a plain number is taken as counted


@dataclass(frozen=True, slots=True)
class Answer:
    """The values that a figure allows, in the base unit of its dimension."""

    low: float
    high: float
    value: float  # the number itself, in the base unit
    top: float  # upper end of the number itself (a range) in the base unit
    dimension: str  # "" for a count
    change: str
    strict: bool = False  # "over 100" leaves out 100
    vague: bool = False  # "dozens", "hundreds of thousands"
    factor: float = 1.0  # of its unit
    per: str = ""  # the stretch of time that a rate is for

    @property
    def spread(self) -> bool:
        """Whether the words give a range from one number to another."""
        return self.top > self.value and not self.vague


@lru_cache(maxsize=KEPT)
def read_answer(quantity: Quantity, words: str = "", after: str = "") -> Answer:
    """The values that a quantity allows; `words` are those of the figure, `after` those that follow it.

    >>> a = read_answer(Quantity(Decimal(20000), Decimal(20000), "", "~"), "nearly 20,000")
    >>> a.low, a.high
    (18000.0, 20000.0)
    """
    dimension, factor = dimension_of(quantity.unit)
    low, high, per = quantity.low, quantity.high, stretch_of(quantity.unit)
    part = OUT_OF.match(after) if dimension == "" else None
    if part:
        dimension, factor = "share", Decimal(100) / TENTHS[part.group(1).lower()]
    vague = low < high and not any(c.isdigit() for c in words)
    base, top = float(low * factor), float(high * factor)
    down, up = slack(quantity, low, factor, words), slack(quantity, high, factor, words)
    if vague:
        return Answer(base * 0.5, top * 1.5, base, top, dimension, quantity.change, vague=True, factor=float(factor))
    if part:
        half = float(factor) / 2
        return Answer(base - half, top + half, base, top, dimension, quantity.change, factor=float(factor))
    strict = quantity.change in "<>" and not INCLUSIVE.search(words)
    lowest, highest = base - down[0], top + up[1]
    return Answer(lowest, highest, base, top, dimension, quantity.change, strict, factor=float(factor), per=per)


@lru_cache(maxsize=KEPT)
def mark_of(quantity: Quantity, words: str) -> Change:
    """The bound or hedge of a quantity, also where it tells a rise or a fall: "by about 5 per cent".

    >>> mark_of(Quantity(Decimal(5), Decimal(5), "%", "up"), "about 5 per cent")
    '~'
    """
    if quantity.change not in ("up", "down"):
        return quantity.change
    found = next((n for n in find_numbers(words) if n.low == quantity.low), None)
    return found.change if found else "="


def slack(quantity: Quantity, number: Decimal, factor: Decimal, words: str) -> tuple[float, float]:
    """How far below and above the number its words may reach, in the base unit."""
    size = float(abs(number) * factor)
    half = float(last_place(number) * factor) / 2
    rounded = min(half, size * ROUNDED) if abs(number) >= ROUND_FROM or number != number.to_integral_value() else 0.0
    mark = mark_of(quantity, words)
    if mark == "~":
        hedged = max(min(half, size * HEDGED), size * ROUNDED)
        return (size * HEDGED, 0.0) if BELOW.search(words) else (hedged, hedged)
    if mark == ">":
        return 0.0, size * OPEN
    if mark == "<":
        return size * OPEN, 0.0
    return rounded, rounded


def last_place(number: Decimal) -> Decimal:
    """The size of the last digit that is not a trailing nought.

    >>> last_place(Decimal(19600)), last_place(Decimal("1.5"))
    (Decimal('1E+2'), Decimal('0.1'))
    """
    return Decimal((0, (1,), int(number.normalize().as_tuple().exponent)))


def compare(left: Answer, right: Answer) -> Fit:
    """Whether two answers fit, meet only loosely or at a bound, exclude each other, or cannot be compared."""
    if left.dimension != right.dimension:
        return "unlike"
    if {left.change, right.change} == {"up", "down"}:
        return "exclude"
    left, right = level(left, right)
    size = max(abs(left.high), abs(right.high), 1e-9)
    near = size * (1e-9 if left.factor == right.factor else CONVERTED)
    if same_number(left, right):
        return "touch" if left.strict != right.strict and "=" in (left.change, right.change) else "fit"
    low, high = max(left.low, right.low), min(left.high, right.high)
    if low > high + near:
        return "touch" if open_ended(left, right) or open_ended(right, left) else "exclude"
    if high - low <= size * 1e-9 and left.factor == right.factor and (left.strict or right.strict):
        return "touch"
    return "touch" if left.spread or right.spread or two_bounds(left, right) else "fit"


def level(left: Answer, right: Answer) -> tuple[Answer, Answer]:
    """Two rates over one stretch of time: 2 a day beside 14 a week; what names no stretch stays as it is."""
    if not left.per or not right.per or left.per == right.per:
        return left, right
    scale = SECONDS[left.per] / SECONDS[right.per]
    low, high, value, top = (n * scale for n in (right.low, right.high, right.value, right.top))
    return left, replace(right, low=low, high=high, value=value, top=top, factor=right.factor * scale, per=left.per)


def two_bounds(left: Answer, right: Answer) -> bool:
    """Whether both are bounds of one kind on different numbers: "more than 150" and "more than 170"."""
    return left.change == right.change and left.change in "<>" and not same_number(left, right)


def open_ended(bound: Answer, other: Answer) -> bool:
    """Whether a bound leaves the other value possible, however far it is."""
    if bound.change == ">":
        return other.value >= bound.value
    return bound.change == "<" and other.top <= bound.top


def same_number(left: Answer, right: Answer) -> bool:
    """Whether the numbers themselves are equal (a thousandth apart where a unit was converted)."""
    left, right = level(left, right)
    return close(left.value, right.value) and close(left.top, right.top)


def close(a: float, b: float) -> bool:
    """Equal within what converting a unit costs."""
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b))


def moved(earlier: Answer, later: Answer) -> bool:
    """Whether a later figure gives another value than an earlier one: bounds are read as close to their number."""
    if earlier.dimension != later.dimension or same_number(earlier, later):
        return False
    a, b = pinned(earlier), pinned(later)
    near = 0.0 if earlier.factor == later.factor else CONVERTED * max(abs(earlier.top), abs(later.top))
    return max(a[0], b[0]) > min(a[1], b[1]) + near


def pinned(answer: Answer) -> tuple[float, float]:
    """The values of an answer when a bound is taken as a figure of that size."""
    if answer.vague or answer.change not in "<>":
        return answer.low, answer.high
    return answer.value * (1 - ROUNDED), answer.top * (1 + ROUNDED)


def rarity(answer: Answer) -> float:
    """How surprising it is to meet this number by chance, from 0 (two, 100) to about 4 (7,729; 35.7).

    >>> [round(rarity(read_answer(Quantity(Decimal(v), Decimal(v), ""))), 1) for v in ("2", "100", "129", "7729")]
    [0.3, 0.5, 2.1, 4.4]
    """
    large = not answer.vague and abs(answer.value / answer.factor) >= ROUND_FROM
    return digits_tell(answer) + (LARGE if large else 0.0)


@lru_cache(maxsize=KEPT)
def digits_tell(answer: Answer) -> float:
    """The same by the digits alone: a large number may be round."""
    if answer.vague or is_fraction(answer):
        return 0.3
    digits = f"{answer.value / answer.factor:.6g}".replace(".", "").strip("0").lower().split("e")[0]
    size = len(digits)
    if answer.value < 10 and size == 1:
        return 0.3
    number = int(digits or "1")
    return 0.5 if number < 10 else math.log10(number)


def is_fraction(answer: Answer) -> bool:
    """Whether a part is a third, a sixth or the like, which nobody writes in percent to the last digit.

    >>> [is_fraction(read_answer(Quantity(n, n, ""))) for n in (Decimal(1) / 3, Decimal("0.33"))]
    [True, False]
    """
    part = answer.value / answer.factor / (100 if answer.dimension == "share" else 1)
    return (
        0 < part < 1
        and not close(part * 1000, round(part * 1000))
        and any(close(part * n, round(part * n)) for n in (3, 6, 7, 9))
    )
