"""Commands that do the work: fill a store, run one stage as a filter, try the example, examine the machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from retold.cli.cluster import DEFAULT_MASTER, run_on_cluster
from retold.cli.edges import (
    drop_store,
    is_new,
    keep_memory,
    open_view,
    raise_usage,
    read_lines,
    write_lines,
    write_report,
)
from retold.cli.options import DEFAULT_STORE, JsonOption, StoreOption

DEMO_STORE = "retold-demo.sqlite"
DEMO_REPORT = Path("retold-demo.html")


def run(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    store: StoreOption = DEFAULT_STORE,
    *,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes to use; all cores when left out.")] = None,
    json: JsonOption = False,
    log: Annotated[
        str, typer.Option(help="How to tell the progress: bars on a terminal, or json lines on standard error.")
    ] = "bars",
    whole: Annotated[
        bool, typer.Option("--whole", help="Work all out anew, also where a few pages came to a large store.")
    ] = False,
    engine: Annotated[
        str, typer.Option(help="desk, or spark: then PATHS are pages as Parquet, and a folder.")
    ] = "desk",
    master: Annotated[str, typer.Option(help="Of Spark: local[4], spark://host:7077, yarn, ...")] = DEFAULT_MASTER,
    conf: Annotated[list[str] | None, typer.Option(help="A setting of Spark, NAME=VALUE; again for more.")] = None,
) -> None:
    """Read pages into a store: articles, copies, stories, claims, ledgers. Runs again only what is new."""
    from retold.pipeline.run import run_pages
    from retold.show import rows, terminal
    from retold.show.progress import follow_run
    from retold.store import reading
    from retold.store.database import open_store

    if log not in ("bars", "json"):
        raise_usage(f"progress is told as bars or json, not as {log!r}")
    if engine == "spark":
        run_on_cluster(paths, master, conf or (), json=json, log=log)
    if engine != "desk":
        raise_usage(f"a run is done at the desk or by spark, not by {engine!r}")
    new = is_new(store)
    kept = open_store(store, create=True)
    with follow_run(log) as progress:
        summary = run_pages(paths, kept, progress=progress, stdin=sys.stdin.buffer, workers=workers, whole=whole)
    stories = reading.list_stories(kept)
    if json:
        write_lines([rows.to_json(rows.summary_row(summary, stories))])
    elif summary.pages:
        terminal.print_summary(terminal.make_console(), store, summary, stories)
    else:
        terminal.print_unread(terminal.make_console(), summary.unread)
    kept.close()  # so that the store is one whole file, without a log beside it
    if not summary.pages:
        if new:
            drop_store(store)
        raise_usage(f"nothing could be read from {', '.join(paths)}")
    raise typer.Exit(1 if summary.unread else 0)


def stage(
    name: Annotated[str, typer.Argument(help="extract, times, quantities, quotes, events, claims, copies, trace, ...")],
    files: Annotated[list[Path] | None, typer.Argument(help="JSON Lines; standard input when none is named.")] = None,
) -> None:
    """Run one stage as a filter: JSON Lines in, JSON Lines out."""
    from retold.pipeline.garbage import collect_seldom
    from retold.stages import STAGES, run_stage

    if name not in STAGES:
        raise_usage(f"no stage is called {name!r}; the stages are {', '.join(STAGES)}")
    keep_memory()
    collect_seldom()
    write_lines(run_stage(name, read_lines(files or [])))


def demo(
    store: StoreOption = DEMO_STORE, output: Annotated[Path, typer.Option("--output", "-o")] = DEMO_REPORT
) -> None:
    """Run on the packaged example: a fictional ferry accident, told by many pages."""
    from retold.example import example_folder
    from retold.pipeline.run import run_pages
    from retold.show import terminal
    from retold.show.progress import TerminalProgress
    from retold.store import reading
    from retold.store.database import open_store

    kept = open_store(store, create=True)
    with TerminalProgress() as progress:
        summary = run_pages([str(example_folder())], kept, progress=progress)
    console = terminal.make_console()
    found = reading.list_stories(kept)
    view = open_view(kept, max(found, key=lambda s: s.pages).id)
    terminal.print_lineage(console, view)
    terminal.print_ledger(console, view)
    write_report(view, output)
    terminal.print_summary(console, store, summary, found)
    typer.echo(f"\nThe report lies in {output}: open it in a browser.")
    typer.echo(f"Go on with: retold ledger {view.story.id} --explain --store {store}")


def doctor(json: JsonOption = False) -> None:
    """What is installed, which language model is used, and what to do about what is missing."""
    from retold.show import rows, terminal
    from retold.show.health import examine

    findings = examine()
    if json:
        write_lines(rows.to_json(rows.finding_row(f)) for f in findings)
    else:
        terminal.print_findings(terminal.make_console(), findings)
    raise typer.Exit(0 if all(f.good for f in findings) else 1)
