"""Profiles of articles as sparse matrices, and what each word weighs in each article.

Takes profiles in a fixed order and their days, gives one row an article with all channels side by side, each of length
one. Rare words weigh, words never seen before most. It compares nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from retold.group.words import CHANNELS, Profile, share_of

BODY_AT = CHANNELS.index("body")
PRIOR_PAGES = 4000.0  # pages of general news that the frequencies of a run are mixed with
COMMON = 0.3  # a word on more pages than this share tells nothing
FEW = (0.0, 0.0, 10.0, 60.0, 60.0, 60.0)  # weight that a row lacks to be believed: one number in common is an accident
HEAVIEST = (40, 60, 40, 15, 15, 30)  # entries of a row on each channel: all others change no figure and take time


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each article uses each word, on each channel; rows follow the articles, columns `words`."""

    words: tuple[str, ...]  # in alphabetical order
    share: NDArray[np.float64]  # the share of news pages that hold the word
    channels: tuple[Any, ...]  # scipy.sparse.csr_matrix, in the order of CHANNELS


class Numbers(dict[str, int]):
    """Numbers words in the order in which they are first asked for."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class Tally:
    """Profiles in the order in which they came, kept in a few bytes a word: 100,000 pages take a quarter of a GB."""

    def __init__(self) -> None:
        self.number = Numbers()
        self.columns = [array("i") for _ in CHANNELS]
        self.values = [array("H") for _ in CHANNELS]
        self.starts = [array("q", [0]) for _ in CHANNELS]

    def add(self, profile: Profile) -> None:
        """One more row."""
        for k, channel in enumerate(profile.channels):
            self.columns[k].extend(map(self.number.__getitem__, channel))
            self.values[k].extend(channel.values())
            self.starts[k].append(len(self.columns[k]))

    def words_from(self, first: int) -> Iterator[str]:
        """The words in the order of their numbers, from this number on."""
        return islice(self.number, first, None)

    def counts(self, order: Sequence[int] | None = None) -> Counts:
        """The rows so far, or those of this order; columns in alphabetical order, so that no history shows."""
        words = sorted(self.number)
        column = np.empty(len(words), dtype=np.int32)
        column[np.fromiter(map(self.number.__getitem__, words), np.int64, len(words))] = np.arange(len(words))
        channels = [self.channel(k, column) for k in range(len(CHANNELS))]
        if order is not None:
            channels = [c[list(order)] for c in channels]
        for channel in channels:
            channel.sort_indices()
        return Counts(tuple(words), np.array([share_of(w) for w in words]), tuple(channels))

    def channel(self, k: int, column: NDArray[np.int32]) -> Any:
        """The matrix of one channel."""
        data = np.array(self.values[k], dtype=np.float64)
        columns = column[np.array(self.columns[k], dtype=np.int64)]
        starts = np.array(self.starts[k], dtype=np.int64)
        return sparse.csr_matrix((data, columns, starts), shape=(len(starts) - 1, len(column)))


def stack_profiles(profiles: Iterable[Profile]) -> Counts:
    """The counts of these profiles, a row each.

    >>> from retold.group.words import profile_article
    >>> from retold.records import Article
    >>> stack_profiles([profile_article(Article("a", "Osprey sank"))]).words
    ('osprey', 'sank')
    """
    tally = Tally()
    for profile in profiles:
        tally.add(profile)
    return tally.counts()


def weigh_places(counts: Counts, days: NDArray[np.float64], novelty: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weight of each word in each article, in the order of the entries of the body.

    Inverse frequency over general news and the articles until that day together, each counted by its novelty; 0 for a
    word that tells nothing. Articles of later days do not change it, so stories stay as they are when a stream goes
    on; an article without a day knows all.
    """
    body = counts.channels[BODY_AT]
    known, day = np.unique(np.nan_to_num(days, nan=np.inf), return_inverse=True)
    pages = np.cumsum(np.bincount(day, novelty, minlength=len(known)))[day]
    row = np.repeat(np.arange(body.shape[0]), np.diff(body.indptr))
    key = body.indices.astype(np.int64) * len(known) + day[row]
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    until = np.append(0.0, np.cumsum(novelty[row][order]))
    first = np.searchsorted(ordered, ordered // len(known) * len(known))
    found = np.empty(len(key))
    found[order] = until[np.searchsorted(ordered, ordered, side="right")] - until[first]
    return weigh_words(found, pages[row], counts.share[body.indices])


def weigh_words(found: Any, pages: Any, share: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weight of words that so many of so many pages hold, and this share of general news.

    >>> weigh_words(0.0, 0.0, np.array([0.5, 0.01])).round(1).tolist()
    [0.0, 4.6]
    """
    frequency = (found + PRIOR_PAGES * share) / (pages + PRIOR_PAGES)
    return np.where(frequency > COMMON, 0.0, -np.log(frequency))


def lay_out(counts: Counts, weight: NDArray[np.float64], parts: Sequence[float]) -> Any:
    """The rows of all channels side by side; the length of each is the root of its part of the whole.

    So the product of two rows is their likeness, and that of the columns of one channel what this channel adds to it.
    """
    body = counts.channels[BODY_AT]
    rows = [
        keep_heaviest(channel_rows(channel, weight[places_in(body, channel)], few), most) * np.sqrt(part)
        for channel, most, few, part in zip(counts.channels, HEAVIEST, FEW, parts, strict=True)
    ]
    return sparse.hstack(rows).tocsr()


def channel_rows(channel: Any, weight: NDArray[np.float64], few: float) -> Any:
    """The rows of a channel at length one, or less where they have few words.

    An entry is the logarithm of the count times the root of the weight of the word.

    So a word that two pages share adds its weight once; added squared, names that every page on a place shares outweigh
    the rest.
    """
    out = channel.copy()
    out.data = (1 + np.log(out.data)) * np.sqrt(weight)
    out.eliminate_zeros()
    return normalise(out, few)


def places_in(whole: Any, part: Any) -> Any:
    """For each entry of `part`, the place in the data of `whole` of the entry in the same row and column."""
    if part is whole:
        return np.arange(whole.nnz)
    return np.searchsorted(entry_keys(whole), entry_keys(part))


def entry_keys(matrix: Any) -> NDArray[np.int64]:
    """One ascending number for each entry of a sorted matrix."""
    row = np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr))
    return np.asarray(row * matrix.shape[1] + matrix.indices, dtype=np.int64)


def normalise(matrix: Any, few: float = 0.0) -> Any:
    """The rows brought to length one, those of little weight to less; an empty row stays empty."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel() + few)
    length[length == 0] = 1
    return (sparse.diags(1 / length) @ matrix).tocsr()


# ---- the largest entries of rows -----------------------------------------------------------------------------------


def keep_heaviest(matrix: Any, most: int) -> Any:
    """Each row with only its `most` largest entries."""
    places = places_of(matrix, most)
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))[places]
    starts = np.append(0, np.cumsum(np.bincount(row, minlength=matrix.shape[0])))
    return sparse.csr_matrix((matrix.data[places], matrix.indices[places], starts), shape=matrix.shape)


def places_of(matrix: Any, most: int) -> NDArray[np.int64]:
    """Places in the data of the `most` largest entries of each row; equals in the order of their columns."""
    size = np.diff(matrix.indptr)
    row = np.repeat(np.arange(matrix.shape[0]), size)
    long = np.flatnonzero(size[row] > most)
    if not len(long):
        return np.arange(matrix.nnz)
    order = long[largest_first(row[long], matrix.data[long])]
    rank = np.arange(len(order)) - np.searchsorted(row[long], row[long])
    kept = np.ones(matrix.nnz, dtype=bool)
    kept[order[rank >= most]] = False
    return np.flatnonzero(kept)


def largest_first(row: NDArray[np.int64], value: NDArray[np.float64]) -> NDArray[np.int64]:
    """The order of values from 0 to 3 within their rows, the largest first; equals stay in order.

    >>> largest_first(np.array([0, 0, 1, 1]), np.array([0.1, 0.2, 0.5, 0.5])).tolist()
    [1, 0, 2, 3]
    """
    steps = np.round(value * (1 << 28)).astype(np.int64)
    return np.argsort((row.astype(np.int64) << 31) - steps, kind="stable")
