"""One item of work on an executor: what fails, hangs, or brings its process down becomes an exception, as at the desk.

A task does its work in its own process, which costs nothing. When that process dies, Spark tries the task again; then
every item is done in a child of its own process, and the item at which a child dies is the one to blame.
"""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from retold.pipeline.guard import LATE, LOOK_EVERY
from retold.pipeline.limits import PAGE_SECONDS
from retold.pipeline.workers import GRACE, lost, start_worker

Item = TypeVar("Item")
Result = TypeVar("Result")
SECONDS = PAGE_SECONDS + GRACE  # for one page, as at the desk
METHOD = "fork" if hasattr(os, "fork") else "spawn"


class Child:
    """A process that does what it is told, item by item; another takes its place when it dies."""

    def __init__(self) -> None:
        self.process: Any = None
        self.pipe: Any = None

    def start(self) -> None:
        """Have a child that waits for work."""
        if self.process is not None:
            return
        context: Any = get_context(METHOD)
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=serve, args=(other, self.pipe, os.getpid()), daemon=True)
        self.process.start()
        other.close()

    def attempt(self, work: Callable[[Item], Result], item: Item, seconds: float | None) -> Result | Exception:
        """The result for one item, or what became of it."""
        self.start()
        self.pipe.send((work, item))
        looks = 0
        while not self.pipe.poll(LOOK_EVERY):
            looks += 1
            if seconds is not None and looks * LOOK_EVERY > seconds:
                self.end()
                return lost(LATE, seconds)
        try:
            found: Result | Exception = self.pipe.recv()
        except (EOFError, OSError):
            return lost(self.end(), seconds)
        return found

    def end(self) -> int | None:
        """End the child, unless it has ended; its exit code, a signal's below 0."""
        if self.process is None:
            return 0
        self.pipe.close()
        self.process.join(LOOK_EVERY)
        self.process.kill()
        self.process.join()
        code: int | None = self.process.exitcode
        self.process = None
        return code


def serve(pipe: Connection, other: Connection | None, parent: int) -> None:
    """Do what comes through the pipe until it is closed."""
    if other is not None and METHOD == "fork":
        other.close()
    start_worker(parent)
    with suppress(EOFError, OSError):
        while True:
            pipe.send(try_once(*pipe.recv()))


def try_once(work: Callable[[Item], Result], item: Item) -> Result | Exception:
    """The result, or the exception that the work raised."""
    try:
        return work(item)
    except Exception as error:  # noqa: BLE001 - listed with its reason by the caller; the other items go on
        return error


class Task:
    """The task that this process works on: whether its items are watched, or done by a child."""

    def __init__(self) -> None:
        self.child: Child | None = None
        self.watched = False


TASK = Task()


@contextmanager
def task(number: int) -> Iterator[None]:
    """Work on a task of Spark that was tried `number` times before."""
    TASK.watched = number == 0
    TASK.child = Child() if number else None
    try:
        yield
    finally:
        if TASK.child:
            TASK.child.end()
        TASK.watched, TASK.child = False, None


def attempt(work: Callable[[Item], Result], item: Item, seconds: float | None = None) -> Result | Exception:
    """The result for one item, or the exception that the desk would list in its place.

    >>> attempt(len, "abc"), attempt(int, "abc")
    (3, ValueError("invalid literal for int() with base 10: 'abc'"))
    """
    if TASK.child is not None:
        return TASK.child.attempt(work, item, seconds)
    if not TASK.watched or seconds is None:
        return try_once(work, item)
    faulthandler.dump_traceback_later(seconds, exit=True)  # ends this process also when native code hangs
    try:
        return try_once(work, item)
    finally:
        faulthandler.cancel_dump_traceback_later()
