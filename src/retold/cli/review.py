"""The command by which a person decides: what waits for a decision, the decision itself, and the log of all."""

from __future__ import annotations

from typing import Annotated

import typer

from retold.cli.edges import raise_usage, write_lines
from retold.cli.options import DEFAULT_STORE, JsonOption, StoreOption


def review(
    decision: Annotated[
        str | None, typer.Argument(help="confirm, reject, edit, merge or split; or log. Left out: what waits.")
    ] = None,
    target: Annotated[str | None, typer.Argument(help="edge, entry, verdict, story, claim or review.")] = None,
    names: Annotated[
        list[str] | None,
        typer.Argument(help="What it is about: PARENT CHILD, ENTRY [CLAIM...], STORY [STORY...], PAGE..., an id."),
    ] = None,
    *,
    to: Annotated[str, typer.Option(help="What an edit gives: a parent, a wording, a verdict, figure=129.")] = "",
    by: Annotated[str, typer.Option(envvar="RETOLD_REVIEWER", help="Who decides.")] = "",
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    store: StoreOption = DEFAULT_STORE,
    later: Annotated[bool, typer.Option("--later", help="Only write it down; the next run applies it.")] = False,
    json: JsonOption = False,
) -> None:
    """Decide what the machine left open; every decision is kept in a log, and stays when pages are added."""
    from retold.show import decisions, rows, terminal
    from retold.store.database import open_store
    from retold.store.reviews import read_reviews
    from retold.store.waiting import review_queue

    kept = open_store(store)
    console = terminal.make_console()
    if decision is None or decision == "log":
        found = review_queue(kept) if decision is None else read_reviews(kept)
        if json:
            write_lines(map(rows.to_json, map(decisions.as_row, found)))
        else:
            decisions.print_all(console, found)
        return
    try:
        made = decisions.decide(kept, decision, target or "", names or [], by=by, value=to, reason=reason)
    except ValueError as error:
        raise_usage(str(error))
    if not later:
        decisions.bring_up_to_date(kept)
    if json:
        write_lines([rows.to_json(decisions.as_row(made))])
    else:
        decisions.print_all(console, [made])
