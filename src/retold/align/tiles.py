"""Stretches of words common to two texts, also when they changed places.

Takes two lists of word ids, gives tiles: maximal equal stretches of at least five words that do not overlap on either
side, and which of them stand in the same order on both sides. It looks at no character.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SEED = 5  # words
MOST_PLACES = 8  # a seed that stands at more places of a text (a refrain) is looked up at the first ones only


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """`size` equal words, from `left` and from `right`."""

    left: int
    right: int
    size: int


Seeds = Mapping[tuple[int, ...], Sequence[int]]


def find_tiles(left: Sequence[int], right: Sequence[int], seeds: Seeds | None = None) -> list[Tile]:
    """Equal stretches, longest first when they compete, in the order of the right side; `seeds` are those of the left.

    >>> find_tiles([1, 2, 3, 4, 5, 6, 9], [7, 1, 2, 3, 4, 5, 6])
    [Tile(left=0, right=1, size=6)]
    """
    found = [t for t in extend_seeds(left, right, find_seeds(left) if seeds is None else seeds) if t.size >= SEED]
    return sorted(drop_overlaps(found), key=lambda t: t.right)


def extend_seeds(left: Sequence[int], right: Sequence[int], places: Seeds) -> list[Tile]:
    """The longest stretch at every seed of the right side that no longer stretch has passed over."""
    out: list[Tile] = []
    at, diagonal = 0, 0
    seeds = list(zip(*(right[k:] for k in range(SEED)), strict=False))
    while at < len(seeds):
        options = places.get(seeds[at])
        if options is None:
            at += 1
            continue
        sizes = [(equal_from(left, right, start, at), -abs(start - at - diagonal), start) for start in options]
        size, _, start = max(sizes)
        out.append(Tile(start, at, size))
        diagonal = start - at
        at += size - SEED + 1
    return out


def find_seeds(words: Sequence[int]) -> Seeds:
    """Where each run of five words stands."""
    places: dict[tuple[int, ...], list[int]] = {}
    for at, seed in enumerate(zip(*(words[k:] for k in range(SEED)), strict=False)):
        if len(known := places.setdefault(seed, [])) < MOST_PLACES:
            known.append(at)
    return places


def equal_from(left: Sequence[int], right: Sequence[int], start: int, at: int) -> int:
    """How many words are equal from these two places on."""
    size, most = SEED, min(len(left) - start, len(right) - at)
    while size < most and left[start + size] == right[at + size]:
        size += 1
    return size


def drop_overlaps(tiles: list[Tile]) -> list[Tile]:
    """Tiles that share no word: a longer one is kept whole, a shorter one keeps its free stretch."""
    kept: list[Tile] = []
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for tile in sorted(tiles, key=lambda t: (-t.size, t.right, t.left)):
        free = free_stretch(tile, taken_left, taken_right)
        if free.size >= SEED:
            kept.append(free)
            taken_left.update(range(free.left, free.left + free.size))
            taken_right.update(range(free.right, free.right + free.size))
    return kept


def free_stretch(tile: Tile, taken_left: set[int], taken_right: set[int]) -> Tile:
    """The longest part of a tile that is free on both sides."""
    best, start = Tile(tile.left, tile.right, 0), 0
    for k in range(tile.size + 1):
        if k == tile.size or tile.left + k in taken_left or tile.right + k in taken_right:
            if k - start > best.size:
                best = Tile(tile.left + start, tile.right + start, k - start)
            start = k + 1
    return best


def pick_chain(tiles: Sequence[Tile]) -> list[Tile]:
    """The heaviest tiles (by words) that stand in the same order on both sides; `tiles` come in right order.

    A longest increasing subsequence with weights, over the left places; O(n log n) for disjoint tiles.
    """
    ends: list[int] = []  # left places, ascending
    best: list[tuple[int, int]] = []  # (weight, tile) of the best chain ending at or before that place; rising
    before: list[int] = []
    for number, tile in enumerate(tiles):
        slot = bisect_left(ends, tile.left) - 1
        before.append(best[slot][1] if slot >= 0 else -1)
        weight = tile.size + (best[slot][0] if slot >= 0 else 0)
        insert_chain(ends, best, tile.left, (weight, number))
    chain: list[Tile] = []
    at = best[-1][1] if best else -1
    while at >= 0:
        chain.append(tiles[at])
        at = before[at]
    return chain[::-1]


def insert_chain(ends: list[int], best: list[tuple[int, int]], place: int, chain: tuple[int, int]) -> None:
    """Keep `best` rising with `ends`: a chain that ends later must weigh more than all that end sooner."""
    slot = bisect_left(ends, place)
    if slot > 0 and best[slot - 1][0] >= chain[0]:
        return
    stop = slot
    while stop < len(ends) and best[stop][0] <= chain[0]:
        stop += 1
    ends[slot:stop] = [place]
    best[slot:stop] = [chain]
