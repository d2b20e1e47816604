"""Pairs of articles of which one stands, wholly or in part, in the other.

Takes all articles at once, gives pairs with their relation, and passages that two articles share without being copies.
The order of input makes no difference. Ten thousand equal pages give ten thousand pairs, not fifty million.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from retold.match.grams import Grams, hash_grams
from retold.match.overlap import count_overlaps
from retold.match.relations import judge_overlap
from retold.match.rewrites import find_rewrites
from retold.records import Article, CopyPair, SharedPassage

ALL_PAIRS = 40  # equal pages of which every two are listed; of a larger class each is listed with the first only


def find_copies(articles: Sequence[Article]) -> tuple[list[CopyPair], list[SharedPassage]]:
    """Pairs sorted by their ids, and the shared passages of pairs that are no copies.

    >>> text = "The ferry Aurora sank off Port Ella on Monday with ninety people on board."
    >>> pairs, _ = find_copies([Article("a", text), Article("b", text.upper()), Article("c", "Nothing of the kind.")])
    >>> [(p.left, p.right, p.relation) for p in pairs]
    [('a', 'b', 'identical')]
    """
    pages = sorted(articles, key=lambda a: a.id)
    grams = hash_grams([a.text for a in pages])
    classes = equal_classes(grams)
    firsts = [c[0] for c in classes]
    pairs: list[CopyPair] = []
    found: set[tuple[int, int]] = set()
    for overlap in count_overlaps(grams, firsts):
        pair = judge_overlap(overlap, pages)
        if pair:
            pairs.append(pair)
            found.add((overlap.left, overlap.right))
    pairs += find_rewrites([pages[i] for i in firsts], {(pages[i].id, pages[j].id) for i, j in found})
    return sorted(spread_pairs(pairs, classes, pages), key=lambda p: (p.left, p.right)), []


def equal_classes(grams: Grams) -> list[list[int]]:
    """Pages with the same words in the same order, by their first member; pages without words stand alone."""
    classes: dict[tuple[int, int], list[int]] = {}
    for page in range(len(grams.word_at) - 1):
        words = grams.words[grams.word_at[page] : grams.word_at[page + 1]]
        place = np.arange(1, len(words) + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) | np.uint64(1)
        key = (len(words), int((words * place).sum(dtype=np.uint64)) if len(words) else -1 - page)
        classes.setdefault(key, []).append(page)
    return list(classes.values())


def spread_pairs(pairs: list[CopyPair], classes: list[list[int]], pages: Sequence[Article]) -> Iterator[CopyPair]:
    """The pairs of first members, said of all members; large classes speak through their first member."""
    members = {pages[c[0]].id: [pages[i].id for i in c] for c in classes}
    for ids in members.values():
        yield from equal_pairs(ids)
    for p in pairs:
        lefts, rights = members[p.left][:ALL_PAIRS], members[p.right][:ALL_PAIRS]
        for left in lefts:
            for right in rights:
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
