"""Families of copies: which articles belong to one tree.

Takes articles and copy pairs; gives families of Twins (articles of equal words count as one text). Precision first: a
pair that shares only a small part of both sides joins nobody, so no single passage glues two families.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from statistics import median_low

from retold.records import Article, CopyPair
from retold.text.tokens import fold_words
from retold.trace.portrait import address_of, hours_of

# A pair joins a family from this share of its shorter side on. Development cascades, shares of five-word groups: all
# 629 true edges reach it; of 216 pairs across families the 63 that do are reports of their own from one base text.
JOINS = 0.4
# Versions of one address: of 896 steps between versions of encyclopedia articles .96 keep this share of one side.
VERSION_SHARE = 0.1
VERSIONS = 12  # later versions with which each is compared
RETOLD = ("rewrite", "translation")
WITHIN = 72.0  # hours around the middle date of equal texts; a date beyond is not believed to be the first


@dataclass(frozen=True, slots=True)
class Twins:
    """Articles of equal words, the first told first, as far as dates tell."""

    articles: tuple[Article, ...]

    @property
    def first(self) -> Article:
        return self.articles[0]


@dataclass(frozen=True, slots=True)
class Kindred:
    """A family: its distinct texts, and the copy pairs among the first of each."""

    texts: tuple[Twins, ...]
    pairs: tuple[CopyPair, ...]


def find_families(articles: Sequence[Article], pairs: Sequence[CopyPair]) -> list[Kindred]:
    """Every article in exactly one family; families, texts and pairs in a fixed order."""
    twins = find_twins(articles)
    first = {a.id: t.first.id for t in twins for a in t.articles}
    joined = join_pairs([*pairs, *pair_versions(twins)], first)
    top = Sets(sorted(t.first.id for t in twins))
    for pair in joined:
        top.join(pair.left, pair.right)
    members: dict[str, list[Twins]] = defaultdict(list)
    among: dict[str, list[CopyPair]] = defaultdict(list)
    for t in sorted(twins, key=lambda t: t.first.id):
        members[top.find(t.first.id)].append(t)
    for pair in joined:
        among[top.find(pair.left)].append(pair)
    return [Kindred(tuple(members[k]), tuple(among[k])) for k in sorted(members)]


def find_twins(articles: Sequence[Article]) -> list[Twins]:
    """The articles by equal words."""
    same: dict[bytes, list[Article]] = defaultdict(list)
    for article in articles:
        words = " ".join(fold_words(article.text)).encode("utf-8", "surrogatepass")
        key = blake2b(words, digest_size=16).digest() if words else b"id " + article.id.encode("utf-8", "surrogatepass")
        same[key].append(article)
    return [Twins(tuple(order_twins(group))) for _, group in sorted(same.items())]


def order_twins(group: Sequence[Article]) -> list[Article]:
    """Equal texts by believable date, then without one, then by id."""
    hours = {a.id: hours_of(a.published) for a in group}
    known = [h for h in hours.values() if h is not None]
    middle = median_low(known) if known else 0.0

    def rank(article: Article) -> tuple[int, float, str]:
        at = hours[article.id]
        if at is None:
            return 1, 0.0, article.id
        return (0 if abs(at - middle) <= WITHIN else 2), at, article.id

    return sorted(group, key=rank)


def join_pairs(pairs: Sequence[CopyPair], first: dict[str, str]) -> list[CopyPair]:
    """The pairs that join, between the firsts of their twins, each once with its greatest shares."""
    best: dict[tuple[str, str], CopyPair] = {}
    for pair in sorted(pairs, key=lambda p: (p.left, p.right, p.relation)):
        if pair.left not in first or pair.right not in first or not joins(pair):
            continue
        ends = first[pair.left], first[pair.right]
        if ends[0] == ends[1]:
            continue
        shares = pair.left_share, pair.right_share
        if ends[0] > ends[1]:
            ends, shares = ends[::-1], shares[::-1]
        old = best.get(ends)
        if old is None or sum(shares) > old.left_share + old.right_share:
            best[ends] = replace(pair, left=ends[0], right=ends[1], left_share=shares[0], right_share=shares[1])
    return [best[key] for key in sorted(best)]


def pair_versions(twins: Sequence[Twins]) -> list[CopyPair]:
    """Pairs of texts of one address that keep a small part, or their title: versions, however far they went apart."""
    at: dict[str, list[Article]] = defaultdict(list)
    for t in twins:
        for article in t.articles:
            if address_of(article):
                at[address_of(article)].append(article)
    out = []
    for _, versions in sorted(at.items()):
        known = [(a, word_groups(a)) for a in order_twins(versions)]
        for k, (a, left) in enumerate(known):
            for b, right in known[k + 1 : k + 1 + VERSIONS]:
                shared = len(left & right)
                shares = shared / max(1, len(left)), shared / max(1, len(right))
                if max(shares) >= VERSION_SHARE or one_title(a, b):
                    out.append(CopyPair(a.id, b.id, "partial", max(shares[0], JOINS), max(shares[1], JOINS)))
    return out


def one_title(a: Article, b: Article) -> bool:
    """Whether both have the same title."""
    return bool(a.title and b.title) and (a.title or "").casefold() == (b.title or "").casefold()


def word_groups(article: Article) -> set[tuple[str, ...]]:
    """The distinct groups of three words."""
    words = fold_words(article.text)
    return set(zip(words, words[1:], words[2:], strict=False))


def joins(pair: CopyPair) -> bool:
    """Whether a pair makes its two articles one family."""
    return pair.relation in RETOLD or max(pair.left_share, pair.right_share) >= JOINS


class Sets:
    """Disjoint sets of ids (union-find); the least id stands for its set."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.up = {i: i for i in ids}

    def find(self, i: str) -> str:
        """The id that stands for the set of `i`."""
        while self.up[i] != i:
            self.up[i] = self.up[self.up[i]]
            i = self.up[i]
        return i

    def join(self, i: str, j: str) -> None:
        """Make the sets of both one."""
        low, high = sorted((self.find(i), self.find(j)))
        self.up[high] = low
