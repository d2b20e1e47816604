"""Limits on what one page may take: time, and claims, since a ledger compares the claims of a story with each other.

Where the system has no interval timer a page has all the time it wants.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from retold.records import Claims

PAGE_SECONDS = 60.0  # the slowest page known, 20 MB of short paragraphs, takes 3 s
MOST_CLAIMS = 3_000  # of one page; pages of news have tens, a made-up page of 1.6 MB had 28,866
MOST_READ = 3_000_000  # characters of the sentences of a page's figures, each sentence once for each figure in it


def check_claims(claims: Claims) -> Claims:
    """The same claims, or a ValueError that tells why these are not those of an article."""
    count = len(claims.all())
    if count > MOST_CLAIMS:
        raise ValueError(f"it holds {count:,} claims, an article at most {MOST_CLAIMS:,}")
    if sum(f.sentence.end - f.sentence.start for f in claims.figures) > MOST_READ:
        raise ValueError("its figures stand in sentences without end")
    return claims


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
