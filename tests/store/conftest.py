"""A real PostgreSQL server for the store's tests: installed where that is possible, started here, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

BINARIES = "/usr/lib/postgresql"


def find_binaries() -> Path | None:
    """The folder of the newest server that is installed; installed first where this is Debian and we may."""
    found = sorted(Path(BINARIES).glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update"], ["install", "-y", "--no-install-recommends", "postgresql"]):
            subprocess.run(["apt-get", "-qq", *command], check=False, capture_output=True)
        found = sorted(Path(BINARIES).glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return found[-1].parent if found else None


def as_server(*command: str | Path) -> None:
    """Run a command as the user who may own a server: never root."""
    before = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*before, *map(str, command)], check=True, capture_output=True)


@dataclass(frozen=True)
class Server:
    """A server of one test suite."""

    binaries: Path
    folder: Path
    port: int

    @property
    def address(self) -> str:
        """Its address, without a database's name."""
        return f"postgresql://retold@127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-k {self.folder} -p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off"
        self.control("-l", self.folder / "log", "-o", options, "-w", "start")

    def stop(self) -> None:
        """Stop it at once, whatever it is doing."""
        self.control("-m", "immediate", "stop")

    def control(self, *command: str | Path) -> None:
        """Tell it something."""
        as_server(self.binaries / "pg_ctl", "-D", self.folder / "data", *command)


def server_for_tests() -> Iterator[Server]:
    """A server that runs until it is no longer needed; skipped where none is installed."""
    binaries = find_binaries()
    if binaries is None:
        message = "no PostgreSQL server here: install the package postgresql to run these tests"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    folder = Path(tempfile.mkdtemp(prefix="retold-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found = Server(binaries, folder, free.getsockname()[1])
    as_server(binaries / "initdb", "-D", folder / "data", "-U", "retold", "-A", "trust", "-E", "UTF8", "--no-sync")
    found.start()
    try:
        yield found
    finally:
        found.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running server, without a database's name."""
    yield from (found.address for found in server_for_tests())


@pytest.fixture
def database(server: str, request: pytest.FixtureRequest) -> str:
    """The address of an empty database."""
    return make_database(server, f"t{abs(hash(request.node.nodeid))}")


def make_database(server: str, name: str, more: str = "") -> str:
    """An empty database of this name, on a server."""
    engine = create_engine(f"{server}/postgres".replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} {more}"))
    engine.dispose()
    return f"{server}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be: a file, or a server."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("database"))
    return str(tmp_path / "store.sqlite")
