"""`retold token`: who may use a server on this store."""

from __future__ import annotations

from typing import Annotated

import typer

from retold.cli.edges import raise_usage, write_lines
from retold.cli.options import DEFAULT_STORE, JsonOption, StoreOption

TOKEN_ACTIONS = ("list", "add", "drop")


def token(
    action: Annotated[str, typer.Argument(help="list, add or drop.")] = "list",
    name: Annotated[str | None, typer.Argument(help="Whose token.")] = None,
    role: Annotated[str, typer.Option(help="read, review or admin; each may do what those before it may.")] = "read",
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Who may use `retold serve` on this store: make a token, take one away, list who has one.

    A server on this machine's own address needs none until the first is made. A token is shown once; the store
    keeps only its hash.
    """
    from retold.show import rows
    from retold.store import access
    from retold.store.database import open_store

    if action not in TOKEN_ACTIONS:
        raise_usage(f"{action!r} is not one of {', '.join(TOKEN_ACTIONS)}")
    if name is None and action != "list":
        raise_usage(f"name whose token to {action}: retold token {action} NAME")
    kept = open_store(store)
    if action == "list" or name is None:
        users = access.list_users(kept)
        write_lines(rows.to_json({"name": u.name, "role": u.role}) if json else f"{u.role:<7} {u.name}" for u in users)
        return
    if action == "drop":
        access.drop_token(kept, name)
        typer.echo(f"{name} has no token any more")
        return
    made = access.add_token(kept, name, access.as_role(role))
    write_lines([rows.to_json({"name": name, "role": role, "token": made}) if json else made])
