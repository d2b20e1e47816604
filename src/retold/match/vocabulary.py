"""Which words of a text tell it from others: those that few pages of news hold.

Takes hashed words, gives the rare ones; how much each of them says is judged where they are compared.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from retold.match.grams import Flags, Hashed, Places, hash_words
from retold.text.common import page_shares

BITS = 20  # of a word's hash: one rare word in 3,000 meets a common one by chance and is left out
NUMBER = np.uint32((1 << BITS) - 1)
HALF = np.uint64(32)
RARE_SHARE = 0.05  # of pages; a word on more of them proposes nothing


def keep_rare(hashed: Hashed, sample: Flags) -> tuple[NDArray[np.uint32], Places]:
    """The upper halves of the hashes of the sampled rare words, and their number a text."""
    kept = np.flatnonzero(sample)
    words = (hashed.words[kept] >> HALF).astype(np.uint32)
    rare = ~common_words()[words & NUMBER]
    return words[rare], np.diff(np.searchsorted(kept[rare], hashed.at))


@cache
def common_words() -> Flags:
    """Whether the word of each number stands on more than RARE_SHARE of news pages."""
    common = [word for word, share in page_shares().items() if share > RARE_SHARE]
    out = np.zeros(1 << BITS, np.bool_)
    out[(hash_words(common).words >> HALF).astype(np.uint32) & NUMBER] = True
    return out
