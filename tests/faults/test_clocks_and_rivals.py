"""A clock that is set while a run goes on, and two runs on one store at once: the same bytes as one run left alone."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from retold.pipeline import run as running
from retold.pipeline.run import run_pages
from retold.pipeline.workers import map_items
from retold.store.database import Store, open_store

Export = Callable[[Store], list[str]]


def leaping(seed: int) -> Iterator[float]:
    """A clock that leaps by hours, both ways."""
    chance = random.Random(seed)
    while True:
        yield time.perf_counter() + 2e9 + chance.uniform(-9e4, 9e4)


def test_a_clock_that_leaps_changes_nothing(
    tmp_path: Path, world: Path, undisturbed: list[str], export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = leaping(1)
    monkeypatch.setattr("time.time", lambda: next(clock))
    monkeypatch.setattr(running, "now", lambda: time.strftime("%FT%T+00:00", time.gmtime(next(clock))))
    store = open_store(tmp_path / "s.sqlite", create=True)
    run_pages([str(world)], store, workers=2)
    assert export(store) == undisturbed


def slow(item: int) -> int:
    """Work of a moment."""
    time.sleep(0.2)
    return item


def test_a_clock_that_leaps_makes_no_worker_late(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = leaping(2)
    monkeypatch.setattr("time.time", lambda: next(clock))
    assert [r for _, r in map_items(slow, range(6), workers=2, seconds=60)] == list(range(6))


def start(pages: Sequence[Path], address: str | Path, *, again: bool = False) -> subprocess.Popen[str]:
    """A run of its own; one that is refused is started `again` until it is not."""
    command = [sys.executable, "-m", "retold", "run", *map(str, pages), "--store", str(address), "--workers", "1"]
    if again:
        command = [sys.executable, "-c", AGAIN, *command]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)


AGAIN = """
import subprocess, sys, time
while (code := subprocess.run(sys.argv[1:], capture_output=True).returncode) == 2:
    time.sleep(0.2)
sys.exit(code)
"""


def halves(world: Path) -> tuple[list[Path], list[Path]]:
    """The pages of a world in two parts."""
    pages = sorted(p for p in world.iterdir() if p.suffix in (".html", ".txt"))
    return pages[::2], pages[1::2]


@pytest.fixture(scope="module")
def possible(by_rules: None, tmp_path_factory: pytest.TempPathFactory, world: Path, export: Export) -> list[list[str]]:
    """What a store holds after runs over each half, in either order."""
    found = []
    for order in (halves(world), halves(world)[::-1]):
        store = open_store(tmp_path_factory.mktemp("order") / "s.sqlite", create=True)
        for part in order:
            run_pages([str(p) for p in part], store, workers=1)
        found.append(export(store))
    return found


def test_of_two_runs_at_once_one_is_refused_and_the_store_is_whole(
    address: str, world: Path, undisturbed: list[str], export: Export
) -> None:
    both = [start([world], address) for _ in range(2)]
    told = [p.communicate(timeout=120)[1] for p in both]
    refused = [t for t, p in zip(told, both, strict=True) if p.returncode == 2]
    assert sorted(p.returncode for p in both) in ([1, 1], [1, 2])  # one after the other, or one of them refused
    assert all("another run is writing" in t for t in refused)
    assert export(open_store(address)) == undisturbed


def test_two_runs_with_different_pages_that_wait_for_each_other_lose_none(
    address: str, world: Path, possible: list[list[str]], export: Export
) -> None:
    both = [start(half, address, again=True) for half in halves(world)]
    assert [p.wait(120) for p in both] == [0, 0]
    assert export(open_store(address)) in possible
