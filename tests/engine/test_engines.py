"""Both engines give the same bytes, and the cluster gives them though it loses a worker on the way."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pyarrow import dataset

from engine.machine import Killer
from retold.engine.errors import EngineError
from retold.engine.unpack import unpack_results
from retold.store.database import open_store

TIMED = ("runs",)  # tables that hold clock times


def tables_of(path: Path) -> dict[str, list[str]]:
    """The rows of every table of a store, in order, in words."""
    with closing(sqlite3.connect(path)) as store:
        names = store.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        return {
            name: sorted(map(repr, store.execute(f'SELECT * FROM "{name}"')))
            for (name,) in names
            if name not in TIMED and not name.startswith("search_texts_")
        }


@pytest.fixture(scope="session")
def unpacked(results: tuple[Path, Killer]) -> Path:
    """The results of the cluster as a store."""
    path = results[0].parent / "cluster.sqlite"
    store = open_store(path, create=True)
    unpack_results(str(results[0]), store)
    store.close()
    return path


def test_a_cluster_that_loses_a_worker_gives_the_bytes_of_the_desk(
    desk: Path, unpacked: Path, results: tuple[Path, Killer]
) -> None:
    expected, found = tables_of(desk), tables_of(unpacked)
    assert expected.keys() == found.keys()
    assert [name for name in expected if expected[name] != found[name]] == []
    assert {"articles", "copies", "claims", "entries", "unread", "story_log", "kept_stream"} <= expected.keys()
    assert 0 < results[1].killed < results[1].ended


def test_a_worker_died_on_the_way(results: tuple[Path, Killer]) -> None:
    dead, *others = results[1].cluster.workers
    assert dead.poll() is not None
    assert all(worker.poll() is None for worker in others)


def test_copies_of_one_page_are_one_source_whatever_their_number(unpacked: Path) -> None:
    with closing(sqlite3.connect(unpacked)) as store:
        (row,) = store.execute("SELECT pages, sources FROM stories WHERE label LIKE 'The Osprey%'").fetchall()
    assert row == (300, 1)


def test_every_table_of_results_is_a_folder_of_parquet(results: tuple[Path, Killer]) -> None:
    names = {p.name for p in results[0].iterdir()}
    assert names == set(
        "articles cards claims kept ledgers links log pairs parts passages reads stemmas stories stream unread".split()
    )
    ledgers = dataset.dataset(results[0] / "ledgers").to_table().to_pylist()
    assert ledgers and set(ledgers[0]) == {"story", "record"}


def test_a_page_that_stands_in_two_files_is_one_page(unpacked: Path) -> None:
    with closing(sqlite3.connect(unpacked)) as store:
        again = store.execute("SELECT found_in FROM unread WHERE reason LIKE 'seen already%' ORDER BY 1").fetchall()
    assert again == [("zz.jsonl:1",), ("zz.jsonl:2",)]


def test_lines_that_recur_on_an_outlet_were_found_by_both(unpacked: Path) -> None:
    with closing(sqlite3.connect(unpacked)) as store:
        texts = [t for (t,) in store.execute("SELECT text FROM articles WHERE found_in LIKE 'outlets%'")]
    assert len(texts) == 18
    assert not any("Our seven valleys" in t for t in texts)


def test_results_are_not_written_over_others(packed: Path, results: tuple[Path, Killer]) -> None:
    from retold.engine.run import run_cluster

    with pytest.raises(EngineError, match="holds results already"):
        run_cluster(str(packed), str(results[0]), "local[1]")


def test_results_go_into_an_empty_store_only(unpacked: Path, results: tuple[Path, Killer]) -> None:
    store = open_store(unpacked)
    with pytest.raises(EngineError, match="holds pages already"):
        unpack_results(str(results[0]), store)


def test_the_desk_goes_on_from_results_of_a_cluster_as_from_its_own(desk: Path, unpacked: Path, tmp_path: Path) -> None:
    from retold.pipeline.run import run_pages

    late = tmp_path / "late.jsonl"
    late.write_text('{"url": "https://late.example/1", "text": "The Osprey sank off Arn, in the dark."}\n')
    for source in (desk, unpacked):
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(tmp_path / source.name)) as new:
            old.backup(new)
        store = open_store(tmp_path / source.name)
        assert run_pages([str(late)], store, workers=1).new == 1
        store.close()
    assert tables_of(tmp_path / desk.name) == tables_of(tmp_path / unpacked.name)
