"""A collation as numbers: which reading each text of a family has at each place, and in how many places two differ.

Takes a Collation, gives Variants. A stretch that one of two texts lacks counts once, however long. It knows of no tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.records import Collation

SHORT, LONG = 3, 8  # words: a gap is a slip up to here, and a passage beyond there

Row = NDArray[np.int64]  # the number of the reading at each place; 0 where there is none


@dataclass(frozen=True)
class Variants:
    """One row a text; `readings` holds the words behind the numbers, place by place."""

    rows: NDArray[np.int64]
    readings: Sequence[Sequence[str]]

    def word(self, place: int, number: int) -> str:
        """The words of a reading."""
        return self.readings[place][number]


def number_readings(table: Collation) -> Variants:
    """The rows of a table as numbers."""
    rows = np.zeros((len(table.witnesses), len(table.columns)), dtype=np.int64)
    readings: list[list[str]] = []
    for place, column in enumerate(table.columns):
        number: dict[tuple[str, ...], int] = {(): 0}
        rows[:, place] = [number.setdefault(words, len(number)) for words in column.words]
        readings.append([" ".join(words) for words in number])
    return Variants(rows, readings)


def distances(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """In how many places each two texts differ."""
    n = len(rows)
    out = np.zeros((n, n), dtype=np.int64)
    for i in range(n):
        for j in range(i + 1, n):
            out[i, j] = out[j, i] = count_differences(rows[i], rows[j])
    return out


def count_differences(a: Row, b: Row) -> int:
    """In how many places two texts differ; neighbouring words that one of them lacks are one place.

    >>> count_differences(np.array([1, 1, 1, 1, 0]), np.array([2, 0, 0, 1, 0]))
    2
    """
    there = (a > 0) | (b > 0)
    a, b = a[there], b[there]
    return int(((a != b) & (a > 0) & (b > 0)).sum()) + count_stretches(a == 0) + count_stretches(b == 0)


def count_stretches(flags: NDArray[np.bool_]) -> int:
    """How many stretches of neighbouring flags are set."""
    return int(flags[:1].sum() + (flags[1:] & ~flags[:-1]).sum())


def spread_of(a: Row, b: Row) -> tuple[int, int, int]:
    """How many words two texts have between them, in how many short places they differ, and words in long gaps.

    >>> spread_of(np.array([1, 1, 1, 1, 0]), np.array([2, 0, 0, 1, 1]))
    (5, 3, 0)
    """
    there = (a > 0) | (b > 0)
    a, b = a[there], b[there]
    gaps = [*gap_sizes(a == 0), *gap_sizes(b == 0)]
    other = int(((a != b) & (a > 0) & (b > 0)).sum())
    return len(a), other + sum(g <= SHORT for g in gaps), sum(g for g in gaps if g > LONG)


def share_equal(a: Row, b: Row) -> float:
    """The share of equal places among those where either text has a word."""
    there = (a > 0) | (b > 0)
    return float((a == b)[there].mean()) if there.any() else 0.0


def gap_sizes(flags: NDArray[np.bool_]) -> list[int]:
    """The sizes of the stretches of neighbouring flags that are set."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [int(n) for n in edges[1::2] - edges[::2]]


def usual_readings(variants: Variants) -> list[str]:
    """At each place the words that most of those have that have any."""
    return [
        readings[int(np.bincount(variants.rows[:, place], minlength=len(readings))[1:].argmax()) + 1]
        for place, readings in enumerate(variants.readings)
    ]
