"""A guard beside a run in one process: an item that brings the process down is set aside, and the run taken up again.

The guard forks before anything is loaded or any thread runs, which takes a millisecond. Its child does the work and
notes the item in hand in memory that both share. A child that crashed, or hung in native code, is replaced by one that
leaves that item out. Where there is no fork that is safe (all but Linux), the run goes on unguarded.
"""

from __future__ import annotations

import ctypes
import os
import select
import signal
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import mmap
from typing import NoReturn

CRASHES = frozenset(
    (signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGABRT, signal.SIGKILL, signal.SIGSYS)
    if sys.platform == "linux"
    else ()
)
PASSED_ON = (signal.SIGTERM, signal.SIGHUP) if sys.platform == "linux" else ()  # sent to the guard, meant for the run
LOOK_EVERY = 1.0  # seconds
NOTE = struct.Struct("<QdH")  # how many items were taken in hand, the seconds this one may take, bytes of its name
NAME_BYTES = 1024
DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
LATE = None  # in place of an exit code: the item took too long


class Hand:
    """The item in hand, told to the guard; nobody is told where there is none."""

    def __init__(self) -> None:
        self.memory: mmap | None = None
        self.count = 0
        self.lost: dict[str, int | None] = {}  # items that brought a process down, with its exit code, or LATE

    @contextmanager
    def holding(self, name: str, seconds: float | None) -> Iterator[None]:
        """Have an item in hand; it may take so many seconds, if any are named."""
        if self.memory is None:
            yield
            return
        self.count += 1
        self.note(name.encode()[:NAME_BYTES], seconds or 0.0)
        try:
            yield
        finally:
            self.note(b"", 0.0)

    def note(self, name: bytes, seconds: float) -> None:
        """Write what the guard is to know."""
        assert self.memory is not None
        self.memory[NOTE.size : NOTE.size + len(name)] = name
        NOTE.pack_into(self.memory, 0, self.count, seconds, len(name))

    def held(self) -> tuple[int, str, float]:
        """The number of the item in hand, its name, and the seconds it may take; no name when there is none."""
        assert self.memory is not None
        count, seconds, length = NOTE.unpack_from(self.memory)
        return count, self.memory[NOTE.size : NOTE.size + length].decode(errors="replace"), seconds


HAND = Hand()


def go_guarded(*, again: bool = True, parent: int | None = None) -> int:
    """Go on in a child process, under guard; gives the process that stands for the run to others.

    This process waits, and ends as its child does. It starts no second child unless `again`, and ends with `parent`,
    if one is named.
    """
    guard = os.getpid()
    if not CRASHES:
        return guard
    HAND.memory = mmap(-1, NOTE.size + NAME_BYTES)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, *PASSED_ON)}
    while True:
        alive, mine = os.pipe()
        signal.pthread_sigmask(signal.SIG_BLOCK, PASSED_ON)  # until there is somebody to take them
        child = os.fork()
        if child == 0:
            os.close(alive)
            end_with(guard)
            for number, handler in handlers.items():
                signal.signal(number, handler)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, PASSED_ON)
            return guard
        os.close(mine)
        pass_on_signals(child)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, PASSED_ON)
        code = wait_for(child, alive, parent)
        os.close(alive)
        if not (again and set_aside(code)):
            end_as(code)


def end_with(guard: int) -> None:
    """Have the system end this process together with its guard."""
    ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != guard:
        os._exit(1)


def pass_on_signals(child: int) -> None:
    """Leave to the run what to do about signals; a key press reaches it by itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in PASSED_ON:
        signal.signal(number, lambda sent, _: os.kill(child, sent))


def wait_for(child: int, alive: int, parent: int | None) -> int | None:
    """The exit code of a child, a signal's below 0; LATE when an item took too long and the child was ended.

    Looks are counted, not seconds: time in which the machine sleeps, or the run is stopped, is no time.
    """
    looks, before, late = 0, 0, False
    while not select.select([alive], [], [], LOOK_EVERY)[0]:
        count, name, seconds = HAND.held()
        looks = looks + 1 if count == before else 0
        before = count
        late = bool(name) and 0 < seconds < looks * LOOK_EVERY
        if late or (parent is not None and os.getppid() != parent):
            os.kill(child, signal.SIGKILL)
            break
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return LATE if late else code


def set_aside(code: int | None) -> bool:
    """Whether an item brought the child down that had not done so before; it is set aside then."""
    _, name, _ = HAND.held()
    if not name or name in HAND.lost or (code is not LATE and -code not in CRASHES):
        return False
    HAND.lost[name] = code
    HAND.note(b"", 0.0)
    return True


def end_as(code: int | None) -> NoReturn:
    """End as the child did; of a crash that was not set aside, say what to do next."""
    _, name, _ = HAND.held()
    if code is LATE or -code in CRASHES:
        what = "took too long" if code is LATE else f"was ended by {signal.Signals(-code).name}"
        at = f" at {name}" if name else ""
        told = "what was done is kept, and the same command goes on from there; --workers 2 sets such a page aside"
        sys.stderr.write(f"retold: the run {what}{at}: {told}\n")
        sys.stderr.flush()
    os._exit(1 if code is LATE else code if code >= 0 else 128 - code)
