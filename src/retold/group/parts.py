"""Pages that tell of several stories: each of their parts is tied to its story, and the page itself joins none.

Takes what was grouped and the parts of pages, gives the nodes that must stand alone, and which part tells of which
group. A page is such a round-up when it is of many pieces and two of them belong to different groups, or when it stands
alone and one of them belongs to a group.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from retold.group.counts import BODY_AT, FEW, HEAVIEST, weigh_words
from retold.group.grouped import Grouped, PartFound
from retold.group.links import Links
from retold.group.model import LEAST, PARTS, add_channels, add_time, chance, margin, own_likeness
from retold.group.words import CHANNELS, Profile
from retold.records import Span

CLOSED = 0.4  # share of the pairs of a page's neighbours that are alike themselves, from which it bridges nothing
SURE_PART = 0.8  # chance from which a part tells of a story
RELATED = 0.02  # mean link of two groups that are about one matter; hardly any others have so much
PagePart = tuple[Span, Profile]


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
        self.rows, self.days = grouped.rows, grouped.days
        self.links, self.group = grouped.links, grouped.group
        counts = grouped.counts
        body = counts.channels[BODY_AT]
        row = np.repeat(np.arange(body.shape[0]), np.diff(body.indptr))
        found = np.bincount(body.indices, grouped.novelty[row], minlength=body.shape[1])
        self.weight = weigh_words(found, grouped.novelty.sum(), counts.share)
        self.column = {w: k for k, w in enumerate(counts.words)}
        self.size = np.bincount(self.group).astype(np.float64)
        within = self.group[self.links.left] == self.group[self.links.right]
        inside = np.bincount(self.group[self.links.left[within]], self.links.words[within], len(self.size))
        self.own = own_likeness(inside, self.size)

    def are_related(self, left: int, right: int, without: int) -> bool:
        """Whether two groups are like each other, `without` a node: a page that is like both is no round-up then."""
        links, group = self.links, self.group
        a, b = group[links.left], group[links.right]
        between = ((a == left) & (b == right)) | ((a == right) & (b == left))
        between &= (links.left != without) & (links.right != without)
        own = group[without]
        sizes = (self.size[left] - (own == left)) * (self.size[right] - (own == right))
        return bool(links.likeness[between].sum() >= RELATED * sizes)

    def is_alone(self, node: int) -> bool:
        """Whether a node is a group of its own."""
        return bool(self.size[self.group[node]] == 1)

    def likeness(self, profile: Profile, day: float) -> NDArray[np.float64]:
        """How like a part is to each node."""
        vector = np.zeros(self.rows.shape[1])
        for k, channel in enumerate(profile.channels):
            at = np.array([self.column[w] for w in channel if w in self.column], dtype=np.int64)
            count = np.array([n for w, n in channel.items() if w in self.column], dtype=np.float64)
            columns, values = row_of(at, count, self.weight[at], k)
            vector[columns + k * len(self.column)] = values
        width = max(len(self.column), 1)
        row = np.repeat(np.arange(self.rows.shape[0]), np.diff(self.rows.indptr))
        cell = row * len(CHANNELS) + self.rows.indices // width
        shared = np.bincount(cell, self.rows.data * vector[self.rows.indices], self.rows.shape[0] * len(CHANNELS))
        words = add_channels(np.asarray(shared, dtype=np.float64).reshape(-1, len(CHANNELS)))
        return add_time(words, self.days - day)

    def find(self, profile: Profile, node: int) -> tuple[int, float] | None:
        """The first node of the group in which a part of this node's page belongs, with the chance."""
        like = self.likeness(profile, float(self.days[node]))
        like[node] = 0.0
        size = self.size.copy()
        size[self.group[node]] -= 1
        link = np.bincount(self.group, like, len(size)) / np.maximum(size, 1)
        by = np.where(size > 0, margin(link, own_likeness(0.0, 1.0), self.own), 0.0)
        best = int(np.argmax(by))
        score = float(chance(by[best]))
        return (
            (int(np.flatnonzero((self.group == best) & (like > 0))[0]), round(score, 4)) if score >= SURE_PART else None
        )


def row_of(
    at: NDArray[np.int64], count: NDArray[np.float64], weight: NDArray[np.float64], channel: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Columns and values of one page on one channel, as `lay_out` makes them."""
    value = (1 + np.log(count)) * np.sqrt(weight)
    value = value / np.sqrt(max(float(value @ value) + FEW[channel], 1e-12))
    kept = np.argsort(-value, kind="stable")[: HEAVIEST[channel]]
    kept = kept[value[kept] > 0]
    return at[kept], value[kept] * np.sqrt(PARTS[channel])
