"""What enters the grouping as one: pages copied from one another in the same words, or an article of its own.

Takes articles in a fixed order and the stemmas, gives the node of each article and the vectors of the nodes. Pages of
one text are one node even where no stemma says so; a member that is hardly like its family (a round-up that quotes a
paragraph of it) is a node of its own, so that it bridges nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from retold.group.links import normalise
from retold.records import Article, Relation, Stemma

OTHER_WORDS: frozenset[Relation] = frozenset(
    {"rewrite", "translation"}
)  # left to likeness: twin events look like these

STRANGER = 0.15  # mean likeness to the rest under which a member stands alone; unrelated pages have .03, copies .4


def find_nodes(articles: Sequence[Article], stemmas: Sequence[Stemma], vectors: Any) -> NDArray[np.int64]:
    """The node of each article, numbered in the order of the articles."""
    keys = family_keys(articles, stemmas)
    node = number_keys(keys)
    strange = likeness_to_rest(vectors, node) < STRANGER
    return number_keys([a.id if s else k for a, k, s in zip(articles, keys, strange, strict=True)])


def family_keys(articles: Sequence[Article], stemmas: Sequence[Stemma]) -> list[str]:
    """For each article the top of its copies, or the first page with the same text."""
    top = {i: key for s in stemmas for i, key in tops_of(s).items()}
    same: dict[str, str] = {}
    for article in articles:
        if article.id in top:
            same.setdefault(article.text, top[article.id])
    return [top.get(a.id) or same.setdefault(a.text, a.id) for a in articles]


def tops_of(stemma: Stemma) -> dict[str, str]:
    """For each article of a family the ancestor from which it was copied, step by step, in the same words."""
    parent = {e.child: e.parent for e in stemma.edges if e.relation not in OTHER_WORDS}
    out: dict[str, str] = {}
    for article in stemma.family:
        at, seen = article, {article}
        while (above := parent.get(at)) is not None and above not in seen:
            at = above
            seen.add(at)
        out[article] = at
    return out


def number_keys(keys: Sequence[str]) -> NDArray[np.int64]:
    """Equal keys get equal numbers, in the order of their first places.

    >>> number_keys(["b", "a", "b"]).tolist()
    [0, 1, 0]
    """
    number: dict[str, int] = {}
    return np.array([number.setdefault(k, len(number)) for k in keys], dtype=np.int64)


def likeness_to_rest(vectors: Any, node: NDArray[np.int64]) -> NDArray[np.float64]:
    """The mean likeness of each article to the others of its node; 1 for one that is alone or has no words."""
    size = np.bincount(node)[node]
    rows = np.flatnonzero((size > 1) & (np.diff(vectors.indptr) > 0))
    out = np.ones(len(node))
    own = vectors[rows]
    to_all = own.multiply(sum_vectors(vectors, node)[node[rows]]).sum(axis=1)
    out[rows] = np.asarray(to_all - own.multiply(own).sum(axis=1)).ravel() / (size[rows] - 1)
    return out


def sum_vectors(vectors: Any, node: NDArray[np.int64]) -> Any:
    """One row a node: the sum of its articles."""
    to = sparse.csr_matrix((np.ones(len(node)), (node, np.arange(len(node)))), shape=(int(node.max()) + 1, len(node)))
    return (to @ vectors).tocsr()


def mean_vectors(vectors: Any, node: NDArray[np.int64]) -> Any:
    """One row a node: the direction and mean length of its articles, so that forty mirrors weigh as one."""
    if int(node.max()) + 1 == len(node):
        return vectors
    length = np.sqrt(np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel())
    mean = np.bincount(node, length) / np.bincount(node)
    return (sparse.diags(mean) @ normalise(sum_vectors(vectors, node))).tocsr()


def first_days(days: NDArray[np.float64], node: NDArray[np.int64]) -> NDArray[np.float64]:
    """The first day of each node; NaN where it has none."""
    out = np.full(int(node.max()) + 1, np.inf)
    np.minimum.at(out, node, np.nan_to_num(days, nan=np.inf))
    return np.where(np.isinf(out), np.nan, out)
