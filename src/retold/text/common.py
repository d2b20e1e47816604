"""How common a word of English is, from a small table of words and the share of news pages that hold them.

The table (`common_words.tsv`, made by `bench/group/make_common_words.py`) holds words of the language, no names. A word
that is missing from it is rare, or a name, or of another language.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

TABLE = "common_words.tsv"


@cache
def page_shares() -> dict[str, float]:
    """The share of pages, from 0 to 1, that hold each common word (folded)."""
    text = (files("retold.text") / TABLE).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {word: 2 ** (-float(step) / 2) for word, step in rows}


def is_common(word: str) -> bool:
    """Whether a word belongs to the language at large.

    >>> is_common("However"), is_common("Oresund")
    (True, False)
    """
    return word.casefold() in page_shares()
