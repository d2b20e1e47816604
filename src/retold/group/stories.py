"""Groups articles into stories: one story, all pages on one real-world event.

Takes articles and the stemmas that cover them, gives stories; every article stands in exactly one. The same articles
in any order give the same stories. It does not link stories that follow from one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from retold.group.links import link_nodes, normalise, weigh_articles
from retold.group.merge import join_nodes
from retold.group.words import count_words
from retold.records import Article, Stemma, Story
from retold.text.hashes import content_id
from retold.text.sentences import find_sentences

LABEL = 120  # letters of a label that had to be cut from a text


def group_stories(articles: Sequence[Article], stemmas: Sequence[Stemma] = ()) -> list[Story]:
    """The stories of these articles, in the order of their first dates, then ids."""
    ordered = sorted(articles, key=lambda a: a.id)
    if not ordered:
        return []
    node = nodes_of(ordered, stemmas)
    days = np.array([day_number(trusted_date(a)) for a in ordered])
    group = join_nodes(link_nodes(node_vectors(ordered, node, days), first_days(days, node)))
    members: dict[int, list[Article]] = {}
    for article, at in zip(ordered, node, strict=True):
        members.setdefault(int(group[at]), []).append(article)
    stories = [make_story(m, stemmas) for m in members.values()]
    return sorted(stories, key=lambda s: (s.first or "9999", s.id))


def nodes_of(articles: Sequence[Article], stemmas: Sequence[Stemma]) -> NDArray[np.int64]:
    """The node of each article: one for each copy family, one for each article outside any."""
    family = {i: min(s.family) for s in stemmas if s.family for i in s.family}
    number: dict[str, int] = {}
    return np.array([number.setdefault(family.get(a.id, a.id), len(number)) for a in articles])


def node_vectors(articles: Sequence[Article], node: NDArray[np.int64], days: NDArray[np.float64]) -> Any:
    """One row a node, all channels side by side: the mean of its articles, so that forty mirrors weigh as one."""
    vectors = weigh_articles(count_words(articles), days)
    rows = int(node.max()) + 1
    if rows == len(node):
        return vectors
    share = 1 / np.bincount(node)[node]
    mean = sparse.csr_matrix((share, (node, np.arange(len(node)))), shape=(rows, len(node)))
    return normalise(mean @ vectors)


def first_days(days: NDArray[np.float64], node: NDArray[np.int64]) -> NDArray[np.float64]:
    """The first day of each node; NaN where it has none."""
    out = np.full(int(node.max()) + 1, np.inf)
    np.minimum.at(out, node, np.nan_to_num(days, nan=np.inf))
    return np.where(np.isinf(out), np.nan, out)


def trusted_date(article: Article) -> str | None:
    """The date of an article, unless the article itself gives reason to doubt it."""
    return article.published


def day_number(value: str | None) -> float:
    """Days since the year 1, NaN for no date or one that cannot be read.

    >>> day_number("2021-03-02T10:00:00Z") - day_number("2021-03-01")
    1.0
    """
    try:
        return float(date.fromisoformat((value or "")[:10]).toordinal())
    except ValueError:
        return float("nan")


def make_story(articles: Sequence[Article], stemmas: Sequence[Stemma]) -> Story:
    """The story of these articles."""
    first = min(articles, key=age)
    dates = sorted(d for a in articles if (d := trusted_date(a)))
    inside = {a.id for a in articles}
    return Story(
        id=content_id(first.id, prefix="story-"),
        label=label_of(articles),
        articles=tuple(sorted(inside)),
        stemmas=tuple(sorted(s.id for s in stemmas if inside.issuperset(s.family))),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def age(article: Article) -> tuple[str, str]:
    """Sorts the earliest first; articles without a date come last."""
    return (trusted_date(article) or "9999", article.id)


def label_of(articles: Sequence[Article]) -> str:
    """A headline."""
    titles = [a.title for a in articles if a.title]
    if titles:
        return min(titles)
    text = min(articles, key=age).text
    return next((s.of(text)[:LABEL] for s in find_sentences(text[:2000])), "")
