"""Texts that are one in spite of their spelling: which of some texts share most of their words, roughly written.

Takes texts by id, gives copy pairs. For texts that a person says belong together; the words of any two texts of one
language are alike enough for a third of them to meet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations

from rapidfuzz.distance import LCSseq

from retold.records import CopyPair
from retold.text.tokens import fold_words, hash_word

SHARED = 0.5  # of the rough words of both, in order; pages of one event and one language share .2 to .35
MOST_TEXTS = 200
VOWELS = re.compile(r"(?<=.)[aeiouyäöüáéíóúàèâêîôûëï]+|(.)(?=\1)|h")
SAME_SOUND = str.maketrans("vjkzþð", "uicstt")


def pair_roughly(texts: Mapping[str, str]) -> list[CopyPair]:
    """The pairs of texts most of whose words meet in one order; none when there are too many texts to compare."""
    words = {key: [hash_word(rough(w)) for w in fold_words(text)] for key, text in sorted(texts.items())}
    out = []
    for a, b in combinations(words, 2) if len(words) <= MOST_TEXTS else ():
        shared = LCSseq.similarity(words[a], words[b])
        shares = shared / max(1, len(words[a])), shared / max(1, len(words[b]))
        if min(shares) >= SHARED:
            out.append(CopyPair(a, b, "partial", *shares, why=f"{shared} words in one order, spelling aside"))
    return out


def rough(word: str) -> str:
    """A word without what scribes spell as they like: vowels inside, doubled letters, h, u and v, i and j, c and k.

    >>> rough("knyghte") == rough("knight"), rough("honour") == rough("honor"), rough("mill") == rough("wall")
    (True, True, False)
    """
    return VOWELS.sub("", word.translate(SAME_SOUND)) or word
