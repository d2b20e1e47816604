"""A disk that is full, or that may only be read: a clear error, nothing lost, and the next run completes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from faults.conftest import Disk
from retold.pipeline.run import run_pages
from retold.store import reading, reviews
from retold.store.database import Store, open_store
from retold.store.errors import StoreError
from store.conftest import Server, make_database

Export = Callable[[Store], list[str]]


@pytest.mark.parametrize("kilobytes", [40, 200, 420, 600])
def test_a_full_disk_is_told_and_with_more_room_the_next_run_completes(
    kilobytes: int, disk: Disk, world: Path, undisturbed: list[str], export: Export
) -> None:
    disk.change(f"size={kilobytes}k")
    with pytest.raises(StoreError, match="full"):
        run_pages([str(world)], open_store(disk.path / "s.sqlite", create=True), workers=1)
    disk.change("size=16m")
    store = open_store(disk.path / "s.sqlite", create=True)
    run_pages([str(world)], store, workers=1)
    assert export(store) == undisturbed
    store.close()


def test_a_limit_on_the_size_of_files_is_told_by_the_command(
    tmp_path: Path, world: Path, undisturbed: list[str], export: Export
) -> None:
    path = tmp_path / "s.sqlite"
    small = (
        "import resource, signal, sys\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\nfrom retold.cli import main\n"
        f"sys.argv = ['retold', 'run', {str(world)!r}, '--store', {str(path)!r}, '--workers', '1']\nmain()\n"
    )
    ended = subprocess.run([sys.executable, "-c", small], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "retold: cannot" in ended.stderr
    assert "Traceback" not in ended.stderr
    store = open_store(path, create=True)
    run_pages([str(world)], store, workers=1)
    assert export(store) == undisturbed


def test_the_full_disk_of_a_server_is_told_and_with_more_room_the_next_run_completes(
    own_server: Server, disk: Disk, world: Path, undisturbed: list[str], export: Export
) -> None:
    disk.change("size=12m")
    (disk.path / "space").mkdir()
    shutil.chown(disk.path / "space", "postgres")
    engine = create_engine(f"{own_server.address}/postgres".replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE TABLESPACE small LOCATION '{disk.path / 'space'}'"))
    address = make_database(own_server.address, "tight", "TABLESPACE small")
    store = open_store(address, create=True)
    filling = disk.path / "filling"
    with filling.open("wb") as stream, pytest.raises(OSError, match="No space"):
        while stream.write(bytes(8192)):
            stream.flush()
    with pytest.raises(StoreError, match="No space left"):
        run_pages([str(world)], store, workers=1)
    filling.unlink()
    run_pages([str(world)], store, workers=1)
    assert export(store) == undisturbed
    store.close()
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE tight WITH (FORCE)"))
        connection.execute(text("DROP TABLESPACE small"))
    engine.dispose()


def test_after_a_run_the_store_is_one_file_that_can_be_carried_away(tmp_path: Path, world: Path) -> None:
    command = [sys.executable, "-m", "retold", "run", str(world), "--store", str(tmp_path / "s.sqlite")]
    subprocess.run(command, capture_output=True)
    assert not (tmp_path / "s.sqlite-wal").exists()
    (tmp_path / "away").mkdir()
    carried = open_store(shutil.copy(tmp_path / "s.sqlite", tmp_path / "away"))
    assert reading.count_pages(carried) == 4


@pytest.mark.parametrize("closed", [True, False], ids=["after a run", "while a run's log is not yet taken in"])
def test_a_store_on_a_disk_that_may_only_be_read_is_read_and_says_why_it_is_not_written(
    closed: bool, disk: Disk, world: Path, undisturbed: list[str], export: Export
) -> None:
    disk.change("size=16m")
    path = disk.path / "s.sqlite"
    first = open_store(path, create=True)
    run_pages([str(world)], first, workers=1)
    if not closed:
        path = shutil.copytree(disk.path, disk.path / "copy") / "s.sqlite"
    first.close()
    assert path.with_name("s.sqlite-wal").exists() is not closed
    disk.change("ro")
    store = open_store(path)
    assert export(store) == undisturbed
    assert reading.count_pages(store) == 4
    with pytest.raises(StoreError, match="cannot write"):
        run_pages([str(world)], store, workers=1)
    with pytest.raises(StoreError, match="cannot write"):
        reviews.add_review(store, by="Ada", target="edge", on=["a", "b"], decision="confirm")


def test_a_store_that_this_user_may_not_write_is_read_all_the_same(
    tmp_path: Path, world: Path, undisturbed: list[str], export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a store?#.sqlite"
    run_pages([str(world)], open_store(path, create=True), workers=1)
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write everywhere
    assert export(open_store(path)) == undisturbed
