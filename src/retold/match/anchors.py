"""What a text keeps when it is told in other words: content words, names and figures, with their rarity and order.

Takes one text, gives its anchors, each word weighed by how rare it is in the language at large. Nothing is asked of
other texts, so the anchors of a text never change.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from retold.match.passages import mark_quoted
from retold.records import Span
from retold.text.common import page_shares
from retold.text.names import find_names
from retold.text.sentences import find_sentences
from retold.text.stems import CLOSED_CLASS, stem_word
from retold.text.tokens import WORD, fold_word

UNKNOWN = 1 / 4000  # share of pages of news that holds a word of no list: names, terms, other languages
LONGEST = 40_000  # characters read of one page
GRAM = 5
LONG_RUN = 8  # words in a row that two texts share: quoted or copied, not retold
REACH = 2  # words: content words this near in one sentence are linked
PLAIN, NAME, FIGURE = range(3)

Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text; all but `grams` are one entry a content word, in order."""

    stems: list[str]
    kinds: list[int]
    sentence: list[int]
    at: list[int]  # the number of the word among all words
    quoted: list[bool]  # whether it stands inside quotation marks
    grams: list[Gram]  # every five folded words in a row


@dataclass(frozen=True, slots=True)
class Anchors:
    """The content words of a text, or of a part of it, with their weights."""

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


def read_text(text: str) -> Reading:
    """The content words of a text.

    >>> reading = read_text("The police found 41 crates off Port Ella.")
    >>> list(zip(reading.stems, reading.kinds))
    [('polic', 0), ('found', 0), ('41', 2), ('crat', 0), ('port', 1), ('ella', 1)]
    """
    text = text[:LONGEST]
    named = {m.start() for n in find_names(text) for m in WORD.finditer(text, n.start, n.end)}
    ends = [s.end for s in find_sentences(text)]
    reading = Reading([], [], [], [], [], [])
    folded: list[str] = []
    number = 0
    words = list(WORD.finditer(text))
    for match, quoted in zip(words, mark_quoted(text, [Span(*m.span()) for m in words]), strict=True):
        word = fold_word(match.group())
        while number < len(ends) - 1 and match.start() >= ends[number]:
            number += 1
        if word not in CLOSED_CLASS:
            reading.stems.append(stem_word(word))
            reading.kinds.append(FIGURE if word[0].isdigit() else NAME if match.start() in named else PLAIN)
            reading.sentence.append(number)
            reading.at.append(len(folded))
            reading.quoted.append(quoted)
        folded.append(word)
    reading.grams.extend(zip(*(folded[k:] for k in range(GRAM)), strict=False))
    return reading


def word_rarity(stem: str) -> float:
    """The information in a stem: minus the logarithm of the share of pages that hold it."""
    return -math.log(max(stem_shares().get(stem, 0.0), UNKNOWN))


@cache
def stem_shares() -> dict[str, float]:
    """The share of news pages that hold the most common word of each stem."""
    out: dict[str, float] = {}
    for word, share in page_shares().items():
        stem = stem_word(word)
        out[stem] = max(share, out.get(stem, 0.0))
    return out


def weigh_reading(reading: Reading, without: AbstractSet[int] = frozenset()) -> Anchors:
    """The anchors of a text, those words left out whose numbers are in `without`."""
    rows = [
        (stem, sentence)
        for stem, sentence, at in zip(reading.stems, reading.sentence, reading.at, strict=True)
        if at not in without
    ]
    weight = {stem: word_rarity(stem) for stem, _ in rows}
    links: dict[tuple[str, str], float] = {}
    first: dict[str, int] = {}
    bags: dict[int, dict[str, float]] = {}
    for at, (stem, sentence) in enumerate(rows):
        first.setdefault(stem, at)
        bags.setdefault(sentence, {})[stem] = weight[stem]
        for other, there in rows[at + 1 : at + 1 + REACH]:
            if there == sentence and other != stem:
                links[min(stem, other), max(stem, other)] = weight[stem] + weight[other]
    holders: dict[str, list[int]] = {}
    for number, bag in enumerate(bags.values()):
        for stem in bag:
            holders.setdefault(stem, []).append(number)
    usual = usual_kinds(reading)
    return Anchors(
        weight,
        math.fsum(weight.values()),
        frozenset(s for s in weight if usual[s] == NAME),
        frozenset(s for s in weight if usual[s] == FIGURE),
        first,
        links,
        math.fsum(links.values()),
        [math.fsum(bag.values()) for bag in bags.values()],
        holders,
        frozenset(g for at, g in enumerate(reading.grams) if without.isdisjoint(range(at, at + GRAM))),
    )


def usual_kinds(reading: Reading) -> dict[str, int]:
    """What each stem mostly is in this text."""
    counts: dict[str, list[int]] = {}
    for stem, kind in zip(reading.stems, reading.kinds, strict=True):
        counts.setdefault(stem, [0, 0, 0])[kind] += 1
    return {stem: count.index(max(count)) for stem, count in counts.items()}


def shared_runs(reading: Reading, grams: Collection[Gram]) -> set[int]:
    """The numbers of the words that stand in LONG_RUN or more words whose grams are all among these.

    >>> reading = read_text("So the old ferry sank off Port Ella on Monday night")
    >>> sorted(shared_runs(reading, set(reading.grams[1:5])))
    [1, 2, 3, 4, 5, 6, 7, 8]
    """
    return {
        word
        for start, end in runs_of([gram in grams for gram in reading.grams])
        if end - start > LONG_RUN - GRAM
        for word in range(start, end + GRAM - 1)
    }


def shared_quotes(reading: Reading, other: Reading) -> set[int]:
    """The numbers of the content words that both texts have inside quotation marks.

    >>> left, right = read_text('He saw "only water, dark water" twice'), read_text('"Water", said Maro, was dark')
    >>> shared_quotes(left, right)
    {3, 4, 5}
    """
    said = {stem for stem, quoted in zip(other.stems, other.quoted, strict=True) if quoted}
    rows = zip(reading.stems, reading.quoted, reading.at, strict=True)
    return {at for stem, quoted, at in rows if quoted and stem in said}


def runs_of(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Where stretches of true flags begin and end."""
    out = []
    at = 0
    for flag, group in groupby(flags):
        size = sum(1 for _ in group)
        if flag:
            out.append((at, at + size))
        at += size
    return out
