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

# Tuned on the development halves of ECB+ and BASIL, the AllSides stream, six small invented worlds and 612 pages on one
# summit (2026-11-22); figures and what was tried: docs/benchmarks.md.
CHANNELS = {"head": 1.0, "body": 1.0, "names": 1.2, "numbers": 1.2}  # numbers at .6 cost two points of ECB+
PRIOR_PAGES = 4000.0  # pages of general news that the frequencies of a run are mixed with
COMMON = 0.3  # a word on more pages than this share tells nothing
KIN = 0.2  # likeness from which two pages count as one event when the words of a run are counted
RAREST = 40  # words of a node by which its candidates are found
HEAVIEST = 250  # entries of a row over all channels; the others change no figure and take a third of the time
POSTINGS = 3000  # nodes that a word may stand in and still propose candidates; at 300 stories fall apart as a run grows
LIKELY = 0.08  # likeness by the rarest words from which a pair is measured in full
PERHAPS = 0.05  # the same in a run of few nodes, where it can be afforded
FEW = 2000
NEIGHBOURS = 1000  # candidates of one node at most; at 300 later pages push earlier ones out and rename 8 % of a stream
PAIRS = 30_000_000  # candidates of all nodes together, about 2 GB: from 30,000 nodes on each has fewer
BLOCK = 2000  # rows compared with all others at once
SAME_DAY = 1.6  # what a common day multiplies a likeness by: independent reports share little else
MONTHS = 0.7  # the same for weeks apart: follow-ups; .75 and a FAR of .65 lose six points of precision in the stream
FAR = 0.6  # the same for months and years apart: the flood of another year; .75 joins it
GAP_DAYS = 4.0
SEASON = 120.0  # days
SURE = 0.3  # only so much of a likeness is multiplied: pages that are more alike are one event whatever their dates say
COPIED = 0.5  # a likeness from which one page is a copy or rewrite of the other


@dataclass(frozen=True, slots=True)
class Links:
    """Likenesses of the pairs left < right that were measured, by words and time; all others count as 0.

    `words` are the likenesses by words alone, capped where one is a copy of the other: how alike the reports of one
    event are is not to be learnt from its copies.
    """

    nodes: int
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    likeness: NDArray[np.float64]
    words: NDArray[np.float64]


def weigh_articles(counts: Counts, days: NDArray[np.float64]) -> Any:
    """One row an article, all channels side by side, scaled so that the product of two rows is their likeness.

    A word weighs what general news and this run say of it. The run has its say by events, not by pages: of pages that
    are alike each counts less, so that six hundred pages on one event leave the words of that event their weight.
    """
    alone = lay_out(counts, weigh_places(counts, days, np.zeros(len(days))))
    return lay_out(counts, weigh_places(counts, days, count_novelty(alone, days)))


def lay_out(counts: Counts, weight: NDArray[np.float64]) -> Any:
    """The rows of all channels side by side, of length one together."""
    total = sum(CHANNELS.values())
    parts = (channel_rows(counts, name, weight) * np.sqrt(part / total) for name, part in CHANNELS.items())
    return keep_heaviest(sparse.hstack(list(parts)).tocsr(), HEAVIEST)


def count_novelty(vectors: Any, days: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much each article counts: one over the number of articles until its day that are like it, itself included."""
    left, right = find_candidates(vectors)
    alike = dot_rows(vectors, left, right) >= KIN
    left, right = left[alike], right[alike]
    known = np.nan_to_num(days, nan=np.inf)
    before = np.bincount(right[known[left] <= known[right]], minlength=len(days))
    before += np.bincount(left[known[right] <= known[left]], minlength=len(days))
    return np.asarray(1 / (1 + before), dtype=np.float64)


def weigh_places(counts: Counts, days: NDArray[np.float64], novelty: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weight of each word in each article, in the order of the entries of `counts.body`.

    Inverse frequency over general news and the articles until that day together, each counted by its novelty; 0 for a
    word that tells nothing. Articles of later days do not change it, so stories stay as they are when a stream goes
    on; an article without a day knows all.
    """
    body = counts.body
    known, day = np.unique(np.nan_to_num(days, nan=np.inf), return_inverse=True)
    pages = np.cumsum(np.bincount(day, novelty, minlength=len(known)))[day]
    row = np.repeat(np.arange(body.shape[0]), np.diff(body.indptr))
    key = body.indices.astype(np.int64) * len(known) + day[row]
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    until = np.append(0.0, np.cumsum(novelty[row][order]))
    first = np.searchsorted(ordered, ordered // len(known) * len(known))
    found = np.empty(len(key))
    found[order] = until[np.searchsorted(ordered, ordered, side="right")] - until[first]
    frequency = (found + PRIOR_PAGES * counts.share[body.indices]) / (pages[row] + PRIOR_PAGES)
    return np.where(frequency > COMMON, 0.0, -np.log(frequency))


def channel_rows(counts: Counts, channel: str, weight: NDArray[np.float64]) -> Any:
    """The rows of a channel at length one: logarithm of the count times the root of the weight of the word.

    So a word that two pages share adds its weight once; added squared, names that every page on a place shares outweigh
    the rest.
    """
    out = getattr(counts, channel).copy()
    out.data = (1 + np.log(out.data)) * np.sqrt(weight[places_in(counts.body, out)])
    out.eliminate_zeros()
    return normalise(out)


def places_in(whole: Any, part: Any) -> Any:
    """For each entry of `part`, the place in the data of `whole` of the entry in the same row and column."""
    if part is whole:
        return np.arange(whole.nnz)
    return np.searchsorted(entry_keys(whole), entry_keys(part))


def entry_keys(matrix: Any) -> NDArray[np.int64]:
    """One ascending number for each entry of a sorted matrix."""
    row = np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr))
    return np.asarray(row * matrix.shape[1] + matrix.indices, dtype=np.int64)


