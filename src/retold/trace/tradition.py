"""The tree of texts that have nothing but words, as manuscripts: shared errors give its shape, slips its top.

Takes Variants; gives a Tree over the texts and the lost texts that they ask for. The shape is the shortest tree; where
neighbours of one text share readings against it, a lost one stands between. The top is where the slips, weighed over
all edges, run away from it. It knows neither dates nor outlets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.trace.slips import Hand, Slips
from retold.trace.variants import Row, Variants, count_differences

# Two kinds of grown traditions, 70 trees: skeleton 86 and 90 with these, 87 and 89 without any lost text, 82 and 88
# with neighbour joining.
SHARED, SHARE = 5, 0.3  # readings against a text in common: so many, and this part of what the nearer differs in
MIXED = 3.0  # by which log odds of a top are divided: slips of one text are not independent

Neighbours = dict[int, set[int]]


@dataclass(frozen=True)
class Tree:
    """Parents by number (None for the top); numbers from `texts` on are lost."""

    texts: int
    parents: Mapping[int, int | None]
    sure: Mapping[int, float]  # how likely the edge above a text points down
    rows: Mapping[int, Row]
    slips: Mapping[int, Slips]  # of each text against its parent
    rivals: Mapping[int, tuple[int, int | None]]  # places where a text differs from its parent, and from the next best


def grow_tree(variants: Variants, near: Neighbours) -> Tree:
    """The tree of these texts (two or more) that grows from their shortest one."""
    near = {k: set(others) for k, others in near.items()}
    rows: dict[int, Row] = dict(enumerate(variants.rows))
    add_lost(near, rows)
    hand = Hand(variants)
    slips = {(a, b): hand.find_slips(rows[a], rows[b]) for a in sorted(near) for b in sorted(near[a])}
    tops = weigh_tops(near, {edge: s.worth for edge, s in slips.items()})
    top = max(sorted(tops), key=lambda k: tops[k])
    parents = hang_below(near, top)
    sure = {c: chance_below(near, tops, p, c) for c, p in parents.items() if p is not None}
    return Tree(
        len(variants.rows),
        parents,
        sure,
        rows,
        {c: slips[p, c] for c, p in parents.items() if p is not None},
        {c: rival_of(rows, parents, c) for c, p in parents.items() if p is not None},
    )


def shortest_tree(apart: NDArray[np.int64]) -> Neighbours:
    """The tree of the least sum of differences (Prim 1957); ties go to the lower numbers."""
    n = len(apart)
    near: Neighbours = {k: set() for k in range(n)}
    center = int(apart.sum(axis=1).argmin())
    best, link = apart[center].copy(), np.full(n, center)
    waiting = set(range(n)) - {center}
    while waiting:
        k = min(waiting, key=lambda i: (best[i], i))
        waiting.remove(k)
        near[k].add(int(link[k]))
        near[int(link[k])].add(k)
        closer = apart[k] < best
        best, link = np.where(closer, apart[k], best), np.where(closer, k, link)
    return near


def add_lost(near: Neighbours, rows: dict[int, Row]) -> None:
    """Put a lost text between a text and two neighbours that share readings against it, as long as there are such."""
    texts = sorted(near)
    waiting = list(texts)
    for text in waiting:
        while found := strongest_pair(text, near, rows):
            lost = max(rows) + 1
            a, b = found
            rows[lost] = np.where(rows[a] == rows[b], rows[a], rows[text])
            for k in (a, b):
                near[text].remove(k)
                near[k].remove(text)
                near[k].add(lost)
            near[lost] = {a, b, text}
            near[text].add(lost)
            waiting.append(lost)
    draw_together(near, rows, waiting[len(texts) :])


def draw_together(near: Neighbours, rows: dict[int, Row], lost: Sequence[int]) -> None:
    """Make two lost texts one where hardly a reading tells them apart."""
    for gone in reversed(lost):
        alike = [k for k in sorted(near[gone]) if k in lost and int((rows[k] != rows[gone]).sum()) < SHARED]
        if alike:
            kept = alike[0]
            for k in near.pop(gone):
                near[k].remove(gone)
                if k != kept:
                    near[k].add(kept)
                    near[kept].add(k)
            del rows[gone]


def strongest_pair(text: int, near: Neighbours, rows: Mapping[int, Row]) -> tuple[int, int] | None:
    """The two neighbours that share most readings against a text, if these are many."""
    around = sorted(near[text])
    differ = {k: rows[k] != rows[text] for k in around}
    best, found = 0, None
    for i, a in enumerate(around):
        for b in around[i + 1 :]:
            shared = int((differ[a] & (rows[a] == rows[b])).sum())
            if shared > best:
                best, found = shared, (a, b)
    if found is None or best < SHARED or best < SHARE * min(int(differ[k].sum()) for k in found):
        return None
    return found


def weigh_tops(near: Neighbours, worth: Mapping[tuple[int, int], float]) -> dict[int, float]:
    """For each text the probability that it is the top."""
    order, above = walk(near, min(near))
    odds = {order[0]: 0.0}
    for k in order[1:]:
        odds[k] = odds[above[k]] - 2 * worth[above[k], k] / MIXED
    total = np.logaddexp.reduce(list(odds.values()))
    return {k: float(np.exp(v - total)) for k, v in odds.items()}


def walk(near: Neighbours, start: int) -> tuple[list[int], dict[int, int]]:
    """All texts from a start outwards, and the one before each."""
    order, above = [start], dict[int, int]()
    for k in order:
        for other in sorted(near[k]):
            if other != above.get(k):
                above[other] = k
                order.append(other)
    return order, above


def hang_below(near: Neighbours, top: int) -> dict[int, int | None]:
    """The parent of every text, seen from the top."""
    order, above = walk(near, top)
    return {k: above.get(k) for k in order}


def chance_below(near: Neighbours, tops: Mapping[int, float], parent: int, child: int) -> float:
    """The probability that the top stands on the parent's side of an edge."""
    beyond = {child}
    waiting = [child]
    for k in waiting:
        more = near[k] - beyond - ({parent} if k == child else set())
        beyond |= more
        waiting += sorted(more)
    return 1 - sum(tops[k] for k in beyond)


def rival_of(rows: Mapping[int, Row], parents: Mapping[int, int | None], child: int) -> tuple[int, int | None]:
    """In how many places a text differs from its parent, and from the nearest other text that does not stand below it.

    The second is None where every other text stands below.
    """
    parent = parents[child]
    assert parent is not None
    below = {child}
    for k in parents:  # parents before their children
        if parents[k] in below:
            below.add(k)
    others = [count_differences(rows[k], rows[child]) for k in rows if k not in below and k != parent]
    mine = count_differences(rows[parent], rows[child])
    return mine, min(others, default=None)
