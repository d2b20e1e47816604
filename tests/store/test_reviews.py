"""The log of reviews only grows, and the queue shows what most deserves a person's eye."""

import sqlite3
from pathlib import Path

import pytest

from retold.records import Drift, Edge, Entry, Ledger, Span, Stemma, Story, Witness
from retold.store import waiting, writing
from retold.store.database import Store, open_store
from retold.store.reviews import add_review, is_whole, read_reviews

WHEN = "2031-05-06T07:08:09+00:00"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "a.sqlite", create=True)


def test_reviews_come_back_in_the_order_they_were_made(store: Store) -> None:
    add_review(store, by="Ada", target="edge", on=("p2", "p1"), decision="reject", reason="other outlet", at=WHEN)
    add_review(store, by="Ben", target="entry", on=("f2", "f1"), decision="merge", others=("f3",))
    first, second = read_reviews(store)
    assert (first.on, first.at, first.by) == (("p2", "p1"), WHEN, "Ada")
    assert second.on == ("f1", "f2") and second.at > "2020"


def test_the_same_review_twice_is_one(store: Store) -> None:
    for _ in range(2):
        add_review(store, by="Ada", target="claim", on=["f1"], decision="confirm", at=WHEN)
    assert len(read_reviews(store)) == 1


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"by": "  ", "target": "claim", "on": ["f"], "decision": "confirm"}, "name of the person"),
        ({"by": "A", "target": "claim", "on": [], "decision": "confirm"}, "ids"),
        ({"by": "A", "target": "edge", "on": ["a"], "decision": "confirm"}, "parent and its child"),
        ({"by": "A", "target": "edge", "on": ["a", "b"], "decision": "merge", "others": ["c"]}, "is one of confirm"),
        ({"by": "A", "target": "entry", "on": ["a"], "decision": "split"}, "the others"),
        ({"by": "A", "target": "verdict", "on": ["a"], "decision": "edit"}, "new value"),
        ({"by": "A", "target": "verdict", "on": ["a"], "decision": "confirm", "reason": "x" * 5000}, "at most"),
    ],
)
def test_a_faulty_review_is_refused(store: Store, row: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        add_review(store, **row)  # type: ignore[arg-type]
    assert read_reviews(store) == []


@pytest.mark.parametrize("statement", ["UPDATE reviews SET reason = 'x'", "DELETE FROM reviews"])
def test_the_database_refuses_to_change_the_log(store: Store, statement: str) -> None:
    add_review(store, by="Ada", target="claim", on=["f1"], decision="confirm")
    store.close()
    with sqlite3.connect(store.path) as connection, pytest.raises(sqlite3.IntegrityError, match="only grows"):
        connection.execute(statement)


def test_a_log_altered_by_force_is_found(store: Store) -> None:
    for claim in ("f1", "f2"):
        add_review(store, by="Ada", target="claim", on=[claim], decision="confirm")
    assert is_whole(store)
    with sqlite3.connect(store.path) as connection:
        connection.execute("DROP TRIGGER reviews_no_UPDATE")
        connection.execute("UPDATE reviews SET record = replace(record, 'f1', 'f9')")
    assert not is_whole(store)


def test_the_queue_puts_first_what_is_doubtful_and_has_many_pages(store: Store) -> None:
    entries = (
        Entry("l1", "wells: how many?", "contradicted", ("f1", "f2"), 2, 2, (), "They differ."),
        Entry("l2", "pumps: how many?", "agreed", ("f3", "f4"), 2, 2, (), "They fit."),
    )
    story = Story("story-1", "Wells run dry", ("p1", "p2", "p3"))
    edges = (Edge("p1", "p2", "rewrite", 0.4), Edge("p2", "p3", "identical", 0.95))
    stemma = Stemma("s1", (Witness("A", "p1"), Witness("B", "p2"), Witness("C", "p3")), (), edges, "p1")
    writing.write_stemmas(store, [stemma], {}, inputs="x")
    writing.write_story(store, story, Ledger(story.id, entries, sources=2), inputs="x")
    assert [(w.target, w.on) for w in waiting.review_queue(store)] == [
        ("verdict", ("f1", "f2")),
        ("edge", ("p1", "p2")),
    ]
    add_review(store, by="Ada", target="verdict", on=("f1", "f2"), decision="confirm")
    assert [w.target for w in waiting.review_queue(store, story.id)] == ["edge"]


@pytest.mark.parametrize("limit", [1, 3, 7, 200])
def test_the_queue_of_all_stories_begins_with_the_most_pressing_of_each(
    store: Store, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr(waiting, "READ_AT_ONCE", 1)
    stemmas = []
    for n in range(1, 7):
        pages = tuple(f"p{n}-{k}" for k in range(n + 1))
        edges = tuple(Edge(pages[0], page, "rewrite", 0.2 + 0.1 * (n * k % 5)) for k, page in enumerate(pages[1:]))
        stemmas.append(Stemma(f"s{n}", tuple(Witness(p, p) for p in pages), (), edges, pages[0]))
        drift = Drift(pages[0], pages[1], "hedge", (), "maybe 3", "3", Span(0, 7), Span(0, 1))
        entries = (
            Entry(f"l{n}", "wells: how many?", "contradicted", (f"f{n}", f"g{n}"), 2, 7 - n, (), "They differ."),
            Entry(f"m{n}", "pumps: how many?", "only-here", (f"h{n}",), 1, n, (), "", (drift,)),
        )
        story = Story(f"story-{n}", "Wells run dry", pages)
        writing.write_story(store, story, Ledger(story.id, entries, sources=2), inputs="x")
    writing.write_stemmas(store, stemmas, {}, inputs="x")
    every = [w for n in range(1, 7) for w in waiting.waiting_in(store, f"story-{n}")]
    assert waiting.review_queue(store, limit=limit) == sorted(every, key=waiting.in_order)[:limit]
