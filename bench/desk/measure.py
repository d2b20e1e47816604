"""What a run at the desk takes, from pages to ledgers: time, CPU, memory of all its processes together, step by step.

    python bench/desk/measure.py STORE PAGES...

Runs `retold run --store STORE PAGES...` and looks at its processes twice a second: memory is what they hold without
counting shared parts twice (the proportional set size of Linux). The steps are those of the run's manifest.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from retold.store.database import open_store
from retold.store.runs import read_manifests

LOOK_EVERY = 0.5  # seconds


def family_of(parent: int) -> set[int]:
    """A process and all below it."""
    above: dict[int, int] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            above[int(place.parent.name)] = int(place.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = {parent}
    while more := {p for p, up in above.items() if up in found} - found:
        found |= more
    return found


def held_by(processes: set[int]) -> int:
    """What these processes hold, in bytes."""
    total = 0
    for number in processes:
        try:
            lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
    return total


def main() -> None:
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    started = time.perf_counter()
    command = [sys.executable, "-m", "retold", "run", "--store", *sys.argv[1:]]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    most, ended = 0, threading.Event()

    def look() -> None:
        nonlocal most
        while not ended.wait(LOOK_EVERY):
            most = max(most, held_by(family_of(running.pid)))

    watcher = threading.Thread(target=look)
    watcher.start()
    _, _, usage = os.wait4(running.pid, 0)
    ended.set()
    watcher.join()
    taken, cpu = time.perf_counter() - started, usage.ru_utime + usage.ru_stime
    done = read_manifests(open_store(sys.argv[1]), limit=1)[0]
    print(f"{done.outcome}: {done.new:,} pages new of {done.pages:,}, {done.unread} unread")
    print(f"{taken:.0f} s, {cpu:.0f} CPU s, {1000 * cpu / max(1, done.new):.1f} CPU ms a new page, ", end="")
    print(f"{done.new / taken:.1f} pages a second; {most >> 20} MB at most in all processes")
    for step in done.steps:
        print(f"  {step.step:<20} {step.items:>9,} in {step.seconds:,.1f} s")


if __name__ == "__main__":
    main()
