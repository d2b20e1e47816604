"""Runs of five words of very many pages, hashed in bulk.

Takes texts, gives arrays: one hash a word and one a five-gram, page after page. Words are runs of letters and digits,
lower case; a character of a script without blanks is a word. Hashes are our own, the same on every machine. No text
is kept, and no place in characters: `passages.py` finds those again where they are wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

GRAM = 5  # words
CHUNK = 1 << 19  # characters hashed at a time: the arrays of a chunk stay in the cache (2.0 times faster than 1 << 22)
PAD = b" " * 8
MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xFF51AFD7ED558CCD))
SHIFT = (np.uint64(32), np.uint64(29))
FIRST_BYTES = np.array([(1 << (8 * k)) - 1 for k in range(9)], dtype=np.uint64)
FOLD_BYTES = bytes(
    c + 32 if 65 <= c <= 90 else c if 48 <= c <= 57 or 97 <= c <= 122 or c == 95 or c >= 128 else 32 for c in range(256)
)
WIDE_MARKS = re.compile(r"[^\w\s]|[\x80-\xa0]")
UNSPACED = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Grams:
    """Words and five-grams of pages: those of page k are words[word_at[k]:word_at[k + 1]], and so for grams."""

    words: Hashes
    word_at: Places
    grams: Hashes  # a page of fewer than five words has none
    gram_at: Places

    def of(self, page: int) -> Hashes:
        """The five-grams of a page, in order."""
        return self.grams[self.gram_at[page] : self.gram_at[page + 1]]


def hash_grams(texts: Sequence[str]) -> Grams:
    """The words and five-grams of all texts.

    >>> grams = hash_grams(["A ferry sank off Port Ella.", "a FERRY sank, off Port"])
    >>> [len(grams.of(0)), len(grams.of(1)), bool(grams.of(0)[0] == grams.of(1)[0])]
    [2, 1, True]
    """
    words: list[Hashes] = []
    counts: list[Places] = []
    grams: list[Hashes] = []
    for chunk in chunks_of(texts):
        hashes, count = hash_words(chunk)
        words.append(hashes)
        counts.append(count)
        grams.append(join_grams(hashes, count))
    count = np.concatenate(counts) if counts else np.zeros(0, np.int64)
    zero = np.zeros(0, np.uint64)
    return Grams(
        np.concatenate(words) if words else zero,
        offsets(count),
        np.concatenate(grams) if grams else zero,
        offsets(np.maximum(count - (GRAM - 1), 0)),
    )


def chunks_of(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Stretches of texts of about CHUNK characters."""
    start = size = 0
    for at, text in enumerate(texts):
        size += len(text)
        if size >= CHUNK:
            yield texts[start : at + 1]
            start, size = at + 1, 0
    if start < len(texts):
        yield texts[start:]


def hash_words(texts: Sequence[str]) -> tuple[Hashes, Places]:
    """The hash of every word, and the number of words of each text.

    A hash is made of the first and the last eight bytes: words that differ only between them would meet.
    """
    parts = [text.encode() if text.isascii() else fold_wide(text) for text in texts]
    blob = b" ".join([PAD, *parts, PAD]).translate(FOLD_BYTES)
    letters = np.frombuffer(blob, np.uint8) != 32
    edges = np.flatnonzero(letters[1:] != letters[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    eight = np.ndarray((len(blob) - 7,), dtype="<u8", buffer=blob, strides=(1,))
    size = ends - starts
    hashes = (eight[starts] & FIRST_BYTES[np.minimum(size, 8)]) * MIX[0]
    hashes ^= np.where(size > 8, eight[ends - 8] * MIX[1], np.uint64(0))
    text_at = len(PAD) + 1 + offsets(np.array([len(p) + 1 for p in parts], np.int64))
    return stir(hashes), np.diff(np.searchsorted(starts, text_at))


def fold_wide(text: str) -> bytes:
    """A text with letters beyond ASCII in lower case; marks become blanks, unspaced scripts one word a character."""
    return UNSPACED.sub(r" \1 ", WIDE_MARKS.sub(" ", text.lower())).encode("utf-8", "surrogatepass")


def stir(hashes: Hashes) -> Hashes:
    """Every bit of the input moved into every bit of the output (in place)."""
    hashes ^= hashes >> SHIFT[0]
    hashes *= MIX[1]
    hashes ^= hashes >> SHIFT[1]
    return hashes


def join_grams(words: Hashes, count: Places) -> Hashes:
    """The hashes of five words in a row that stand in one text."""
    if len(words) < GRAM:
        return np.zeros(0, np.uint64)
    grams = words[: len(words) - GRAM + 1].copy()
    for k in range(1, GRAM):
        grams *= MIX[0]
        grams ^= words[k : len(words) - GRAM + 1 + k]
    inside = np.ones(len(words), bool)
    ends = np.cumsum(count)
    for k in range(1, GRAM):
        inside[np.maximum(ends - k, ends - count)[count > 0]] = False
    return stir(grams)[inside[: len(grams)]]


def offsets(counts: Places) -> Places:
    """Where each part of a concatenation begins, and its end."""
    out = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=out[1:])
    return out
