"""What commands do at their edges: open a story, read and write lines and files, refuse with a clear message."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import typer

if TYPE_CHECKING:
    from retold.show.view import StoryView
    from retold.store.database import Store


KEEP = {-1: 2**31 - 1, -2: 2**26, -3: 2**25}  # trim threshold, top pad, mmap threshold, as mallopt(3) numbers them


def keep_memory() -> None:
    """Have the C library keep what is freed: a filter of many large arrays asks for it again at once.

    A tenth less CPU time for the copies among 20,000 pages, and a tenth more memory. Other libraries are left alone.
    """
    with suppress(AttributeError, OSError, TypeError):
        ask = ctypes.CDLL(None).mallopt
        for option, size in KEEP.items():
            ask(option, size)


def open_story(store: Path | str, story: str | None) -> tuple[Store, StoryView]:
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


def write_to(output: Path | None, parts: Iterable[bytes]) -> None:
    """Bytes to a file, or to standard output; a reader that went away ends the command quietly."""
    if output is None:
        try:
            sys.stdout.buffer.writelines(parts)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            sys.stderr.close()
        return
    try:
        with output.open("wb") as stream:
            stream.writelines(parts)
    except OSError as error:
        raise_usage(f"cannot write {output}: {error.strerror}")


def is_new(store: str) -> bool:
    """Whether a store is a file that is not there yet."""
    return "://" not in store and not Path(store).exists()


def drop_store(store: str) -> None:
    """Take an empty store away again, with the files beside it."""
    for ending in ("", "-wal", "-shm", ".lock"):
        Path(f"{store}{ending}").unlink(missing_ok=True)
