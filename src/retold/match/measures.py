"""What two texts have in common when one may tell the other in other words: twenty-four measures.

Takes two texts that were read, gives numbers. The side that says less is asked how much of it the other covers; both
are asked what they say of their own. No measure knows any other text.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from retold.match.anchors import Anchors, Reading
from retold.match.postings import Numbers

RARE = 5.0  # information from which a word counts as rare: on fewer than one page in 150
TELLING = 2.3  # the same from which a word has a part in the subject of a text: on fewer than one page in ten
SMALLEST_SENTENCE = 8.0  # information; a shorter sentence is no proof
LIKE_SENTENCE = 0.3
OPENING = 2, 3  # sentences that open a text
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
    "subject",
    "subject of names",
    "opening met",
    "openings alike",
    "three words in a row",
    "two words in a row",
    "own names, smaller",
    "own names, larger",
    "own figures, smaller",
    "own figures, larger",
)

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a text speaks of how often, as vectors with their lengths, and its content words in a row."""

    words: Vector
    length: float
    names: Vector
    names_length: float
    twos: frozenset[tuple[str, str]]
    threes: frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Text:
    """A text that was read, its anchors, and its subject."""

    reading: Reading
    anchors: Anchors
    subject: Subject


def find_subject(reading: Reading, anchors: Anchors) -> Subject:
    """The subject of a text: telling words weigh by their information and, less than in proportion, by their number."""
    stems = reading.stems
    counts = Counter(stems)
    words = {s: (1 + math.log(n)) * w for s, n in counts.items() if (w := anchors.weight[s]) > TELLING}
    names = {s: w for s, w in words.items() if s in anchors.names}
    twos, threes = frozenset(pairwise(stems)), frozenset(zip(stems, stems[1:], stems[2:], strict=False))
    return Subject(words, length_of(words), names, length_of(names), twos, threes)


def length_of(vector: Vector) -> float:
    """The length of a vector.

    >>> length_of({"ferry": 3.0, "sank": 4.0})
    5.0
    """
    return math.sqrt(math.fsum(w * w for w in vector.values()))


def measure_texts(one: Text, other: Text) -> list[float]:
    """The measures, in the order of MEASURES; the same from both sides."""
    keys = [(t.anchors.total, sorted(t.anchors.weight)) for t in (one, other)]
    small, large = (one, other) if keys[0] <= keys[1] else (other, one)
    shared = [s for s in small.anchors.weight if s in large.anchors.weight]
    like = compare_sentences(small.anchors, large.anchors, shared)
    return [
        *measure_cover(small.anchors, large.anchors, shared, like),
        cosine(small.subject.words, large.subject.words, small.subject.length * large.subject.length),
        cosine(small.subject.names, large.subject.names, small.subject.names_length * large.subject.names_length),
        *measure_openings(like),
        meet(small.subject.threes, large.subject.threes),
        meet(small.subject.twos, large.subject.twos),
        *measure_own(small.anchors, large.anchors),
    ]


def measure_cover(a: Anchors, b: Anchors, shared: Sequence[str], like: Numbers) -> list[float]:
    """How much of the smaller text the other covers, by sentences, words, names, figures and their order."""
    names = [s for s in shared if s in a.names]
    figures = a.figures & b.weight.keys()
    rare = [s for s, w in a.weight.items() if w >= RARE]
    covered, back, met = cover_sentences(a, b, like)
    return [
        covered,
        back,
        math.log1p(met),
        weigh(shared, a) / max(a.total, 1.0),
        weigh(names, a) / (min(weigh(a.names, a), weigh(b.names, b)) + 8),
        math.log1p(len(names)),
        math.log1p(len(figures)),
        math.log1p(max(min(len(a.figures), len(b.figures)) - len(figures), 0)),
        math.fsum(w for link, w in a.links.items() if link in b.links) / (a.link_total + 20),
        len(a.grams & b.grams) / max(min(len(a.grams), len(b.grams)), 1),
        order_kept(shared, a, b),
        math.log1p(len(shared)),
        math.log((len(b.grams) + 5) / (len(a.grams) + 5)),
        sum(1 for s in rare if s in b.weight) / (len(rare) + 2),
    ]


def measure_openings(like: Numbers) -> tuple[float, float]:
    """How well a sentence of the smaller text's opening is met anywhere, and by a sentence of the other's opening."""
    few, more = OPENING
    return float(like[:few].max()), float(like[:more, :more].max())


def measure_own(a: Anchors, b: Anchors) -> list[float]:
    """The names and the figures that either text has alone."""
    return [
        math.log1p(sum(1 for s in own if s not in other.weight))
        for own, other in ((a.names, b), (b.names, a), (a.figures, b), (b.figures, a))
    ]


def weigh(stems: Iterable[str], text: Anchors) -> float:
    """The information in these stems."""
    return math.fsum(text.weight[s] for s in stems)


def cosine(one: Mapping[str, float], other: Mapping[str, float], lengths: float) -> float:
    """The cosine of two vectors, whose lengths multiplied are known; 0 where one is empty.

    >>> cosine({"ferry": 3.0, "sank": 4.0}, {"ferry": 1.0}, 5.0)
    0.6
    """
    common = math.fsum(w * other[s] for s, w in one.items() if s in other)
    return common / lengths if lengths else 0.0


def meet(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """The share of the smaller set that stands in the other; few say little."""
    return len(one & other) / (min(len(one), len(other)) + 5)


# ---- sentences -----------------------------------------------------------------------------------------------------


def weights_of(text: Anchors) -> Numbers:
    """The information of each sentence; a text without any has an empty one."""
    return np.array(text.sentences or [0.0])


def compare_sentences(a: Anchors, b: Anchors, shared: Sequence[str]) -> Numbers:
    """How alike each sentence of the one (a row) and each of the other are, by the information both hold."""
    rows, columns = weights_of(a), weights_of(b)
    wide = len(columns)
    cells = [row * wide + column for s in shared for row in a.holders[s] for column in b.holders[s]]
    times = [len(a.holders[s]) * len(b.holders[s]) for s in shared]
    weight = np.repeat(np.array([a.weight[s] for s in shared]), np.array(times, np.int64))
    common = np.bincount(np.array(cells, np.int64), weights=weight, minlength=len(rows) * wide).reshape(-1, wide)
    like: Numbers = common / np.sqrt(
        np.outer(np.maximum(rows, SMALLEST_SENTENCE), np.maximum(columns, SMALLEST_SENTENCE))
    )
    return like


def cover_sentences(a: Anchors, b: Anchors, like: Numbers) -> tuple[float, float, int]:
    """How well the best partner covers each sentence, on average by weight, both ways; how many have a partner."""
    rows, columns = weights_of(a), weights_of(b)
    best, best_back = like.max(axis=1), like.max(axis=0)
    covered = float(best @ rows / max(rows.sum(), 1e-9))
    return covered, float(best_back @ columns / max(columns.sum(), 1e-9)), int((best > LIKE_SENTENCE).sum())


# ---- order of words ------------------------------------------------------------------------------------------------


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
