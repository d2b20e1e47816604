"""How common a word of English is, from two small tables of words and the share of news pages that hold them.

`common_words.tsv` (made by `bench/group/make_common_words.py`) holds words of the language, no names: a word that is
missing from it is rare, or a name, or of another language. `news_words.tsv` (`bench/group/make_news_words.py`) holds
whatever stands on many pages, names, weekdays and numbers too: it tells how much two pages say by sharing a word.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

COMMON = "common_words.tsv"
NEWS = "news_words.tsv"


@cache
def page_shares() -> dict[str, float]:
    """The share of pages, from 0 to 1, that hold each common word (folded)."""
    return read_shares(COMMON)


@cache
def news_shares() -> dict[str, float]:
    """The share of news pages, from 0 to 1, that hold each word, name or number (folded, no plural or possessive s)."""
    return read_shares(NEWS)


def read_shares(table: str) -> dict[str, float]:
    """A table of words and half steps of the logarithm to base two."""
    text = (files("retold.text") / table).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {word: 2 ** (-float(step) / 2) for word, step in rows}


def is_common(word: str) -> bool:
    """Whether a word belongs to the language at large.

    >>> is_common("However"), is_common("Oresund")
    (True, False)
    """
    return word.casefold() in page_shares()
