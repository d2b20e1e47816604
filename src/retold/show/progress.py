"""Progress of a run: bars on a terminal (nothing in a pipe), or JSON Lines for other programs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

import msgspec
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.text import Text


class RateColumn(ProgressColumn):
    """Items a second."""

    def render(self, task: Task) -> Text:
        """The rate of a step, once there is one."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="dim")


class TerminalProgress:
    """Shows each step of a run as a line on standard error."""

    def __init__(self) -> None:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description:<16}"),
            BarColumn(24),
            MofNCompleteColumn(),
            RateColumn(),
        )
        console = Console(stderr=True)
        self.bars = Bars(
            *columns, TimeElapsedColumn(), TimeRemainingColumn(), console=console, disable=not console.is_terminal
        )
        self.task = self.bars.add_task("", visible=False)

    def __enter__(self) -> TerminalProgress:
        self.bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bars.stop()

    def begin(self, step: str, total: int | None) -> None:
        """Add a line for a step."""
        self.task = self.bars.add_task(step, total=total)

    def advance(self, count: int = 1) -> None:
        """Move the line on."""
        self.bars.advance(self.task, count)

    def end(self) -> None:
        """Fill the line."""
        done = self.bars.tasks[self.task].completed
        self.bars.update(self.task, total=max(done, 1), completed=max(done, 1))


class JsonProgress:
    """Writes a JSON object a line: step begun, so many done, step ended; with the seconds since the start."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self.stream = stream
        self.clock = clock
        self.since = self.told = clock()
        self.step, self.done = "", 0

    def __enter__(self) -> JsonProgress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and not isinstance(error, SystemExit):
            self.say("failed", error=f"{type(error).__name__}: {error}")

    def begin(self, step: str, total: int | None) -> None:
        """Say that a step begins."""
        self.step, self.done = step, 0
        self.say("begin", total=total)

    def advance(self, count: int = 1) -> None:
        """Say how many are done, at most once a second."""
        self.done += count
        if self.clock() - self.told >= 1:
            self.say("advance", done=self.done)

    def end(self) -> None:
        """Say that the step is done."""
        self.say("end", done=self.done)

    def say(self, event: str, **more: object) -> None:
        """Write one line."""
        self.told = self.clock()
        line = {"event": event, "step": self.step, "seconds": round(self.told - self.since, 3), **more}
        self.stream.write(msgspec.json.encode(line).decode() + "\n")
        self.stream.flush()


def follow_run(log: str) -> TerminalProgress | JsonProgress:
    """JSON Lines on standard error where `log` is json; bars otherwise."""
    return JsonProgress(sys.stderr) if log == "json" else TerminalProgress()
