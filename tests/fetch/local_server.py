"""A real HTTP server on loopback for tests: pages are set, requests are noted, answers may be slow, wrong or endless."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What the server says to a request."""

    body: bytes = b""
    status: int = 200
    media: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0  # seconds between two bytes
    cut: bool = False  # hang up in the middle
    etag: str | None = None  # 304 to a request that knows it


@dataclass(frozen=True)
class Asked:
    """A request that came."""

    path: str
    headers: dict[str, str]
    at: float
    body: bytes = b""


class LocalServer:
    """Pages by path; a function makes its reply anew for each request."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, Reply | Callable[[], Reply]] = {}
        self.asked: list[Asked] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [a.path for a in self.asked if a.path != "/robots.txt"]

    def reply_to(self, path: str) -> Reply:
        found = self.pages.get(path, Reply(b"nothing here", 404))
        return found() if callable(found) else found


def handler_for(server: LocalServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.answer(b"")

        def do_POST(self) -> None:
            self.answer(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

        def answer(self, body: bytes) -> None:
            server.asked.append(Asked(self.path, dict(self.headers.items()), time.monotonic(), body))
            reply = server.reply_to(self.path)
            if reply.etag and self.headers.get("If-None-Match") == reply.etag:
                reply = Reply(b"", 304, etag=reply.etag)
            self.send_response(reply.status)
            headers = {"Content-Type": reply.media, "Content-Length": str(len(reply.body)), **reply.headers}
            if reply.etag:
                headers["ETag"] = reply.etag
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.send(reply)

        def send(self, reply: Reply) -> None:
            if reply.cut:
                self.wfile.write(reply.body[: len(reply.body) // 2])
                self.close_connection = True
                return
            try:
                for k in range(len(reply.body)) if reply.drip else ():
                    self.wfile.write(reply.body[k : k + 1])
                    self.wfile.flush()
                    time.sleep(reply.drip)
                if not reply.drip:
                    self.wfile.write(reply.body)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


@contextmanager
def serve() -> Iterator[LocalServer]:
    """A server that runs until the test is over."""
    server = LocalServer(0)
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(server))
    http.daemon_threads = True
    server.port = http.server_address[1]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()


class TestClock:
    """A clock that moves only when it is slept on, or moved."""

    __test__ = False

    def __init__(self, start: float = 1_900_000_000.0) -> None:
        self.time = start
        self.steady = 0.0

    def now(self) -> float:
        return self.time

    def ticks(self) -> float:
        return self.steady

    def sleep(self, seconds: float) -> None:
        self.time += seconds
        self.steady += seconds
