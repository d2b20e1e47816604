"""Set work on what is kept of articles: pairs of copies, families, stories. No text comes here.

Where one asks for texts (is this pair a rewrite, what do two versions share) the question goes back to who has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from retold.group.counts import Tally
from retold.group.grouped import Grouped
from retold.group.leaves import Leaf
from retold.group.nodes import find_tops
from retold.group.parts import PagePart
from retold.group.stories import group_leaves, tell_stories
from retold.group.storylines import link_stories
from retold.group.whole import attach_parts
from retold.group.words import CHANNELS, Profile
from retold.match.copies import compare_sketches, judge_compared, write_pairs
from retold.match.sketches import Sketches
from retold.records import CopyPair, Grouping, Pins, Stemma
from retold.trace.families import cut_families, find_linked
from retold.trace.versions import Share, Told

Named = Sequence[tuple[str, str]]
JudgePairs = Callable[[Named], Sequence[float]]
SHOWN = ("names", "places")  # channels of a leaf that are looked at after its words are counted


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


def group_pages(
    leaves: Iterable[tuple[Leaf, Sequence[PagePart]]], stemmas: Sequence[Stemma], pins: Pins | None = None
) -> Grouping:
    """The stories with what ties them to one another, as `retold.group.group_pages` tells them; cards are left out."""
    tally = Tally()
    known: list[Leaf] = []
    parts: dict[str, Sequence[PagePart]] = {}
    for leaf, found in leaves:
        tally.add(leaf.profile)
        known.append(lighten(leaf))
        if found:
            parts[leaf.id] = found
    if not known:
        return Grouping(())
    order = np.argsort(np.array([a.id for a in known]), kind="stable").tolist()
    in_order, counts = [known[k] for k in order], tally.counts(order)
    grouped = group_leaves(in_order, counts, find_tops(stemmas), pins or Pins(), parts_of=lambda a: parts.get(a.id, ()))
    return tell_grouping(grouped, stemmas)


def tell_grouping(grouped: Grouped, stemmas: Sequence[Stemma]) -> Grouping:
    """The groups as stories."""
    stories = tell_stories(grouped.members(), stemmas)
    return Grouping(tuple(stories), tuple(attach_parts(grouped, stories)), tuple(link_stories(grouped, stories)))


def lighten(leaf: Leaf) -> Leaf:
    """A leaf whose words are counted elsewhere."""
    channels = tuple(leaf.profile.of(name) if name in SHOWN else {} for name in CHANNELS)
    return Leaf(leaf.id, leaf.date, leaf.title, leaf.opening, leaf.digest, Profile(channels, leaf.profile.language))
