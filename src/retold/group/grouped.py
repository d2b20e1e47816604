"""What a grouping is while it is made: leaves, nodes, groups, and what the decisions rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold.group.counts import Counts
from retold.group.leaves import Leaf
from retold.group.links import Links
from retold.records import Span


@dataclass(frozen=True, slots=True)
class PartFound:
    """A part of the page of a node, a node of the group that it tells of, and the chance that it does."""

    node: int
    part: Span
    tells_of: int
    score: float


@dataclass(frozen=True, slots=True)
class Grouped:
    """Leaves in the order of their ids with the group of each, and what the decision rests on."""

    leaves: tuple[Leaf, ...]
    node: NDArray[np.int64]  # of each leaf
    group: NDArray[np.int64]  # of each node
    rows: Any  # of each node
    days: NDArray[np.float64]  # of each node
    novelty: NDArray[np.float64]  # of each leaf
    counts: Counts
    links: Links
    parts: tuple[PartFound, ...] = ()  # of round-ups

    def members(self) -> list[list[Leaf]]:
        """The leaves of each group."""
        out: list[list[Leaf]] = [[] for _ in range(int(self.group.max()) + 1)]
        for leaf, at in zip(self.leaves, self.node, strict=True):
            out[int(self.group[at])].append(leaf)
        return out

    def first_leaves(self) -> dict[int, Leaf]:
        """The first leaf of each node."""
        return dict(zip(self.node[::-1].tolist(), self.leaves[::-1], strict=True))
