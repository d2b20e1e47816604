"""Runs of five words of very many pages, hashed in bulk.

Takes texts, gives arrays: one hash a word and one a five-gram, page after page. Words are runs of letters and digits,
lower case; a character of a script without blanks is a word. Hashes are our own, the same on every machine. No text
is kept, and no place in characters: `passages.py` finds those again where they are wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
WordHashes = NDArray[np.uint32]  # the upper half of a word's hash
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
    """Hashed words and five-grams of pages, a fixed share of all hashes kept.

    Those of page k are grams[gram_at[k]:gram_at[k + 1]], and so for words. `total` counts all words of each page,
    `mark` tells pages of different words apart.
    """

    grams: Hashes
    gram_at: Places
    words: WordHashes
    word_at: Places
    total: Places
    mark: Hashes


def hash_grams(texts: Sequence[str], *, one_in: int = 1) -> Grams:
    """The five-grams and words of all texts; of the possible hashes, one in `one_in` (a power
    of two) is kept (FracMinHash).

    >>> grams = hash_grams(["A ferry sank off Port Ella.", "a FERRY sank, off Port"])
    >>> [grams.gram_at.tolist(), grams.total.tolist(), bool(grams.grams[0] == grams.grams[2])]
    [[0, 2, 3], [6, 5], True]
    """
    columns: list[list[NDArray[Any]]] = [[] for _ in range(6)]
    for chunk in chunks_of(texts) if texts else [[]]:
        hashed: tuple[NDArray[Any], ...] = hash_chunk(chunk, np.uint64(one_in))
        for column, part in zip(columns, hashed, strict=True):
            column.append(part)
    grams, gram_count, words, word_count, total, mark = (join_parts(c) for c in columns)
    return Grams(grams, offsets(gram_count), words, offsets(word_count), total, mark)


def join_parts(parts: list[NDArray[Any]]) -> NDArray[Any]:
    """All parts as one array; the list is emptied, so that no part is held twice."""
    out = np.concatenate(parts)
    parts.clear()
    return out


Hashed = tuple[Hashes, Places, WordHashes, Places, Places, Hashes]


def hash_chunk(texts: Sequence[str], one_in: np.uint64) -> Hashed:
    """Kept grams, their number a page, kept words, their number a page, all words a page, a mark a page."""
    words, total = hash_words(texts)
    at = offsets(total)
    grams = join_grams(words)
    inside = np.ones(len(grams), bool)
    for k in range(1, GRAM):
        crossing = (at[1:] - k)[total >= k]
        inside[crossing[crossing < len(grams)]] = False
    mark = sum_pages(words * MIX[1], at) + sum_pages(grams * inside, at)
    kept = np.flatnonzero(inside & ((grams & (one_in - np.uint64(1))) == 0) if one_in > 1 else inside)
    kept_words = np.flatnonzero((words & (one_in - np.uint64(1))) == 0)
    return (
        grams[kept],
        np.diff(np.searchsorted(kept, at)),
        upper_half(words[kept_words]),
        np.diff(np.searchsorted(kept_words, at)),
        total,
        mark,
    )


def upper_half(hashes: Hashes) -> WordHashes:
    """The upper 32 bits."""
    return (hashes >> np.uint64(32)).astype(np.uint32)


def sum_pages(values: Hashes, at: Places) -> Hashes:
    """The sum over each page, modulo 2 ** 64."""
    padded = np.append(values, np.zeros(int(at[-1]) + 1 - len(values), np.uint64))
    sums = np.add.reduceat(padded, at[:-1]) if len(at) > 1 else np.zeros(0, np.uint64)
    return np.where(np.diff(at) > 0, sums, np.uint64(0))


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


def join_grams(words: Hashes) -> Hashes:
    """The hashes of every five words in a row, across pages too."""
    size = max(len(words) - GRAM + 1, 0)
    grams = words[:size].copy()
    for k in range(1, GRAM):
        grams *= MIX[0]
        grams ^= words[k : k + size]
    return stir(grams)


def offsets(counts: Places) -> Places:
    """Where each part of a concatenation begins, and its end."""
    out = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=out[1:])
    return out
