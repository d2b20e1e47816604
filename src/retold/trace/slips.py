"""Slips of the pen: of two readings, which one was made from the other. For texts that have nothing but words.

Takes two rows of Variants, gives counted slips either way. Four kinds speak in any language: words left out, a word
written twice, a spelling the rest of the tradition does not have, and a common word where the other has a rare one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import log

import numpy as np
from rapidfuzz.distance import Indel

from retold.trace.variants import Row, Variants, usual_readings

# Log odds that the text with one slip more is the copy: fitted by `bench/trace/fit_slips.py` on 598 edges of two kinds
# of grown traditions (`cascades.py --hand`, `scribes.py`, seed 1); omissions are frequent in only one of them.
WORTH = {"omission": 1.28, "repetition": 2.1, "spelling": 0.35, "common word": 0.38}
ALIKE = 0.6  # letters in common from which on two words are two spellings
RARE = 0.3  # times that a group of letters is taken to stand everywhere
STRANGE = 3.0  # log odds of a spelling, a letter, at most


@dataclass
class Slips:
    """How many slips of each kind the second of two texts has more than the first, and at which places they stand."""

    more: dict[str, float] = field(default_factory=lambda: dict.fromkeys(WORTH, 0.0))
    places: dict[str, list[int]] = field(default_factory=dict)

    def add(self, kind: str, size: float, place: int) -> None:
        """Count a slip of the second text (or of the first, when the size is negative)."""
        self.more[kind] += size
        self.places.setdefault(kind, []).append(place)

    @property
    def worth(self) -> float:
        """Log odds that the second text was made from the first."""
        return sum(WORTH[kind] * size for kind, size in self.more.items())


class Hand:
    """What is usual in a tradition: its words, and how they are spelt."""

    def __init__(self, variants: Variants) -> None:
        self.variants = variants
        self.usual = usual_readings(variants)
        self.words = Counter(self.usual)
        self.threes, self.twos = Counter[str](), Counter[str]()
        for word, count in self.words.items():
            for three in threes_of(word):
                self.threes[three] += count
                self.twos[three[:2]] += count

    def strangeness(self, word: str) -> float:
        """How unlike the words of the tradition a word is spelt, a letter."""
        letters = [log((self.twos[t[:2]] + 40 * RARE) / (self.threes[t] + RARE)) for t in threes_of(word)]
        return sum(letters) / len(letters)

    def find_slips(self, first: Row, second: Row) -> Slips:
        """The slips of the second of two texts against those of the first."""
        out = Slips()
        places = np.flatnonzero(first != second)
        before = (-2, 0)
        for place in map(int, places):
            a, b = self.variants.word(place, first[place]), self.variants.word(place, second[place])
            if a and b:
                self.judge_words(out, a, b, place)
                continue
            side = 1 if a else -1
            if before != (place - 1, side):
                out.add("omission", side, place)
            if self.repeats(second if b else first, place, a or b):
                out.add("repetition", -side, place)
            before = (place, side)
        return out

    def judge_words(self, out: Slips, a: str, b: str, place: int) -> None:
        """Two words in one place: two spellings, or two words."""
        if Indel.normalized_similarity(a, b) >= ALIKE:
            strange = self.strangeness(b) - self.strangeness(a)
            out.add("spelling", max(-STRANGE, min(STRANGE, strange)), place)
        elif common := self.is_elsewhere(b, place) - self.is_elsewhere(a, place):
            out.add("common word", common, place)

    def is_elsewhere(self, word: str, place: int) -> bool:
        """Whether most texts have this word at some other place."""
        return self.words[word] > (self.usual[place] == word)

    def repeats(self, row: Row, place: int, word: str) -> bool:
        """Whether the word stands beside itself."""
        near = (k for k in (place - 1, place + 1) if 0 <= k < len(row))
        return any(self.variants.word(k, row[k]) == word for k in near)


def threes_of(word: str) -> list[str]:
    """The groups of three letters of a word, its start and its end marked.

    >>> threes_of("ox")
    ['^^o', '^ox', 'ox$']
    """
    marked = f"^^{word}$"
    return [marked[k : k + 3] for k in range(len(marked) - 2)]


NOTES = {
    "omission": "{:g} stretches more are missing in one than in the other; words are left out more often than added",
    "repetition": "{:g} words stand twice in one and once in the other",
    "spelling": "spellings that the rest of the tradition does not have ({:g})",
    "common word": "{:g} common words stand where the other has a rare one",
}
