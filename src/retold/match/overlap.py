"""How much two pages have in common, counted in runs of five words.

Takes hashed five-grams, gives the overlap of every two pages that share any which is not common to too many pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from retold.match.grams import Grams

MOST_PAGES = 200  # a gram on more pages is a formula


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two pages (left before right) with the shares of their grams that stand in the other."""

    left: int
    right: int
    left_share: float
    right_share: float


def count_overlaps(grams: Grams, pages: Sequence[int]) -> Iterator[Overlap]:
    """The overlaps among these pages, in order."""
    from scipy.sparse import csr_matrix

    owner = np.repeat(np.arange(len(pages)), [len(grams.of(p)) for p in pages])
    hashes = np.concatenate([grams.of(p) for p in pages]) if pages else np.zeros(0, np.uint64)
    order = np.argsort(hashes, kind="stable")
    hashes, owner = hashes[order], owner[order]
    new = np.ones(len(hashes), bool)
    new[1:] = hashes[1:] != hashes[:-1]
    number = np.cumsum(new) - 1
    single = new.copy()
    single[1:] |= owner[1:] != owner[:-1]
    number, owner = number[single], owner[single]
    size = np.bincount(owner, minlength=len(pages))
    spread = np.bincount(number)[number] if len(number) else number
    use = (spread >= 2) & (spread <= MOST_PAGES)
    table = csr_matrix((np.ones(int(use.sum()), np.float32), (owner[use], number[use])))
    both = (table @ table.T).tocoo() if use.any() else None
    for i, j, n in sorted(zip(both.row, both.col, both.data, strict=True)) if both is not None else ():
        if i < j:
            yield Overlap(pages[i], pages[j], float(n / size[i]), float(n / size[j]))
