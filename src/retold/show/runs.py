"""Runs that a page or the API starts: each in a process of its own, its progress in a file beside the store.

`Runs.start` gives an id at once; `Runs.state` tells how far that run is, also to a server that was started later. A
worker waits while another run holds the store, and ends with the server that started it; the next run completes what
it left.
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from retold.store.errors import StoreError

NAME = re.compile(r"\d{8}-\d{6}-[0-9a-f]{6}")
FINAL = ("done", "failed")
LOOK_EVERY = 0.4  # seconds between two looks at the log of a run
MOST_LOOKS = 54_000  # six hours of them
LONGEST_LOG = 4_000_000  # bytes of a log that are read: a day of one line a second


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a run. `total` is None where it cannot be known."""

    name: str
    done: int
    total: int | None
    seconds: float
    ended: bool


@dataclass(frozen=True, slots=True)
class RunState:
    """How far a run is: waiting, running, done, failed, or stopped from outside."""

    id: str
    state: str
    steps: tuple[Step, ...] = ()
    pages: int = 0
    new: int = 0
    unread: int = 0
    error: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ("done", "failed", "stopped")


class Line(msgspec.Struct):
    """One line of a log, as the worker writes it."""

    event: str
    step: str = ""
    seconds: float = 0.0
    done: int = 0
    total: int | None = None
    error: str = ""
    pages: int = 0
    new: int = 0
    unread: int = 0
    pid: int = 0


class Runs:
    """The runs over one store, kept in a folder beside it."""

    def __init__(self, store: str, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def make(self) -> tuple[str, Path]:
        """A new run that has not started, and the folder for pages that are handed over to it."""
        run = f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{secrets.token_hex(3)}"
        place = self.folder / run / "pages"
        place.mkdir(parents=True)
        return run, place

    def start(self, run: str, paths: Sequence[str]) -> None:
        """Begin a run over these paths; over none it applies what was decided."""
        log = self.folder / run / "log.jsonl"
        with log.open("wb") as stream:
            command = [sys.executable, "-m", "retold.show.worker", str(os.getpid()), *paths]
            told = {**os.environ, "RETOLD_STORE": self.store}  # an address may hold a password
            self.children[run] = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stream, env=told)  # noqa: S603

    def list(self) -> list[str]:
        """The runs that were started here, the newest first."""
        return sorted((p.name for p in self.folder.glob("*") if (p / "log.jsonl").is_file()), reverse=True)

    def state(self, run: str) -> RunState:
        """How far a run is."""
        log = self.folder / run / "log.jsonl"
        if not NAME.fullmatch(run) or not log.is_file():
            raise StoreError("there is no such run")
        with log.open("rb") as stream:
            lines = read_lines(stream.read(LONGEST_LOG))
        return state_of(run, lines, alive=self.is_alive(run, lines))

    def is_alive(self, run: str, lines: Sequence[Line]) -> bool:
        """Whether the worker of a run is still there."""
        child = self.children.get(run)
        if child is not None:
            return child.poll() is None
        pid = next((n.pid for n in lines if n.pid), 0)
        try:
            os.kill(pid, 0)
        except OSError:
            return False
        return pid > 0


def read_lines(log: bytes) -> list[Line]:
    """The lines of a log; one that is being written is left for the next time."""
    found = []
    for line in log.splitlines():
        with suppress(msgspec.DecodeError):
            found.append(msgspec.json.decode(line, type=Line))
    return found


def state_of(run: str, lines: Sequence[Line], *, alive: bool) -> RunState:
    """How far a run is, by the lines of its log."""
    steps: dict[str, Step] = {}
    for n in lines:
        if n.event == "begin":
            steps[n.step] = Step(n.step, 0, n.total, n.seconds, ended=False)
        elif n.event in ("advance", "end") and n.step in steps:
            steps[n.step] = replace(steps[n.step], done=n.done, seconds=n.seconds, ended=n.event == "end")
    last = next((n for n in reversed(lines) if n.event in FINAL), None)
    if last is not None:
        return RunState(run, last.event, tuple(steps.values()), last.pages, last.new, last.unread, last.error)
    if not alive:
        return RunState(run, "stopped", tuple(steps.values()))
    return RunState(run, "running" if steps else "waiting", tuple(steps.values()))


async def tell_events(runs: Runs, run: str) -> AsyncIterator[bytes]:
    """The state of a run as server-sent events, whenever it changes; the last one says that it is over."""
    import anyio
    from anyio.to_thread import run_sync

    told = None
    for look in range(MOST_LOOKS):
        state = await run_sync(runs.state, run)
        if state != told:
            yield b"event: state\ndata: " + msgspec.json.encode(state) + b"\n\n"
            told = state
        elif look % 40 == 0:
            yield b": still here\n\n"
        if state.over:
            return
        await anyio.sleep(LOOK_EVERY)
