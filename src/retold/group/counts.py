"""Profiles of articles as sparse matrices, and what each word weighs in each article.

Takes profiles in a fixed order and their days, gives one row an article with all channels side by side, each of length
one. Rare words weigh, words never seen before most. It compares nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from retold.group.lexicon import Keys, shares_of
from retold.group.model import PARTS
from retold.group.places import distinct, places_of_largest, rows_of
from retold.group.profiles import CHANNELS, Profile

PRIOR_PAGES = 4000.0  # pages of general news that the frequencies of a run are mixed with
COMMON = 0.3  # a word on more pages than this share tells nothing
FEW = (0.0, 0.0, 10.0, 60.0, 60.0, 60.0)  # weight that a row lacks to be believed: one number in common is an accident
HEAVIEST = (40, 60, 40, 15, 15, 30)  # entries of a row on each channel: all others change no figure and take time
STEP = float(1 << 20)  # novelties are whole parts of one over this: their sums are exact in any order
BLOCK = 4000  # pages laid out together, which bounds the memory
ENTRIES = 2_000_000  # counted together
LOGARITHM = 1 + np.log(np.maximum(np.arange(256), 1))  # of a count


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each article uses each word, on each channel; rows follow the articles, columns `keys`."""

    keys: Keys  # ascending, so that no history shows
    share: NDArray[np.float64]  # the share of news pages that hold the word
    starts: NDArray[np.int64]  # of each row
    columns: NDArray[np.int32]
    counts: NDArray[np.uint8]  # shape (channels, entries)

    @property
    def rows(self) -> int:
        """The number of articles."""
        return len(self.starts) - 1


def stack_profiles(profiles: Sequence[Profile]) -> Counts:
    """The counts of these profiles, a row each.

    >>> from retold.group.words import profile_article
    >>> from retold.records import Article
    >>> stack_profiles([profile_article(Article("a", "Osprey sank"))]).counts.tolist()[1]
    [1, 1]
    """
    starts = np.append(0, np.cumsum([len(p.keys) for p in profiles], dtype=np.int64))
    keys = np.empty(0, dtype=np.uint64)
    for first in range(0, len(profiles), BLOCK):
        keys = distinct(np.concatenate([keys, *(p.keys for p in profiles[first : first + BLOCK])]))
    columns = np.empty(int(starts[-1]), dtype=np.int32)
    for first in range(0, len(profiles), BLOCK):
        block = np.concatenate([p.keys for p in profiles[first : first + BLOCK]])
        columns[starts[first] : starts[first] + len(block)] = np.searchsorted(keys, block)
    counts = np.concatenate([np.empty((len(CHANNELS), 0), dtype=np.uint8), *(p.counts for p in profiles)], axis=1)
    return Counts(keys, shares_of(keys), starts, columns, counts)


def round_novelty(value: Any) -> Any:
    """How much a page counts, in whole steps.

    >>> float(round_novelty(1 / 3)) * STEP
    349525.0
    """
    return np.round(np.asarray(value) * STEP) / STEP


def count_until(
    counts: Counts, when: NDArray[np.int64], novelty: NDArray[np.float64]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]]:
    """Entries with their rows, and how many articles until the time of that row hold the word, itself among them.

    Each counts by its novelty. The entries come in blocks, some words at a time, which bounds the memory.
    """
    held = np.append(0, np.cumsum(np.bincount(counts.columns, minlength=len(counts.keys))))
    first = 0
    while first < len(counts.keys):
        last = max(int(np.searchsorted(held, held[first] + ENTRIES, side="right")) - 1, first + 1)
        entry = np.flatnonzero((counts.columns >= first) & (counts.columns < last))
        row = np.searchsorted(counts.starts, entry, side="right") - 1
        key = counts.columns[entry].astype(np.int64) * (int(when.max()) + 1) + when[row]
        order = np.argsort(key, kind="stable")
        entry, row, key = entry[order], row[order], key[order]
        until = np.append(0.0, np.cumsum(novelty[row]))
        begins = np.searchsorted(counts.columns[entry], counts.columns[entry])
        yield entry, row, until[np.searchsorted(key, key, side="right")] - until[begins]
        first = last


