"""One run at the desk, and one on a cluster that loses a worker in the middle: made once, looked at by several tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.machine import QUICK, Cluster, Killer, require_java, start_cluster
from engine.pages import write_again, write_pages


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
def desk(pages: list[str]) -> Path:
    """The store that the desk makes of them."""
    from retold.pipeline.run import run_pages
    from retold.store.database import open_store

    path = Path(pages[0]).parent / "desk.sqlite"
    store = open_store(path, create=True)
    run_pages(pages, store)
    store.close()
    return path


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of a master and three workers."""
    require_java()
    with start_cluster(tmp_path_factory.mktemp("cluster"), workers=3) as started:
        yield started


@pytest.fixture(scope="session")
def results(packed: Path, cluster: Cluster) -> tuple[Path, Killer]:
    """What the cluster makes of them, though a worker dies, and who killed it."""
    from retold.engine.run import run_cluster

    target, killer = packed.parent / "results", Killer(cluster)
    run_cluster(str(packed), str(target), cluster.address, settings=QUICK, progress=killer)
    return target, killer
