"""Tables as files: CSV, Parquet, SQLite. A cell that a spreadsheet would run as a formula is made plain text.

A large table comes in parts, tables of the same name and columns, so that a whole store is written story by story.
"""

from __future__ import annotations

import csv
import io
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from retold.show.tables import Table, Value, clean_text

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")  # OWASP, CSV injection
SQL_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
ROW_GROUP = 100_000  # rows of a Parquet file that are held at once
PIECE = 1 << 20  # bytes of a file that are passed on at once


def to_csv(parts: Iterable[Table]) -> Iterator[bytes]:
    """UTF-8 with a header line (RFC 4180).

    >>> b"".join(to_csv([Table("t", (("words", str),), [("=1+1",)])])).decode().split()
    ['words', "'=1+1"]
    """
    for number, part in enumerate(parts):
        stream = io.StringIO(newline="")
        writer = csv.writer(stream)
        writer.writerows([] if number else [part.names])
        writer.writerows([disarm(clean_text(v)) for v in row] for row in part.rows)
        yield stream.getvalue().encode()


def disarm(value: Value) -> Value:
    """The value; a text that begins like a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def to_parquet(parts: Iterable[Table]) -> bytes:
    """One Parquet file, columns typed."""
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    writer = None
    for group in gather_rows(parts):
        table = group.to_arrow()
        if writer is None:
            writer = pq.ParquetWriter(stream, table.schema, compression="zstd")
        writer.write_table(table)
    if writer:
        writer.close()
    return stream.getvalue()


def gather_rows(parts: Iterable[Table]) -> Iterator[Table]:
    """The same rows in few tables, at least one."""
    rows: list[tuple[Value, ...]] = []
    part = None
    for part in parts:
        rows += part.rows
        if len(rows) >= ROW_GROUP:
            yield Table(part.name, part.columns, rows)
            rows = []
    if part is not None:
        yield Table(part.name, part.columns, rows)


def to_sqlite(parts: Iterable[Table]) -> Iterator[bytes]:
    """One SQLite file with a table for each name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tables.sqlite"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            for part in parts:
                put_rows(connection, part)
            connection.commit()
        with path.open("rb") as stream:
            yield from iter(lambda: stream.read(PIECE), b"")


def put_rows(connection: sqlite3.Connection, part: Table) -> None:
    """Add rows to the table of their name, which is made when it is not there."""
    columns = ", ".join(f'"{name}" {SQL_TYPES[kind]}' for name, kind in part.columns)
    connection.execute(f'CREATE TABLE IF NOT EXISTS "{part.name}" ({columns})')
    marks = ", ".join("?" * len(part.columns))
    rows = ([clean_text(v) for v in row] for row in part.rows)
    connection.executemany(f'INSERT INTO "{part.name}" VALUES ({marks})', rows)  # noqa: S608 - names are ours
