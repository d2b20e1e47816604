"""Who watches a run: nobody, a stopwatch, or whoever the caller names."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from retold.store.runs import StepTime


class Progress(Protocol):
    """Where a run tells how far it is."""

    def begin(self, step: str, total: int | None) -> None:
        """A step begins; total is None when it cannot be known."""

    def advance(self, count: int = 1) -> None:
        """So many more are done."""

    def end(self) -> None:
        """The step is done."""


class Silence:
    """Progress that nobody watches."""

    def begin(self, step: str, total: int | None) -> None:
        """Say nothing."""

    def advance(self, count: int = 1) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""


class Stopwatch:
    """Progress that notes how long each step took, and passes everything on."""

    def __init__(self, watch: Progress, clock: Callable[[], float] = time.monotonic) -> None:
        self.watch = watch
        self.clock = clock
        self.steps: list[StepTime] = []
        self.step, self.items, self.since = "", 0, 0.0

    def begin(self, step: str, total: int | None) -> None:
        """Start the watch."""
        self.step, self.items, self.since = step, 0, self.clock()
        self.watch.begin(step, total)

    def advance(self, count: int = 1) -> None:
        """Count."""
        self.items += count
        self.watch.advance(count)

    def end(self) -> None:
        """Note the time."""
        self.steps.append(StepTime(self.step, self.items, round(self.clock() - self.since, 3)))
        self.watch.end()
