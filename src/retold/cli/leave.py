"""Commands by which results leave a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from retold.cli.edges import raise_usage, write_lines, write_to
from retold.cli.options import DEFAULT_STORE, StoreOption

if TYPE_CHECKING:
    from retold.show.export import Format
    from retold.store.database import Store

OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="A file; standard output when left out.")]


def export(
    story: Annotated[str | None, typer.Argument(help="Only this story.")] = None,
    output: OutputOption = None,
    kind: Annotated[
        str, typer.Option("--format", "-f", help="One of those that `retold export --formats` lists.")
    ] = "records",
    table: Annotated[str, typer.Option(help="For csv, jsonl and parquet: which table.")] = "ledger",
    *,
    formats: Annotated[bool, typer.Option("--formats", help="List the formats and the tables, and end.")] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write results in the formats of other tools; the same bytes for the same pages.

    Without a format: everything as JSON Lines.
    """
    from retold.show import rows
    from retold.show.export import FORMATS, TABLES
    from retold.store.database import open_store

    if formats:
        write_lines([f"{name:<12} {f.about}" for name, f in FORMATS.items()] + [f"tables: {', '.join(TABLES)}"])
        return
    if kind not in FORMATS:
        raise_usage(f"no format is called {kind!r}; the formats are {', '.join(FORMATS)}")
    if table not in TABLES:
        raise_usage(f"no table is called {table!r}; the tables are {', '.join(TABLES)}")
    kept = open_store(store)
    if kind == "records":
        write_to(output, (rows.to_json(row).encode() + b"\n" for row in rows.export_rows(kept, story)))
    else:
        write_to(output, [write_format(kept, story, FORMATS[kind], table)])


def write_format(store: Store, story: str | None, form: Format, table: str) -> bytes:
    """One story, or all where the format can hold several."""
    from retold.show.view import load_story
    from retold.store import reading

    if story is None and not form.of_one:
        views = [load_story(store, s.id) for s in sorted(reading.list_stories(store), key=lambda s: s.id)]
    else:
        views = [load_story(store, story)]
    return form.write(views, table)
