"""What a run costs at the desk and on Spark, with one worker and with two: wall, CPU and memory for the same pages.

    python bench/spark/measure.py PAGES.warc.gz FOLDER [COUNT] [ROUNDS] [WAY...]

Takes the first COUNT pages (all when 0), runs each way ROUNDS times in turn, prints a line of JSON for each run, and in
the end the medians of what was paired in a round: two workers against one, Spark against the desk. A cluster is Spark's
own, its workers processes pinned to one core each with their executor and its Python; the driver may use any core. CPU
seconds are those of all processes of a run, Java's and Python's, read from /proc five times a second.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import pyarrow as pa
from pyarrow import parquet

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

Run = dict[str, Any]
EVERY = 0.2  # seconds
MEET = 15.0  # seconds until all workers have come to a cluster
WAYS = ("desk", "workers-1", "workers-2")
ROW_WORK = ("outlets", "pages", "who copied whom, claims", "ledgers")  # steps that executors do
RETOLD = [sys.executable, "-m", "retold"]
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

    def told(self) -> Run:
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


def measure(command: list[str]) -> Run:
    """Run a command; what it cost, and how long each step took."""
    meter = Meter()
    meter.start()
    since = time.monotonic()
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    wall = time.monotonic() - since
    meter.done.set()
    meter.join()
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:  # 1: some pages could not be used
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
    """Run each way in turn, then say what the rounds have in common."""
    source, folder, *more = sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]
    count, rounds = (int(n) for n in (*more[:2], *("0", "1")[len(more[:2]) :]))
    folder.mkdir(parents=True, exist_ok=True)
    packed = pack(source, folder / "pages.parquet", count)
    told: list[dict[str, Run]] = []
    for number in range(rounds):
        told.append({})
        for way in more[2:] or WAYS:
            told[-1][way] = run(way, packed, folder / f"{way}-{number}")
            print(json.dumps({"way": way, "round": number, **told[-1][way], "load": os.getloadavg()[0]}), flush=True)
    print(json.dumps(compare(told)))


def pack(source: str, packed: Path, count: int) -> Path:
    """The first pages of an archive as a table, and as an archive for the desk beside it."""
    from retold.engine.pages import PAGES, in_groups
    from retold.read.pages import read_pages

    with parquet.ParquetWriter(packed, PAGES, compression="zstd") as writer:
        for rows in in_groups(islice(read_pages([Path(source)]), count or None)):
            writer.write_table(pa.Table.from_pylist(rows, schema=PAGES))
    lines = ({**row, "body": row["body"].decode("utf-8", "replace")} for row in parquet.read_table(packed).to_pylist())
    with packed.with_suffix(".jsonl").open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"url": row["url"], "html": row["body"]}) + "\n" for row in lines)
    return packed


def run(way: str, packed: Path, target: Path) -> Run:
    """One run; what it cost."""
    remove(target)
    desk = [*RETOLD, "run", str(packed.with_suffix(".jsonl")), "--store", f"{target}.sqlite", "--log", "json"]
    if way == "desk":
        return measure(desk)
    with ExitStack() as stack:
        master = "local[2]" if way == "local" else start(stack, target, int(way.partition("-")[2]))
        spark = ["--engine", "spark", "--master", master, "--log", "json"]
        return measure([*RETOLD, "run", str(packed), str(target), *spark])


def remove(target: Path) -> None:
    """Take away what an earlier measurement left."""
    shutil.rmtree(target, ignore_errors=True)
    for file in target.parent.glob(f"{target.name}.sqlite*"):
        file.unlink()


def start(stack: ExitStack, target: Path, workers: int) -> str:
    """A cluster of so many workers; its address."""
    from engine.machine import start_cluster

    logs = target.with_name(f"{target.name}-logs")
    logs.mkdir(exist_ok=True)
    cluster = stack.enter_context(start_cluster(logs, workers, pinned=True))
    time.sleep(MEET)
    return cluster.address


def compare(told: list[dict[str, Run]]) -> dict[str, float]:
    """The medians of what was paired."""
    found = {}
    if all({"workers-1", "workers-2"} <= ways.keys() for ways in told):
        found["two workers, times one, wall"] = median(w["workers-1"]["wall"] / w["workers-2"]["wall"] for w in told)
        found["two workers, times one, row work"] = median(
            row_work(w["workers-1"]) / row_work(w["workers-2"]) for w in told
        )
    if all("desk" in ways for ways in told):
        for way in told[0].keys() - {"desk"}:
            found[f"{way}, CPU of the desk's"] = median(w[way]["cpu"] / w["desk"]["cpu"] for w in told)
    return {name: round(value, 2) for name, value in sorted(found.items())}


def row_work(told: Run) -> float:
    """Seconds on the wall of the steps that executors do."""
    return float(sum(told["steps"].get(step, 0.0) for step in ROW_WORK))


if __name__ == "__main__":
    main()
