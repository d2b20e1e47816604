"""Tables as files: CSV, Parquet, SQLite. A cell that a spreadsheet would run as a formula is made plain text."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Sequence

from retold.show.tables import Table, Value, clean_text

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")  # OWASP, CSV injection
SQL_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}


def to_csv(table: Table) -> bytes:
    """UTF-8 with a header line (RFC 4180).

    >>> to_csv(Table("t", (("words", str),), [("=1+1",)])).decode().split()
    ['words', "'=1+1"]
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(table.names)
    writer.writerows([[disarm(clean_text(v)) for v in row] for row in table.rows])
    return stream.getvalue().encode()


def disarm(value: Value) -> Value:
    """The value; a text that begins like a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def to_parquet(table: Table) -> bytes:
    """One Parquet file, columns typed."""
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    pq.write_table(table.to_arrow(), stream, compression="zstd")
    return stream.getvalue()


def to_sqlite(tables: Sequence[Table]) -> bytes:
    """One SQLite file with a table each."""
    connection = sqlite3.connect(":memory:")
    try:
        for table in tables:
            columns = ", ".join(f'"{name}" {SQL_TYPES[kind]}' for name, kind in table.columns)
            connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
            marks = ", ".join("?" * len(table.columns))
            rows = [[clean_text(v) for v in row] for row in table.rows]
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608 - names are ours
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()
