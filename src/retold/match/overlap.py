"""How much every two pages have in common, formulas left out, in time linear in the pages.

Takes postings, gives pairs of pages with what they share. Near copies form families first; a gram that stands in many
families that are no copies of each other is a formula (site chrome, a standing paragraph, a form) and counts for less,
then for nothing. Families, and so the weights, are a function of the set of pages: no order of input changes them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.match.grams import MIX, Flags, changes, ranks
from retold.match.postings import Ids, Numbers, Pairs, Postings, Rows, count_sizes, meet_pages
from retold.match.sketches import spread_places

NEAR_FAMILY = 0.5  # Jaccard: pages beside each other in the index that make one family at once
WIDE_FAMILY = 0.6  # share of the smaller page's telling grams: joins excerpts and cut copies to a family
WIDE_LEAST = 24  # grams that must be shared for it (before sampling)
WIDE_SPREAD = 30  # families: grams in more of them are left out when families are joined
FREE_SPREAD = 3  # families that may hold a gram at full weight
MOST_SPREAD = 12  # families; a gram in more of them is a formula
FALL = 1.5  # how fast the weight falls between the two
# The five were chosen on 20,000 generated pages (half of the sites) and 612 real ones: docs/benchmarks.md.
DROWNED = 0.5  # part of the grams of a page that many families hold: a form, or one of many copies of a short text
ROUNDS, DRAWS = 8, 3  # orders in which such pages are laid beside each other, and draws that make an order
CROWD = 40  # members of a family that are compared with all others; the rest are compared with the first only


Beside = tuple[Ids, Ids]  # pages, left before right
NONE_BESIDE: Beside = np.zeros(0, np.int64), np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Pairs of pages, left before right, sorted; all arrays are one row a pair."""

    left: Ids
    right: Ids
    shared: Numbers  # grams in common that are no formula
    weight: Numbers  # the same, rare ones counting more
    told: Numbers  # those outside quotation marks
    left_size: Numbers  # grams of the page that are no formula, at the rate of the pair
    right_size: Numbers
    one_in: Numbers  # grams for which one was kept


@dataclass(frozen=True, slots=True)
class Families:
    """Which pages belong together, each family named by its first page, and in how many wide ones each gram stands."""

    near: Ids
    wide: Ids
    spread: Ids
    beside: Beside  # pages that were found to be near each other although very many hold what they share


def find_families(postings: Postings) -> Families:
    """The families of the pages, before anything is said of two of them."""
    near = near_families(postings)
    spread = count_families(postings, near)
    beside, drowned = NONE_BESIDE, drowned_pages(postings, spread)
    if drowned.any():
        beside = lay_beside(postings, drowned)
        near = join_more(near, *beside)
        spread = count_families(postings, near)
    wide = wide_families(postings, near, spread)
    return Families(near, wide, count_families(postings, wide), beside)


def find_overlaps(postings: Postings, families: Families) -> Overlaps:
    """What the pages share, two by two."""
    pairs = meet_telling(postings, families.near, families.spread, gram_weights(np.arange(MOST_SPREAD + 1)), 1)
    if len(families.beside[0]):
        pairs = add_beside(postings, pairs, families)
    return measure_overlaps(postings, families.spread, pairs)


def measure_overlaps(postings: Postings, spread: Ids, pairs: Pairs) -> Overlaps:
    """The pairs beside the sizes of their pages."""
    sizes = count_sizes(postings, spread[postings.gram] <= MOST_SPREAD, pairs.left, pairs.right)
    one_in = rate_of(postings, pairs.left, pairs.right)
    return Overlaps(pairs.left, pairs.right, pairs.shared, pairs.weight, pairs.told, *sizes, one_in)


def rate_of(postings: Postings, left: Ids, right: Ids) -> Numbers:
    """How many grams one kept gram stands for."""
    return np.exp2(np.maximum(postings.rate[left], postings.rate[right]).astype(np.float64))


# ---- families ------------------------------------------------------------------------------------------------------


def near_families(postings: Postings) -> Ids:
    """The family number of each page: pages that follow each other at a gram and share most of their grams."""
    same = postings.gram[1:] == postings.gram[:-1]
    left, right, count = count_pairs(postings.page[:-1][same], postings.page[1:][same], postings.pages)
    size = np.add(*count_sizes(postings, np.ones(len(postings.gram), np.bool_), left, right))
    near = count >= NEAR_FAMILY * (size - count)
    return join_pairs(left[near], right[near], postings.pages)


