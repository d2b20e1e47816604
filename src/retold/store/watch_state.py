"""What `retold watch` remembers: addresses it was told of, how far it is with each, and what it has to tell.

Everything a watch does between two pages is one transaction here, so that it can be ended at any moment, also by force.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Column, Float, Integer, String, Table, Text, delete, func, select, update

from retold.records import Ledger, Story
from retold.store import schema
from retold.store.database import Store
from retold.store.reading import decode, in_parts
from retold.store.schema import metadata
from retold.store.writing import encode, put

State = Literal["waiting", "taken", "given-up"]
NoticeKind = Literal["new-story", "gained-source", "figure-changed", "contradiction"]
CHANNELS = {"lines": 1, "webhook": 2}  # bits of `delivered`

watch_addresses = Table(
    "watch_addresses",
    metadata,
    Column("url", Text, primary_key=True),
    Column("state", String(10), nullable=False, index=True),
    Column("due", Float, nullable=False),
    Column("record", Text, nullable=False),
)
watch_notices = Table(
    "watch_notices",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("delivered", Integer, nullable=False, index=True),
    Column("record", Text, nullable=False),
)
watch_standings = Table(
    "watch_standings",
    metadata,
    Column("story", String(80), primary_key=True),
    Column("record", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address that a watch knows: a feed (asked for again and again) or a page (taken once for each version)."""

    url: str
    kind: Literal["source", "page"] = "page"
    state: State = "waiting"
    due: float = 0.0  # seconds since 1970: not asked for before
    stamp: str = ""  # what the feed says of its version: a page that changes its stamp is taken again
    etag: str | None = None
    modified: str | None = None
    tries: int = 0  # in a row that failed
    note: str = ""  # why the last try failed
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    found_in: str = ""  # the feed that told of it


@dataclass(frozen=True, slots=True)
class StoryStanding:
    """How a story stood when a watch last told of it."""

    story: str
    label: str
    articles: tuple[str, ...]
    sources: int
    inputs: str  # what its ledger was made from: the same as long as nothing has changed
    answers: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()  # question, verdict, current value, claims


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that happened to a story, to be told once; `number` lets a receiver know it again."""

    number: int
    at: str
    kind: NoticeKind
    story: str
    label: str
    text: str


def read_addresses(store: Store, *, due: float | None = None, kind: str | None = None) -> list[Address]:
    """The addresses in order; only those that wait and are due at this time when one is given."""
    t = watch_addresses
    query = select(t.c.record).order_by(t.c.due, t.c.url)
    if due is not None:
        query = query.where(t.c.state == "waiting", t.c.due <= due)
    with store.read() as connection:
        found = [decode(r, Address) for r in connection.execute(query).scalars()]
    return [a for a in found if kind is None or a.kind == kind]


def next_due(store: Store) -> float | None:
    """When the next waiting address is due; None when nothing waits."""
    t = watch_addresses
    with store.read() as connection:
        return connection.execute(select(func.min(t.c.due)).where(t.c.state == "waiting")).scalar()


def write_addresses(store: Store, addresses: Iterable[Address]) -> None:
    """Add or replace addresses, all or none."""
    rows = {a.url: {"url": a.url, "state": a.state, "due": a.due, "record": encode(a)} for a in addresses}
    with store.write() as connection:
        for url in rows:
            connection.execute(delete(watch_addresses).where(watch_addresses.c.url == url))
        put(connection, watch_addresses, list(rows.values()))


def write_source(store: Store, source: Address, told: Sequence[Address]) -> int:
    """A source that was read, and the pages it tells of: new ones wait, one with another stamp waits again.

    How many wait now that did not before.
    """
    known = {a.url: a for a in read_addresses(store)}
    fresh = []
    for page in told:
        old = known.get(page.url)
        if old is None:
            fresh.append(page)
        elif page.stamp and old.stamp != page.stamp and old.kind == "page":
            again = replace(page, etag=old.etag, modified=old.modified)
            fresh.append(again)
    write_addresses(store, [source, *fresh])
    return len(fresh)


def read_standings(store: Store) -> dict[str, StoryStanding]:
    """How the stories stood when they were last told of, by id."""
    with store.read() as connection:
        rows = connection.execute(select(watch_standings.c.record).order_by(watch_standings.c.story)).scalars()
        found = [decode(r, StoryStanding) for r in rows]
    return {s.story: s for s in found}


def read_stories(store: Store, unless: dict[str, str]) -> list[tuple[str, Story, Ledger]]:
    """The stories of a store with their ledgers, in order, each after what it was made from.

    Left out are those made from the same as `unless` says of their id.
    """
    t = schema.stories
    with store.read() as connection:
        made = connection.execute(select(t.c.id, t.c.inputs).order_by(t.c.id)).all()
        changed = [r.id for r in made if unless.get(r.id) != r.inputs]
        found = []
        for part in in_parts(changed):
            query = select(t.c.inputs, t.c.record, t.c.ledger).where(t.c.id.in_(part)).order_by(t.c.id)
            found += [(r.inputs, decode(r.record, Story), decode(r.ledger, Ledger)) for r in connection.execute(query)]
    return found


def story_ids(store: Store) -> set[str]:
    """The ids of all stories."""
    with store.read() as connection:
        return set(connection.execute(select(schema.stories.c.id)).scalars())


def write_standings(
    store: Store, standings: Sequence[StoryStanding], gone: Iterable[str], notices: Sequence[Notice]
) -> None:
    """Replace these standings, drop those of stories that are gone, and keep what is to be told: all or nothing."""
    t = watch_standings
    with store.write() as connection:
        last = connection.execute(select(func.max(watch_notices.c.number))).scalar() or 0
        numbered = [replace(n, number=k) for k, n in enumerate(notices, last + 1)]
        put(connection, watch_notices, [{"number": n.number, "delivered": 0, "record": encode(n)} for n in numbered])
        for part in in_parts([*gone, *(s.story for s in standings)]):
            connection.execute(delete(t).where(t.c.story.in_(part)))
        put(connection, t, [{"story": s.story, "record": encode(s)} for s in standings])


def undelivered(store: Store, channel: str) -> list[Notice]:
    """What is still to be told on a channel, in order."""
    t = watch_notices
    query = select(t.c.record).where(t.c.delivered.op("&")(CHANNELS[channel]) == 0).order_by(t.c.number)
    with store.read() as connection:
        return [decode(r, Notice) for r in connection.execute(query).scalars()]


def mark_delivered(store: Store, channel: str, number: int) -> None:
    """Note that this was told on a channel."""
    t = watch_notices
    with store.write() as connection:
        was = connection.execute(select(t.c.delivered).where(t.c.number == number)).scalar() or 0
        connection.execute(update(t).where(t.c.number == number).values(delivered=was | CHANNELS[channel]))
