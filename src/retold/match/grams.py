"""Words and five-grams of very many texts, hashed in bulk.

Takes texts, gives arrays: a hash for each word and for each run of five, text after text, and whether quotation marks
stand around them. Words are runs of letters and digits, lower case; a character of a script without blanks is a word.
Hashes are our own, the same on every machine. No text is kept, and no place in characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

GRAM = 5  # words
CHUNK = 1 << 19  # characters hashed at a time: the arrays of a chunk stay in the cache (2.0 times faster than 1 << 22)
LONGEST_QUOTE = 2000  # characters; a mark that is closed later was none
PAD = b" " * 8
QUOTE, LINE_END = 34, 10
MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xFF51AFD7ED558CCD))
SHIFT = (np.uint64(32), np.uint64(29))
FIRST_BYTES = np.array([(1 << (8 * k)) - 1 for k in range(9)], dtype=np.uint64)
FOLD_BYTES = bytes(
    c + 32 if 65 <= c <= 90 else c if 48 <= c <= 57 or 97 <= c <= 122 or c == 95 or c >= 128 else 32 for c in range(256)
)
QUOTE_MARKS = str.maketrans("“”„«»", '"""""')
WIDE_MARKS = re.compile(r"[^\w\s\"]|[\x80-\xa0]")
UNSPACED = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Hashed:
    """The words of some texts, those of text k at [at[k]:at[k + 1]]; `quoted` tells which stand inside quotes."""

    words: Hashes
    at: Places
    quoted: Flags

    @property
    def total(self) -> Places:
        """The number of words of each text."""
        return np.diff(self.at)


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


def hash_words(texts: Sequence[str]) -> Hashed:
    """The words of all texts.

    >>> hashed = hash_words(['The "old" ferry', "the OLD, ferry"])
    >>> hashed.at.tolist(), bool((hashed.words[:3] == hashed.words[3:]).all()), hashed.quoted.tolist()[:3]
    ([0, 3, 6], True, [False, True, False])
    """
    parts = [text.encode() if text.isascii() else fold_wide(text) for text in texts]
    raw = b"\n".join([PAD, *parts, PAD])
    starts, words = hash_runs(raw.translate(FOLD_BYTES))
    text_at = len(PAD) + 1 + offsets(np.array([len(p) + 1 for p in parts], np.int64))
    return Hashed(words, np.searchsorted(starts, text_at), mark_quoted(raw, starts))


def fold_wide(text: str) -> bytes:
    """A text with letters beyond ASCII in lower case; marks become blanks, unspaced scripts one word a character."""
    plain = WIDE_MARKS.sub(" ", text.lower().translate(QUOTE_MARKS))
    return UNSPACED.sub(r" \1 ", plain).encode("utf-8", "surrogatepass")


def hash_runs(blob: bytes) -> tuple[Places, Hashes]:
    """Where each run of bytes that are no blank begins, and its hash.

    A hash is made of the first and the last eight bytes: words that differ only between them would meet.
    """
    letters = np.frombuffer(blob, np.uint8) != 32
    edges = np.flatnonzero(letters[1:] != letters[:-1])
    edges += 1
    starts, ends = edges[::2], edges[1::2]
    eight = np.ndarray((len(blob) - 7,), dtype="<u8", buffer=blob, strides=(1,))
    size = ends - starts
    hashes = eight[starts]
    hashes &= FIRST_BYTES[np.minimum(size, 8)]
    hashes *= MIX[0]
    long = np.flatnonzero(size > 8)
    hashes[long] ^= eight[ends[long] - 8] * MIX[1]
    return starts, stir(hashes)


def stir(hashes: Hashes) -> Hashes:
    """Every bit of the input moved into every bit of the output (in place)."""
    hashes ^= hashes >> SHIFT[0]
    hashes *= MIX[1]
    hashes ^= hashes >> SHIFT[1]
    return hashes


def mark_quoted(raw: bytes, starts: Places) -> Flags:
    """Which words stand between a quotation mark and the next one in its line, or the end of the line."""
    letters = np.frombuffer(raw, np.uint8)
    marks = np.flatnonzero(letters == QUOTE)
    if not len(marks):
        return np.zeros(len(starts), np.bool_)
    line_ends = np.flatnonzero(letters == LINE_END)
    line = np.searchsorted(line_ends, marks)
    opening = ranks(line) % 2 == 0
    begin = marks[opening]
    end = np.minimum(np.append(marks, len(raw))[1:][opening], np.append(line_ends, len(raw))[line[opening]])
    end = np.minimum(end, begin + LONGEST_QUOTE)
    step = np.zeros(len(starts) + 1, np.int8)
    np.add.at(step, np.searchsorted(starts, begin), 1)
    np.add.at(step, np.searchsorted(starts, end), -1)
    quoted: Flags = np.cumsum(step[:-1], dtype=np.int8) > 0
    return quoted


def join_grams(hashed: Hashed) -> tuple[Hashes, Flags]:
    """The hash of every five words in a row, and whether they stand in one text."""
    size = max(len(hashed.words) - GRAM + 1, 0)
    grams = hashed.words[:size].copy()
    for k in range(1, GRAM):
        grams *= MIX[0]
        grams ^= hashed.words[k : k + size]
    inside = np.ones(size, np.bool_)
    total, ends = hashed.total, hashed.at[1:]
    for k in range(1, GRAM):
        crossing = (ends - k)[total >= k]
        inside[crossing[crossing < size]] = False
    return stir(grams), inside


def sum_texts(values: Hashes, at: Places) -> Hashes:
    """The sum over each text, modulo 2 ** 64."""
    padded = np.append(values, np.zeros(int(at[-1]) + 1 - len(values), np.uint64))
    sums = np.add.reduceat(padded, at[:-1]) if len(at) > 1 else np.zeros(0, np.uint64)
    return np.where(np.diff(at) > 0, sums, np.uint64(0))


def offsets(counts: Places) -> Places:
    """Where each part of a concatenation begins, and its end."""
    out = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=out[1:])
    return out


def ranks(group: NDArray[Any]) -> Places:
    """The place of each row within its group; rows of a group stand together.

    >>> ranks(np.array([4, 4, 4, 7, 9, 9])).tolist()
    [0, 1, 2, 0, 0, 1]
    """
    first = np.flatnonzero(changes(group))
    return np.arange(len(group)) - np.repeat(first, np.diff(np.append(first, len(group))))


def changes(values: NDArray[Any]) -> Flags:
    """Where a value differs from the one before."""
    out = np.ones(len(values), np.bool_)
    out[1:] = values[1:] != values[:-1]
    return out
