"""Groups articles into stories: one story, all pages on one real-world event.

Takes articles and the stemmas that cover them, gives stories; every article stands in exactly one. The same articles
in any order give the same stories. It does not link stories that follow from one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from retold.group.labels import label_story
from retold.group.links import link_nodes, weigh_articles
from retold.group.merge import join_nodes
from retold.group.nodes import find_nodes, first_days, mean_vectors
from retold.group.words import count_words
from retold.records import Article, Stemma, Story
from retold.text.hashes import content_id

UNDATED = "9999"


def group_stories(articles: Sequence[Article], stemmas: Sequence[Stemma] = ()) -> list[Story]:
    """The stories of these articles, in the order of their first dates, then ids.

    >>> pages = [Article("a", "A ferry sank off Arn."), Article("b", "A ferry sank off Arn."), Article("c", "Rain.")]
    >>> sorted(s.articles for s in group_stories(pages))
    [('a', 'b'), ('c',)]
    """
    ordered = sorted(articles, key=lambda a: a.id)
    if not ordered:
        return []
    days = np.array([day_number(trusted_date(a)) for a in ordered])
    vectors = weigh_articles(count_words(ordered), days)
    node = find_nodes(ordered, stemmas, vectors)
    group = join_nodes(link_nodes(mean_vectors(vectors, node), first_days(days, node)))
    members: dict[int, list[Article]] = {}
    for article, at in zip(ordered, node, strict=True):
        members.setdefault(int(group[at]), []).append(article)
    return tell_stories(members.values(), stemmas)


def tell_stories(groups: Iterable[Sequence[Article]], stemmas: Sequence[Stemma]) -> list[Story]:
    """The stories of these groups of articles, in order."""
    families: dict[str, list[str]] = {}
    for stemma in stemmas:
        for article in stemma.family:
            families.setdefault(article, []).append(stemma.id)
    stories = [make_story(g, families) for g in groups]
    return sorted(stories, key=lambda s: (s.first or UNDATED, s.id))


def make_story(articles: Sequence[Article], families: Mapping[str, Sequence[str]]) -> Story:
    """The story of these articles; its id is that of its earliest one, so later pages do not change it.

    It names the stemma of each article, also one that has articles in another story.
    """
    inside = {a.id for a in articles}
    dates = sorted(d for a in articles if (d := trusted_date(a)))
    return Story(
        id=content_id(min(articles, key=age).id, prefix="story-"),
        label=label_story(sorted(articles, key=age)),
        articles=tuple(sorted(inside)),
        stemmas=tuple(sorted({s for a in inside for s in families.get(a, ())})),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def age(article: Article) -> tuple[str, str]:
    """Sorts the earliest first; articles without a date come last."""
    return (trusted_date(article) or UNDATED, article.id)


def trusted_date(article: Article) -> str | None:
    """The date of an article, unless it cannot be read, is doubted by the reading or lies after the fetching.

    >>> trusted_date(Article("a", "", published="2031-01-01", fetched="2021-03-02T08:00:00Z")) is None
    True
    """
    value = article.published
    if value is None or np.isnan(day_number(value)):
        return None
    seen = {d.trusted for d in article.dates if d.value == value}
    if seen == {False}:
        return None
    return None if day_number(value) > day_number(article.fetched) + 1 else value


def day_number(value: str | None) -> float:
    """Days since the year 1, NaN for no date or one that cannot be read.

    >>> day_number("2021-03-02T10:00:00Z") - day_number("2021-03-01")
    1.0
    """
    try:
        return float(date.fromisoformat((value or "")[:10]).toordinal())
    except ValueError:
        return float("nan")
