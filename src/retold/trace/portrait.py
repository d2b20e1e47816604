"""What the signs need to know of one article: its words, credits, author, hour, address and manner.

Takes an article, gives a Portrait. Pure and cheap (linear in the text); pairs are compared in `compare.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from retold.records import Article
from retold.text.tokens import find_words, fold_word, hash_words
from retold.trace.credits import Credits, find_credits
from retold.trace.style import measure_style

SHINGLE = 3  # words: short enough for short lines and light rewriting, long enough to be rare
MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))
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

    article: Article
    words: list[str]
    starts: list[int]
    shingles: NDArray[np.uint64]  # one a word: the word with its two followers
    credits: Credits
    hours: float | None  # since 1970, of the believed date
    lines: tuple[str, ...] = field(repr=False)

    @property
    def id(self) -> str:
        return self.article.id

    @cached_property
    def known(self) -> NDArray[np.uint64]:
        """The distinct shingles, sorted."""
        return np.unique(self.shingles)

    @cached_property
    def address(self) -> str:
        """Where the page stands."""
        return address_of(self.article)

    @cached_property
    def outlet(self) -> str:
        """The outlet's name, or else its host, folded."""
        host = self.address.split("/")[0].removeprefix("www.")
        return (self.article.outlet or host).strip().casefold()

    @cached_property
    def chrome(self) -> frozenset[str]:
        """Lines that belong to a site and not to a story."""
        return frozenset(line for line in self.lines if CHROME.match(line))

    @cached_property
    def style(self) -> NDArray[np.float64]:
        """The manner of the writing in figures."""
        return measure_style(self.article.text, self.words)


def address_of(article: Article) -> str:
    """Host, path and query of a page; "" for a whole site or no address.

    >>> address_of(Article(id="p", text="", url="https://a.example/news/1?x=2#top"))
    'a.example/news/1?x=2'
    """
    try:
        parts = urlsplit(article.url or "")
        host = parts.hostname or ""
    except ValueError:
        return ""
    path = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return host + path if path else ""


def draw_portrait(article: Article) -> Portrait:
    """The portrait of an article."""
    spans = find_words(article.text)
    words = [fold_word(w.of(article.text)) for w in spans]
    lines = tuple(line.strip() for line in article.text.split("\n") if line.strip())
    starts = [w.start for w in spans]
    return Portrait(
        article, words, starts, shingle_hashes(words), find_credits(article), hours_of(article.published), lines
    )


def shingle_hashes(words: list[str]) -> NDArray[np.uint64]:
    """A hash for every word with its two followers (blank beyond the end); shape (len(words),)."""
    padded = np.concatenate([hash_words(words), np.zeros(SHINGLE - 1, dtype=np.uint64)])
    total = np.zeros(len(words), dtype=np.uint64)
    for shift, factor in enumerate(MIX):
        total ^= padded[shift : shift + len(words)] * factor
        total = (total << np.uint64(13)) | (total >> np.uint64(51))
    return total


def hours_of(date: str | None) -> float | None:
    """Hours since 1970 of an ISO date; a bare day or no zone counts as UTC; None when unreadable.

    >>> hours_of("1970-01-02"), hours_of("1970-01-01T02:00+01:00"), hours_of("soon")
    (24.0, 1.0, None)
    """
    try:
        moment = datetime.fromisoformat((date or "").strip())
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() / 3600
