"""What an overlap makes of two pages: near copies, an excerpt, a part of each other, or nothing.

Takes overlaps, gives the relation of each pair as a number, -1 for none, and the two shares. Formulas are out already:
a share is the part of a page's telling grams that stand in the other page. Words that both pages quote make no copy: a
statement that two reporters heard is no copying.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retold.match.overlap import Overlaps
from retold.match.postings import Numbers
from retold.records import Relation

RELATIONS: tuple[Relation, ...] = ("near-verbatim", "expanded", "excerpt", "partial")
NEAR, EXPANDED, EXCERPT, PARTIAL = range(4)
NONE = -1
WHOLE_SHARE = 0.75  # of both sides: near-verbatim; of one: it stands whole in the other
MOST_SHARE = 2 / 3  # of the other side: the same text with an addition, expanded; below it, an excerpt
PART_SHARE = 0.08  # weighted share of the smaller page that makes a part
PART_LEAST = 16  # grams (before sampling) that a part has at least
SMALL_SHARE = 0.5  # a page of few grams is a copy when this share stands in the other
SMALL_LEAST = 8
SAMPLED = 0.3  # standard errors by which a sampled part must exceed the two above; 20,000 generated pages, seed 7
QUOTED_SHARE = 0.35  # of both sides: above it a copy may consist of quotes
TOLD_LEAST = 12  # grams outside quotes that make a part copied


def judge_overlaps(overlaps: Overlaps) -> NDArray[np.int64]:
    """The number of the relation (in RELATIONS) of each pair."""
    left, right = shares(overlaps)
    high, low = np.maximum(left, right), np.minimum(left, right)
    smaller = np.maximum(np.minimum(overlaps.left_size, overlaps.right_size), 1)
    wanted = np.maximum(PART_LEAST / overlaps.one_in, PART_SHARE * smaller)
    good = overlaps.weight >= wanted + SAMPLED * np.sqrt(wanted * (1 - 1 / overlaps.one_in))
    good |= (overlaps.shared * overlaps.one_in >= SMALL_LEAST) & (overlaps.weight >= SMALL_SHARE * smaller)
    good &= (high > QUOTED_SHARE) | (overlaps.told * overlaps.one_in >= TOLD_LEAST)
    whole = high >= WHOLE_SHARE
    rows = [~good, low >= WHOLE_SHARE, whole & (low >= MOST_SHARE), whole]
    return np.select(rows, [NONE, NEAR, EXPANDED, EXCERPT], PARTIAL)


def shares(overlaps: Overlaps) -> tuple[Numbers, Numbers]:
    """The share of the left page that stands in the right one, and of the right in the left."""
    sizes = overlaps.left_size, overlaps.right_size
    left, right = (np.minimum(overlaps.shared / np.maximum(size, 1), 1.0) for size in sizes)
    return left, right
