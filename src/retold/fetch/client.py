"""Fetches addresses politely, and answers for whatever happens.

Takes an address and what is known of it from before, gives an Answer. Redirects are followed by hand, each with its own
checks and its own turn. Proxies, cookies and credentials are not used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import httpcore
import httpx

from retold import __version__
from retold.fetch.answers import Answer, wait_asked
from retold.fetch.clock import Clock, WallClock
from retold.fetch.guard import SCHEMES, GuardedBackend, RefusedAddressError
from retold.fetch.manners import Manners
from retold.fetch.transport import Caps, Reply, TooLargeError, Transport

AGENT = f"retold/{__version__}"
LONGEST_ADDRESS = 2048
REDIRECTS = 5
BUSY = (429, 503)
BUSY_WAIT = 300.0  # seconds, where a busy server names none
GONE = (401, 403, 404, 405, 410, 451)
PAGES = re.compile(r"^(?:text/|application/(?:[\w.-]+\+)?(?:xml|json)|application/(?:xhtml|rss|atom))", re.IGNORECASE)


class Fetcher:
    """One polite reader of the web. `contact` tells hosts whom to write to."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        contact: str | None = None,
        caps: Caps | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.clock = clock or WallClock()
        backend = GuardedBackend(allow_private=allow_private, ticks=WallClock().ticks)
        self.transport = Transport(backend, caps or Caps())
        self.headers = {
            "User-Agent": f"{AGENT} ({contact})" if contact else AGENT,
            "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
            "application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1",
            "Accept-Encoding": "gzip",
        }
        self.manners = Manners(self.clock, AGENT.partition("/")[0], self.read_robots)

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
        """What is at this address, if it has changed since it had this ETag or Last-Modified."""
        headers = dict(self.headers)
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        at = url
        try:
            for _ in range(REDIRECTS + 1):
                found = self.ask(at, headers)
                if isinstance(found, Answer):
                    return found
                at = found
            return Answer("refused", at, f"it redirects more than {REDIRECTS} times")
        except (RefusedAddressError, TooLargeError) as error:
            return Answer("refused", at, str(error))
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            return Answer("failed", at, f"{type(error).__name__}: {error}".removesuffix(": "))

    def ask(self, url: str, headers: Mapping[str, str]) -> Answer | str:
        """One request, with manners; the address it redirects to where it does."""
        origin = origin_of(url)
        if origin is None:
            return Answer("refused", url[:LONGEST_ADDRESS], "it is no address of the web (http or https)")
        host = self.manners.host(origin)
        if host.closed_until > self.clock.now():
            return Answer("later", url, "its host asked for time", until=host.closed_until)
        refused, soon = self.manners.refusal(origin, url)
        if refused:
            return Answer("failed" if soon else "refused", url, refused)
        self.manners.wait_turn(origin)
        reply = self.transport.exchange(url, headers)
        if reply.status in BUSY:
            wait = wait_asked(reply.headers.get("retry-after"), self.clock.now()) or BUSY_WAIT
            host.closed_until = self.clock.now() + wait
            return Answer("later", url, f"status {reply.status}", until=host.closed_until)
        if 300 <= reply.status < 400 and reply.status != 304:
            return redirect_of(url, reply)
        return answer_of(url, reply)

    def read_robots(self, url: str) -> tuple[int, bytes]:
        """Status and body of a robots.txt, through at most REDIRECTS redirects; OSError when it cannot be had."""
        at = url
        try:
            for _ in range(REDIRECTS + 1):
                reply = self.transport.exchange(at, self.headers)
                found = redirect_of(at, reply) if 300 <= reply.status < 400 else None
                if not isinstance(found, str):
                    return reply.status, reply.body
                at = found
        except (RefusedAddressError, TooLargeError):
            raise
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise OSError(f"{type(error).__name__}: {error}") from error
        return 404, b""

    def post(self, url: str, content: bytes) -> str:
        """Send JSON to a webhook; "" when it was taken, else why not."""
        try:
            reply = self.transport.exchange(
                url, {**self.headers, "Content-Type": "application/json"}, method="POST", content=content
            )
        except (RefusedAddressError, TooLargeError, OSError) as error:
            return str(error)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            return f"{type(error).__name__}: {error}"
        return "" if 200 <= reply.status < 300 else f"status {reply.status}"

    def close(self) -> None:
        """Hang up everywhere."""
        self.transport.close()


def origin_of(url: str) -> str | None:
    """Scheme, host and port of an address of the web; None for what is none.

    >>> origin_of("https://Example.org:8443/a?b"), origin_of("file:///etc/hosts"), origin_of("http://u:p@host/")
    ('https://example.org:8443', None, None)
    """
    try:
        at = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError):
        return None
    if at.scheme not in SCHEMES or not at.host or at.userinfo or len(url) > LONGEST_ADDRESS:
        return None
    return f"{at.scheme}://{at.netloc.decode('ascii', 'replace')}"


def redirect_of(url: str, reply: Reply) -> Answer | str:
    """Where a reply redirects to; relative addresses are resolved."""
    try:
        return str(httpx.URL(url).join(reply.headers["location"]))
    except (KeyError, httpx.InvalidURL, ValueError):
        return Answer("refused", url, f"status {reply.status} without an address to go to")


def answer_of(url: str, reply: Reply) -> Answer:
    """What a reply that is no redirect means."""
    if reply.status == 304:
        return Answer("same", url)
    if reply.status != 200:
        return Answer("refused" if reply.status in GONE else "failed", url, f"status {reply.status}")
    media = reply.headers.get("content-type", "")
    if media and not PAGES.match(media):
        return Answer("refused", url, f"it is {media.split(';')[0][:60]}, no page")
    etag, modified = reply.headers.get("etag"), reply.headers.get("last-modified")
    return Answer("body", url, body=reply.body, media=media, etag=etag, modified=modified)
