"""Which words of a text tell it from others: those that few pages of news hold.

Takes hashed words, gives the rare ones, sampled where a text is long; and how much each of them says.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from retold.match.grams import Flags, Hashed, Places, hash_words
from retold.text.common import page_shares

BITS = 22  # of a word's hash: a rare word that meets a common one by chance is left out
NUMBER = np.uint32((1 << BITS) - 1)
HALF = np.uint64(32)
RARE_SHARE = 0.05  # of pages; a word on more of them proposes nothing


def keep_rare(hashed: Hashed, sample: Flags) -> tuple[NDArray[np.uint32], Places]:
    """The upper halves of the hashes of the sampled rare words, and their number a text."""
    kept = np.flatnonzero(sample)
    words = (hashed.words[kept] >> HALF).astype(np.uint32)
    rare = common_shares()[words & NUMBER] <= RARE_SHARE
    return words[rare], np.diff(np.searchsorted(kept[rare], hashed.at))


@cache
def common_shares() -> NDArray[np.float32]:
    """The share of news pages that hold a word, by the number of the word; 0 when it is not common."""
    table = page_shares()
    hashed = hash_words(list(table))
    single = np.repeat(hashed.total == 1, hashed.total)
    out = np.zeros(1 << BITS, np.float32)
    number = (hashed.words >> HALF).astype(np.uint32) & NUMBER
    np.maximum.at(out, number[single], np.repeat(np.array(list(table.values()), np.float32), hashed.total)[single])
    return out
