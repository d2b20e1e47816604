"""How alike two nodes are: one number from head, body, names, numbers and time.

Takes counted words and days, gives links between nodes (a node is an article or a copy family). Rare words weigh,
words never seen before most; dates push softly, since they may be false. Only pairs that share rare words are looked
at, so the work grows with the number of nodes, not of pairs. It joins nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from retold.group.words import Counts

CHANNELS = {"head": 1.0, "body": 1.0, "names": 1.0, "numbers": 0.3}
PRIOR_PAGES = 2000.0  # pages of general news that the frequencies of a run are mixed with
COMMON = 0.3  # a word on more pages than this share tells nothing
RAREST = 40  # words of a node by which its candidates are found
POSTINGS = 300  # nodes that a word may stand in and still propose candidates
LIKELY = 0.03  # likeness by the rarest words from which a pair is measured in full
NEIGHBOURS = 100  # candidates of one node at most
GAP_DAYS = 12.0
GAP_FLOOR = 0.7


@dataclass(frozen=True, slots=True)
class Links:
    """Likenesses from 0 to 1 of the pairs left < right that were measured; all others count as 0."""

    nodes: int
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    likeness: NDArray[np.float64]


def weigh_words(counts: Counts) -> NDArray[np.float64]:
    """The weight of each word: inverse frequency over these articles and general news together."""
    pages = counts.body.shape[0]
    found = np.bincount(counts.body.indices, minlength=len(counts.words))
    frequency = (found + PRIOR_PAGES * counts.share) / (pages + PRIOR_PAGES)
    return np.where(frequency > COMMON, 0.0, -np.log(frequency))


def weigh_articles(counts: Counts, weight: NDArray[np.float64]) -> dict[str, Any]:
    """The channels as unit vectors, each scaled so that the product of two articles is their likeness."""
    total = sum(CHANNELS.values())
    return {
        name: unit_rows(counts_of(counts, name), weight) * np.sqrt(share / total) for name, share in CHANNELS.items()
    }


def counts_of(counts: Counts, channel: str) -> Any:
    """The matrix of a channel."""
    return getattr(counts, channel)


def unit_rows(matrix: Any, weight: NDArray[np.float64]) -> Any:
    """Rows of length one: logarithm of the count times the weight of the word."""
    out = matrix.copy()
    out.data = (1 + np.log(out.data)) * weight[out.indices]
    out.eliminate_zeros()
    return normalise(out)


def normalise(matrix: Any) -> Any:
    """The rows brought to length one; an empty row stays empty."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    length[length == 0] = 1
    return (sparse.diags(1 / length) @ matrix).tocsr()


def link_nodes(vectors: Any, days: NDArray[np.float64]) -> Links:
    """The links of the nodes whose vectors these are; days are NaN where no date is trusted."""
    left, right = find_candidates(vectors)
    likeness = dot_rows(vectors, left, right) * near_in_time(days[left] - days[right])
    return Links(vectors.shape[0], left, right, likeness)


def near_in_time(gap: NDArray[np.float64]) -> NDArray[np.float64]:
    """A factor from GAP_FLOOR to 1 for a gap in days; an unknown gap counts as a near one."""
    gap = np.nan_to_num(np.abs(gap), nan=0.0)
    return GAP_FLOOR + (1 - GAP_FLOOR) * np.exp(-((gap / GAP_DAYS) ** 2) / 2)


def find_candidates(vectors: Any) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs left < right that share rare words, ordered."""
    rare = keep_rarest(vectors)
    product = keep_largest((rare @ rare.T).tocsr(), NEIGHBOURS)
    left, right = np.minimum(*product), np.maximum(*product)
    key = np.unique(left[left < right] * vectors.shape[0] + right[left < right])
    return key // vectors.shape[0], key % vectors.shape[0]


def keep_rarest(vectors: Any) -> Any:
    """Each row with only its heaviest words that do not stand everywhere."""
    spread = np.bincount(vectors.indices, minlength=vectors.shape[1])
    out = vectors.copy()
    out.data = np.where(spread[out.indices] > POSTINGS, 0.0, out.data)
    out.eliminate_zeros()
    row, column = keep_places(out, RAREST)
    data = out.data[places_of(out, RAREST)]
    return sparse.csr_matrix((data, (row, column)), shape=out.shape)


def keep_largest(matrix: Any, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row and column of the largest entries of each row, those under LIKELY and the diagonal left out."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    matrix.data[(matrix.data < LIKELY) | (row == matrix.indices)] = 0
    matrix.eliminate_zeros()
    return keep_places(matrix, most)


def keep_places(matrix: Any, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row and column of the `most` largest entries of each row; ties by column."""
    places = places_of(matrix, most)
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return row[places].astype(np.int64), matrix.indices[places].astype(np.int64)


def places_of(matrix: Any, most: int) -> NDArray[np.int64]:
    """Places in the data of the `most` largest entries of each row."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, -np.round(matrix.data, 9), row))
    rank = np.arange(len(order)) - np.repeat(matrix.indptr[:-1], np.diff(matrix.indptr))
    return np.sort(order[rank < most])


def dot_rows(vectors: Any, left: NDArray[np.int64], right: NDArray[np.int64], *, step: int = 20_000) -> Any:
    """The products of pairs of rows, in steps that bound the memory."""
    out = np.zeros(len(left))
    for at in range(0, len(left), step):
        pair = vectors[left[at : at + step]].multiply(vectors[right[at : at + step]])
        out[at : at + step] = np.asarray(pair.sum(axis=1)).ravel()
    return out
