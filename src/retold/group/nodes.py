"""What enters the grouping as one: pages copied from one another in the same words, or an article of its own.

Takes leaves in a fixed order and the copies above them, gives the node of each and the rows of the nodes. Pages of one
wording are one node even where no stemma says so; a member that is hardly like its family (a round-up that quotes a
paragraph of it) is a node of its own, so that it bridges nothing, and so is one that a person keeps apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from retold.group.counts import normalise
from retold.group.leaves import Leaf
from retold.group.wording import find_wordings
from retold.records import Relation, Stemma

OTHER_WORDS: frozenset[Relation] = frozenset(
    {"rewrite", "translation"}
)  # left to likeness: twin events look like these

STRANGER = 0.15  # mean likeness to the rest under which a member stands alone; unrelated pages have .03, copies .4


def find_tops(stemmas: Iterable[Stemma]) -> dict[str, str]:
    """For each article of these families the ancestor from which it was copied, step by step, in the same words."""
    return {i: key for s in stemmas for i, key in tops_of(s).items()}


def tops_of(stemma: Stemma) -> dict[str, str]:
    """The same for one family."""
    parent = {e.child: e.parent for e in stemma.edges if e.relation not in OTHER_WORDS}
    out: dict[str, str] = {}
    for article in stemma.family:
        at, seen = article, {article}
        while (above := parent.get(at)) is not None and above not in seen:
            at = above
            seen.add(at)
        out[article] = at
    return out


def find_nodes(leaves: Sequence[Leaf], tops: Mapping[str, str], rows: Any, alone: Collection[str]) -> NDArray[np.int64]:
    """The node of each leaf, numbered in the order of the leaves; those of `alone` have one of their own."""
    keys = [a.id if a.id in alone else k for a, k in zip(leaves, family_keys(leaves, tops), strict=True)]
    strange = likeness_to_rest(rows, number_keys(keys)) < STRANGER
    return number_keys([a.id if s else k for a, k, s in zip(leaves, keys, strange, strict=True)])


def family_keys(leaves: Sequence[Leaf], tops: Mapping[str, str]) -> list[str]:
    """For each leaf the top of its copies; where no family is told, that of its wording, or the first page of it."""
    if all(a.id in tops for a in leaves):
        return family_tops(leaves, tops, [a.digest for a in leaves])
    wording = find_wordings([a.grams for a in leaves], [a.digest for a in leaves])
    return family_tops(leaves, tops, [leaves[k].digest for k in wording.tolist()])


def family_tops(leaves: Sequence[Leaf], tops: Mapping[str, str], wording: Sequence[str]) -> list[str]:
    """The same of leaves whose wording is known."""
    same: dict[str, str] = {}
    for leaf, own in zip(leaves, wording, strict=True):
        if leaf.id in tops:
            same.setdefault(own, tops[leaf.id])
    return [tops.get(a.id) or same.setdefault(own, a.id) for a, own in zip(leaves, wording, strict=True)]


def number_keys(keys: Sequence[str]) -> NDArray[np.int64]:
    """Equal keys get equal numbers, in the order of their first places.

    >>> number_keys(["b", "a", "b"]).tolist()
    [0, 1, 0]
    """
    number: dict[str, int] = {}
    return np.array([number.setdefault(k, len(number)) for k in keys], dtype=np.int64)


def likeness_to_rest(rows: Any, node: NDArray[np.int64]) -> NDArray[np.float64]:
    """The mean likeness of each article to the others of its node; 1 for one that is alone or has no words."""
    size = np.bincount(node)[node]
    at = np.flatnonzero((size > 1) & (np.diff(rows.indptr) > 0))
    out = np.ones(len(node))
    own = rows[at]
    to_all = own.multiply(sum_rows(rows, node)[node[at]]).sum(axis=1)
    out[at] = np.asarray(to_all - own.multiply(own).sum(axis=1)).ravel() / (size[at] - 1)
    return out


def sum_rows(rows: Any, node: NDArray[np.int64]) -> Any:
    """One row a node: the sum of its articles."""
    to = sparse.csr_matrix((np.ones(len(node)), (node, np.arange(len(node)))), shape=(int(node.max()) + 1, len(node)))
    return (to @ rows).tocsr()


def mean_rows(rows: Any, node: NDArray[np.int64]) -> Any:
    """One row a node: the direction and mean length of its articles, so that forty mirrors weigh as one."""
    if int(node.max()) + 1 == len(node):
        return rows
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    mean = np.bincount(node, length) / np.bincount(node)
    return (sparse.diags(mean) @ normalise(sum_rows(rows, node))).tocsr()


def first_days(days: NDArray[np.float64], node: NDArray[np.int64]) -> NDArray[np.float64]:
    """The first day of each node; NaN where it has none."""
    out = np.full(int(node.max()) + 1, np.inf)
    np.minimum.at(out, node, np.nan_to_num(days, nan=np.inf))
    return np.where(np.isinf(out), np.nan, out)
