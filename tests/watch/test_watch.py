"""A watch takes every page once, whatever the network, the clock and the power do, and tells what changed."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fetch.local_server import LocalServer, Reply, TestClock
from retold.fetch import Fetcher, guard
from retold.fetch.transport import Caps
from retold.pipeline import watch as pipeline_watch
from retold.pipeline.watch import Targets, Watch, sort_targets
from retold.pipeline.watch_inbox import Inbox
from retold.store import reading, watch_state
from retold.store.database import Store, open_store
from retold.store.watch_state import Notice

WIRE = (
    "The ferry Osprey ran onto rocks off Skarn on Monday, killing {toll} of the 212 people on board. Captain Ana Moss "
    "told investigators that the radar had failed in thick fog near the Tolmer lighthouse. Divers from Tornvik "
    "searched the flooded car deck while the coast guard counted survivors in a school."
)
LOCAL = (
    "{toll} people died when the Osprey hit a reef close to the Tolmer lighthouse on Monday. Of 212 travellers most "
    "reached Skarn in lifeboats. Its captain, Ana Moss, blames a broken radar and fog; divers who came over from "
    "Tornvik are still looking through the vessel."
)


def page(text: str, title: str = "Ferry Osprey runs onto rocks off Skarn") -> Reply:
    html = (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )
    return Reply(html.encode())


def feed(server: LocalServer, paths: list[str], *, stamp: str = "Mon, 06 May 2030 08:00:00 GMT") -> Reply:
    items = "".join(
        f"<item><title>Ferry</title><link>{server.url(p)}</link><pubDate>{stamp}</pubDate></item>" for p in paths
    )
    return Reply(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), media="application/rss+xml")


class Heard:
    """Keeps what it is told, or refuses to listen."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        self.deaf = False

    def __call__(self, notice: Notice) -> bool:
        if not self.deaf:
            self.notices.append(notice)
        return not self.deaf

    def kinds(self) -> list[str]:
        return [n.kind for n in self.notices]


def watch_of(
    store: Store, targets: Targets, clock: TestClock, heard: Heard, *, allow_private: bool = True, every: float = 300.0
) -> Watch:
    fetcher = Fetcher(allow_private=allow_private, clock=clock, caps=Caps(1 << 20, 1.0, 0.5))
    inbox = Path(f"{store.path}.inbox")
    tellers: dict[str, Callable[[Notice], bool]] = {"lines": heard}
    return Watch(store, targets, inbox, fetch=fetcher.fetch, clock=clock, tellers=tellers, every=every)


def urls_in(store: Store) -> list[str]:
    return sorted(row.url or row.found_in for row in reading.read_page_rows(store).values())


