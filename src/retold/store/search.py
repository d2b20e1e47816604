"""Search over the texts of pages and the claims of ledgers: SQLite's full-text index, kept beside the results.

`update_search` brings the index to what the store holds; a run calls it when it is done. Words are never syntax: a
reader types words, "a phrase" or -without. A frequent word is ranked among the newest matches only, so that no search
takes long. A store on another database is searched word by word, without ranks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import DDL, Column, Connection, Integer, String, Table, Text, delete, event, func, insert, select, text

from retold.records import Claim, Figure, Ledger, Quote
from retold.store import schema
from retold.store.database import Store
from retold.store.outline import escape_like, read_claims
from retold.store.reading import IDS_A_QUERY, decode, in_parts, lacking, read_story_inputs
from retold.store.schema import metadata
from retold.store.search_terms import Term, cut_out, match_of, read_terms

Where = Literal["pages", "claims"]
MOST_RANKED = 2000  # matches that are ranked; more than this and the newest of them are
STORIES_AT_ONCE = 200

found_pages = Table(
    "search_pages",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", String(80), nullable=False, unique=True),
)
found_claims = Table(
    "search_claims",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("story", String(80), nullable=False, index=True),
    Column("entry", String(80), nullable=False),
    Column("question", Text, nullable=False),
    Column("words", Text, nullable=False),
)
indexed_stories = Table(
    "search_stories",
    metadata,
    Column("story", String(80), primary_key=True),
    Column("inputs", String(64), nullable=False),
)

VIEW = (
    "CREATE VIEW IF NOT EXISTS search_texts_of AS SELECT p.number AS number, a.title AS title, a.outlet AS outlet, "
    "a.text AS text FROM search_pages p JOIN articles a ON a.id = p.article"
)
INDEXES = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_texts USING fts5(title, outlet, text, content='search_texts_of', "
    "content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(question, words, content='search_claims', "
    "content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')",
)
# The segments of an index are merged sixteen at a time: a little of it now and then keeps a single page half a second.
MERGE_LATE = (
    (
        "SELECT v FROM search_texts_config WHERE k = 'automerge'",
        "INSERT INTO search_texts(search_texts, rank) VALUES('automerge', 0)",
    ),
    (
        "SELECT v FROM search_words_config WHERE k = 'automerge'",
        "INSERT INTO search_words(search_words, rank) VALUES('automerge', 0)",
    ),
)
for statement in (VIEW, *INDEXES):
    made = DDL(statement).execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]
    event.listen(metadata, "after_create", made)


@dataclass(frozen=True, slots=True)
class PageFound:
    """A page that holds the words, cut into what stands before, the words, and what follows."""

    page: str
    title: str | None
    outlet: str | None
    found_in: str
    published: str | None
    story: str | None
    label: str | None
    copies: int  # further pages of its family that hold the words
    pieces: tuple[tuple[str, bool], ...]  # text, and whether it is one of the words


@dataclass(frozen=True, slots=True)
class ClaimFound:
    """A claim of a ledger that holds the words."""

    story: str
    label: str
    entry: str
    kind: str
    question: str
    verdict: str
    answers: str
    sources: int
    pages: int


@dataclass(frozen=True, slots=True)
class Found:
    """A part of what was found. `more` says that there is more than was counted."""

    pages: tuple[PageFound, ...]
    claims: tuple[ClaimFound, ...]
    total: int
    more: bool


# ---- keeping the index ---------------------------------------------------------------------------------------------


def update_search(store: Store, stories: Sequence[str] | None = None, likely: Sequence[str] = ()) -> None:
    """Bring the index to what the store holds: new pages, new and changed ledgers, of all stories or of these.

    `likely` are pages that came, as `lacking` takes them.
    """
    if store.engine.dialect.name == "sqlite":
        with store.write() as connection:
            metadata.create_all(connection, tables=[found_pages, found_claims, indexed_stories])
            for statement in (VIEW, *INDEXES):
                connection.execute(text(statement))
            for asked, told in MERGE_LATE:
                if connection.execute(text(asked)).scalar() != 0:
                    connection.execute(text(told))
    index_pages(store, likely)
    index_claims(store, stories)


def index_pages(store: Store, likely: Sequence[str]) -> None:
    """Add the pages that are not in the index yet; what a page says never changes under its id."""
    with store.read() as connection:
        missing = lacking(connection, found_pages.c.article, likely)
    for part in in_parts(missing):
        add_pages(store, part)


def add_pages(store: Store, ids: Sequence[str]) -> None:
    """Add these pages, but those that somebody else has added meanwhile."""
    p = found_pages
    with store.write_alone() as connection:
        there = set(connection.execute(select(p.c.article).where(p.c.article.in_(ids))).scalars())
        new = [i for i in ids if i not in there]
        if new:
            last = connection.execute(select(func.coalesce(func.max(p.c.number), 0))).scalar_one()
            connection.execute(insert(p), [{"number": last + n, "article": i} for n, i in enumerate(new, 1)])
            if connection.dialect.name == "sqlite":
                copy = "INSERT INTO search_texts(rowid, title, outlet, text) SELECT number, title, outlet, text "
                connection.execute(text(copy + "FROM search_texts_of WHERE number > :last"), {"last": last})


def index_claims(store: Store, stories: Sequence[str] | None = None) -> None:
    """Replace the claims of stories whose ledgers changed; drop those of stories that are no more."""
    now = read_story_inputs(store, stories)
    then = read_indexed(store, stories)
    changed = sorted(k for k in now.keys() | then.keys() if now.get(k) != then.get(k))
    for at in range(0, len(changed), STORIES_AT_ONCE):
        part = changed[at : at + STORIES_AT_ONCE]
        rows = list(claim_rows(store, [k for k in part if k in now]))
        with store.write_alone() as connection:
            drop_claims(connection, part)
            add_claims(connection, rows)
            kept = [{"story": k, "inputs": now[k]} for k in part if k in now]
            if kept:
                connection.execute(insert(indexed_stories), kept)


def read_indexed(store: Store, stories: Sequence[str] | None) -> dict[str, str]:
    """For each story in the index, all or these: what its ledger was made from."""
    i = indexed_stories
    query = select(i.c.story, i.c.inputs)
    with store.read() as connection:
        parts = in_parts(stories) if stories is not None else [None]
        wanted = (query if p is None else query.where(i.c.story.in_(p)) for p in parts)
        return {row.story: row.inputs for q in wanted for row in connection.execute(q)}


def claim_rows(store: Store, stories: Sequence[str]) -> Iterator[dict[str, Any]]:
    """A row an entry: its question, and the words, things and speakers of its claims."""
    s = schema.stories
    for part in in_parts(stories):
        with store.read() as connection:
            query = select(s.c.ledger).where(s.c.id.in_(part)).order_by(s.c.id)
            ledgers = [decode(r, Ledger) for r in connection.execute(query).scalars()]
        for ledger in ledgers:
            claims = read_claims(store, sorted({c for e in ledger.entries for c in e.claims}))
            words = words_of_claims(store, list(claims))
            for e in ledger.entries:
                told = dict.fromkeys(w for c in e.claims if c in claims for w in told_words(claims[c], words[c]))
                yield {"story": ledger.story, "entry": e.id, "question": e.question, "words": "\n".join(told)}


def words_of_claims(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """The words of these claims as they stand in the texts."""
    c = schema.claims
    with store.read() as connection:
        rows = [r for p in in_parts(ids) for r in connection.execute(select(c.c.id, c.c.words).where(c.c.id.in_(p)))]
    return {r.id: r.words for r in rows}


def told_words(claim: Claim, words: str) -> Iterator[str]:
    """What can be searched of one claim."""
    yield words
    if isinstance(claim, Figure):
        yield claim.what
    if isinstance(claim, Figure | Quote) and claim.speaker:
        yield claim.speaker


def drop_claims(connection: Connection, stories: Sequence[str]) -> None:
    """Take the claims of these stories out of the index."""
    t = found_claims
    old = connection.execute(select(t.c.number, t.c.question, t.c.words).where(t.c.story.in_(stories))).all()
    if old and connection.dialect.name == "sqlite":
        forget = text("INSERT INTO search_words(search_words, rowid, question, words) VALUES ('delete', :n, :q, :w)")
        connection.execute(forget, [{"n": r.number, "q": r.question, "w": r.words} for r in old])
    connection.execute(delete(t).where(t.c.story.in_(stories)))
    connection.execute(delete(indexed_stories).where(indexed_stories.c.story.in_(stories)))


def add_claims(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Put claims into the index."""
    if not rows:
        return
    last = connection.execute(select(func.coalesce(func.max(found_claims.c.number), 0))).scalar_one()
    connection.execute(insert(found_claims), [{**r, "number": last + n} for n, r in enumerate(rows, 1)])
    if connection.dialect.name == "sqlite":
        copy = "INSERT INTO search_words(rowid, question, words) SELECT number, question, words FROM search_claims "
        connection.execute(text(copy + "WHERE number > :last"), {"last": last})


