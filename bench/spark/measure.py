"""What a run costs at the desk and on Spark: seconds on the wall, CPU seconds, memory, for the same pages.

    python bench/spark/measure.py PAGES.warc.gz FOLDER desk spark-local workers-1 workers-2

Makes Parquet of the pages in FOLDER, runs each of the named ways on them, and prints a line of JSON for each. CPU
seconds are those of all processes of a run, Java's and Python's, read from /proc five times a second. `workers-2` is a
standalone cluster of two worker processes of one core each, started here and ended here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

EVERY = 0.2  # seconds
TICK = os.sysconf("SC_CLK_TCK")


class Meter(threading.Thread):
    """Sums the CPU seconds of this process's descendants, by the program they run, and notes how large each grew."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seconds: dict[tuple[int, str], float] = {}
        self.peak: dict[int, int] = {}
        self.done = threading.Event()

    def run(self) -> None:
        """Look again and again."""
        while not self.done.wait(EVERY):
            self.look()

    def look(self) -> None:
        """Note what every descendant has used so far."""
        parents, rows = {}, {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                pid, rest = stat.read_text().split(" (", 1)
                name, numbers = rest.rsplit(") ", 1)
            except OSError:
                continue
            fields = numbers.split()
            parents[int(pid)] = int(fields[1])
            rows[int(pid)] = (name, (int(fields[11]) + int(fields[12])) / TICK, int(fields[21]) * 4096)
        for pid, (name, seconds, memory) in rows.items():
            if self.descends(pid, parents):
                self.seconds[pid, name] = seconds
                self.peak[pid] = max(memory, self.peak.get(pid, 0))

    def descends(self, pid: int, parents: dict[int, int]) -> bool:
        """Whether a process was started by this one, directly or not."""
        while pid > 1:
            pid = parents.get(pid, 0)
            if pid == os.getpid():
                return True
        return False

    def told(self) -> dict[str, object]:
        """The sums."""
        java = sum(s for (_, name), s in self.seconds.items() if name == "java")
        other = sum(s for (_, name), s in self.seconds.items() if name != "java")
        largest = max((m for p, m in self.peak.items()), default=0)
        return {
            "cpu": round(java + other, 1),
            "java": round(java, 1),
            "python": round(other, 1),
            "peak_mb": largest >> 20,
        }


def measure(command: list[str]) -> dict[str, object]:
    """Run a command; what it cost, and how long each step took."""
    meter = Meter()
    meter.start()
    since = time.monotonic()
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    wall = time.monotonic() - since
    meter.done.set()
    meter.join()
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr[-3000:])
    return {"wall": round(wall, 1), **meter.told(), "steps": read_steps(done.stderr)}


def read_steps(log: str) -> dict[str, float]:
    """Seconds of each step, from the lines of progress."""
    began: dict[str, float] = {}
    steps: dict[str, float] = {}
    for line in log.splitlines():
        if not line.startswith('{"event"'):
            continue
        told = json.loads(line)
        if told["event"] == "begin":
            began[told["step"]] = told["seconds"]
        elif told["event"] == "end":
            steps[told["step"]] = round(told["seconds"] - began[told["step"]], 1)
    return steps


def main() -> None:
    """Run each way."""
    source, folder, ways = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    folder.mkdir(parents=True, exist_ok=True)
    packed = folder / "pages.parquet"
    retold = [sys.executable, "-m", "retold"]
    if not packed.exists():
        subprocess.run([*retold, "pack", source, "-o", str(packed)], check=False, stdout=subprocess.DEVNULL)
    for way in ways:
        target = str(folder / f"{way}-{int(time.time())}")
        with ExitStack() as stack:
            if way == "desk":
                command = [*retold, "run", source, "--store", f"{target}.sqlite", "--log", "json"]
            else:
                master = "local[2]" if way == "spark-local" else start(stack, folder, int(way.partition("-")[2]))
                command = [
                    *retold,
                    "run",
                    str(packed),
                    target,
                    "--engine",
                    "spark",
                    "--master",
                    master,
                    "--log",
                    "json",
                ]
            print(json.dumps({"way": way, **measure(command), "load": os.getloadavg()[0]}), flush=True)


def start(stack: ExitStack, folder: Path, workers: int) -> str:
    """A cluster of so many workers; its address."""
    from engine.machine import start_cluster

    logs = folder / f"cluster-{int(time.time())}"
    logs.mkdir()
    cluster = stack.enter_context(start_cluster(logs, workers))
    time.sleep(15)  # until all workers have come
    return cluster.address


if __name__ == "__main__":
    main()
