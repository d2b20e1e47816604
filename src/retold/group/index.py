"""Live pages that a new one can be held against at once: their rows, and which of them hold a rare word.

Takes profiles one by one, gives the live nodes that are like a new page. The frequencies of words grow with the pages;
a row is weighed once, when its page comes. It joins nothing.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.group.counts import Tally, weigh_words
from retold.group.links import FEW, KIN, LIKELY, PERHAPS, POSTINGS, RAREST
from retold.group.model import add_channels
from retold.group.parts import row_of
from retold.group.words import CHANNELS, Profile, share_of

MEASURED = 300  # likest nodes by rare words that are measured in full
WIDTH = len(CHANNELS)


@dataclass(frozen=True, slots=True)
class LiveRow:
    """The words of a node, all channels in one: the key is the number of the word times the channels."""

    keys: NDArray[np.int64]
    values: NDArray[np.float32]

    def rarest(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The entries that weigh most."""
        kept = np.argsort(-self.values, kind="stable")[:RAREST]
        return self.keys[kept], self.values[kept]


class LiveIndex:
    """The rows of live nodes."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.rows: list[LiveRow] = []
        self.postings: dict[int, tuple[array[int], array[float]]] = {}
        self.found = np.zeros(1 << 12)
        self.share = np.zeros(1 << 12)
        self.known = 0  # words whose share stands in `share`
        self.pages = 0.0
        self.unfolded = np.zeros((1 << 12) * WIDTH, dtype=np.float32)

    def row(self, profile: Profile) -> LiveRow:
        """The row of a page, or of a part of one; words that the tally does not hold are left out."""
        self.grow()
        keys, values = [], []
        number = self.tally.number
        for k, channel in enumerate(profile.channels):
            at = np.array([number[w] for w in channel if w in number], dtype=np.int64)
            count = np.array([n for w, n in channel.items() if w in number], dtype=np.float64)
            columns, value = row_of(at, count, weigh_words(self.found[at], self.pages, self.share[at]), k)
            keys.append(columns * WIDTH + k)
            values.append(value)
        return LiveRow(np.concatenate(keys), np.concatenate(values).astype(np.float32))

    def grow(self) -> None:
        """Room for the words that are new in the tally."""
        words = len(self.tally.number)
        while words > len(self.found):
            self.found, self.share = (np.append(a, np.zeros(len(a))) for a in (self.found, self.share))
            self.unfolded = np.zeros(len(self.found) * WIDTH, dtype=np.float32)
        for word in self.tally.words_from(self.known):
            self.share[self.known] = share_of(word)
            self.known += 1

    def add(self, row: LiveRow) -> int:
        """A live node more; its number."""
        node = len(self.rows)
        self.rows.append(row)
        keys, values = row.rarest()
        for key, value in zip(keys.tolist(), values.tolist(), strict=True):
            nodes, weights = self.postings.setdefault(key, (array("i"), array("f")))
            nodes.append(node)
            weights.append(value)
        return node

    def learn(self, profile: Profile, novelty: float) -> None:
        """Count the words of a page for those to come."""
        body = profile.of("body")
        self.found[np.fromiter(map(self.tally.number.__getitem__, body), np.int64, len(body))] += novelty
        self.pages += novelty

    def near(self, row: LiveRow) -> tuple[NDArray[np.int64], NDArray[np.float64], int]:
        """The live nodes like a row, their likeness by words, and how many count as one event with it."""
        nodes, product = self.share_rare(row)
        kin = int((product >= KIN).sum())
        likely = product >= (LIKELY if len(self.rows) > FEW else PERHAPS)
        best = np.argsort(-product[likely], kind="stable")[:MEASURED]
        nodes = np.sort(nodes[likely][best])
        return nodes, self.measure(row, nodes), kin

    def share_rare(self, row: LiveRow) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The nodes that share rare words with a row, and the product over these words."""
        lists = [
            (held[0], held[1], value)
            for key, value in zip(*(a.tolist() for a in row.rarest()), strict=True)
            if (held := self.postings.get(key)) and len(held[0]) <= POSTINGS
        ]
        if not lists:
            return np.empty(0, dtype=np.int64), np.empty(0)
        nodes = np.concatenate([np.array(n, dtype=np.int64) for n, _, _ in lists])
        products = np.concatenate([np.array(w, dtype=np.float64) * value for _, w, value in lists])
        sums = np.asarray(np.bincount(nodes, products, len(self.rows)), dtype=np.float64)
        found = np.flatnonzero(sums).astype(np.int64)
        return found, sums[found]

    def measure(self, row: LiveRow, nodes: NDArray[np.int64]) -> NDArray[np.float64]:
        """The likeness by words of a row to these nodes."""
        if not len(nodes):
            return np.empty(0)
        others = [self.rows[n] for n in nodes.tolist()]
        keys = np.concatenate([o.keys for o in others])
        self.unfolded[row.keys] = row.values
        found = np.concatenate([o.values for o in others]) * self.unfolded[keys]
        self.unfolded[row.keys] = 0
        at = np.repeat(np.arange(len(others)), [len(o.keys) for o in others])
        shared = np.bincount(at * WIDTH + keys % WIDTH, found, len(others) * WIDTH)
        return add_channels(np.asarray(shared, dtype=np.float64).reshape(-1, WIDTH))
