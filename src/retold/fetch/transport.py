"""One exchange over the guarded network: a request out, a body in, with caps on its size and time.

Takes an address and headers, gives status, headers and body. It follows no redirect and knows no manners.
"""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import httpcore
import httpx

from retold.fetch.guard import GuardedBackend

STEP = 1 << 16  # bytes inflated at once


@dataclass(frozen=True, slots=True)
class Caps:
    """How much one exchange may cost."""

    size: int = 20 << 20  # bytes, unpacked
    seconds: float = 30.0  # from the first byte sent to the last received
    silence: float = 10.0  # seconds without a byte


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server said."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes


class TooLargeError(Exception):
    """A body beyond its cap, or one that cannot be unpacked."""


class Transport:
    """Exchanges over a pool of connections."""

    def __init__(self, backend: GuardedBackend, caps: Caps) -> None:
        self.backend = backend
        self.caps = caps
        context = ssl.create_default_context()
        self.pool = httpcore.ConnectionPool(ssl_context=context, max_connections=4, network_backend=backend)

    def exchange(
        self, url: str, headers: Mapping[str, str], *, method: str = "GET", content: bytes | None = None
    ) -> Reply:
        """The reply to one request; httpcore's errors say what went wrong with the network."""
        self.backend.deadline = self.backend.ticks() + self.caps.seconds
        silence = self.caps.silence
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), silence)
        target = httpx.URL(url)
        address = httpcore.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path)
        sent = [(b"Host", target.netloc), *((k.encode(), v.encode("latin-1", "replace")) for k, v in headers.items())]
        if content is not None:
            sent.append((b"Content-Length", str(len(content)).encode()))
        request = httpcore.Request(method, address, headers=sent, content=content, extensions={"timeout": timeouts})
        response = self.pool.handle_request(request)
        try:
            got = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in response.headers}
            body = self.read_body(response.iter_stream(), got.get("content-encoding", ""))
        finally:
            response.close()
        return Reply(response.status, got, body)

    def read_body(self, chunks: Iterable[bytes], encoding: str) -> bytes:
        """The body, unpacked, or TooLargeError as soon as it is beyond its cap."""
        out = bytearray()
        for part in inflate(chunks, encoding.strip().lower()):
            out += part
            if len(out) > self.caps.size:
                raise TooLargeError(f"it is larger than {self.caps.size >> 20} MB")
        return bytes(out)

    def close(self) -> None:
        """Hang up everywhere."""
        self.pool.close()


def inflate(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The chunks unpacked, a little at a time: a bomb is stopped by its cap before it goes off.

    >>> b"".join(inflate([zlib.compress(b"a ferry")], "deflate"))
    b'a ferry'
    """
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise TooLargeError(f"its content encoding {encoding[:20]!r} was not asked for")
    machine = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        for chunk in chunks:
            yield machine.decompress(chunk, STEP)
            while machine.unconsumed_tail:
                yield machine.decompress(machine.unconsumed_tail, STEP)
        yield machine.flush()
    except zlib.error as error:
        raise TooLargeError(f"its compressed body is broken: {error}") from error
