"""Commands for many machines: pages into Parquet, a run on Spark, its results into a store."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from retold.cli.edges import drop_store, is_new, raise_usage, write_lines
from retold.cli.options import DEFAULT_STORE, JsonOption, StoreOption

DEFAULT_MASTER = "local[*]"


def run_on_cluster(paths: Sequence[str], master: str, conf: Sequence[str], *, json: bool, log: str) -> None:
    """Run on Spark: `paths` are where the pages lie and where the results go."""
    from retold.engine.errors import EngineError
    from retold.engine.run import run_cluster
    from retold.show import rows
    from retold.show.progress import follow_run

    if len(paths) != 2:
        raise_usage("a run on Spark takes two paths: the Parquet of pages (`retold pack` makes it), and a new folder")
    settings = dict(pair.split("=", 1) for pair in conf if "=" in pair)
    if len(settings) < len(conf):
        raise_usage("--conf takes NAME=VALUE, as in --conf spark.driver.memory=8g")
    try:
        with follow_run(log) as progress:
            done = run_cluster(paths[0], paths[1], master, settings=settings, progress=progress)
    except EngineError as error:
        raise_usage(str(error))
    if json:
        write_lines([rows.to_json({"record": "run", **done.row()})])
    else:
        if done.taken_up:
            typer.echo(f"A run that had not ended was taken up; it had finished: {', '.join(done.taken_up)}")
        typer.echo(f"{done.pages} pages, {done.families} families, {done.stories} stories; {done.unread} unread")
        typer.echo(f"The tables lie in {paths[1]}. To look at them: retold unpack {paths[1]} --store news.sqlite")
    raise typer.Exit(1 if done.unread else 0)


def pack(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    output: Annotated[str, typer.Option("--output", "-o", help="The Parquet file to write.")],
    json: JsonOption = False,
) -> None:
    """Write pages as Parquet, which is what a run on a cluster reads."""
    from retold.engine.errors import EngineError
    from retold.engine.pages import pack_pages
    from retold.show import rows, terminal

    try:
        pages, unread = pack_pages(paths, output, stdin=sys.stdin.buffer)
    except EngineError as error:
        raise_usage(str(error))
    if json:
        write_lines([rows.to_json({"record": "pack", "pages": pages, "unread": len(unread)})])
    else:
        terminal.print_unread(terminal.make_console(), unread)
        typer.echo(f"{pages} pages in {output}; {len(unread)} unread")
    raise typer.Exit(1 if unread else 0)


def unpack(
    source: Annotated[str, typer.Argument(help="The folder that a run on a cluster wrote.")],
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Load the results of a cluster into an empty store."""
    from retold.engine.errors import EngineError
    from retold.engine.unpack import unpack_results
    from retold.show import rows
    from retold.store.database import open_store

    new = is_new(store)
    kept = open_store(store, create=True)
    try:
        pages = unpack_results(source, kept)
    except EngineError as error:
        kept.close()
        if new:
            drop_store(store)
        raise_usage(str(error))
    kept.close()
    if json:
        write_lines([rows.to_json({"record": "unpack", "pages": pages})])
    else:
        typer.echo(f"{pages} pages in {store}")
