"""Pages that tell another page in other words.

Takes sketches and texts, gives pairs. Candidates share many rare words (postings of words, common words left out);
`likeness.py` judges each. Precision first: a false pair takes away an independent witness.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from retold.match.grams import Flags, ranks
from retold.match.likeness import judge_rewrite, read
from retold.match.postings import Ids, Numbers, Postings, count_held, meet_pages, post_words
from retold.match.sketches import sketch_texts

LEAST_ODDS = 0.8  # log odds: precision .95 on the half of the rewrites set that was held out: docs/benchmarks.md
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


def propose_pairs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of texts that share enough rare words to be worth a close look, sorted."""
    left, right = propose(post_words(sketch_texts(texts), np.arange(len(texts))), CLOSE_LOOK)
    return list(zip(left.tolist(), right.tolist(), strict=True))


def propose(words: Postings, gate: Gate) -> tuple[Ids, Ids]:
    """Pairs of pages that share enough rare words, sorted."""
    held = count_held(words)
    information = np.log((words.pages + BACKGROUND) / (held - 0.5 + BACKGROUND * UNKNOWN))
    steps = np.clip(np.round(information / STEP), 0, MOST_STEPS).astype(np.uint8)
    total = np.bincount(words.page, weights=steps[words.gram], minlength=words.pages)
    shared = ((held >= 2) & (held <= gate.most_pages))[words.gram]
    pairs = meet_pages(words, shared, steps, np.arange(MOST_STEPS + 1.0), 2)
    left, right = pairs.left, pairs.right
    cover = pairs.weight / np.maximum(np.minimum(total[left], total[right]), 1 / STEP)
    wide = cover >= gate.least_cover
    left, right, cover = left[wide], right[wide], cover[wide]
    like = cover * np.sqrt(np.minimum(total[left], total[right]) / np.maximum(np.maximum(total[left], total[right]), 1))
    good = nearest(left, right, cover) | nearest(left, right, like)
    return left[good], right[good]


def nearest(left: Ids, right: Ids, value: Numbers) -> Flags:
    """Which pairs are among the NEAREST of one of their pages."""
    side, other = np.concatenate([left, right]), np.concatenate([right, left])
    order = np.lexsort((other, -np.tile(value, 2), side))
    out = np.zeros(len(value), np.bool_)
    out[order[ranks(side[order]) < NEAREST] % max(len(value), 1)] = True
    return out


def judge_texts(read_text: Callable[[int], str], pairs: Sequence[tuple[int, int]]) -> list[float]:
    """The log odds of each pair, texts by number, that one is a rewrite of the other."""
    texts = {page: read(read_text(page)) for page in sorted({page for pair in pairs for page in pair})}
    return [judge_rewrite(texts[i], texts[j]) for i, j in pairs]
