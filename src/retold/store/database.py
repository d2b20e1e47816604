"""Opening a store: one SQLite file in WAL mode, or a PostgreSQL server; tables and views are made on first use.

Gives a Store or a StoreError that says what to do next. One run at a time: it holds a lock that goes with the process,
also when that is killed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, Engine, String, create_engine, delete, event, insert, inspect, select, text
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError

from retold.store.errors import StoreError
from retold.store.schema import SCHEMA_VERSION, VIEWS, meta, metadata

SERVER_SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")
WRITE_LOCK = 0x77726974  # "writ": the key of a server's lock for write_alone
# modules beside this one with tables
TABLES_IN = ("access", "growth", "kept", "reviews", "runs", "search", "story_log", "watch_state")
ALONE = {"sqlite": "BEGIN IMMEDIATE", "postgresql": f"SELECT pg_advisory_xact_lock({WRITE_LOCK})"}
UNREACHED = (OperationalError, InterfaceError)  # a disk or a server that fails, not a mistake of ours
CHANGES: dict[int, tuple[str, ...]] = {  # what brings tables of this version to the next; new tables need no row
    1: ("ALTER TABLE claim_reads RENAME COLUMN anchor TO inputs", "DELETE FROM steps"),
    2: ("DELETE FROM steps",),
}


class Store:
    """A store: a file of SQLite, or a schema of PostgreSQL. Read through `reading`, written through `writing`."""

    def __init__(self, path: Path | str, engine: Engine, lock: Callable[[], AbstractContextManager[None]]) -> None:
        self.path = path  # as a person calls it: the file, or the server's address without a password
        self.address = engine.url.render_as_string(hide_password=False) if isinstance(path, str) else str(path)
        self.engine = engine
        self.lock = lock

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except UNREACHED as error:
            raise StoreError(f"cannot read from {self.path}: {reason_of(error)}") from error

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except UNREACHED as error:
            reason = reason_of(error)
            raise StoreError(f"cannot write to {self.path}: {reason}; nothing of this step was kept") from error

    @contextmanager
    def write_alone(self) -> Iterator[Connection]:
        """A transaction that no other writer enters meanwhile: what it reads is still so when it writes."""
        with self.write() as connection:
            connection.execute(text(ALONE[self.engine.dialect.name]))
            yield connection

    @contextmanager
    def only_writer(self) -> Iterator[None]:
        """Hold the store for one run; a second run is refused at once. Reviews go on being written meanwhile."""
        with self.lock():
            yield

    def close(self) -> None:
        """Let go of the file, or of the server."""
        self.engine.dispose()


def open_store(address: Path | str, *, create: bool = False) -> Store:
    """The store in this file or on this server (`postgresql://...`); made when missing and `create` is set."""
    if str(address).startswith(SERVER_SCHEMES):
        from retold.store.server import connect

        store = connect(str(address))
    else:
        store = open_file(Path(address), create=create)
    try:
        prepare(store, create=create)
    except DatabaseError as error:
        store.close()
        raise StoreError(
            f"cannot use {store.path} as a store: {reason_of(error)}; name another one with --store"
        ) from error
    return store


def reason_of(error: DBAPIError) -> str:
    """What a database says of an error, in one line."""
    return " ".join(str(error.orig).split())


def open_file(path: Path, *, create: bool) -> Store:
    """A store in a file."""
    if not path.exists() and not create:
        raise StoreError(f"there is no store at {path}: make one with `retold run PATH --store {path}`")
    if path.is_dir():
        raise StoreError(f"{path} is a folder: name a file for the store")
    if create and not path.parent.is_dir():
        raise StoreError(f"there is no folder {path.parent}: make it, or name another file with --store")
    fixed = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    engine = create_engine(read_only_address(path) if fixed else URL.create("sqlite", database=str(path)))
    if not fixed:
        event.listen(engine, "connect", set_pragmas)
    return Store(path, engine, partial(lock_file, path))


def read_only_address(path: Path) -> URL:
    """The address of a file that may only be read, on a disk where nothing may be written beside it either."""
    log = path.with_name(f"{path.name}-wal")
    whole = not log.exists() or not log.stat().st_size  # else it holds the last writes, and SQLite must look into it
    options = {"mode": "ro", "uri": "true", **({"immutable": "1"} if whole else {})}
    return URL.create("sqlite", database=f"file:{quote(str(path.resolve()))}", query=options)


@contextmanager
def lock_file(path: Path) -> Iterator[None]:
    """Hold the lock beside a store's file; it goes with the process, also when that is killed."""
    lock = FileLock(f"{path}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        message = f"another run is writing to {path}: wait until it ends, or name another file with --store"
        raise StoreError(message) from error
    except OSError as error:
        raise StoreError(f"cannot write beside {path}: {error.strerror}") from error
    try:
        yield
    finally:
        lock.release()


def set_pragmas(connection: Any, _record: Any) -> None:
    """Write-ahead log, so that readers never wait for the writer, and patience with a busy file."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def prepare(store: Store, *, create: bool) -> None:
    """Check the version of the store and bring an older one to today's, or make its tables."""
    for name in TABLES_IN:
        import_module(f"retold.store.{name}")
    order_by_code_points()
    with store.read() as connection:
        if version_of(connection) == SCHEMA_VERSION:
            return
    with store.write_alone() as connection:
        found = version_of(connection)
        if found is None and (inspect(connection).get_table_names() or not create):
            raise StoreError(f"{store.path} is a database, but no store of retold: name another file with --store")
        if found is not None and found > SCHEMA_VERSION:
            raise StoreError(
                f"{store.path} is a store of version {found}, this retold knows versions up to {SCHEMA_VERSION}: "
                "read it with a newer retold, or run again into another file with --store"
            )
        if found != SCHEMA_VERSION:
            make_tables(connection, SCHEMA_VERSION if found is None else found)


def version_of(connection: Connection) -> int | None:
    """The version of a store's tables; None when there are none."""
    if meta.name not in inspect(connection).get_table_names():
        return None
    found = connection.execute(select(meta.c.value).where(meta.c.key == "schema")).scalar()
    return int(found) if found else None


def order_by_code_points() -> None:
    """Have every database sort texts as SQLite and Python do, whatever the language of a server."""
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, String) and "postgresql" not in column.type._variant_mapping:
                exact = type(column.type)(column.type.length, collation="C")
                column.type = column.type.with_variant(exact, "postgresql")


def make_tables(connection: Connection, version: int) -> None:
    """Today's tables and views in a store whose tables are of this version, or that has none."""
    for older in range(version, SCHEMA_VERSION):
        for statement in CHANGES[older]:
            connection.execute(text(statement))
    for name in VIEWS:
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
    metadata.create_all(connection)
    for name, query in VIEWS.items():
        connection.execute(text(f"CREATE VIEW {name} AS {query}"))
    connection.execute(delete(meta).where(meta.c.key == "schema"))
    connection.execute(insert(meta).values(key="schema", value=str(SCHEMA_VERSION)))
