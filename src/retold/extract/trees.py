"""Boosted decision trees read from a plain file and applied with numpy.

Takes a matrix, gives a probability a row. The files are made by `bench/extract/train_extract.py`; training needs
scikit-learn, applying does not.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

ROWS = 4096  # rows walked at once: bounds the memory of a page with very many pieces


@dataclass(frozen=True, slots=True)
class Trees:
    """All trees of a model side by side; a leaf points to itself."""

    feature: NDArray[np.int32]  # shape (trees, nodes)
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    depth: int
    base: float

    def score(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of each row."""
        parts = [self.score_rows(matrix[i : i + ROWS]) for i in range(0, len(matrix), ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def score_rows(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        """The same, for as many rows as are walked at once."""
        count = self.feature.shape[1]
        flat_feature, flat_threshold = self.feature.ravel(), self.threshold.ravel()
        flat_left, flat_right = self.left.ravel(), self.right.ravel()
        rows = np.arange(len(matrix), dtype=np.int64)[:, None] * matrix.shape[1]
        starts = (np.arange(self.feature.shape[0], dtype=np.int64) * count)[None, :]
        at = np.broadcast_to(starts, (len(matrix), self.feature.shape[0]))
        cells = np.ascontiguousarray(matrix).ravel()
        for _ in range(self.depth):
            low = cells[rows + flat_feature[at]] <= flat_threshold[at]
            at = starts + np.where(low, flat_left[at], flat_right[at])
        total = self.value.ravel()[at].sum(axis=1) + self.base
        return np.asarray(1 / (1 + np.exp(-total)), np.float32)


@cache
def load_trees(name: str) -> Trees:
    """A model by the name of its file."""
    raw = json.loads((files("retold.extract") / "weights" / f"{name}.json").read_text(encoding="utf-8"))
    return Trees(
        np.array(raw["feature"], np.int32),
        np.array(raw["threshold"], np.float32),
        np.array(raw["left"], np.int32),
        np.array(raw["right"], np.int32),
        np.array(raw["value"], np.float32),
        int(raw["depth"]),
        float(raw["base"]),
    )
