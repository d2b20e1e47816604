"""Words of a text with their places.

Takes any string, gives tokens in order. A token is a run of letters, marks and digits, with inner apostrophes,
hyphens excluded; figures keep their inner separators ("19,600", "1.9"). No language is assumed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from retold.records import Span

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\w")


def find_words(text: str) -> list[Span]:
    """The place of every word.

    >>> [w.of("Some 1.9 million didn’t.") for w in find_words("Some 1.9 million didn’t.")]
    ['Some', '1.9', 'million', 'didn’t']
    """
    return [Span(*m.span()) for m in WORD.finditer(text)]


def fold_words(text: str) -> list[str]:
    """The words in comparable form: lower case, straight apostrophes, no thousands separators.

    >>> fold_words("Didn’t 19,600 flee?")
    ["didn't", '19600', 'flee']
    """
    return [fold_word(w) for w in WORD.findall(text)]


@lru_cache(maxsize=1 << 13)
def folded_words(text: str) -> tuple[str, ...]:
    """The same of a sentence, remembered: copies repeat it, and several stages of work on one figure ask for it.

    >>> folded_words("The ferry sank.")
    ('the', 'ferry', 'sank')
    """
    return tuple(fold_words(text))


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """One word in comparable form."""
    if word[0].isdigit():
        return re.sub(r",(?=\d{3}(?!\d))", "", word)
    return word.casefold().replace("’", "'")


@lru_cache(maxsize=1 << 20)
def hash_word(word: str) -> int:
    """A 64-bit hash of a folded word, the same on every machine and in every run."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def hash_words(words: list[str]) -> NDArray[np.uint64]:
    """The hashes of folded words, in order; shape (len(words),)."""
    return np.fromiter((hash_word(w) for w in words), dtype=np.uint64, count=len(words))
