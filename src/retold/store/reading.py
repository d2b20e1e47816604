"""Reading results back as records, always in a stable order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import msgspec
from sqlalchemy import Column, Connection, exists, func, select

from retold.records import (
    Article,
    Claim,
    Claims,
    CopyPair,
    Event,
    Figure,
    Ledger,
    Quote,
    SharedPassage,
    Stemma,
    Story,
    Unread,
)
from retold.store import schema
from retold.store.database import Store
from retold.store.naming import find_story

Record = TypeVar("Record")
KINDS: dict[str, type[Figure | Quote | Event]] = {"figure": Figure, "quote": Quote, "event": Event}
IDS_A_QUERY = 500


@dataclass(frozen=True, slots=True)
class PageRow:
    """Where a page was found, and what it was."""

    id: str
    url: str | None
    found_in: str
    fetched: str | None
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in a list."""

    id: str
    label: str
    first: str | None
    last: str | None
    pages: int
    sources: int
    disputed: int


def decode(data: str, kind: type[Record]) -> Record:
    """A record from its JSON."""
    return msgspec.json.decode(data, type=kind)


def in_parts(ids: Sequence[str]) -> Iterator[list[str]]:
    """Ids in lists that every database takes in one query."""
    ordered = sorted(ids)
    for at in range(0, len(ordered), IDS_A_QUERY):
        yield ordered[at : at + IDS_A_QUERY]


def known_pages(store: Store) -> set[str]:
    """The ids of all pages in the store."""
    with store.read() as connection:
        return set(connection.execute(select(schema.articles.c.id)).scalars())


def read_articles(store: Store, ids: Sequence[str] | None = None, *, with_flat: bool = True) -> list[Article]:
    """Articles by id, or all of them; without `flat` and blocks where only the text is needed."""
    t = schema.articles
    columns = (t.c.text, t.c.flat, t.c.record) if with_flat else (t.c.text, t.c.record)
    found: list[Article] = []
    with store.read() as connection:
        for part in in_parts(ids) if ids is not None else [None]:
            query = select(*columns).order_by(t.c.id)
            for row in connection.execute(query if part is None else query.where(t.c.id.in_(part))):
                article = decode(row.record, Article)
                fuller = {"flat": row.flat} if with_flat else {"blocks": ()}
                found.append(replace(article, text=row.text, **fuller))
    return found


def read_texts(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """The texts of these articles."""
    t = schema.articles
    with store.read() as connection:
        rows = [r for p in in_parts(ids) for r in connection.execute(select(t.c.id, t.c.text).where(t.c.id.in_(p)))]
    return {r.id: r.text for r in rows}


def read_dates(store: Store, ids: Sequence[str] | None = None) -> dict[str, Article]:
    """Articles by id, all or these, with nothing but their dates and outlets."""
    t = schema.articles
    query = select(t.c.id, t.c.published, t.c.outlet).order_by(t.c.id)
    with store.read() as connection:
        parts = in_parts(ids) if ids is not None else [None]
        rows = [r for p in parts for r in connection.execute(query if p is None else query.where(t.c.id.in_(p)))]
    return {r.id: Article(r.id, "", published=r.published, outlet=r.outlet) for r in rows}


def articles_unplaced(store: Store, likely: Sequence[str] = ()) -> list[str]:
    """The ids of articles that stand in no family yet; `likely` as `lacking` takes them."""
    with store.read() as connection:
        return lacking(connection, schema.witnesses.c.article, likely)


def lacking(connection: Connection, column: Column[str], likely: Sequence[str] = ()) -> list[str]:
    """The articles that are not in a column which holds an article once, in the order of their ids.

    Those that are `likely` to lack are looked up; the others only where two counts tell that there are more.
    """
    of_all, of_some = (select(func.count()).select_from(t) for t in (schema.articles, column.table))
    missing = connection.execute(of_all).scalar_one() - connection.execute(of_some).scalar_one()
    a = schema.articles.c.id
    query = select(a).where(~exists().where(column == a)).order_by(a)
    parts = in_parts(likely) if len(likely) <= IDS_A_QUERY else ()
    found = [i for part in parts for i in connection.execute(query.where(a.in_(part))).scalars()]
    return found if len(found) == missing else list(connection.execute(query).scalars())


def count_placed(store: Store) -> int:
    """How many articles stand in a family."""
    with store.read() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.witnesses)).scalar_one())


