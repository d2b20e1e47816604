"""Stretches of words that two texts share, and what they are: a quote, a formula, or a passage of a common source.

Takes texts two at a time, gives passages with their places. A quoted statement that two reporters heard is no copying,
so a part of two pages counts as copied only by its words outside quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from retold.records import Article, SharedPassage, Span
from retold.text.tokens import WORD, fold_word

SEED = 8  # words in a row that open a passage
REPORTED = 12  # words of a passage that is worth showing
QUOTED_SHARE = 0.6  # of a passage's words inside quotation marks: a quote
MANY_PAGES = 5  # pages that share a passage with others, without being copies: a formula
LONGEST = 200_000  # characters read of one page
QUOTED = re.compile(r"“[^”\n]{1,2000}|\"[^\"\n]{1,2000}|«[^»\n]{1,2000}")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, where they stand, and which are quoted."""

    folded: list[str]
    spans: list[Span]
    quoted: list[bool]
    seeds: dict[tuple[str, ...], int]  # the first place of every run of SEED words


@dataclass(frozen=True, slots=True)
class Passage:
    """`size` words from word `left` of one text and word `right` of the other; `told` of them outside quotes."""

    left: int
    right: int
    size: int
    told: int


def read_words(text: str) -> Words:
    """The words of a text, ready to be compared."""
    text = text[:LONGEST]
    spans = [Span(*m.span()) for m in WORD.finditer(text)]
    folded = [fold_word(text[s.start : s.end]) for s in spans]
    seeds: dict[tuple[str, ...], int] = {}
    for at, seed in enumerate(zip(*(folded[k:] for k in range(SEED)), strict=False)):
        seeds.setdefault(seed, at)
    return Words(folded, spans, mark_quoted(text, spans), seeds)


def mark_quoted(text: str, spans: Sequence[Span]) -> list[bool]:
    """Which words stand inside quotation marks; an open quote ends with its line."""
    quotes = [m.span() for m in QUOTED.finditer(text)]
    out: list[bool] = []
    at = 0
    for span in spans:
        while at < len(quotes) and quotes[at][1] <= span.start:
            at += 1
        out.append(at < len(quotes) and quotes[at][0] <= span.start)
    return out


def find_passages(left: Words, right: Words) -> list[Passage]:
    """The stretches of at least SEED words that both share, in the order of the right one.

    >>> a, b = (read_words(t) for t in ("So the old ferry sank off Port Ella on Monday.", \
"He said the old ferry sank off Port Ella on Monday, twice."))
    >>> [(p.left, p.right, p.size, p.told) for p in find_passages(a, b)]
    [(1, 2, 9, 9)]
    """
    out: list[Passage] = []
    at = 0
    while at + SEED <= len(right.folded):
        start = left.seeds.get(tuple(right.folded[at : at + SEED]))
        if start is None:
            at += 1
            continue
        size, most = SEED, min(len(left.folded) - start, len(right.folded) - at)
        while size < most and left.folded[start + size] == right.folded[at + size]:
            size += 1
        told = sum(
            not (a or b) for a, b in zip(left.quoted[start : start + size], right.quoted[at : at + size], strict=True)
        )
        out.append(Passage(start, at, size, told))
        at += size
    return out


def find_shared(pairs: Sequence[tuple[Article, Article]]) -> list[SharedPassage]:
    """The passages that these pairs of articles, which are no copies, have in common."""
    words: dict[str, Words] = {}
    found: dict[tuple[str, str], list[Passage]] = {}
    for pair in pairs:
        for article in pair:
            if article.id not in words:
                words[article.id] = read_words(article.text)
        left, right = (a.id for a in pair)
        if passages := find_passages(words[left], words[right]):
            found[left, right] = passages
    return name_passages(found, words)


def name_passages(
    found: Mapping[tuple[str, str], Sequence[Passage]], words: Mapping[str, Words]
) -> list[SharedPassage]:
    """The passages worth showing, with their kinds; `found` is by the ids of two pages that are no copies."""
    pages: dict[tuple[str, ...], set[str]] = {}
    for (left, right), passages in found.items():
        for p in passages:
            pages.setdefault(opening(words[right], p), set()).update((left, right))
    out: list[SharedPassage] = []
    for (left, right), passages in sorted(found.items()):
        for p in passages:
            if p.size >= REPORTED:
                many = len(pages[opening(words[right], p)]) >= MANY_PAGES
                kind = kind_of(p, many=many)
                out.append(
                    SharedPassage(
                        left, right, place(words[left], p.left, p.size), place(words[right], p.right, p.size), kind
                    )
                )
    return out


def kind_of(passage: Passage, *, many: bool) -> Literal["quote", "passage", "formula"]:
    """A quote, whoever repeats it; else a formula when many pages have it; else a passage."""
    if passage.told <= (1 - QUOTED_SHARE) * passage.size:
        return "quote"
    return "formula" if many else "passage"


def opening(words: Words, passage: Passage) -> tuple[str, ...]:
    """The first words of a passage: its name among all pages."""
    return tuple(words.folded[passage.right : passage.right + SEED])


def place(words: Words, start: int, size: int) -> Span:
    """The characters of these words."""
    return Span(words.spans[start].start, words.spans[start + size - 1].end)