def test_an_hour_of_feeds_errors_slow_answers_and_redirects(
    server: LocalServer, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETOLD_MODEL", "none")
    monkeypatch.setattr(guard, "is_public", lambda number: number in ("127.0.0.1", "::1"))
    clock, heard, started = TestClock(), Heard(), time.monotonic()
    late = clock.now() + 1500
    flaky = count()
    server.pages |= {
        "/feed": lambda: feed(server, ["/wire", "/slow", "/secret", "/moved"] + ["/local"] * (clock.now() > late)),
        "/bad-feed": Reply(b"<rss><channel><item>", media="application/rss+xml"),
        "/ill-feed": lambda: Reply(status=500) if clock.now() < late else feed(server, ["/other"]),
        "/busy-feed": Reply(status=503, headers={"Retry-After": "900"}),
        "/wire": page(WIRE.format(toll="14")),
        "/local": page(LOCAL.format(toll="Fourteen"), "Osprey hits reef near lighthouse"),
        "/other": lambda: (
            Reply(status=500) if next(flaky) < 2 else page("Teachers in Velmora walked out.", "Schools close")
        ),
        "/slow": Reply(b"x" * 10_000, drip=0.02),
        "/secret": Reply(status=302, headers={"Location": "http://192.168.0.1/admin"}),
        "/moved": Reply(status=301, headers={"Location": "/moved-here"}),
        "/moved-here": page("Rain stopped in Hestrand, said Jon Varga.", "Dry at last"),
    }
    feeds = tuple(server.url(p) for p in ("/feed", "/bad-feed", "/ill-feed"))
    feeds = (*feeds, server.url("/busy-feed", "localhost"))  # another host: it alone asks for time
    watching = watch_of(store, Targets(feeds), clock, heard, allow_private=False)
    watching.run(until=3600)
    assert urls_in(store) == sorted(server.url(p) for p in ("/wire", "/local", "/other", "/moved-here"))
    assert heard.kinds().count("new-story") == 3
    assert "gained-source" in heard.kinds()
    states = {a.url.rpartition("/")[2]: a for a in watch_state.read_addresses(store)}
    assert (states["secret"].state, "private" in states["secret"].note) == ("given-up", True)
    assert states["slow"].tries > 2
    assert server.paths().count("/busy-feed") == 4
    assert server.paths().count("/wire") == 1
    assert time.monotonic() - started < 60


def test_pages_of_one_host_are_asked_for_a_second_apart(
    server: LocalServer, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETOLD_MODEL", "none")
    clock = TestClock()
    server.pages |= {"/feed": feed(server, ["/a", "/b"]), "/a": page("Rain fell."), "/b": page("Snow fell.")}
    watch_of(store, Targets((server.url("/feed"),)), clock, Heard()).round()
    assert len(urls_in(store)) == 2
    assert clock.steady >= len(server.asked) - 1 == 3


def test_a_figure_that_changes_and_a_contradiction_are_told_once(
    server: LocalServer, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, heard = TestClock(), Heard()
    stamp = {"now": "Mon, 06 May 2030 08:00:00 GMT"}
    server.pages |= {
        "/feed": lambda: feed(server, ["/wire"], stamp=stamp["now"]),
        "/wire": page(WIRE.format(toll="14")),
        "/second": page(LOCAL.format(toll="Nineteen"), "Osprey hits reef near lighthouse"),
    }
    watching = watch_of(store, Targets((server.url("/feed"),)), clock, heard)
    watching.round()
    server.pages["/feed"] = feed(server, ["/wire", "/second"])
    clock.sleep(400)
    watching.round()
    assert "contradiction" in heard.kinds() or "figure-changed" in heard.kinds()
    told = len(heard.notices)
    clock.sleep(400)
    watching.round()
    assert len(heard.notices) == told


def test_a_page_that_its_feed_calls_changed_is_taken_again(
    server: LocalServer, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETOLD_MODEL", "none")
    clock = TestClock()
    server.pages |= {"/feed": feed(server, ["/wire"]), "/wire": page(WIRE.format(toll="14"))}
    watching = watch_of(store, Targets((server.url("/feed"),)), clock, Heard())
    watching.round()
    server.pages["/wire"] = page(WIRE.format(toll="17"))
    clock.sleep(400)
    watching.round()
    assert len(urls_in(store)) == 1
    server.pages["/feed"] = feed(server, ["/wire"], stamp="Mon, 06 May 2030 12:00:00 GMT")
    clock.sleep(400)
    watching.round()
    assert urls_in(store) == [server.url("/wire")] * 2


def test_a_listener_that_was_deaf_is_told_later(
    server: LocalServer, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETOLD_MODEL", "none")
    clock, heard = TestClock(), Heard()
    server.pages |= {"/a": page(WIRE.format(toll="14"))}
    watching = watch_of(store, Targets((server.url("/a"),)), clock, heard)
    heard.deaf = True
    watching.round()
    heard.deaf = False
    watching.round()
    assert [(n.number, n.kind) for n in heard.notices] == [(1, "new-story")]


def test_a_list_that_grows_and_a_folder_that_fills(
    server: LocalServer, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETOLD_MODEL", "none")
    clock = TestClock(time.time())
    listed, folder = tmp_path / "addresses.txt", tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    server.pages |= {"/a": page("Rain fell in Skarn."), "/b": page("Snow fell in Hestrand.")}
    listed.write_text(f"# pages\n{server.url('/a')}\n", encoding="utf-8")
    watching = watch_of(store, sort_targets([str(listed), str(folder)]), clock, Heard())
    watching.round()
    assert urls_in(store) == [server.url("/a")]
    listed.write_text(f"{server.url('/a')}\n{server.url('/b')}\n", encoding="utf-8")
    growing = folder / "deep" / "c.txt"
    growing.write_text("A pier fell in", encoding="utf-8")
    watching.round()
    growing.write_text("A pier fell in Tornvik. Nobody was hurt.", encoding="utf-8")
    watching.round()
    clock.sleep(30)
    watching.round()
    assert urls_in(store) == sorted([server.url("/a"), server.url("/b"), "deep/c.txt"])
    (text,) = [a.text for a in reading.read_articles(store) if a.url is None]
    assert "Nobody was hurt" in text


def test_a_clock_that_goes_backwards_stops_nothing(
    server: LocalServer, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETOLD_MODEL", "none")
    clock = TestClock()
    server.pages |= {"/feed": feed(server, [])}
    watching = watch_of(store, Targets((server.url("/feed"),)), clock, Heard())
    watching.round()
    server.pages |= {"/feed": feed(server, ["/a"]), "/a": page("Rain fell in Skarn.")}
    clock.time -= 86_400
    watching.round()
    clock.sleep(watching.every)
    watching.round()
    assert urls_in(store) == [server.url("/a")]


def test_what_a_store_held_before_the_watch_is_no_news(
    server: LocalServer, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETOLD_MODEL", "none")
    clock, heard = TestClock(), Heard()
    server.pages |= {"/a": page(WIRE.format(toll="14"))}
    watch_of(store, Targets((server.url("/a"),)), clock, heard).round()
    with store.write() as connection:
        for table in (watch_state.watch_standings, watch_state.watch_notices):
            connection.execute(table.delete())
    again = Heard()
    watch_of(store, Targets(), clock, again).round()
    assert (len(heard.notices), again.notices) == (1, [])


def test_an_argument_that_cannot_be_watched_is_named() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        sort_targets(["nowhere"])


def test_a_notice_goes_to_a_webhook_as_json(server: LocalServer) -> None:
    from retold.cli.watch import poster

    server.pages["/hook"] = Reply(b"", 204)
    notice = Notice(7, "2030-05-06T08:00:00+00:00", "gained-source", "story-1", "Ferry", "2 sources, was 1")
    assert poster(server.url("/hook"), None)(notice)
    assert msgspec.json.decode(server.asked[-1].body, type=Notice) == notice
    server.pages["/hook"] = Reply(status=500)
    assert not poster(server.url("/hook"), None)(replace(notice, number=8))


# ---- killed between any two steps ------------------------------------------------------------------------------------


def watch_until_killed(path: Path, address: str, steps: int) -> None:
    """One round in a process of its own, which kills itself before or after one of the steps that leave a trace."""
    left = steps

    def count_down() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(work: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **more: Any) -> Any:
            count_down()
            out = work(*given, **more)
            count_down()
            return out

        return step

    for place, name in (
        (Inbox, "put"),
        (pipeline_watch, "run_pages"),
        (watch_state, "write_addresses"),
        (watch_state, "write_source"),
        (watch_state, "write_standings"),
    ):
        setattr(place, name, counted(getattr(place, name)))
    watching = watch_of(open_store(path, create=True), Targets((address,)), TestClock(), Heard())
    watching.round()


def test_killed_at_any_step_nothing_is_lost_or_doubled(
    server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETOLD_MODEL", "none")
    monkeypatch.setattr(pipeline_watch, "AT_ONCE", 2)
    serial = count()
    told = {"/a": "Rain fell in Skarn on Monday.", "/b": "Snow fell in Hestrand.", "/c": "A pier fell in Tornvik."}

    def page_at(path: str) -> Callable[[], Reply]:
        return lambda: page(f"{told[path]} Advertisement number {next(serial)} stood here.")

    server.pages |= {"/feed": feed(server, list(told)), **{path: page_at(path) for path in told}}
    context = get_context("fork")
    watch_of(
        open_store(tmp_path / "whole.sqlite", create=True), Targets((server.url("/feed"),)), TestClock(), Heard()
    ).round()

    def run(store: Path, steps: int) -> int | None:
        child = context.Process(target=watch_until_killed, args=(store, server.url("/feed"), steps))
        child.start()
        child.join(60)
        return child.exitcode

    for steps in (2, 4, 7, 8, 9, 10, 11, 12, 15, 17, 19):
        store = tmp_path / f"killed-{steps}.sqlite"
        assert run(store, steps) == -signal.SIGKILL
        assert run(store, 0) == 0
        with sqlite3.connect(store) as connection:
            found = [row[0] for row in connection.execute("SELECT url FROM articles ORDER BY url")]
            placed = connection.execute("SELECT a.url FROM articles a JOIN story_articles s ON s.article = a.id")
            assert found == sorted(row[0] for row in placed) == [server.url(path) for path in told], steps
        assert list(Path(f"{store}.inbox").iterdir()) == []
