"""Commands by which results leave a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from retold.cli.edges import writable, write_lines
from retold.cli.options import DEFAULT_STORE, StoreOption


def export(
    story: Annotated[str | None, typer.Argument(help="Only this story.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; standard output when left out.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write everything as JSON Lines, the same bytes for the same pages."""
    from retold.show import rows
    from retold.store.database import open_store

    lines = map(rows.to_json, rows.export_rows(open_store(store), story))
    if output is None:
        write_lines(lines)
    else:
        with writable(output) as stream:
            stream.writelines(line + "\n" for line in lines)
