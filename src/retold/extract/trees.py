"""Boosted decision trees read from a plain file and applied with numpy.

Takes a matrix, gives a probability a row. The files are made by `bench/extract/train_extract.py`; training needs
scikit-learn, applying does not. All tests of all trees are made at once; each test that fails strikes out the leaves
on its left, and the first leaf left over is the tree's answer (QuickScorer, Lucchese et al., SIGIR 2015).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEAVES = 16  # most leaves of a tree: one bit each
FIRST_TREES = 40  # trees that judge every row
HOPELESS = -2.8  # log odds after these below which no row of a held-out half (10,000 of 58,000) came to a score of .4
ROWS = 512  # rows judged at once: bounds the memory of a page with very many pieces
FIRST_BIT = np.array([(i & -i).bit_length() - 1 for i in range(1 << LEAVES)], np.int8)


@dataclass(frozen=True, slots=True)
class Trees:
    """All trees of a model side by side; shapes (trees, LEAVES - 1) for tests, (trees, LEAVES) for leaves."""

    feature: NDArray[np.int64]
    threshold: NDArray[np.float32]
    struck: NDArray[np.uint16]  # the leaves that go when the test fails
    value: NDArray[np.float32]
    base: float

    def score(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of each row; a row that the first trees find hopeless is left with what these say of it."""
        out = np.full(len(matrix), self.base, np.float32)
        for at in range(0, len(matrix), ROWS):
            columns = np.ascontiguousarray(matrix[at : at + ROWS].T)
            out[at : at + ROWS] += self.sum_trees(columns, slice(0, FIRST_TREES))
            open_ = np.flatnonzero(out[at : at + ROWS] > HOPELESS)
            out[at + open_] += self.sum_trees(columns[:, open_], slice(FIRST_TREES, None))
        return np.asarray(1 / (1 + np.exp(-out)), np.float32)

    def sum_trees(self, columns: NDArray[np.float32], part: slice) -> NDArray[np.float32]:
        """What some of the trees add up to for each row; the matrix stands on its side, a column of it in one piece."""
        feature, threshold, struck, value = (a[part] for a in (self.feature, self.threshold, self.struck, self.value))
        trees = len(feature)
        failed = columns[feature.ravel()] > threshold.ravel()[:, None]
        gone = (failed * struck.ravel()[:, None]).reshape(trees, LEAVES - 1, columns.shape[1])
        leaf = FIRST_BIT[~np.bitwise_or.reduce(gone, axis=1)]
        return np.asarray(value[np.arange(trees)[:, None], leaf].sum(axis=0), np.float32)


@cache
def load_trees(name: str) -> Trees:
    """A model by the name of its file."""
    raw = json.loads((files("retold.extract") / "weights" / f"{name}.json").read_text(encoding="utf-8"))
    count = len(raw["feature"])
    trees = Trees(
        np.zeros((count, LEAVES - 1), np.int64),
        np.full((count, LEAVES - 1), np.inf, np.float32),
        np.zeros((count, LEAVES - 1), np.uint16),
        np.zeros((count, LEAVES), np.float32),
        float(raw["base"]),
    )
    for number in range(count):
        lay_out(raw, number, trees)
    return trees


def lay_out(raw: dict[str, Any], number: int, trees: Trees) -> None:
    """Fill in one tree: its tests in any order, its leaves from left to right. A leaf of the file points to itself."""
    left, right = raw["left"][number], raw["right"][number]
    tests = leaves = 0

    def visit(node: int) -> int:
        """Lay out the part below a node; how many leaves it has."""
        nonlocal tests, leaves
        if left[node] == node:
            trees.value[number, leaves] = raw["value"][number][node]
            leaves += 1
            return 1
        slot, first = tests, leaves
        tests += 1
        trees.feature[number, slot] = raw["feature"][number][node]
        trees.threshold[number, slot] = raw["threshold"][number][node]
        on_left = visit(left[node])
        trees.struck[number, slot] = ((1 << on_left) - 1) << first
        return on_left + visit(right[node])

    visit(0)
