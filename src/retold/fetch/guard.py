"""Which addresses are connected to: by default only those of the public internet.

The check is made on the very number that is connected to, after the name was resolved, and so again after every
redirect: a name that resolves to something else the second time gains nothing. Every read ends at the deadline of its
request, so that a server that sends a letter a second holds nobody.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

LEAST_WAIT = 0.05  # seconds: what is left of a deadline is never rounded down to no time at all
SCHEMES = ("http", "https")


class RefusedAddressError(httpcore.ConnectError):
    """An address that is not connected to; the message says why."""


def is_public(address: str) -> bool:
    """Whether a numeric address belongs to the public internet, also when it is written inside an IPv6 one.

    >>> [is_public(a) for a in ("93.184.216.34", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254", "64:ff9b::7f00:1")]
    [True, False, False, False, False]
    """
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(n.is_global and not n.is_multicast and not n.is_reserved for n in hidden_inside(number))


def hidden_inside(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterable[Any]:
    """An address, and those of IPv4 that it carries: mapped, 6to4, Teredo, NAT64."""
    yield number
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped:
            yield number.ipv4_mapped
        if number.sixtofour:
            yield number.sixtofour
        if number.teredo:
            yield from number.teredo
        if number in ipaddress.ip_network("64:ff9b::/96"):
            yield ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects by number, after looking at it, and keeps to the deadline of the request."""

    def __init__(self, *, allow_private: bool, ticks: Callable[[], float]) -> None:
        self.allow_private = allow_private
        self.ticks = ticks
        self.deadline = float("inf")
        self.plain = httpcore.SyncBackend()

    def left(self, timeout: float | None) -> float:
        """The seconds that an operation may take."""
        left = self.deadline - self.ticks()
        if left <= 0:
            raise httpcore.ReadTimeout("it took too long in all")
        return max(min(left, timeout if timeout is not None else left), LEAST_WAIT)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first of the host's addresses that may be connected to and answers."""
        error: Exception | None = None
        for number in self.numbers_of(host, port):
            try:
                stream = self.plain.connect_tcp(number, port, self.left(timeout), local_address, socket_options)
                return GuardedStream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
        raise error or httpcore.ConnectError(f"{host} has no address")

    def numbers_of(self, host: str, port: int) -> list[str]:
        """The numeric addresses of a host, all of them allowed."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as failed:
            raise httpcore.ConnectError(f"the name {host} cannot be resolved: {failed}") from failed
        numbers = list(dict.fromkeys(str(row[4][0]) for row in found))
        private = [n for n in numbers if not is_public(n)]
        if private and not self.allow_private:
            raise RefusedAddressError(f"{host} is at the private or local address {private[0]}: see --allow-private")
        return numbers

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        """Never."""
        raise RefusedAddressError("sockets of this machine are not connected to")

    def sleep(self, seconds: float) -> None:
        """Wait between two tries of a connection."""
        self.plain.sleep(seconds)


class GuardedStream(httpcore.NetworkStream):
    """A stream whose every operation ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, backend: GuardedBackend) -> None:
        self.stream = stream
        self.backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes, before the deadline."""
        return self.stream.read(max_bytes, self.backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send, before the deadline."""
        self.stream.write(buffer, self.backend.left(timeout))

    def close(self) -> None:
        """Hang up."""
        self.stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The stream under TLS, for the name that was asked for."""
        return GuardedStream(
            self.stream.start_tls(ssl_context, server_hostname, self.backend.left(timeout)), self.backend
        )

    def get_extra_info(self, info: str) -> Any:
        """What the stream says of itself."""
        return self.stream.get_extra_info(info)
