"""Pairs of articles of which one stands, wholly or in part, in the other.

Takes all articles at once, gives pairs with their relation, and passages that two articles share without being copies.
The order of input makes no difference. Ten thousand equal pages give ten thousand pairs, not fifty million.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

import numpy as np

from retold.match.grams import Grams, hash_grams
from retold.match.overlap import Overlaps, find_overlaps
from retold.match.passages import Passage, Words, find_passages, name_passages, read_words, told_words
from retold.match.relations import NONE, RELATIONS, judge_overlaps, shares
from retold.match.rewrites import CLOSE_LOOK, QUICK_LOOK, find_rewrites, propose
from retold.records import Article, CopyPair, Relation, SharedPassage

ALL_PAIRS = 40  # equal pages of which every two are listed; of a larger class each is listed with the first only
FULL_READING = 20_000_000  # characters; of a larger set one gram in SAMPLE is kept
SAMPLE = 4
RETOLD_SHARE = 0.2  # of words in a row: above it a copy has kept the words, not retold them
WEAK_SHARE = 0.35  # of words in a row, on both sides: below it a pair is read closely, for quotes
LEAST_SHARED = 8  # grams of a pair that is read closely
LEAST_TOLD = 16  # shared words outside quotes that make a part copied

Found = tuple[Relation, float, float, str]


def find_copies(articles: Sequence[Article]) -> tuple[list[CopyPair], list[SharedPassage]]:
    """Pairs sorted by their ids, and the shared passages of pairs that are no copies.

    >>> text = "The ferry Aurora sank off Port Ella on Monday with ninety people on board."
    >>> pairs, _ = find_copies([Article("a", text), Article("b", text.upper()), Article("c", "Nothing of the kind.")])
    >>> [(p.left, p.right, p.relation) for p in pairs]
    [('a', 'b', 'identical')]
    """
    pages = sorted(articles, key=lambda a: a.id)
    found, passages, classes = compare_pages(pages)
    pairs = [CopyPair(pages[i].id, pages[j].id, *rest) for (i, j), rest in found.items()]
    found.clear()
    return sorted(spread_pairs(pairs, classes, pages), key=attrgetter("left", "right")), passages


def compare_pages(
    pages: Sequence[Article],
) -> tuple[dict[tuple[int, int], Found], list[SharedPassage], list[list[int]]]:
    """What was found between the first members of classes of equal pages, by their numbers; and the classes."""
    texts = [p.text for p in pages]
    one_in = SAMPLE if sum(map(len, texts)) > FULL_READING else 1
    grams = hash_grams(texts, one_in=one_in)
    classes = equal_classes(grams)
    firsts = np.zeros(len(pages), bool)
    firsts[[c[0] for c in classes]] = True
    proposed = propose(grams, firsts, CLOSE_LOOK if one_in == 1 else QUICK_LOOK)
    overlaps = find_overlaps(grams, firsts, one_in)
    del grams
    found = overlap_pairs(overlaps, one_in)
    passages = read_closely(pages, overlaps, found) if one_in == 1 else []
    del overlaps
    found |= rewrite_pairs(texts, proposed, found)
    copies = {(pages[i].id, pages[j].id) for i, j in found} if passages else set()
    return found, [p for p in passages if (p.left, p.right) not in copies], classes


def read_closely(
    pages: Sequence[Article], overlaps: Overlaps, found: dict[tuple[int, int], Found]
) -> list[SharedPassage]:
    """What the weak pairs share; those that share only quotes are taken out of `found`."""
    words: dict[str, Words] = {}
    weak: dict[tuple[str, str], list[Passage]] = {}
    rows = zip(overlaps.left.tolist(), overlaps.right.tolist(), overlaps.shared.tolist(), strict=True)
    for i, j, shared in rows:
        row = found.get((i, j))
        if shared < LEAST_SHARED or (row and max(row[1], row[2]) > WEAK_SHARE):
            continue
        left, right = (words_of(pages[k], words) for k in (i, j))
        passages = find_passages(left, right)
        if row and told_words(passages) < LEAST_TOLD:
            del found[i, j]
        if passages and (i, j) not in found:
            weak[pages[i].id, pages[j].id] = passages
    return name_passages(weak, words)


def words_of(page: Article, words: dict[str, Words]) -> Words:
    """The words of a page, read once."""
    if page.id not in words:
        words[page.id] = read_words(page.text)
    return words[page.id]


def overlap_pairs(overlaps: Overlaps, one_in: int) -> dict[tuple[int, int], Found]:
    """Copies by common words, among the first members of all classes of equal pages."""
    kind = judge_overlaps(overlaps, one_in)
    use = np.flatnonzero(kind != NONE)
    lefts, rights = (np.minimum(s[use], 1.0).tolist() for s in shares(overlaps))
    rows = zip(
        overlaps.left[use].tolist(), overlaps.right[use].tolist(), kind[use].tolist(), lefts, rights, strict=True
    )
    return {(i, j): (RELATIONS[k], a, b, "") for i, j, k, a, b in rows}


def rewrite_pairs(
    texts: Sequence[str], proposed: Sequence[tuple[int, int]], found: Mapping[tuple[int, int], Found]
) -> dict[tuple[int, int], Found]:
    """Copies in other words: pairs that share few words in a row, or none."""
    near = {pair for pair, row in found.items() if max(row[1], row[2]) > RETOLD_SHARE}
    pairs = [pair for pair in proposed if pair not in near]
    out: dict[tuple[int, int], Found] = {}
    for i, j, odds in find_rewrites(texts, pairs):
        left, right = found.get((i, j), (None, 0.0, 0.0, ""))[1:3]
        out[i, j] = ("rewrite", left, right, f"the same facts in the same order, log odds {odds:.1f}")
    return out


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
