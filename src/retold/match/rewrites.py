"""Pages that tell another page in other words.

Takes articles, gives pairs. Candidates share many rare words (an index over words, formulas and common words left
out); `likeness.py` judges each. Precision first: a false pair takes away an independent witness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from retold.match.anchors import read_anchors, weigh_readings
from retold.match.grams import Grams, hash_grams, hash_words, upper_half
from retold.match.likeness import judge_rewrite
from retold.match.overlap import changes, distinct
from retold.text.common import page_shares

LEAST_ODDS = 0.3  # log odds; chosen on half of the rewrites set: docs/benchmarks.md
NEAREST = 12  # candidates of a page, by words covered and by likeness
WORD_BITS = 22  # of a word's hash: two words in four million may meet, which only proposes a pair too many or few
WORD_SHIFT = np.uint32(32 - WORD_BITS)
UNKNOWN = 1 / 4000
BACKGROUND = 2000

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gate:
    """Which pairs are looked at: how much of the smaller page is covered, by words that stand on how many pages."""

    least_cover: float
    most_pages: int


CLOSE_LOOK = Gate(0.14, 100)  # finds 89% of the pairs of the rewrites set, at 2.4 pairs a page
QUICK_LOOK = Gate(0.40, 30)  # for sampled words of a large set: a quarter of them, at 0.003 pairs a page


def propose_pairs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of texts that share enough rare words to be worth a close look, sorted."""
    return propose(hash_grams(texts), np.ones(len(texts), bool), CLOSE_LOOK)


def propose(grams: Grams, keep: NDArray[np.bool_], gate: Gate) -> list[tuple[int, int]]:
    """Pairs of kept pages that share enough rare words, sorted."""
    from scipy.sparse import csr_matrix

    pages = len(grams.word_at) - 1
    page = np.repeat(np.arange(pages), np.diff(grams.word_at) * keep)
    words = grams.words[np.repeat(keep, np.diff(grams.word_at))]
    page, word = distinct(page, (words >> WORD_SHIFT).astype(np.int64), 1 << WORD_BITS)
    held = np.bincount(word, minlength=1 << WORD_BITS)[word]
    share = np.maximum(common_shares()[word], UNKNOWN)
    weight = np.log((pages + BACKGROUND) / (held - 0.5 + BACKGROUND * share))
    use = weight > 0
    total = np.bincount(page[use], weights=weight[use], minlength=pages)
    use &= (held >= 2) & (held <= gate.most_pages)
    table = csr_matrix((np.sqrt(weight[use]), (page[use], word[use])), shape=(pages, 1 << WORD_BITS))
    both = (table @ table.T).tocoo()
    upper = both.row < both.col
    left, right, shared = both.row[upper], both.col[upper], both.data[upper]
    cover = shared / np.maximum(np.minimum(total[left], total[right]), 1)
    wide = cover >= gate.least_cover
    left, right, shared, cover = left[wide], right[wide], shared[wide], cover[wide]
    like = shared / np.maximum(np.sqrt(total[left] * total[right]), 1)
    good = nearest(left, right, cover) | nearest(left, right, like)
    return sorted(zip(left[good].tolist(), right[good].tolist(), strict=True))


def nearest(left: NDArray[np.int32], right: NDArray[np.int32], value: Floats) -> NDArray[np.bool_]:
    """Which pairs are among the NEAREST of one of their pages."""
    side, other = np.concatenate([left, right]), np.concatenate([right, left])
    order = np.lexsort((other, -np.tile(value, 2), side))
    start = np.flatnonzero(changes(side[order]))
    rank = np.arange(len(order)) - np.repeat(start, np.diff(np.append(start, len(order))))
    out = np.zeros(len(value), bool)
    out[order[rank < NEAREST] % max(len(value), 1)] = True
    return out


@cache
def common_shares() -> Floats:
    """The share of news pages that hold a word, by the number of the word; 0 when it is not common."""
    table = page_shares()
    hashes, counts = hash_words(list(table))
    single = np.repeat(counts == 1, counts)
    out = np.zeros(1 << WORD_BITS)
    np.maximum.at(
        out, (upper_half(hashes) >> WORD_SHIFT)[single], np.repeat(np.array(list(table.values())), counts)[single]
    )
    return out


def find_rewrites(texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, float]]:
    """Those of the proposed pairs that are rewrites, with their log odds."""
    read = sorted({page for pair in pairs for page in pair})
    anchored = dict(zip(read, weigh_readings([read_anchors(texts[p]) for p in read]), strict=True))
    for i, j in pairs:
        odds = judge_rewrite(anchored[i], anchored[j])
        if odds >= LEAST_ODDS:
            yield i, j, odds
