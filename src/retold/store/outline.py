"""Light reads for pages that show a part of a story: cards instead of whole articles, single claims, lists in parts.

Gives plain rows and records in a stable order; never a text that nobody asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, select

from retold.records import Claim, Ledger, Story
from retold.store import schema
from retold.store.database import Store
from retold.store.reading import KINDS, StoryRow, decode, in_parts


@dataclass(frozen=True, slots=True)
class Card:
    """A page without its text: what lists and trees show of it."""

    id: str
    url: str | None
    found_in: str
    fetched: str | None
    sha256: str
    size: int
    outlet: str | None
    title: str | None
    published: str | None
    story: str | None


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """Which stories are wanted, and in which order."""

    words: str = ""
    outlet: str = ""
    disputed: bool = False
    least_sources: int = 0
    since: str = ""
    order: str = "sources"


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet: its pages, and how many of them were made from another page."""

    name: str
    pages: int
    copies: int


ORDERS = {
    "sources": (schema.stories.c.sources.desc(), schema.stories.c.pages.desc()),
    "pages": (schema.stories.c.pages.desc(), schema.stories.c.sources.desc()),
    "disputed": (schema.stories.c.disputed.desc(), schema.stories.c.sources.desc()),
    "newest": (func.coalesce(schema.stories.c.last, "").desc(), schema.stories.c.sources.desc()),
}


def escape_like(words: str) -> str:
    """Words for a LIKE pattern, its signs taken literally.

    >>> escape_like("50%")
    '50\\\\%'
    """
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def find_stories(store: Store, wanted: StoryFilter, start: int, most: int) -> tuple[list[StoryRow], int]:
    """A part of the stories that fit, and how many fit in all."""
    s = schema.stories
    columns = (s.c.id, s.c.label, s.c.first, s.c.last, s.c.pages, s.c.sources, s.c.disputed)
    query = narrow(select(*columns), wanted)
    with store.read() as connection:
        total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        rows = connection.execute(query.order_by(*ORDERS[wanted.order], s.c.id).offset(start).limit(most))
        return [StoryRow(*r) for r in rows], int(total)


def narrow(query: Select[Any], wanted: StoryFilter) -> Select[Any]:
    """A query for stories with the filters that are set."""
    s, a = schema.stories, schema.articles
    members = select(schema.story_articles.c.story).join(a, a.c.id == schema.story_articles.c.article)
    filters = (
        (wanted.words, s.c.label.ilike(f"%{escape_like(wanted.words)}%", escape="\\")),
        (wanted.outlet, s.c.id.in_(members.where(a.c.outlet == wanted.outlet))),
        (wanted.disputed, s.c.disputed > 0),
        (wanted.least_sources, s.c.sources >= wanted.least_sources),
        (wanted.since, func.coalesce(s.c.last, "") >= wanted.since),
    )
    for is_set, condition in filters:
        if is_set:
            query = query.where(condition)
    return query


def read_story_inputs(store: Store, story: str) -> str | None:
    """What the ledger of this story was made from; None when there is no such story."""
    s = schema.stories
    with store.read() as connection:
        return connection.execute(select(s.c.inputs).where(s.c.id == story)).scalar_one_or_none()


def read_whole_story(store: Store, story: str) -> tuple[Story, Ledger] | None:
    """The story with exactly this id, and its ledger."""
    s = schema.stories
    with store.read() as connection:
        row = connection.execute(select(s.c.record, s.c.ledger).where(s.c.id == story)).one_or_none()
    return (decode(row.record, Story), decode(row.ledger, Ledger)) if row else None


def read_cards(store: Store, ids: Sequence[str]) -> dict[str, Card]:
    """Cards of these pages, by id."""
    with store.read() as connection:
        rows = [r for p in in_parts(ids) for r in connection.execute(cards().where(schema.articles.c.id.in_(p)))]
    return {r.id: Card(*r) for r in rows}


def cards() -> Select[Any]:
    """The query for cards."""
    a, m = schema.articles, schema.story_articles
    names = ("id", "url", "found_in", "fetched", "sha256", "size", "outlet", "title", "published")
    return select(*(a.c[n] for n in names), m.c.story).join(m, m.c.article == a.c.id, isouter=True).order_by(a.c.id)


