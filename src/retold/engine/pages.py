"""Pages as Parquet: what a cluster reads. `pack_pages` makes it of anything that the desk reads.

A row is a page, or a thing that could not be read with the reason. Of a table made elsewhere `body` is enough; what
else is missing is worked out from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec
import pyarrow as pa

from retold.engine.errors import EngineError
from retold.read.limits import PAGE_BYTES, UnreadableError, check_text
from retold.read.pages import SEEN_AGAIN, guess_kind, read_pages
from retold.records import Page, Unread
from retold.store.writing import storable
from retold.text.hashes import content_id

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from retold.engine.frames import Tables

PAGES = pa.schema(
    [
        ("id", pa.string()),
        ("url", pa.string()),
        ("body", pa.binary()),
        ("media", pa.string()),
        ("fetched", pa.string()),
        ("found_in", pa.string()),
        ("given", pa.string()),  # JSON: [[name, value], ...]
        ("reason", pa.string()),  # why it could not be read; null for a page
    ]
)
GROUP_BYTES, GROUP_PAGES = 8 << 20, 128  # of a row group: the least that Spark gives to one task, some seconds of work
RANKED = """
    SELECT f.*, row_number() OVER (PARTITION BY f.id ORDER BY f.found_in, f.fetched, f.record) AS place
    FROM {found} f LEFT SEMI JOIN {repeated} r ON f.id = r.id"""
NAMED = {"id", "media", "reason"}  # columns of a table that was made here
MEDIA = {".html": "text/html", ".txt": "text/plain"}
SHOWN = 3  # reasons, where no page could be read
Given = tuple[tuple[str, str], ...]


def pack_pages(paths: Sequence[str], output: str, *, stdin: BinaryIO | None = None) -> tuple[int, list[Unread]]:
    """Write all pages at these paths as one file of Parquet; how many there were, and what could not be read.

    EngineError, and no file, when there were none.
    """
    from pyarrow import fs, parquet

    pages, unread = 0, list[Unread]()
    system, place = fs.FileSystem.from_uri(output) if "://" in output else (None, output)
    try:
        with parquet.ParquetWriter(place, PAGES, filesystem=system, compression="zstd") as writer:
            for rows in in_groups(read_pages([Path(p) if p != "-" else p for p in paths], stdin=stdin)):
                writer.write_table(pa.Table.from_pylist(rows, schema=PAGES))
                unread += [Unread(r["found_in"], r["url"], r["reason"]) for r in rows if r["reason"] is not None]
                pages += sum(row["reason"] is None for row in rows)
    except OSError as error:
        raise EngineError(f"cannot write {output}: {error.strerror or error}") from error
    if not pages:
        (system or fs.LocalFileSystem()).delete_file(place)
        reasons = "; ".join(f"{u.found_in}: {u.reason}" for u in unread[:SHOWN])
        raise EngineError(f"nothing could be read from {', '.join(paths)} ({reasons or 'no pages there'})")
    return pages, unread


def in_groups(found: Iterable[Page | Unread]) -> Iterator[list[dict[str, Any]]]:
    """The rows of what was found, in lists of GROUP_PAGES, or of some GROUP_BYTES."""
    rows: list[dict[str, Any]] = []
    size = 0
    for item in found:
        row = write_row(item)
        rows.append(row)
        size += len(row["body"] or b"") + 200
        if size >= GROUP_BYTES or len(rows) >= GROUP_PAGES:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


def write_row(item: Page | Unread) -> dict[str, Any]:
    """The row of a page, or of what could not be read."""
    row: dict[str, Any] = dict.fromkeys(PAGES.names)
    row.update(url=item.url and storable(item.url), found_in=storable(item.found_in))
    if isinstance(item, Unread):
        return {**row, "reason": item.reason}
    given = msgspec.json.encode(item.given).decode()
    return {**row, "id": item.id, "body": item.body, "media": item.media, "fetched": item.fetched, "given": given}


def read_row(row: dict[str, Any]) -> Page | Unread:
    """The page of a row.

    >>> read_row({"url": "https://port.example/1", "body": b"<html>A ferry sank off Arn."}).media
    'text/html'
    """
    url, place = row.get("url"), row.get("found_in") or row.get("url") or ""
    if row.get("reason"):
        return Unread(place, url, row["reason"])
    body = row.get("body") or b""
    body = body.encode("utf-8", "replace") if isinstance(body, str) else bytes(body)
    try:
        if len(body) > PAGE_BYTES:
            raise UnreadableError(f"the page is larger than {PAGE_BYTES >> 20} MB")
        check_text(body)
    except UnreadableError as error:
        return Unread(place, url, str(error))
    media = row.get("media") or MEDIA.get(guess_kind(body[:4096]), "text/plain")
    number = row.get("id") or content_id(url or place, body, prefix="p")
    given = msgspec.json.decode(row["given"], type=Given) if row.get("given") else ()
    return Page(number, url, body, media, row.get("fetched"), place, given)


def open_table(spark: SparkSession, path: str) -> DataFrame:
    """The table of pages at a path, as Spark reads paths."""
    from pyspark.errors import PySparkException

    try:
        frame = spark.read.parquet(path)
    except PySparkException as error:
        raise EngineError(f"no pages can be read at {path}: {str(error).strip().splitlines()[0]}") from error
    if "body" not in frame.columns:
        raise EngineError(f"the tables at {path} have no column `body`: make them with `retold pack`")
    return frame


def read_table(tables: Tables, frame: DataFrame) -> DataFrame:
    """The rows of a table of pages, with all columns of PAGES."""
    from pyspark.sql import functions as f

    columns = [f.col(n) if n in frame.columns else f.lit(None).cast("string").alias(n) for n in PAGES.names]
    if set(frame.columns) >= NAMED:
        return frame.select(*columns)
    return tables.keep("pages", tables.each(frame.select(*columns), name_rows, PAGES))


def name_rows(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows of a table made elsewhere, with all that is missing."""
    return (write_row(read_row(row)) for row in rows)


def each_once(tables: Tables, found: DataFrame) -> DataFrame:
    """Articles of which each page gives one: a page that stands in several files is taken from the first by name."""
    from pyspark.sql import functions as f

    repeated = found.where("id IS NOT NULL").groupBy("id").count().where("count > 1").select("id")
    if repeated.isEmpty():
        return found
    ranked = tables.sql(RANKED, found=found, repeated=repeated)
    again = ranked.where("place > 1").select("found_in", "url", f.lit(SEEN_AGAIN).alias("reason"))
    alone = found.join(repeated, "id", "left_anti").unionByName(ranked.where("place = 1").drop("place"))
    return tables.keep("once", alone.unionByName(again, allowMissingColumns=True))
