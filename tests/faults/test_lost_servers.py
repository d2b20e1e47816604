"""A server that goes away in the middle of a run: a clear error, nothing lost, and the next run completes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from retold.pipeline.run import run_pages
from retold.pipeline.watching import Silence
from retold.store.database import Store, open_store
from retold.store.errors import StoreError
from store.conftest import Server

Export = Callable[[Store], list[str]]
STEPS = ("outlets", "pages", "copies", "stories", "claims", "ledgers")


class Disturbed(Silence):
    """A run that is disturbed once, when a step begins."""

    def __init__(self, step: str, disturb: Callable[[], object]) -> None:
        self.step, self.disturb, self.done = step, disturb, False

    def begin(self, step: str, total: int | None) -> None:
        """Disturb it."""
        if step == self.step and not self.done:
            self.done = True
            self.disturb()


def end_connections(address: str) -> None:
    """Have the server end every connection to this database, in the middle of whatever it does."""
    engine = create_engine(address.replace("://", "+psycopg://").replace("/faults", "/postgres"))
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'faults'"))
    engine.dispose()


def run_or_refuse(world: Path, store: Store, watch: Disturbed) -> str:
    """How a disturbed run ends: "done", or its clear error."""
    try:
        run_pages([str(world)], store, progress=watch, workers=1)
    except StoreError as error:
        return str(error)
    return "done"


@pytest.mark.parametrize("step", STEPS)
def test_connections_that_a_server_ends_in_the_middle_lose_nothing(
    step: str, own_database: str, world: Path, undisturbed: list[str], export: Export
) -> None:
    store = open_store(own_database, create=True)
    watch = Disturbed(step, lambda: end_connections(own_database))
    ended = run_or_refuse(world, store, watch)
    assert watch.done
    assert ended == "done" or "faults" in ended
    run_pages([str(world)], store, workers=1)
    assert export(store) == undisturbed
    store.close()


def test_a_server_that_stops_in_the_middle_is_told_and_once_it_is_back_the_next_run_completes(
    own_server: Server, own_database: str, world: Path, undisturbed: list[str], export: Export
) -> None:
    store = open_store(own_database, create=True)
    watch = Disturbed("claims", own_server.stop)
    with pytest.raises(StoreError, match="faults"):
        run_pages([str(world)], store, progress=watch, workers=1)
    own_server.start()
    run_pages([str(world)], store, workers=1)
    assert export(store) == undisturbed
    store.close()


def test_a_server_that_is_started_anew_in_the_middle_loses_nothing(
    own_server: Server, own_database: str, world: Path, undisturbed: list[str], export: Export
) -> None:
    def restart() -> None:
        own_server.stop()
        own_server.start()

    store = open_store(own_database, create=True)
    ended = run_or_refuse(world, store, Disturbed("copies", restart))
    assert ended == "done" or "faults" in ended
    run_pages([str(world)], store, workers=1)
    assert export(store) == undisturbed
    store.close()
