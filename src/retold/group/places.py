"""Places in the data of sparse rows: which entries belong to which rows, and which of them are the largest."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Places = NDArray[np.int64]


def entries_of(starts: NDArray[Any], rows: Places) -> tuple[Places, Places]:
    """The places of all entries of these rows, one row after the other, and to which of the rows each belongs.

    >>> [a.tolist() for a in entries_of(np.array([0, 2, 5]), np.array([1, 0]))]
    [[2, 3, 4, 0, 1], [0, 0, 0, 1, 1]]
    """
    sizes = (starts[rows + 1] - starts[rows]).astype(np.int64)
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts[rows] - ends + sizes, sizes), np.repeat(np.arange(len(rows)), sizes)


def rows_of(starts: NDArray[Any]) -> Places:
    """The row of each entry."""
    return np.repeat(np.arange(len(starts) - 1), np.diff(starts))


def largest_first(row: NDArray[Any], value: NDArray[Any]) -> Places:
    """The order of values from 0 to 3 within their rows, the largest first; equals stay in order.

    >>> largest_first(np.array([0, 0, 1, 1]), np.array([0.1, 0.2, 0.5, 0.5])).tolist()
    [1, 0, 2, 3]
    """
    steps = np.round(value.astype(np.float64) * (1 << 28)).astype(np.int64)
    return np.argsort((row.astype(np.int64) << 31) - steps, kind="stable")


def places_of_largest(row: NDArray[Any], value: NDArray[Any], most: int) -> Places:
    """The places of the `most` largest values of each row, rows ascending; equals in their order.

    >>> places_of_largest(np.array([0, 0, 0, 1]), np.array([0.1, 0.3, 0.2, 0.1]), 2).tolist()
    [1, 2, 3]
    """
    long = np.flatnonzero((np.bincount(row) > most)[row]) if len(row) else row
    if not len(long):
        return np.arange(len(row))
    order = long[largest_first(row[long], value[long])]
    rank = np.arange(len(order)) - np.searchsorted(row[long], row[long])
    kept = np.ones(len(row), dtype=bool)
    kept[order[rank >= most]] = False
    return np.flatnonzero(kept)


def keep_largest(matrix: Any, most: int) -> Any:
    """Each row of a sparse matrix with only its `most` largest entries."""
    places = places_of_largest(rows_of(matrix.indptr), matrix.data, most)
    starts = np.searchsorted(places, matrix.indptr)
    return sparse.csr_matrix((matrix.data[places], matrix.indices[places], starts), shape=matrix.shape)


def distinct(keys: NDArray[Any]) -> NDArray[Any]:
    """The keys in order, each once; a sort is three times as fast as the hashing of numpy.unique.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    keys = np.sort(keys)
    found: NDArray[Any] = keys[np.append(True, keys[1:] != keys[:-1])[: len(keys)]]
    return found
