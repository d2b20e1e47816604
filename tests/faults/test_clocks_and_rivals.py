"""A clock that is set while a run goes on, and two runs on one store at once: the same bytes as one run left alone."""

from __future__ import annotations

import os
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
    """A run of its own, by rules alone; one that is refused is started `again` until it is not."""
    command = [sys.executable, "-m", "retold", "run", *map(str, pages), "--store", str(address), "--workers", "1"]
    if again:
        command = [sys.executable, "-c", AGAIN, *command]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=quiet, text=True, env=BY_RULES)


AGAIN = """
import subprocess, sys, time
while (code := subprocess.run(sys.argv[1:], capture_output=True).returncode) == 2:
    time.sleep(0.2)
sys.exit(code)
"""
BY_RULES = {**os.environ, "RETOLD_MODEL": "rules"}


def alone(pages: Sequence[Sequence[Path]], store: Path, export: Export) -> list[str]:
    """What a store holds after runs one after the other."""
    for part in pages:
        assert start(part, store).wait(120) in (0, 1)
    return export(open_store(store))


def test_of_two_runs_at_once_one_is_refused_and_the_store_is_whole(
    address: str, tmp_path: Path, world: Path, export: Export
) -> None:
    both = [start([world], address) for _ in range(2)]
    told = [p.communicate(timeout=120)[1] for p in both]
    refused = [t for t, p in zip(told, both, strict=True) if p.returncode == 2]
    assert sorted(p.returncode for p in both) in ([1, 1], [1, 2])  # one after the other, or one of them refused
    assert all("another run is writing" in t for t in refused)
    assert export(open_store(address)) == alone([[world]], tmp_path / "alone.sqlite", export)


def test_two_runs_with_different_pages_that_wait_for_each_other_lose_none(
    address: str, tmp_path: Path, world: Path, export: Export
) -> None:
    pages = sorted(p for p in world.iterdir() if p.suffix in (".html", ".txt"))
    halves = (pages[::2], pages[1::2])
    both = [start(half, address, again=True) for half in halves]
    assert [p.wait(120) for p in both] == [0, 0]
    orders = (halves, halves[::-1])
    possible = [alone(order, tmp_path / f"{n}.sqlite", export) for n, order in enumerate(orders)]
    assert export(open_store(address)) in possible
