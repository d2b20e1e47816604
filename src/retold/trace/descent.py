"""Who was made from whom inside one family, by the fitted weights alone: a parent and a probability for each text.

Takes a Family; gives a Descent. Lost originals and equal texts are added in `stemma.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retold.trace.arborescence import best_parents, marginals
from retold.trace.chain import UNSEEN, best_order, step_chances
from retold.trace.families import Sets
from retold.trace.family import Family
from retold.trace.weights import load_weights

LONG_CHAIN = 3  # versions of one address from which on they are held to be a chain
MOSTLY = 0.5
DENSE = 400  # members up to which all trees are weighed at once: cubic time, and a square table for every ring of edges
SECOND_TOP = 0.1  # eight other worlds of two simulators: root .706 with it, .691 at .25; development cascades .765
WORST = 3 * UNSEEN  # log score below which a compared step is no worse

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Descent:
    """For every member its parent (None for a top) and how sure that is; `steps` are those of chains of versions."""

    parents: Sequence[int | None]
    chances: Sequence[float]
    steps: frozenset[tuple[int, int]] = frozenset()


def find_descent(family: Family) -> Descent:
    """The likeliest tree of a family."""
    scores, tops = score_copies(family)
    if len(family.members) > DENSE:
        return grow_greedily(family, scores, tops)
    edges = spread(family, scores)
    all_steps: set[tuple[int, int]] = set()
    for group in addresses(family):
        order, certain = order_versions(family, group)
        steps = list(pairwise(order))
        if len(group) == len(family.members):
            return whole_chain(order, certain, frozenset(steps))
        keep_steps(edges, group, steps)
        all_steps.update(steps)
    edge, top = marginals(edges, tops)
    parents = best_parents(edge, fewer_tops(top, family))
    chances = [float(top[c] if p is None else edge[p, c]) for c, p in enumerate(parents)]
    return Descent(parents, chances, frozenset(all_steps))


def grow_greedily(family: Family, scores: Scores, tops: Scores) -> Descent:
    """A tree of a huge family, the surest edges first; the chance of an edge is its share among those of its child."""
    tops = np.log(fewer_tops(np.exp(tops - tops.max()), family)) + tops.max()
    total = tops.copy()
    for (_, c), score in zip(family.views, scores, strict=True):
        total[c] = np.logaddexp(total[c], score)
    parents: list[int | None] = [None] * len(tops)
    chances = [float(np.exp(own - all_)) for own, all_ in zip(tops, total, strict=True)]
    line = Sets([str(i) for i in range(len(tops))])
    found = zip(family.views, scores, strict=True)
    for (p, c), score in sorted(found, key=lambda f: (tops[f[0][1]] - f[1], f[0])):
        if score > tops[c] and parents[c] is None and line.find(str(p)) != line.find(str(c)):
            parents[c], chances[c] = p, float(np.exp(score - total[c]))
            line.join(str(p), str(c))
    return Descent(parents, chances)


def fewer_tops(top: Scores, family: Family) -> Scores:
    """Chances of tops; all but the likeliest are held back when most of their words stand in another member."""
    near = np.array([k.near >= MOSTLY for k in family.kin])
    held = np.where(near, top * SECOND_TOP, top)
    held[top.argmax()] = top.max()
    return held


def whole_chain(order: Sequence[int], chances: Scores, steps: frozenset[tuple[int, int]]) -> Descent:
    """The descent of a family that is one chain."""
    parents: list[int | None] = [None] * len(order)
    sure: list[float] = [1.0] * len(order)
    for a, b in pairwise(order):
        parents[b], sure[b] = a, float(chances[a, b])
    return Descent(parents, sure, steps)


def score_copies(family: Family) -> tuple[Scores, Scores]:
    """Log scores of all edges [parent, child] and of all tops: by the weights of copies, and by those of retellings
    as far as the words were changed."""
    copied, retold = load_weights("copy"), load_weights("retelling")
    far, far_top = family.retold, family.root_retold
    scores = (1 - far) * (family.rows @ copied.pair) + far * (family.rows @ retold.pair)
    tops = (1 - far_top) * (family.root_rows @ copied.top) + far_top * (family.root_rows @ retold.top)
    return scores + family.ruled, tops


def spread(family: Family, scores: Scores) -> Scores:
    """Scores in the order of `views` as a table [parent, child]; -inf where two members were not compared."""
    n = len(family.members)
    table = np.full((n, n), -np.inf)
    for (p, c), score in zip(family.views, scores, strict=True):
        table[p, c] = score
    return table


def addresses(family: Family) -> list[list[int]]:
    """Groups of members that are versions of one address."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, member in enumerate(family.members):
        for address in member.addresses:
            groups[address].append(i)
        long: list[list[int]] = []
    for _, group in sorted(groups.items()):
        if len(group) >= LONG_CHAIN and not any(set(group) & set(other) for other in long):
            long.append(group)
    return long


def order_versions(family: Family, group: Sequence[int]) -> tuple[list[int], Scores]:
    """The versions in order, and the probability of every step between two members of the group."""
    n = len(family.members)
    weights = load_weights("chain")
    edges, tops = spread(family, family.rows @ weights.pair + family.ruled), family.root_rows @ weights.top
    inner = edges[np.ix_(group, group)]
    steps = np.where(np.isfinite(inner), np.maximum(inner, WORST), UNSEEN)
    first = tops[list(group)]
    chances = np.zeros((n, n))
    chances[np.ix_(group, group)] = step_chances(steps, first)
    return [group[i] for i in best_order(steps, first)], chances


def keep_steps(edges: Scores, group: Sequence[int], steps: Sequence[tuple[int, int]]) -> None:
    """Let a version descend from another of its address only along the chain."""
    kept = [edges[step] for step in steps]
    edges[np.ix_(group, group)] = -np.inf
    for step, score in zip(steps, kept, strict=True):
        edges[step] = score
