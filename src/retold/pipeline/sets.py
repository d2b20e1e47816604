"""Set work on what is kept of articles: pairs of copies and families. No text comes here.

Where one asks for texts (is this pair a rewrite, what do two versions share) the question goes back to who has them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retold.match.copies import compare_sketches, judge_compared, write_pairs
from retold.match.sketches import Sketches
from retold.records import CopyPair
from retold.trace.families import cut_families, find_linked
from retold.trace.versions import Share, Told

Named = Sequence[tuple[str, str]]
JudgePairs = Callable[[Named], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Cut:
    """The ids of the pages of a family, and the pairs among them."""

    articles: tuple[str, ...]
    pairs: tuple[CopyPair, ...] = ()


def find_pairs(names: Sequence[str], sketches: Sketches, judge: JudgePairs) -> tuple[list[CopyPair], Named]:
    """The pairs of pages, sorted by id, and the ids of those that share words without being copies."""
    found, weak = judge_compared(
        compare_sketches(sketches), lambda asked: list(judge([(names[i], names[j]) for i, j in asked]))
    )
    return write_pairs(found, names), [(names[i], names[j]) for i, j in weak]


def find_families(told: Sequence[Told], pairs: Sequence[CopyPair], share: Share) -> list[Cut]:
    """Every page in exactly one family, as `retold.trace.find_families` cuts them."""
    linked = find_linked(((a.id, a.address, a.opening) for a in told), pairs)
    in_order = sorted((a for a in told if a.id in linked), key=lambda a: (a.key, a.id))
    families = [Cut(tuple(ids), tuple(among)) for ids, among in cut_families(in_order, pairs, share)]
    return [*families, *(Cut((i,)) for i in sorted({a.id for a in told} - linked))]
