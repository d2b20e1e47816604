"""A family or a story on which the work fails is listed with its reason; all others are as ever, and it is tried again."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from retold.pipeline import lineage, results
from retold.pipeline.run import run_pages
from retold.store import reading
from retold.store.database import Store, open_store
from retold.store.errors import StoreError

WORLD = Path(__file__).parents[1] / "worlds/strike"


def store_of(path: Path) -> Store:
    store = open_store(path, create=True)
    run_pages([str(WORLD)], store, workers=1)
    return store


def test_a_family_that_cannot_be_traced_is_one_source_and_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(lineage, "trace_cut", lambda task: 1 / 0)
        store = store_of(tmp_path / "s.sqlite")
    families = [s for s in reading.read_stemmas(store) if len(s.family) > 1]
    assert families
    assert all((s.edges, s.sources, s.root) == ((), 1, None) for s in families)
    assert any("could not be traced: division by zero" in u.reason for u in reading.read_unread(store))
    run_pages([str(WORLD)], store, workers=1, whole=True)
    assert any(s.edges for s in reading.read_stemmas(store))


def test_a_story_without_a_ledger_stands_in_the_store_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(results, "build_story_ledger", lambda task: 1 / 0)
        store = store_of(tmp_path / "s.sqlite")
    told = [reading.read_story(store, s.id)[1] for s in reading.list_stories(store)]
    assert told
    assert all(k.notes == ("no ledger could be made: division by zero",) and k.sources for k in told)
    run_pages([str(WORLD)], store, workers=1, whole=True)
    assert any(reading.read_story(store, s.id)[1].entries for s in reading.list_stories(store))


@pytest.mark.parametrize(
    ("module", "work"), [(lineage, "trace_cut"), (results, "read_task"), (results, "build_story_ledger")]
)
def test_a_store_that_is_lost_on_the_way_ends_the_run_and_is_blamed_on_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, work: str
) -> None:
    def fails(task: object) -> None:
        raise StoreError("the store went away")

    store = open_store(tmp_path / "s.sqlite", create=True)
    with monkeypatch.context() as broken:
        broken.setattr(module, work, fails)
        with pytest.raises(StoreError, match="went away"):
            run_pages([str(WORLD)], store, workers=1)
    assert not any("went away" in u.reason for u in reading.read_unread(store))
    run_pages([str(WORLD)], store, workers=1)
    assert any(s.edges for s in reading.read_stemmas(store))
    assert any(reading.read_story(store, s.id)[1].entries for s in reading.list_stories(store))
