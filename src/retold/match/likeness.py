"""How much one text reads like another told in other words: fourteen measures, and one judgement from them.

Takes two readings with weights, gives log odds that one is a rewrite of the other. A rewrite covers nearly all names,
figures and rare words of its source, links them in the same clauses, and keeps their order; an independent report of
the same event has a selection of its own. The weights are in `rewrite_weights.json`, made by
`bench/match/fit_rewrites.py`.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from retold.match.anchors import Anchored

WEIGHTS = "rewrite_weights.json"
RARE = 5.0  # information from which a word counts as rare: on fewer than one page in 150
SMALLEST_SENTENCE = 8.0  # information; a shorter sentence is no proof
LIKE_SENTENCE = 0.3
FEWEST_WORDS = 20  # different content words
LONGEST_TIMES = 12  # a text so many times longer covers another one's words by chance
MEASURES = (
    "sentences covered",
    "sentences covered back",
    "sentences met",
    "words covered",
    "names covered",
    "names met",
    "figures met",
    "figures missed",
    "links covered",
    "grams covered",
    "order kept",
    "words met",
    "length ratio",
    "rare words covered",
)


def judge_rewrite(a: Anchored, b: Anchored) -> float:
    """Log odds that one of these is a rewrite of the other; minus infinity where one says too little to tell."""
    small, large = sorted((len(a.grams), len(b.grams)))
    if min(len(a.weight), len(b.weight)) < FEWEST_WORDS or large > LONGEST_TIMES * small:
        return -math.inf
    return score(measure_likeness(a, b))


def score(measures: Sequence[float]) -> float:
    """Log odds from the measures: for each a broken line, added up."""
    start, lines = read_weights()
    for value, (slope, bends) in zip(measures, lines, strict=True):
        start += slope * value + sum(w * max(value - knot, 0.0) for knot, w in bends)
    return start


@cache
def read_weights() -> tuple[float, list[tuple[float, list[tuple[float, float]]]]]:
    """The constant, and for each measure the slope and how it changes at knots."""
    data = json.loads((files("retold.match") / WEIGHTS).read_text(encoding="utf-8"))
    lines = [(data["lines"][name]["slope"], data["lines"][name]["bends"]) for name in MEASURES]
    return data["start"], [(slope, [(knot, weight) for knot, weight in bends]) for slope, bends in lines]


def measure_likeness(a: Anchored, b: Anchored) -> list[float]:
    """The measures, in the order of MEASURES; the side that says less is asked how much of it the other covers."""
    if (a.total, sorted(a.weight)) > (b.total, sorted(b.weight)):
        a, b = b, a
    shared = [s for s in a.weight if s in b.weight]
    names = [s for s in shared if s in a.names]
    figures = a.figures & b.weight.keys()
    rare = [s for s, w in a.weight.items() if w >= RARE]
    covered, back, met = cover_sentences(a, b, shared)
    return [
        covered,
        back,
        math.log1p(met),
        weigh(shared, a) / max(a.total, 1.0),
        weigh(names, a) / (min(weigh(a.names, a), weigh(b.names, b)) + 8),
        math.log1p(len(names)),
        math.log1p(len(figures)),
        math.log1p(max(min(len(a.figures), len(b.figures)) - len(figures), 0)),
        sum(w for link, w in a.links.items() if link in b.links) / (a.link_total + 20),
        len(a.grams & b.grams) / max(min(len(a.grams), len(b.grams)), 1),
        order_kept(shared, a, b),
        math.log1p(len(shared)),
        math.log((len(b.grams) + 5) / (len(a.grams) + 5)),
        sum(1 for s in rare if s in b.weight) / (len(rare) + 2),
    ]


def weigh(stems: Iterable[str], text: Anchored) -> float:
    """The information in these stems."""
    return math.fsum(text.weight[s] for s in stems)


def cover_sentences(a: Anchored, b: Anchored, shared: Sequence[str]) -> tuple[float, float, int]:
    """How well the best partner covers each sentence, on average by weight, both ways; how many have a partner."""
    if not a.sentences or not b.sentences:
        return 0.0, 0.0, 0
    wide = len(b.sentences)
    cells = [row * wide + column for s in shared for row in a.holders[s] for column in b.holders[s]]
    times = [len(a.holders[s]) * len(b.holders[s]) for s in shared]
    weight = np.repeat(np.array([a.weight[s] for s in shared]), np.array(times, np.int64))
    size = len(a.sentences) * wide
    common = np.bincount(np.array(cells, np.int64), weights=weight, minlength=size).reshape(-1, wide)
    rows, columns = np.array(a.sentences), np.array(b.sentences)
    like = common / np.sqrt(np.outer(np.maximum(rows, SMALLEST_SENTENCE), np.maximum(columns, SMALLEST_SENTENCE)))
    best, best_back = like.max(axis=1), like.max(axis=0)
    covered = float(best @ rows / max(rows.sum(), 1e-9))
    return covered, float(best_back @ columns / max(columns.sum(), 1e-9)), int((best > LIKE_SENTENCE).sum())


def order_kept(shared: Sequence[str], a: Anchored, b: Anchored) -> float:
    """How much longer the longest run of shared words in one order is than chance has it (2 sqrt n), from 0 to 1."""
    places = [b.first[s] for s in sorted(shared, key=a.first.__getitem__)]
    chance = 2 * math.sqrt(max(len(places), 1))
    return (longest_rise(places) - chance) / (len(places) - chance) if len(places) > chance + 4 else 0.0


def longest_rise(places: Sequence[int]) -> int:
    """The length of the longest rising subsequence.

    >>> longest_rise([3, 1, 2, 5, 4])
    3
    """
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
