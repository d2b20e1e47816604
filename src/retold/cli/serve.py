"""`retold serve`: the store in a browser, and as data under /api/v1."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from retold.cli.edges import raise_usage
from retold.cli.options import DEFAULT_STORE, StoreOption

if TYPE_CHECKING:
    import socket

DEFAULT_PORT = 8765
LAST_SECONDS = 2  # that open connections have when the server ends
IDLE_SECONDS = 75  # that a connection may be idle: longer than browsers and clients keep one


def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[str, typer.Option(help="The address to listen on; another than this machine's needs a token.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = DEFAULT_PORT,
    name: Annotated[
        list[str] | None, typer.Option(help="A name under which the server may be asked for, such as news.example.")
    ] = None,
    browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Look at a store in the browser: stories, copy trees, claims, differences, search, review; add pages there.

    It listens on this machine alone. For others make tokens first (`retold token add NAME`), then name the address
    with --host. Programs find everything under /api/v1, and each page's own data by adding .json to its address.
    """
    import uvicorn

    from retold.show.access import LOOPBACK, Settings
    from retold.show.web.app import make_app
    from retold.store.access import find_user, list_users
    from retold.store.database import open_store

    new = "://" not in str(store) and not Path(store).exists()
    kept = open_store(store, create=True)
    tokens, here = bool(list_users(kept)), is_loopback(host)
    if not here and not tokens:
        raise_usage(f"{host} can be reached by others: first make a token with `retold token add NAME --store {store}`")
    hosts = frozenset(name or ()) | (LOOPBACK if here or name else frozenset())  # none: any name
    settings = Settings(find_user=lambda t: find_user(kept, t), open_to_all=not tokens, hosts=hosts)
    listening = listen(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
    typer.echo(f"{'a new, empty store' if new else 'the store'} {kept.path} is at {address} (Ctrl-C ends it)")
    if browser:
        typer.launch(address)
    config = uvicorn.Config(
        make_app(store, settings),
        log_level="warning",
        timeout_graceful_shutdown=LAST_SECONDS,
        timeout_keep_alive=IDLE_SECONDS,
        server_header=False,
    )
    uvicorn.Server(config).run(sockets=[listening])


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    from ipaddress import ip_address

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """A socket on the address, or a clear refusal."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen()  # whoever comes before the app is ready waits
    except OSError as error:
        made.close()
        raise_usage(f"cannot listen on {host} port {port}: {error.strerror}; name another one with --port")
    return made
