"""Trees of descent as a probability: how likely each parent is, over all trees at once, and the best tree.

Takes log scores of parents and of tops; gives marginal probabilities by the matrix-tree theorem (Koo et al. 2007,
"Structured prediction models via the matrix-tree theorem") and the tree of the greatest sum (Chu and Liu 1965,
Edmonds 1967). A tree may have several tops. It knows nothing of texts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def marginals(edges: Scores, tops: Scores) -> tuple[Scores, Scores]:
    """Probability of every edge [parent, child] and of every top; scores may be -inf. Columns and tops sum to one.

    >>> edge, top = marginals(np.array([[-np.inf, 0.0], [-np.inf, -np.inf]]), np.zeros(2))
    >>> edge.round(2).tolist(), top.round(2).tolist()
    ([[0.0, 0.5], [0.0, 0.0]], [1.0, 0.5])
    """
    peak = np.maximum(edges.max(axis=0), tops)
    weights, start = np.exp(edges - peak), np.exp(tops - peak)
    laplacian = np.diag(weights.sum(axis=0) + start) - weights
    inverse = np.linalg.inv(laplacian)
    stay = np.diag(inverse)
    # d log det / d weight[p, c] = inverse[c, c] - inverse[c, p]
    edge = weights * (stay[None, :] - inverse.T)
    return np.clip(edge, 0.0, 1.0), np.clip(start * stay, 0.0, 1.0)


def log_total(edges: Scores, tops: Scores) -> float:
    """Log of the summed weights of all trees."""
    peak = np.maximum(edges.max(axis=0), tops)
    weights, start = np.exp(edges - peak), np.exp(tops - peak)
    _, log_det = np.linalg.slogdet(np.diag(weights.sum(axis=0) + start) - weights)
    return float(log_det + peak.sum())


def best_parents(edges: Scores, tops: Scores) -> list[int | None]:
    """The parent of every node in the tree of the greatest sum; None for a top. Ties go to the lower number.

    >>> best_parents(np.array([[0.0, 0.9], [0.2, 0.0]]), np.array([0.8, 0.1]))
    [None, 0]
    """
    n = len(tops)
    full = np.full((n + 1, n + 1), -np.inf)
    full[:n, :n], full[n, :n] = edges, tops
    np.fill_diagonal(full, -np.inf)
    parent = grow(full, n)
    return [None if parent[c] == n else parent[c] for c in range(n)]


def grow(full: Scores, root: int) -> list[int]:
    """The greatest arborescence from `root`: each takes its best parent, and rings are drawn together until none is."""
    n = len(full)
    parent = [int(full[:, c].argmax()) if c != root else root for c in range(n)]
    ring = find_ring(parent, root)
    if not ring:
        return parent
    inside = np.zeros(n, dtype=bool)
    inside[ring] = True
    outside = [i for i in range(n) if not inside[i]]
    held = np.array([full[parent[c], c] for c in ring])
    entering = full[np.ix_(outside, ring)] - held
    leaving = full[np.ix_(ring, outside)]
    entry, exit_ = entering.argmax(axis=1), leaving.argmax(axis=0)
    k = len(outside)
    small = np.full((k + 1, k + 1), -np.inf)
    small[:k, :k] = full[np.ix_(outside, outside)]
    small[:k, k], small[k, :k] = entering.max(axis=1), leaving.max(axis=0)
    found = grow(small, outside.index(root))
    for j, c in enumerate(outside):
        if c != root:
            parent[c] = ring[int(exit_[j])] if found[j] == k else outside[found[j]]
    parent[ring[int(entry[found[k]])]] = outside[found[k]]
    return parent


def find_ring(parent: list[int], root: int) -> list[int]:
    """A ring of nodes each the parent of the next, or none."""
    seen = [0] * len(parent)
    seen[root] = -1
    for start in range(len(parent)):
        at, walk = start, start + 1
        while not seen[at]:
            seen[at] = walk
            at = parent[at]
        if seen[at] == walk:
            ring = [at]
            while parent[ring[-1]] != at:
                ring.append(parent[ring[-1]])
            return sorted(ring)
    return []
