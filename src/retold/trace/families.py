"""Families of copies: which articles belong to one tree.

Takes articles and copy pairs; gives families, each with the pairs that concern it and nothing else, so that a family is
traced again only when its own pages change. Precision first: a pair that shares only a small part of both sides joins
nobody, so no single passage glues two families.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from retold.records import Article, CopyPair
from retold.trace.twins import address_of, opening_of, same_words
from retold.trace.versions import WHOLE, Share, Told, pair_versions, share_groups, tell_article

# A pair joins a family when JOINS of one side stand in the other and THIN of the other in it, or WHOLE of one side.
# Real wire pages of one event: the greatest family has 44 texts of one running story; 58 with THIN at .05, where a
# digest of news and the lines of a site glue three stories. Development cascades: no true edge is lost.
JOINS, THIN = 0.4, 0.1
RETOLD = ("rewrite", "translation")
# Groups of copies that may hang together by single retellings. With 4, .66 of the rewrites set are with their original
# and 7 of 381 families mix two; ten own reports of one event on real pages, one family before, fall into three.
LOOSE = 4
HANGS = 0.4  # log odds of a retelling that may join families; from 0 two of the 85 development cascades lose their root


@dataclass(frozen=True, slots=True)
class Kindred:
    """A family: its articles by id, and the copy pairs among them."""

    articles: tuple[Article, ...]
    pairs: tuple[CopyPair, ...] = ()


def find_families(articles: Sequence[Article], pairs: Sequence[CopyPair]) -> list[Kindred]:
    """Every article in exactly one family; which ones are together depends on their words and pairs alone."""
    by_id = {a.id: a for a in articles}
    linked = find_linked(((a.id, address_of(a), opening_of(a)) for a in articles), pairs)
    texts = same_words([a for a in articles if a.id in linked])
    told = [tell_article(a, key) for key, group in texts.items() for a in group]
    families = cut_families(told, pairs, partial(share_groups, lambda i: by_id[i].text))
    alone = [Kindred((by_id[i],)) for i in sorted(by_id.keys() - linked)]
    return [*(Kindred(tuple(by_id[i] for i in ids), tuple(among)) for ids, among in families), *alone]


def find_linked(articles: Iterable[tuple[str, str, Hashable]], pairs: Sequence[CopyPair]) -> set[str]:
    """The articles that may be one of a family: in a pair, of one address with another, or of equal first words.

    Takes the id, the address and the first words of each.
    """
    alike: dict[Hashable, list[str]] = defaultdict(list)
    for article, address, opening in articles:
        alike["", address or article].append(article)
        alike[opening].append(article)
    linked = {i for p in pairs for i in (p.left, p.right)}
    return linked.union(*(ids for ids in alike.values() if len(ids) > 1))


def cut_families(
    told: Sequence[Told], pairs: Sequence[CopyPair], share: Share
) -> list[tuple[list[str], list[CopyPair]]]:
    """The ids of each family with the pairs among them; `share` tells what the words of two articles have in common."""
    key = {a.id: a.key for a in told}
    versions = pair_versions(told, share)
    top = Sets(sorted(set(key.values())))
    known = best_pairs([*pairs, *versions], key)
    for pair in filter(joins, known):
        top.join(pair.left, pair.right)
    retold = drop_quoting(top, known)
    hang_retellings(top, retold)
    join_retellings(top, retold)
    members: dict[str, list[str]] = defaultdict(list)
    among: dict[str, list[CopyPair]] = defaultdict(list)
    for article, k in key.items():
        members[top.find(k)].append(article)
    for pair in [*pairs, *versions]:
        if pair.left in key and pair.right in key and top.find(key[pair.left]) == top.find(key[pair.right]):
            among[top.find(key[pair.left])].append(pair)
    return [(sorted(members[k]), among[k]) for k in sorted(members)]


def drop_quoting(top: Sets, pairs: Sequence[CopyPair]) -> list[CopyPair]:
    """The retellings that may join groups of copies: none between groups of which two texts share a mere passage.

    What such groups have in common is the passage, and whoever quotes it, by whatever page, resembles its source.
    """
    parted = {ends_of(top, p) for p in pairs if p.relation not in RETOLD and not joins(p)}
    hang = (p for p in pairs if p.relation in RETOLD and (p.odds is None or p.odds >= HANGS))
    return [p for p in hang if ends_of(top, p) not in parted]


def ends_of(top: Sets, pair: CopyPair) -> tuple[str, str]:
    """The groups of the two texts of a pair, the lesser first."""
    low, high = sorted((top.find(pair.left), top.find(pair.right)))
    return low, high


def hang_retellings(top: Sets, pairs: Sequence[CopyPair]) -> None:
    """Join each group of copies to the one group it most likely retells: no chain of likeness glues stories."""
    size = Counter(map(top.find, top.up))
    links: dict[tuple[str, str], list[CopyPair]] = defaultdict(list)
    for pair in pairs:
        ends = top.find(pair.left), top.find(pair.right)
        for one, other in (ends, ends[::-1]):
            if one != other and size[one] <= size[other]:
                links[one, other].append(pair)
    known = Counter(other for _, other in links)
    best: dict[str, tuple[tuple[float, float, int], str]] = {}
    for (one, other), found in sorted(links.items()):
        retold = {p.left if top.find(p.left) == one else p.right for p in found}
        likeness = max(p.odds or 0.0 for p in found), max(p.left_share + p.right_share for p in found), known[other]
        if 2 * len(retold) > size[one] and likeness > best.get(one, ((-1.0, 0.0, 0), ""))[0]:
            best[one] = likeness, other
    hung = sorted(best.items(), key=lambda row: (*(-value for value in row[1][0]), row[0]))
    join_dense(top, [(one, other) for one, (_, other) in hung], {frozenset(ends) for ends in links})


def join_dense(top: Sets, hung: Sequence[tuple[str, str]], linked: Collection[frozenset[str]]) -> None:
    """Join groups in this order; more than LOOSE only where half of all that meet are linked."""
    groups = {group: {group} for ends in hung for group in ends}
    for ends in hung:
        one, other = (groups[group] for group in ends)
        both = sum(frozenset((a, b)) in linked for a in one for b in other)
        if one is other or (len(one) + len(other) > LOOSE and 2 * both < len(one) * len(other)):
            continue
        one |= other
        groups.update((group, one) for group in other)
        top.join(*ends)


def join_retellings(top: Sets, pairs: Sequence[CopyPair]) -> None:
    """Join families where more than half of all pairs of texts retell each other: retellings that were hung apart."""
    size = Counter(map(top.find, top.up))
    links = Counter(ends_of(top, p) for p in pairs)
    for (one, other), count in sorted(links.items()):
        if one != other and 2 * count > size[one] * size[other]:
            top.join(one, other)


def best_pairs(pairs: Sequence[CopyPair], key: Mapping[str, str]) -> list[CopyPair]:
    """The pairs between distinct texts, named by the keys of these, each once with its greatest shares."""
    best: dict[tuple[str, str], CopyPair] = {}
    for pair in pairs:
        if pair.left not in key or pair.right not in key or key[pair.left] == key[pair.right]:
            continue
        sides = (key[pair.left], pair.left_share), (key[pair.right], pair.right_share)
        (left, left_share), (right, right_share) = sorted(sides)
        new = replace(pair, left=left, right=right, left_share=left_share, right_share=right_share)
        if (left, right) not in best or strength(new) > strength(best[left, right]):
            best[left, right] = new
    return [best[ends] for ends in sorted(best)]


def strength(pair: CopyPair) -> tuple[float, float, str]:
    """By which of several findings on two texts one is taken."""
    return pair.left_share + pair.right_share, pair.left_share, pair.relation


def joins(pair: CopyPair) -> bool:
    """Whether a pair makes its two articles one family."""
    low, high = sorted((pair.left_share, pair.right_share))
    return pair.relation not in RETOLD and (high >= WHOLE or (high >= JOINS and low >= THIN))


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
