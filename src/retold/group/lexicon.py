"""The words of a language as texts write them: each is read once, and known by a number from then on.

Takes texts, gives the numbers of their words; tells for each number the folded form, its key, and what kind of word it
is. It counts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from retold.group.splitting import LONGEST, Split, split_text
from retold.text.common import news_shares
from retold.text.number_english import SMALL
from retold.text.tokens import WORD, hash_word

WORDS, NAME, NUMBER = range(3)  # kinds of words
Reader = Callable[[str], tuple[str, int]]  # the folded form of a word and its kind
Numbers = NDArray[np.int64]
Keys = NDArray[np.uint64]

UNSEEN = 1 / 2000  # share of pages that hold a word which the table of news words lacks
FOREIGN = 1 / 60  # the same for a word of content of another language, of which there is no table
RARE = 1 / 400  # share of pages up to which a common word ties what is said in two places
MOST = 1 << 18  # words remembered
SHORT = 200  # letters of a text that is split word by word
SLOTS = 1 << 19  # words found by their hash at once
SLOT = np.uint64(64 - 19)
ROOM = 1 << 10  # words at first
UNITS = {w: n for n, w in enumerate(SMALL[1:10], 1)}


class Lexicon:
    """The words met so far; the lists below stand by their numbers."""

    def __init__(self, read: Reader, *, spelt: Mapping[str, int], leads: Iterable[str], little: Iterable[str]) -> None:
        self.read_word = read
        self.tables = dict(spelt), frozenset(leads), frozenset(little)
        self.number: dict[str, int] = {}
        self.number_of_hash: dict[int, int] = {}
        self.hashes = np.zeros(SLOTS, dtype=np.uint64)  # met last in each slot, and their numbers
        self.numbers = np.zeros(SLOTS, dtype=np.int64)
        self.form: list[str] = []
        self.key = np.zeros(ROOM, dtype=np.uint64)  # of the form; 0 for a word without one
        self.kind = np.zeros(ROOM, dtype=np.int8)
        self.spelt = np.zeros(ROOM, dtype=np.int8)  # the value of a number word from ten on
        self.unit = np.zeros(ROOM, dtype=np.int8)  # the value of one under ten
        self.capital, self.lead, self.little, self.ties = (np.zeros(ROOM, dtype=np.bool_) for _ in range(4))

    def read(self, text: str) -> Numbers:
        """The numbers of the words of a text, in order."""
        if len(text) < SHORT:
            return np.array(list(map(self.number_of, WORD.findall(text))), dtype=np.int64)
        return self.read_places(text)[0]

    def read_places(self, text: str) -> tuple[Numbers, Numbers]:
        """The same, and where each word begins."""
        split = split_text(text)
        if split is None or (split.ends - split.starts).max(initial=0) > LONGEST:
            found = [(self.number_of(m.group()), m.start()) for m in WORD.finditer(text)]
            numbers, starts = np.array(found, dtype=np.int64).reshape(-1, 2).T
            return numbers, starts
        return self.look_up(split), split.starts

    def look_up(self, split: Split) -> Numbers:
        """The numbers of the words of a text that is split."""
        slot = (split.hashes >> SLOT).astype(np.int64)
        out = self.numbers[slot]
        for k in np.flatnonzero(self.hashes[slot] != split.hashes).tolist():
            out[k] = self.number_hashed(int(split.hashes[k]), split.text[split.starts[k] : split.ends[k]])
        missed = self.hashes[slot] != split.hashes
        self.hashes[slot[missed]], self.numbers[slot[missed]] = split.hashes[missed], out[missed]
        return out

    def number_hashed(self, hashed: int, word: str) -> int:
        """The number of a word of this hash."""
        found = self.number_of_hash.get(hashed)
        if found is None:
            found = self.number_of_hash[hashed] = self.number_of(word)
        return found

    def number_of(self, word: str) -> int:
        """The number of a word."""
        found = self.number.get(word)
        return self.learn(word) if found is None else found

    def learn(self, word: str) -> int:
        """Read a word that was not met before."""
        number = self.number[word] = len(self.form)
        if number == len(self.key):
            self.make_room()
        form, kind = self.read_word(word)
        spelt, leads, little = self.tables
        self.form.append(form)
        self.key[number] = key_of(form)
        self.kind[number] = kind
        self.spelt[number] = spelt.get(word, 0)
        self.unit[number] = UNITS.get(word.casefold(), 0)
        self.capital[number] = word[0].isupper()
        self.lead[number] = word in leads
        self.little[number] = word in little
        self.ties[number] = kind == NAME or (len(form) > 3 and share_of(form) <= RARE)
        return number

    def make_room(self) -> None:
        """Let every list have twice the room."""
        for name in ("key", "kind", "spelt", "unit", "capital", "lead", "little", "ties"):
            held = getattr(self, name)
            setattr(self, name, np.append(held, np.zeros_like(held)))


def key_of(form: str) -> int:
    """The key of a folded word, the same on every machine: odd for a word of content of another language.

    >>> key_of(""), key_of("fr:pont") & 1, key_of("bridge") & 1
    (0, 1, 0)
    """
    return (hash_word(form) & ~1) | (":" in form) if form else 0


def share_of(word: str) -> float:
    """The share of pages that hold a plain word."""
    return news_shares().get(word, FOREIGN if ":" in word else UNSEEN)


def shares_of(keys: Keys) -> NDArray[np.float64]:
    """The same for the words of these keys."""
    known, share = share_table()
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    unknown = np.where(keys & np.uint64(1), FOREIGN, UNSEEN)
    return np.where(known[at] == keys, share[at], unknown)


@cache
def share_table() -> tuple[Keys, NDArray[np.float64]]:
    """The table of news words by their keys, in order."""
    table = news_shares()
    keys = np.array([key_of(w) for w in table], dtype=np.uint64)
    order = np.argsort(keys)
    return keys[order], np.array(list(table.values()))[order]
