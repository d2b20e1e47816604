"""`kill -9` at random moments of a run, each time completed by a second run: the export must be the same to the byte.

usage: kills.py [TIMES] [PAGES] [SEED]     made-up pages, a fresh store each time; prints how many of the runs survived.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from retold.example.generate import write_pages

RETOLD = [sys.executable, "-m", "retold"]


def run(pages: Path, store: Path) -> None:
    """A whole run."""
    subprocess.run([*RETOLD, "run", str(pages), "--store", str(store)], capture_output=True, check=True)


def export(store: Path) -> str:
    """A hash over everything the store holds."""
    done = subprocess.run([*RETOLD, "export", "--store", str(store)], capture_output=True, check=True)
    return hashlib.sha256(done.stdout).hexdigest()


def main() -> int:
    """Kill and complete; 1 when any export differs."""
    times, count, seed = (int(v) for v in (*sys.argv[1:], *("50", "200", "1")[len(sys.argv) - 1 :]))
    chance = random.Random(seed)
    survived = 0
    with tempfile.TemporaryDirectory() as folder:
        pages, calm = Path(folder) / "pages.jsonl", Path(folder) / "calm.sqlite"
        write_pages(pages, count, seed)
        start = time.monotonic()
        run(pages, calm)
        seconds, wanted = time.monotonic() - start, export(calm)
        for n in range(times):
            store = Path(folder) / f"{n}.sqlite"
            after = chance.uniform(0.2, seconds)
            with subprocess.Popen(
                [*RETOLD, "run", str(pages), "--store", str(store)], stderr=subprocess.DEVNULL
            ) as process:
                time.sleep(after)
                os.kill(process.pid, signal.SIGKILL)
            run(pages, store)
            same = export(store) == wanted
            survived += same
            print(
                f"killed after {after:6.2f} s of {seconds:.2f}: {'same bytes' if same else 'OTHER BYTES'}", flush=True
            )
            for file in Path(folder).glob(f"{n}.sqlite*"):
                file.unlink()
    print(f"{survived} of {times} survived")
    return 0 if survived == times else 1


if __name__ == "__main__":
    sys.exit(main())
