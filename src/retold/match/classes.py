"""Texts of the same words in the same order: each such class is compared once, and its findings said of its members.

Takes sketches, gives classes; takes rows about classes, gives rows about texts. A large class speaks through its first
member: ten thousand equal pages make ten thousand rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retold.match.grams import changes, ranks
from retold.match.postings import Ids
from retold.match.sketches import Sketches

ALL_PAIRS = 40  # members of which every two are listed


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes numbered in the order of their words, so that neither ids nor the order of input decide anything."""

    member: Ids  # all texts, class by class, ascending
    start: Ids  # where each class begins in `member`
    size: Ids
    number: Ids  # of each text the class, where it is the first of it; -1 for the others

    @property
    def first(self) -> Ids:
        """The first text of each class."""
        return self.member[self.start]

    @property
    def speakers(self) -> Ids:
        """How many of its members a class is listed with."""
        return np.where(self.size <= ALL_PAIRS, self.size, 1)


def find_classes(sketches: Sketches) -> Classes:
    """The classes; texts without words stand alone."""
    member = np.lexsort((sketches.mark, sketches.total))
    begins = changes(sketches.mark[member]) | changes(sketches.total[member]) | (sketches.total[member] == 0)
    start = np.flatnonzero(begins)
    number = np.full(len(member), -1)
    number[member[start]] = np.arange(len(start))
    return Classes(member, start, np.diff(np.append(start, len(member))), number)


def spread_rows(classes: Classes, left: Ids, right: Ids) -> tuple[Ids, Ids, Ids]:
    """Pairs of classes as pairs of texts: for each the row it comes from, the text of the left and of the right."""
    wide = classes.speakers[right]
    times = classes.speakers[left] * wide
    row = np.repeat(np.arange(len(left)), times)
    step = ranks(row)
    one = classes.member[classes.start[left[row]] + step // wide[row]]
    other = classes.member[classes.start[right[row]] + step % wide[row]]
    return row, one, other


def equal_pairs(classes: Classes) -> tuple[Ids, Ids]:
    """Pairs of equal texts: every two of a small class, each with the first of a large one."""
    row = np.repeat(np.arange(len(classes.size)), classes.size)
    rank = ranks(row)
    small = classes.size[row] <= ALL_PAIRS
    ahead = np.where(small | (rank == 0), classes.size[row] - 1 - rank, 0)
    at = np.repeat(np.arange(len(row)), ahead)
    return classes.member[at], classes.member[at + 1 + ranks(at)]
