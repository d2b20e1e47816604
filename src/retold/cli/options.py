"""The arguments that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="RETOLD_STORE",
        help="The file that holds the results, or postgresql://user@host/database.",
        metavar="STORE",
    ),
]
StoryArgument = Annotated[
    str | None, typer.Argument(help="A story's id or its beginning; the only story when left out.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON Lines instead of a table.")]
ExplainOption = Annotated[bool, typer.Option("--explain", help="Print the evidence behind each verdict or edge.")]
DEFAULT_STORE = "retold.sqlite"
