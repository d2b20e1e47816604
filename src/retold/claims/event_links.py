"""Mentions of one event share an id: inside an article, and across the articles of a run.

Inside an article two mentions name one event when their acts are the same; sayings and helpers each stand alone.
Across articles the act, the month and a name that stands near must be the same. Ids are made of the mentions they
join, so they do not depend on the order of the articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from retold.claims.sayings import SAY
from retold.claims.speakers import names_within
from retold.records import Article, Event, Span
from retold.text.hashes import content_id

ALONE = SAY | {"be", "have", "do"}
MONTH = len("2026-03")
NEAR = 120  # characters on either side of a mention; pairs across articles 0 to 27 on the 60 articles of MEANTIME


def link_events(found: Sequence[tuple[Article, Sequence[Event]]]) -> list[list[Event]]:
    """The events of each article with shared ids, in the same order; a mention on its own has None."""
    parent: dict[str, str] = {e.id: e.id for _, events in found for e in events}
    first: dict[tuple[str, ...], str] = {}
    for article, events in found:
        for event in events:
            for key in keys_of(article, event):
                join(parent, first.setdefault(key, event.id), event.id)
    groups: dict[str, list[str]] = {}
    for event_id in parent:
        groups.setdefault(top(parent, event_id), []).append(event_id)
    names = {i: content_id(*sorted(ids), prefix="E") for ids in groups.values() if len(ids) > 1 for i in ids}
    return [[replace(e, event=names.get(e.id)) for e in events] for _, events in found]


def keys_of(article: Article, event: Event) -> Iterator[tuple[str, ...]]:
    """What another mention must share with this one: the act in its article; act, month and a near name elsewhere."""
    if event.did in ALONE or event.negated:
        return
    yield ("in", article.id, event.did)
    if event.when and len(event.when) >= MONTH:
        around = Span(max(0, event.span.start - NEAR), event.span.end + NEAR)
        for name in sorted({n.words[-1].casefold() for n in names_within(article.text, around)}):
            yield ("across", event.did, event.when[:MONTH], name)


def top(parent: dict[str, str], event_id: str) -> str:
    """The mention that stands for the group of this one; the way there is shortened."""
    while parent[event_id] != event_id:
        parent[event_id] = parent[parent[event_id]]
        event_id = parent[event_id]
    return event_id


def join(parent: dict[str, str], left: str, right: str) -> None:
    """Put two groups together."""
    a, b = top(parent, left), top(parent, right)
    parent[max(a, b)] = min(a, b)
