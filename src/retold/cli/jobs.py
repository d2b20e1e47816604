"""Commands that do one job from start to end: prove reuse, verify what was written down, clean a corpus."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from retold.cli.edges import raise_usage, write_lines, write_to
from retold.cli.options import DEFAULT_STORE, JsonOption, StoreOption

if TYPE_CHECKING:
    from retold.pipeline.run import RunSummary
    from retold.store.database import Store

REUSE_FORMATS = ("table", "csv", "jsonl", "html")


def reuse(
    paths: Annotated[list[str] | None, typer.Argument(help="Pages to look through, besides the store's.")] = None,
    of: Annotated[str, typer.Option("--of", help="The folder (or file) with your own copy.")] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file; standard output otherwise.")] = None,
    kind: Annotated[str, typer.Option("--format", "-f", help="table, csv, jsonl or html.")] = "table",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Who used our copy: how much of it, credited or not, what was changed, with excerpts that can be checked.

    The pages of --of and of PATHS are read into the store first, where they are not there yet.
    """
    from retold.show import rows
    from retold.show.export.files import to_csv
    from retold.show.reuse import find_uses, render_uses, uses_table
    from retold.show.terminal import make_console
    from retold.show.terminal_jobs import print_uses

    if not of:
        raise_usage("name the folder with your own copy: retold reuse --of FOLDER PATH...")
    if kind not in REUSE_FORMATS:
        raise_usage(f"no format is called {kind!r}; the formats are {', '.join(REUSE_FORMATS)}")
    kept, _ = read_into(store, [of, *(paths or [])], until="lineage")
    uses = find_uses(kept, own_pages(kept, of))
    if kind == "table" and output is None:
        print_uses(make_console(), uses)
    elif kind == "html":
        write_to(output, [render_uses(uses).encode("utf-8", "replace")])
    elif kind == "csv":
        write_to(output, to_csv([uses_table(uses)]))
    else:
        write_to(output, (rows.to_json(row).encode() + b"\n" for row in uses_table(uses).to_dicts()))


def verify(
    paths: Annotated[list[str] | None, typer.Argument(help="Files of the pages, to be hashed again.")] = None,
    report: Annotated[list[Path] | None, typer.Option(help="A report whose excerpts are to be found again.")] = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Find every place again that a store or a report points at; hash the pages again where their files are given."""
    from dataclasses import asdict

    from retold.show import rows
    from retold.show.terminal import make_console
    from retold.show.terminal_jobs import print_faults
    from retold.show.verify import Tally, read_files, verify_files, verify_report, verify_store
    from retold.store import reading
    from retold.store.database import open_store

    kept = open_store(store)
    tally = Tally()
    faults = list(verify_store(kept, tally))
    for file in report or []:
        if not file.is_file():
            raise_usage(f"there is no file {file}")
        faults += verify_report(kept, file, tally)
    if paths:
        faults += verify_files(reading.read_page_rows(kept), read_files(paths), tally)
    if json:
        write_lines(rows.to_json(asdict(f)) for f in faults)
    else:
        print_faults(make_console(), faults, tally)
    raise typer.Exit(1 if faults else 0)


def clean(
    path: Annotated[str, typer.Argument(metavar="IN", help="Files, a folder or a glob with the pages.")],
    output: Annotated[Path, typer.Argument(metavar="OUT", help="A .jsonl or .parquet file for the pages that stay.")],
    store: Annotated[Path | None, typer.Option(help="Keep the work in this store, to go on from later.")] = None,
    *,
    keep_rewrites: Annotated[bool, typer.Option(help="Keep pages that tell it in their own words.")] = False,
) -> None:
    """A corpus without copies and chrome: the best page of every family, and a line for each page left out.

    The lines of the pages left out, with the reasons, go to OUT.dropped.jsonl.
    """
    from retold.show.corpus import read_kept, sort_out
    from retold.show.export.corpus import write_corpus, write_dropped

    if output.suffix not in (".jsonl", ".parquet"):
        raise_usage(f"{output} should end in .jsonl or .parquet")
    with TemporaryDirectory() as folder:
        kept, summary = read_into(store or Path(folder) / "clean.sqlite", [path], until="lineage")
        if not summary.pages:
            raise_usage(f"nothing could be read from {path}")
        stay, gone = sort_out(kept, keep_rewrites=keep_rewrites)
        try:
            write_corpus(output, read_kept(kept, stay))
            write_dropped(output.with_suffix(".dropped.jsonl"), gone)
        except OSError as error:
            raise_usage(f"cannot write {output}: {error.strerror}")
        kept.close()
    typer.echo(f"{len(stay)} pages stay, {len(gone)} were left out: {output}, {output.with_suffix('.dropped.jsonl')}")


def read_into(store: Path | str, paths: list[str], *, until: Literal["lineage", "ledgers"]) -> tuple[Store, RunSummary]:
    """A store in which these pages are, with lineage up to date; what could not be read is told on standard error."""
    from retold.pipeline.run import run_pages
    from retold.show.progress import TerminalProgress
    from retold.store.database import open_store

    kept = open_store(store, create=True)
    with TerminalProgress() as progress:
        summary = run_pages(paths, kept, progress=progress, until=until)
    for u in summary.unread:
        typer.echo(f"retold: not used: {u.found_in} {u.url or ''}: {u.reason}", err=True)
    return kept, summary


def own_pages(store: Store, folder: str) -> list[str]:
    """The ids of the pages of a folder, as the store knows them."""
    from retold.show.verify import read_files
    from retold.store import reading

    known = reading.known_pages(store)
    return sorted({page.id for page in read_files([folder])} & known)
