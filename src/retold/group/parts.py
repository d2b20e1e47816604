"""Pages that tell of several stories: each of their parts is tied to its story, and the page itself joins none.

Takes what was grouped and the parts of pages, gives the nodes that must stand alone, and which part tells of which
group. A page is such a round-up when it is of many pieces and two of them belong to different groups, or when it stands
alone and one of them belongs to a group.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from retold.group.counts import lay_rows, weigh_words
from retold.group.grouped import Grouped, PartFound
from retold.group.leaves import PagePart
from retold.group.links import Links
from retold.group.model import LEAST, add_channels, add_time, chance, margin, own_likeness
from retold.group.places import rows_of
from retold.group.profiles import CHANNELS, Profile

CLOSED = 0.4  # share of the pairs of a page's neighbours that are alike themselves, from which it bridges nothing
SURE_PART = 0.8  # chance from which a part tells of a story
RELATED = 0.02  # mean link of two groups that are about one matter; hardly any others have so much
Belongs = tuple[int, float]  # the first node of the group that a part tells of, and the chance


def find_bridges(links: Links, group: NDArray[np.int64]) -> list[int]:
    """The nodes whose neighbours are mostly not alike, and those alone but like somebody: only these are read."""
    near = links.likeness >= LEAST
    left, right = links.left[near], links.right[near]
    ones = sparse.csr_matrix((np.ones(len(left)), (left, right)), shape=(links.nodes, links.nodes))
    ones = (ones + ones.T).tocsr()
    degree = np.asarray(ones.sum(axis=1)).ravel()
    closed = np.asarray((ones @ ones).multiply(ones).sum(axis=1)).ravel()
    alone = (np.bincount(group)[group] == 1) & (degree > 0)
    return [int(n) for n in np.flatnonzero(alone | (closed < CLOSED * degree * (degree - 1)))]


def find_round_ups(read: Mapping[int, Sequence[PagePart]], places: Places) -> Iterator[PartFound]:
    """The parts of the nodes that are round-ups, of nodes and their parts."""
    for node, parts in sorted(read.items()):
        found = [(span, at) for span, profile in parts if (at := places.find(profile, node))]
        groups = sorted({int(places.group[tells_of]) for _, (tells_of, _) in found})
        strangers = any(not places.are_related(a, b, node) for a, b in combinations(groups, 2))
        if strangers or (groups and places.is_alone(node)):
            yield from (PartFound(node, span, *at) for span, at in found)


class Places:
    """Where a part of a page belongs among groups that stand."""

    def __init__(self, grouped: Grouped) -> None:
        self.days, self.links, self.group = grouped.days, grouped.links, grouped.group
        counts, n = grouped.counts, grouped.links.nodes
        found = np.bincount(counts.columns, grouped.novelty[rows_of(counts.starts)], minlength=len(counts.keys))
        self.weight = weigh_words(found, grouped.novelty.sum(), counts.share)
        self.keys = counts.keys
        self.by_word = grouped.rows.tocsc()
        self.size = np.bincount(self.group).astype(np.float64)
        left, right = self.group[self.links.left], self.group[self.links.right]
        within = left == right
        inside = np.bincount(left[within], self.links.words[within], len(self.size))
        self.own = own_likeness(inside, self.size)
        of_node = sparse.csr_matrix((self.links.likeness, (self.links.left, self.links.right)), shape=(n, n))
        self.likeness = (of_node + of_node.T).tocsr()
        to_group = sparse.csr_matrix((np.ones(n), (np.arange(n), self.group)), shape=(n, len(self.size)))
        self.between = (to_group.T @ self.likeness @ to_group).tocsr()

    def are_related(self, left: int, right: int, without: int) -> bool:
        """Whether two groups are like each other, `without` a node: a page that is like both is no round-up then."""
        own = int(self.group[without])
        between = float(self.between[left, right])
        if own in (left, right):
            row = self.likeness[without]
            between -= float(row.data[self.group[row.indices] == (right if own == left else left)].sum())
        sizes = (self.size[left] - (own == left)) * (self.size[right] - (own == right))
        return bool(between >= RELATED * sizes)

    def is_alone(self, node: int) -> bool:
        """Whether a node is a group of its own."""
        return bool(self.size[self.group[node]] == 1)

    def like(self, profile: Profile, day: float) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The nodes that a part is like at all, and how much."""
        at = np.minimum(np.searchsorted(self.keys, profile.keys), max(len(self.keys) - 1, 0))
        known = np.flatnonzero(self.keys[at] == profile.keys) if len(self.keys) else at[:0]
        starts = np.array([0, len(known)])
        _, entry, channel, value = lay_rows(starts, profile.counts[:, known], self.weight[at[known]])
        columns = at[known][entry] + channel * len(self.keys)
        shared = product_by_channel(self.by_word, columns, channel, value)
        nodes = np.flatnonzero(shared.any(axis=1))
        return nodes, add_time(add_channels(shared[nodes]), self.days[nodes] - day)

    def find(self, profile: Profile, node: int) -> Belongs | None:
        """The first node of the group in which a part of this node's page belongs, with the chance."""
        nodes, like = self.like(profile, float(self.days[node]))
        like[nodes == node] = 0.0
        if not len(nodes):
            return None
        groups, at = np.unique(self.group[nodes], return_inverse=True)
        size = self.size[groups] - (groups == self.group[node])
        link = np.bincount(at, like, len(groups)) / np.maximum(size, 1)
        by = np.where(size > 0, margin(link, own_likeness(0.0, 1.0), self.own[groups]), 0.0)
        best = int(np.argmax(by))
        score = float(chance(by[best]))
        return (int(nodes[(at == best) & (like > 0)][0]), round(score, 4)) if score >= SURE_PART else None


def product_by_channel(
    by_word: Any, columns: NDArray[np.int64], channel: NDArray[np.int64], value: NDArray[np.float32]
) -> NDArray[np.float64]:
    """What each channel adds to the product of one row, of these columns, with all rows; shape (rows, channels)."""
    out = np.zeros((by_word.shape[0], len(CHANNELS)))
    for column, k, v in zip(columns.tolist(), channel.tolist(), value.tolist(), strict=True):
        held = slice(by_word.indptr[column], by_word.indptr[column + 1])
        out[by_word.indices[held], k] += by_word.data[held] * v
    return out
