"""Runs that a page starts: told truly at every moment, also when they fail or are stopped from outside."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from retold.show.runs import Runs, RunState, read_lines, state_of
from retold.store.database import open_store
from retold.store.errors import StoreError

START = b'{"event":"start","pid":1}\n'
BEGIN = b'{"event":"begin","step":"pages","seconds":0.1,"total":8}\n'
SOME = b'{"event":"advance","step":"pages","seconds":1.2,"done":5}\n'
END = b'{"event":"end","step":"pages","seconds":2.0,"done":8}\n'

LOGS: tuple[tuple[bytes, bool, str, list[tuple[str, int, bool]]], ...] = (
    (b"", True, "waiting", []),
    (START, True, "waiting", []),
    (START + BEGIN, True, "running", [("pages", 0, False)]),
    (START + BEGIN + SOME, True, "running", [("pages", 5, False)]),
    (START + BEGIN + SOME + b'{"event":"adv', True, "running", [("pages", 5, False)]),
    (START + BEGIN + SOME, False, "stopped", [("pages", 5, False)]),
    (START + BEGIN + END + b'{"event":"done","pages":8,"new":8}\n', False, "done", [("pages", 8, True)]),
    (START + BEGIN + b'{"event":"failed","error":"no room"}\n', False, "failed", [("pages", 0, False)]),
)


@pytest.mark.parametrize(("log", "alive", "state", "steps"), LOGS)
def test_a_log_tells_the_state(log: bytes, alive: bool, state: str, steps: list[tuple[str, int, bool]]) -> None:
    found = state_of("run", read_lines(log), alive=alive)
    assert found.state == state
    assert [(s.name, s.done, s.ended) for s in found.steps] == steps


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    open_store(tmp_path / "own.sqlite", create=True).close()
    return Runs(str(tmp_path / "own.sqlite"), tmp_path / "own.runs")


def follow(runs: Runs, run: str) -> RunState:
    until = time.monotonic() + 60
    while not (state := runs.state(run)).over and time.monotonic() < until:
        time.sleep(0.1)
    return state


def test_a_run_reads_pages_in_a_process_of_its_own(runs: Runs) -> None:
    run, place = runs.make()
    (place / "adrift.txt").write_text("A barge with nine men went adrift off Calder Point on 4 June 2031.\n" * 3)
    runs.start(run, [str(place)])
    state = follow(runs, run)
    assert (state.state, state.new) == ("done", 1), state
    assert runs.list() == [run]


def test_a_run_that_cannot_be_done_says_why(runs: Runs, tmp_path: Path) -> None:
    lost = Runs(str(tmp_path / "missing.sqlite"), tmp_path / "missing.runs")
    run, _ = lost.make()
    lost.start(run, [])
    state = follow(lost, run)
    assert state.state == "failed" and "there is no store" in state.error


def test_a_run_that_was_killed_is_stopped_not_running(runs: Runs) -> None:
    run, _ = runs.make()
    runs.start(run, [])
    runs.children[run].kill()
    assert follow(runs, run).state == "stopped"


@pytest.mark.parametrize("name", ["", "..", "../own", "20310101-000000-abcdef", "a/b"])
def test_no_other_file_is_read_as_a_run(runs: Runs, name: str) -> None:
    with pytest.raises(StoreError):
        runs.state(name)