# ---- asking --------------------------------------------------------------------------------------------------------


def search_store(store: Store, asked: str, where: Where, start: int = 0, most: int = 20) -> Found:
    """The pages or the claims that hold the words, the best first."""
    terms = read_terms(asked)
    match = match_of(terms)
    if not match:
        return Found((), (), 0, more=False)
    with store.read() as connection:
        numbers, total = rank(connection, match, where) if is_indexed(connection) else scan(connection, terms, where)
    more = total > MOST_RANKED
    if where == "pages":
        copies = fold_copies(store, numbers)
        shown = {n: copies[n] for n in list(copies)[start : start + most]}
        return Found(tuple(pages_found(store, shown, terms)), (), len(copies), more)
    return Found((), tuple(claims_found(store, numbers[start : start + most])), len(numbers), more)


def fold_copies(store: Store, numbers: Sequence[int]) -> dict[int, int]:
    """The best page of each family of copies, in the order of the pages, and how many more it stands for."""
    p, w = found_pages, schema.witnesses
    query = select(p.c.number, w.c.stemma).join(w, w.c.article == p.c.article)
    family: dict[int, str] = {}
    with store.read() as connection:
        for at in range(0, len(numbers), IDS_A_QUERY):
            rows = connection.execute(query.where(p.c.number.in_(numbers[at : at + IDS_A_QUERY])))
            family.update({r.number: r.stemma for r in rows})
    best: dict[str, int] = {}
    copies: dict[int, int] = {}
    for n in numbers:
        first = best.setdefault(family.get(n, str(n)), n)
        copies[first] = copies.get(first, -1) + 1
    return copies


