"""The log of stories, append-only, and what is shown beside stories: storylines, parts of round-ups, cards.

Events are numbered in the order in which they happened; all that stories ever were can be told from them. The other
tables are made anew with each grouping.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Column, Connection, Float, Index, Integer, String, Table, Text, delete, func, select

from retold.records import AttachedPart, Grouping, Span, StoryCard, StoryEvent, StoryLink
from retold.store.database import Store
from retold.store.reading import decode, in_parts
from retold.store.schema import metadata
from retold.store.writing import encode, put

story_log = Table(
    "story_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(8), nullable=False),
    Column("story", String(80), nullable=False),
    Column("article", String(80)),
    Column("other", String(80)),
)
story_links = Table(
    "story_links",
    metadata,
    Column("later", String(80), primary_key=True),
    Column("earlier", String(80), primary_key=True),
    Column("score", Float, nullable=False),
    Column("why", Text, nullable=False),
)
story_parts = Table(
    "story_parts",
    metadata,
    Column("article", String(80), primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    Column("story", String(80), nullable=False, index=True),
    Column("score", Float, nullable=False),
)
story_cards = Table(
    "story_cards",
    metadata,
    Column("story", String(80), primary_key=True),
    Column("lede", Text, nullable=False),
    Column("record", Text, nullable=False),
)
Index("story_log_of_story", story_log.c.story, story_log.c.number)


def append_events(store: Store, events: Sequence[StoryEvent]) -> int:
    """Write events at the end of the log, all or none; the number of the last event in it."""
    with store.write() as connection:
        return append_to_log(connection, events)


def append_to_log(connection: Connection, events: Sequence[StoryEvent]) -> int:
    """The same within a transaction that goes on: so a grouping and its events are kept together or not at all."""
    last = connection.execute(select(func.max(story_log.c.number))).scalar() or 0
    rows = [
        {"number": n, "kind": e.kind, "story": e.story, "article": e.article, "other": e.other}
        for n, e in enumerate(events, last + 1)
    ]
    put(connection, story_log, rows)
    return int(last + len(rows))


def count_events(store: Store) -> int:
    """The number of the last event."""
    with store.read() as connection:
        return int(connection.execute(select(func.max(story_log.c.number))).scalar() or 0)


def read_events(store: Store, *, after: int = 0, story: str | None = None) -> list[StoryEvent]:
    """The events after this number, in order; of one story alone when it is named."""
    query = select(story_log).where(story_log.c.number > after).order_by(story_log.c.number)
    if story is not None:
        query = query.where((story_log.c.story == story) | (story_log.c.other == story))
    with store.read() as connection:
        return [StoryEvent(r.kind, r.story, r.article, r.other) for r in connection.execute(query)]


def write_grouping(store: Store, grouping: Grouping, events: Sequence[StoryEvent] = ()) -> int:
    """Replace what is shown beside the stories, and log what happened to them; the number of the last event."""
    with store.write() as connection:
        return put_grouping(connection, grouping, events)


def put_grouping(connection: Connection, grouping: Grouping, events: Sequence[StoryEvent]) -> int:
    """The same within a transaction that goes on."""
    for table in (story_links, story_parts, story_cards):
        connection.execute(delete(table))
    put(connection, story_links, [link_row(k) for k in grouping.links])
    put(connection, story_parts, [part_row(p) for p in grouping.attached])
    put(connection, story_cards, [card_row(c) for c in grouping.cards])
    return append_to_log(connection, events)


def put_cards(connection: Connection, cards: Sequence[StoryCard], gone: Iterable[str] = ()) -> None:
    """Replace cards, and drop those of stories that are gone."""
    for part in in_parts([*gone, *(c.story for c in cards)]):
        connection.execute(delete(story_cards).where(story_cards.c.story.in_(part)))
    put(connection, story_cards, [card_row(c) for c in cards])


def link_row(link: StoryLink) -> dict[str, object]:
    """The row of a storyline."""
    return {"later": link.later, "earlier": link.earlier, "score": link.score, "why": link.why}


def part_row(part: AttachedPart) -> dict[str, object]:
    """The row of a part of a round-up."""
    first, last = part.part.start, part.part.end
    return {"article": part.article, "first": first, "last": last, "story": part.story, "score": part.score}


def card_row(card: StoryCard) -> dict[str, object]:
    """The row of a card."""
    return {"story": card.story, "lede": card.lede, "record": encode(card)}


def read_links(store: Store, story: str | None = None) -> list[StoryLink]:
    """The storylines, those of one story (before and after it) when it is named."""
    t = story_links
    query = select(t).order_by(t.c.later, t.c.score.desc(), t.c.earlier)
    if story is not None:
        query = query.where((t.c.later == story) | (t.c.earlier == story))
    with store.read() as connection:
        return [StoryLink(r.earlier, r.later, r.score, r.why) for r in connection.execute(query)]


def read_parts(store: Store, story: str | None = None) -> list[AttachedPart]:
    """The parts of round-ups, those that tell of one story when it is named."""
    t = story_parts
    query = select(t).order_by(t.c.article, t.c.first)
    if story is not None:
        query = query.where(t.c.story == story)
    with store.read() as connection:
        rows = connection.execute(query)
        return [AttachedPart(r.article, Span(r.first, r.last), r.story, r.score) for r in rows]


def read_cards(store: Store, stories: Sequence[str] | None = None) -> dict[str, StoryCard]:
    """The cards by story, all or those of these stories."""
    query = select(story_cards.c.story, story_cards.c.record).order_by(story_cards.c.story)
    with store.read() as connection:
        parts = in_parts(stories) if stories is not None else [None]
        where = (query if p is None else query.where(story_cards.c.story.in_(p)) for p in parts)
        return {r.story: decode(r.record, StoryCard) for q in where for r in connection.execute(q)}
