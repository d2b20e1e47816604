"""Row work on all cores: one function over many items, in batches, results in the order of the items.

A short input is worked on here; a longer one by worker processes, which end with this process also when it is
killed. An item that fails gives its exception as its result; it never ends the others.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
BATCH = 16
SMALL = 4 * BATCH  # below this, starting workers costs more than it saves


def map_items(
    work: Callable[[Item], Result], items: Iterable[Item], *, workers: int | None = None
) -> Iterator[tuple[Item, Result | Exception]]:
    """Each item with its result, or with the exception that it raised.

    >>> [r for _, r in map_items(len, ["a", "bb"])]
    [1, 2]
    """
    count = workers or os.cpu_count() or 1
    stream = iter(items)
    first = list(islice(stream, SMALL))
    if len(first) < SMALL or count == 1:
        yield from ((item, attempt(work, item)) for item in chain(first, stream))
        return
    yield from map_in_processes(work, chain(first, stream), count)


def map_in_processes(
    work: Callable[[Item], Result], items: Iterator[Item], count: int
) -> Iterator[tuple[Item, Result | Exception]]:
    """The same by worker processes; no more than a few batches wait at a time."""
    waiting: deque[tuple[tuple[Item, ...], Future[list[Result | Exception]]]] = deque()
    context = get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context, initializer=end_with_parent, initargs=(os.getpid(),)) as pool:
        while batch := tuple(islice(items, BATCH)):
            waiting.append((batch, pool.submit(attempt_all, work, batch)))
            if len(waiting) > 2 * count:
                yield from finished(*waiting.popleft())
        while waiting:
            yield from finished(*waiting.popleft())


def finished(
    batch: tuple[Item, ...], future: Future[list[Result | Exception]]
) -> Iterator[tuple[Item, Result | Exception]]:
    """The items of a batch with their results."""
    yield from zip(batch, future.result(), strict=True)


def attempt(work: Callable[[Item], Result], item: Item) -> Result | Exception:
    """The result for one item, or the exception it raised."""
    try:
        return work(item)
    except Exception as error:  # noqa: BLE001 - listed with its reason by the caller; the run goes on
        return error


def attempt_all(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result | Exception]:
    """`attempt` for each item, as one message to a worker."""
    return [attempt(work, item) for item in items]


def end_with_parent(parent: int) -> None:
    """End this worker soon after its parent is gone, so that a killed run leaves nothing behind."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
