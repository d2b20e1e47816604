"""Row work gives results in order, in this process or in others, and no item ends the others."""

import os
import signal
import time

import pytest

from retold.pipeline.workers import SMALL, map_items


@pytest.mark.parametrize("count", [0, 3, SMALL * 3])
def test_results_come_in_the_order_of_the_items_and_failures_in_their_place(count: int) -> None:
    items = [str(n) if n % 2 else f"no number {n}" for n in range(count)]
    found = list(map_items(int, items, workers=None if count < SMALL else 2))
    assert [item for item, _ in found] == items
    assert [r for _, r in found if not isinstance(r, Exception)] == list(range(1, count, 2))
    assert all(isinstance(r, ValueError) for item, r in found if item.startswith("no"))


def treat(item: str) -> str:
    """Work that some items are poison for."""
    if item == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if item == "memory":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "leave":
        os._exit(7)
    if item == "hang":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            time.sleep(1)
    return item.upper()


def test_an_item_that_ends_or_stops_its_worker_is_named_and_the_others_go_on() -> None:
    items = ["a", "crash", "b", "memory", "c", "leave", "d", "hang", "e"]
    found = dict(map_items(treat, items, workers=2, seconds=8))
    assert list(found) == items
    assert {i: r for i, r in found.items() if isinstance(r, str)} == {i: i.upper() for i in "abcde"}
    said = {i: str(r) for i, r in found.items() if isinstance(r, Exception)}
    assert said["crash"] == "its worker ended: SIGSEGV"
    assert said["memory"] == "its worker ended: SIGKILL, perhaps for want of memory"
    assert said["leave"] == "its worker ended: exit code 7"
    assert said["hang"] == "it took longer than 8 seconds and its worker was ended"
