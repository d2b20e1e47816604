"""How much of a page and of an archive is read, and the bodies that are no text.

Takes bytes, gives bytes or the reason why not. Every decompression stops at its cap.
"""

from __future__ import annotations

import re
import zlib

PAGE_BYTES = 20 << 20  # decompressed bytes a page may have
LINE_BYTES = 4 * PAGE_BYTES  # a page inside a JSON line, with its escapes
ARCHIVE_BYTES = 64 << 30  # decompressed bytes read from one archive
BROKEN_RECORDS = 1000  # broken records after which an archive is given up
CHUNK = 1 << 20
MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class UnreadableError(Exception):
    """Bytes that cannot be used; the message is the reason, in words."""


def unpack(body: bytes, encoding: str, limit: int = PAGE_BYTES) -> bytes:
    """A body without its Content-Encoding.

    >>> unpack(zlib.compress(b"a ferry"), "deflate")
    b'a ferry'
    """
    for name in reversed([n.strip().lower() for n in encoding.split(",") if n.strip()]):
        if name in ("gzip", "x-gzip"):
            body = inflate(body, zlib.MAX_WBITS | 16, limit)
        elif name == "deflate":
            body = inflate(body, zlib.MAX_WBITS if body[:1] == b"\x78" else -zlib.MAX_WBITS, limit)
        elif name == "br":
            body = unpack_brotli(body, limit)
        elif name != "identity":
            raise UnreadableError(f"its content encoding {name!r} is unknown")
    return body


def inflate(body: bytes, window: int, limit: int) -> bytes:
    """Inflated bytes, never more than `limit`."""
    machine = zlib.decompressobj(window)
    try:
        out = machine.decompress(body, limit + 1)
    except zlib.error as error:
        raise UnreadableError(f"its compressed body is broken: {error}") from error
    if len(out) > limit:
        raise UnreadableError(f"it is larger than {limit >> 20} MB when decompressed")
    if not machine.eof:
        raise UnreadableError("its compressed body is cut short")
    return out


def unpack_brotli(body: bytes, limit: int) -> bytes:
    """The inside of a brotli body, never more than `limit`."""
    from io import BytesIO

    from fastwarc.stream_io import BrotliReader

    try:
        out: bytes = BrotliReader(BytesIO(body)).read(limit + 1)
    except (OSError, RuntimeError, ValueError) as error:
        raise UnreadableError(f"its compressed body is broken: {error}") from error
    if len(out) > limit:
        raise UnreadableError(f"it is larger than {limit >> 20} MB when decompressed")
    return out


def join_chunks(body: bytes) -> bytes:
    """A body without the marks of chunked transfer; a body that has none is returned as it is.

    >>> join_chunks(b"5\\r\\nferry\\r\\n0\\r\\n\\r\\n")
    b'ferry'
    """
    out: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\r\n", at, at + 64)
        try:
            size = int(body[at:end].split(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return body if not out else b"".join(out)
        if size == 0:
            break
        out.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(out)


def check_text(body: bytes) -> None:
    """Raise when a body is empty, too large, or no text."""
    if not body.strip():
        raise UnreadableError("it is empty")
    if len(body) > PAGE_BYTES:
        raise UnreadableError(f"it is larger than {PAGE_BYTES >> 20} MB")
    for magic, kind in MAGIC:
        if body.startswith(magic):
            raise UnreadableError(f"it is {kind}, no page")
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    head = body[:4096]
    if len(CONTROL.findall(head)) * 10 > len(head):
        raise UnreadableError("it is binary, no page")
