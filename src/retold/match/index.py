"""A store of sketches that grows: what match needs of texts that were read in earlier runs.

Takes sketches by id, gives the texts that a new one may be a copy or a retelling of, and all pairs. The pairs are those
that `find_copies` finds in all texts at once, byte for byte and in whatever order they were added: families, and so
formulas and rivals, are worked out anew from the sketches, which costs some 30 microseconds a text. Texts are asked for
only where a pair may be a retelling that no earlier run has judged; what two texts say of each other never changes.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass

import numpy as np

from retold.match.copies import compare_sketches, write_pairs
from retold.match.postings import Ids, Keys, find_holders, gram_keys, word_keys
from retold.match.rewrites import judge_texts
from retold.match.sketches import Sketch, Sketches, coarsen, stack_sketches, usual_rate
from retold.records import CopyPair

LEAST_GRAMS = 2  # kept grams that a candidate has in common with a text
LEAST_WORDS = 4  # rare words that it has
MOST_HOLDERS = 100  # texts; what more of them hold proposes nobody

Judged = MutableMapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Table:
    """All sketches at one time, by id, and who holds what."""

    names: list[str]
    sketches: Sketches
    grams: Keys
    words: Keys


class Index:
    """Sketches of many texts.

    >>> from retold.match.sketches import sketch_text
    >>> index = Index()
    >>> index.add("a", sketch_text("The ferry Aurora sank off Port Ella on Monday with ninety people on board."))
    >>> index.add("b", sketch_text("Copper prices fell for a third week as stocks at Asian warehouses rose."))
    >>> index.candidates(sketch_text("Officials say the ferry Aurora sank off Port Ella on Monday."))
    ['a']
    """

    def __init__(self) -> None:
        self._kept: dict[str, Sketch] = {}
        self._table: Table | None = None

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, name: str, sketch: Sketch) -> None:
        """Keep the sketch of a text; one of the same id is replaced."""
        self._kept[name] = sketch
        self._table = None

    def candidates(self, sketch: Sketch) -> list[str]:
        """The ids of texts that share words in a row, or many rare words, with this one."""
        table = self._look()
        size = len(table.names)
        grams = np.bincount(find_holders(table.grams, sketch.grams, MOST_HOLDERS), minlength=size)
        values = np.unique(sketch.words).astype(np.uint64) << np.uint64(32)
        words = np.bincount(find_holders(table.words, values, MOST_HOLDERS), minlength=size)
        near = (grams >= LEAST_GRAMS) | (words >= LEAST_WORDS)
        near |= (table.sketches.mark == np.uint64(sketch.mark)) & (table.sketches.total > 0)
        return [table.names[k] for k in np.flatnonzero(near)]

    def find_pairs(self, read: Callable[[str], str], judged: Judged) -> list[CopyPair]:
        """All pairs, as `retold.match.find_pairs` finds them. `read` gives the text of an id.

        `judged` holds what earlier runs found of pairs of ids and gets what this one found: store it.
        """
        table = self._look()
        names = table.names

        def judge(pairs: list[tuple[int, int]]) -> list[float]:
            named = [(min(names[i], names[j]), max(names[i], names[j])) for i, j in pairs]
            new = [k for k, pair in enumerate(named) if pair not in judged]
            odds = judge_texts(lambda k: read(names[k]), [pairs[k] for k in new])
            judged.update((named[k], value) for k, value in zip(new, odds, strict=True))
            return [judged[pair] for pair in named]

        return write_pairs(compare_sketches(table.sketches, judge)[0], names)

    def _look(self) -> Table:
        """The table of all sketches, made anew when one was added."""
        if self._table is None:
            names = sorted(self._kept)
            sketches = coarsen(stack_sketches([self._kept[name] for name in names]), usual_rate(len(names)))
            number: Ids = np.arange(len(names))
            self._table = Table(names, sketches, gram_keys(sketches, number), word_keys(sketches, number))
        return self._table
