"""Pages of a corpus as JSON Lines or Parquet, written as they come; the pages left out as JSON Lines beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from retold.show.corpus import Dropped, Kept
from retold.show.rows import to_json
from retold.show.tables import Table, Value

ROWS_A_GROUP = 1000
COLUMNS = (
    ("id", str),
    ("url", str),
    ("outlet", str),
    ("title", str),
    ("authors", str),
    ("published", str),
    ("language", str),
    ("text", str),
    ("family", str),
    ("stands_for", int),
    ("found_in", str),
    ("sha256", str),
)


def write_corpus(output: Path, pages: Iterable[Kept]) -> None:
    """The pages that stay, in the format that the file's ending names."""
    tables = in_tables(pages)
    if output.suffix == ".parquet":
        write_parquet(output, tables)
        return
    with output.open("w", encoding="utf-8", newline="\n") as stream:
        for table in tables:
            stream.writelines(to_json(row) + "\n" for row in table.to_dicts())


def write_parquet(output: Path, tables: Iterable[Table]) -> None:
    """A row group a table."""
    import pyarrow.parquet as pq

    with pq.ParquetWriter(output, Table("corpus", COLUMNS, []).to_arrow().schema, compression="zstd") as writer:
        for table in tables:
            writer.write_table(table.to_arrow())


def in_tables(pages: Iterable[Kept]) -> Iterator[Table]:
    """The pages in tables of a bounded size."""
    stream = iter(pages)
    while rows := [corpus_row(p) for p in islice(stream, ROWS_A_GROUP)]:
        yield Table("corpus", COLUMNS, rows)


def corpus_row(kept: Kept) -> tuple[Value, ...]:
    """One page."""
    a = kept.article
    head = (a.id, a.url, a.outlet, a.title, "; ".join(a.byline), a.published, a.language, a.text)
    return (*head, kept.family, kept.stands_for, kept.page.found_in, kept.page.sha256)


def write_dropped(output: Path, gone: Iterable[Dropped]) -> None:
    """A line for each page left out."""
    with output.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(to_json(asdict(d)) + "\n" for d in gone)
