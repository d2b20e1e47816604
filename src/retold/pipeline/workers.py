"""Row work on all cores: one function over many items, results in the order of the items.

A short input is worked on here; a longer one, or one for which workers are asked, by worker processes. An item that
fails, takes too long, or brings its worker down gives an exception as its result and never ends the others; one that
brings this process down does so once, where a guard stands beside it. Workers end with this process, also when it is
killed, and when memory runs out the system ends them before it.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import wait
from contextlib import suppress
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from retold.pipeline.garbage import collect_seldom
from retold.pipeline.guard import HAND, LATE, LOOK_EVERY
from retold.pipeline.limits import PAGE_SECONDS

Item = TypeVar("Item")
Result = TypeVar("Result")
SMALL = 64  # below this, starting workers costs more than it saves
WAITING = 16  # items a worker has waiting for it
OFFERED = 500  # of 1000 on the scale by which Linux chooses what to end
GRACE = 15.0  # seconds over the time an item may take, before its worker is ended from outside


def map_items(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int | None = None,
    seconds: float | None = PAGE_SECONDS + GRACE,
) -> Iterator[tuple[Item, Result | Exception]]:
    """Each item with its result, or with the exception that it raised; in processes an item has `seconds`, if any.

    >>> [r for _, r in map_items(len, ["a", "bb"])]
    [1, 2]
    """
    count = workers or os.cpu_count() or 1
    stream = iter(items)
    first = list(islice(stream, SMALL))
    if count == 1 or (len(first) < SMALL and workers is None):
        yield from ((item, attempt(work, item, seconds)) for item in chain(first, stream))
        return
    yield from map_in_processes(work, chain(first, stream), count, seconds)


def map_in_processes(
    work: Callable[[Item], Result], items: Iterator[Item], count: int, seconds: float | None
) -> Iterator[tuple[Item, Result | Exception]]:
    """The same by worker processes; no more than a few items wait at a time."""
    from pebble import ProcessPool

    waiting: deque[tuple[Item, Any]] = deque()
    context = get_context("spawn")
    with ProcessPool(count, initializer=start_worker, initargs=(os.getpid(),), context=context) as pool:
        for item in items:
            waiting.append((item, pool.schedule(work, args=(item,))))
            if len(waiting) > WAITING * count:
                yield finished(*waiting.popleft(), seconds)
        while waiting:
            yield finished(*waiting.popleft(), seconds)


def finished(item: Item, future: Any, seconds: float | None) -> tuple[Item, Any]:
    """An item with its result, or with what became of it."""
    from pebble import ProcessExpired

    try:
        if seconds is not None and not wait_for(future, seconds):
            future.cancel()  # which ends its worker
            return item, lost(LATE, seconds)
        return item, future.result()
    except ProcessExpired as error:
        return item, lost(error.exitcode, seconds)
    except Exception as error:  # noqa: BLE001 - listed with its reason by the caller; the run goes on
        return item, error


def wait_for(future: Any, seconds: float) -> bool:
    """Whether an item is done before its worker has been at it for so many seconds.

    Looks are counted, not seconds: no time passes while the run is stopped, or when the clock of the machine is set.
    """
    looks = 0
    while not wait([future], LOOK_EVERY).done:
        looks += future.running()
        if looks * LOOK_EVERY > seconds:
            return False
    return True


def lost(code: int | None, seconds: float | None) -> Exception:
    """What became of an item whose worker ended so, or was LATE.

    >>> lost(-11, 75), lost(LATE, 75)
    (RuntimeError('its worker ended: SIGSEGV'), TimeoutError('it took longer than 75 seconds and its worker was ended'))
    """
    if code is LATE:
        return TimeoutError(f"it took longer than {seconds} seconds and its worker was ended")
    return RuntimeError(f"its worker ended: {say_exit(code)}")


def say_exit(code: int) -> str:
    """An exit code in words.

    >>> say_exit(-11), say_exit(3)
    ('SIGSEGV', 'exit code 3')
    """
    if code >= 0:
        return f"exit code {code}"
    name = signal.Signals(-code).name if -code in {s.value for s in signal.Signals} else f"signal {-code}"
    return f"{name}, perhaps for want of memory" if name == "SIGKILL" else name


def attempt(work: Callable[[Item], Result], item: Item, seconds: float | None) -> Result | Exception:
    """The result for one item, or the exception it raised; one that brought this process down before is left out."""
    number = getattr(item, "id", None)
    name = f"{work.__name__} {number}" if number else ""
    if name in HAND.lost:
        return lost(HAND.lost[name], seconds)
    try:
        with HAND.holding(name, seconds):
            return work(item)
    except Exception as error:  # noqa: BLE001 - listed with its reason by the caller; the run goes on
        return error


def start_worker(parent: int) -> None:
    """End this worker soon after its parent is gone, and before it when memory runs out."""
    collect_seldom()
    offer_memory()
    end_with_parent(parent)


def offer_memory() -> None:
    """Have Linux end this process first when memory runs out; a process may always offer itself."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(OFFERED), encoding="ascii")


def end_with_parent(parent: int) -> None:
    """End this worker soon after its parent is gone, so that a killed run leaves nothing behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
