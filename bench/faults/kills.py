"""`kill -9` at random moments of a run, each time completed by a second run: the export must be the same to the byte.

usage: kills.py [TIMES] [PAGES] [SEED]     made-up pages, a fresh store each time; prints how many of the runs survived.
Every second run works in one process, the others in as many as there are cores. Some completing runs are killed too.
"""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from retold.example.generate import write_pages

RETOLD = [sys.executable, "-m", "retold"]
SOONEST = 0.2  # seconds after the start of a run before which it is not killed
TWICE = 0.3  # share of the runs whose completion is killed as well
PATIENCE = 900  # seconds after which a run counts as hung


def command(pages: Path, store: Path, workers: int | None) -> list[str]:
    """The command of a run."""
    return [*RETOLD, "run", str(pages), "--store", str(store), *(["--workers", str(workers)] if workers else [])]


def complete(pages: Path, store: Path, workers: int | None) -> float:
    """A run left alone; the seconds it took. 0 and 1 are its good endings: done, and done with pages left out."""
    start = time.monotonic()
    done = subprocess.run(command(pages, store, workers), capture_output=True, text=True, check=False, timeout=PATIENCE)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"the run ended with {done.returncode}: {done.stderr[-2000:]}")
    return time.monotonic() - start


def kill(pages: Path, store: Path, workers: int | None, after: float) -> bool:
    """A run that is killed after so many seconds; whether it was still running then."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command(pages, store, workers), stdout=quiet, stderr=quiet) as process:
        time.sleep(after)
        running = process.poll() is None
        process.kill()
    return running


def export(store: Path) -> str:
    """A hash over everything the store holds."""
    done = subprocess.run([*RETOLD, "export", "--store", str(store)], capture_output=True, check=True, timeout=PATIENCE)
    return hashlib.sha256(done.stdout).hexdigest()


def survive(chance: random.Random, pages: Path, store: Path, seconds: dict[int | None, float]) -> tuple[str, str]:
    """Kill a run, perhaps twice, and complete it; what was done in words, and the hash of what the store holds."""
    workers = chance.choice(sorted(seconds, key=str))
    told = []
    for _ in range(1 + (chance.random() < TWICE)):
        after = chance.uniform(SOONEST, seconds[workers])
        told.append(f"{after:.2f} s{'' if kill(pages, store, workers, after) else ' (it was done)'}")
    complete(pages, store, workers)
    what = f"killed after {' and '.join(told)} of {seconds[workers]:.2f} with {workers or 'all'} workers"
    return what, export(store)


def main() -> int:
    """Kill and complete; 1 when any export differs."""
    times, count, seed = (int(v) for v in (*sys.argv[1:], *("50", "100", "1")[len(sys.argv) - 1 :]))
    chance = random.Random(seed)
    survived = 0
    with tempfile.TemporaryDirectory() as folder:
        pages, calm = Path(folder) / "pages.jsonl", Path(folder) / "calm.sqlite"
        write_pages(pages, count, seed)
        seconds = {None: complete(pages, calm, None), 1: complete(pages, Path(folder) / "lone.sqlite", 1)}
        wanted = export(calm)
        for n in range(times):
            store = Path(folder) / f"{n}.sqlite"
            what, found = survive(chance, pages, store, seconds)
            survived += found == wanted
            print(f"{what}: {'same bytes' if found == wanted else 'OTHER BYTES'}", flush=True)
            for file in Path(folder).glob(f"{n}.sqlite*"):
                file.unlink()
    print(f"{survived} of {times} survived")
    return 0 if survived == times else 1


if __name__ == "__main__":
    sys.exit(main())
