"""The tables of a store, and the views a person reads with any database browser.

Portable SQL only: strings, integers, floats. Every table's rows are found again by content ids; `record` columns hold
the whole record as JSON, the other columns are what people and queries look at.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, Text

SCHEMA_VERSION = 3  # 2: reviews, the log of stories, search; 3: what is kept of articles

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String(40), primary_key=True), Column("value", Text, nullable=False))

articles = Table(
    "articles",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("url", Text),
    Column("found_in", Text, nullable=False),
    Column("media", Text, nullable=False),
    Column("fetched", String(40)),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("outlet", Text),
    Column("title", Text),
    Column("published", String(40)),
    Column("language", String(8)),
    Column("text", Text, nullable=False),
    Column("flat", Text, nullable=False),
    Column("record", Text, nullable=False),
)

unread = Table(
    "unread",
    metadata,
    Column("found_in", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("reason", Text, primary_key=True),
)

copies = Table(
    "copies",
    metadata,
    Column("left_article", String(80), primary_key=True),
    Column("right_article", String(80), primary_key=True),
    Column("relation", String(16), nullable=False),
    Column("left_share", Float, nullable=False),
    Column("right_share", Float, nullable=False),
    Column("record", Text, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("left_article", String(80), primary_key=True),
    Column("right_article", String(80), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("record", Text, nullable=False),
)

stemmas = Table(
    "stemmas",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("root", String(80)),
    Column("pages", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("record", Text, nullable=False),
)

witnesses = Table(
    "witnesses",
    metadata,
    Column("article", String(80), primary_key=True),
    Column("stemma", String(80), nullable=False, index=True),
    Column("sigil", String(8), nullable=False),
)

edges = Table(
    "edges",
    metadata,
    Column("stemma", String(80), primary_key=True),
    Column("parent", String(80), primary_key=True),
    Column("child", String(80), primary_key=True),
    Column("relation", String(16), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("because", Text, nullable=False),
)

traced = Table(  # stemmas as they were traced, before people's decisions, under what they were made from
    "traced",
    metadata,
    Column("inputs", String(64), primary_key=True),
    Column("record", Text, nullable=False),
)

stories = Table(
    "stories",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("label", Text, nullable=False),
    Column("first", String(40)),
    Column("last", String(40)),
    Column("pages", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Column("ledger", Text, nullable=False),
    Column("inputs", String(64), nullable=False),
)

story_articles = Table(
    "story_articles",
    metadata,
    Column("article", String(80), primary_key=True),
    Column("story", String(80), nullable=False, index=True),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("article", String(80), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("number", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("low", Text),
    Column("high", Text),
    Column("unit", Text),
    Column("change", String(4)),
    Column("what", Text),
    Column("speaker", Text),
    Column("as_of", String(40)),
    Column("record", Text, nullable=False),
)

claim_reads = Table(
    "claim_reads",
    metadata,
    Column("article", String(80), primary_key=True),
    Column("inputs", String(64), nullable=False),
    Column("model", Text, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("story", String(80), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("question", Text, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("sources", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("answers", Text, nullable=False),
    Column("drifts", Integer, nullable=False),
    Column("why", Text, nullable=False),
)

steps = Table(
    "steps",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("inputs", String(64), nullable=False),
)

Index("entries_of_story", entries.c.story, entries.c.number)

VIEWS = {
    "v_pages": """
        SELECT a.id AS page, a.outlet, a.title, a.published, a.url, a.found_in, s.label AS story, w.sigil,
               w.stemma AS family, LENGTH(a.text) AS characters
        FROM articles a
        LEFT JOIN story_articles sa ON sa.article = a.id
        LEFT JOIN stories s ON s.id = sa.story
        LEFT JOIN witnesses w ON w.article = a.id""",
    "v_edges": """
        SELECT e.stemma AS family, COALESCE(p.outlet, p.found_in, e.parent) AS parent_is,
               COALESCE(c.outlet, c.found_in, e.child) AS child_is, e.relation, e.confidence, e.because,
               e.parent, e.child
        FROM edges e
        LEFT JOIN articles p ON p.id = e.parent
        LEFT JOIN articles c ON c.id = e.child""",
    "v_ledger": """
        SELECT s.label AS story, e.question, e.verdict, e.answers, e.sources, e.pages, e.drifts, e.why,
               e.story AS story_id,
               e.id AS entry
        FROM entries e
        JOIN stories s ON s.id = e.story""",
}