def known_among(store: Store, ids: Sequence[str]) -> set[str]:
    """Which of these ids are those of pages in the store."""
    t = schema.articles
    with store.read() as connection:
        return {i for p in in_parts(ids) for i in connection.execute(select(t.c.id).where(t.c.id.in_(p))).scalars()}


def read_page_rows(store: Store, ids: Sequence[str] | None = None) -> dict[str, PageRow]:
    """Where the pages were found, by id."""
    t = schema.articles
    query = select(t.c.id, t.c.url, t.c.found_in, t.c.fetched, t.c.sha256, t.c.size).order_by(t.c.id)
    with store.read() as connection:
        parts = in_parts(ids) if ids is not None else [None]
        rows = [r for p in parts for r in connection.execute(query if p is None else query.where(t.c.id.in_(p)))]
    return {r.id: PageRow(*r) for r in rows}


def read_unread(store: Store) -> list[Unread]:
    """What could not be used, and why."""
    t = schema.unread
    with store.read() as connection:
        rows = connection.execute(select(t).order_by(t.c.found_in, t.c.url, t.c.reason))
        return [Unread(r.found_in, r.url or None, r.reason) for r in rows]


def read_pairs(store: Store, ids: Sequence[str] | None = None) -> list[CopyPair]:
    """Pairs of copies, all or those between these articles."""
    t = schema.copies
    query = select(t.c.record).order_by(t.c.left_article, t.c.right_article)
    wanted = None if ids is None else set(ids)
    found: list[CopyPair] = []
    with store.read() as connection:
        for part in in_parts(ids) if ids is not None else [None]:
            rows = connection.execute(query if part is None else query.where(t.c.left_article.in_(part))).scalars()
            found += [decode(r, CopyPair) for r in rows]
    return [p for p in found if wanted is None or p.right in wanted]


def read_odds(store: Store) -> dict[tuple[str, str], float]:
    """The log odds of the pairs of which one page tells the other in other words."""
    t = schema.copies
    query = select(t.c.record).where(t.c.relation == "rewrite").order_by(t.c.left_article, t.c.right_article)
    with store.read() as connection:
        pairs = [decode(r, CopyPair) for r in connection.execute(query).scalars()]
    return {(p.left, p.right): p.odds for p in pairs if p.odds is not None}


def read_passages(store: Store, ids: Sequence[str] | None = None) -> list[SharedPassage]:
    """Shared passages that make no copies, all or those between these articles."""
    t = schema.passages
    query = select(t.c.record).order_by(t.c.left_article, t.c.right_article, t.c.number)
    wanted = None if ids is None else set(ids)
    found: list[SharedPassage] = []
    with store.read() as connection:
        for part in in_parts(ids) if ids is not None else [None]:
            rows = connection.execute(query if part is None else query.where(t.c.left_article.in_(part))).scalars()
            found += [decode(r, SharedPassage) for r in rows]
    return [p for p in found if wanted is None or p.right in wanted]


def read_traced(store: Store, keys: Sequence[str]) -> dict[str, Stemma]:
    """The stemmas of families as they were traced, under these fingerprints of what they were made from."""
    t = schema.traced
    query = select(t.c.inputs, t.c.record)
    with store.read() as connection:
        rows = [r for part in in_parts(keys) for r in connection.execute(query.where(t.c.inputs.in_(part)))]
    return {r.inputs: decode(r.record, Stemma) for r in rows}


