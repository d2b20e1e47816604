"""`retold watch`: feeds, folders and lists of addresses, looked at again and again."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from retold.cli.edges import raise_usage
from retold.cli.options import DEFAULT_STORE, StoreOption

if TYPE_CHECKING:
    from retold.store.watch_state import Notice


def watch(
    targets: Annotated[list[str], typer.Argument(help="Feeds, news sitemaps, pages, folders, files of addresses.")],
    *,
    store: StoreOption = DEFAULT_STORE,
    every: Annotated[float, typer.Option(min=1, help="Seconds between two looks at a feed or folder.")] = 300.0,
    once: Annotated[bool, typer.Option("--once", help="Look once and end, as for a timer.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Tell what changes as JSON Lines.")] = False,
    webhook: Annotated[str | None, typer.Option(help="Send each change as JSON to this address, too.")] = None,
    inbox: Annotated[
        Path | None, typer.Option(help="Folder for fetched pages on their way into the store; beside it when left out.")
    ] = None,
    contact: Annotated[str | None, typer.Option(help="How hosts can reach you; it is sent with each request.")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from private and local addresses.")
    ] = False,
) -> None:
    """Take new pages in as they come, and tell what changes: a source more, another figure, a contradiction."""
    from retold.fetch import Fetcher, WallClock
    from retold.pipeline.garbage import collect_seldom
    from retold.pipeline.watch import Watch, sort_targets
    from retold.store.database import open_store

    try:
        wanted = sort_targets(targets)
    except ValueError as error:
        raise_usage(str(error))
    collect_seldom()
    kept = open_store(store, create=True)
    fetcher = Fetcher(allow_private=allow_private, contact=contact)
    tellers = {"lines": teller(sys.stdout, json=json)}
    if webhook:
        tellers["webhook"] = poster(webhook, contact)
    signal.signal(signal.SIGTERM, stop)
    try:
        watching = Watch(
            kept,
            wanted,
            inbox or Path(f"{store}.inbox"),
            fetch=fetcher.fetch,
            clock=WallClock(),
            tellers=tellers,
            every=every,
        )
        if once:
            done = watching.round()
            typer.echo(f"{done.asked} addresses asked, {done.failed} gave nothing, {done.new} pages are new", err=True)
        else:
            watching.run()
    except KeyboardInterrupt:
        typer.echo("retold: the watch ends; the next one goes on where it was", err=True)
    finally:
        fetcher.close()


def stop(*_: object) -> None:
    """End as a key press would."""
    raise KeyboardInterrupt


def teller(stream: TextIO, *, json: bool) -> Callable[[Notice], bool]:
    """Tells notices as lines; False when nobody listens any more."""

    def tell(notice: Notice) -> bool:
        try:
            stream.write((as_json(notice) if json else as_line(notice)) + "\n")
            stream.flush()
        except OSError:
            return False
        return True

    return tell


def poster(address: str, contact: str | None) -> Callable[[Notice], bool]:
    """Sends notices to a webhook, which may be on this machine: a person named it."""
    from retold.fetch import Fetcher

    fetcher = Fetcher(allow_private=True, contact=contact)

    def tell(notice: Notice) -> bool:
        why = fetcher.post(address, as_json(notice).encode())
        if why:
            typer.echo(f"retold: the webhook did not take notice {notice.number}: {clean(why)}", err=True)
        return not why

    return tell


def as_json(notice: Notice) -> str:
    """A notice as one line of JSON."""
    import msgspec

    return msgspec.json.encode(notice).decode()


def as_line(notice: Notice) -> str:
    """A notice as one line for people."""
    return f"{notice.at}  {notice.kind:<14}  {clean(notice.label)}: {clean(notice.text)}  [{notice.story}]"


def clean(text: str) -> str:
    """A text without what would steer a terminal.

    >>> clean("red\\x1b[31m")
    'red [31m'
    """
    return "".join(c if c.isprintable() else " " for c in text)
