"""Pairs of articles of which one stands, wholly or in part, in the other.

Takes all articles at once, gives pairs with their relation, and passages that two articles share without being copies.
The order of input makes no difference. Ten thousand equal pages give ten thousand pairs, not fifty million.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from retold.match.grams import Grams, hash_grams
from retold.match.overlap import find_overlaps
from retold.match.relations import RELATIONS, judge_overlaps, shares
from retold.match.rewrites import find_rewrites
from retold.records import Article, CopyPair, SharedPassage

ALL_PAIRS = 40  # equal pages of which every two are listed; of a larger class each is listed with the first only
FULL_READING = 20_000_000  # characters; of a larger set one gram in SAMPLE is kept
SAMPLE = 4


def find_copies(articles: Sequence[Article]) -> tuple[list[CopyPair], list[SharedPassage]]:
    """Pairs sorted by their ids, and the shared passages of pairs that are no copies.

    >>> text = "The ferry Aurora sank off Port Ella on Monday with ninety people on board."
    >>> pairs, _ = find_copies([Article("a", text), Article("b", text.upper()), Article("c", "Nothing of the kind.")])
    >>> [(p.left, p.right, p.relation) for p in pairs]
    [('a', 'b', 'identical')]
    """
    pages = sorted(articles, key=lambda a: a.id)
    one_in = SAMPLE if sum(len(a.text) for a in pages) > FULL_READING else 1
    grams = hash_grams([a.text for a in pages], one_in=one_in)
    classes = equal_classes(grams)
    firsts = np.zeros(len(pages), bool)
    firsts[[c[0] for c in classes]] = True
    pairs = overlap_pairs(pages, grams, firsts, one_in)
    known = {(p.left, p.right) for p in pairs}
    if one_in == 1:
        pairs += find_rewrites([pages[c[0]] for c in classes], known)
    return sorted(spread_pairs(pairs, classes, pages), key=lambda p: (p.left, p.right)), []


def overlap_pairs(pages: Sequence[Article], grams: Grams, firsts: np.ndarray, one_in: int) -> list[CopyPair]:
    """The copies among the first members of all classes of equal pages."""
    overlaps = find_overlaps(grams, firsts, one_in)
    kind = judge_overlaps(overlaps, one_in)
    found = np.flatnonzero(kind)
    lefts, rights = (np.minimum(s[found], 1.0).tolist() for s in shares(overlaps))
    ids = [p.id for p in pages]
    rows = zip(overlaps.left[found], overlaps.right[found], kind[found], lefts, rights, strict=True)
    return [CopyPair(ids[i], ids[j], RELATIONS[k], a, b) for i, j, k, a, b in rows]


def equal_classes(grams: Grams) -> list[list[int]]:
    """Pages with the same words in the same order, by their first member; pages without words stand alone."""
    classes: dict[tuple[int, int], list[int]] = {}
    for page, (total, mark) in enumerate(zip(grams.total.tolist(), grams.mark.tolist(), strict=True)):
        classes.setdefault((total, mark if total else page), []).append(page)
    return list(classes.values())


def spread_pairs(pairs: list[CopyPair], classes: list[list[int]], pages: Sequence[Article]) -> Iterator[CopyPair]:
    """The pairs of first members, said of all members; large classes speak through their first member."""
    members = {pages[c[0]].id: [pages[i].id for i in c] for c in classes if len(c) > 1}
    for ids in members.values():
        yield from equal_pairs(ids)
    for p in pairs:
        if p.left not in members and p.right not in members:
            yield p
            continue
        for left in members.get(p.left, [p.left])[:ALL_PAIRS]:
            for right in members.get(p.right, [p.right])[:ALL_PAIRS]:
                yield turned(p, left, right)


def turned(pair: CopyPair, left: str, right: str) -> CopyPair:
    """The same pair between two other pages, the smaller id on the left."""
    if left < right:
        return CopyPair(left, right, pair.relation, pair.left_share, pair.right_share, pair.why)
    return CopyPair(right, left, pair.relation, pair.right_share, pair.left_share, pair.why)


def equal_pairs(ids: list[str]) -> Iterator[CopyPair]:
    """Pairs of equal pages: every two of a small class, each with the first of a large one."""
    for k, left in enumerate(ids if len(ids) <= ALL_PAIRS else ids[:1]):
        for right in ids[k + 1 :]:
            yield CopyPair(left, right, "identical", 1.0, 1.0, "the same words in the same order")
