"""A large store that grows by a few pages: what is kept so that they find their place, and how it is written.

A frozen stream of stories with the pages placed since, and the articles whose claims and ledgers are not yet brought up
to date. Each function is one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Integer, LargeBinary, String, Table, delete, func, select

from retold.records import CopyPair, Grouping, SharedPassage, Stemma, StoryEvent
from retold.store import schema, story_log
from retold.store.database import Store
from retold.store.reading import in_parts
from retold.store.schema import metadata
from retold.store.writing import STORY_TABLES, pair_row, passage_rows, put, put_stemmas

frozen = Table("kept_stream", metadata, Column("number", Integer, primary_key=True), Column("data", LargeBinary))
later = Table(  # pages placed after the stream was frozen, in their order
    "kept_later",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("article", String(80), nullable=False),
    Column("family", String(80)),
)
stale = Table("stale", metadata, Column("article", String(80), primary_key=True))


@dataclass(frozen=True, slots=True)
class Grown:
    """What some new pages change in the lineage and in the log of stories."""

    pairs: Sequence[CopyPair]
    passages: Sequence[SharedPassage]
    gone: Sequence[str]  # ids of stemmas that are no more, or other than before
    stemmas: Sequence[Stemma]
    traced: Mapping[str, Stemma]
    placed: Sequence[tuple[str, str | None]]  # the new pages in their order, with the family they were placed by
    events: Sequence[StoryEvent]


def write_grown(store: Store, grown: Grown) -> None:
    """Keep it; all articles of the stemmas, and those that went into another story, are stale from now on."""
    with store.write() as connection:
        put(connection, schema.copies, [pair_row(p) for p in grown.pairs])
        put(connection, schema.passages, list(passage_rows(grown.passages)))
        for part in in_parts(grown.gone):
            connection.execute(delete(schema.stemmas).where(schema.stemmas.c.id.in_(part)))
            for table in (schema.witnesses, schema.edges):
                connection.execute(delete(table).where(table.c.stemma.in_(part)))
        for part in in_parts(list(grown.traced)):
            connection.execute(delete(schema.traced).where(schema.traced.c.inputs.in_(part)))
        put_stemmas(connection, grown.stemmas, grown.traced)
        last = connection.execute(select(func.max(later.c.number))).scalar() or 0
        rows = [{"number": n, "article": i, "family": f} for n, (i, f) in enumerate(grown.placed, last + 1)]
        put(connection, later, rows)
        story_log.append_to_log(connection, grown.events)
        moved = {e.article for e in grown.events if e.article}
        mark_stale(connection, {i for s in grown.stemmas for i in s.family} | moved)


def mark_stale(connection: Connection, articles: Iterable[str]) -> None:
    """Note articles whose claims and ledgers are to be brought up to date."""
    ids = sorted(articles)
    for part in in_parts(ids):
        connection.execute(delete(stale).where(stale.c.article.in_(part)))
    put(connection, stale, [{"article": i} for i in ids])


def read_stale(store: Store) -> list[str]:
    """The articles whose claims and ledgers are to be brought up to date."""
    with store.read() as connection:
        return list(connection.execute(select(stale.c.article).order_by(stale.c.article)).scalars())


def forget_stale(store: Store, articles: Sequence[str]) -> None:
    """Note that they are up to date."""
    with store.write() as connection:
        for part in in_parts(articles):
            connection.execute(delete(stale).where(stale.c.article.in_(part)))


def write_told(store: Store, told: Grouping, gone: Sequence[str]) -> None:
    """Replace what is shown beside these stories, and drop those that are gone."""
    links, parts = story_log.story_links, story_log.story_parts
    with store.write() as connection:
        for some in in_parts([*gone, *(s.id for s in told.stories)]):
            connection.execute(delete(links).where(links.c.later.in_(some) | links.c.earlier.in_(some)))
            connection.execute(delete(parts).where(parts.c.story.in_(some)))
        put(connection, links, [story_log.link_row(k) for k in told.links])
        put(connection, parts, [story_log.part_row(p) for p in told.attached])
        story_log.put_cards(connection, told.cards, gone)
        for table, column in STORY_TABLES:
            for some in in_parts(gone):
                connection.execute(delete(table).where(table.c[column].in_(some)))


def freeze(connection: Connection, data: bytes) -> None:
    """Keep a stream in place of the one before and of the pages placed since."""
    connection.execute(delete(frozen))
    connection.execute(delete(later))
    connection.execute(frozen.insert(), [{"number": 1, "data": data}])


def write_frozen(store: Store, data: bytes) -> None:
    """The same as a transaction of its own."""
    with store.write() as connection:
        freeze(connection, data)


def read_frozen(store: Store) -> tuple[bytes | None, list[tuple[str, str | None]]]:
    """The stream that was kept, and the pages placed since, with their families."""
    with store.read() as connection:
        data = connection.execute(select(frozen.c.data)).scalar()
        rows = connection.execute(select(later.c.article, later.c.family).order_by(later.c.number))
        return data, [(r.article, r.family) for r in rows]
