"""What one text has to do with many that are known: its copies, its family, and whom it may retell.

Takes what is known and one sketch, gives a Placed; nothing known is changed. The grams of the text are weighed by the
families now known to hold them, those of the others by what was last learnt of all. Work is bounded by CANDIDATES.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retold.match.copies import LEAST_SHARED, Found, kept_words
from retold.match.grams import Flags, changes
from retold.match.known import Known
from retold.match.overlap import (
    CROWD,
    MOST_SPREAD,
    NEAR_FAMILY,
    WIDE_FAMILY,
    WIDE_LEAST,
    WIDE_SPREAD,
    gram_weights,
    measure_overlaps,
    meet_first,
    rate_of,
)
from retold.match.postings import (
    Ids,
    Keys,
    Numbers,
    Pairs,
    Postings,
    count_sizes,
    gram_keys,
    read_keys,
    upper_bits,
    word_keys,
)
from retold.match.relations import NONE, judge_overlaps, shares
from retold.match.rewrites import CLOSE_LOOK, NEAREST, QUICK_LOOK, count_steps, measure_cover
from retold.match.sketches import Sketch, stack_sketches

CANDIDATES = 300  # classes that share most grams with a text; no more are compared


@dataclass(frozen=True, slots=True)
class Placed:
    """A text among the known classes."""

    rows: Found  # the text on the left (its number, or -1), on the right every class that shares words with it
    weak: Flags  # which of them share words without being copies
    near: int  # the family of near copies, -1 for a new one; so the next two
    family: int
    group: int
    total: float  # information of its words
    proposed: Ids  # the classes it may retell, or be retold by


@dataclass(frozen=True, slots=True)
class Met:
    """Who holds the telling grams of a text, a row a gram (by its place) and class; and how wide each gram spreads."""

    grams: Keys
    which: Ids
    holder: Ids
    spread: Ids  # families that hold the gram, without that of the text


@dataclass(frozen=True, slots=True)
class Beside:
    """A text (page 0) and its candidates (the pages behind it) as postings, with the spread of each gram."""

    postings: Postings
    spread: Ids
    other: Ids

    def meet(self, most: int, weights: Numbers) -> Pairs:
        """The text with each candidate, by the grams of no wider spread."""
        use = (self.spread <= most)[self.postings.gram] & (self.postings.page > 0)
        each = np.append(weights, 0.0)[np.minimum(self.spread, len(weights))]
        return meet_first(self.postings, use, each, np.zeros(self.postings.pages, np.int64))


def place_text(known: Known, sketch: Sketch, number: int = -1) -> Placed:
    """What a text has to do with all other classes; `number` is its own, if it has one."""
    met = meet_classes(known, np.unique(upper_bits(sketch.grams)), number)
    near, family = known.families_of(number) if number >= 0 else find_family(known, sketch, met)
    spread = met.spread + ~held_by(known, met, family)
    other = choose_others(known, met, near, number)
    beside = read_beside(known, sketch, other, Met(met.grams, met.which, met.holder, spread))
    pairs = beside.meet(MOST_SPREAD, gram_weights(np.arange(MOST_SPREAD + 1)))
    overlaps = measure_overlaps(beside.postings, beside.spread, pairs)
    relation, other = judge_overlaps(overlaps), other[pairs.right - 1]
    rows = Found(np.full(len(other), number), other, relation, *shares(overlaps), np.full(len(other), np.nan))
    weak = (relation == NONE) & (overlaps.shared * overlaps.one_in >= LEAST_SHARED) & (not known.large)
    kept = kept_words(rows)
    group = int(known.group[other[(rows.left_share * kept).argmax()]]) if kept.any() else -1
    return Placed(rows, weak, near, family, group, *propose_to(known, sketch, number))


# ---- grams ---------------------------------------------------------------------------------------------------------


def meet_classes(known: Known, grams: Keys, number: int) -> Met:
    """Who holds these grams, formulas left out."""
    spread = known.spread_of(grams)
    telling = np.flatnonzero(spread <= WIDE_SPREAD)
    which, holder = known.grams.holders(grams[telling])
    which, holder = telling[which[holder != number]], holder[holder != number]
    pairs = np.unique(which << 32 | known.family[holder])
    count = np.bincount(pairs >> 32, minlength=len(grams))
    spread = np.where(spread <= WIDE_SPREAD, count, spread)
    few = spread[which] <= WIDE_SPREAD
    return Met(grams, which[few], holder[few], spread)


def held_by(known: Known, met: Met, family: int) -> Flags:
    """Which grams another text of this family holds."""
    out = np.zeros(len(met.grams), np.bool_)
    out[met.which[known.family[met.holder] == family]] = True
    return out


def choose_others(known: Known, met: Met, near: int, number: int) -> Ids:
    """The classes that share most grams with a text; one more member of a crowd meets the first of it only."""
    before = known.near[:number] if number >= 0 else known.near
    if near >= 0 and np.count_nonzero(before == near) >= CROWD:
        return np.array([near])
    other, count = np.unique(met.holder, return_counts=True)
    return np.sort(other[np.argsort(-count, kind="stable")[:CANDIDATES]])


def read_beside(known: Known, sketch: Sketch, other: Ids, met: Met) -> Beside:
    """A text and its candidates, ready to be compared."""
    sketches = stack_sketches([sketch, *known.sketches_of(other)])
    number = np.arange(len(sketches))
    keys = gram_keys(sketches, number)
    postings = read_keys(keys, number, sketches.rate)
    grams = upper_bits(keys[changes(postings.gram)])
    spread = known.spread_of(grams)
    spread[np.searchsorted(grams, met.grams)] = met.spread
    return Beside(postings, spread, other)


def find_family(known: Known, sketch: Sketch, met: Met) -> tuple[int, int]:
    """The family of near copies that a new text belongs to, and the wide one."""
    beside = read_beside(known, sketch, choose_others(known, met, -1, -1), met)
    pairs = beside.meet(WIDE_SPREAD, np.ones(WIDE_SPREAD + 1))
    use = (beside.spread <= WIDE_SPREAD)[beside.postings.gram]
    own, its = count_sizes(beside.postings, use, pairs.left, pairs.right)
    other = beside.other[pairs.right - 1]
    near = pairs.shared >= NEAR_FAMILY * (own + its - pairs.shared)
    smaller, one_in = np.minimum(own, its), rate_of(beside.postings, pairs.left, pairs.right)
    wide = near | (pairs.shared >= np.maximum(WIDE_LEAST / one_in, WIDE_FAMILY * smaller))
    best = np.where(wide, near + pairs.shared / np.maximum(smaller, 1), 0.0)
    family = int(known.family[other[best.argmax()]]) if wide.any() else -1
    return int(known.near[other[near]].min(initial=1 << 60)) if near.any() else -1, family


# ---- words ---------------------------------------------------------------------------------------------------------


def propose_to(known: Known, sketch: Sketch, number: int) -> tuple[float, Ids]:
    """The information of the words of a text, and the classes that share enough rare ones."""
    gate = QUICK_LOOK if known.large else CLOSE_LOOK
    new = int(number < 0)
    values = np.unique(sketch.words).astype(np.uint64) << np.uint64(32)
    held = known.words.count(values) + new
    steps = count_steps(held, len(known.near) + new).astype(np.float64)
    use = np.flatnonzero((held >= 2) & (held <= gate.most_pages))
    which, holder = known.words.holders(values[use])
    which, holder = use[which[holder != number]], holder[holder != number]
    other, place, count = np.unique(holder, return_inverse=True, return_counts=True)
    weight = np.bincount(place, weights=steps[which], minlength=len(other)).astype(np.float64)
    total = float(steps.sum())
    measures = measure_cover(weight, np.full(len(other), total), known.total[other])
    wide = (count >= 2) & (measures[0] >= gate.least_cover)
    good = np.zeros(len(other), np.bool_)
    for value, bar in zip(measures, known.bars, strict=True):
        own = np.flatnonzero(wide)
        good[own[np.lexsort((own, -value[own]))[:NEAREST]]] = True
        good |= wide & (value > bar[other])
    return total, other[good]


# ---- what is known grows -------------------------------------------------------------------------------------------


def add_text(known: Known, name: str, sketch: Sketch) -> None:
    """Tell what is known of one text more; a text without words is nobody's copy."""
    number = known.number_of(sketch)
    if number < 0 and sketch.total:
        number = add_class(known, sketch, place_text(known, sketch))
    known.members.setdefault(number, []).append(name)


def add_class(known: Known, sketch: Sketch, placed: Placed) -> int:
    """Tell what is known of new words; their number."""
    number = len(known.near)
    alone = stack_sketches([sketch])
    if np.count_nonzero(known.near == placed.near) < CROWD:
        known.grams = known.grams.grow(gram_keys(alone, np.array([number])))
    known.words = known.words.grow(word_keys(alone, np.array([number])))
    for column, value in (("near", placed.near), ("family", placed.family), ("group", placed.group)):
        setattr(known, column, np.append(getattr(known, column), value if value >= 0 else number))
    known.total = np.append(known.total, placed.total)
    known.bars = np.append(known.bars, np.zeros((2, 1)), axis=1)
    for other in placed.proposed.tolist():
        known.partners.setdefault(number, []).append(other)
        known.partners.setdefault(other, []).append(number)
    known.class_of[sketch.total, sketch.mark] = number
    known.later.append(sketch)
    return number
