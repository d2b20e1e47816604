"""The commands. Each reads its arguments, calls one function, prints, and sets the exit code.

Exit codes: 0 done, 1 ran and found problems (pages that could not be used), 2 wrong usage or an unusable store.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TextIO

import typer

if TYPE_CHECKING:
    from retold.show.view import StoryView
    from retold.store.database import Store

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

StoreOption = Annotated[
    Path, typer.Option("--store", envvar="RETOLD_STORE", help="The SQLite file that holds the results.")
]
StoryArgument = Annotated[
    str | None, typer.Argument(help="A story's id or its beginning; the only story when left out.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON Lines instead of a table.")]
ExplainOption = Annotated[bool, typer.Option("--explain", help="Print the evidence behind each verdict or edge.")]
GARBAGE_EVERY = 200_000  # new objects
DEFAULT_STORE = Path("retold.sqlite")
DEMO_STORE = Path("retold-demo.sqlite")
DEMO_REPORT = Path("retold-demo.html")


@app.callback()
def about() -> None:
    """One event, told by many pages: who copied whom, and which figures independent sources agree on."""


@app.command()
def run(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    store: StoreOption = DEFAULT_STORE,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes to use; all cores when left out.")] = None,
    json: JsonOption = False,
) -> None:
    """Read pages into a store: articles, copies, stories, claims, ledgers. Runs again only what is new."""
    from retold.pipeline.run import run_pages
    from retold.show import rows, terminal
    from retold.show.progress import TerminalProgress
    from retold.store import reading
    from retold.store.database import open_store

    kept = open_store(store, create=True)
    with TerminalProgress() as progress:
        summary = run_pages(paths, kept, progress=progress, stdin=sys.stdin.buffer, workers=workers)
    stories = reading.list_stories(kept)
    if json:
        write_lines([rows.to_json(rows.summary_row(summary, stories))])
    else:
        terminal.print_summary(terminal.make_console(), store, summary, stories)
    if not summary.pages:
        raise_usage(f"nothing could be read from {', '.join(paths)}")
    raise typer.Exit(1 if summary.unread else 0)


@app.command()
def stories(store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """List the stories: sources against pages, and how much is disputed."""
    from retold.show import rows, terminal
    from retold.store import reading
    from retold.store.database import open_store

    kept = open_store(store)
    if json:
        write_lines(map(rows.to_json, rows.story_rows(kept)))
    else:
        terminal.print_stories(terminal.make_console(), reading.list_stories(kept))


@app.command()
def show(story: StoryArgument = None, store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """One story at a glance: its pages by family, and its timeline."""
    from retold.show import rows, terminal

    _, view = open_story(store, story)
    if json:
        write_lines([rows.to_json(rows.show_row(view))])
    else:
        terminal.print_story(terminal.make_console(), view)


@app.command()
def ledger(
    story: StoryArgument = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    explain: ExplainOption = False,
) -> None:
    """What the pages of a story claim, counted over independent sources."""
    from retold.show import rows, terminal

    _, view = open_story(store, story)
    if json:
        write_lines(map(rows.to_json, rows.ledger_rows(view)))
    else:
        terminal.print_ledger(terminal.make_console(), view, explain=explain)


@app.command()
def lineage(
    story: StoryArgument = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    explain: ExplainOption = False,
) -> None:
    """Who copied whom: every family of copies as a tree."""
    from retold.show import rows, terminal

    _, view = open_story(store, story)
    if json:
        write_lines(map(rows.to_json, rows.lineage_rows(view)))
    else:
        terminal.print_lineage(terminal.make_console(), view, explain=explain)


@app.command()
def diff(
    left: Annotated[str, typer.Argument(help="A page: its id, address or file name.")],
    right: Annotated[str, typer.Argument(help="Another page.")],
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """What differs between two pages, word by word, each change with its kind."""
    from retold.pipeline import compare_articles
    from retold.show import rows, terminal
    from retold.show.difference import lay_out
    from retold.store import reading
    from retold.store.database import open_store

    kept = open_store(store)
    ids = [reading.find_page(kept, name) for name in (left, right)]
    found = {a.id: a for a in reading.read_articles(kept, ids)}
    a, b = (found[i] for i in ids)
    alignment, changes = compare_articles(a, b)
    if json:
        write_lines(rows.to_json(rows.change_row(a, b, c)) for c in changes)
    else:
        difference = lay_out(a.text, b.text, alignment, changes)
        terminal.print_difference(terminal.make_console(), a, b, difference)


@app.command()
def trace(
    words: Annotated[str, typer.Argument(help='The figure to follow, such as "129 captives".')],
    story: Annotated[str | None, typer.Option(help="Only in this story.")] = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Follow one figure: every wording of it along the copy tree, and where it changed."""
    from retold.show import rows, terminal
    from retold.show.follow import find_trails
    from retold.show.view import load_story
    from retold.store import reading
    from retold.store.database import open_store

    kept = open_store(store)
    names = [story] if story else [s.id for s in reading.list_stories(kept)]
    views = (load_story(kept, name) for name in names)
    found = [(view, trails) for view in views if (trails := find_trails(view, words))]
    for view, trails in found:
        if json:
            write_lines(rows.to_json(rows.trail_row(view, t)) for t in trails)
        else:
            terminal.print_trails(terminal.make_console(), view, trails)
    if not found:
        typer.echo(f"retold: no claim in {store} answers {words!r}; `retold ledger` lists all", err=True)
        raise typer.Exit(1)


