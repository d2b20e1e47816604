"""A real PostgreSQL server for the store's tests: installed where that is possible, started here, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
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


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running server, without a database's name."""
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
        port = free.getsockname()[1]
    data = folder / "data"
    as_server(binaries / "initdb", "-D", data, "-U", "retold", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-k {folder} -p {port} -c listen_addresses=127.0.0.1 -c fsync=off"
    as_server(binaries / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
    try:
        yield f"postgresql://retold@127.0.0.1:{port}"
    finally:
        as_server(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(server: str, request: pytest.FixtureRequest) -> str:
    """The address of an empty database."""
    name = f"t{abs(hash(request.node.nodeid))}"
    engine = create_engine(f"{server}/postgres".replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{server}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be: a file, or a server."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("database"))
    return str(tmp_path / "store.sqlite")
