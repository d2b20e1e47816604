"""Live pages that a new one can be held against at once: their rows, and which of them hold a rare word.

Takes profiles one by one, or rows all at once, gives the live nodes that are like a new page. The frequencies of words
grow with the pages; a row is weighed once, when its page comes. It joins nothing.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold.group.counts import Counts, lay_rows, weigh_words
from retold.group.lexicon import Keys, shares_of
from retold.group.links import FEW, KIN, LIKELY, PERHAPS, POSTINGS, RAREST
from retold.group.model import add_channels
from retold.group.places import entries_of, places_of_largest, rows_of
from retold.group.profiles import CHANNELS, Profile

BLOCK = 4000  # rows settled at once
MEASURED = 300  # likest nodes by rare words that are measured in full
WIDTH = len(CHANNELS)
Nodes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LiveRow:
    """The words of a node, all channels in one: the key is the number of the word times the channels."""

    keys: NDArray[np.int64]
    values: NDArray[np.float32]

    def rarest(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The entries that weigh most."""
        kept = np.argsort(-self.values, kind="stable")[:RAREST]
        return self.keys[kept], self.values[kept]


class Growing:
    """An array that grows at its end."""

    def __init__(self, dtype: Any) -> None:
        self.room = np.zeros(1 << 10, dtype=dtype)
        self.size = 0

    def extend(self, values: NDArray[Any]) -> None:
        """Put these at the end."""
        end = self.size + len(values)
        if end > len(self.room):
            self.room = np.append(self.room[: self.size], np.zeros(end - self.size + end // 4, self.room.dtype))
        self.room[self.size : end] = values
        self.size = end

    @property
    def all(self) -> NDArray[Any]:
        """All of it."""
        return self.room[: self.size]


class LiveIndex:
    """The rows of live nodes."""

    def __init__(self) -> None:
        self.number: dict[int, int] = {}  # of each word
        self.found, self.share = Growing(np.float64), Growing(np.float64)  # of each word
        self.pages = 0.0
        self.columns, self.values, self.starts = Growing(np.int32), Growing(np.float32), Growing(np.int64)
        self.starts.extend(np.zeros(1, dtype=np.int64))
        self.settled = Postings(np.empty(0, np.int32), np.empty(0, np.float32), np.zeros(1, np.int64))
        self.late: dict[int, tuple[array[int], array[float]]] = {}  # nodes and values of those added since
        self.unfolded = np.zeros(WIDTH, dtype=np.float32)

    @property
    def nodes(self) -> int:
        """How many are live."""
        return self.starts.size - 1

    def number_words(self, keys: Keys) -> Nodes:
        """The numbers of words, new ones among them."""
        wanted = keys.tolist()
        new = [k for k in wanted if k not in self.number]
        if new:
            self.number.update(zip(new, range(len(self.number), len(self.number) + len(new)), strict=True))
            self.found.extend(np.zeros(len(new)))
            self.share.extend(shares_of(np.array(new, dtype=np.uint64)))
        return np.array([self.number[k] for k in wanted], dtype=np.int64)

    def row(self, profile: Profile) -> LiveRow:
        """The row of a page, or of a part of one."""
        at = self.number_words(profile.keys)
        weight = weigh_words(self.found.all[at], self.pages, self.share.all[at])
        _, entry, channel, value = lay_rows(np.array([0, len(at)]), profile.counts, weight)
        return LiveRow(at[entry] * WIDTH + channel, value)

    def add(self, row: LiveRow) -> int:
        """A live node more; its number."""
        node = self.nodes
        self.append(row.keys, row.values, np.array([len(row.keys)]))
        keys, values = row.rarest()
        for key, value in zip(keys.tolist(), values.tolist(), strict=True):
            nodes, weights = self.late.setdefault(key, (array("i"), array("f")))
            nodes.append(node)
            weights.append(value)
        return node

    def append(self, columns: NDArray[Any], values: NDArray[np.float32], sizes: NDArray[np.int64]) -> None:
        """More rows, of these sizes."""
        self.columns.extend(columns)
        self.values.extend(values)
        self.starts.extend(self.starts.room[self.starts.size - 1] + np.cumsum(sizes))

    def learn(self, profile: Profile, novelty: float) -> None:
        """Count the words of a page for those to come."""
        self.found.all[self.number_words(profile.keys)] += novelty
        self.pages += novelty

    def near(self, row: LiveRow) -> tuple[Nodes, NDArray[np.float64], int]:
        """The live nodes like a row, their likeness by words, and how many count as one event with it."""
        nodes, product = self.share_rare(row)
        kin = int((product >= KIN).sum())
        likely = product >= (LIKELY if self.nodes > FEW else PERHAPS)
        best = np.argsort(-product[likely], kind="stable")[:MEASURED]
        nodes = np.sort(nodes[likely][best])
        return nodes, self.measure(row, nodes), kin

    def share_rare(self, row: LiveRow) -> tuple[Nodes, NDArray[np.float64]]:
        """The nodes that share rare words with a row, and the product over these words."""
        nodes: list[NDArray[Any]] = [np.empty(0, dtype=np.int64)]
        products = [np.empty(0)]
        for key, value in zip(*(a.tolist() for a in row.rarest()), strict=True):
            held, weights = self.settled.of(key)
            late = self.late.get(key)
            if len(held) + (len(late[0]) if late else 0) > POSTINGS:
                continue
            nodes.append(held)
            products.append(weights.astype(np.float64) * value)
            if late:
                nodes.append(np.array(late[0], dtype=np.int64))
                products.append(np.array(late[1], dtype=np.float64) * value)
        sums = np.bincount(np.concatenate(nodes), np.concatenate(products), self.nodes)
        found = np.flatnonzero(sums).astype(np.int64)
        return found, np.asarray(sums[found], dtype=np.float64)

    def row_of(self, node: int) -> LiveRow:
        """The row of a live node."""
        inside = slice(int(self.starts.room[node]), int(self.starts.room[node + 1]))
        return LiveRow(self.columns.room[inside].astype(np.int64), self.values.room[inside])

    def measure(self, row: LiveRow, nodes: Nodes) -> NDArray[np.float64]:
        """The likeness by words of a row to these nodes."""
        if len(self.number) * WIDTH > len(self.unfolded):
            self.unfolded = np.zeros(2 * len(self.number) * WIDTH, dtype=np.float32)
        places, at = entries_of(self.starts.all, nodes)
        columns = self.columns.room[places]
        self.unfolded[row.keys] = row.values
        found = self.values.room[places] * self.unfolded[columns]
        self.unfolded[row.keys] = 0
        shared = np.bincount(at * WIDTH + columns % WIDTH, found, len(nodes) * WIDTH)
        return add_channels(np.asarray(shared, dtype=np.float64).reshape(-1, WIDTH))


class Postings:
    """The nodes in whose rows each of some columns weighs much, settled once."""

    def __init__(self, columns: NDArray[Any], values: NDArray[np.float32], starts: Nodes) -> None:
        kept = [np.empty(0, dtype=np.int64)]
        for first in range(0, len(starts) - 1, BLOCK):
            own = starts[first : first + BLOCK + 1]
            row = rows_of(own)
            kept.append(own[0] + places_of_largest(row, values[own[0] : own[-1]], RAREST))
        places = np.concatenate(kept)
        order = places[np.argsort(columns[places], kind="stable")]
        self.nodes = (np.searchsorted(starts, order, side="right") - 1).astype(np.int32)
        self.values = values[order]
        self.columns, begins = np.unique(columns[order], return_index=True)
        self.starts = np.append(begins, len(order))

    def of(self, column: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The nodes that hold a column, and its values there."""
        at = int(np.searchsorted(self.columns, column))
        if at == len(self.columns) or self.columns[at] != column:
            return self.nodes[:0], self.values[:0]
        held = slice(self.starts[at], self.starts[at + 1])
        return self.nodes[held], self.values[held]


def settle_index(counts: Counts, novelty: NDArray[np.float64], rows: Any) -> LiveIndex:
    """An index of these rows, whose columns are those of the counts, channel after channel."""
    index = LiveIndex()
    index.number = dict(zip(counts.keys.tolist(), range(len(counts.keys)), strict=True))
    index.found.extend(np.bincount(counts.columns, novelty[rows_of(counts.starts)], minlength=len(counts.keys)))
    index.share.extend(counts.share)
    index.pages = float(novelty.sum())
    width = max(len(counts.keys), 1)
    columns = rows.indices % width * WIDTH + rows.indices // width
    index.append(columns, rows.data.astype(np.float32), np.diff(rows.indptr).astype(np.int64))
    index.settled = Postings(index.columns.all, index.values.all, index.starts.all)
    return index
