"""What a copy says around a place that its parent does not say: there a speaker or a day may have gone.

Takes two texts and a place in the copy, gives words.
"""

from __future__ import annotations

from functools import lru_cache

from retold.records import Span
from retold.text.sentences import find_sentences
from retold.text.tokens import folded_words

AROUND = 300  # characters on each side that may say again who speaks, or when


def new_around(at: Span, copy: str, parent: str) -> str:
    """The sentences around a place of a copy that do not stand in its parent.

    >>> new_around(Span(0, 9), "Six died. Roads shut. The mayor said so.", "Six died, the mayor said. Roads shut.")
    'Six died. The mayor said so.'
    """
    start = max(0, at.start - AROUND)
    window = copy[start : at.end + AROUND]
    known = folded_sentences(parent)
    return " ".join(p for p in (s.of(window) for s in find_sentences(window)) if folded_words(p) not in known)


@lru_cache(maxsize=256)
def folded_sentences(text: str) -> frozenset[tuple[str, ...]]:
    """The sentences of a text without case and punctuation."""
    return frozenset(folded_words(s.of(text)) for s in find_sentences(text))
