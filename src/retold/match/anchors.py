"""What a text keeps when it is told in other words: content words, names and figures, with their rarity and order.

Takes texts, gives readings whose words are weighed by how rare they are here and in the language at large.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from retold.text.common import page_shares
from retold.text.names import find_names
from retold.text.sentences import find_sentences
from retold.text.stems import CLOSED_CLASS, stem_word
from retold.text.tokens import WORD, fold_word

BACKGROUND = 2000  # pages of other news that every collection is imagined to stand among
UNKNOWN = 1 / 4000  # share of those pages that holds a word of no list: names, terms, other languages
LONGEST = 40_000  # characters read of one page
GRAM = 5
REACH = 2  # words: content words this near in one sentence are linked
PLAIN, NAME, FIGURE = range(3)

Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The content words of a text, in order; `sentence` and `kind` are one entry a word."""

    stems: list[str]
    kinds: list[int]
    sentence: list[int]
    grams: frozenset[Gram]  # five folded words in a row


@dataclass(frozen=True, slots=True)
class Anchored:
    """A reading with weights."""

    weight: dict[str, float]
    total: float
    names: frozenset[str]
    figures: frozenset[str]
    first: dict[str, int]  # where each stem stands first
    links: dict[tuple[str, str], float]  # stems at most two words apart in a sentence
    link_total: float
    sentences: list[float]  # weight of each
    holders: dict[str, list[int]]  # the sentences that hold a stem
    grams: frozenset[Gram]


def read_anchors(text: str) -> Reading:
    """The content words of a text.

    >>> reading = read_anchors("The police found 41 crates off Port Ella.")
    >>> list(zip(reading.stems, reading.kinds))
    [('polic', 0), ('found', 0), ('41', 2), ('crat', 0), ('port', 1), ('ella', 1)]
    """
    text = text[:LONGEST]
    named = {m.start() for n in find_names(text) for m in WORD.finditer(text, n.start, n.end)}
    ends = [s.end for s in find_sentences(text)]
    stems: list[str] = []
    kinds: list[int] = []
    sentence: list[int] = []
    folded: list[str] = []
    at = 0
    for match in WORD.finditer(text):
        word = fold_word(match.group())
        folded.append(word)
        while at < len(ends) - 1 and match.start() >= ends[at]:
            at += 1
        if word not in CLOSED_CLASS:
            stems.append(stem_word(word))
            kinds.append(FIGURE if word[0].isdigit() else NAME if match.start() in named else PLAIN)
            sentence.append(at)
    grams = frozenset(zip(*(folded[k:] for k in range(GRAM)), strict=False))
    return Reading(stems, kinds, sentence, grams)


def weigh_readings(readings: Sequence[Reading]) -> list[Anchored]:
    """The readings with weights: a word counts by its rarity among these texts and in the language."""
    held = Counter(stem for r in readings for stem in set(r.stems))
    kinds: dict[str, list[int]] = {}
    for reading in readings:
        for stem, kind in zip(reading.stems, reading.kinds, strict=True):
            kinds.setdefault(stem, [0, 0, 0])[kind] += 1
    rarity = {stem: word_rarity(stem, count, len(readings)) for stem, count in held.items()}
    usual = {stem: counts.index(max(counts)) for stem, counts in kinds.items()}
    return [weigh_reading(r, rarity, usual) for r in readings]


def word_rarity(stem: str, held: int, texts: int) -> float:
    """The information in a stem that `held` of `texts` texts hold, in a world of BACKGROUND texts more."""
    share = max(stem_shares().get(stem, 0.0), UNKNOWN)
    return math.log((texts + BACKGROUND) / (held - 0.5 + BACKGROUND * share))


@cache
def stem_shares() -> dict[str, float]:
    """The share of news pages that hold the most common word of each stem."""
    out: dict[str, float] = {}
    for word, share in page_shares().items():
        stem = stem_word(word)
        out[stem] = max(share, out.get(stem, 0.0))
    return out


def weigh_reading(reading: Reading, rarity: Mapping[str, float], usual: Mapping[str, int]) -> Anchored:
    """One reading with these weights."""
    weight = {stem: rarity[stem] for stem in reading.stems}
    links: dict[tuple[str, str], float] = {}
    first: dict[str, int] = {}
    bags: dict[int, dict[str, float]] = {}
    for at, (stem, sentence) in enumerate(zip(reading.stems, reading.sentence, strict=True)):
        first.setdefault(stem, at)
        bags.setdefault(sentence, {})[stem] = weight[stem]
        for then in range(at + 1, min(at + 1 + REACH, len(reading.stems))):
            other = reading.stems[then]
            if reading.sentence[then] == sentence and other != stem:
                links[min(stem, other), max(stem, other)] = weight[stem] + weight[other]
    holders: dict[str, list[int]] = {}
    for number, bag in enumerate(bags.values()):
        for stem in bag:
            holders.setdefault(stem, []).append(number)
    return Anchored(
        weight,
        sum(weight.values()),
        frozenset(s for s in weight if usual[s] == NAME),
        frozenset(s for s in weight if usual[s] == FIGURE),
        first,
        links,
        sum(links.values()),
        [sum(bag.values()) for bag in bags.values()],
        holders,
        reading.grams,
    )
