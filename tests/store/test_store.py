"""A store keeps what it was given, says clearly when it cannot, and never mixes versions."""

import sqlite3
from pathlib import Path

import pytest

from retold.records import Article, Page, Unread
from retold.store import reading, writing
from retold.store.database import open_store
from retold.store.errors import StoreError


def a_page(number: int) -> tuple[Page, Article]:
    page = Page(f"p{number}", f"https://harbour.example/{number}", b"body", "text/html", found_in=f"{number}.html")
    return page, Article(page.id, f"Text {number} \ud800.", flat=f"Text {number} \ud800.", outlet="The Harbour")


def test_articles_come_back_in_one_order_whatever_the_order_of_writing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.sqlite", create=True)
    writing.write_articles(store, [a_page(n) for n in (3, 1, 2)])
    writing.write_articles(store, [a_page(n) for n in (2, 1)])
    assert [a.id for a in reading.read_articles(store)] == ["p1", "p2", "p3"]
    assert reading.read_articles(store, ["p2"])[0].text == "Text 2 ?."


def test_what_could_not_be_used_is_listed_once(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.sqlite", create=True)
    for _ in range(2):
        writing.write_unread(store, [Unread("x.html", None, "empty"), Unread("x.html", None, "empty")])
    assert reading.read_unread(store) == [Unread("x.html", None, "empty")]


def test_a_store_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    open_store(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(StoreError, match="version 99"):
        open_store(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"not a database at all, but long enough" * 40, "cannot use"), (None, "there is no store")],
)
def test_a_file_that_is_no_store_is_refused(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "a.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match=message):
        open_store(path)


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    with pytest.raises(StoreError, match="no store of retold"):
        open_store(path, create=True)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]


def test_a_second_run_is_refused_while_the_first_holds_the_store(tmp_path: Path) -> None:
    first = open_store(tmp_path / "a.sqlite", create=True)
    second = open_store(tmp_path / "a.sqlite")
    with first.only_writer(), pytest.raises(StoreError, match="another run"), second.only_writer():
        pass
    with second.only_writer():
        assert reading.count_pages(second) == 0


def test_the_views_can_be_read_by_any_browser_of_databases(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    store = open_store(path, create=True)
    writing.write_articles(store, [a_page(1)])
    store.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT page, outlet FROM v_pages").fetchall() == [("p1", "The Harbour")]
        for view in ("v_ledger", "v_edges"):
            assert connection.execute(f"SELECT * FROM {view}").fetchall() == []


def test_no_folder_and_no_right_to_write_are_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no folder"):
        open_store(tmp_path / "missing" / "a.sqlite", create=True)
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path, create=True)
