"""Joins linked nodes into stories by mean link, then lets each node look for a better story.

Takes links, gives the story number of each node. Two groups join when they are nearly as like each other as their own
members are among themselves: so another quake in the same month stays apart, though its words are those of the first.
Nodes that are each other's nearest join at once, round by round (mean link allows it: F. Murtagh, 1983).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from retold.group.links import Links, largest_first

# Tuned with the constants of links.py, on the same data.
LEAST = 0.15  # mean link of two groups that may join; at .16 small folders lose reports, at .14 decoys join
RATIO = (
    0.72  # the same over the likeness inside them: without this rule twin events join and ECB+ falls from .96 to .92
)
EXPECTED = 0.35  # likeness of two pages of one story before any pair of it has been seen
EXPECTED_WEIGHT = 10.0  # pairs that this expectation counts for
REPLAYS = 3
BETTER = 1.1  # how much more a node must be like another group to move there


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


def join_nodes(links: Links) -> NDArray[np.int64]:
    """The group of each node, numbered in the order of their first nodes."""
    n = links.nodes
    groups = Groups(np.arange(n), np.ones(n), np.zeros(n), links.left, links.right, links.likeness, links.words)
    while True:
        left, right = nearest_pairs(groups)
        if not len(left):
            return number_groups(replay(links, groups.member))
        groups = merge(groups, left, right)


def nearest_pairs(groups: Groups) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Groups that are each other's nearest among those they may join."""
    link = groups.between / (groups.size[groups.left] * groups.size[groups.right])
    fit = may_join(groups, link)
    left, right, link = groups.left[fit], groups.right[fit], link[fit]
    order = np.lexsort((right, left, -np.round(link, 9)))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    best = np.full(len(groups.size), len(order), dtype=np.int64)
    np.minimum.at(best, left, rank)
    np.minimum.at(best, right, rank)
    mutual = (best[left] == rank) & (best[right] == rank)
    return left[mutual], right[mutual]


def may_join(groups: Groups, link: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether two groups are like enough, for any two pages and for what they themselves are like inside."""
    own = own_likeness(groups)
    return (link >= LEAST) & (link >= RATIO * np.sqrt(own[groups.left] * own[groups.right]))


def own_likeness(groups: Groups) -> NDArray[np.float64]:
    """The mean link inside each group, drawn towards what is expected while its pairs are few."""
    pairs = groups.size * (groups.size - 1) / 2
    return (groups.inside + EXPECTED * EXPECTED_WEIGHT) / (pairs + EXPECTED_WEIGHT)


def merge(groups: Groups, left: NDArray[np.int64], right: NDArray[np.int64]) -> Groups:
    """The groups after these pairs, no two of which share a group, have joined."""
    goes_to = np.arange(len(groups.size))
    goes_to[right] = left
    kept = np.unique(goes_to)
    number = np.searchsorted(kept, goes_to)
    count = len(kept)
    a, b = number[groups.left], number[groups.right]
    inside = add_up(number, groups.inside, count) + add_up(a[a == b], groups.words[a == b], count)
    key, at = np.unique(np.minimum(a, b)[a != b] * count + np.maximum(a, b)[a != b], return_inverse=True)
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


def replay(links: Links, member: NDArray[np.int64]) -> NDArray[np.int64]:
    """The groups after each node has moved to where it is clearly more at home, a few times over."""
    n = links.nodes
    both = (np.append(links.left, links.right), np.append(links.right, links.left))
    matrix = sparse.csr_matrix((np.append(links.likeness, links.likeness), both), shape=(n, n))
    for _ in range(REPLAYS):
        best, mean, own = best_groups(matrix, member)
        moves = (mean >= LEAST) & (mean > BETTER * own) & (best != member)
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
