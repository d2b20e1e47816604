"""What the signs need to know of one article: its words, credits, author, hour, address and manner.

Takes an article, gives a Portrait. Pure and cheap (linear in the text); pairs are compared in `compare.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from retold.records import Article
from retold.text.tokens import WORD, fold_word, hash_words
from retold.trace.credits import Credits
from retold.trace.names import host_of, outlet_keys
from retold.trace.style import measure_style
from retold.trace.twins import Twins, address_of

SHINGLE = 3  # words: short enough for short lines and light rewriting, long enough to be rare
MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))
BROKEN = ("\ufffd", "â€", "Ã©", "Ã¨", "&amp;", "&quot;", "&#")
CHROME = re.compile(
    r"^(?:see also|"
    r"read (?:more|also|next)|related|recommended|most (?:popular|read)|sign up|subscribe|share (?:this"
    r"|on)|advertisement|click here|follow us|copyright|all rights reserved|home\b.{0,30}\bnews\b|get unlimited|leave"
    r" a (?:reply|comment)|comments?\b|newsletter|download (?:our|the) app|tags?:|filed under|trending|up next|watch:)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Portrait:
    """One article as the signs see it."""

    article: Article  # of the pages with these words the one that kept most marks
    key: str  # names the words, whatever pages hold them
    pages: tuple[Article, ...]  # the first told first
    words: list[str]
    starts: list[int]
    shingles: NDArray[np.uint64]  # one a word: the word with its two followers
    credits: Credits
    hours: float | None  # since 1970, of the believed date
    lines: tuple[str, ...] = field(repr=False)

    @property
    def id(self) -> str:
        """The id of the first of its pages."""
        return self.pages[0].id

    @cached_property
    def known(self) -> NDArray[np.uint64]:
        """The distinct shingles, sorted."""
        return np.unique(self.shingles)

    def holds(self, shingles: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of these the article has."""
        if not len(self.known):
            return np.zeros(len(shingles), dtype=np.bool_)
        return np.asarray(self.known[np.searchsorted(self.known[:-1], shingles)] == shingles)

    @cached_property
    def figures(self) -> frozenset[str]:
        """The distinct words that begin with a digit."""
        return frozenset(w for w in self.words if w[0].isdigit())

    @cached_property
    def broken(self) -> int:
        """Signs of a broken encoding."""
        return sum(map(self.article.text.count, BROKEN))

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Where the pages stand."""
        return frozenset(filter(None, map(address_of, self.pages)))

    @cached_property
    def outlets(self) -> frozenset[str]:
        """The keys of their outlets, by name and host."""
        return frozenset(k for p in self.pages for k in outlet_keys(p))

    @cached_property
    def titles(self) -> frozenset[str]:
        """Their titles, folded."""
        return frozenset(p.title.casefold() for p in self.pages if p.title)

    @cached_property
    def canonicals(self) -> frozenset[str]:
        """Addresses on other hosts that they name as their original."""
        there = ((p, (p.canonical or "").split("://")[-1].removeprefix("www.").rstrip("/")) for p in self.pages)
        return frozenset(c for p, c in there if c and c.split("/")[0] != host_of(p.url))

    @cached_property
    def chrome(self) -> frozenset[str]:
        """Lines that belong to a site and not to a story."""
        return frozenset(line for line in self.lines if CHROME.match(line))

    @cached_property
    def style(self) -> NDArray[np.float64]:
        """The manner of the writing in figures."""
        return measure_style(self.article.text, self.words)


def draw_portrait(twins: Twins) -> Portrait:
    """The portrait of pages of equal words; what any of them says of itself counts for all."""
    article = max(twins.articles, key=lambda a: (sum(map(a.text.count, ",\"“”'’")), len(a.text), a.text))
    found = [(m.start(), fold_word(m.group())) for m in WORD.finditer(article.text)]
    words = [word for _, word in found]
    lines = tuple(line.strip() for line in article.text.split("\n") if line.strip())
    return Portrait(
        article,
        twins.key,
        twins.articles,
        words,
        [start for start, _ in found],
        shingle_hashes(words),
        twins.credits,
        twins.hours,
        lines,
    )


def shingle_hashes(words: list[str]) -> NDArray[np.uint64]:
    """A hash for every word with its two followers (blank beyond the end); shape (len(words),)."""
    padded = np.concatenate([hash_words(words), np.zeros(SHINGLE - 1, dtype=np.uint64)])
    total = np.zeros(len(words), dtype=np.uint64)
    for shift, factor in enumerate(MIX):
        total ^= padded[shift : shift + len(words)] * factor
        total = (total << np.uint64(13)) | (total >> np.uint64(51))
    return total
