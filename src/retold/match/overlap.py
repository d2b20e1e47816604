"""How much every two pages have in common, formulas left out, in time linear in the pages.

Takes hashed five-grams, gives arrays of page pairs with what they share. Near copies form families first; a gram that
stands in many families that are no copies of each other is a formula (site chrome, a standing paragraph, a form) and
counts for less, then for nothing. Inverted index, no pair is looked at that shares no telling gram.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retold.match.grams import Grams

NEAR_FAMILY = 0.5  # Jaccard: pages beside each other in the index that make one family at once
WIDE_FAMILY = 0.6  # share of the smaller page's telling grams: joins excerpts and cut copies to a family
WIDE_LEAST = 24  # grams that must be shared for it (before sampling)
WIDE_SPREAD = 30  # families: grams in more of them are left out when families are joined
FREE_SPREAD = 3  # families that may hold a gram at full weight
MOST_SPREAD = 12  # families; a gram in more of them is a formula
FALL = 1.5  # how fast the weight falls between the two
# The five were chosen on 20,000 generated pages (half of the sites) and 612 real ones: docs/benchmarks.md.
PACK = 2.0**24  # more than the words of a page: two sums in one product, shared * PACK + weight
CROWD = 40  # members of a family that are compared with all others; the rest are compared with the first only

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Index:
    """Which page holds which gram: one row a (gram, page), sorted by gram, then page."""

    gram: Ids
    page: Ids
    pages: int


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Pairs of pages, left before right, sorted; all arrays are one row a pair."""

    left: Ids
    right: Ids
    shared: Numbers  # grams in common that are no formula
    weight: Numbers  # the same, rare ones counting more
    left_size: Numbers  # grams of the page that are no formula
    right_size: Numbers


def index_grams(grams: Grams, keep: NDArray[np.bool_]) -> Index:
    """The index of the kept pages."""
    pages = len(grams.gram_at) - 1
    page = np.repeat(np.arange(pages), np.diff(grams.gram_at))
    use = keep[page]
    order = np.argsort(grams.grams[use])
    number = np.cumsum(changes(grams.grams[use][order])) - 1
    return Index(*distinct(number, page[use][order], pages), pages)


def distinct(high: Ids, low: Ids, below: int) -> tuple[Ids, Ids]:
    """The distinct pairs of numbers, sorted, by one sort of whole words; every `low` is less than `below`."""
    bits = below.bit_length()
    key = high << bits
    key |= low
    key.sort()
    key = key[changes(key)]
    return key >> bits, key & ((1 << bits) - 1)


def changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a value differs from the one before."""
    out = np.ones(len(values), bool)
    out[1:] = values[1:] != values[:-1]
    return out


def find_overlaps(grams: Grams, keep: NDArray[np.bool_], one_in: int) -> Overlaps:
    """What the kept pages share, two by two."""
    index = index_grams(grams, keep)
    near = near_families(index)
    family = wide_families(index, near, WIDE_LEAST / one_in)
    weight = gram_weights(count_families(index, family))
    use = weight[index.gram] > 0
    size = np.bincount(index.page[use], minlength=index.pages).astype(np.float64)
    left, right, shared, heavy = sort_pairs(*crowd_pairs(index, near, weight))
    return Overlaps(left, right, shared, heavy, size[left], size[right])


# ---- families ------------------------------------------------------------------------------------------------------


def near_families(index: Index) -> Ids:
    """The family number of each page: pages that follow each other at a gram and share most of their grams."""
    size = np.bincount(index.page, minlength=index.pages)
    same = index.gram[1:] == index.gram[:-1]
    left, right, count = count_pairs(index.page[:-1][same], index.page[1:][same], index.pages)
    near = count >= NEAR_FAMILY * (size[left] + size[right] - count)
    return join_pairs(left[near], right[near], index.pages)


def count_pairs(left: Ids, right: Ids, pages: int) -> tuple[Ids, Ids, Ids]:
    """The distinct pairs, and how often each occurs."""
    bits = pages.bit_length()
    key = np.sort((left << bits) | right)
    first = np.flatnonzero(changes(key))
    count = np.diff(np.append(first, len(key)))
    return key[first] >> bits, key[first] & ((1 << bits) - 1), count


def join_pairs(left: Ids, right: Ids, pages: int) -> Ids:
    """The connected part that each page belongs to, numbered by its first page."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    graph = coo_matrix((np.ones(len(left), np.int8), (left, right)), shape=(pages, pages))
    family: Ids = connected_components(graph, directed=False)[1].astype(np.int64)
    return family


def count_families(index: Index, family: Ids) -> Ids:
    """In how many families each gram stands."""
    total = int(index.gram[-1]) + 1 if len(index.gram) else 0
    return np.bincount(distinct(index.gram, family[index.page], index.pages)[0], minlength=total)


