"""Work on one story, done by executors: its ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from retold.engine.attempts import attempt
from retold.engine.frames import Row
from retold.pipeline.ledgers import StoryTask, Told, reconcile_story, untold
from retold.pipeline.results import story_inputs
from retold.records import Article, Claims, Pins, SharedPassage, Stemma, Story
from retold.store.reading import Record, decode
from retold.store.writing import encode


def story_rows(_key: str, rows: Sequence[Row]) -> Iterator[Row]:
    """The ledger of a story, and what it was made from."""
    (story,) = records(rows, "story", Story)
    articles = {a.id: a for a in records(rows, "article", Article)}
    days = {row["id"]: row["record"] for row in rows if row["kind"] == "day"}
    dated = {i: replace(a, published=days[i]) for i, a in articles.items()}
    claims = {c.article: c for c in records(rows, "claims", Claims)}
    stemmas = records(rows, "stemma", Stemma)
    told = Told(story, dated, claims, tuple(stemmas), tuple(records(rows, "passage", SharedPassage)))
    stemma_of = {i: s for s in stemmas for i in s.family}
    inputs, ledger = story_inputs(StoryTask("", story, (), Pins()), stemma_of, dated), attempt(reconcile_story, told)
    if isinstance(ledger, Exception):
        inputs, (ledger, unread) = "failed", untold(story, stemmas, ledger)
        yield {"key": story.id, "kind": "unread", "id": "", "record": encode(unread)}
    yield {"key": story.id, "kind": "story", "id": inputs, "record": encode(story)}
    yield {"key": story.id, "kind": "ledger", "id": "", "record": encode(ledger)}


def records(rows: Sequence[Row], kind: str, record: type[Record]) -> list[Record]:
    """The records of one kind among the rows of a story."""
    return [decode(row["record"], record) for row in rows if row["kind"] == kind]
