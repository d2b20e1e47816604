"""From which day an article speaks: the date against which "on Wednesday" and the like are to be read.

A mirror speaks from its original's day, whatever date its page bears; an update and a report of its own speak from
their own day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retold.records import Article, Edge, Stemma

MIRRORS = ("identical", "near-verbatim")


def find_anchors(articles: Mapping[str, Article], stemmas: Sequence[Stemma]) -> dict[str, str | None]:
    """For each article the ISO date it speaks from, or None when nothing tells."""
    anchors: dict[str, str | None] = {}
    for stemma in stemmas:
        parent_of = {e.child: e for e in reversed(stemma.edges)}
        lost = {h.id: first_date(articles, stemma, h.id) for h in stemma.hidden}
        for article in stemma.family:
            anchors[article] = anchor_of(article, articles, parent_of, lost)
    return anchors


def first_date(articles: Mapping[str, Article], stemma: Stemma, hidden: str) -> str | None:
    """The earliest believed date among the children of a lost original."""
    dates = [articles[e.child].published for e in stemma.edges if e.parent == hidden and e.child in articles]
    return min((d for d in dates if d), default=None)


def anchor_of(
    article: str, articles: Mapping[str, Article], parent_of: Mapping[str, Edge], lost: Mapping[str, str | None]
) -> str | None:
    """Walk up from a mirror to the first page that speaks from a day of its own."""
    at, seen = article, set[str]()
    while at not in seen:
        seen.add(at)
        if at in lost:
            return lost[at] or articles[article].published
        edge = parent_of.get(at)
        own = articles[at].published
        if edge is None or (own and not is_mirror(edge, articles)):
            return own or articles[article].published
        at = edge.parent
    return articles[article].published


def is_mirror(edge: Edge, articles: Mapping[str, Article]) -> bool:
    """Whether the child is another outlet's unchanged copy."""
    parent = articles.get(edge.parent)
    same_outlet = parent is not None and parent.outlet is not None and parent.outlet == articles[edge.child].outlet
    return edge.relation in MIRRORS and not same_outlet
