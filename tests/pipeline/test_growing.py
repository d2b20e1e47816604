"""A large store grows by a few pages: what they touch is done again, the rest stays, and nothing is lost on the way."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from retold.pipeline import growing, results
from retold.pipeline.growing import Live, Touched
from retold.pipeline.run import run_pages
from retold.pipeline.watching import Silence
from retold.records import Grouping
from retold.store import growth, reading, reviews, search
from retold.store.database import Store, open_store

PAGES = Path(__file__).parents[2] / "src/retold/example/pages"
LATER = ("c", "e", "h")  # files whose names begin so come later


@pytest.fixture(autouse=True)
def every_store_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing, "LEAST", 1)
    monkeypatch.setattr(growing, "ONE_IN", 1)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The example in two halves."""
    first, second = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    for n, path in enumerate(sorted(PAGES.iterdir())):
        shutil.copy(path, first if n % 3 else second)
    return first, second


def families(store: Store) -> set[tuple[str, ...]]:
    return {s.family for s in reading.read_stemmas(store)}


def stories(store: Store) -> set[tuple[str, ...]]:
    return {reading.read_story(store, s.id)[0].articles for s in reading.list_stories(store)}


def ledgers(store: Store) -> list[str]:
    told = [reading.read_story(store, s.id)[1] for s in reading.list_stories(store)]
    return sorted(f"{e.question} {e.verdict} {e.values} {e.sources} {e.pages}" for k in told for e in k.entries)


def grown(path: Path, folders: tuple[Path, ...], live: Live | None = None) -> Store:
    store = open_store(path, create=True)
    for folder in folders:
        run_pages([str(folder)], store, workers=1, live=live)
    return store


def test_pages_that_come_later_stand_where_a_run_over_all_puts_them(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    by_and_by = grown(tmp_path / "a.sqlite", folders)
    at_once = open_store(tmp_path / "b.sqlite", create=True)
    run_pages([str(f) for f in folders], at_once, workers=1)
    assert families(by_and_by) == families(at_once)
    assert stories(by_and_by) == stories(at_once)
    assert ledgers(by_and_by) == ledgers(at_once)
    assert not growth.read_stale(by_and_by)


def test_a_run_that_goes_on_in_another_process_places_pages_as_one_that_never_stopped(
    tmp_path: Path, folders: tuple[Path, Path]
) -> None:
    told = []
    for name, live in (("a", Live()), ("b", None)):
        store = grown(tmp_path / f"{name}.sqlite", (folders[0],), live)
        for page in sorted(folders[1].iterdir()):
            run_pages([str(page)], store, workers=1, live=live)
        told.append((families(store), stories(store), ledgers(store)))
    assert told[0] == told[1]


def test_a_run_that_was_killed_after_placing_brings_the_ledgers_up_to_date_next_time(
    tmp_path: Path, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = ledgers(grown(tmp_path / "a.sqlite", folders))
    store = grown(tmp_path / "b.sqlite", folders[:1])
    with monkeypatch.context() as broken:
        broken.setattr(results, "update_claims", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run_pages([str(folders[1])], store, workers=1)
    assert growth.read_stale(store)
    run_pages([str(folders[1])], store, workers=1)
    assert ledgers(store) == wanted


def test_working_all_out_anew_ends_where_a_fresh_run_ends(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    store = grown(tmp_path / "a.sqlite", folders)
    run_pages([str(folders[0])], store, workers=1, whole=True)
    at_once = open_store(tmp_path / "b.sqlite", create=True)
    run_pages([str(f) for f in folders], at_once, workers=1)
    assert (families(store), stories(store), ledgers(store)) == (families(at_once), stories(at_once), ledgers(at_once))


def test_a_decision_about_an_edge_is_applied_without_working_all_out_anew(
    tmp_path: Path, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = grown(tmp_path / "a.sqlite", folders[:1])
    edge = next(e for s in reading.read_stemmas(store) for e in s.edges if e.parent in reading.known_pages(store))
    reviews.add_review(store, by="Ada", target="edge", on=(edge.parent, edge.child), decision="reject")
    monkeypatch.setattr(results, "update_whole", lambda *_, **__: 1 / 0)
    results.update_results(store, Silence(), workers=1)
    left = {(e.parent, e.child) for s in reading.read_stemmas(store) for e in s.edges}
    assert (edge.parent, edge.child) not in left


def test_what_is_known_of_a_store_is_learnt_anew_after_another_process_worked_all_out_anew(
    tmp_path: Path, folders: tuple[Path, Path]
) -> None:
    live = Live()
    store = grown(tmp_path / "a.sqlite", folders, live)
    assert live.look(store)
    stream = live.stream
    assert live.look(store)
    assert live.stream is stream
    story = max(reading.list_stories(store), key=lambda s: len(reading.read_story(store, s.id)[0].articles))
    pages = reading.read_story(store, story.id)[0].articles
    reviews.add_review(store, by="Ada", target="story", on=(story.id,), decision="split", others=pages[-1:])
    run_pages([str(folders[0])], store, workers=1, whole=True)
    assert live.look(store)
    assert live.stream is not stream


def test_search_forgets_a_story_that_is_no_more(
    tmp_path: Path, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = grown(tmp_path / "a.sqlite", folders[:1])
    gone = reading.list_stories(store)[0].id
    tell = Live.tell

    def lose(live: Live, at: Store, *more: Any) -> Touched:
        told = tell(live, at, *more)
        growth.write_told(at, Grouping(()), [gone])
        return replace(told, stories=[s for s in told.stories if s.id != gone], gone=[gone])

    monkeypatch.setattr(Live, "tell", lose)
    run_pages([str(folders[1])], store, workers=1)
    with store.read() as connection:
        for column in (search.indexed_stories.c.story, search.found_claims.c.story):
            assert gone not in set(connection.execute(select(column)).scalars())