def read_articles_of_claims(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """The article of each of these claims, by the claim's id."""
    c = schema.claims
    with store.read() as connection:
        rows = [r for p in in_parts(ids) for r in connection.execute(select(c.c.id, c.c.article).where(c.c.id.in_(p)))]
    return {r.id: r.article for r in rows}


def read_stemmas(store: Store, ids: Sequence[str] | None = None) -> list[Stemma]:
    """Stemmas by id, or all."""
    t = schema.stemmas
    found: list[Stemma] = []
    with store.read() as connection:
        for part in in_parts(ids) if ids is not None else [None]:
            query = select(t.c.record).order_by(t.c.id)
            rows = connection.execute(query if part is None else query.where(t.c.id.in_(part))).scalars()
            found.extend(decode(r, Stemma) for r in rows)
    return found


def read_stemmas_of(store: Store, articles: Sequence[str]) -> list[Stemma]:
    """The stemmas that hold any of these articles."""
    w = schema.witnesses
    with store.read() as connection:
        parts = in_parts(articles)
        ids = {i for p in parts for i in connection.execute(select(w.c.stemma).where(w.c.article.in_(p))).scalars()}
    return read_stemmas(store, sorted(ids))


def read_outlets(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """How these pages are called: by outlet, else by where they were found."""
    t = schema.articles
    with store.read() as connection:
        rows = [
            r
            for part in in_parts(ids)
            for r in connection.execute(select(t.c.id, t.c.outlet, t.c.found_in).where(t.c.id.in_(part)))
        ]
    return {r.id: r.outlet or r.found_in for r in rows}


def read_claims_of(store: Store, ids: Sequence[str]) -> dict[str, Claims]:
    """The claims of these articles."""
    c, r = schema.claims, schema.claim_reads
    models: dict[str, str] = {}
    found: dict[str, list[Claim]] = {}
    with store.read() as connection:
        for part in in_parts(ids):
            models.update(connection.execute(select(r.c.article, r.c.model).where(r.c.article.in_(part))).all())
            query = (
                select(c.c.article, c.c.kind, c.c.record).where(c.c.article.in_(part)).order_by(c.c.article, c.c.number)
            )
            for row in connection.execute(query):
                found.setdefault(row.article, []).append(decode(row.record, KINDS[row.kind]))
    return {i: sort_kinds(i, found.get(i, []), model) for i, model in sorted(models.items())}


def sort_kinds(article: str, claims: Sequence[Claim], model: str) -> Claims:
    """The claims of one article by kind."""
    return Claims(
        article,
        tuple(c for c in claims if isinstance(c, Figure)),
        tuple(c for c in claims if isinstance(c, Quote)),
        tuple(c for c in claims if isinstance(c, Event)),
        model,
    )


def read_claim_inputs(store: Store, ids: Sequence[str] | None = None) -> dict[str, str]:
    """For each article whose claims were read, all or these: a fingerprint of what they were made from."""
    r = schema.claim_reads
    query = select(r.c.article, r.c.inputs)
    with store.read() as connection:
        parts = in_parts(ids) if ids is not None else [None]
        wanted = (query if p is None else query.where(r.c.article.in_(p)) for p in parts)
        return {row.article: row.inputs for q in wanted for row in connection.execute(q)}


def read_story_inputs(store: Store, ids: Sequence[str] | None = None) -> dict[str, str]:
    """For each story, all or these: what its ledger was made from."""
    s = schema.stories
    query = select(s.c.id, s.c.inputs)
    with store.read() as connection:
        parts = in_parts(ids) if ids is not None else [None]
        wanted = (query if p is None else query.where(s.c.id.in_(p)) for p in parts)
        return {row.id: row.inputs for q in wanted for row in connection.execute(q)}


def read_stories_of(store: Store, articles: Sequence[str]) -> set[str]:
    """The ids of the stories that hold any of these articles."""
    t = schema.story_articles
    with store.read() as connection:
        parts = (select(t.c.story).where(t.c.article.in_(p)) for p in in_parts(articles))
        return {i for query in parts for i in connection.execute(query).scalars()}


def list_stories(store: Store) -> list[StoryRow]:
    """All stories, those with most sources first."""
    s = schema.stories
    columns = (s.c.id, s.c.label, s.c.first, s.c.last, s.c.pages, s.c.sources, s.c.disputed)
    with store.read() as connection:
        rows = connection.execute(select(*columns).order_by(s.c.sources.desc(), s.c.pages.desc(), s.c.id))
        return [StoryRow(*r) for r in rows]


def read_labels(store: Store, stories: Sequence[str]) -> dict[str, str]:
    """What these stories are called."""
    s = schema.stories
    with store.read() as connection:
        rows = [
            r for p in in_parts(stories) for r in connection.execute(select(s.c.id, s.c.label).where(s.c.id.in_(p)))
        ]
    return {r.id: r.label for r in rows}


def read_story(store: Store, story: str) -> tuple[Story, Ledger]:
    """One story with its ledger, by id or by the beginning of one."""
    s = schema.stories
    query = select(s.c.record, s.c.ledger).where(s.c.id == find_story(store, story))
    with store.read() as connection:
        row = connection.execute(query).one()
    return decode(row.record, Story), decode(row.ledger, Ledger)


def step_inputs(store: Store, name: str) -> str | None:
    """What a step was last done for."""
    with store.read() as connection:
        return connection.execute(select(schema.steps.c.inputs).where(schema.steps.c.name == name)).scalar_one_or_none()


def count_pages(store: Store) -> int:
    """How many pages the store holds."""
    with store.read() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.articles)).scalar_one())
