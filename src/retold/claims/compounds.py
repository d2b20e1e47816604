"""Measures told in two units: "two hours and ten minutes" is one time, "5 feet 10 inches" one length.

Takes the amounts of a text in order, gives them with such pairs made one, in the smaller unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retold.claims.quantity_amounts import Amount
from retold.records import Span

# How many of the smaller unit make one of the larger.
SMALLER = {
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("year", "month"): 12,
    ("foot", "inch"): 12,
    ("pound-mass", "ounce"): 16,
}
BETWEEN = re.compile(r"(?:,? and|,)? ")


def join_compounds(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts, those that are told in two units made one.

    >>> from retold.claims.quantity_amounts import find_amounts
    >>> text = "It lasted two hours and ten minutes."
    >>> [(int(a.quantity.low), a.quantity.unit) for a in join_compounds(text, find_amounts(text))]
    [(130, 'minute')]
    """
    out: list[Amount] = []
    for amount in amounts:
        if out and (joined := join(text, out[-1], amount)) is not None:
            out[-1] = joined
        else:
            out.append(amount)
    return out


def join(text: str, left: Amount, right: Amount) -> Amount | None:
    """The one amount that two make together; None where they are two."""
    big, small = left.quantity, right.quantity
    times = SMALLER.get((big.unit, small.unit))
    if times is None or small.change != "=" or big.low != big.high or small.low != small.high or small.low >= times:
        return None
    if left.moved or not BETWEEN.fullmatch(text[left.span.end : right.span.start]):
        return None
    total = big.low * times + small.low
    whole = replace(small, low=total, high=total, change=big.change)
    return replace(
        left,
        span=Span(left.span.start, right.span.end),
        core=Span(left.core.start, right.core.end),
        quantity=whole,
    )
