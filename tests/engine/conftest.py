"""One run at the desk, and one on a cluster that everything befalls: made once, looked at by several tests.

Some pages bring down what works on them; the first driver is killed on the way, and a worker after it. IN and OUT lie
on a file system that only Spark knows, under an address that Python cannot open.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.machine import QUICK, SECONDS, Cluster, Killer, kill_driver, require_java, start_cluster
from engine.pages import write_again, write_pages
from engine.poison import write_hook

if TYPE_CHECKING:
    from retold.engine.run import Finished

NAME = "shelf"  # of the folder on that file system


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The pages, as files: a folder, and a file that repeats some."""
    folder = tmp_path_factory.mktemp("engines")
    return [str(write_pages(folder / "pages")), str(write_again(folder / "zz.jsonl"))]


@pytest.fixture(scope="session")
def packed(pages: list[str]) -> Path:
    """The same pages as Parquet, a file for each of the two."""
    from retold.engine.pages import pack_pages

    folder = Path(pages[0]).parent / "packed"
    folder.mkdir()
    for path in pages:
        pack_pages([path], str(folder / f"{Path(path).stem}.parquet"))
    return folder


@pytest.fixture(scope="session")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of processes for which some pages are poison."""
    hook = write_hook(tmp_path_factory.mktemp("poison") / "hook")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(hook), *filter(None, [os.environ.get("PYTHONPATH")])])}


@pytest.fixture(scope="session")
def desk(pages: list[str], poisoned: dict[str, str]) -> Path:
    """The store that the desk makes of them."""
    path = Path(pages[0]).parent / "desk.sqlite"
    command = [sys.executable, "-m", "retold", "run", *pages, "--store", str(path), "--workers", "2"]
    done = subprocess.run(command, env=poisoned, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 1, done.stderr
    return path


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of a master and two workers."""
    require_java()
    with start_cluster(tmp_path_factory.mktemp("cluster"), workers=2) as started:
        yield started


@dataclass(frozen=True)
class Course:
    """How the run on the cluster went: its results, who killed a worker, what the first driver left, what was done."""

    results: Path
    killer: Killer
    left: tuple[str, ...]
    done: Finished


@pytest.fixture(scope="session")
def course(packed: Path, cluster: Cluster, poisoned: dict[str, str]) -> Course:
    """What the cluster makes of the pages, though a driver and a worker die."""
    from retold.engine.run import run_cluster

    shelf = {**QUICK, f"spark.hadoop.fs.viewfs.mounttable.shelf.link./{NAME}": packed.parent.as_uri()}
    source, target = (f"viewfs://shelf/{NAME}/{name}" for name in ("packed", "results"))
    kill_driver([source, target], "local[2]", shelf, poisoned)  # which needs no executors of its own
    results = packed.parent / "results"
    left = tuple(sorted(p.name for p in results.iterdir()))
    killer = Killer(cluster)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", poisoned["PYTHONPATH"])
        done = run_cluster(source, target, cluster.address, settings=shelf, progress=killer)
    return Course(results, killer, left, done)
