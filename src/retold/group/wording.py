"""Which pages are of one wording: copies that need no tree to be known as such.

Takes the words of a page in their order, gives a sample of the runs of five words in them (FracMinHash: the same runs
are sampled on every page); takes the samples of many pages, gives the groups of one wording. It weighs no words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from retold.group.lexicon import Keys
from retold.group.places import entries_of

Grams = NDArray[np.uint32]
RUN = 5  # words
SAMPLED = np.uint64(1 << 62)  # of 2 ** 64: one run in four
MIX = np.uint64(0xFF51AFD7ED558CCD)
SHIFT = np.uint64(29)
LEAST = 5  # runs of the sample in common; fewer are a quote
OF_SHORTER = 0.5  # of the sample of the shorter page that stands in the other
OF_LONGER = 0.2
PROPOSED = 3  # runs by which a pair is looked at
BLOCK = 1 << 14  # pairs looked at together
PARTS = 4  # bits: so many parts of the runs are looked at one after the other


def sample_grams(keys: Keys) -> Grams:
    """The sampled runs of five among these words, in order, each once.

    >>> words = np.arange(1, 200, dtype=np.uint64)
    >>> len(sample_grams(words)), set(sample_grams(words[40:]).tolist()) < set(sample_grams(words).tolist())
    (49, True)
    """
    size = max(len(keys) - RUN + 1, 0)
    grams = keys[:size].copy()
    for k in range(1, RUN):
        grams *= MIX
        grams ^= keys[k : k + size]
    for _ in range(2):
        grams ^= grams >> SHIFT
        grams *= MIX
    return np.unique((grams[grams < SAMPLED] >> np.uint64(30)).astype(np.uint32))


def are_copies(shared: NDArray[np.int64], left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether so many shared runs make copies of pages with so many.

    >>> are_copies(np.array([4, 30, 30]), np.array([4, 50, 50]), np.array([4, 90, 400])).tolist()
    [False, True, False]
    """
    enough = (shared >= OF_SHORTER * np.minimum(left, right)) & (shared >= OF_LONGER * np.maximum(left, right))
    return np.asarray(enough & (shared >= LEAST))


def same_wording(left: Grams, right: Grams) -> bool:
    """Whether two pages are copies by their samples."""
    shared = len(np.intersect1d(left, right, assume_unique=True))
    return bool(are_copies(*(np.array([n]) for n in (shared, len(left), len(right))))[0])


def find_wordings(samples: Sequence[Grams], texts: Sequence[str]) -> NDArray[np.int64]:
    """The first page of the same wording for each page; pages of one text are of one wording however short."""
    n = len(samples)
    first: dict[str, int] = {}
    same = np.array([first.setdefault(t, k) for k, t in enumerate(texts)], dtype=np.int64)
    own = np.flatnonzero(same == np.arange(n))
    left, right = find_pairs([samples[k] for k in own.tolist()])
    ends = np.append(own[left], same), np.append(own[right], np.arange(n))
    graph = sparse.csr_matrix((np.ones(len(ends[0]), dtype=np.int8), ends), shape=(n, n))
    _, group = connected_components(graph, directed=False)
    return np.asarray(np.unique(group, return_index=True)[1][group], dtype=np.int64)


def find_pairs(samples: Sequence[Grams]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of copies, enough of them to hold every group together."""
    sizes = np.array([len(s) for s in samples], dtype=np.int64)
    if not sizes.sum():
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    starts = np.append(0, np.cumsum(sizes))
    held = (np.repeat(np.arange(len(samples), dtype=np.uint64), sizes) << np.uint64(32)) | np.concatenate(samples)
    pairs = propose(held, len(samples))
    good = [pairs[:0]]
    for block in blocks_of(pairs):
        left, right = block // len(samples), block % len(samples)
        places, of = entries_of(starts, left)
        wanted = (right[of].astype(np.uint64) << np.uint64(32)) | (held[places] & np.uint64(0xFFFFFFFF))
        at = np.minimum(np.searchsorted(held, wanted), len(held) - 1)
        shared = np.bincount(of[held[at] == wanted], minlength=len(block))
        good.append(block[are_copies(shared, sizes[left], sizes[right])])
    found = np.concatenate(good)
    return found // len(samples), found % len(samples)


def propose(held: Keys, pages: int) -> NDArray[np.int64]:
    """Pairs of pages, as numbers, that share enough runs: each holder with the one before it and with the first."""
    pairs, counts = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for part in range(1 << PARTS):
        some = held[(held >> np.uint64(32 - PARTS)) & np.uint64((1 << PARTS) - 1) == part]
        for found in holders(some, pages):
            key, count = np.unique(found, return_counts=True)
            pairs.append(key)
            counts.append(count)
    key, at = np.unique(np.concatenate(pairs), return_inverse=True)
    return key[np.bincount(at, np.concatenate(counts), len(key)) >= PROPOSED]


def holders(held: Keys, pages: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each run on several pages, each holder with the one before it, and with the first unless that is the same."""
    gram, page = held & np.uint64(0xFFFFFFFF), (held >> np.uint64(32)).astype(np.int64)
    order = np.argsort(gram, kind="stable")
    gram, page = gram[order], page[order]
    again = np.flatnonzero(gram[1:] == gram[:-1]) + 1
    begins = np.flatnonzero(np.append(True, gram[1:] != gram[:-1]))
    first = begins[np.searchsorted(begins, again, side="right") - 1]
    far = first < again - 1
    return page[again - 1] * pages + page[again], (page[first] * pages + page[again])[far]


def blocks_of(pairs: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """The pairs in blocks."""
    return (pairs[k : k + BLOCK] for k in range(0, len(pairs), BLOCK))
