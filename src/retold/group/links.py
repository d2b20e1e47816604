"""Which nodes are alike, and how much: by the words of each channel, and by the days between.

Takes rows and days, gives links between nodes (a node is an article or a copy family). Only pairs that share rare
words are looked at, so the work grows with the number of nodes, not of pairs. It joins nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from retold.group.counts import Counts, lay_out, round_novelty, weigh_places, weigh_words
from retold.group.dates import believe_days
from retold.group.model import COPIED, add_channels, add_time
from retold.group.places import distinct, entries_of, keep_largest, places_of_largest, rows_of
from retold.group.profiles import CHANNELS

KIN = 0.12  # likeness by the rarest words from which two pages count as one event when the words of a run are counted
RAREST = 40  # words of a node by which its candidates are found
POSTINGS = 3000  # nodes that a word may stand in and still propose candidates; at 300 stories fall apart as a run grows
LIKELY = 0.08  # likeness by the rarest words from which a pair is measured in full
PERHAPS = 0.02  # the same in a run of few nodes, where it can be afforded; at .05 small folders lose reports
FEW = 2000
NEIGHBOURS = 1000  # candidates of one node at most; at 300 later pages push earlier ones out and rename 8 % of a stream
PAIRS = 30_000_000  # candidates of all nodes together, about 2 GB: from 30,000 nodes on each has fewer
WORK = 4_000_000  # products of entries made at once: bounds the memory
ROWS = 4000  # laid out at once
MEASURED = 1 << 18  # pairs measured at once
Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]


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

    def among(self, kept: NDArray[np.bool_]) -> Links:
        """Only the links between nodes that are kept."""
        fit = kept[self.left] & kept[self.right]
        return Links(self.nodes, self.left[fit], self.right[fit], self.likeness[fit], self.words[fit])


def weigh_articles(counts: Counts, days: NDArray[np.float64]) -> tuple[Any, NDArray[np.float64]]:
    """One row an article, all channels side by side, and how much each article counts.

    A word weighs what general news and this run say of it. The run has its say by events, not by pages: of pages that
    are alike each counts less, so that six hundred pages on one event leave the words of that event their weight.
    """
    general = weigh_words(0.0, 0.0, counts.share).astype(np.float32)[counts.columns]
    novelty = count_novelty(lay_out(counts, general), days)
    return lay_out(counts, weigh_places(counts, days, novelty)), novelty


def count_novelty(rows: Any, days: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much each article counts: one over the number of articles until its day that are like it, itself included."""
    left, right = find_candidates(rows, least=KIN)
    known = np.nan_to_num(days, nan=np.inf)
    before = np.bincount(right[known[left] <= known[right]], minlength=len(days))
    before += np.bincount(left[known[right] <= known[left]], minlength=len(days))
    return np.asarray(round_novelty(1 / (1 + before)), dtype=np.float64)


def link_nodes(rows: Any, days: NDArray[np.float64], *, least: float | None = None) -> Links:
    """The links of the nodes whose rows these are; days are NaN where no date is trusted."""
    usual = LIKELY if rows.shape[0] > FEW else PERHAPS
    left, right = find_candidates(rows, least=usual if least is None else least)
    words = add_up_words(rows, left, right)
    days = believe_days(days, left, right, words)
    likeness = add_time(words, days[left] - days[right])
    return Links(rows.shape[0], left, right, likeness, np.minimum(words, COPIED))


def find_candidates(rows: Any, *, least: float) -> Pairs:
    """Pairs left < right whose rarest words give this likeness, ordered; blocks of rows bound the memory."""
    n = rows.shape[0]
    most = min(NEIGHBOURS, PAIRS // max(n, 1))
    rare = keep_rarest(rows)
    others = rare.T.tocsr()
    keys = [np.empty(0, dtype=np.int64)]
    for first, last in blocks_of(rare):
        block = (rare[first:last] @ others).tocsr()
        at = np.flatnonzero(block.data >= least)
        row, column, value = first + rows_of(block.indptr)[at], block.indices[at].astype(np.int64), block.data[at]
        other = row != column
        row, column, value = row[other], column[other], value[other]
        kept = places_of_largest(row - first, value, most)
        row, column = row[kept], column[kept]
        keys.append(distinct(np.minimum(row, column) * n + np.maximum(row, column)))
    key = distinct(np.concatenate(keys))
    return key // n, key % n


def blocks_of(rare: Any) -> Iterator[tuple[int, int]]:
    """First and last of the rows whose products with all others are made together."""
    spread = np.bincount(rare.indices, minlength=rare.shape[1])
    work = np.append(0, np.cumsum(spread[rare.indices], dtype=np.int64))[rare.indptr]
    first = 0
    while first < rare.shape[0]:
        last = max(int(np.searchsorted(work, work[first] + WORK, side="right")) - 1, first + 1)
        yield first, last
        first = last


def keep_rarest(rows: Any) -> Any:
    """Each row with only its heaviest words that do not stand everywhere."""
    spread = np.bincount(rows.indices, minlength=rows.shape[1])
    blocks = (rows[first : first + ROWS] for first in range(0, rows.shape[0], ROWS))
    return sparse.vstack([keep_largest(leave_out(block, spread > POSTINGS), RAREST) for block in blocks], "csr")


def leave_out(rows: Any, columns: NDArray[np.bool_]) -> Any:
    """The rows without some columns."""
    rows.data[columns[rows.indices]] = 0
    rows.eliminate_zeros()
    return rows


def add_up_words(rows: Any, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    """The likeness by words of each pair of rows; the pairs are ordered by their left row."""
    blocks = (slice(k, k + MEASURED) for k in range(0, len(left), MEASURED))
    found = [add_channels(dot_rows(rows, left[b], right[b])) for b in blocks]
    return np.concatenate([np.empty(0), *found])


def dot_rows(rows: Any, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    """What each channel adds to the product of each pair of rows; the pairs are ordered by their left row.

    Shape (pairs, channels). Each left row is unfolded once.
    """
    out = np.zeros((len(left), len(CHANNELS)))
    unfolded = np.zeros(rows.shape[1])
    channel = (rows.indices // max(rows.shape[1] // len(CHANNELS), 1)).astype(np.int64)
    at, starts, counts = np.unique(left, return_index=True, return_counts=True)
    for row, start, count in zip(at, starts, counts, strict=True):
        own = slice(rows.indptr[row], rows.indptr[row + 1])
        unfolded[rows.indices[own]] = rows.data[own]
        places, pair = entries_of(rows.indptr, right[start : start + count])
        found = rows.data[places] * unfolded[rows.indices[places]]
        cell = pair * len(CHANNELS) + channel[places]
        out[start : start + count] = np.bincount(cell, found, count * len(CHANNELS)).reshape(count, -1)
        unfolded[rows.indices[own]] = 0
    return out
