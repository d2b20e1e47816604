"""A limit on the time that one page may take; where the system has no interval timer the page runs unlimited."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

PAGE_SECONDS = 60.0  # the slowest page known, 20 MB of short paragraphs, takes 3 s


@contextmanager
def time_limit(seconds: float = PAGE_SECONDS) -> Iterator[None]:
    """Raise a TimeoutError in the work of this block when it takes longer than `seconds`."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"it took longer than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
