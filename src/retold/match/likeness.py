"""How much one text reads like another told in other words: fourteen measures, and one judgement from them.

Takes two texts, gives log odds that one is a rewrite of the other. A rewrite covers nearly all names, figures and rare
words of its source, links them in the same clauses, and keeps their order; an independent report of the same event has
a selection of its own. Where two texts share many words in a row, the rest must be retold too: who quotes a statement
has not retold it. The weights are in `rewrite_weights.json`, made by
`bench/match/fit_rewrites.py`.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from retold.match.anchors import GRAM, LONG_RUN, Anchors, Reading, read_text, shared_quotes, shared_runs, weigh_reading

Line = tuple[float, list[tuple[float, float]]]

WEIGHTS = "rewrite_weights.json"
RARE = 5.0  # information from which a word counts as rare: on fewer than one page in 150
SMALLEST_SENTENCE = 8.0  # information; a shorter sentence is no proof
LIKE_SENTENCE = 0.3
FEWEST_WORDS = 20  # different content words
REPEATED = 0.1  # of the smaller text's five-grams: two texts that share more may only quote one statement
REST = 0.25  # of the sentences that neither repeats: least part that must be retold, which costs .02 of all rewrites
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


@dataclass(frozen=True, slots=True)
class Text:
    """A text that was read, and its anchors."""

    reading: Reading
    anchors: Anchors


@lru_cache(maxsize=256)
def read(text: str) -> Text:
    """A text, ready to be compared."""
    reading = read_text(text)
    return Text(reading, weigh_reading(reading))


def judge_rewrite(a: Text, b: Text) -> float:
    """Log odds that one of these is a rewrite of the other; minus infinity where one says too little to tell."""
    measures = measure_pair(a, b)
    return score("pair", measures) if measures and retells_rest(a, b) else -math.inf


def retells_rest(a: Text, b: Text) -> bool:
    """Whether, of two texts that share many words in a row, the one also retells what it does not repeat or quote."""
    common = len(a.anchors.grams & b.anchors.grams)
    if common < REPEATED * min(len(a.anchors.grams), len(b.anchors.grams)):
        return True
    small, large = sorted((leave_out_common(a, b), leave_out_common(b, a)), key=lambda text: text.total)
    covered, _, _ = cover_sentences(small, large, [s for s in small.weight if s in large.weight])
    return len(small.weight) >= FEWEST_WORDS and covered >= REST


def measure_pair(a: Text, b: Text) -> list[float]:
    """The measures of two texts; none where one of them says too little to tell."""
    small, large = sorted((len(a.anchors.grams), len(b.anchors.grams)))
    if min(len(a.anchors.weight), len(b.anchors.weight)) < FEWEST_WORDS or large > LONGEST_TIMES * small:
        return []
    return measure_likeness(a.anchors, b.anchors)


def leave_out_common(text: Text, other: Text) -> Anchors:
    """The anchors of a text without what it and the other tell in the very same words, or have both heard."""
    common = text.anchors.grams & other.anchors.grams
    without = shared_quotes(text.reading, other.reading)
    if len(common) > LONG_RUN - GRAM:
        without |= shared_runs(text.reading, common)
    return weigh_reading(text.reading, without) if without else text.anchors


def score(judgement: str, measures: Sequence[float]) -> float:
    """Log odds from measures: for each a broken line, added up."""
    start, lines = read_weights()[judgement]
    return start + math.fsum(
        slope * value + math.fsum(weight * max(value - knot, 0.0) for knot, weight in bends)
        for value, (slope, bends) in zip(measures, lines, strict=True)
    )


@cache
def read_weights() -> dict[str, tuple[float, list[Line]]]:
    """For each judgement the constant, and for each measure the slope and how it changes at knots."""
    data = json.loads((files("retold.match") / WEIGHTS).read_text(encoding="utf-8"))
    return {
        name: (part["start"], [(line["slope"], line["bends"]) for line in part["lines"].values()])
        for name, part in data.items()
    }


def measure_likeness(a: Anchors, b: Anchors) -> list[float]:
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


def weigh(stems: Iterable[str], text: Anchors) -> float:
    """The information in these stems."""
    return math.fsum(text.weight[s] for s in stems)


def cover_sentences(a: Anchors, b: Anchors, shared: Sequence[str]) -> tuple[float, float, int]:
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


def order_kept(shared: Sequence[str], a: Anchors, b: Anchors) -> float:
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
