"""The results of a cluster into a store, so that everything that shows a store shows them.

Takes a folder that `retold run --engine spark` wrote, gives a store as if the desk had made it; nothing is computed
but what the tables of a store hold twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from retold import __version__
from retold.engine.errors import EngineError
from retold.engine.frames import Row
from retold.engine.unfinished import NOTE, WORK
from retold.pipeline.growing import note_whole
from retold.pipeline.results import fingerprint, in_lists
from retold.records import Ledger, Stemma, Story
from retold.store import growth, kept, reading, schema, search, story_log, writing
from retold.store.database import Store
from retold.store.reading import decode
from retold.text.hashes import content_id

AT_ONCE = 500  # rows read and written together
Tabled = Iterator[tuple[Any, Row]]  # a table of the store, and a row for it
Derive = Callable[[Row], Tabled]


def unpack_results(source: str, store: Store) -> int:
    """Load all tables below `source`; the store must be empty. How many pages there are."""
    refuse_unfinished(source)
    with store.only_writer():
        if reading.count_pages(store):
            raise EngineError(f"{store.path} holds pages already: name another store with --store")
        load_tables(source, store)
        search.update_search(store)
        finish_steps(store)
        return reading.count_pages(store)


def refuse_unfinished(source: str) -> None:
    """Refuse results of a run that has not ended."""
    from pyarrow import fs

    note = f"{source.rstrip('/')}/{WORK}/{NOTE}"
    system, place = fs.FileSystem.from_uri(note) if "://" in note else (fs.LocalFileSystem(), note)
    if system.get_file_info(place).type == fs.FileType.File:
        raise EngineError(f"the run that writes {source} has not ended: the same `retold run` again takes it up")


def finish_steps(store: Store) -> None:
    """Note what all steps were done for, so that the next run at the desk does only what is new."""
    of_pages = content_id(__version__, writing.fingerprint_pages(store), size=16)
    of_all = fingerprint(store)
    inputs = {"kept": __version__, "copies": of_pages, "lineage": of_all, "ledgers": of_all}
    for step, made_from in inputs.items():
        writing.finish_step(store, step, made_from)
    note_whole(store, reading.count_pages(store), of_all)


def load_tables(source: str, store: Store) -> None:
    """All tables, in one transaction."""
    stories = {row["id"]: row for row in read_rows(source, "stories")}
    with store.write() as connection:
        for name, table in AS_THEY_ARE.items():
            for rows in in_lists(read_rows(source, name), AT_ONCE):
                writing.put(connection, table, rows)
        for name, derive in DERIVED.items():
            for rows in in_lists(read_rows(source, name), AT_ONCE):
                put_all(connection, (found for row in rows for found in derive(row)))
        for rows in in_lists(read_rows(source, "ledgers"), AT_ONCE):
            put_all(connection, (found for row in rows for found in derive_story(stories[row["story"]], row)))


def derive_stemma(row: Row) -> Tabled:
    """The rows of a family."""
    stemma = decode(row["record"], Stemma)
    yield schema.stemmas, writing.stemma_row(stemma)
    yield from ((schema.witnesses, w) for w in writing.witness_rows(stemma))
    yield from ((schema.edges, e) for e in writing.edge_rows(stemma))
    if len(stemma.witnesses) > 1:
        yield schema.traced, {"inputs": row["inputs"], "record": row["record"]}


def derive_story(story: Row, row: Row) -> Tabled:
    """The rows of a story and of its ledger."""
    told, ledger = decode(story["record"], Story), decode(row["record"], Ledger)
    yield schema.stories, {**writing.story_row(told, ledger), "inputs": story["inputs"]}
    yield from ((schema.story_articles, {"article": i, "story": told.id}) for i in told.articles)
    yield from ((schema.entries, entry) for entry in writing.entry_rows(ledger))


AS_THEY_ARE = {
    "articles": schema.articles,
    "unread": schema.unread,
    "kept": kept.kept,
    "pairs": schema.copies,
    "passages": schema.passages,
    "claims": schema.claims,
    "reads": schema.claim_reads,
    "links": story_log.story_links,
    "parts": story_log.story_parts,
    "cards": story_log.story_cards,
    "log": story_log.story_log,
    "stream": growth.frozen,
}
DERIVED: dict[str, Derive] = {"stemmas": derive_stemma}


def put_all(connection: Any, found: Tabled) -> None:
    """Rows of several tables, each table's together."""
    rows: dict[Any, list[Row]] = {}
    for table, row in found:
        rows.setdefault(table, []).append(row)
    for table, own in rows.items():
        writing.put(connection, table, own)


def read_rows(source: str, name: str) -> Iterator[Row]:
    """The rows of one table of results."""
    from pyarrow import dataset

    try:
        batches = dataset.dataset(f"{source.rstrip('/')}/{name}", format="parquet").to_batches(batch_size=AT_ONCE)
        for batch in batches:
            yield from batch.to_pylist()
    except OSError as error:
        raise EngineError(
            f"{source} holds no results of a cluster: its table {name} cannot be read: {error}"
        ) from error
    except ValueError as error:
        raise EngineError(f"the table {name} at {source} cannot be read: {error}") from error
