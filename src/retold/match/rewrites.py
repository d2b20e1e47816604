"""Pages that tell another page in other words.

Takes sketches and texts, gives pairs. Candidates share many rare words (postings of words, common words left out);
`likeness.py` judges each. Precision first: a false pair takes away an independent witness.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.match.grams import Flags, ranks
from retold.match.likeness import judge_rewrite, read
from retold.match.postings import Ids, Numbers, Postings, count_held, meet_pages, post_words
from retold.match.sketches import sketch_texts

NEAREST = 16  # candidates of a page, by words covered and by likeness
STEP = 1 / 12  # of a word's information, in which it is counted
MOST_STEPS = 127
BACKGROUND = 2000  # pages of other news that every collection is imagined to stand among
UNKNOWN = 1 / 4000  # share of those pages that holds a rare word


@dataclass(frozen=True, slots=True)
class Gate:
    """Which pairs are looked at: how much of the smaller page is covered, by words that stand on how many pages."""

    least_cover: float
    most_pages: int


CLOSE_LOOK = Gate(0.12, 100)  # finds 94% of the pairs of the rewrites set
QUICK_LOOK = Gate(0.45, 16)  # for the sampled words of a large set: proposes 0.005 pairs a page where there are none


@dataclass(frozen=True, slots=True)
class Proposed:
    """Pairs of pages that share enough rare words, sorted; and of each page what a later pair is measured by."""

    left: Ids
    right: Ids
    total: Numbers  # information of the words of each page, in steps
    bars: Numbers  # [by cover or by likeness, page]: the last of the NEAREST of a page, 0 where it has fewer


def propose_pairs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of texts that share enough rare words to be worth a close look, sorted."""
    found = propose(post_words(sketch_texts(texts), np.arange(len(texts))), CLOSE_LOOK)
    return list(zip(found.left.tolist(), found.right.tolist(), strict=True))


def propose(words: Postings, gate: Gate) -> Proposed:
    """Pairs of pages that share enough rare words."""
    held = count_held(words)
    steps = count_steps(held, words.pages)
    total = np.bincount(words.page, weights=steps[words.gram], minlength=words.pages).astype(np.float64)
    shared = ((held >= 2) & (held <= gate.most_pages))[words.gram]
    pairs = meet_pages(words, shared, steps, np.arange(MOST_STEPS + 1.0), 2)
    cover, like = measure_cover(pairs.weight, total[pairs.left], total[pairs.right])
    wide = cover >= gate.least_cover
    left, right = pairs.left[wide], pairs.right[wide]
    kept, bars = zip(*(nearest(left, right, value[wide], words.pages) for value in (cover, like)), strict=True)
    good = np.logical_or(*kept)
    return Proposed(left[good], right[good], total, np.stack(bars))


def count_steps(held: Ids, pages: int) -> NDArray[np.uint8]:
    """The information of words that so many of the pages hold, in steps."""
    information = np.log((pages + BACKGROUND) / (held - 0.5 + BACKGROUND * UNKNOWN))
    return np.clip(np.round(information / STEP), 0, MOST_STEPS).astype(np.uint8)


def measure_cover(weight: Numbers, left: Numbers, right: Numbers) -> tuple[Numbers, Numbers]:
    """How much of the smaller page the shared words cover, and the same beside how alike the two are in size."""
    small, large = np.minimum(left, right), np.maximum(left, right)
    cover = weight / np.maximum(small, 1 / STEP)
    return cover, cover * np.sqrt(small / np.maximum(large, 1))


def nearest(left: Ids, right: Ids, value: Numbers, pages: int) -> tuple[Flags, Numbers]:
    """Which pairs are among the NEAREST of one of their pages, and the value of the last of them for each page."""
    side, other = np.concatenate([left, right]), np.concatenate([right, left])
    order = np.lexsort((other, -np.tile(value, 2), side))
    rank = ranks(side[order])
    out = np.zeros(len(value), np.bool_)
    out[order[rank < NEAREST] % max(len(value), 1)] = True
    last = order[rank == NEAREST - 1]
    bar = np.zeros(pages)
    bar[side[last]] = np.tile(value, 2)[last]
    return out, bar


def judge_texts(read_text: Callable[[int], str], pairs: Sequence[tuple[int, int]]) -> list[float]:
    """The log odds of each pair, texts by number, that one is a rewrite of the other."""
    texts = {page: read(read_text(page)) for page in sorted({page for pair in pairs for page in pair})}
    return [judge_rewrite(texts[i], texts[j]) for i, j in pairs]
