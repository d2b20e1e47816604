"""Search: words are never syntax, the index follows the store, copies are folded, every database answers."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.records import Article, Claims, Entry, Figure, Ledger, Page, Quantity, Span, Stemma, Story, Witness
from retold.store import reading, search, writing
from retold.store.database import Store, open_store
from retold.store.search import Found, scan, search_store, update_search
from retold.store.search_terms import read_terms

TEXTS = {
    "p1": ("Barge adrift off Calder Point", "A barge with nine men drifted past the café at noon."),
    "p2": ("Harbour closed", "The harbour was closed after the barges collided. Nobody was hurt."),
    "p3": ("Harbour closed", "The harbour was closed after the barges collided. Nobody was hurt, it said."),
    "p4": ("Markets", "Grain prices rose by nine percent."),
}


def fill(path: Path) -> Store:
    store = open_store(path, create=True)
    found = [
        (Page(i, None, b"", "text/plain", found_in=f"{i}.txt"), Article(i, text, title=title, outlet="Gazette"))
        for i, (title, text) in TEXTS.items()
    ]
    writing.write_articles(store, found)
    stemma = Stemma("s1", (Witness("A", "p2"), Witness("B", "p3")), (), (), "p2")
    writing.write_stemmas(store, [stemma], {}, inputs="1")
    tell(store, "men on the barge: how many?", inputs="1")
    update_search(store)
    return store


def tell(store: Store, question: str, *, inputs: str) -> None:
    claim = Figure(
        "f1",
        "p1",
        Quantity(Decimal(9), Decimal(9), ""),
        "men",
        "man",
        "drift",
        (),
        (Span(13, 17),),
        Span(0, 50),
        speaker="Mara Dell",
    )
    writing.write_claims(store, [(Claims("p1", (claim,)), "")], {"p1": TEXTS["p1"][1]})
    entry = Entry("e1", question, "only-here", ("f1",), 1, 1, (), "")
    writing.write_story(store, Story("s", "Barge", ("p1",)), Ledger("s", (entry,)), inputs=inputs)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return fill(tmp_path_factory.mktemp("search") / "search.sqlite")


def pages(found: Found) -> list[str]:
    return [p.page for p in found.pages]


ASKED: tuple[tuple[str, list[str]], ...] = (
    ("barge", ["p1", "p2"]),  # another form of the word, and one page of the family
    ("BARGE nine", ["p1"]),
    ("cafe", ["p1"]),
    ('"harbour was closed"', ["p2"]),
    ('"closed harbour"', []),
    ("nine -barge", ["p4"]),
    ("mark", ["p4"]),  # the word that is being typed
    ("gazette grain", ["p4"]),
    ("barge OR NOT grain", []),
    ("-barge", []),
    ('"', []),
    ("", []),
)


@pytest.mark.parametrize(("asked", "wanted"), ASKED)
def test_pages_are_found_by_words(store: Store, asked: str, wanted: list[str]) -> None:
    assert sorted(pages(search_store(store, asked, "pages"))) == wanted


def test_a_title_counts_more_than_the_text(store: Store) -> None:
    assert pages(search_store(store, "barge", "pages"))[0] == "p1"


def test_copies_are_folded_into_the_best_page_of_their_family(store: Store) -> None:
    found = search_store(store, "harbour", "pages")
    assert [(p.copies, p.pieces[1]) for p in found.pages] == [(1, ("harbour", True))]


@pytest.mark.parametrize("asked", ["men barge", "Mara", "nine"])
def test_claims_are_found_by_question_speaker_and_words(store: Store, asked: str) -> None:
    assert [c.entry for c in search_store(store, asked, "claims").claims] == ["e1"]


def test_the_index_follows_a_ledger_that_changed(tmp_path: Path) -> None:
    store = fill(tmp_path / "a.sqlite")
    tell(store, "sailors adrift: how many?", inputs="2")
    update_search(store)
    assert [c.question for c in search_store(store, "sailors", "claims").claims] == ["sailors adrift: how many?"]
    assert search_store(store, "barge", "claims").claims == ()
    writing.keep_stories(store, [])
    update_search(store)
    assert search_store(store, "sailors", "claims").claims == ()


def test_a_page_that_nobody_said_had_come_is_indexed_with_one_that_was(tmp_path: Path) -> None:
    store = fill(tmp_path / "more.sqlite")
    for i, text in (("p5", "The ferry ran aground."), ("p6", "The ferry was pulled free.")):
        page = Page(i, None, b"", "text/plain", found_in=f"{i}.txt")
        writing.write_articles(store, [(page, Article(i, text))])
    assert reading.articles_unplaced(store, ["p5"]) == ["p1", "p4", "p5", "p6"]
    update_search(store, [], ["p5"])
    assert {p.page for p in search_store(store, "ferry", "pages").pages} == {"p5", "p6"}


def test_indexing_again_changes_nothing(store: Store) -> None:
    before = search_store(store, "barge", "pages")
    update_search(store)
    assert search_store(store, "barge", "pages") == before


@settings(max_examples=150)
@given(st.text(max_size=40) | st.text(alphabet='abc"*-^():+ \x00', max_size=20))
def test_no_words_are_syntax(store: Store, asked: str) -> None:
    for where in ("pages", "claims"):
        found = search_store(store, asked, where)
        assert len(found.pages) + len(found.claims) <= found.total


@pytest.mark.parametrize(("asked", "wanted"), [("barge", 3), ('"was closed"', 2), ("nine -barge", 1), ("100%", 0)])
def test_a_database_without_an_index_is_scanned(store: Store, asked: str, wanted: int) -> None:
    with store.read() as connection:
        assert scan(connection, read_terms(asked), "pages")[1] == wanted


def test_more_matches_than_are_ranked_are_said_to_be_more(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_RANKED", 1)
    found = search_store(store, "barge", "pages")
    assert (found.total, found.more) == (1, True)
