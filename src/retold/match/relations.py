"""What an overlap makes of two pages: near copies, an excerpt, a part of each other, or nothing.

Takes overlaps, gives the relation of each pair as a number, -1 for none, and the two shares. Formulas are out already:
a share is the part of a page's telling grams that stand in the other page.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retold.match.overlap import Numbers, Overlaps
from retold.records import Relation

RELATIONS: tuple[Relation, ...] = ("near-verbatim", "excerpt", "partial")
NEAR, EXCERPT, PARTIAL = range(3)
NONE = -1
WHOLE_SHARE = 0.75  # of both sides: near-verbatim; of one: excerpt
PART_SHARE = 0.08  # weighted share of the smaller page that makes a part
PART_LEAST = 16  # grams (before sampling) that a part has at least
SMALL_SHARE = 0.5  # a page of few grams is a copy when this share stands in the other
SMALL_LEAST = 8


def judge_overlaps(overlaps: Overlaps, one_in: int) -> NDArray[np.int64]:
    """The number of the relation (in RELATIONS) of each pair."""
    left, right = shares(overlaps)
    high, low = np.maximum(left, right), np.minimum(left, right)
    part = overlaps.weight / np.maximum(np.minimum(overlaps.left_size, overlaps.right_size), 1)
    good = (overlaps.weight >= PART_LEAST / one_in) & (part >= PART_SHARE)
    good |= (overlaps.shared >= SMALL_LEAST / one_in) & (part >= SMALL_SHARE)
    kind = np.where(low >= WHOLE_SHARE, NEAR, np.where(high >= WHOLE_SHARE, EXCERPT, PARTIAL))
    return np.where(good, kind, NONE)


def shares(overlaps: Overlaps) -> tuple[Numbers, Numbers]:
    """The share of the left page that stands in the right one, and of the right in the left."""
    return (
        overlaps.shared / np.maximum(overlaps.left_size, 1),
        overlaps.shared / np.maximum(overlaps.right_size, 1),
    )
