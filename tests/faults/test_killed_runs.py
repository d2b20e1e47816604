"""A run that is killed at any moment is completed by the next one, to the same bytes as a run left alone."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from retold.example import example_folder
from retold.pipeline.run import run_pages
from retold.store.database import Store, open_store

Export = Callable[[Store], list[str]]
GROWING = """
from retold.cli import main
from retold.pipeline import growing, results
growing.LEAST, growing.ONE_IN, results.AT_ONCE = 1, 1, 2
main()
"""  # any store is large, and two pages are placed in one transaction
SOONEST = 0.7  # seconds until a run has started to read


@dataclass(frozen=True)
class Course:
    """Runs that are killed: their pages, the store they begin with, what comes of them, and how long they take."""

    pages: list[Path]
    base: Path | None
    wanted: list[str]
    seconds: float


def command(pages: list[Path], store: Path) -> list[str]:
    """A run of its own."""
    return [sys.executable, "-c", GROWING, "run", *map(str, pages), "--store", str(store), "--workers", "1"]


def run(pages: list[Path], store: Path) -> float:
    """A run left alone; the seconds it took."""
    start = time.monotonic()
    done = subprocess.run(command(pages, store), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in (0, 1), done.stderr
    return time.monotonic() - start


def opened(path: Path, export: Export) -> list[str]:
    """Everything that a store holds."""
    store = open_store(path)
    try:
        return export(store)
    finally:
        store.close()


@pytest.fixture(scope="module")
def pages() -> list[Path]:
    """Some pages of the example."""
    return sorted(p for p in example_folder().iterdir() if p.suffix in (".html", ".txt"))[:12]


@pytest.fixture(scope="module")
def courses(
    by_rules: None, pages: list[Path], tmp_path_factory: pytest.TempPathFactory, export: Export
) -> dict[str, Course]:
    """A run over all pages, and one that adds some to a store of the others."""
    folder = tmp_path_factory.mktemp("killed")
    whole, base, grown = (folder / f"{name}.sqlite" for name in ("whole", "base", "grown"))
    first, later = pages[::2], pages[1::2]
    took = run(pages, whole)
    run(first, base)
    shutil.copy(base, grown)
    grew = run(later, grown)
    return {
        "whole": Course(pages, None, opened(whole, export), took),
        "growing": Course(later, base, opened(grown, export), grew),
    }


@pytest.mark.parametrize(
    ("way", "part"),
    [
        ("whole", 0.1),
        ("whole", 0.4),
        ("whole", 0.6),
        ("whole", 0.9),
        ("growing", 0.4),
        ("growing", 0.7),
        ("growing", 0.9),
    ],
)
def test_a_killed_run_is_completed_to_the_same_bytes(
    way: str, part: float, courses: dict[str, Course], tmp_path: Path, export: Export
) -> None:
    course, store = courses[way], tmp_path / "killed.sqlite"
    if course.base:
        shutil.copy(course.base, store)
    with subprocess.Popen(
        command(course.pages, store), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        time.sleep(SOONEST + part * max(0.0, course.seconds - SOONEST))
        os.kill(process.pid, signal.SIGKILL)
    run(course.pages, store)
    assert opened(store, export) == course.wanted


def test_the_order_of_the_files_changes_no_byte(
    pages: list[Path], courses: dict[str, Course], tmp_path: Path, export: Export
) -> None:
    store = open_store(tmp_path / "turned.sqlite", create=True)
    run_pages([str(p) for p in reversed(pages)], store, workers=1)
    assert export(store) == courses["whole"].wanted


def test_pages_that_come_later_change_nothing_but_that_a_story_keeps_the_id_it_has(
    pages: list[Path], courses: dict[str, Course], tmp_path: Path, export: Export
) -> None:
    store = open_store(tmp_path / "grown.sqlite", create=True)
    turned = [str(p) for p in reversed(pages)]
    for part in (turned[:5], turned[5:]):
        run_pages(part, store, workers=1)
    told = [re.sub("story-[0-9a-f]+", "story", row) for row in export(store)]
    assert told == [re.sub("story-[0-9a-f]+", "story", row) for row in courses["whole"].wanted]
