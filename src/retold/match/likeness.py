"""How much one text reads like another told in other words: one judgement from the measures of `measures.py`.

Takes two texts, gives log odds that one is a rewrite of the other. A rewrite covers nearly all names, figures and rare
words of its source, links them in the same clauses, and keeps their order; an independent report of the same event has
a selection of its own. Where two texts share many words in a row, the rest must be retold too: who quotes a statement
has not retold it. `bench/match/fit_rewrites.py` makes the judgement.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from retold.match.anchors import GRAM, LONG_RUN, Anchors, read_text, shared_quotes, shared_runs, weigh_reading
from retold.match.measures import Text, compare_sentences, cover_sentences, find_subject, measure_texts

Tree = list[list[float]]

TREES = "rewrite_trees.json"
FEWEST_WORDS = 20  # different content words
REPEATED = 0.1  # of the smaller text's five-grams: two texts that share more may only quote one statement
REST = 0.25  # of the sentences that neither repeats: least part that must be retold, which costs .02 of all rewrites
LONGEST_TIMES = 12  # a text so many times longer covers another one's words by chance


@lru_cache(maxsize=256)
def read(text: str) -> Text:
    """A text, ready to be compared."""
    reading = read_text(text)
    anchors = weigh_reading(reading)
    return Text(reading, anchors, find_subject(reading, anchors))


def judge_rewrite(a: Text, b: Text) -> float:
    """Log odds that one of these is a rewrite of the other; minus infinity where one says too little to tell."""
    measures = measure_pair(a, b)
    return judge_measures(measures) if measures and retells_rest(a, b) else -math.inf


def retells_rest(a: Text, b: Text) -> bool:
    """Whether, of two texts that share many words in a row, the one also retells what it does not repeat or quote."""
    common = len(a.anchors.grams & b.anchors.grams)
    if common < REPEATED * min(len(a.anchors.grams), len(b.anchors.grams)):
        return True
    small, large = sorted((leave_out_common(a, b), leave_out_common(b, a)), key=lambda text: text.total)
    if len(small.weight) < FEWEST_WORDS:
        return False
    like = compare_sentences(small, large, [s for s in small.weight if s in large.weight])
    return cover_sentences(small, large, like)[0] >= REST


def measure_pair(a: Text, b: Text) -> list[float]:
    """The measures of two texts; none where one of them says too little to tell."""
    small, large = sorted((len(a.anchors.grams), len(b.anchors.grams)))
    if min(len(a.anchors.weight), len(b.anchors.weight)) < FEWEST_WORDS or large > LONGEST_TIMES * small:
        return []
    return measure_texts(a, b)


def leave_out_common(text: Text, other: Text) -> Anchors:
    """The anchors of a text without what it and the other tell in the very same words, or have both heard."""
    common = text.anchors.grams & other.anchors.grams
    without = shared_quotes(text.reading, other.reading)
    if len(common) > LONG_RUN - GRAM:
        without |= shared_runs(text.reading, common)
    return weigh_reading(text.reading, without) if without else text.anchors


def judge_measures(measures: Sequence[float]) -> float:
    """Log odds from measures: what every tree says, added up."""
    start, trees = read_trees()
    return start + math.fsum(walk(tree, measures) for tree in trees)


def walk(tree: Tree, measures: Sequence[float]) -> float:
    """What a tree says: a node is the number of a measure, a limit, and the nodes up to it and beyond it; or the end.

    >>> [walk([[0, 0.5, 1, 2], [-1.0], [2.5]], [cover]) for cover in (0.5, 0.6)]
    [-1.0, 2.5]
    """
    node = tree[0]
    while len(node) > 1:
        measure, limit, low, high = node
        node = tree[int(low if measures[int(measure)] <= limit else high)]
    return node[0]


@cache
def read_trees() -> tuple[float, list[Tree]]:
    """The log odds to start from, and the trees."""
    data: dict[str, Any] = json.loads((files("retold.match") / TREES).read_text(encoding="utf-8"))
    return data["start"], data["trees"]
