"""Families whose pages tell nothing but their words: no outlet, no date, no address, no credit. Manuscripts, old songs.

Takes the distinct texts of such a family and a way to collate them; gives a Stemma, by `tradition.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from retold.records import (
    Article,
    CollatedWitness,
    Collation,
    CopyPair,
    Edge,
    Hidden,
    Place,
    Relation,
    Sign,
    Stemma,
)
from retold.text.hashes import content_id
from retold.trace.families import RETOLD
from retold.trace.shown import equal_places
from retold.trace.slips import NOTES, WORTH
from retold.trace.stemma import equal_sign, finish
from retold.trace.tradition import Neighbours, Tree, grow_tree, shortest_tree
from retold.trace.twins import Twins
from retold.trace.variants import Row, Variants, distances, number_readings, share_equal, spread_of

Collate = Callable[[Sequence[CollatedWitness]], Collation]

FEWEST, MOST = 4, 80  # distinct texts; with fewer nothing shows who shares errors with whom
LONGEST = 4_000_000  # characters of all texts together, at most
TELLING = 0.2  # part of the texts that may say more than their words
WHOLE = 0.9  # share of equal places from which on a text stands whole in another
BESIDE = 0.5  # that of equal texts one was made from another rather than both from a third
# Between neighbours of the shortest tree, a word: single differences (median of the tree), and words in long gaps. In
# 90 of 100 grown traditions .019 and more, .11 and less; of simulated copies of news .012 and less, .09 and more.
SCATTERED, PASSAGES = 0.012, 0.2
RETOLD_BELOW = 0.5  # share of equal words between neighbours: with less a text is retold and not copied
SHOWN = 3  # places of a sign
# How often an edge is true: intercept, slope of the log odds of its direction, and of how much farther the next best
# parent is; for an edge to a lost text times the third. Two kinds of grown traditions, 742 and 246 edges (seed 1).
CALM, LOST = (-0.94, 0.25, 2.3), 0.7


def tells_words_only(texts: Sequence[Twins], pairs: Sequence[CopyPair]) -> bool:
    """Whether the pages of a family give little to judge by but their words, and enough of these."""
    if not FEWEST <= len(texts) <= MOST or sum(len(t.first.text) for t in texts) > LONGEST:
        return False
    telling = sum(any(map(tells_more, t.articles)) for t in texts)
    return telling <= TELLING * len(texts) and 2 * sum(p.relation in RETOLD for p in pairs) <= len(pairs)


def tells_more(article: Article) -> bool:
    """Whether a page says when, where or by whom its text was published."""
    known = (article.url, article.outlet, article.published, article.credit, article.dateline, article.byline)
    return any(known) or article.canonical is not None


def trace_words(texts: Sequence[Twins], collate: Collate) -> Stemma | None:
    """The stemma of such a family, or None when its texts differ by passages and not by words, as copies of news do."""
    table = collate([CollatedWitness(t.key, t.first.id, t.first.text) for t in texts])
    variants = number_readings(table)
    near = shortest_tree(distances(variants.rows))
    if not is_scattered(variants, near):
        return None
    tree = grow_tree(variants, near)
    lost = {k: lose(texts, tree, k) for k in tree.rows if k >= tree.texts}
    found = Assembly(texts, table, tree, lost)
    edges = [e for c, p in tree.parents.items() if p is not None for e in found.edges_of(c, p)]
    edges += found.equal_tops()
    return finish([a for t in texts for a in t.articles], {h.id: h for h in found.lost.values()}, edges)


def is_scattered(variants: Variants, near: Neighbours) -> bool:
    """Whether neighbours in the tree differ in single words all over the text, and seldom in passages."""
    rows = variants.rows
    found = [spread_of(rows[a], rows[b]) for a in sorted(near) for b in sorted(near[a]) if a < b]
    words, long = sum(n for n, _, _ in found), sum(g for _, _, g in found)
    equal = sorted(share_equal(rows[a], rows[b]) for a in sorted(near) for b in sorted(near[a]) if a < b)
    often = sorted(s / max(1, n) for n, s, _ in found)[len(found) // 2]
    return often >= SCATTERED and long <= PASSAGES * words and equal[len(equal) // 2] >= RETOLD_BELOW


def lose(texts: Sequence[Twins], tree: Tree, lost: int) -> Hidden:
    """The record of a lost text."""
    near = [k for k, p in tree.parents.items() if p == lost]
    ids = sorted(a.id for t in texts for a in t.articles)
    why = f"{len(near)} texts share readings that the one above them lacks"
    return Hidden(content_id(*ids, str(lost), prefix="lost-"), None, why)


@dataclass
class Assembly:
    """All that the edges of a tree are told with."""

    texts: Sequence[Twins]
    table: Collation
    tree: Tree
    lost: dict[int, Hidden]

    def name(self, k: int) -> str:
        """The id of a text's first page, or of a lost text."""
        return self.lost[k].id if k in self.lost else self.texts[k].first.id

    def edges_of(self, child: int, parent: int) -> Iterator[Edge]:
        """The edge above a text, and those of its equals."""
        sure = self.confidence(child)
        relation = relate(self.tree.rows[parent], self.tree.rows[child])
        yield Edge(self.name(parent), self.name(child), relation, sure, self.signs_of(child, parent))
        for other in self.texts[child].articles[1:] if child not in self.lost else ():
            sign = equal_sign(self.name(parent), self.texts[child].first, other)
            yield Edge(self.name(parent), other.id, relation, sure, (sign,))

    def equal_tops(self) -> Iterator[Edge]:
        """The edges of equal texts at the top, below a lost one."""
        top = next(k for k, p in self.tree.parents.items() if p is None)
        if top in self.lost or len(self.texts[top].articles) == 1:
            return
        pages = self.texts[top].articles
        key = content_id(*sorted(a.id for a in pages), "equal", prefix="lost-")
        hidden = Hidden(key, None, f"{len(pages)} equal texts, and nothing tells which was first")
        self.lost[len(self.tree.rows)] = hidden
        for page in pages:
            sign = Sign("lost original", key, 0.0, hidden.why, equal_places(pages[0], page))
            yield Edge(key, page.id, "identical", BESIDE, (sign,))

    def confidence(self, child: int) -> float:
        """How often an edge with these signs was true."""
        start, way, rival = CALM
        held = min(max(self.tree.sure[child], 1e-4), 1 - 1e-4)
        sure = 1 / (1 + exp(-start - way * log(held / (1 - held)) - rival * self.farther(child)))
        return sure * LOST if self.tree.parents[child] in self.lost else sure

    def farther(self, child: int) -> float:
        """How much farther the next best parent of a text is, as a logarithm; 0 where there is none to compare with."""
        mine, other = self.tree.rivals[child]
        return 0.0 if other is None else log((other + 1) / (mine + 1))

    def signs_of(self, child: int, parent: int) -> tuple[Sign, ...]:
        """Why the child hangs here: nearness first, then the slips, the weightiest first."""
        above, below = self.name(parent), self.name(child)
        mine, other = self.tree.rivals[child]
        rival = "" if other is None else f"; the next nearest that does not stand below it differs in {other}"
        said = f"they differ in {mine} places{rival}"
        places = self.places(child, parent, np.flatnonzero(self.tree.rows[child] != self.tree.rows[parent]))
        out = [Sign("readings", above, abs(self.farther(child)), said, places)]
        if parent in self.lost:
            out.append(Sign("lost original", above, 0.0, self.lost[parent].why))
        slips = self.tree.slips[child]
        for kind, at in sorted(slips.places.items()):
            worth = WORTH[kind] * slips.more[kind]
            if worth:
                note = NOTES[kind].format(abs(round(slips.more[kind], 1)))
                out.append(Sign(kind, above if worth > 0 else below, abs(worth), note, self.places(child, parent, at)))
        return tuple(sorted(out, key=lambda s: (-s.weight, s.kind)))

    def places(self, child: int, parent: int, columns: Sequence[int] | NDArray[np.int64]) -> tuple[Place, ...]:
        """The first of these columns in both texts, as far as they survive."""
        return tuple(
            Place(self.texts[k].first.id, self.table.columns[int(c)].places[k])
            for c in columns[:SHOWN]
            for k in (parent, child)
            if k not in self.lost
        )


def relate(parent: Row, child: Row) -> Relation:
    """The relation of two texts by how much of each stands in the other."""
    same = int(((parent == child) & (parent > 0)).sum())
    in_child, in_parent = same / max(1, int((parent > 0).sum())), same / max(1, int((child > 0).sum()))
    if min(in_child, in_parent) >= WHOLE:
        return "near-verbatim"
    if max(in_child, in_parent) < WHOLE:
        return "partial"
    return "excerpt" if in_parent > in_child else "expanded"
