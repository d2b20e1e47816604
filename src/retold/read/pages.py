"""Paths to pages: what each kind of file holds, with a reason for whatever cannot be read.

Takes files, folders, globs or "-" for standard input, gives pages one at a time. Names shown are relative to what was
given, so that the same pages have the same ids wherever they lie.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from glob import glob
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from retold.read.archives import Found, read_wacz, read_warc
from retold.read.limits import CHUNK, LINE_BYTES, PAGE_BYTES, UnreadableError, check_text, inflate
from retold.read.presets import read_record
from retold.records import Page, Unread
from retold.text.hashes import content_id

HTML_HEAD = re.compile(rb"^\s*(?:<!doctype|<html|<head|<body|<\?xml|<!--|<[a-z]+[\s>])", re.IGNORECASE)
SEEN_AGAIN = "seen already: the same page came before"
MEMORY = 64 << 20  # bytes of standard input kept in memory before a temporary file takes over


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, the name it is shown by, and the name that enters the ids of its pages."""

    path: Path
    shown: str


def read_pages(paths: Sequence[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Page | Unread]:
    """Every page at these paths, and a reason for every one that cannot be read."""
    seen: set[int] = set()
    for item in each_item(paths, stdin):
        if isinstance(item, Page):
            number = int(item.id[1:], 16)
            if number in seen:
                yield Unread(item.found_in, item.url, SEEN_AGAIN)
                continue
            seen.add(number)
        yield item


def each_item(paths: Sequence[str | Path], stdin: BinaryIO | None) -> Iterator[Page | Unread]:
    """The same, repeated pages included."""
    for given in paths:
        if str(given) == "-":
            yield from read_stdin(stdin)
            continue
        for source in find_files(given):
            if isinstance(source, Unread):
                yield source
            else:
                yield from read_file(source)


def find_files(given: str | Path) -> Iterator[Source | Unread]:
    """The files that a path means: itself, all inside a folder, or all that a glob matches; sorted."""
    path = Path(given)
    if path.is_dir():
        yield from walk(path, path)
    elif path.exists():
        yield Source(path, path.name)
    elif hits := sorted(glob(str(given), recursive=True)):  # noqa: PTH207 - absolute patterns too
        root = Path(re.split(r"[*?\[]", str(given), maxsplit=1)[0] + "x").parent
        for hit in map(Path, hits):
            if hit.is_file():
                yield Source(hit, hit.relative_to(root).as_posix())
    else:
        yield Unread(path.name, None, "there is no such file or folder")


def walk(folder: Path, root: Path) -> Iterator[Source | Unread]:
    """The files inside a folder, sorted by name; hidden ones are left out, and links are not followed into folders."""
    try:
        inside = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as error:
        yield Unread(folder.relative_to(root).as_posix(), None, f"the folder cannot be read: {error.strerror}")
        return
    for path in inside:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from walk(path, root)
        else:
            shown = path.relative_to(root).as_posix()
            known = kind_of(path.name) is not None
            yield Source(path, shown) if known else Unread(shown, None, "it is no kind of file that is read")


def kind_of(name: str) -> str | None:
    """The kind of a file by the end of its name.

    >>> kind_of("crawl-0001.warc.gz"), kind_of("photo.jpg")
    ('.warc', None)
    """
    lower = name.lower().removesuffix(".gz")
    return next((end for end in KINDS if lower.endswith(end)), None)


def read_file(source: Source) -> Iterator[Page | Unread]:
    """The pages of one file; a name that tells nothing is judged by the first bytes."""
    try:
        with source.path.open("rb") as stream:
            kind = kind_of(source.path.name) or guess_kind(stream.read(4096))
            stream.seek(0)
            yield from KINDS[kind](stream, source.shown)
    except OSError as error:
        yield Unread(source.shown, None, f"the file cannot be read: {error.strerror or error}")


def read_stdin(stdin: BinaryIO | None) -> Iterator[Page | Unread]:
    """The pages of standard input, judged by its first bytes."""
    if stdin is None:
        yield Unread("-", None, "there is no standard input")
        return
    head = stdin.read(4096)
    kind = guess_kind(head)
    if kind == ".jsonl" and not head.startswith(b"\x1f\x8b"):
        yield from read_lines(cast(BinaryIO, Rest(head, stdin)), "-")
        return
    with SpooledTemporaryFile(MEMORY) as spool:  # archives and compressed input are sought in
        spool.write(head)
        while chunk := stdin.read(CHUNK):
            spool.write(chunk)
        spool.seek(0)
        yield from KINDS[kind](cast(BinaryIO, spool), "-")


class Rest:
    """A stream whose first bytes have been read already."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self.head = BytesIO(head)
        self.stream = stream

    def readline(self, limit: int) -> bytes:
        """Up to the next line end, at most `limit` bytes."""
        line = self.head.readline(limit)
        return line if line.endswith(b"\n") else line + self.stream.readline(limit - len(line))

    def read(self, limit: int) -> bytes:
        """At most `limit` bytes."""
        return self.head.read(limit) or self.stream.read(limit)


def guess_kind(head: bytes) -> str:
    """The kind of a stream by its first bytes."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 4096)
        except zlib.error:
            return ".txt"
    if head.startswith(b"WARC/"):
        return ".warc"
    if head.startswith(b"PK\x03\x04"):
        return ".wacz"
    if head.lstrip().startswith(b"{"):
        return ".jsonl"
    return ".html" if HTML_HEAD.match(head) else ".txt"


# ---- one reader a kind of file ---------------------------------------------------------------------------------------


def read_html(stream: BinaryIO, name: str) -> Iterator[Page | Unread]:
    """A file that is one page of HTML."""
    yield read_whole(stream, name, "text/html")


def read_text(stream: BinaryIO, name: str) -> Iterator[Page | Unread]:
    """A file that is one page of plain text."""
    yield read_whole(stream, name, "text/plain")


def read_whole(stream: BinaryIO, name: str, media: str) -> Page | Unread:
    """A file that is one page."""
    body = stream.read(PAGE_BYTES + 1)
    try:
        if body.startswith(b"\x1f\x8b"):
            body = inflate(body, zlib.MAX_WBITS | 16, PAGE_BYTES)
        check_text(body)
    except UnreadableError as error:
        return Unread(name, None, str(error))
    return Page(content_id(name, body, prefix="p"), None, body, media, None, name)


def read_lines(stream: BinaryIO, name: str) -> Iterator[Page | Unread]:
    """JSON Lines, compressed or not: a page a line."""
    lines = gzip.GzipFile(fileobj=stream) if is_gzip(stream) else stream
    number = 0
    while True:
        number += 1
        place = f"{name}:{number}"
        try:
            line = lines.readline(LINE_BYTES + 1)
            if len(line) > LINE_BYTES:
                while line and not line.endswith(b"\n"):
                    line = lines.readline(CHUNK)
                yield Unread(place, None, f"the line is longer than {LINE_BYTES >> 20} MB")
                continue
        except (EOFError, OSError, zlib.error) as error:
            yield Unread(place, None, f"the compressed file is broken or cut short here: {error}")
            return
        if not line:
            return
        if line.strip():
            yield read_line(line, place)


def is_gzip(stream: BinaryIO) -> bool:
    """Whether a seekable stream is compressed; it stands at its start again afterwards."""
    if isinstance(stream, Rest):
        return False
    head = stream.read(2)
    stream.seek(0)
    return head == b"\x1f\x8b"


def read_line(line: bytes, place: str) -> Page | Unread:
    """The page of one JSON line."""
    try:
        record = json.loads(line)
        carried = read_record(record) if isinstance(record, dict) else None
    except ValueError as error:
        return Unread(place, None, f"the line is no JSON: {str(error)[:120]}")
    except RecursionError:
        return Unread(place, None, "the record is nested too deeply")
    if carried is None:
        return Unread(place, None, "the record has neither html nor text")
    body = carried.body.encode("utf-8", "replace")
    try:
        check_text(body)
    except UnreadableError as error:
        return Unread(place, carried.url, str(error))
    media = "text/html; charset=utf-8" if carried.html else "text/plain; charset=utf-8"
    own = carried.url or carried.id or place
    return Page(content_id(own, body, prefix="p"), carried.url, body, media, carried.fetched, place, carried.given)


def read_archive(stream: BinaryIO, name: str) -> Iterator[Page | Unread]:
    """A WARC or WET file."""
    return map(make_page, read_warc(stream, name))


def read_box(stream: BinaryIO, name: str) -> Iterator[Page | Unread]:
    """A WACZ file."""
    return map(make_page, read_wacz(stream, name))


def make_page(found: Found) -> Page | Unread:
    """A record of an archive as a page."""
    if found.reason is None:
        try:
            check_text(found.body)
        except UnreadableError as error:
            found = found._replace(reason=str(error))
    if found.reason is not None:
        return Unread(found.place, found.url, found.reason)
    own = found.url or found.record_id or found.place
    number = content_id(own, found.body, prefix="p")
    return Page(number, found.url, found.body, found.media, found.fetched, found.place)


KINDS: dict[str, Callable[[BinaryIO, str], Iterator[Page | Unread]]] = {
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".txt": read_text,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".warc": read_archive,
    ".wet": read_archive,
    ".wacz": read_box,
}