def read_texts(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """The texts of these pages, by id."""
    a = schema.articles
    with store.read() as connection:
        rows = [r for p in in_parts(ids) for r in connection.execute(select(a.c.id, a.c.text).where(a.c.id.in_(p)))]
    return {r.id: r.text for r in rows}


def read_claims(store: Store, ids: Sequence[str]) -> dict[str, Claim]:
    """These claims, by id."""
    c = schema.claims
    query = select(c.c.id, c.c.kind, c.c.record).order_by(c.c.id)
    with store.read() as connection:
        rows = [r for p in in_parts(ids) for r in connection.execute(query.where(c.c.id.in_(p)))]
    return {r.id: decode(r.record, KINDS[r.kind]) for r in rows}


def list_outlets(store: Store, words: str, start: int, most: int) -> tuple[list[OutletRow], int]:
    """A part of the outlets whose name holds these words, those with most pages first, and how many there are."""
    a = schema.articles
    pages = func.count()
    copied = func.sum(case((a.c.id.in_(select(schema.edges.c.child)), 1), else_=0))
    query = select(a.c.outlet, pages, copied).where(a.c.outlet.is_not(None)).group_by(a.c.outlet)
    if words:
        query = query.where(a.c.outlet.ilike(f"%{escape_like(words)}%", escape="\\"))
    with store.read() as connection:
        total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        rows = connection.execute(query.order_by(pages.desc(), a.c.outlet).offset(start).limit(most))
        return [OutletRow(*r) for r in rows], int(total)


@dataclass(frozen=True, slots=True)
class Provenance:
    """A page of an outlet, and where it came from: `parent` is a page or a lost original, None for its own report."""

    card: Card
    parent: str | None
    relation: str | None
    confidence: float | None
    copied_by: int


def read_outlet(store: Store, outlet: str) -> list[Provenance]:
    """All pages of an outlet, each with its likeliest parent, the newest first."""
    a, e = schema.articles, schema.edges
    with store.read() as connection:
        found = [Card(*r) for r in connection.execute(cards().where(a.c.outlet == outlet))]
        mine = select(a.c.id).where(a.c.outlet == outlet)
        up = connection.execute(
            select(e.c.child, e.c.parent, e.c.relation, e.c.confidence)
            .where(e.c.child.in_(mine))
            .order_by(e.c.confidence, e.c.parent.desc())
        ).all()
        down = connection.execute(
            select(e.c.parent, func.count()).where(e.c.parent.in_(mine)).group_by(e.c.parent)
        ).all()
    best = {r.child: r for r in up}
    copied_by = {r[0]: int(r[1]) for r in down}
    rows = [provenance(c, best.get(c.id), copied_by.get(c.id, 0)) for c in found]
    return sorted(rows, key=lambda p: (p.card.published or "", p.card.id), reverse=True)


def provenance(card: Card, edge: Any, copied_by: int) -> Provenance:
    """A card with the edge it hangs on, if any."""
    if edge is None:
        return Provenance(card, None, None, None, copied_by)
    return Provenance(card, edge.parent, edge.relation, edge.confidence, copied_by)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a store holds."""

    pages: int
    stories: int
    sources: int
    disputed: int
    claims: int
    entries: int
    families: int
    unread: int


def count_all(store: Store) -> Counts:
    """How much a store holds of everything."""
    s = schema.stories
    many = select(func.count()).select_from
    queries = (
        many(schema.articles),
        many(s),
        select(func.coalesce(func.sum(s.c.sources), 0)),
        select(func.coalesce(func.sum(s.c.disputed), 0)),
        many(schema.claims),
        many(schema.entries),
        select(func.count()).where(schema.stemmas.c.pages > 1),
        many(schema.unread),
    )
    with store.read() as connection:
        return Counts(*(int(connection.execute(q).scalar_one()) for q in queries))


def count_models(store: Store) -> list[tuple[str, int]]:
    """How many pages were read with which language model."""
    r = schema.claim_reads
    query = select(r.c.model, func.count()).group_by(r.c.model).order_by(func.count().desc(), r.c.model)
    with store.read() as connection:
        return [(row[0], int(row[1])) for row in connection.execute(query)]
