"""Trees of descent against brute force and networkx."""

from itertools import pairwise, permutations, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from retold.trace.arborescence import best_parents, log_total, marginals
from retold.trace.chain import best_order, step_chances

Scores = NDArray[np.float64]


def all_trees(n: int) -> list[tuple[int | None, ...]]:
    """Every choice of parents without a ring."""
    choices = [[None, *(p for p in range(n) if p != c)] for c in range(n)]
    return [t for t in product(*choices) if all(ends(t, c) for c in range(n))]


def ends(tree: tuple[int | None, ...], c: int) -> bool:
    at: int | None = c
    for _ in range(len(tree) + 1):
        if at is None:
            return True
        at = tree[at]
    return False


def worth(tree: tuple[int | None, ...], edges: Scores, tops: Scores) -> float:
    return float(sum(tops[c] if p is None else edges[p, c] for c, p in enumerate(tree)))


@pytest.mark.parametrize(("n", "seed"), [(1, 0), (2, 1), (3, 2), (4, 3)])
def test_marginals_are_those_of_all_trees(n: int, seed: int) -> None:
    r = np.random.default_rng(seed)
    edges, tops = r.normal(size=(n, n)), r.normal(size=n)
    np.fill_diagonal(edges, -np.inf)
    trees = all_trees(n)
    weights = np.exp([worth(t, edges, tops) for t in trees])
    edge, top = marginals(edges, tops)
    assert log_total(edges, tops) == pytest.approx(np.log(weights.sum()))
    for c in range(n):
        assert top[c] == pytest.approx(
            sum(w for t, w in zip(trees, weights, strict=True) if t[c] is None) / weights.sum()
        )
        for p in range(n):
            share = sum(w for t, w in zip(trees, weights, strict=True) if t[c] == p) / weights.sum()
            assert edge[p, c] == pytest.approx(share, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 7), st.integers(0, 10**6))
def test_best_tree_is_that_of_networkx(n: int, seed: int) -> None:
    r = np.random.default_rng(seed)
    edges, tops = r.uniform(size=(n, n)), r.uniform(size=n)
    graph = nx.DiGraph()
    for p, c in permutations(range(n), 2):
        graph.add_edge(p, c, weight=edges[p, c])
    for c in range(n):
        graph.add_edge("top", c, weight=tops[c])
    best = nx.maximum_spanning_arborescence(graph).size(weight="weight")
    assert worth(tuple(best_parents(edges, tops)), edges, tops) == pytest.approx(best)


@pytest.mark.parametrize(("n", "seed"), [(2, 0), (3, 1), (5, 2)])
def test_steps_are_those_of_all_orders(n: int, seed: int) -> None:
    r = np.random.default_rng(seed)
    steps, first = r.normal(size=(n, n)), r.normal(size=n)
    orders = list(permutations(range(n)))
    logs = [first[o[0]] + sum(steps[a, b] for a, b in pairwise(o)) for o in orders]
    weights = np.exp(logs) / np.exp(logs).sum()
    chances = step_chances(steps, first)
    for a, b in permutations(range(n), 2):
        share = sum(w for o, w in zip(orders, weights, strict=True) if (a, b) in set(pairwise(o)))
        assert chances[a, b] == pytest.approx(share, abs=1e-9)
    assert tuple(best_order(steps, first)) == orders[int(np.argmax(logs))]


def test_many_versions_still_get_an_order() -> None:
    n = 30
    steps = np.array([[-abs(b - a - 1.0) for b in range(n)] for a in range(n)])
    assert best_order(steps, np.zeros(n)) == list(range(n))
    assert step_chances(steps, np.zeros(n)).shape == (n, n)
