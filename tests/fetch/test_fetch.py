"""Fetching is polite, bounded, and never reaches a private address unless it is asked for."""

from __future__ import annotations

import gzip
import socket
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.local_server import LocalServer, Reply, TestClock
from retold.fetch import Fetcher
from retold.fetch.answers import wait_asked
from retold.fetch.guard import is_public
from retold.fetch.transport import Caps

PAGE = Reply(b"<p>The ferry Osprey sank off Skarn.</p>", etag='"one"')


def fetcher(**more: Any) -> Fetcher:
    options: dict[str, Any] = {"allow_private": True, "clock": TestClock(), "caps": Caps(1 << 20, 3.0, 1.0)}
    return Fetcher(**{**options, **more})


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("127.8.8.8", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
        ("no address", False),
    ],
)
def test_only_public_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_local_address_is_refused_unless_asked_for(server: LocalServer) -> None:
    server.pages["/a"] = PAGE
    refused = fetcher(allow_private=False).fetch(server.url("/a"))
    assert refused.kind == "refused"
    assert "--allow-private" in refused.why
    assert server.asked == []
    assert fetcher().fetch(server.url("/a")).kind == "body"


def test_a_name_that_resolves_to_a_local_address_is_refused(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo

    def resolve(host: str, *rest: Any, **more: Any) -> Any:
        return real("127.0.0.1" if host == "news.example" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert fetcher(allow_private=False).fetch(server.url("/a", "news.example")).kind == "refused"
    assert server.asked == []


def test_a_redirect_to_a_private_address_is_refused(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.pages["/a"] = Reply(status=302, headers={"Location": "http://10.0.0.1/secret"})
    from retold.fetch import guard

    monkeypatch.setattr(guard, "is_public", lambda number: number == "127.0.0.1")
    answer = fetcher(allow_private=False).fetch(server.url("/a"))
    assert (answer.kind, answer.url) == ("refused", "http://10.0.0.1/secret")


@pytest.mark.parametrize("target", ["file:///etc/hosts", "ftp://127.0.0.1/x", "http://user:word@127.0.0.1/", "//[", ""])
def test_what_is_no_address_of_the_web_is_refused(target: str) -> None:
    assert fetcher().fetch(target).kind == "refused"


def test_a_redirect_to_a_file_is_refused(server: LocalServer) -> None:
    server.pages["/a"] = Reply(status=301, headers={"Location": "file:///etc/hosts"})
    assert fetcher().fetch(server.url("/a")).kind == "refused"


def test_a_page_comes_with_its_bytes_and_an_honest_agent(server: LocalServer) -> None:
    server.pages["/a"] = PAGE
    answer = fetcher(contact="desk@paper.example").fetch(server.url("/a"))
    assert answer.body == PAGE.body
    agent = server.asked[-1].headers["User-Agent"]
    assert agent.startswith("retold/")
    assert "desk@paper.example" in agent


def test_a_page_that_has_not_changed_is_not_sent_again(server: LocalServer) -> None:
    server.pages["/a"] = PAGE
    reader = fetcher()
    first = reader.fetch(server.url("/a"))
    assert reader.fetch(server.url("/a"), etag=first.etag).kind == "same"


def test_robots_are_asked_first_and_obeyed(server: LocalServer) -> None:
    server.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private\n", media="text/plain")
    server.pages["/private/a"] = server.pages["/b"] = PAGE
    reader = fetcher()
    assert "robots.txt" in reader.fetch(server.url("/private/a")).why
    assert reader.fetch(server.url("/b")).kind == "body"
    assert [a.path for a in server.asked] == ["/robots.txt", "/b"]


def test_a_host_whose_robots_cannot_be_had_is_left_alone_for_now(server: LocalServer) -> None:
    server.pages["/robots.txt"] = Reply(status=500)
    server.pages["/a"] = PAGE
    assert fetcher().fetch(server.url("/a")).kind == "failed"
    assert server.paths() == []


def test_a_host_is_asked_once_a_second_or_as_slowly_as_it_wants(server: LocalServer) -> None:
    server.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 7\n", media="text/plain")
    server.pages["/a"] = PAGE
    clock = TestClock()
    reader = fetcher(clock=clock)
    for _ in range(3):
        reader.fetch(server.url("/a"))
    assert clock.steady == pytest.approx(1 + 7 + 7)


def test_retry_after_closes_the_host_until_then(server: LocalServer) -> None:
    server.pages["/a"] = Reply(status=429, headers={"Retry-After": "120"})
    server.pages["/b"] = PAGE
    clock = TestClock()
    reader = fetcher(clock=clock)
    answer = reader.fetch(server.url("/a"))
    assert (answer.kind, answer.until) == ("later", clock.now() + 120)
    assert reader.fetch(server.url("/b")).kind == "later"
    clock.sleep(121)
    assert reader.fetch(server.url("/b")).kind == "body"


@pytest.mark.parametrize(
    ("path", "reply", "kind"),
    [
        ("/gone", Reply(status=404), "refused"),
        ("/broken", Reply(status=500), "failed"),
        ("/cut", Reply(b"x" * 1000, cut=True), "failed"),
        ("/photo", Reply(b"\xff\xd8\xff", media="image/jpeg"), "refused"),
        ("/large", Reply(b"x" * (2 << 20)), "refused"),
        ("/bomb", Reply(gzip.compress(b"\0" * (64 << 20)), headers={"Content-Encoding": "gzip"}), "refused"),
        ("/odd", Reply(b"x", headers={"Content-Encoding": "br"}), "refused"),
        ("/torn", Reply(gzip.compress(b"a ferry")[:9] + b"???", headers={"Content-Encoding": "gzip"}), "refused"),
        ("/round", Reply(status=302, headers={"Location": "/round"}), "refused"),
        ("/nowhere", Reply(status=302), "refused"),
    ],
)
def test_whatever_a_server_does_there_is_an_answer(server: LocalServer, path: str, reply: Reply, kind: str) -> None:
    server.pages[path] = reply
    answer = fetcher().fetch(server.url(path))
    assert (answer.kind, bool(answer.why)) == (kind, True)


def test_a_server_that_drips_is_left_at_the_deadline(server: LocalServer) -> None:
    server.pages["/slow"] = Reply(b"x" * 1000, drip=0.05)
    started = time.monotonic()
    answer = fetcher(caps=Caps(1 << 20, 0.5, 0.4)).fetch(server.url("/slow"))
    assert answer.kind == "failed"
    assert time.monotonic() - started < 3


def test_a_port_on_which_nobody_listens_fails(server: LocalServer) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert fetcher().fetch(f"http://127.0.0.1:{port}/a").kind == "failed"


def test_packed_pages_are_unpacked(server: LocalServer) -> None:
    server.pages["/a"] = Reply(gzip.compress(PAGE.body), headers={"Content-Encoding": "gzip"})
    assert fetcher().fetch(server.url("/a")).body == PAGE.body


@given(st.text(max_size=20), st.floats(0, 2e9))
def test_a_wait_that_is_asked_for_is_bounded(value: str, now: float) -> None:
    wait = wait_asked(value, now)
    assert wait is None or 1 <= wait <= 86_400
