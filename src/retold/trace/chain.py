"""Versions of one address: an order of all of them, each made from the one before.

Takes log scores of "next after" and of "first"; gives the likeliest order and how likely each step is over all orders
(exact by dynamic programming over subsets up to EXACT versions, a beam beyond). It knows nothing of texts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retold.trace.arborescence import marginals

EXACT = 9  # versions; 2 ** 9 subsets x 81 steps take some milliseconds
BEAM = 64
UNSEEN = -12.0  # log score of a step between two versions that were not compared

Scores = NDArray[np.float64]


def best_order(steps: Scores, first: Scores) -> list[int]:
    """The likeliest order of all versions; ties go to the lower numbers.

    >>> best_order(np.array([[0.0, 2.0, 1.0], [0.0, 0.0, 2.0], [0.0, 0.0, 0.0]]), np.zeros(3))
    [0, 1, 2]
    """
    n = len(first)
    beam: list[tuple[float, tuple[int, ...]]] = [(-float(first[i]), (i,)) for i in range(n)]
    for _ in range(n - 1):
        longer = [(cost - float(steps[o[-1], j]), (*o, j)) for cost, o in beam for j in range(n) if j not in o]
        beam = prune(longer, None if n <= EXACT else BEAM)
    return list(min(beam)[1])


def prune(orders: list[tuple[float, tuple[int, ...]]], beam: int | None) -> list[tuple[float, tuple[int, ...]]]:
    """Of orders of the same versions with the same end the best; of these the `beam` best."""
    best: dict[tuple[frozenset[int], int], tuple[float, tuple[int, ...]]] = {}
    for cost, order in orders:
        key = frozenset(order), order[-1]
        if key not in best or (cost, order) < best[key]:
            best[key] = cost, order
    return sorted(best.values())[:beam]


def step_chances(steps: Scores, first: Scores) -> Scores:
    """Probability of every step [earlier, later] over all orders; from trees when there are too many orders."""
    n = len(first)
    if n > EXACT:
        loose = steps.copy()
        np.fill_diagonal(loose, -np.inf)
        return marginals(loose, first)[0]
    ahead, behind = paths_to(steps, first), paths_from(steps)
    total = np.logaddexp.reduce(ahead[-1])
    out = np.zeros((n, n))
    for seen in range(1, 1 << n):
        for j in (j for j in range(n) if not seen >> j & 1):
            chance = ahead[seen] + steps[:, j] + behind[seen | 1 << j, j] - total
            out[:, j] += np.exp(chance)
    return np.clip(out, 0.0, 1.0)


def paths_to(steps: Scores, first: Scores) -> Scores:
    """Log weight of all orders of a subset that end in j; [subset, j]."""
    n = len(first)
    out = np.full((1 << n, n), -np.inf)
    for j in range(n):
        out[1 << j, j] = first[j]
    for seen in range(1, 1 << n):
        for j in (j for j in range(n) if not seen >> j & 1):
            out[seen | 1 << j, j] = np.logaddexp.reduce(out[seen] + steps[:, j])
    return out


def paths_from(steps: Scores) -> Scores:
    """Log weight of all ways to finish after a subset that ends in j; [subset, j]."""
    n = len(steps)
    out = np.full((1 << n, n), -np.inf)
    out[-1] = 0.0
    for seen in range((1 << n) - 2, 0, -1):
        ways = [steps[:, j] + out[seen | 1 << j, j] for j in range(n) if not seen >> j & 1]
        inside = [seen >> i & 1 == 1 for i in range(n)]
        out[seen, inside] = np.logaddexp.reduce(ways, axis=0)[inside]
    return out