def drowned_pages(postings: Postings, spread: Ids) -> Flags:
    """Pages most of whose grams stand in so many families that they seem to be formulas."""
    many = np.bincount(postings.page[(spread > WIDE_SPREAD)[postings.gram]], minlength=postings.pages)
    return many > DROWNED * np.bincount(postings.page, minlength=postings.pages)


def lay_beside(postings: Postings, drowned: Flags) -> Beside:
    """Pairs of such pages that share most of their grams.

    Too many pages hold each gram to compare every two. In a few orders like pages stand next to each other: they are
    sorted by their least grams in as many random orders of all grams (min-wise hashing; a forest of prefix trees as of
    Bawa, Condie and Ganesan, 2005), and neighbours are compared.
    """
    rows = np.flatnonzero(drowned[postings.page])
    pages, page = np.unique(postings.page[rows], return_inverse=True)
    gram, size, wide = postings.gram[rows].astype(np.uint64), np.bincount(page), np.uint64(len(pages))
    by_page, start = np.argsort(page, kind="stable"), np.append(0, np.cumsum(size)[:-1])
    found = [np.zeros(0, np.int64)]
    for turn in range(ROUNDS):
        draws = (scatter(gram, turn * DRAWS + draw)[by_page] for draw in range(DRAWS))
        order = np.lexsort([np.minimum.reduceat(d, start) for d in draws])
        key = np.sort(gram * wide + np.argsort(order)[page].astype(np.uint64))
        place = (key % wide).astype(np.int64)
        next_to = (np.diff(key) == 1) & (place[1:] > 0)
        shared = np.bincount(place[:-1][next_to], minlength=len(pages))[:-1]
        like = shared >= NEAR_FAMILY * (size[order[:-1]] + size[order[1:]] - shared)
        ends = np.sort([pages[order[:-1][like]], pages[order[1:][like]]], axis=0).astype(np.int64)
        found.append(ends[0] << 32 | ends[1])
    pairs = np.unique(np.concatenate(found))
    return pairs >> 32, pairs & 0xFFFFFFFF


def scatter(gram: NDArray[np.uint64], draw: int) -> NDArray[np.uint64]:
    """Grams in an order by chance, another one for each draw."""
    mixed = (gram + np.full(1, draw * 2 + 1, np.uint64) * MIX[0]) * MIX[1]
    mixed ^= mixed >> np.uint64(29)
    return mixed * MIX[0]


def join_more(name: Ids, left: Ids, right: Ids) -> Ids:
    """Parts joined by further pairs."""
    return join_pairs(np.append(left, name), np.append(right, np.arange(len(name))), len(name))


def count_pairs(left: Rows, right: Rows, pages: int) -> tuple[Ids, Ids, Ids]:
    """The distinct pairs, and how often each occurs."""
    bits = pages.bit_length()
    key = left.astype(np.int64)
    key <<= bits
    key |= right
    key.sort()
    first = np.flatnonzero(changes(key))
    count = np.diff(np.append(first, len(key)))
    return key[first] >> bits, key[first] & ((1 << bits) - 1), count


def join_pairs(left: Ids, right: Ids, pages: int) -> Ids:
    """The connected part that each page belongs to, named by its first page.

    >>> join_pairs(np.array([1, 3]), np.array([3, 4]), 5).tolist()
    [0, 1, 2, 1, 1]
    """
    name = np.arange(pages)
    while len(left):
        low = np.minimum(name[left], name[right])
        for side in (left, right):
            np.minimum.at(name, name[side], low)
        while not np.array_equal(name, name[name]):
            name = name[name]
        apart = name[left] != name[right]
        left, right = left[apart], right[apart]
    return name


def count_families(postings: Postings, family: Ids) -> Ids:
    """In how many families each gram stands."""
    bits = postings.pages.bit_length()
    key = postings.gram.astype(np.int64)
    key <<= bits
    key |= family[postings.page]
    key.sort()
    key = key[changes(key)]
    key >>= bits
    return np.bincount(key)


def wide_families(postings: Postings, near: Ids, spread: Ids) -> Ids:
    """Families joined where most of one page stands in another; `spread` are the families that hold each gram."""
    pairs = meet_telling(postings, near, spread, np.ones(WIDE_SPREAD + 1), 2)
    smaller = np.minimum(*count_sizes(postings, spread[postings.gram] <= WIDE_SPREAD, pairs.left, pairs.right))
    wide = pairs.shared >= np.maximum(WIDE_LEAST / rate_of(postings, pairs.left, pairs.right), WIDE_FAMILY * smaller)
    return join_more(near, pairs.left[wide], pairs.right[wide])


