"""Versions: articles that one address showed one after the other, however far they went apart.

Takes what families keep of an article, which is all but its text, and a way to ask what two texts have in common;
gives pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retold.records import Article, CopyPair
from retold.text.hashes import content_id
from retold.text.tokens import fold_words
from retold.trace.twins import address_of, hash_id, hash_words, opening_of

WHOLE = 0.8  # share of one side that stands in the other: a copy, and a version counts as one
# Versions of one address: of 896 steps between versions of encyclopedia articles .96 keep this share of one side.
VERSION_SHARE = 0.1
VERSIONS = 12  # later versions with which each is compared

Pair = tuple[str, str]
Shares = tuple[float, float]
Share = Callable[[Sequence[Pair]], Sequence[Shares]]


@dataclass(frozen=True, slots=True)
class Told:
    """What families keep of an article."""

    id: str
    key: str  # of its words: articles of equal words have equal keys
    opening: str  # of its first words
    address: str
    published: str
    title: str


def tell_article(article: Article, key: str | None = None) -> Told:
    """What is kept of an article; `key` where it is known."""
    opening = content_id(*opening_of(article), size=16)
    key = key or hash_words(article.text) or hash_id(article.id)
    title = (article.title or "").casefold()
    return Told(article.id, key, opening, address_of(article), article.published or "", title)


def pair_versions(told: Sequence[Told], share: Share) -> list[CopyPair]:
    """Pairs of texts of one address that keep a small part, or their title."""
    at: dict[str, dict[str, Told]] = defaultdict(dict)
    for article in filter(lambda a: a.address, told):
        known = at[article.address]
        known[article.key] = min(known.get(article.key, article), article, key=told_first)
    near: list[tuple[Told, Told]] = []
    for _, versions in sorted(at.items()):
        in_time = sorted(versions.values(), key=told_first)
        near += [(a, b) for k, a in enumerate(in_time) for b in in_time[k + 1 : k + 1 + VERSIONS]]
    return [
        CopyPair(a.id, b.id, "partial", max(shares[0], WHOLE), max(shares[1], WHOLE))
        for (a, b), shares in zip(near, share([(a.id, b.id) for a, b in near]), strict=True)
        if max(shares) >= VERSION_SHARE or (a.title and a.title == b.title)
    ]


def told_first(article: Told) -> tuple[str, str, str]:
    """In which order versions of one address are compared."""
    return article.published, article.key, article.id


def share_groups(read: Callable[[str], str], pairs: Sequence[Pair]) -> list[Shares]:
    """For each pair of articles the share of the word groups of each that both have; `read` gives the text of an id.

    >>> share_groups({"a": "the ferry sank off Arn", "b": "the ferry sank"}.__getitem__, [("a", "b")])
    [(0.3333333333333333, 1.0)]
    """

    @lru_cache(maxsize=2 * VERSIONS)
    def groups_of(article: str) -> set[tuple[str, ...]]:
        return word_groups(read(article))

    found = ((groups_of(a), groups_of(b)) for a, b in pairs)
    return [(len(a & b) / max(1, len(a)), len(a & b) / max(1, len(b))) for a, b in found]


def word_groups(text: str) -> set[tuple[str, ...]]:
    """The distinct groups of three words."""
    words = fold_words(text)
    return set(zip(words, words[1:], words[2:], strict=False))
