"""A store written by an earlier version opens, shows what it held, and goes on being used."""

import sqlite3
from pathlib import Path

import pytest

from retold.pipeline.run import run_pages
from retold.store import reading
from retold.store.database import open_store
from retold.store.schema import SCHEMA_VERSION

KEPT = sorted((Path(__file__).parent / "kept").glob("version-*.sql"))
WORLD = Path(__file__).parents[1] / "worlds" / "strike"


def old_store(dump: Path, folder: Path) -> Path:
    path = folder / "old.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
    return path


@pytest.mark.parametrize("dump", KEPT, ids=lambda p: p.stem)
def test_an_older_store_opens_with_its_stories(dump: Path, tmp_path: Path) -> None:
    store = open_store(old_store(dump, tmp_path))
    assert [(s.pages, s.sources) for s in reading.list_stories(store)] == [(4, 2)]
    with sqlite3.connect(store.path) as connection:
        assert connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == (str(SCHEMA_VERSION),)


@pytest.mark.parametrize("dump", KEPT, ids=lambda p: p.stem)
def test_an_older_store_takes_the_same_pages_as_known(dump: Path, tmp_path: Path) -> None:
    store = open_store(old_store(dump, tmp_path))
    summary = run_pages([str(WORLD)], store)
    assert (summary.pages, summary.new) == (4, 0)
