"""Which page holds which gram, and what every two pages share: sorting instead of dictionaries, in linear memory.

Takes sketches, gives postings (one row a gram and page, sorted by gram, then page) and pairs of pages with what they
have in common. A pair is found through its rows; no pair is looked at that shares no used gram.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.match.grams import Flags, changes, ranks
from retold.match.sketches import QUOTED, Rates, Sketches

PAGE_BITS = 24  # sixteen million pages
GRAM_BITS = 39  # of a gram's hash: among ten million grams one in 50,000 meets another
PART = 1 << 20  # meetings counted at a time: bounds the memory, and stays in what the allocator keeps
CLASS_BITS = 8  # the lowest of a meeting: quoted, and a class of its gram

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]
Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Postings:
    """One row a (gram, page): grams numbered in the order of their hashes, pages ascending inside a gram."""

    gram: Ids
    page: Ids
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
    value = sketches.grams >> np.uint64(64 - GRAM_BITS)
    return post_values(value << np.uint64(1) | sketches.grams & QUOTED, sketches.gram_at, number, sketches.rate)


def post_words(sketches: Sketches, number: Ids) -> Postings:
    """The postings of the rare words of the texts that have a number."""
    value = sketches.words.astype(np.uint64) << np.uint64(GRAM_BITS + 1 - 32)
    return post_values(value, sketches.word_at, number, sketches.rate)


def post_values(value: Keys, at: Ids, number: Ids, rate: Rates) -> Postings:
    """The postings of values of GRAM_BITS and a lowest bit for quoted; those of text k stand at [at[k]:at[k + 1]]."""
    use = np.repeat(number >= 0, np.diff(at))
    page = np.repeat(number[number >= 0].astype(np.uint64), np.diff(at)[number >= 0])
    value = value[use]
    key = value >> np.uint64(1) << np.uint64(PAGE_BITS + 1) | page << np.uint64(1) | value & np.uint64(1)
    key.sort()
    key = key[changes(key >> np.uint64(1))]
    gram = key >> np.uint64(PAGE_BITS + 1)
    above = {int(r): int(np.searchsorted(gram, 1 << (GRAM_BITS - int(r)))) for r in np.unique(rate)}
    held = (key >> np.uint64(1) & np.uint64((1 << PAGE_BITS) - 1)).astype(np.int64)
    rates = np.zeros(int(number.max(initial=-1)) + 1, np.uint8)
    rates[number[number >= 0]] = rate[number >= 0]
    return Postings(np.cumsum(changes(gram)) - 1, held, (key & np.uint64(1)).astype(np.bool_), rates, above)


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


def meet_pages(postings: Postings, use: Flags, classes: NDArray[np.uint8], weights: Numbers) -> Pairs:
    """Every two pages that share a used gram. `classes` (below 128) is one a gram, `weights` one a class."""
    table = np.repeat(weights, 2)
    outside = np.tile([1.0, 0.0], len(weights))
    parts: list[tuple[NDArray[np.uint64] | Numbers, ...]] = []
    for key in meetings(postings, use, classes):
        key.sort()
        pair = key >> np.uint64(CLASS_BITS)
        first = np.flatnonzero(changes(pair))
        kind = (key & np.uint64((1 << CLASS_BITS) - 1)).astype(np.uint8)
        sums = (np.add.reduceat(t[kind], first) for t in (table, outside))
        parts.append((pair[first], np.diff(np.append(first, len(key))).astype(np.float64), *sums))
    if not parts:
        none, zero = np.zeros(0, np.int64), np.zeros(0)
        return Pairs(none, none, zero, zero, zero)
    pair, shared, weight, told = (np.concatenate(column) for column in zip(*parts, strict=True))
    left = (pair >> np.uint64(PAGE_BITS)).astype(np.int64)
    return Pairs(left, (pair & np.uint64((1 << PAGE_BITS) - 1)).astype(np.int64), shared, weight, told)


def meetings(postings: Postings, use: Flags, classes: NDArray[np.uint8]) -> Iterator[Keys]:
    """Two pages at a used gram: left page, right page, class of the gram, quoted or not; left pages in parts."""
    gram, page = postings.gram[use], postings.page[use].astype(np.uint64)
    quoted = postings.quoted[use].astype(np.uint64)
    ahead = np.bincount(gram)[gram] - ranks(gram) - 1 if len(gram) else gram
    left = page << np.uint64(PAGE_BITS + CLASS_BITS) | classes[gram].astype(np.uint64) << np.uint64(1) | quoted
    right = page << np.uint64(CLASS_BITS) | quoted
    for rows in parts_of(page, ahead, postings.pages):
        each = ahead[rows]
        place = np.repeat(rows + 1 - (np.cumsum(each) - each), each)
        place += np.arange(len(place))
        yield np.repeat(left[rows], each) | right[place]


def parts_of(page: Keys, ahead: Ids, pages: int) -> Iterator[Ids]:
    """Rows that have others ahead, in parts of at most PART meetings and of whole pages, pages ascending."""
    busy = np.flatnonzero(ahead)
    if not len(busy):
        return
    ends = np.cumsum(np.bincount(page[busy].astype(np.int64), weights=ahead[busy], minlength=pages))
    part = (ends - 1) // PART
    wanted = part[page[busy].astype(np.int64)]
    for number in np.unique(wanted):
        yield busy[wanted == number]
