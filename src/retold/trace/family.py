"""A family of copies made ready for judgement: portraits, comparisons, and a row of signs for every possible edge.

Takes the distinct texts of a family and the copy pairs among them; gives a Family. Work is bounded: no member is
compared with more than NEAREST others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from retold.records import Alignment, CopyPair
from retold.trace.compare import Comparison, Crowd, Side, compare
from retold.trace.portrait import Portrait
from retold.trace.rules import ruled
from retold.trace.signs import PAIR_NAMES, ROOT_SIGNS, Kin, View, pair_row
from retold.trace.twins import middle_of

NEAREST = 8  # candidates a member: the trees of real wire copies and of simulated cascades score the same with 24
FEWEST, COMPARED = 4, 12_000  # in a family of thousands each has fewer candidates: some 3 ms a comparison of 400 words

Align = Callable[[str, str], Alignment]


@dataclass(frozen=True)
class Family:
    """Members in a fixed order; `views` and `rows` hold the possible edges by (parent, child)."""

    members: Sequence[Portrait]
    kin: Sequence[Kin]
    views: Mapping[tuple[int, int], View]
    rows: NDArray[np.float64]  # [edge, sign], in the order of `views`
    root_rows: NDArray[np.float64]  # [member, sign]
    align: Align

    @property
    def retold(self) -> NDArray[np.float64]:
        """For each edge, in the order of `views`, how far the words were changed."""
        return np.array([v.retold for v in self.views.values()])

    @cached_property
    def ruled(self) -> NDArray[np.float64]:
        """For each edge, in the order of `views`, what the rules add to its score."""
        return np.array([ruled(v) for v in self.views.values()])

    @cached_property
    def nearest(self) -> Mapping[int, int]:
        """For each member that was compared with any the one with which it has most words in common."""
        best: dict[int, tuple[int, int, int]] = {}
        for (p, c), v in self.views.items():
            best[c] = max(best.get(c, (-1, 0, 0)), (v.pair.same, -v.p.words, -p))
        return {c: -p for c, (_, _, p) in best.items()}

    @cached_property
    def compared(self) -> Sequence[Sequence[int]]:
        """For each member the others that it was compared with, ascending."""
        return list_compared(len(self.members), self.views)

    @property
    def root_retold(self) -> NDArray[np.float64]:
        """For each member, how far its words differ from the member nearest to it."""
        least = np.ones(len(self.members))
        for (_, c), v in self.views.items():
            least[c] = min(least[c], v.retold)
        return least


def read_family(members: Sequence[Portrait], pairs: Sequence[CopyPair], align: Align) -> Family:
    """The family of these members (sorted by key) with these pairs."""
    place = {m.key: i for i, m in enumerate(members)}
    crowd = Crowd(members)
    compared: dict[tuple[int, int], tuple[Comparison, CopyPair]] = {}
    for pair in nearest_pairs(pairs):
        i, j = sorted((place[pair.left], place[pair.right]))
        alignment = align(members[i].article.id, members[j].article.id)
        compared[i, j] = compare(members[i], members[j], alignment, crowd), pair
    kin = read_kin(members, {key: c for key, (c, _) in compared.items()})
    views: dict[tuple[int, int], View] = {}
    for (i, j), (c, pair) in sorted(compared.items()):
        views[i, j] = View(members[i], members[j], c.left, c.right, c, pair.relation, kin[i], kin[j], False)
        views[j, i] = View(members[j], members[i], c.right, c.left, c, pair.relation, kin[j], kin[i], True)
    rows = np.array([pair_row(v) for v in views.values()]).reshape(len(views), len(PAIR_NAMES))
    roots = root_rows(members, kin, views)
    return Family(members, kin, views, rows, roots, align)


def nearest_pairs(pairs: Sequence[CopyPair]) -> list[CopyPair]:
    """The pairs worth comparing: for every member those with the greatest shares."""
    kept: Counter[str] = Counter()
    out = []
    most = max(FEWEST, min(NEAREST, COMPARED // max(1, len({i for p in pairs for i in (p.left, p.right)}))))
    for pair in sorted(pairs, key=lambda p: (-p.left_share - p.right_share, p.left, p.right)):
        if min(kept[pair.left], kept[pair.right]) < most:
            kept.update((pair.left, pair.right))
            out.append(pair)
    return out


def read_kin(members: Sequence[Portrait], compared: Mapping[tuple[int, int], Comparison]) -> list[Kin]:
    """What the family knows of each member."""
    middle = middle_of([[m.hours] for m in members if m.hours is not None]) or 0.0
    names = Counter(n for m in members for n in m.credits.authors | m.credits.wires)
    titles = Counter(t for m in members for t in m.titles)
    outlets = frozenset(k for m in members for k in m.outlets)
    near = [0.0] * len(members)
    for (i, j), c in compared.items():
        for k, side in ((i, c.left), (j, c.right)):
            near[k] = max(near[k], 1 - (side.alone + side.confirmed) / max(1, side.words))
    return [
        Kin(
            m.hours,
            abs(m.hours - middle) if m.hours is not None else 0.0,
            any(names[n] > 1 for n in m.credits.authors | m.credits.wires),
            any(titles[t] > 1 for t in m.titles),
            outlets,
            near[i],
        )
        for i, m in enumerate(members)
    ]


def list_compared(members: int, views: Iterable[tuple[int, int]]) -> list[list[int]]:
    """For each member the others that it was compared with, ascending."""
    out: list[list[int]] = [[] for _ in range(members)]
    for p, c in sorted(views):
        out[c].append(p)
    return out


def root_rows(
    members: Sequence[Portrait], kin: Sequence[Kin], views: Mapping[tuple[int, int], View]
) -> NDArray[np.float64]:
    """The figures for ROOT_SIGNS; [member, sign]."""
    first = min((k.hours for k in kin if k.hours is not None and k.off_hours <= 72), default=None)
    longest = max((len(m.words) for m in members), default=0)
    sides = [[views[i, j].p for j in others] for i, others in enumerate(list_compared(len(members), views))]
    rows = zip(members, kin, sides, strict=True)
    same = {"longest": longest, "size": log(max(1, len(members)))}
    return np.array([root_row(m, own, mine, first, same) for m, own, mine in rows])


def root_row(
    m: Portrait, own: Kin, mine: Sequence[Side], first: float | None, family: Mapping[str, float]
) -> NDArray[np.float64]:
    """The figures for ROOT_SIGNS of one member."""
    figures = {
        "a top": 1.0,
        "credited": float(own.authors_elsewhere),
        "earliest": float(own.hours is not None and own.hours == first),
        "dated later": float(own.hours is not None and first is not None and own.hours > first and own.off_hours <= 72),
        "odd date": float(own.off_hours > 72),
        "without a near one": 1 - own.near,
        "alone in its words": min((s.alone / max(1, s.words) for s in mine), default=1.0),
        "cites an outlet": float(bool((m.credits.cited_keys - m.outlets) & own.outlets)),
        "longest": float(len(m.words) >= family["longest"]),
        "site lines": min((float(np.log1p(s.chrome)) for s in mine), default=0.0),
        "misspelt": min((float(np.log1p(s.misspelt + s.cut_words)) for s in mine), default=0.0),
        "size": family["size"],
    }
    return np.array([figures[name] for name in ROOT_SIGNS])