def normalise(matrix: Any) -> Any:
    """The rows brought to length one; an empty row stays empty."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    length[length == 0] = 1
    return (sparse.diags(1 / length) @ matrix).tocsr()


def link_nodes(vectors: Any, days: NDArray[np.float64]) -> Links:
    """The links of the nodes whose vectors these are; days are NaN where no date is trusted."""
    left, right = find_candidates(vectors)
    words = dot_rows(vectors, left, right)
    days = borrow_days(days, left, right, words)
    likeness = add_time(words, days[left] - days[right])
    return Links(vectors.shape[0], left, right, likeness, np.minimum(words, COPIED))


def add_time(words: NDArray[np.float64], gap: NDArray[np.float64]) -> NDArray[np.float64]:
    """Likenesses by words raised or lowered for the days between; the more alike the words, the less dates can do.

    >>> add_time(np.array([0.2, 0.2, 0.8]), np.array([0.0, 400.0, 400.0])).round(2).tolist()
    [0.32, 0.12, 0.68]
    """
    return words + (near_in_time(gap) - 1) * np.minimum(words, SURE)


def borrow_days(
    days: NDArray[np.float64], left: NDArray[np.int64], right: NDArray[np.int64], words: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The days, a node without one given that of the dated node it is a copy or rewrite of."""
    to, of, by = np.append(left, right), np.append(right, left), np.append(words, words)
    fit = np.isnan(days[to]) & ~np.isnan(days[of]) & (by > COPIED)
    order = np.lexsort((of[fit], -np.round(by[fit], 9), to[fit]))
    rows, first = np.unique(to[fit][order], return_index=True)
    out = days.copy()
    out[rows] = days[of[fit][order][first]]
    return out


def near_in_time(gap: NDArray[np.float64]) -> NDArray[np.float64]:
    """A factor for a gap in days, from SAME_DAY over MONTHS down to FAR; 1 where a date is unknown."""
    days, months = np.exp(-np.abs(gap) / GAP_DAYS), np.exp(-((gap / SEASON) ** 2))
    return np.nan_to_num(FAR + (MONTHS - FAR) * months + (SAME_DAY - MONTHS) * days, nan=1.0)


def find_candidates(vectors: Any) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs left < right that share rare words, ordered; rows are taken in blocks that bound the memory."""
    n = vectors.shape[0]
    least = LIKELY if n > FEW else PERHAPS
    most = min(NEIGHBOURS, PAIRS // max(n, 1))
    rare = keep_rarest(vectors)
    others = rare.T.tocsr()
    keys = [np.empty(0, dtype=np.int64)]
    for first in range(0, n, BLOCK):
        row, column = keep_largest((rare[first : first + BLOCK] @ others).tocsr(), first, least, most)
        keys.append(np.minimum(row, column) * n + np.maximum(row, column))
    key = np.unique(np.concatenate(keys))
    return key // n, key % n


def keep_rarest(vectors: Any) -> Any:
    """Each row with only its heaviest words that do not stand everywhere."""
    spread = np.bincount(vectors.indices, minlength=vectors.shape[1])
    out = vectors.copy()
    out.data = np.where(spread[out.indices] > POSTINGS, 0.0, out.data)
    out.eliminate_zeros()
    return keep_heaviest(out, RAREST)


def keep_heaviest(matrix: Any, most: int) -> Any:
    """Each row with only its `most` largest entries."""
    row, column = keep_places(matrix, most)
    return sparse.csr_matrix((matrix.data[places_of(matrix, most)], (row, column)), shape=matrix.shape)


def keep_largest(block: Any, first: int, least: float, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row and column of each row's `most` largest entries from `least` on; the block begins at row `first`."""
    row = first + np.repeat(np.arange(block.shape[0]), np.diff(block.indptr))
    block.data[(block.data < least) | (row == block.indices)] = 0
    block.eliminate_zeros()
    row, column = keep_places(block, most)
    return row + first, column


def keep_places(matrix: Any, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row and column of the `most` largest entries of each row; ties by column."""
    places = places_of(matrix, most)
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return row[places].astype(np.int64), matrix.indices[places].astype(np.int64)


def places_of(matrix: Any, most: int) -> NDArray[np.int64]:
    """Places in the data of the `most` largest entries of each row."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = largest_first(row, matrix.data)
    rank = np.arange(len(order)) - np.repeat(matrix.indptr[:-1], np.diff(matrix.indptr))
    return np.sort(order[rank < most])


def largest_first(row: NDArray[np.int64], value: NDArray[np.float64]) -> NDArray[np.int64]:
    """The order of values from 0 to 3 within their rows, the largest first; equals stay in order.

    >>> largest_first(np.array([0, 0, 1, 1]), np.array([0.1, 0.2, 0.5, 0.5])).tolist()
    [1, 0, 2, 3]
    """
    steps = np.round(value * (1 << 28)).astype(np.int64)
    return np.argsort((row.astype(np.int64) << 31) - steps, kind="stable")


def dot_rows(vectors: Any, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    """The products of pairs of rows, the pairs ordered by their left row: each left row is unfolded once."""
    out = np.zeros(len(left))
    unfolded = np.zeros(vectors.shape[1])
    rows, starts, sizes = np.unique(left, return_index=True, return_counts=True)
    for row, start, end in zip(rows, starts, starts + sizes, strict=True):
        at = slice(vectors.indptr[row], vectors.indptr[row + 1])
        unfolded[vectors.indices[at]] = vectors.data[at]
        out[start:end] = vectors[right[start:end]] @ unfolded
        unfolded[vectors.indices[at]] = 0
    return out
