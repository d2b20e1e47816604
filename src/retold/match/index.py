"""A store of sketches that grows: what match needs of texts that were read in earlier runs.

Takes sketches by id, gives all pairs, or those of one text. All pairs are those that `find_copies` finds in all texts
at once, byte for byte and in whatever order they were added; learning them costs some 45 microseconds a text. The pairs
of one text cost milliseconds and may differ a little (docs/decisions/0061). Texts are asked for only where a pair may
be a retelling that no earlier run has judged: what two texts say of each other never changes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass

import numpy as np

from retold.match.copies import judge_compared, write_pairs
from retold.match.known import learn
from retold.match.neighbours import Named, judge_placed, name_pairs
from retold.match.placing import add_text, place_text
from retold.match.rewrites import judge_texts
from retold.match.sketches import (
    Sketch,
    coarsen,
    join_sketches,
    read_sketches,
    split_sketches,
    stack_sketches,
    take_sketches,
    usual_rate,
)
from retold.records import CopyPair

LATER = 256  # texts told one by one, at most, before all are learnt anew;
ONE_IN = 16  # or one for so many that are known, if that is more

Read = Callable[[str], str]
Judged = MutableMapping[Named, float]


@dataclass(frozen=True, slots=True)
class Findings:
    """Pairs, sorted by ids; and the ids of those that share words without being copies (of at most LARGE texts)."""

    pairs: list[CopyPair]
    sharing: list[Named]


class Index:
    """Sketches of many texts.

    >>> from retold.match.sketches import sketch_text
    >>> texts = {"a": "The ferry Aurora sank off Port Ella on Monday with ninety people on board."}
    >>> texts["b"] = "Copper prices fell for a third week as stocks at Asian warehouses rose."
    >>> index = Index.from_bytes((name, sketch_text(text).to_bytes()) for name, text in texts.items())
    >>> texts["c"] = "The ferry Aurora sank off Port Ella on Monday with ninety people aboard, they say."
    >>> index.add("c", sketch_text(texts["c"]))
    >>> [(p.left, p.right, p.relation) for p in index.pairs_of("c", texts.__getitem__, {}).pairs]
    [('a', 'c', 'expanded')]
    """

    def __init__(self) -> None:
        self._known = learn([], stack_sketches([]))
        self._later: dict[str, Sketch] = {}  # told to what is known
        self._waiting: dict[str, Sketch] = {}  # not yet told

    @classmethod
    def from_bytes(cls, stored: Iterable[tuple[str, bytes]]) -> Index:
        """The index of texts whose sketches were stored: ids, each once, with what `Sketch.to_bytes` gave."""
        index, rows = cls(), sorted(stored)
        sketches = read_sketches([data for _, data in rows], usual_rate(len(rows)))
        index._known = learn([name for name, _ in rows], sketches)
        return index

    def __len__(self) -> int:
        return len(self._known.names) + len(self._later) + len(self._waiting)

    def __contains__(self, name: str) -> bool:
        return name in self._later or name in self._waiting or self._place(name) >= 0

    def add(self, name: str, sketch: Sketch) -> None:
        """Keep the sketch of a text; one of the same id is replaced, and then all are learnt anew."""
        if name in self:
            self.drop(name)
        self._waiting[name] = sketch

    def drop(self, name: str) -> None:
        """Forget a text."""
        if self._waiting.pop(name, None) is None:
            self._learn(without=name)

    def find_pairs(self, read: Read, judged: Judged) -> Findings:
        """All pairs, as `retold.match.find_pairs` finds them. `read` gives the text of an id.

        `judged` holds what earlier runs found of pairs of ids and gets what this one found: store it.
        """
        if self._later or self._waiting:
            self._learn()
        names = self._known.names

        def judge(pairs: list[tuple[int, int]]) -> list[float]:
            return judge_named([(min(names[i], names[j]), max(names[i], names[j])) for i, j in pairs], read, judged)

        found, weak = judge_compared(self._known.compared, judge)
        return Findings(write_pairs(found, names), [(names[i], names[j]) for i, j in weak])

    def pairs_of(self, name: str, read: Read, judged: Judged) -> Findings:
        """The pairs of one text that was added, in milliseconds; what it changes for others is not among them."""
        self._tell()
        known = self._known
        sketch = self._later[name] if name in self._later else self._sketch(self._place(name))
        number = known.number_of(sketch)
        if number < 0:
            return Findings([], [])
        placed = place_text(known, sketch, number)
        rows = judge_placed(known, number, placed, lambda pairs: judge_named(pairs, read, judged), judged)
        weak = np.setdiff1d(placed.rows.right[placed.weak], rows.right)
        sharing = sorted(known.named(number, c) for c in weak.tolist())
        return Findings(name_pairs(known, name, number, rows), sharing)

    def _place(self, name: str) -> int:
        """The place of a text among those learnt together, -1 where it is none of them."""
        at = bisect_left(self._known.names, name)
        return at if at < len(self._known.names) and self._known.names[at] == name else -1

    def _sketch(self, place: int) -> Sketch:
        return split_sketches(take_sketches(self._known.sketches, np.array([place])))[0]

    def _tell(self) -> None:
        """Tell what is known of the texts that wait: one by one when they are few, or all anew."""
        known, rate = len(self._known.names), usual_rate(len(self))
        many = len(self) - known > max(LATER, known // ONE_IN)
        if self._waiting and (many or rate != usual_rate(known)):
            self._learn()
        for name, sketch in self._waiting.items():
            self._later[name] = split_sketches(coarsen(stack_sketches([sketch]), rate))[0]
            add_text(self._known, name, self._later[name])
        self._waiting.clear()

    def _learn(self, without: str | None = None) -> None:
        """Learn all texts anew, but one that is to be forgotten."""
        known = self._known
        more = {**self._later, **self._waiting}
        names = [*known.names, *more]
        order = sorted((k for k, name in enumerate(names) if name != without), key=names.__getitem__)
        every = join_sketches([known.sketches, stack_sketches(list(more.values()))])
        sketches = take_sketches(every, np.array(order, np.int64))
        self._known = learn([names[k] for k in order], coarsen(sketches, usual_rate(len(order))))
        self._later, self._waiting = {}, {}


def judge_named(pairs: list[Named], read: Read, judged: Judged) -> list[float]:
    """The log odds of pairs of ids; texts of pairs never judged are read."""
    new = [pair for pair in pairs if pair not in judged]
    names = sorted({name for pair in new for name in pair})
    place = {name: k for k, name in enumerate(names)}
    odds = judge_texts(lambda k: read(names[k]), [(place[a], place[b]) for a, b in new])
    judged.update(zip(new, odds, strict=True))
    return [judged[pair] for pair in pairs]
