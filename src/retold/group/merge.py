"""Joins linked nodes into stories by mean link, then lets each node look for a better story.

Takes links and pins, gives the story number of each node. Nodes that are each other's nearest join at once, round by
round (mean link allows it: F. Murtagh, 1983). What a person put together or keeps apart outranks every likeness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from retold.group.links import Links
from retold.group.model import LEAST, margin, own_likeness
from retold.group.places import distinct, largest_first

REPLAYS = 3
BETTER = 1.1  # how much more a node must be like another group to move there
NodePairs = Sequence[tuple[int, int]]


@dataclass(slots=True)
class Groups:
    """Groups of nodes while they grow: sizes, sums of links inside, and sums of links between."""

    member: NDArray[np.int64]  # group of each node
    size: NDArray[np.float64]
    inside: NDArray[np.float64]  # sums of likenesses by words alone
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    between: NDArray[np.float64]
    words: NDArray[np.float64]  # the same between, by words alone


def join_nodes(links: Links, together: NodePairs = (), apart: NodePairs = ()) -> NDArray[np.int64]:
    """The group of each node, numbered in the order of their first nodes; pinned pairs of nodes contradict nowhere."""
    n = links.nodes
    groups = Groups(np.arange(n), np.ones(n), np.zeros(n), links.left, links.right, links.likeness, links.words)
    if together:
        groups = contract(groups, components(n, together))
    kept_apart = np.array(apart, dtype=np.int64).reshape(-1, 2)
    while True:
        left, right = nearest_pairs(groups, kept_apart)
        if not len(left):
            break
        goes_to = np.arange(len(groups.size))
        goes_to[right] = left
        groups = contract(groups, goes_to)
    pinned = np.zeros(n, dtype=bool)
    pinned[[k for pair in (*together, *apart) for k in pair]] = True
    return number_groups(replay(links, groups.member, pinned))


def components(n: int, pairs: NodePairs) -> NDArray[np.int64]:
    """The smallest node that pairs lead to from each node."""
    out = np.arange(n)
    for a, b in pairs:
        low, high = sorted((out[a], out[b]))
        out[out == high] = low
    return out


def nearest_pairs(groups: Groups, apart: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Groups that are each other's nearest among those that may join."""
    link = groups.between / (groups.size[groups.left] * groups.size[groups.right])
    own = own_likeness(groups.inside, groups.size)
    fit = margin(link, own[groups.left], own[groups.right]) >= 1
    if len(apart):
        fit &= ~are_apart(groups, apart)
    left, right, link = groups.left[fit], groups.right[fit], link[fit]
    order = np.lexsort((right, left, -np.round(link, 9)))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    best = np.full(len(groups.size), len(order), dtype=np.int64)
    np.minimum.at(best, left, rank)
    np.minimum.at(best, right, rank)
    mutual = (best[left] == rank) & (best[right] == rank)
    return left[mutual], right[mutual]


def are_apart(groups: Groups, apart: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether two groups hold nodes that a person keeps apart."""
    ends = np.sort(groups.member[apart], axis=1)
    count = len(groups.size)
    return np.isin(groups.left * count + groups.right, ends[:, 0] * count + ends[:, 1])


def contract(groups: Groups, goes_to: NDArray[np.int64]) -> Groups:
    """The groups after each has become a part of the one it goes to, which itself goes nowhere."""
    kept = np.unique(goes_to)
    number = np.searchsorted(kept, goes_to)
    count = len(kept)
    a, b = number[groups.left], number[groups.right]
    inside = add_up(number, groups.inside, count) + add_up(a[a == b], groups.words[a == b], count)
    keys = np.minimum(a, b)[a != b] * count + np.maximum(a, b)[a != b]
    key = distinct(keys)
    at = np.searchsorted(key, keys)
    return Groups(
        number[groups.member],
        add_up(number, groups.size, count),
        inside,
        key // count,
        key % count,
        add_up(at, groups.between[a != b], len(key)),
        add_up(at, groups.words[a != b], len(key)),
    )


def add_up(place: NDArray[np.int64], value: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """The sums of the values that have the same place."""
    return np.asarray(np.bincount(place, value, count), dtype=np.float64)


def replay(links: Links, member: NDArray[np.int64], pinned: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The groups after each node has moved to where it is clearly more at home, a few times over; pinned ones stay."""
    n = links.nodes
    both = (np.append(links.left, links.right), np.append(links.right, links.left))
    matrix = sparse.csr_matrix((np.append(links.likeness, links.likeness), both), shape=(n, n))
    for _ in range(REPLAYS):
        best, mean, own = best_groups(matrix, member)
        moves = (mean >= LEAST) & (mean > BETTER * own) & (best != member) & ~pinned
        if not moves.any():
            break
        member = np.where(moves, best, member)
    return member


def best_groups(matrix: Any, member: NDArray[np.int64]) -> tuple[Any, Any, Any]:
    """For each node the group with the highest mean link, that mean, and the mean link to its own group."""
    n = len(member)
    size = np.bincount(member, minlength=n).astype(np.float64)
    sums = (matrix @ sparse.csr_matrix((np.ones(n), (np.arange(n), member)), shape=(n, n))).tocsr()
    sums.sort_indices()
    row = np.repeat(np.arange(n), np.diff(sums.indptr))
    home = sums.indices == member[row]
    mean = sums.data / np.maximum(size[sums.indices] - home, 1)
    own = np.zeros(n)
    own[row[home]] = mean[home]
    best, top = member.copy(), own.copy()
    order = largest_first(row, mean)
    first = order[np.unique(row, return_index=True)[1]]
    better = mean[first] > own[row[first]]
    best[row[first][better]] = sums.indices[first][better]
    top[row[first][better]] = mean[first][better]
    return best, top, own


def number_groups(member: NDArray[np.int64]) -> NDArray[np.int64]:
    """Groups numbered in the order of their first nodes.

    >>> number_groups(np.array([7, 3, 7])).tolist()
    [0, 1, 0]
    """
    found, first, inverse = np.unique(member, return_index=True, return_inverse=True)
    rank = np.empty(len(found), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(found))
    return rank[inverse]
