"""Work on one item of a task: in its own process at first, by a child when the task is tried again."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import time

import pytest

from retold.engine import attempts
from retold.engine.attempts import attempt, task


def treat(item: str) -> str:
    """Work that some items are too much for."""
    faulthandler.disable()  # the runner of tests would print where
    if item == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if item == "memory":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "hang":
        time.sleep(60)
    return f"{item.upper()} {int(item)}" if item == "word" else item.upper()


@pytest.mark.skipif(sys.platform != "linux", reason="the names of signals are those of Linux")
def test_each_item_that_brings_its_process_down_is_told_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "LOOK_EVERY", 0.2)
    with task(1):
        told = [str(attempt(treat, item, 1.0)) for item in ("a", "crash", "b", "memory", "hang", "word", "c")]
    assert told == [
        "A",
        "its worker ended: SIGSEGV",
        "B",
        "its worker ended: SIGKILL, perhaps for want of memory",
        "it took longer than 1.0 seconds and its worker was ended",
        "invalid literal for int() with base 10: 'word'",
        "C",
    ]


def test_a_task_that_is_tried_first_works_in_its_own_process() -> None:
    with task(0):
        assert attempt(own_number, None, 5.0) == os.getpid()
    with task(1):
        assert attempt(own_number, None, 5.0) != os.getpid()


def own_number(_item: None) -> int:
    """The number of the process that works."""
    return os.getpid()


HANGS = """
import time
from retold.engine.attempts import attempt, task
with task(0):
    attempt(time.sleep, 60, 0.5)
"""


def test_work_that_hangs_where_nothing_can_interrupt_it_ends_its_process_so_that_the_task_is_tried_again() -> None:
    done = subprocess.run([sys.executable, "-c", HANGS], capture_output=True, text=True, timeout=50, check=False)
    assert done.returncode == 1
    assert "Timeout" in done.stderr
