"""The arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

StoreOption = Annotated[
    Path, typer.Option("--store", envvar="RETOLD_STORE", help="The SQLite file that holds the results.")
]
StoryArgument = Annotated[
    str | None, typer.Argument(help="A story's id or its beginning; the only story when left out.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON Lines instead of a table.")]
ExplainOption = Annotated[bool, typer.Option("--explain", help="Print the evidence behind each verdict or edge.")]
DEFAULT_STORE = Path("retold.sqlite")