def is_indexed(connection: Connection) -> bool:
    """Whether the store has a full-text index."""
    return connection.dialect.name == "sqlite"


INDEX = {"pages": ("search_texts", "8.0, 2.0, 1.0"), "claims": ("search_words", "2.0, 1.0")}


def rank(connection: Connection, match: str, where: Where) -> tuple[list[int], int]:
    """The matches in order, and how many there are: at most one more than are ranked."""
    index, weights = INDEX[where]
    newest = text(f"SELECT rowid FROM {index} WHERE {index} MATCH :match ORDER BY rowid DESC LIMIT :most")  # noqa: S608
    numbers = [r[0] for r in connection.execute(newest, {"match": match, "most": MOST_RANKED + 1})]
    if not numbers or len(numbers) == 1:
        return numbers, len(numbers)
    ranked = text(
        f"SELECT rowid FROM {index} WHERE {index} MATCH :match AND rowid >= :least "  # noqa: S608
        f"ORDER BY bm25({index}, {weights}), rowid DESC"
    )
    least = numbers[min(len(numbers), MOST_RANKED) - 1]
    return [r[0] for r in connection.execute(ranked, {"match": match, "least": least})], len(numbers)


def scan(connection: Connection, terms: Sequence[Term], where: Where) -> tuple[list[int], int]:
    """The matches of a database without a full-text index, the newest first."""
    a, p, c = schema.articles, found_pages, found_claims
    if where == "pages":
        query = select(p.c.number).join(a, a.c.id == p.c.article)
        held = func.coalesce(a.c.title, "") + " " + a.c.text
    else:
        query = select(c.c.number)
        held = c.c.question + " " + c.c.words
    number = p.c.number if where == "pages" else c.c.number
    for t in terms:
        holds = held.ilike(f"%{escape_like(' '.join(t.words))}%", escape="\\")
        query = query.where(holds if t.wanted else ~holds)
    numbers = list(connection.execute(query.order_by(number.desc()).limit(MOST_RANKED + 1)).scalars())
    return numbers[:MOST_RANKED], len(numbers)


def pages_found(store: Store, numbers: Mapping[int, int], terms: Sequence[Term]) -> Iterator[PageFound]:
    """The pages of these numbers, in this order; each number comes with the copies it stands for."""
    a, p, m, s = schema.articles, found_pages, schema.story_articles, schema.stories
    columns = (a.c.id, a.c.title, a.c.outlet, a.c.found_in, a.c.published, m.c.story, s.c.label)
    query = (
        select(p.c.number, *columns, a.c.text)
        .join(a, a.c.id == p.c.article)
        .join(m, m.c.article == a.c.id, isouter=True)
        .join(s, s.c.id == m.c.story, isouter=True)
    )
    with store.read() as connection:
        rows = {r.number: r for r in connection.execute(query.where(p.c.number.in_(list(numbers))))}
    for n, copies in numbers.items():
        if n in rows:
            r = rows[n]
            pieces = tuple(cut_out(r.text, terms))
            yield PageFound(r.id, r.title, r.outlet, r.found_in, r.published, r.story, r.label, copies, pieces)


def claims_found(store: Store, numbers: Sequence[int]) -> Iterator[ClaimFound]:
    """The claims of these numbers, in this order."""
    e, t, s = schema.entries, found_claims, schema.stories
    columns = (e.c.story, s.c.label, e.c.id, e.c.kind, e.c.question, e.c.verdict, e.c.answers, e.c.sources, e.c.pages)
    query = (
        select(t.c.number, *columns)
        .join(e, (e.c.id == t.c.entry) & (e.c.story == t.c.story))
        .join(s, s.c.id == t.c.story)
    )
    with store.read() as connection:
        rows = {r[0]: tuple(r)[1:] for r in connection.execute(query.where(t.c.number.in_(numbers)))}
    yield from (ClaimFound(*rows[n]) for n in numbers if n in rows)
