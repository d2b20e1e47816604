"""What an overlap makes of two pages: the same article, an excerpt, a part, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from retold.match.overlap import Overlap
from retold.records import Article, CopyPair, Relation

NEAR = 0.75
WHOLE = 0.75
PART = 0.15


def judge_overlap(overlap: Overlap, pages: Sequence[Article]) -> CopyPair | None:
    """The copy pair of this overlap, or None."""
    high, low = max(overlap.left_share, overlap.right_share), min(overlap.left_share, overlap.right_share)
    relation: Relation | None = (
        "identical"
        if low > 0.98
        else "near-verbatim"
        if low >= NEAR
        else "excerpt"
        if high >= WHOLE
        else "partial"
        if high >= PART
        else None
    )
    if relation is None:
        return None
    left, right = pages[overlap.left].id, pages[overlap.right].id
    return CopyPair(left, right, relation, overlap.left_share, overlap.right_share)
