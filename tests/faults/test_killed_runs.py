"""A run that is killed at any moment is completed by the next one, to the same bytes as a run left alone."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from retold.example import example_folder

RETOLD = [sys.executable, "-m", "retold"]
SOONEST = 0.7  # seconds until a run has started to read


@pytest.fixture(scope="module", autouse=True)
def by_rules() -> Iterator[None]:
    """Claims by rules alone: all runs here are processes of their own, and each would load the language model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RETOLD_MODEL", "rules")
        yield


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, float]:
    """Some pages of the example, the export of a run left alone, and the seconds it took."""
    folder = tmp_path_factory.mktemp("killed")
    pages = folder / "pages"
    pages.mkdir()
    for page in sorted(p for p in example_folder().iterdir() if p.suffix in (".html", ".txt"))[:12]:
        shutil.copy(page, pages)
    start = time.monotonic()
    run(pages, folder / "calm.sqlite")
    return pages, export(folder / "calm.sqlite"), time.monotonic() - start


def run(pages: Path, store: Path) -> None:
    subprocess.run(
        [*RETOLD, "run", str(pages), "--store", str(store), "--workers", "1"], capture_output=True, timeout=120
    )


def export(store: Path) -> str:
    done = subprocess.run([*RETOLD, "export", "--store", str(store)], capture_output=True, timeout=120, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_killed_run_is_completed_to_the_same_bytes(
    part: float, undisturbed: tuple[Path, str, float], tmp_path: Path
) -> None:
    pages, wanted, seconds = undisturbed
    store = tmp_path / "killed.sqlite"
    command = [*RETOLD, "run", str(pages), "--store", str(store), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        time.sleep(SOONEST + part * max(0.0, seconds - SOONEST))
        os.kill(process.pid, signal.SIGKILL)
    run(pages, store)
    assert export(store) == wanted


def test_the_order_of_the_files_changes_no_byte(undisturbed: tuple[Path, str, float], tmp_path: Path) -> None:
    pages, wanted, _ = undisturbed
    store = tmp_path / "turned.sqlite"
    files = sorted(pages.iterdir(), reverse=True)
    subprocess.run([*RETOLD, "run", *map(str, files), "--store", str(store)], capture_output=True, timeout=120)
    assert export(store) == wanted


def test_pages_that_come_later_change_nothing_but_that_a_story_keeps_the_id_it_has(
    undisturbed: tuple[Path, str, float], tmp_path: Path
) -> None:
    pages, wanted, _ = undisturbed
    store = tmp_path / "grown.sqlite"
    files = sorted(pages.iterdir(), reverse=True)
    for part in (files[:5], files[5:]):
        subprocess.run([*RETOLD, "run", *map(str, part), "--store", str(store)], capture_output=True, timeout=120)
    assert re.sub("story-[0-9a-f]+", "story", export(store)) == re.sub("story-[0-9a-f]+", "story", wanted)
