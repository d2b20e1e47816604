"""The clock that fetching waits by: the real one, or one that a test moves on."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> float:
        """Seconds since 1970; may jump, also backwards."""

    def ticks(self) -> float:
        """Seconds that only ever go forwards."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class WallClock:
    """The clock of the machine."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def ticks(self) -> float:
        """Seconds that only ever go forwards."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)
