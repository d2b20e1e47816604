"""Counts the words of articles on separate channels: head, body, names, numbers.

Takes articles in a fixed order, gives one sparse matrix a channel (articles x words). Words are folded and lose a
plural or possessive s. It weighs nothing and decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from retold.records import Article
from retold.text.common import news_shares, page_shares
from retold.text.number_english import SMALL, TENS
from retold.text.tokens import WORD, fold_word

HEAD = 80  # words after the title; the first paragraphs tell the event, the rest its background
BODY = 600  # words; on the development stream 1,500 words gained nothing and took twice the time
LETTERS_A_WORD = 8  # an upper bound of the mean, blanks included: what is cut off before it is split
UNSEEN = 1 / 2000  # share of pages that hold a word which the table of news words lacks
SPELT_VALUES = {w: n for n, w in enumerate(SMALL)} | {w: 10 * n for n, w in enumerate(TENS, 2)}
SPELT = re.compile(rf"(?i)\b({'|'.join([*TENS, *SMALL[10:]])})(?:[- ]({'|'.join(SMALL[1:10])}))?\b")


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each article uses each word, on each channel; rows follow the articles, columns `words`."""

    words: tuple[str, ...]
    share: NDArray[np.float64]  # the share of all English pages that hold the word
    head: Any  # scipy.sparse.csr_matrix
    body: Any
    names: Any
    numbers: Any


def count_words(articles: Sequence[Article]) -> Counts:
    """The words of these articles, counted."""
    seen = Numbers()
    body, head = Rows(seen), Rows(seen)
    for article in articles:
        title = WORD.findall(write_figures(article.title or ""))
        words = WORD.findall(write_figures(article.text[: BODY * LETTERS_A_WORD]))
        head.add(title + words[:HEAD])
        body.add(title + words[:BODY])
    words, column = fold_columns(seen)
    share = np.array([share_of(w) for w in words])
    name = np.array([is_name(w) for w in seen], dtype=bool)
    number = np.array([w[0].isdigit() for w in seen], dtype=bool)
    matrix = body.matrix()
    every = np.ones(len(seen), dtype=bool)
    return Counts(
        tuple(words),
        share,
        fold(head.matrix(), column, every, len(words)),
        fold(matrix, column, every, len(words)),
        fold(matrix, column, name, len(words)),
        fold(matrix, column, number, len(words)),
    )


class Numbers(dict[str, int]):
    """Numbers words in the order in which they are first asked for."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class Rows:
    """A matrix of counts that grows row by row; the columns are numbered as their words are first seen."""

    def __init__(self, seen: Numbers) -> None:
        self.seen = seen
        self.columns: list[int] = []
        self.counts: list[int] = []
        self.starts = [0]

    def add(self, words: Iterable[str]) -> None:
        """One more row."""
        counted = Counter(words)
        self.columns += map(self.seen.__getitem__, counted)
        self.counts += counted.values()
        self.starts.append(len(self.columns))

    def matrix(self) -> Any:
        """The rows so far."""
        shape = (len(self.starts) - 1, len(self.seen))
        return sparse.csr_matrix((np.array(self.counts, dtype=np.float64), self.columns, self.starts), shape=shape)


def fold_columns(seen: Iterable[str]) -> tuple[list[str], NDArray[np.int64]]:
    """The folded words in alphabetical order, and for each word seen the number of its folded form."""
    folded = [plain(w) for w in seen]
    words = sorted(set(folded))
    number = {w: k for k, w in enumerate(words)}
    return words, np.array([number[w] for w in folded], dtype=np.int64)


def fold(matrix: Any, column: NDArray[np.int64], kept: NDArray[np.bool_], width: int) -> Any:
    """The matrix with the columns of one folded word added up, and only those kept."""
    rows = np.flatnonzero(kept)
    to = sparse.csr_matrix((np.ones(len(rows)), (rows, column[rows])), shape=(len(column), width))
    out = (matrix @ to).tocsr()
    out.sort_indices()
    return out


def write_figures(text: str) -> str:
    """The text with number words from ten to ninety-nine in figures: one page says "thirty-one dead", another "31".

    >>> write_figures("Thirty-one of seventeen crews, and five")
    '31 of 17 crews, and five'
    """
    return SPELT.sub(lambda m: str(SPELT_VALUES[m[1].lower()] + SPELT_VALUES.get((m[2] or "").lower(), 0)), text)


def plain(word: str) -> str:
    """A word folded, without possessive and plural s.

    >>> plain("Moss’s"), plain("Ferries"), plain("crisis")
    ('moss', 'ferrie', 'crisis')
    """
    word = fold_word(word)
    word = word.removesuffix("'s")
    if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui'":
        return word[:-1]
    return word


@cache
def plain_shares() -> dict[str, float]:
    """The share of pages that hold each common word, by its plain form."""
    out: dict[str, float] = {}
    for word, share in page_shares().items():
        out[plain(word)] = max(share, out.get(plain(word), 0.0))
    return out


def share_of(word: str) -> float:
    """The share of pages that hold a plain word."""
    return news_shares().get(word, UNSEEN)


def is_name(word: str) -> bool:
    """Whether a word as written has a capital and is no common word of the language."""
    return word[0].isupper() and len(word) > 1 and plain(word) not in plain_shares()
