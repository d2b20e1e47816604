"""The commands. Each reads its arguments, calls one function, prints, and sets the exit code.

Exit codes: 0 done, 1 ran and found problems (pages that could not be used), 2 wrong usage or an unusable store.
A command is a function in one of the modules beside this one and a row of COMMANDS, in the order of the help.
"""

from __future__ import annotations

import gc
import sys

import typer

from retold.cli import cluster, jobs, leave, look, review, serve, texts, token, watch, work

GARBAGE_EVERY = 200_000  # new objects
GUARDED = ("run", "watch", "demo", "reuse", "clean")  # commands that work on pages, which may bring a process down
COMMANDS = (
    work.run,
    watch.watch,
    look.stories,
    look.show,
    look.ledger,
    texts.lineage,
    texts.collate,
    look.diff,
    look.trace,
    look.report,
    serve.serve,
    review.review,
    leave.export,
    jobs.reuse,
    jobs.clean,
    jobs.verify,
    cluster.pack,
    cluster.unpack,
    work.stage,
    work.demo,
    token.token,
    work.doctor,
)

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for command in COMMANDS:
    app.command()(command)


@app.callback()
def about() -> None:
    """One event, told by many pages: who copied whom, and which figures independent sources agree on."""


def main() -> None:
    """The entry point of the `retold` command."""
    from retold.pipeline.guard import go_guarded
    from retold.store.errors import StoreError

    if sys.argv[1:2] and sys.argv[1] in GUARDED:
        go_guarded(again="-" not in sys.argv)  # what was read from standard input cannot be read again
    gc.set_threshold(GARBAGE_EVERY)  # records have no cycles: looking for some costs 13 % of an extraction
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
    try:
        app()
    except StoreError as error:
        typer.echo(f"retold: {error}", err=True)
        sys.exit(2)
