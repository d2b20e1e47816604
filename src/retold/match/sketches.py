"""What match remembers of a text: a sample of its words in a row and its rare words, in a few kilobytes.

Takes texts, gives sketches. A sketch is a pure function of one text, so it can be made once, stored as bytes, and
compared with sketches that other runs made. Of all possible five-grams those with a small hash are kept (FracMinHash),
so the samples of two texts can be compared: what both hold, both have kept. Short texts are kept whole; very long
ones are thinned, so that no sketch has more than about MOST grams.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold.match.grams import GRAM, MIX, Hashed, Hashes, Places, chunks_of, hash_words, join_grams, offsets, sum_texts
from retold.match.vocabulary import keep_rare

SHORT = 200  # words; a text of no more keeps every gram at any rate
LARGE = 8000  # texts; a larger set is compared by one gram in 2 ** COARSE of the others
COARSE = 3  # at 20,000 and 100,000 generated pages (seed 7) no recall or precision wanted is lost: docs/benchmarks.md
MOST = 4096  # grams of a text; a longer one keeps one in 2, in 4, ...
QUOTED = np.uint64(1)  # the lowest bit of a kept gram: its middle word stands inside quotation marks
HEAD = Struct("<BQIII")  # rate, mark, words of the text, kept grams, kept words
PART = 1 << 12  # sketches read at a time: bounds the memory
PAD = b" " * 8

Rates = NDArray[np.uint8]
WordHashes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Sketches:
    """The sketches of many texts: those of text k at [gram_at[k]:gram_at[k + 1]], and so for words."""

    grams: Hashes  # at most 2 ** 64 >> rate; the lowest bit is QUOTED
    gram_at: Places
    words: WordHashes
    word_at: Places
    total: Places  # words of the whole text
    mark: Hashes  # tells texts of different words apart
    rate: Rates  # one gram in 2 ** rate is kept

    def __len__(self) -> int:
        return len(self.total)


@dataclass(frozen=True, slots=True)
class Sketch:
    """The sketch of one text."""

    grams: Hashes
    words: WordHashes
    total: int
    mark: int
    rate: int

    def thin(self) -> Sketch:
        """What a set of more than LARGE texts needs of it: half a kilobyte for a page of news.

        >>> sketch = sketch_text(" ".join(f"word{k}" for k in range(400)))
        >>> len(sketch.to_bytes()), len(sketch.thin().to_bytes())
        (4789, 829)
        """
        return split_sketches(coarsen(stack_sketches([self]), COARSE))[0]

    def to_bytes(self) -> bytes:
        """At most 8 bytes for each kept gram and 4 for each kept word, and a few more."""
        head = HEAD.pack(self.rate, self.mark, self.total, len(self.grams), len(self.words))
        return head + self.grams.astype("<u8").tobytes() + self.words.astype("<u4").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Sketch:
        """The sketch that `to_bytes` wrote."""
        rate, mark, total, grams, words = HEAD.unpack_from(data)
        kept = np.frombuffer(data, "<u8", grams, HEAD.size)
        return cls(kept, np.frombuffer(data, "<u4", words, HEAD.size + 8 * grams), total, mark, rate)


def sketch_text(text: str) -> Sketch:
    """The sketch of one text.

    >>> sketch = sketch_text("The ferry Aurora sank off Port Ella on Monday.")
    >>> sketch.total, len(sketch.grams), len(sketch.to_bytes()) < 100
    (9, 5, True)
    >>> Sketch.from_bytes(sketch.to_bytes()).mark == sketch.mark
    True
    """
    return split_sketches(sketch_texts([text]))[0]


def usual_rate(texts: int) -> int:
    """The rate at which a set of so many texts is compared."""
    return COARSE if texts > LARGE else 0


def sketch_texts(texts: Sequence[str], rate: int = 0) -> Sketches:
    """The sketches of many texts, made in bulk; the same as one by one."""
    columns: list[list[NDArray[Any]]] = [[] for _ in range(7)]
    for chunk in chunks_of(texts) if texts else [[]]:
        for column, part in zip(columns, sketch_chunk(hash_words(chunk), rate), strict=True):
            column.append(part)
    grams, gram_count, words, word_count, total, mark, rates = (join_parts(c) for c in columns)
    return Sketches(grams, offsets(gram_count), words, offsets(word_count), total, mark, rates)


def join_parts(parts: list[NDArray[Any]]) -> NDArray[Any]:
    """All parts as one array; the list is emptied, so that no part is held twice."""
    out = np.concatenate(parts)
    parts.clear()
    return out


def sketch_chunk(hashed: Hashed, rate: int) -> tuple[NDArray[Any], ...]:
    """Kept grams, their number a text, kept words, their number a text, all words of it, its mark, its rate."""
    grams, inside = join_grams(hashed)
    mark = sum_texts(hashed.words * MIX[1], hashed.at) + sum_texts(grams * inside, hashed.at)
    rates = rates_of(hashed.total, rate)
    kept = np.flatnonzero(inside & sampled(grams, hashed.at, rates, rate))
    words, word_count = keep_rare(hashed, sampled(hashed.words, hashed.at, word_rate(rates), word_rate(rate)))
    taken = grams[kept] & ~QUOTED | hashed.quoted[kept + GRAM // 2]
    return taken, np.diff(np.searchsorted(kept, hashed.at)), words, word_count, hashed.total, mark, rates


def rates_of(total: Places, rate: int) -> Rates:
    """The rate of texts of so many words, where `rate` is the usual one.

    >>> rates_of(np.array([0, 200, 201, 16_384, 16_385, 70_000]), 2).tolist()
    [0, 0, 2, 2, 3, 5]
    """
    need = np.ceil(np.log2(np.maximum(total, MOST) / MOST))
    return np.where(total <= SHORT, 0, np.maximum(rate, need)).astype(np.uint8)


def word_rate(rate: Any) -> Any:
    """The rate of words where this is the rate of grams: a text has fewer rare words."""
    return np.maximum(rate, 1) - 1


def sampled(hashes: Hashes, at: Places, rates: Rates, rate: int) -> NDArray[np.bool_]:
    """Which hashes are small enough for the rate of their text; most texts have the usual one."""
    out: NDArray[np.bool_] = hashes <= largest(rate)
    for text in np.flatnonzero(rates != rate):
        place = slice(at[text], at[text + 1])
        out[place] = hashes[place] <= largest(rates[text])
    return out


def largest(rate: int) -> np.uint64:
    """The largest hash that is kept at a rate."""
    return np.uint64((1 << (64 - int(rate))) - 1)


def coarsen(sketches: Sketches, rate: int) -> Sketches:
    """The sketches that `sketch_texts` makes of the same texts at a rate no finer than theirs."""
    rates = np.maximum(sketches.rate, rates_of(sketches.total, rate))
    grams = sketches.grams <= np.repeat(limits(64)[rates], np.diff(sketches.gram_at))
    words = sketches.words <= np.repeat(limits(32)[word_rate(rates)], np.diff(sketches.word_at))
    gram_at, word_at = (
        offsets(k.astype(np.int64))[at] for k, at in ((grams, sketches.gram_at), (words, sketches.word_at))
    )
    return replace(
        sketches, grams=sketches.grams[grams], gram_at=gram_at, words=sketches.words[words], word_at=word_at, rate=rates
    )


def limits(bits: int) -> Hashes:
    """The largest hash of so many bits that is kept at each rate."""
    return np.array([(1 << max(bits - rate, 0)) - 1 for rate in range(64)], np.uint64)


def split_sketches(sketches: Sketches) -> list[Sketch]:
    """One by one."""
    s = sketches
    return [
        Sketch(
            s.grams[s.gram_at[k] : s.gram_at[k + 1]],
            s.words[s.word_at[k] : s.word_at[k + 1]],
            int(s.total[k]),
            int(s.mark[k]),
            int(s.rate[k]),
        )
        for k in range(len(s))
    ]


def read_sketches(blobs: Sequence[bytes], rate: int = 0) -> Sketches:
    """The sketches that `to_bytes` wrote, read in bulk, at this rate."""
    parts = [coarsen(read_part(blobs[k : k + PART]), rate) for k in range(0, len(blobs), PART)]
    return join_sketches(parts) if parts else stack_sketches([])


def read_part(blobs: Sequence[bytes]) -> Sketches:
    """The same of a few thousand."""
    data = b"".join([*blobs, PAD])
    at = offsets(np.array([len(b) for b in blobs], np.int64))[:-1]
    eight: Hashes = np.ndarray((len(data) - 7,), "<u8", data, strides=(1,))
    four: WordHashes = np.ndarray((len(data) - 3,), "<u4", data, strides=(1,))
    total, grams, words = (four[at + place].astype(np.int64) for place in (9, 13, 17))
    gram_at, word_at = offsets(grams), offsets(words)
    at_grams = at + HEAD.size
    return Sketches(
        eight[spread_places(at_grams, grams, 8)],
        gram_at,
        four[spread_places(at_grams + 8 * grams, words, 4)],
        word_at,
        total,
        eight[at + 1],
        np.frombuffer(data, np.uint8)[at],
    )


def spread_places(start: Places, count: Places, step: int = 1) -> Places:
    """From each start so many places, `step` apart.

    >>> spread_places(np.array([5, 90]), np.array([3, 2]), 8).tolist()
    [5, 13, 21, 90, 98]
    """
    return np.repeat(start - step * offsets(count)[:-1], count) + step * np.arange(int(count.sum()))


def take_sketches(sketches: Sketches, texts: Places) -> Sketches:
    """The sketches of these texts, in this order."""
    s = sketches
    counts = [np.diff(at)[texts] for at in (s.gram_at, s.word_at)]
    places = [spread_places(at[texts], n) for at, n in zip((s.gram_at, s.word_at), counts, strict=True)]
    ends = [offsets(n) for n in counts]
    return Sketches(
        s.grams[places[0]], ends[0], s.words[places[1]], ends[1], s.total[texts], s.mark[texts], s.rate[texts]
    )


def join_sketches(parts: Sequence[Sketches]) -> Sketches:
    """The sketches of all parts, in order."""

    def ends(each: Sequence[Places]) -> Places:
        return offsets(np.concatenate([np.diff(at) for at in each]))

    return Sketches(
        np.concatenate([p.grams for p in parts]),
        ends([p.gram_at for p in parts]),
        np.concatenate([p.words for p in parts]),
        ends([p.word_at for p in parts]),
        np.concatenate([p.total for p in parts]),
        np.concatenate([p.mark for p in parts]),
        np.concatenate([p.rate for p in parts]),
    )


def stack_sketches(sketches: Sequence[Sketch]) -> Sketches:
    """Sketches made at different times, as one table."""
    none = [Sketch(np.zeros(0, np.uint64), np.zeros(0, np.uint32), 0, 0, 0)]
    return Sketches(
        np.concatenate([s.grams for s in [*none, *sketches]]),
        offsets(np.array([len(s.grams) for s in sketches], np.int64)),
        np.concatenate([s.words for s in [*none, *sketches]]),
        offsets(np.array([len(s.words) for s in sketches], np.int64)),
        np.array([s.total for s in sketches], np.int64),
        np.array([s.mark for s in sketches], np.uint64),
        np.array([s.rate for s in sketches], np.uint8),
    )
