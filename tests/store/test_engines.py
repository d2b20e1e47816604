"""A file and a server hold the same store: the same export, one run at a time, reviews beside it, older tables renewed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from retold.cli import app
from retold.pipeline.run import run_pages
from retold.records import Article, Page
from retold.show import rows
from retold.store import access, reading, reviews, writing
from retold.store.database import Store, open_store
from retold.store.errors import StoreError

WORLD = Path(__file__).parents[1] / "worlds" / "strike"


def exported(store: Store) -> list[str]:
    return [rows.to_json(row) for row in rows.export_rows(store)]


def test_a_server_gives_the_bytes_that_a_file_gives(database: str, tmp_path: Path) -> None:
    stores = [open_store(a, create=True) for a in (tmp_path / "file.sqlite", database)]
    for store in stores:
        run_pages([str(WORLD)], store, workers=1)
    first, second = map(exported, stores)
    assert first == second
    assert len(first) > 10


def test_commands_take_the_address_of_a_server_where_a_file_could_stand(database: str) -> None:
    done = CliRunner().invoke(app, ["run", str(WORLD), "--store", database, "--workers", "1"])
    assert done.exit_code in (0, 1), done.output
    assert "2 independent sources" in done.output
    listed = CliRunner().invoke(app, ["stories", "--store", database, "--json"])
    assert '"sources":2' in listed.stdout
    told = CliRunner().invoke(app, ["export", "-f", "csv", "--table", "pages", "--store", database])
    assert len(told.stdout.splitlines()) == 5


def test_a_second_run_is_refused_and_a_review_is_not(address: str) -> None:
    store, other = open_store(address, create=True), open_store(address)
    with store.only_writer():
        with pytest.raises(StoreError, match="another run is writing"), other.only_writer():
            pass
        reviews.add_review(other, by="Ada", target="edge", on=["a", "b"], decision="confirm")
    with other.only_writer():
        assert len(reviews.read_reviews(store)) == 1


def test_writes_of_many_reviewers_at_once_are_all_kept(address: str) -> None:
    open_store(address, create=True).close()

    def decide(who: int) -> None:
        store = open_store(address)
        for n in range(5):
            reviews.add_review(store, by=f"reviewer {who}", target="edge", on=[f"p{who}", f"c{n}"], decision="confirm")
        store.close()

    threads = [threading.Thread(target=decide, args=(n,)) for n in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    store = open_store(address)
    assert len(reviews.read_reviews(store)) == 30
    assert reviews.is_whole(store)


def test_a_review_can_be_neither_changed_nor_taken_out(address: str) -> None:
    store = open_store(address, create=True)
    reviews.add_review(store, by="Ada", target="edge", on=["a", "b"], decision="confirm")
    for statement in ("UPDATE reviews SET reason = 'x'", "DELETE FROM reviews"):
        with pytest.raises(Exception, match="only grows"), store.engine.begin() as connection:
            connection.execute(text(statement))


def test_texts_that_no_database_stores_come_back_with_their_places(address: str) -> None:
    store = open_store(address, create=True)
    said = "a\ud800b\0c"
    page = Page("p1", None, b"x", "text/plain", found_in="p1.txt")
    writing.write_articles(store, [(page, Article("p1", said, flat=said, title="T\0"))])
    assert len(reading.read_articles(store)[0].text) == len(said)


def test_ids_are_sorted_by_code_points_whatever_the_language_of_the_server(address: str) -> None:
    store = open_store(address, create=True)
    names = ["b", "B", "a-b", "ab", "Ä", "z", "_"]
    for name in names:
        access.add_token(store, name, "read")
    assert [u.name for u in access.list_users(store)] == sorted(names)


def test_a_run_that_is_killed_lets_go_of_its_lock(address: str) -> None:
    open_store(address, create=True).close()
    hold = (
        "import sys, time\nfrom retold.store.database import open_store\n"
        f"with open_store({address!r}).only_writer():\n    print('held', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", hold], stdout=subprocess.PIPE, env=os.environ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        process.kill()
    store = open_store(address)
    for _ in range(50):
        try:
            with store.only_writer():
                return
        except StoreError:
            threading.Event().wait(0.1)
    pytest.fail("the lock is still held")


def test_a_lost_connection_loses_nothing_and_the_next_run_completes(database: str, tmp_path: Path) -> None:
    store = open_store(database, create=True)
    with store.engine.connect() as other, pytest.raises(StoreError), store.write() as connection:
        mine = connection.execute(text("SELECT pg_backend_pid()")).scalar()
        other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
        connection.execute(text("SELECT 1"))
    run_pages([str(WORLD)], store, workers=1)
    assert reading.count_pages(store) == 4


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://127.0.0.1:1/none", "no server answers at postgresql"),
        ("postgresql://user:secret@127.0.0.1:1/none", r"user:\*\*\*@"),
        ("postgresql://127.0.0.1:port/none", "is no address of a server"),
    ],
)
def test_a_server_that_is_not_there_is_told_without_its_password(address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        open_store(address)
