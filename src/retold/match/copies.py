"""Pairs of articles of which one stands, wholly or in part, in the other.

Takes all articles at once, gives pairs with their relation, and passages that two articles share without being copies.
The order of input makes no difference. Ten thousand equal pages give ten thousand pairs, not fifty million.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter

import numpy as np

from retold.match.classes import Classes, equal_pairs, find_classes, spread_rows
from retold.match.grams import Flags
from retold.match.overlap import Families, find_families, find_overlaps, join_pairs
from retold.match.passages import find_shared
from retold.match.postings import Ids, Numbers, Postings, post_grams, post_words
from retold.match.relations import NONE, RELATIONS, judge_overlaps, shares
from retold.match.rewrites import CLOSE_LOOK, QUICK_LOOK, Proposed, judge_texts, propose
from retold.match.rivals import LEAST_ODDS, SURE_ODDS, weigh_rivals
from retold.match.sketches import LARGE, Sketches, sketch_texts, usual_rate
from retold.records import Article, CopyPair, Relation, SharedPassage

RETOLD_SHARE = 0.2  # of words in a row: above it a copy has kept the words, not retold them
FEW_SHARED = (
    0.1  # of words in a row; two pages that share more must be retold beyond doubt: they may quote one statement
)
LEAST_SHARED = 8  # grams of a pair that is read for passages
NAMES: tuple[Relation, ...] = (*RELATIONS, "rewrite", "identical")
REWRITE, IDENTICAL = len(RELATIONS), len(RELATIONS) + 1

WHY = {REWRITE: "the same facts in the same order, log odds {:.1f}", IDENTICAL: "the same words in the same order"}

Row = tuple[str, str, Relation, float, float, str, float | None]  # the fields of a CopyPair
Judge = Callable[[list[tuple[int, int]]], list[float]]


@dataclass(frozen=True, slots=True)
class Compared:
    """What the sketches alone say of all classes: pairs of classes by number, families, and pairs to be judged."""

    classes: Classes
    families: Families
    rows: Found
    weak: Flags  # which rows share words without being copies
    proposed: Proposed


@dataclass(frozen=True, slots=True)
class Found:
    """What was found between pages, by number: one row a pair, left before right; odds are NaN but for rewrites."""

    left: Ids
    right: Ids
    relation: Ids  # in NAMES
    left_share: Numbers
    right_share: Numbers
    odds: Numbers


def find_copies(articles: Sequence[Article]) -> tuple[list[CopyPair], list[SharedPassage]]:
    """Pairs sorted by their ids, and the passages shared by pairs that are no copies (of at most LARGE articles).

    >>> text = "The ferry Aurora sank off Port Ella on Monday with ninety people on board."
    >>> pairs, _ = find_copies([Article("a", text), Article("b", text.upper()), Article("c", "Nothing of the kind.")])
    >>> [(p.left, p.right, p.relation) for p in pairs]
    [('a', 'b', 'identical')]
    """
    pages = sorted(articles, key=attrgetter("id"))
    found, weak = compare_texts([a.text for a in pages])
    return write_pairs(found, [a.id for a in pages]), find_shared([(pages[i], pages[j]) for i, j in weak])


def find_pairs(articles: Sequence[Article]) -> list[CopyPair]:
    """The pairs alone."""
    return [CopyPair(*row) for row in find_rows([(a.id, a.text) for a in articles])]


def find_rows(texts: Sequence[tuple[str, str]]) -> list[Row]:
    """The pairs of texts by id, each as the fields of a CopyPair: for a filter that writes a hundred thousand.

    >>> text = "The ferry Aurora sank off Port Ella on Monday with ninety people on board."
    >>> find_rows([("b", text.upper()), ("a", text)])
    [('a', 'b', 'identical', 1.0, 1.0, 'the same words in the same order', None)]
    """
    pages = sorted(texts)
    return write_rows(compare_texts([text for _, text in pages])[0], [name for name, _ in pages])


def compare_texts(texts: Sequence[str]) -> tuple[Found, list[tuple[int, int]]]:
    """What was found between texts, by number, and the pairs that share words without being copies."""
    compared = compare_sketches(sketch_texts(texts, usual_rate(len(texts))))
    return judge_compared(compared, partial(judge_texts, texts.__getitem__))


def compare_sketches(sketches: Sketches) -> Compared:
    """What the sketches of all texts say."""
    classes = find_classes(sketches)
    number = classes.number
    return compare_postings(classes, post_grams(sketches, number), post_words(sketches, number), len(sketches) > LARGE)


def compare_postings(classes: Classes, grams: Postings, words: Postings, large: bool) -> Compared:
    """What the grams and the words of classes of texts say; of more than LARGE texts no two are read for passages."""
    families = find_families(grams)
    overlaps = find_overlaps(grams, families)
    kind = judge_overlaps(overlaps)
    rows = Found(overlaps.left, overlaps.right, kind, *shares(overlaps), np.full(len(kind), np.nan))
    weak = (kind == NONE) & (overlaps.shared * overlaps.one_in >= LEAST_SHARED) & (not large)
    return Compared(classes, families, rows, weak, propose(words, QUICK_LOOK if large else CLOSE_LOOK))


def judge_compared(compared: Compared, judge: Judge) -> tuple[Found, list[tuple[int, int]]]:
    """What was found between texts, by number, and the pairs that share words without being copies.

    `judge` tells the log odds that pairs of texts are rewrites; it is asked about those that share many rare words.
    """
    first = compared.classes.first
    rows = add_rewrites(compared, lambda left, right: judge(zip_ids(first[left], first[right])))
    weak = compared.weak & (rows.relation[: len(compared.weak)] == NONE)
    ends = np.sort([first[rows.left[: len(weak)][weak]], first[rows.right[: len(weak)][weak]]], axis=0)
    return spread_found(pick(rows, rows.relation != NONE), compared.classes), zip_ids(*ends)


def zip_ids(left: Ids, right: Ids) -> list[tuple[int, int]]:
    """Two columns as pairs."""
    return list(zip(left.tolist(), right.tolist(), strict=True))


def pick(found: Found, rows: Flags | Ids) -> Found:
    """These rows."""
    return Found(*(getattr(found, column)[rows] for column in Found.__slots__))


def pair_key(left: Ids, right: Ids) -> Ids:
    """A number for each pair, in the order of pairs."""
    return left << 32 | right


def kept_words(rows: Found) -> Flags:
    """Which rows are copies that kept the words."""
    out: Flags = (rows.relation != NONE) & (np.maximum(rows.left_share, rows.right_share) > RETOLD_SHARE)
    return out


def shared_words(rows: Found) -> Numbers:
    """The greater share of each row; all where the two are copies of some kind."""
    return np.where(rows.relation == NONE, np.maximum(rows.left_share, rows.right_share), 1.0)


def add_rewrites(compared: Compared, judge: Callable[[Ids, Ids], list[float]]) -> Found:
    """The rows with copies in other words: proposed pairs that share few words in a row, or none; new rows last."""
    rows = replace(compared.rows, relation=compared.rows.relation.copy(), odds=compared.rows.odds.copy())
    left, right = compared.proposed.left, compared.proposed.right
    kept = kept_words(rows)
    key = pair_key(rows.left, rows.right)
    at = np.searchsorted(key, pair_key(left, right))
    known = np.append(key, -1)[at] == pair_key(left, right)
    asked = ~(known & np.append(kept, False)[at])
    left, right, at, known = left[asked], right[asked], at[asked], known[asked]
    odds = beside_rivals(left, right, np.array(judge(left, right), np.float64), pick(rows, kept))
    shared = np.where(known, np.append(shared_words(rows), 0.0)[at], 0.0)
    told = odds >= np.where(shared < FEW_SHARED, LEAST_ODDS, SURE_ODDS)
    rows.relation[at[told & known]], rows.odds[at[told & known]] = REWRITE, odds[told & known]
    new = told & ~known
    zero = np.zeros(int(new.sum()))
    added = (left[new], right[new], np.full(len(zero), REWRITE), zero, zero, odds[new])
    return Found(*(np.append(getattr(rows, c), a) for c, a in zip(Found.__slots__, added, strict=True)))


def beside_rivals(left: Ids, right: Ids, odds: Numbers, copies: Found) -> Numbers:
    """The odds of pairs beside those of the other pairs of their pages, which is where a retelling stands out."""
    pages = int(max(right.max(initial=-1), copies.right.max(initial=-1))) + 1
    group = join_pairs(copies.left, copies.right, pages).tolist()
    told = np.flatnonzero(np.isfinite(odds))
    out = odds.copy()
    out[told] = weigh_rivals(zip_ids(left[told], right[told]), odds[told].tolist(), group)
    return out


def spread_found(found: Found, classes: Classes) -> Found:
    """The rows of classes said of their members, with the pairs inside a class, sorted."""
    row, one, other = spread_rows(classes, found.left, found.right)
    turn = one > other
    shares_of = (
        np.where(turn, found.right_share[row], found.left_share[row]),
        np.where(turn, found.left_share[row], found.right_share[row]),
    )
    same, equal = equal_pairs(classes)
    whole = np.ones(len(same))
    columns = (
        np.append(np.minimum(one, other), same),
        np.append(np.maximum(one, other), equal),
        np.append(found.relation[row], np.full(len(same), IDENTICAL)),
        *(np.append(share, whole) for share in shares_of),
        np.append(found.odds[row], whole * np.nan),
    )
    order = np.argsort(pair_key(*columns[:2]))
    return Found(*(column[order] for column in columns))


def write_pairs(found: Found, ids: Sequence[str]) -> list[CopyPair]:
    """The rows as records."""
    return [CopyPair(*row) for row in write_rows(found, ids)]


def write_rows(found: Found, ids: Sequence[str]) -> list[Row]:
    """The rows with names instead of numbers; shares and odds to four digits."""
    exact = (found.left, found.right, found.relation)
    rounded = (np.round(column, 4) for column in (found.left_share, found.right_share, found.odds))
    rows = zip(*(column.tolist() for column in (*exact, *rounded)), strict=True)
    return [
        (ids[i], ids[j], NAMES[k], a, b, WHY[k].format(odds), odds if k == REWRITE else None)
        if k in WHY
        else (ids[i], ids[j], NAMES[k], a, b, "", None)
        for i, j, k, a, b, odds in rows
    ]
