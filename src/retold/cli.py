"""The commands. Each reads its arguments, calls one function, prints, and sets the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def about() -> None:
    """One event, told by many pages: who copied whom, and which figures independent sources agree on."""


@app.command()
def stage(
    name: Annotated[str, typer.Argument(help="extract, times, quantities, quotes, events, claims, copies, ...")],
    files: Annotated[list[Path] | None, typer.Argument(help="JSON Lines; standard input when none is named")] = None,
) -> None:
    """Run one stage as a filter: JSON Lines in, JSON Lines out."""
    from retold.stages import STAGES, run_stage

    if name not in STAGES:
        typer.echo(f"retold: no stage is called {name!r}; the stages are {', '.join(STAGES)}", err=True)
        raise typer.Exit(2)
    for line in run_stage(name, read_lines(files or [])):
        sys.stdout.write(line + "\n")


def read_lines(files: list[Path]) -> Iterator[str]:
    """The lines of these files, or of standard input."""
    if not files:
        yield from sys.stdin
    for file in files:
        try:
            with file.open(encoding="utf-8", errors="replace") as stream:
                yield from stream
        except OSError as error:
            typer.echo(f"retold: cannot read {file}: {error.strerror}", err=True)
            raise typer.Exit(2) from error


def main() -> None:
    """The entry point of the `retold` command."""
    app()
