"""Pages that crash or hang what reads them, or take all memory: each is set aside with its reason, the rest is whole."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from retold.extract import extract_article
from retold.pipeline import run as running
from retold.pipeline.guard import HAND
from retold.pipeline.run import PageTask, Taken, run_pages, take_page
from retold.pipeline.workers import map_items
from retold.records import Article
from retold.store.database import Store, open_store

Export = Callable[[Store], list[str]]
POISON = "{}\n\nA long enough text that would be an article of some length, the harbour office said on Monday.\n"


def poisoned(task: PageTask) -> Taken:
    """Work on a page that some pages are poison for."""
    if b"poison" in task.page.body:
        os.kill(os.getpid(), signal.SIGSEGV)
    return take_page(task)


def without_unread(rows: list[str]) -> list[str]:
    return [r for r in rows if '"unread"' not in r]


@pytest.fixture
def pages(tmp_path: Path, world: Path) -> Path:
    """The world, with two pages of poison among its own."""
    folder = tmp_path / "pages"
    shutil.copytree(world, folder)
    (folder / "bad.txt").write_text(POISON.format("poison"))
    (folder / "worse.txt").write_text(POISON.format("more poison"))
    return folder


def test_a_page_that_crashes_its_worker_is_listed_and_the_rest_goes_on(
    tmp_path: Path, pages: Path, undisturbed: list[str], export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "take_page", poisoned)
    store = open_store(tmp_path / "s.sqlite", create=True)
    summary = run_pages([str(pages)], store, workers=2)
    reasons = {u.found_in: u.reason for u in summary.unread}
    assert "SIGSEGV" in reasons["bad.txt"]
    assert "SIGSEGV" in reasons["worse.txt"]
    assert summary.pages == 4
    assert without_unread(export(store)) == without_unread(undisturbed)


GUARDED = """
import os, signal, sys
from retold.cli import main
from retold.pipeline import run as running
def poisoned(task, real=running.take_page):
    if b"poison" in task.page.body:
        os.kill(os.getpid(), signal.SIGSEGV)
    return real(task)
running.take_page = poisoned
main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="runs are guarded on Linux alone")
def test_pages_that_crash_a_short_run_are_set_aside_as_if_they_had_crashed_a_worker(
    tmp_path: Path, pages: Path, undisturbed: list[str], export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded = [sys.executable, "-c", GUARDED, "run", str(pages), "--store", str(tmp_path / "a.sqlite")]
    done = subprocess.run(guarded, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert "bad.txt: RuntimeError: its worker ended: SIGSEGV" in done.stdout
    alone = export(open_store(tmp_path / "a.sqlite"))
    assert without_unread(alone) == without_unread(undisturbed)
    monkeypatch.setattr(running, "take_page", poisoned)
    other = open_store(tmp_path / "b.sqlite", create=True)
    run_pages([str(pages)], other, workers=2)
    assert export(other) == alone


@pytest.mark.skipif(sys.platform != "linux", reason="runs are guarded on Linux alone")
def test_a_page_of_standard_input_that_crashes_a_short_run_is_named_with_the_way_around(tmp_path: Path) -> None:
    page = json.dumps({"text": POISON.format("poison")}) + "\n"
    guarded = [sys.executable, "-c", GUARDED, "run", "-", "--store", str(tmp_path / "a.sqlite")]
    done = subprocess.run(guarded, input=page, capture_output=True, text=True)
    assert done.returncode == 128 + signal.SIGSEGV
    assert done.stderr.startswith("retold: the run was ended by SIGSEGV at poisoned p")
    assert "--workers 2" in done.stderr


WORK = """
import os, signal, sys, time
from retold.pipeline.guard import go_guarded
from retold.pipeline.workers import map_items
class Item(str):
    id = property(str)
def treat(item):
    if item == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if item == "memory":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "hang":
        while True:
            time.sleep(0.1)
    return item.upper()
go_guarded()
for item, result in map_items(treat, map(Item, sys.argv[1:]), workers=1, seconds=2):
    print(item, result)
sys.exit(7)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="runs are guarded on Linux alone")
def test_each_item_that_brings_a_guarded_process_down_does_so_once() -> None:
    items = ["a", "crash", "b", "hang", "c", "memory", "d"]
    done = subprocess.run([sys.executable, "-c", WORK, *items], capture_output=True, text=True)
    last = done.stdout.splitlines()[-len(items) :]
    assert last == [
        "a A",
        "crash its worker ended: SIGSEGV",
        "b B",
        "hang it took longer than 2 seconds and its worker was ended",
        "c C",
        "memory its worker ended: SIGKILL, perhaps for want of memory",
        "d D",
    ]
    assert done.returncode == 7


WAITING = """
import os, sys, time
from retold.pipeline.guard import go_guarded
go_guarded()
print(os.getpid(), flush=True)
{}
"""


POLITE = """
import signal
signal.signal(signal.SIGTERM, lambda *_: sys.exit(5))
print('', flush=True)
while True:
    time.sleep(0.05)  # a signal that comes as a sleep begins is heard when it ends
"""


def start_guarded(rest: str) -> tuple[subprocess.Popen[str], int]:
    """A guarded process, and the number of the one that does its work."""
    process = subprocess.Popen([sys.executable, "-c", WAITING.format(rest)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, int(process.stdout.readline())


@pytest.mark.skipif(sys.platform != "linux", reason="runs are guarded on Linux alone")
def test_what_ends_the_guard_ends_its_work_and_a_polite_end_is_left_to_the_work() -> None:
    process, child = start_guarded("time.sleep(60)")
    process.kill()
    process.wait(10)
    assert is_gone(child)
    process, child = start_guarded(POLITE)
    assert process.stdout is not None
    process.stdout.readline()
    process.terminate()
    assert process.wait(10) == 5
    process, child = start_guarded("raise SystemExit(3)")
    assert process.wait(10) == 3


def is_gone(number: int) -> bool:
    """Whether a process ends within some seconds."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_without_a_guard_nothing_is_noted() -> None:
    with HAND.holding("an item", 1.0):
        assert HAND.memory is None


def test_want_of_memory_in_a_page_is_listed(tmp_path: Path, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(task: PageTask) -> Article:
        if b"<" not in task.page.body:
            raise MemoryError
        return extract_article(task.page, task.recurring)

    monkeypatch.setattr(running, "extract_page", greedy)
    store = open_store(tmp_path / "s.sqlite", create=True)
    summary = run_pages([str(world)], store, workers=1)
    assert any("MemoryError" in u.reason for u in summary.unread)
    assert summary.pages == 2


def take_memory(item: str) -> str:
    """Work that some items make take more memory than there is."""
    if item == "greedy":
        resource.setrlimit(resource.RLIMIT_DATA, (400 << 20, resource.RLIM_INFINITY))
        held = [bytes(10 << 20) for _ in range(1000)]
        return str(len(held))
    if item == "ended":  # what the system does when there is no limit
        os.kill(os.getpid(), signal.SIGKILL)
    return Path("/proc/self/oom_score_adj").read_text().strip()


@pytest.mark.skipif(sys.platform != "linux", reason="the limit and the score are those of Linux")
def test_a_worker_that_takes_all_memory_ends_before_the_run_does() -> None:
    found = dict(map_items(take_memory, ["a", "greedy", "b", "ended", "c"], workers=2))
    assert isinstance(found["greedy"], MemoryError)
    assert str(found["ended"]) == "its worker ended: SIGKILL, perhaps for want of memory"
    assert {found[i] for i in "abc"} == {"500"}
    assert int(Path("/proc/self/oom_score_adj").read_text()) < 500
