"""A store on a PostgreSQL server, for a team: the same tables, with a lock of the server instead of a lock file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, InterfaceError, NoSuchModuleError, OperationalError

from retold.store.database import Store
from retold.store.errors import StoreError

RUN_LOCK = 0x7265746F6C64  # "retold": the key of the advisory lock that a run holds
CONNECTIONS = 10


def connect(address: str) -> Store:
    """The store at this address; a StoreError when no server answers there."""
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        engine = create_engine(url, pool_size=CONNECTIONS, pool_pre_ping=True)
        with engine.connect():
            pass
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"{address!r} is no address of a server: write postgresql://user@host/database") from error
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError("a store on PostgreSQL needs a driver: pip install 'retold[postgres]'") from error
    except OperationalError as error:
        told = url.render_as_string(hide_password=True)
        raise StoreError(f"no server answers at {told}: {str(error.orig).strip()}") from error
    name = url.set(drivername="postgresql").render_as_string(hide_password=True)
    return Store(name, engine, partial(lock_server, engine, name))


@contextmanager
def lock_server(engine: Engine, name: str) -> Iterator[None]:
    """Hold the server's lock for runs; the server lets go of it when this connection ends, however it ends."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": RUN_LOCK}).scalar():
            raise StoreError(f"another run is writing to {name}: wait until it ends")
        try:
            yield
        except BaseException:
            connection.invalidate()  # a connection that is closed holds no lock, also when it cannot be asked any more
            raise
        try:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": RUN_LOCK})
        except (OperationalError, InterfaceError) as error:
            told = "meanwhile another run may have written; run the same command again"
            raise StoreError(f"the connection to {name} that held the lock of this run was lost: {told}") from error
