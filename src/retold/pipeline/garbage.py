"""How often Python looks for cyclic garbage: seldom, as a run makes many records and hardly a cycle.

By its own rule it looks through all that is kept again and again, which is a tenth of the time of a run, and half a
second at once where a large store is known.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (200_000, 50, 100)  # new objects before the youngest are looked through; of these looks, of the next


def collect_seldom() -> None:
    """Look seldom in this process from now on."""
    gc.set_threshold(*SELDOM)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look seldom while this lasts."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
