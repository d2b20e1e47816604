"""Commands by which results leave a store."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from retold.cli.edges import raise_usage, write_lines, write_to
from retold.cli.options import DEFAULT_STORE, StoreOption

if TYPE_CHECKING:
    from retold.pipeline.watching import Progress

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
    from retold.show.view import load_stories, load_story
    from retold.store.database import open_store

    if formats:
        write_lines([f"{name:<12} {f.about}" for name, f in FORMATS.items()] + [f"tables: {', '.join(TABLES)}"])
        return
    if kind not in FORMATS:
        raise_usage(f"no format is called {kind!r}; the formats are {', '.join(FORMATS)}")
    if table not in TABLES:
        raise_usage(f"no table is called {table!r}; the tables are {', '.join(TABLES)}")
    kept, form = open_store(store), FORMATS[kind]
    if story is not None or form.of_one:
        write_to(output, form.write([load_story(kept, story)], table))
        return
    with watch_beside(output) as progress:
        if kind == "records":
            write_to(output, (rows.to_json(row).encode() + b"\n" for row in rows.export_rows(kept, progress)))
        else:
            write_to(output, form.write(load_stories(kept, progress), table))


def watch_beside(output: Path | None) -> AbstractContextManager[Progress]:
    """Progress on standard error, unless the results themselves go to the terminal."""
    from retold.pipeline.watching import Silence
    from retold.show.progress import TerminalProgress

    return nullcontext(Silence()) if output is None and sys.stdout.isatty() else TerminalProgress()
