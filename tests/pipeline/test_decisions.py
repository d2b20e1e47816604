"""What a person decided is applied by the next run, stays through later runs, and can be taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from retold.pipeline.run import run_pages
from retold.show import rows
from retold.store import reading, reviews
from retold.store.database import Store, open_store

WORLD = Path(__file__).parents[1] / "worlds" / "strike"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "s.sqlite", create=True)
    run_pages([str(WORLD)], store, workers=1)
    return store


def edges_of(store: Store) -> set[tuple[str, str]]:
    return {(e.parent, e.child) for s in reading.read_stemmas(store) for e in s.edges}


def sources_of(store: Store) -> int:
    return sum(s.sources for s in reading.list_stories(store))


def test_a_rejected_edge_makes_a_source_more_and_a_later_run_keeps_it_so(store: Store, tmp_path: Path) -> None:
    before, told = sources_of(store), rows.to_json(list(rows.export_rows(store)))
    parent, child = sorted(edges_of(store))[0]
    made = reviews.add_review(store, by="Ada", target="edge", on=[parent, child], decision="reject", reason="was there")
    run_pages([], store, workers=1)
    assert (parent, child) not in edges_of(store)
    assert sources_of(store) == before + 1
    more = tmp_path / "more"
    more.mkdir()
    shutil.copy(next(WORLD.glob("*.html")), more / "again.html")
    (more / "other.txt").write_text(
        "Bees swarm in Sund\n\nA swarm of bees held up a tram in Sund for an hour on Monday.\n"
    )
    run_pages([str(more)], store, workers=1)
    assert (parent, child) not in edges_of(store)
    reviews.add_review(store, by="Ada", target="review", on=[made.id], decision="reject")
    run_pages([], store, workers=1)
    assert (parent, child) in edges_of(store)
    assert rows.to_json(list(rows.export_rows(store))) != told  # the page about bees has come


def test_a_rejected_entry_stays_visible_with_what_the_machine_said(store: Store) -> None:
    story = reading.list_stories(store)[0].id
    entry = reading.read_story(store, story)[1].entries[0]
    reviews.add_review(store, by="Ben", target="entry", on=entry.claims, decision="reject", suggested=entry.said)
    run_pages([], store, workers=1)
    entries = reading.read_story(store, story)[1].entries
    found = next(e for e in entries if set(e.claims) == set(entry.claims))
    assert entries[-1] == found
    assert [(d.by, d.decision) for d in found.decided] == [("Ben", "reject")]
    assert found.decided[0].machine.startswith(entry.verdict)


def test_two_stories_can_be_put_together_and_kept_apart_again(store: Store, tmp_path: Path) -> None:
    (tmp_path / "bees.txt").write_text(
        "Bees swarm in Sund\n\nA swarm of bees held up a tram in Sund for an hour on Monday.\n"
    )
    run_pages([str(tmp_path / "bees.txt")], store, workers=1)
    first, second = reading.list_stories(store)
    ids = [reading.read_story(store, s.id)[0].articles for s in (first, second)]
    reviews.add_review(store, by="Ada", target="story", on=ids[0], others=ids[1], decision="merge")
    run_pages([], store, workers=1)
    (one,) = reading.list_stories(store)
    assert (one.id, one.pages) == (first.id, first.pages + second.pages)
    reviews.add_review(store, by="Ada", target="story", on=ids[1], others=ids[0], decision="split")
    run_pages([], store, workers=1)
    assert sorted(s.pages for s in reading.list_stories(store)) == sorted([first.pages, second.pages])
