"""Who was made from whom inside one family, by the fitted weights alone: a parent and a probability for each text.

Takes a Family; gives a Descent. Lost originals and equal texts are added in `stemma.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.trace.arborescence import best_parents, marginals
from retold.trace.chain import UNSEEN, best_order, step_chances
from retold.trace.family import Family
from retold.trace.weights import Weights, load_weights

LONG_CHAIN = 3  # versions of one address from which on they are held to be a chain
WORST = 3 * UNSEEN  # log score below which a compared step is no worse

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Descent:
    """For every member its parent (None for a top) and how sure that is; `models` names the weights of chain steps."""

    parents: Sequence[int | None]
    chances: Sequence[float]
    models: Mapping[tuple[int, int], str]


def find_descent(family: Family) -> Descent:
    """The likeliest tree of a family."""
    edges, tops = score_family(family, load_weights("tree"))
    models: dict[tuple[int, int], str] = {}
    for group in addresses(family):
        order, chances = order_versions(family, group)
        steps = list(zip(order, order[1:], strict=False))
        if len(group) == len(family.members):
            return whole_chain(order, chances, dict.fromkeys(steps, "chain"))
        keep_steps(edges, group, steps)
        models.update(dict.fromkeys(steps, "chain"))
    edge, top = marginals(edges, tops)
    parents = best_parents(edge, top)
    chances = [float(top[c] if p is None else edge[p, c]) for c, p in enumerate(parents)]
    return Descent(parents, chances, models)


def whole_chain(order: Sequence[int], chances: Scores, models: Mapping[tuple[int, int], str]) -> Descent:
    """The descent of a family that is one chain."""
    parents: list[int | None] = [None] * len(order)
    sure = [1.0] * len(order)
    for a, b in zip(order, order[1:], strict=False):
        parents[b], sure[b] = a, float(chances[a, b])
    return Descent(parents, sure, models)


def score_family(family: Family, weights: Weights) -> tuple[Scores, Scores]:
    """Log scores of all edges [parent, child] and of all tops."""
    n = len(family.members)
    edges = np.full((n, n), -np.inf)
    for (p, c), row in zip(family.views, family.rows, strict=True):
        edges[p, c] = float(row @ weights.pair)
    return edges, family.root_rows @ weights.top


def addresses(family: Family) -> list[list[int]]:
    """Groups of members that are versions of one address."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, member in enumerate(family.members):
        if member.address:
            groups[member.address].append(i)
    return [g for _, g in sorted(groups.items()) if len(g) >= LONG_CHAIN]


def order_versions(family: Family, group: Sequence[int]) -> tuple[list[int], Scores]:
    """The versions in order, and the probability of every step between two members of the group."""
    n = len(family.members)
    edges, tops = score_family(family, load_weights("chain"))
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
