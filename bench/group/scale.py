"""What grouping costs as pages grow in number: taking leaves, loading them, the batch, freezing and thawing a stream.

    python bench/group/scale.py [PAGES]...

The pages are those of `live.py`: three an event. Prints milliseconds of CPU a page and the peak of memory; each number
of pages is measured in a process of its own.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from typing import TypeVar

from live import pages  # beside this file

from retold.group import Leaf, Stream, freeze_stream, group_leaves, leaf_from, take_leaf, thaw_stream

Found = TypeVar("Found")


def timed(name: str, count: int, work: Callable[[], Found]) -> Found:
    """Do it, and print what it took."""
    started = time.process_time()
    found = work()
    taken = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{count:7} pages, {name}: {1000 * taken / count:.3f} ms a page, {taken:.1f} s, peak {peak} MB", flush=True)
    return found


def measure(count: int) -> None:
    """All of it for so many pages."""
    stored = timed("make pages, take and store leaves", count, lambda: [take_leaf(p).to_bytes() for p in pages(count)])
    print(f"{count:7} pages, {sum(map(len, stored)) / count:.0f} bytes a leaf")
    leaves = timed("load leaves", count, lambda: [leaf_from(stored.pop()) for _ in range(count)])
    timed("group leaves", count, lambda: group_leaves(leaves))
    frozen = measure_replay(leaves)
    timed("thaw", count, lambda: thaw_stream(frozen, leaves))


def measure_replay(leaves: list[Leaf]) -> bytes:
    """The frozen stream of these leaves."""
    stream, count = Stream(), len(leaves)
    timed("replay", count, lambda: len(stream.replay(leaves=leaves).stories))
    return timed("freeze", count, lambda: freeze_stream(stream))


def main() -> None:
    for count in map(int, sys.argv[1:] or ("2000", "10000")):
        process = get_context("spawn").Process(target=measure, args=(count,))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
