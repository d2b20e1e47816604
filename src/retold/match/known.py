"""What is known of many texts: their families, the grams that are formulas, and who holds what.

Takes sketches by id, gives a Known, to which a few texts more can be told one by one: theirs are small arrays beside
the large ones. What a later text changes for others (a gram that becomes a formula, families that it joins) shows when
all are learnt anew. Texts of the same words are one class, and a class has one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from retold.match.classes import ALL_PAIRS, find_classes
from retold.match.copies import Compared, compare_postings, kept_words, pick
from retold.match.grams import Flags
from retold.match.overlap import crowd_members, join_pairs
from retold.match.postings import Ids, Keys, Numbers, Rows, find_holders, gram_keys, read_keys, values_at, word_keys
from retold.match.sketches import LARGE, Sketch, Sketches, split_sketches, take_sketches


@dataclass(frozen=True, slots=True)
class Held:
    """Sorted keys of texts that were learnt together and of those that came later."""

    learnt: Keys
    later: Keys

    def holders(self, values: Keys) -> tuple[Ids, Ids]:
        """Who holds these values: the place of the value, and the class."""
        found = [find_holders(keys, values) for keys in (self.learnt, self.later)]
        which, holder = (np.concatenate(column) for column in zip(*found, strict=True))
        return which, holder

    def count(self, values: Keys) -> Ids:
        """How many classes hold each value."""
        (a, b), (c, d) = (values_at(keys, values) for keys in (self.learnt, self.later))
        return b - a + d - c

    def grow(self, new: Keys) -> Held:
        """With the keys of a text that came later."""
        return Held(self.learnt, np.insert(self.later, np.searchsorted(self.later, new), new))


@dataclass(slots=True)
class Known:
    """The classes of many texts; arrays are one entry a class, those that came later behind those learnt together."""

    names: list[str]  # of the texts learnt together, sorted
    sketches: Sketches  # theirs
    compared: Compared
    gram_spread: Rows  # in how many of the families learnt together the gram of each learnt key stands; and a 0
    grams: Held  # without members of crowds
    words: Held
    near: Ids  # family of near copies
    family: Ids  # family by which the spread of a gram is counted
    group: Ids  # classes that copy each other
    total: Numbers  # as in Proposed
    bars: Numbers  # as in Proposed
    class_of: dict[tuple[int, int], int]  # by the words of a text and their mark
    partners: dict[int, list[int]]  # classes that may be retellings of each other
    later: list[Sketch] = field(default_factory=list)
    members: dict[int, list[str]] = field(default_factory=dict)  # texts that came later

    @property
    def learnt(self) -> int:
        """How many classes were learnt together."""
        return len(self.compared.classes.size)

    @property
    def large(self) -> bool:
        """Whether the texts learnt together are compared by samples."""
        return len(self.names) > LARGE

    def names_of(self, number: int) -> list[str]:
        """The texts of a class, the one first that speaks for it."""
        classes = self.compared.classes
        own: list[str] = []
        if number < self.learnt:
            start = int(classes.start[number])
            own = [self.names[k] for k in classes.member[start : start + int(classes.size[number])]]
        return own + self.members.get(number, [])

    def sketches_of(self, numbers: Ids) -> list[Sketch]:
        """The sketches of these classes."""
        first = self.compared.classes.first
        here = numbers < self.learnt
        learnt = iter(split_sketches(take_sketches(self.sketches, first[numbers[here]])))
        return [next(learnt) if k < self.learnt else self.later[k - self.learnt] for k in numbers.tolist()]

    def speakers(self, number: int) -> list[str]:
        """The texts of a class that are listed with others."""
        names = self.names_of(number)
        return names if len(names) <= ALL_PAIRS else names[:1]

    def named(self, one: int, other: int) -> tuple[str, str]:
        """Two classes by the texts that speak for them, in order."""
        first, second = sorted((self.names_of(one)[0], self.names_of(other)[0]))
        return first, second

    def number_of(self, sketch: Sketch) -> int:
        """The class of a text that is known, -1 where it has no words or is none of these."""
        return self.class_of.get((sketch.total, sketch.mark), -1)

    def families_of(self, number: int) -> tuple[int, int]:
        """The near and the wide family of a class."""
        return int(self.near[number]), int(self.family[number])

    def spread_of(self, values: Keys) -> Ids:
        """In how many of the families learnt together each gram stands; 0 where only the rest of a crowd holds it."""
        first, end = values_at(self.grams.learnt, values)
        return np.where(end > first, self.gram_spread[first], 0).astype(np.int64)


def learn(names: Sequence[str], sketches: Sketches) -> Known:
    """What is known of the texts of these sketches; `names` are sorted."""
    classes = find_classes(sketches)
    grams, words = gram_keys(sketches, classes.number), word_keys(sketches, classes.number)
    posted = read_keys(grams, classes.number, sketches.rate)
    compared = compare_postings(classes, posted, read_keys(words, classes.number, sketches.rate), len(sketches) > LARGE)
    alone: Flags = ~crowd_members(compared.families.near)[posted.page]
    copies = pick(compared.rows, kept_words(compared.rows))
    none = np.zeros(0, np.uint64)
    told = zip(sketches.total[classes.first].tolist(), sketches.mark[classes.first].tolist(), strict=True)
    return Known(
        names=list(names),
        sketches=sketches,
        compared=compared,
        gram_spread=np.append(compared.families.spread[posted.gram[alone]], 0).astype(np.int32),
        grams=Held(grams[alone], none),
        words=Held(words, none),
        near=compared.families.near,
        family=compared.families.wide,
        group=join_pairs(copies.left, copies.right, len(classes.size)),
        total=compared.proposed.total,
        bars=compared.proposed.bars,
        class_of={words: k for k, words in enumerate(told) if words[0]},
        partners=list_partners(compared.proposed.left, compared.proposed.right),
    )


def list_partners(left: Ids, right: Ids) -> dict[int, list[int]]:
    """The partners of each class that has any."""
    out: dict[int, list[int]] = {}
    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        out.setdefault(one, []).append(other)
        out.setdefault(other, []).append(one)
    return out
