"""WARC, WET and WACZ archives: a page a record, streamed.

Takes an open archive, gives pages and, for what is broken, the reason. A broken record does not end the reading: it
goes on at the next place that looks like the start of a record. Nothing is unpacked to disk.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from typing import Any, BinaryIO, NamedTuple
from zipfile import BadZipFile, ZipFile

from retold.read.limits import ARCHIVE_BYTES, BROKEN_RECORDS, CHUNK, PAGE_BYTES, UnreadableError, join_chunks, unpack

STARTS = (b"\x1f\x8b\x08", b"WARC/1.")
BROKEN = (BadZipFile, EOFError, LZMAError, OSError, OverflowError, RuntimeError, struct.error, ValueError, zlib.error)
HTML = ("text/html", "application/xhtml+xml")


class Found(NamedTuple):
    """One record: its body, or the reason why there is none."""

    place: str
    url: str | None
    record_id: str | None
    body: bytes
    media: str
    fetched: str | None
    reason: str | None


def read_warc(stream: BinaryIO, name: str) -> Iterator[Found]:
    """The pages of a WARC or WET stream, compressed or not; `stream` must be seekable."""
    start, broken, total = 0, 0, 0
    while start >= 0:
        last = start
        reason = None
        for place, record in each_record(stream, start):
            if record is None:
                reason = place
                break
            last = record.stream_pos
            total += record.content_length
            found = take(record, f"{name}@{last}")
            if found:
                yield found
            if total > ARCHIVE_BYTES:
                yield lost(name, f"more than {ARCHIVE_BYTES >> 30} GB when decompressed: the rest was not read")
                return
            if found and found.reason == CUT:
                reason = ""
                break
        if reason is None:
            last, whole = follow_members(stream, last)
            if whole:
                return
            reason = "the archive is broken here: a compressed record ends before its time"
        broken += 1
        if reason:
            yield lost(f"{name}@{last}", reason)
        if broken > BROKEN_RECORDS:
            yield lost(name, f"more than {BROKEN_RECORDS} broken records: the rest was not read")
            return
        start = find_start(stream, last + 1)


CUT = "the record is cut short"


def each_record(stream: BinaryIO, start: int) -> Iterator[tuple[str, Any]]:
    """The records from a place on; a failure comes as (reason, None) and is the last."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    stream.seek(start)
    kinds = WarcRecordType.response | WarcRecordType.conversion | WarcRecordType.resource
    try:
        for record in ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="none"):
            yield "", record
    except BROKEN as error:
        yield f"the archive is broken here: {error}", None


def follow_members(stream: BinaryIO, at: int) -> tuple[int, bool]:
    """The place from which compressed members follow one another to the end of the stream, and whether they all do.

    A reader may stop at a broken member as if the archive ended there. A stream that is not compressed is whole.
    """
    stream.seek(at)
    if stream.read(3) != STARTS[0]:
        return at, True
    while True:
        stream.seek(at)
        machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        size = 0
        try:
            while not machine.eof and (chunk := stream.read(CHUNK)):
                size += len(chunk)
                while chunk:
                    machine.decompress(chunk, CHUNK)
                    chunk = machine.unconsumed_tail
        except zlib.error:
            return at, False
        if not machine.eof:
            return at, False
        rest = machine.unused_data or stream.read(CHUNK)
        if not rest.strip(b"\0\r\n"):
            return at, True
        at += size - len(machine.unused_data)


def find_start(stream: BinaryIO, at: int) -> int:
    """Where the next record seems to start, or -1."""
    stream.seek(at)
    tail = b""
    while chunk := stream.read(CHUNK):
        window = tail + chunk
        hits = [h for s in STARTS if (h := window.find(s)) >= 0]
        if hits:
            return at - len(tail) + min(hits)
        tail = window[-8:]
        at += len(chunk)
    return -1


def take(record: Any, place: str) -> Found | None:
    """The page of one record; None when the record is no page (an image, a script)."""
    url = record.headers.get("WARC-Target-URI")
    head = record.http_headers
    media = (record.http_content_type or "").lower() if head is not None else record.headers.get("Content-Type", "")
    if not media.startswith((*HTML, "text/plain")) and not (head is not None and not media):
        return None
    charset = record.http_charset if head is not None else "utf-8"
    fetched = record.record_date.isoformat().replace("+00:00", "Z") if record.record_date else None
    shell = Found(
        place,
        url,
        record.record_id,
        b"",
        f"{media or HTML[0]}; charset={charset}" if charset else media or HTML[0],
        fetched,
        None,
    )
    try:
        return shell._replace(body=read_body(record, head))
    except UnreadableError as error:
        return shell._replace(reason=str(error))


def read_body(record: Any, head: Any) -> bytes:
    """The body of a record, its encodings undone."""
    if head is not None and head.status_code and not 200 <= head.status_code < 300:
        raise UnreadableError(f"the server answered {head.status_code}")
    length = record.content_length
    if length > PAGE_BYTES:
        raise UnreadableError(f"it is larger than {PAGE_BYTES >> 20} MB")
    try:
        body: bytes = record.reader.read(length)
    except BROKEN as error:
        raise UnreadableError(CUT) from error
    if len(body) < length:
        raise UnreadableError(CUT)
    if head is None:
        return body
    if "chunked" in (head.get("Transfer-Encoding") or "").lower():
        body = join_chunks(body)
    return unpack(body, head.get("Content-Encoding") or "")


def lost(place: str, reason: str) -> Found:
    """A failure without a page."""
    return Found(place, None, None, b"", "", None, reason)


def read_wacz(stream: BinaryIO, name: str) -> Iterator[Found]:
    """The pages of all archives inside a WACZ file, read in place."""
    try:
        with ZipFile(stream) as box:
            for inner in sorted(i.filename for i in box.infolist() if ".warc" in i.filename):
                with box.open(inner) as member:
                    yield from read_warc(member, f"{name}/{inner}")  # type: ignore[arg-type]
    except BROKEN as error:
        yield lost(name, f"the zip archive is broken: {error}")
