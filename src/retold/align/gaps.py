"""Words against columns where no long stretch is equal: which word stands for which.

Takes the words of a row and the readings of each column, gives pairs in order, by the greatest sum of likeness: equal
words first, then words spelt alike, then words that merely stand in the same place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from retold.align.tiles import Tile

SAME_PLACE = 0.15  # the worth of a word in the place of unlike ones that all rows have; an equal word is worth 1
SPELT_ALIKE = 0.6  # letters in common from which on two words may be one
LIKENESS = 0.8  # the worth of words that differ in next to no letter
AGREEMENT = 0.3  # added for the share of the rows that have the very word
SURE = 3  # equal words in a row that need no weighing
WEIGHED = 300  # words x columns up to which all are weighed at once
LARGEST = 4_000_000  # words x columns beyond which nothing is paired
PASSAGE, RELATED = 8, 0.25  # words from which on a passage is one exchanged for another when less than this is alike

Readings = Mapping[int, int]  # word -> rows that have it
Spelling = Mapping[int, str]  # the letters of a word


def pair_up(words: Sequence[int], columns: Sequence[Readings], spelling: Spelling) -> Iterator[tuple[int, int]]:
    """The pairs of words and columns, both by their place in these lists, in order."""
    if not words or not columns:
        return
    if len(words) == len(columns) == 1:
        yield 0, 0
    elif len(words) * len(columns) <= WEIGHED:
        yield from weigh(words, columns, spelling)
    else:
        yield from between_sure(words, columns, spelling)


def between_sure(words: Sequence[int], columns: Sequence[Readings], spelling: Spelling) -> Iterator[tuple[int, int]]:
    """Pairs of a large gap: equal stretches first, then what lies between them."""
    usual = [max(r, key=lambda i: (r[i], i)) for r in columns]
    blocks = equal_blocks(words, usual) if len(words) * len(columns) <= 10 * LARGEST else []
    i = j = 0
    for block in [*(b for b in blocks if b.size >= SURE), Tile(len(words), len(columns), 0)]:
        inner, across = words[i : block.left], columns[j : block.right]
        if len(inner) * len(across) <= LARGEST:
            yield from ((i + a, j + b) for a, b in weigh(inner, across, spelling))
        yield from ((block.left + k, block.right + k) for k in range(block.size))
        i, j = block.left + block.size, block.right + block.size


def equal_blocks(words: Sequence[int], usual: Sequence[int]) -> list[Tile]:
    """The equal stretches of the longest common subsequence."""
    codes = Indel.opcodes(words, usual)
    return [Tile(c.src_start, c.dest_start, c.src_end - c.src_start) for c in codes if c.tag == "equal"]


def weigh(words: Sequence[int], columns: Sequence[Readings], spelling: Spelling) -> Iterator[tuple[int, int]]:
    """The pairs of the greatest sum."""
    if not words or not columns:
        return
    worth, alike = worth_of(words, columns, spelling)
    pairs = trace_back(worth)
    close = sum(1 for i, j in pairs if alike[i, j] > 0)
    if min(len(words), len(columns)) >= PASSAGE and close < RELATED * min(len(words), len(columns)):
        return
    yield from pairs


def worth_of(
    words: Sequence[int], columns: Sequence[Readings], spelling: Spelling
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What each word is worth in each column, and how alike they are; both [word, column]."""
    own = {w: k for k, w in enumerate(dict.fromkeys(words))}
    theirs = {w: k for k, w in enumerate(dict.fromkeys(w for r in columns for w in r))}
    letters = [[spelling[w] for w in side] for side in (own, theirs)]
    pairs = LIKENESS * cdist(*letters, scorer=Indel.normalized_similarity, score_cutoff=SPELT_ALIKE, dtype=np.float64)
    pairs[pairs == LIKENESS] = 1.0
    alike, agreement = np.zeros((2, len(own), len(columns)))
    full = np.array([sum(r.values()) for r in columns])
    for j, readings in enumerate(columns):
        alike[:, j] = pairs[:, [theirs[w] for w in readings]].max(axis=1)
        for word, count in readings.items():
            if word in own:
                agreement[own[word], j] = count / full.max()
    which = [own[w] for w in words]
    return (SAME_PLACE * full / full.max() + alike + AGREEMENT * agreement)[which], alike[which]


def trace_back(worth: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The pairs in order whose worth adds up to most; of equal sums the one that pairs early columns."""
    n, m = worth.shape
    best = np.zeros((n + 1, m + 1))
    for i in range(n):
        step = best[i, :-1] + worth[i]
        np.maximum.accumulate(np.maximum(best[i, 1:], step), out=best[i + 1, 1:])
    out: list[tuple[int, int]] = []
    i, j = n, m
    while i and j:
        if best[i, j] == best[i, j - 1]:
            j -= 1
        elif best[i, j] == best[i - 1, j]:
            i -= 1
        else:
            i, j = i - 1, j - 1
            out.append((i, j))
    return out[::-1]