def weigh_places(counts: Counts, days: NDArray[np.float64], novelty: NDArray[np.float64]) -> NDArray[np.float32]:
    """The weight of each word in each article.

    Inverse frequency over general news and the articles until that day together, each counted by its novelty; 0 for a
    word that tells nothing. Articles of later days do not change it, so stories stay as they are when a stream goes
    on; an article without a day knows all.
    """
    when = rank_days(days)
    pages = np.cumsum(np.bincount(when, novelty))[when] if len(when) else novelty
    out = np.empty(len(counts.columns), dtype=np.float32)
    for entry, row, found in count_until(counts, when, novelty):
        out[entry] = weigh_words(found, pages[row], counts.share[counts.columns[entry]])
    return out


def rank_days(days: NDArray[np.float64]) -> NDArray[np.int64]:
    """The places of days in their order, none last."""
    return np.asarray(np.unique(np.nan_to_num(days, nan=np.inf), return_inverse=True)[1], dtype=np.int64)


def weigh_words(found: Any, pages: Any, share: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weight of words that so many of so many pages hold, and this share of general news.

    >>> weigh_words(0.0, 0.0, np.array([0.5, 0.01])).round(1).tolist()
    [0.0, 4.6]
    """
    frequency = (found + PRIOR_PAGES * share) / (pages + PRIOR_PAGES)
    return np.where(frequency > COMMON, 0.0, -np.log(frequency))


def lay_out(counts: Counts, weight: NDArray[np.float32], parts: Sequence[float] = PARTS) -> Any:
    """The rows of all channels side by side; the length of each is the root of its part of the whole.

    So the product of two rows is their likeness, and that of the columns of one channel what this channel adds to it.
    """
    columns, values, sizes = [np.empty(0, dtype=np.int32)], [np.empty(0, dtype=np.float32)], [np.zeros(1, np.int64)]
    width = len(counts.keys)
    for first in range(0, counts.rows, BLOCK):
        starts = counts.starts[first : first + BLOCK + 1]
        inside = slice(int(starts[0]), int(starts[-1]))
        row, entry, channel, value = lay_rows(starts - starts[0], counts.counts[:, inside], weight[inside], parts)
        columns.append((counts.columns[inside][entry] + channel * width).astype(np.int32))
        values.append(value)
        sizes.append(np.bincount(row, minlength=len(starts) - 1))
    ends = np.cumsum(np.concatenate(sizes))
    shape = (counts.rows, width * len(CHANNELS))
    return sparse.csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=shape)


def lay_rows(
    starts: NDArray[np.int64],
    counts: NDArray[np.uint8],
    weight: NDArray[Any],
    parts: Sequence[float] = PARTS,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Some rows laid out: row, entry, channel and value of what is kept, ordered by row, channel and entry.

    An entry is the logarithm of the count times the root of the weight of the word.

    So a word that two pages share adds its weight once; added squared, names that every page on a place shares outweigh
    the rest. A channel has length one, or less where it has few words.
    """
    row_of, root = rows_of(starts), np.sqrt(weight.astype(np.float64))
    found = []
    for k, (few, most, part) in enumerate(zip(FEW, HEAVIEST, parts, strict=True)):
        entry = np.flatnonzero((counts[k] > 0) & (weight > 0))
        row, value = row_of[entry], LOGARITHM[counts[k, entry]] * root[entry]
        length = np.sqrt(np.bincount(row, value * value, len(starts) - 1) + few)
        value = value / length[row]
        kept = places_of_largest(row, value, most)
        found.append((row[kept], entry[kept], np.full(len(kept), k), (value[kept] * np.sqrt(part)).astype(np.float32)))
    row, entry, channel, value = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.argsort(row.astype(np.int16), kind="stable")
    return row[order], entry[order], channel[order], value[order]


def normalise(matrix: Any) -> Any:
    """The rows brought to length one; an empty row stays empty."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    length[length == 0] = 1
    return (sparse.diags(1 / length) @ matrix).tocsr()