def wide_families(index: Index, near: Ids, least: float) -> Ids:
    """Families joined where most of one page stands in another."""
    spread = count_families(index, near)
    use = spread[index.gram] <= WIDE_SPREAD
    size = np.bincount(index.page[use], minlength=index.pages)
    left, right, shared, _ = crowd_pairs(index, near, (spread <= WIDE_SPREAD).astype(np.float64))
    wide = (shared >= least) & (shared >= WIDE_FAMILY * np.minimum(size[left], size[right]))
    first = first_members(near)
    every = np.arange(index.pages)
    return join_pairs(np.append(left[wide], first[near]), np.append(right[wide], every), index.pages)


def first_members(family: Ids) -> Ids:
    """The first page of each family."""
    out = np.full(int(family.max(initial=-1)) + 1, len(family), np.int64)
    np.minimum.at(out, family, np.arange(len(family)))
    return out


def gram_weights(spread: Ids) -> Numbers:
    """The weight of a gram by the number of families that hold it.

    >>> gram_weights(np.array([1, 3, 6, 12, 13])).round(2).tolist()
    [1.0, 1.0, 0.35, 0.12, 0.0]
    """
    weight = np.minimum(1.0, FREE_SPREAD / np.maximum(spread, 1)) ** FALL
    return np.where(spread <= MOST_SPREAD, weight, 0.0)


# ---- pairs ---------------------------------------------------------------------------------------------------------


def crowd_pairs(index: Index, near: Ids, weight: Numbers) -> tuple[Ids, Ids, Numbers, Numbers]:
    """Pairs of pages with the number and the weight of the grams they share; crowded families are thinned first."""
    held = np.bincount(index.gram)
    use = (weight[index.gram] > 0) & (held[index.gram] >= 2)
    crowd, first = crowd_members(near)
    plain = use & ~crowd[index.page]
    pairs = multiply(index, plain, weight)
    if not crowd.any():
        return pairs
    more = crowd_to_first(index, use, weight, (crowd, first[near]))
    left, right, shared, heavy = (np.append(a, b) for a, b in zip(pairs, more, strict=True))
    return left, right, shared, heavy


def crowd_members(near: Ids) -> tuple[NDArray[np.bool_], Ids]:
    """Which pages are more than a family needs, and the first page of each family."""
    order = np.argsort(near, kind="stable")
    start = np.flatnonzero(changes(near[order]))
    rank = np.arange(len(near)) - np.repeat(start, np.diff(np.append(start, len(near))))
    crowd = np.zeros(len(near), bool)
    crowd[order[rank >= CROWD]] = True
    return crowd, first_members(near)


def multiply(index: Index, use: NDArray[np.bool_], weight: Numbers) -> tuple[Ids, Ids, Numbers, Numbers]:
    """Every two pages that share a used gram: their numbers, the grams shared, and their weight."""
    from scipy.sparse import csr_matrix

    shape = (index.pages, len(weight))
    page, gram = index.page[use], index.gram[use]
    row_at = np.zeros(index.pages + 1, np.int64)
    np.cumsum(np.bincount(page, minlength=index.pages), out=row_at[1:])
    order = np.argsort(page, kind="stable")
    gram = gram[order]
    del page, order
    both = csr_matrix((PACK + weight[gram], gram, row_at), shape=shape)
    del gram
    ones = csr_matrix((np.ones(both.nnz), both.indices, both.indptr), shape=shape)
    product = (ones @ both.T).tocoo()
    upper = np.flatnonzero(product.row < product.col)
    left, right = product.row[upper].astype(np.int64), product.col[upper].astype(np.int64)
    shared, heavy = np.divmod(product.data[upper], PACK)
    return left, right, shared, heavy


def crowd_to_first(
    index: Index, use: NDArray[np.bool_], weight: Numbers, crowd: tuple[NDArray[np.bool_], Ids]
) -> tuple[Ids, Ids, Numbers, Numbers]:
    """The further members of crowded families, each against the first of its family."""
    members, first = crowd
    page, gram = index.page[use], index.gram[use]
    member = members[page]
    held = np.isin(gram[member] * index.pages + first[page[member]], gram * index.pages + page)
    pages, grams = page[member][held], gram[member][held]
    shared = np.bincount(pages, minlength=index.pages).astype(np.float64)
    heavy = np.bincount(pages, weights=weight[grams], minlength=index.pages)
    right = np.flatnonzero(members & (shared > 0))
    return first[right], right.astype(np.int64), shared[right], heavy[right].astype(np.float64)


def sort_pairs(left: Ids, right: Ids, shared: Numbers, heavy: Numbers) -> tuple[Ids, Ids, Numbers, Numbers]:
    """The pairs in the order of their pages."""
    order = np.argsort((left << 32) | right)
    return left[order], right[order], shared[order], heavy[order]
