"""What the other candidates of two pages say of a pair: a rewrite stands out among all that resemble either page.

Takes pairs with the log odds that their texts give, gives log odds that weigh these against the rivals. Pages that
every report of an event resembles have many rivals of the same strength; a rewrite and its source have few or none.
Pages that copy each other are one rival, so that no number of mirrors changes anything. The weights are in
`rewrite_weights.json`, made by `bench/match/fit_rewrites.py`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

Line = tuple[float, list[tuple[float, float]]]

WEIGHTS = "rewrite_weights.json"
LEAST_ODDS = 0.0  # log odds: precision .907 on the half of the rewrites set that was held out: docs/benchmarks.md
SURE_ODDS = 0.8  # the same, .95: a retelling beyond doubt
FAR_BEHIND = 6.0  # log odds: of doubtful pairs so far behind another of a page, 27 are rewrites and 15 are not
STRONGEST = 8.0  # log odds beyond which two pages are told alike by all means
MOST_RIVALS = 6
NONE_LEFT = -1.0  # the least odds of a rival: a page that nothing else resembles proves no more than this

MEASURES = (
    "odds",
    "rank, better side",
    "lead, worse side",
    "likely rivals, fewer side",
    "rank, worse side",
    "lead, better side",
    "likely rivals, more side",
)

WORSE_LEAD = MEASURES.index("lead, worse side")

Pair = tuple[int, int]


def weigh_rivals(pairs: Sequence[Pair], odds: Sequence[float], group: Sequence[int]) -> list[float]:
    """The log odds of each pair; `group` tells for each page which pages copy each other.

    A pair that is in doubt is none when one of its pages has a partner that is far more likely.
    """
    measured = measure_rivals(pairs, odds, group)
    weighed = [score(measures) for measures in measured]
    behind = [measures[WORSE_LEAD] < -FAR_BEHIND for measures in measured]
    return [-math.inf if far and value < SURE_ODDS else value for value, far in zip(weighed, behind, strict=True)]


def measure_rivals(pairs: Sequence[Pair], odds: Sequence[float], group: Sequence[int]) -> list[list[float]]:
    """The measures of each pair, in the order of MEASURES.

    >>> pairs, group = [(0, 1), (0, 2), (1, 2)], [0, 1, 2]
    >>> [row[:3] for row in measure_rivals(pairs, [3.0, 1.0, -2.0], group)]
    [[3.0, 0, 2.0], [1.0, 0, -2.0], [-2.0, 1, -5.0]]
    """
    clipped = [max(-STRONGEST, min(STRONGEST, value)) for value in odds]
    best: dict[int, dict[int, float]] = {}
    for (i, j), value in zip(pairs, clipped, strict=True):
        for one, other in ((group[i], group[j]), (group[j], group[i])):
            known = best.setdefault(one, {})
            known[other] = max(value, known.get(other, value))
    ranked = {one: sorted(known.values(), reverse=True) for one, known in best.items()}
    out = []
    for (i, j), value in zip(pairs, clipped, strict=True):
        sides = [measure_side(ranked[group[k]], best[group[k]][group[o]], value) for k, o in ((i, j), (j, i))]
        low, high = ([pick(column) for column in zip(*sides, strict=True)] for pick in (min, max))
        out.append([value, *low, *high])
    return out


def measure_side(ranked: Sequence[float], own: float, value: float) -> tuple[float, float, float]:
    """The rank of a partner among all partners of a page, its lead over the best other, and the likely partners."""
    rank = ranked.index(own)
    rivals = ranked[1:] if rank == 0 else ranked
    return min(rank, MOST_RIVALS), value - max([NONE_LEFT, *rivals[:1]]), sum(1 for other in ranked if other > 0)


def score(measures: Sequence[float]) -> float:
    """Log odds from measures: for each a broken line, added up."""
    start, lines = read_weights()
    return start + math.fsum(
        slope * value + math.fsum(weight * max(value - knot, 0.0) for knot, weight in bends)
        for value, (slope, bends) in zip(measures, lines, strict=True)
    )


@cache
def read_weights() -> tuple[float, list[Line]]:
    """The constant, and for each measure the slope and how it changes at knots."""
    data = json.loads((files("retold.match") / WEIGHTS).read_text(encoding="utf-8"))
    return data["start"], [(line["slope"], line["bends"]) for line in data["lines"].values()]
