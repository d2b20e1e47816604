"""Which page holds which gram, and what every two pages share: sorting instead of dictionaries, in linear memory.

Takes sketches, gives postings (one row a gram and page, sorted by gram, then page) and pairs of pages with what they
have in common. A pair is found through its rows; no pair is looked at that shares no used gram.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold.match.grams import Flags, changes
from retold.match.sketches import QUOTED, Rates, Sketches, limits, spread_places

PAGE_BITS = 24  # sixteen million pages
GRAM_BITS = 39  # of a gram's hash: among ten million grams one in 50,000 meets another
PART = 1 << 18  # meetings counted at a time: bounds the memory, and stays in what the allocator keeps
CLASS_MASK = np.uint64((1 << 8) - 1)
PAGE_SHIFT = np.uint64(1)
LOW_MASK = np.uint64((1 << (64 - GRAM_BITS)) - 1)
PAGE_MASK = np.uint64((1 << PAGE_BITS) - 1)
GRAM_MASK = np.uint64(((1 << GRAM_BITS) - 1) << (64 - GRAM_BITS) | 1)
CLASS_BITS = 8  # the lowest of a meeting: quoted, and a class of its gram

Ids = NDArray[np.int64]
Rows = NDArray[np.int32]
Numbers = NDArray[np.float64]
Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Postings:
    """One row a (gram, page): grams numbered in the order of their hashes, pages ascending inside a gram."""

    gram: Rows
    page: Rows
    quoted: Flags
    rate: Rates  # of each page
    first_above: dict[int, int]  # the first row that a page of this rate would not hold

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.rate)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of pages, left before right, sorted; with the used grams they share, by weight and outside quotes."""

    left: Ids
    right: Ids
    shared: Numbers
    weight: Numbers
    told: Numbers  # those that neither page quotes


def post_grams(sketches: Sketches, number: Ids) -> Postings:
    """The postings of the grams of the texts that have a number."""
    return read_keys(gram_keys(sketches, number), number, sketches.rate)


def post_words(sketches: Sketches, number: Ids) -> Postings:
    """The postings of the rare words of the texts that have a number."""
    return read_keys(word_keys(sketches, number), number, sketches.rate)


def gram_keys(sketches: Sketches, number: Ids) -> Keys:
    """A sorted key for each gram and text: the gram in the upper bits, the number of the text, quoted or not."""
    return sort_keys(sketches.grams & GRAM_MASK, sketches.gram_at, number)


def word_keys(sketches: Sketches, number: Ids) -> Keys:
    """The same for rare words."""
    value = sketches.words.astype(np.uint64)
    value <<= np.uint64(32)
    return sort_keys(value, sketches.word_at, number)


def sort_keys(key: Keys, at: Ids, number: Ids) -> Keys:
    """The values of the texts that have a number, with this, sorted and each once; `key` is used up."""
    key |= np.repeat(number.astype(np.uint64) << PAGE_SHIFT, np.diff(at))
    if (number < 0).any():
        key = key[np.repeat(number >= 0, np.diff(at))]
    key.sort()
    return key[changes(key & ~QUOTED)]


def read_keys(key: Keys, number: Ids, rate: Rates) -> Postings:
    """The postings that sorted keys stand for."""
    above = {int(r): int(np.searchsorted(key, limits(64)[r], side="right")) for r in np.flatnonzero(np.bincount(rate))}
    page = (key >> PAGE_SHIFT & PAGE_MASK).astype(np.int32)
    rates = np.zeros(int(number.max(initial=-1)) + 1, np.uint8)
    rates[number[number >= 0]] = rate[number >= 0]
    gram = np.cumsum(changes(key >> np.uint64(64 - GRAM_BITS)), dtype=np.int32) - 1
    return Postings(gram, page, (key & QUOTED).astype(np.bool_), rates, above)


def upper_bits(keys: Keys) -> Keys:
    """What of a key, or of a gram, tells one gram from another."""
    return keys & ~LOW_MASK


def values_at(keys: Keys, values: Keys) -> tuple[Ids, Ids]:
    """Where the rows of these values (in the upper bits) begin in sorted keys, and where they end."""
    return np.searchsorted(keys, upper_bits(values)), np.searchsorted(keys, values | LOW_MASK, side="right")