def gram_weights(spread: Ids) -> Numbers:
    """The weight of a gram by the number of families that hold it.

    >>> gram_weights(np.array([1, 3, 6, 12, 13])).round(2).tolist()
    [1.0, 1.0, 0.35, 0.12, 0.0]
    """
    weight = np.minimum(1.0, FREE_SPREAD / np.maximum(spread, 1)) ** FALL
    return np.where(spread <= MOST_SPREAD, weight, 0.0)


# ---- pairs ---------------------------------------------------------------------------------------------------------


def meet_telling(postings: Postings, near: Ids, spread: Ids, weights: Numbers, least: int) -> Pairs:
    """Pairs of pages that share `least` grams whose spread has a weight; crowded families are thinned first."""
    kind = np.minimum(spread, len(weights)).astype(np.uint8)
    telling = (kind < len(weights))[postings.gram]
    crowd = crowd_members(near)
    pairs = meet_pages(postings, telling & ~crowd[postings.page], kind, weights, least)
    if not crowd.any():
        return pairs
    more = meet_first(postings, telling & crowd[postings.page], np.append(weights, 0.0)[kind], near)
    return sort_pairs(*(np.append(getattr(pairs, c), getattr(more, c)) for c in Pairs.__slots__))


def crowd_members(near: Ids) -> Flags:
    """Which pages are more than a family needs."""
    order = np.argsort(near, kind="stable")
    crowd = np.zeros(len(near), np.bool_)
    crowd[order[ranks(near[order]) >= CROWD]] = True
    return crowd


def meet_first(postings: Postings, use: Flags, weight: Numbers, near: Ids) -> Pairs:
    """The pages of the used rows, each with the first of its family."""
    row = np.flatnonzero(use)
    page, gram, pages = postings.page[row], postings.gram[row].astype(np.int64), postings.pages
    key = postings.gram.astype(np.int64) * pages + postings.page
    at = np.searchsorted(key, gram * pages + near[page])
    held = (at < len(key)) & (key[np.minimum(at, len(key) - 1)] == gram * pages + near[page])
    row, page, at = row[held], page[held], at[held]
    plain = ~(postings.quoted[row] | postings.quoted[at])
    each = (np.ones(len(page)), weight[postings.gram[row]], plain.astype(np.float64))
    shared, heavy, told = (np.bincount(page, w, pages).astype(np.float64) for w in each)
    right = np.flatnonzero(shared)
    return Pairs(near[right], right, shared[right], heavy[right], told[right])


def add_beside(postings: Postings, pairs: Pairs, families: Families) -> Pairs:
    """The pairs with those that were found to be near each other, as far as they are not among them."""
    known, key = pairs.left << 32 | pairs.right, families.beside[0] << 32 | families.beside[1]
    new = np.append(known, -1)[np.searchsorted(known, key)] != key
    more = meet_given(postings, families.spread, families.beside[0][new], families.beside[1][new])
    return sort_pairs(*(np.append(getattr(pairs, c), getattr(more, c)) for c in Pairs.__slots__))


def meet_given(postings: Postings, spread: Ids, left: Ids, right: Ids) -> Pairs:
    """What these pairs share of the grams that are no formula."""
    asked = np.zeros(postings.pages, np.bool_)
    asked[left] = asked[right] = True
    held = np.flatnonzero(asked[postings.page])
    held = held[(spread <= MOST_SPREAD)[postings.gram[held]]]
    page, gram = postings.page[held], postings.gram[held].astype(np.int64) * postings.pages
    size = np.bincount(page, minlength=postings.pages)
    mine = np.argsort(page, kind="stable")[spread_places((np.cumsum(size) - size)[right], size[right])]
    pair = np.repeat(np.arange(len(right)), size[right])
    key, wanted = gram + page, gram[mine] + left[pair]
    theirs = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
    met = key[theirs] == wanted
    pair, row, at = pair[met], held[mine[met]], held[theirs[met]]
    plain = ~(postings.quoted[row] | postings.quoted[at])
    weight = gram_weights(spread)[postings.gram[row]]
    shared, heavy, told = (np.bincount(pair, w, len(left)).astype(np.float64) for w in (None, weight, plain))
    return Pairs(left, right, shared, heavy, told)


def sort_pairs(left: Ids, right: Ids, *columns: Numbers) -> Pairs:
    """The pairs in the order of their pages."""
    order = np.argsort((left << 32) | right)
    return Pairs(left[order], right[order], *(column[order] for column in columns))
