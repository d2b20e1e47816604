"""`kill -9` at random moments of a run, each time completed by a second run: the export must be the same to the byte.

    python bench/faults/kills.py whole|growing [TIMES] [PAGES] [SEED]

Made-up pages, a store of its own for each kill; prints how many of the runs survived. `whole` works everything out from
all pages; `growing` adds a twelfth of the pages to a store that holds the others, in parts of a few pages, as a large
store grows. Half of the runs work in one process, the others in as many as there are cores. Of the killed runs some are
killed a second time while they are completed.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from retold.example.generate import write_pages

# Any store is large, and pages are placed a few in one transaction, so that a kill falls between two of them.
GROWING = """
from retold.cli import main
from retold.pipeline import growing, results
growing.LEAST, results.AT_ONCE = 1, 4
main()
"""
RETOLD = [sys.executable, "-c", GROWING]
WAYS = (None, "1")  # processes of a run: as many as cores, or one
ADDED = 12  # one page in so many comes later
SOONEST = 0.2  # seconds after the start of a run before which it is not killed
TWICE = 0.3  # share of the runs whose completion is killed as well
PATIENCE = 900  # seconds after which a run counts as hung


@dataclass(frozen=True)
class Course:
    """What the runs that are killed start from: pages, and the store that they are added to, if there is one."""

    pages: Path
    base: Path | None

    def store(self, path: Path) -> Path:
        """A store to begin with."""
        if self.base:
            shutil.copy(self.base, path)
        return path

    def command(self, store: Path, workers: str | None) -> list[str]:
        """The command of a run."""
        return [*RETOLD, "run", str(self.pages), "--store", str(store), *(["--workers", workers] if workers else [])]


def complete(command: list[str]) -> float:
    """A run left alone; the seconds it took. 0 and 1 are its good endings: done, and done with pages left out."""
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"the run ended with {done.returncode}: {done.stderr[-2000:]}")
    return time.monotonic() - start


def kill(command: list[str], after: float) -> bool:
    """A run that is killed after so many seconds; whether it was still running then."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        time.sleep(after)
        running = process.poll() is None
        process.kill()
    return running


def export(store: Path) -> str:
    """A hash over everything the store holds."""
    command = [*RETOLD, "export", "--store", str(store)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE)
    return hashlib.sha256(done.stdout).hexdigest()


def survive(chance: random.Random, command: list[str], seconds: float) -> str:
    """Kill a run, perhaps twice, and complete it; what was done in words."""
    told = []
    for _ in range(1 + (chance.random() < TWICE)):
        after = chance.uniform(SOONEST, seconds)
        told.append(f"{after:.2f} s{'' if kill(command, after) else ' (it was done)'}")
    complete(command)
    return f"killed after {' and '.join(told)} of {seconds:.2f}"


def whole(folder: Path, count: int, seed: int) -> Course:
    """Runs over all pages."""
    return Course(write(folder / "pages.jsonl", count, seed), None)


def growing(folder: Path, count: int, seed: int) -> Course:
    """Runs that add some pages to a store of the others."""
    lines = write(folder / "all.jsonl", count, seed).read_text(encoding="utf-8").splitlines(keepends=True)
    first, later = folder / "first.jsonl", folder / "later.jsonl"
    first.write_text("".join(line for n, line in enumerate(lines, 1) if n % ADDED), encoding="utf-8")
    later.write_text("".join(lines[ADDED - 1 :: ADDED]), encoding="utf-8")
    base = folder / "base.sqlite"
    complete(Course(first, None).command(base, None))
    return Course(later, base)


def write(path: Path, count: int, seed: int) -> Path:
    """Made-up pages."""
    write_pages(path, count, seed)
    return path


COURSES: dict[str, Callable[[Path, int, int], Course]] = {"whole": whole, "growing": growing}


def main() -> int:
    """Kill and complete; 1 when any export differs."""
    way, *numbers = sys.argv[1:]
    times, count, seed = (int(v) for v in (*numbers, *("50", "100", "1")[len(numbers) :]))
    chance = random.Random(seed)
    survived = 0
    with tempfile.TemporaryDirectory() as folder:
        course = COURSES[way](Path(folder), count, seed)
        calm = {w: course.store(Path(folder) / f"calm{w}.sqlite") for w in WAYS}
        seconds = {w: complete(course.command(store, w)) for w, store in calm.items()}
        wanted = {export(store) for store in calm.values()}
        print(f"left alone: {len(wanted)} outcome, {', '.join(f'{s:.2f} s' for s in seconds.values())}", flush=True)
        for n in range(times):
            workers = chance.choice(WAYS)
            store = course.store(Path(folder) / f"{n}.sqlite")
            what = survive(chance, course.command(store, workers), seconds[workers])
            same = {export(store)} == wanted
            survived += same
            print(f"{what} with {workers or 'all'} workers: {'same bytes' if same else 'OTHER BYTES'}", flush=True)
            for file in Path(folder).glob(f"{n}.sqlite*"):
                file.unlink()
    print(f"{survived} of {times} survived")
    return 0 if survived == times else 1


if __name__ == "__main__":
    sys.exit(main())
