"""Lets a few live stories be decided again, together: with the rows, links and joins of the batch, on their nodes.

Takes nodes of an index, gives the group of each and their links. Only so many nodes are looked at: what a page that
comes late says of two stories is heard at once, and the cost of a page stays bounded. It names no stories.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from retold.group.counts import lay_rows, weigh_words
from retold.group.index import WIDTH, LiveIndex
from retold.group.links import FEW, LIKELY, PERHAPS, Links, link_nodes
from retold.group.merge import NodePairs, join_nodes
from retold.group.places import entries_of
from retold.group.profiles import Profile

MOST_NODES = 60  # decided together
MOST_STORIES = 8
REACH = 0.3  # margin of a page to a story from which the story is looked at again


def regroup(
    index: LiveIndex,
    nodes: NDArray[np.int64],
    days: NDArray[np.float64],
    undated: Sequence[tuple[int, Profile]],
    pins: tuple[NodePairs, NodePairs],
) -> tuple[NDArray[np.int64], Links]:
    """The groups of these nodes and the links among them.

    `undated` are places among the nodes with the profiles there: what has no day knows all that is known today, so
    these are weighed anew. Pins are pairs of places, together and apart.
    """
    rows = local_rows(index, nodes, undated)
    links = link_nodes(rows, days, least=LIKELY if index.nodes > FEW else PERHAPS)
    return join_nodes(links, *pins), links


def local_rows(index: LiveIndex, nodes: NDArray[np.int64], undated: Sequence[tuple[int, Profile]]) -> sparse.csr_matrix:
    """The rows of these nodes as the batch lays them out, channel after channel, over their own words."""
    dated = np.ones(len(nodes), dtype=bool)
    dated[[at for at, _ in undated]] = False
    kept = np.flatnonzero(dated)
    places, of = entries_of(index.starts.all, nodes[kept])
    parts = [(kept[of], index.columns.room[places].astype(np.int64), index.values.room[places])]
    parts.extend((np.full(len(keys), at), keys, values) for at, keys, values in weigh_anew(index, undated))
    row, column, value = (np.concatenate(c) for c in zip(*parts, strict=True))
    words, word = np.unique(column // WIDTH, return_inverse=True)
    shape = (len(nodes), len(words) * WIDTH)
    return sparse.csr_matrix((value, (row, column % WIDTH * len(words) + word)), shape=shape)


def weigh_anew(
    index: LiveIndex, undated: Sequence[tuple[int, Profile]]
) -> list[tuple[int, NDArray[np.int64], NDArray[np.float32]]]:
    """The rows of these profiles by what the index knows today."""
    if not undated:
        return []
    sizes = np.array([len(p.keys) for _, p in undated])
    starts = np.append(0, np.cumsum(sizes))
    number = index.number_words(np.concatenate([p.keys for _, p in undated]))
    weight = weigh_words(index.found.all[number], index.pages, index.share.all[number])
    row, entry, channel, value = lay_rows(starts, np.concatenate([p.counts for _, p in undated], axis=1), weight)
    ends = np.searchsorted(row, np.arange(len(undated) + 1))
    keys = number[entry] * WIDTH + channel
    return [(at, keys[a:b], value[a:b]) for (at, _), a, b in zip(undated, ends[:-1], ends[1:], strict=True)]