@app.command()
def report(
    story: StoryArgument = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")] = Path("report.html"),
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write a story as one HTML file that needs nothing else."""
    _, view = open_story(store, story)
    write_report(view, output)
    typer.echo(f"report written to {output}")


@app.command()
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


@app.command()
def stage(
    name: Annotated[str, typer.Argument(help="extract, times, quantities, quotes, events, claims, copies, trace, ...")],
    files: Annotated[list[Path] | None, typer.Argument(help="JSON Lines; standard input when none is named.")] = None,
) -> None:
    """Run one stage as a filter: JSON Lines in, JSON Lines out."""
    from retold.stages import STAGES, run_stage

    if name not in STAGES:
        raise_usage(f"no stage is called {name!r}; the stages are {', '.join(STAGES)}")
    write_lines(run_stage(name, read_lines(files or [])))


@app.command()
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


@app.command()
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


# ---- what the commands share ---------------------------------------------------------------------------------------


def open_story(store: Path, story: str | None) -> tuple[Store, StoryView]:
    """The store at this path and a story in it."""
    from retold.show.view import load_story
    from retold.store.database import open_store

    kept = open_store(store)
    return kept, load_story(kept, story)


def open_view(store: Store, story: str) -> StoryView:
    """A story of an open store."""
    from retold.show.view import load_story

    return load_story(store, story)


def write_report(view: StoryView, output: Path) -> None:
    """The report of a story as a file."""
    from retold.show.report import render_report

    page = render_report(view)
    with writable(output) as stream:
        stream.write(page)


def writable(path: Path) -> TextIO:
    """The file opened for writing, or a clear refusal."""
    try:
        return path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise_usage(f"cannot write {path}: {error.strerror}")


def raise_usage(message: str) -> NoReturn:
    """End with a line on standard error and exit code 2."""
    typer.echo(f"retold: {message}", err=True)
    raise typer.Exit(2)


def write_lines(lines: Iterable[str]) -> None:
    """Lines to standard output; a reader that went away ends the command quietly."""
    try:
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()


def read_lines(files: list[Path]) -> Iterator[str]:
    """The lines of these files, or of standard input."""
    if not files:
        yield from sys.stdin
    for file in files:
        try:
            with file.open(encoding="utf-8", errors="replace") as stream:
                yield from stream
        except OSError as error:
            raise_usage(f"cannot read {file}: {error.strerror}")


def main() -> None:
    """The entry point of the `retold` command."""
    from retold.store.errors import StoreError

    gc.set_threshold(GARBAGE_EVERY)  # records have no cycles: looking for some costs 13 % of an extraction
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
    try:
        app()
    except StoreError as error:
        typer.echo(f"retold: {error}", err=True)
        sys.exit(2)