def find_holders(keys: Keys, values: Keys) -> tuple[Ids, Ids]:
    """Who holds these values: for each the place of the value, and a text."""
    first, end = values_at(keys, values)
    size = end - first
    holders = keys[spread_places(first, size)] >> PAGE_SHIFT & PAGE_MASK
    return np.repeat(np.arange(len(values)), size), holders.astype(np.int64)


def count_held(postings: Postings) -> Ids:
    """On how many pages each gram stands."""
    return np.bincount(postings.gram)


def count_sizes(postings: Postings, use: Flags, left: Ids, right: Ids) -> tuple[Numbers, Numbers]:
    """The used grams of both pages of each pair, counted at the coarser rate of the two."""
    rate = np.maximum(postings.rate[left], postings.rate[right])
    sizes = np.zeros((2, len(left)))
    for level, end in postings.first_above.items():
        at = rate == level
        if at.any():
            count = np.bincount(postings.page[:end][use[:end]], minlength=postings.pages)
            sizes[:, at] = count[left[at]], count[right[at]]
    return sizes[0], sizes[1]


def meet_pages(postings: Postings, use: Flags, classes: NDArray[np.uint8], weights: Numbers, least: int) -> Pairs:
    """Every two pages that share `least` used grams. `classes` (below 128) is one a gram, `weights` one a class."""
    table = np.repeat(weights, 2)
    outside = np.tile([1.0, 0.0], len(weights))
    parts: list[tuple[NDArray[Any], ...]] = []
    for key in meetings(postings, use, classes):
        key.sort()
        kind = (key & CLASS_MASK).astype(np.uint8)
        pair = key >> np.uint64(CLASS_BITS)
        first = np.flatnonzero(changes(pair))
        shared = np.diff(np.append(first, len(key)))
        columns = pair[first], shared, *(np.add.reduceat(t[kind], first) for t in (table, outside))
        parts.append(tuple(column[shared >= least] for column in columns))
    if not parts:
        none, zero = np.zeros(0, np.int64), np.zeros(0)
        return Pairs(none, none, zero, zero, zero)
    pair, shared, weight, told = (np.concatenate(column) for column in zip(*parts, strict=True))
    left = (pair >> np.uint64(PAGE_BITS)).astype(np.int64)
    return Pairs(left, (pair & PAGE_MASK).astype(np.int64), shared.astype(np.float64), weight, told)


def meetings(postings: Postings, use: Flags, classes: NDArray[np.uint8]) -> Iterator[Keys]:
    """Two pages at a used gram: left page, right page, class of the gram, quoted or not; left pages in parts."""
    page, quoted = postings.page[use].astype(np.uint64), postings.quoted[use].astype(np.uint64)
    left = page << np.uint64(PAGE_BITS + CLASS_BITS) | quoted
    left |= classes[postings.gram[use]].astype(np.uint64) << np.uint64(1)
    right = page << np.uint64(CLASS_BITS) | quoted
    ahead = rows_ahead(postings.gram[use])
    for rows in parts_of(postings.page[use], ahead, postings.pages):
        each = ahead[rows]
        other = np.repeat(rows + 1 - (np.cumsum(each) - each), each)
        other += np.arange(len(other))
        key = right[other]
        key |= np.repeat(left[rows], each)
        yield key


def rows_ahead(gram: Rows) -> Ids:
    """How many rows of the same gram follow each row.

    >>> rows_ahead(np.array([0, 0, 0, 2, 5, 5])).tolist()
    [2, 1, 0, 0, 1, 0]
    """
    first = np.flatnonzero(changes(gram))
    size = np.diff(np.append(first, len(gram)))
    return np.repeat(first + size - 1, size) - np.arange(len(gram))


def parts_of(page: Rows, ahead: Ids, pages: int) -> Iterator[Ids]:
    """Rows that have others ahead, in parts of about PART meetings and of whole pages, pages ascending."""
    busy = np.flatnonzero(ahead)
    ends = np.cumsum(np.bincount(page[busy], weights=ahead[busy], minlength=pages))
    part = ((ends - 1) // PART).astype(np.int64)[page[busy]]
    for number in np.flatnonzero(np.bincount(part)):
        yield busy[part == number]
