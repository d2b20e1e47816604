"""Both engines give the same bytes, and the cluster gives them though it loses pages, a driver and a worker on the way."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pyarrow import dataset

from engine.conftest import Course
from engine.poison import REASONS, WORDS
from retold.engine.errors import EngineError
from retold.engine.unfinished import NOTE, TABLES, WORK
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
def unpacked(course: Course) -> Path:
    """The results of the cluster as a store."""
    path = course.results.parent / "cluster.sqlite"
    store = open_store(path, create=True)
    unpack_results(str(course.results), store)
    store.close()
    return path


def test_a_cluster_that_loses_a_worker_gives_the_bytes_of_the_desk(desk: Path, unpacked: Path, course: Course) -> None:
    expected, found = tables_of(desk), tables_of(unpacked)
    assert expected.keys() == found.keys()
    assert [name for name in expected if expected[name] != found[name]] == []
    assert {"articles", "copies", "claims", "entries", "unread", "story_log", "kept_stream"} <= expected.keys()
    assert 0 < course.killer.killed < course.killer.ended


def test_a_worker_died_on_the_way(course: Course) -> None:
    dead, *others = course.killer.cluster.workers
    assert dead.poll() is not None
    assert all(worker.poll() is None for worker in others)


def test_copies_of_one_page_are_one_source_whatever_their_number(unpacked: Path) -> None:
    with closing(sqlite3.connect(unpacked)) as store:
        (row,) = store.execute("SELECT pages, sources FROM stories WHERE label LIKE 'The Osprey%'").fetchall()
    assert row == (300, 1)


def test_a_run_whose_driver_was_killed_is_taken_up(course: Course) -> None:
    assert course.left == ("_work",)
    assert "found" in course.done.taken_up
    assert "read" not in course.done.taken_up


def test_pages_that_bring_python_down_are_listed_with_their_reason_and_the_rest_is_whole(unpacked: Path) -> None:
    with closing(sqlite3.connect(unpacked)) as store:
        reasons = store.execute("SELECT reason FROM unread WHERE reason LIKE '%its worker ended%'").fetchall()
        (kept,) = store.execute("SELECT count(*) FROM articles WHERE url LIKE 'https://garden%'").fetchone()
    assert {reason for (reason,) in reasons} == REASONS
    assert kept == 2 * (len(WORDS) - 1)


def test_every_table_of_results_is_a_folder_of_parquet(course: Course) -> None:
    assert {p.name for p in course.results.iterdir()} == TABLES
    ledgers = dataset.dataset(course.results / "ledgers").to_table().to_pylist()
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


def test_results_are_not_written_over_others(packed: Path, course: Course) -> None:
    from retold.engine.run import run_cluster

    with pytest.raises(EngineError, match="holds results already"):
        run_cluster(str(packed), str(course.results), "local[1]")


def test_results_go_into_an_empty_store_only(unpacked: Path, course: Course) -> None:
    store = open_store(unpacked)
    with pytest.raises(EngineError, match="holds pages already"):
        unpack_results(str(course.results), store)


def test_results_of_a_run_that_has_not_ended_are_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / WORK).mkdir()
    (tmp_path / WORK / NOTE).touch()
    with pytest.raises(EngineError, match="has not ended"):
        unpack_results(str(tmp_path), open_store(tmp_path / "s.sqlite", create=True))


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
