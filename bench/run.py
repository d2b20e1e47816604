"""`make bench`: every stage against its scorer, one line a data set.

usage: run.py [FOLDER] [TASK...]      FOLDER (or $RETOLD_BENCH) holds the tasks, each with a score.py and its data.
The data belongs to others and is not part of this project; without a folder the command says so and ends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

RETOLD = f"{sys.executable} -m retold stage"
# task, stage, input, truth, further arguments of the scorer
RUNS = (
    ("quantities", "quantities", "dev.jsonl.gz", "dev.truth.jsonl.gz", ()),
    ("times", "times", "dev.jsonl.gz", "dev.truth.jsonl.gz", ()),
    ("quotes", "quotes", "dev.jsonl.gz", "dev.truth.jsonl.gz", ()),
    ("events", "events", "dev.jsonl.gz", "dev.truth.jsonl.gz", ()),
    ("figures", "figurepairs", "dev.jsonl.gz", "dev.truth.jsonl.gz", ()),
    ("extract", "extract", "pages.jsonl.gz", "pages.truth.jsonl.gz", ()),
    ("extract", "extract", "flat.jsonl.gz", "pages.truth.jsonl.gz", ()),
    ("extract", "extract", "injected.jsonl.gz", "injected.truth.jsonl.gz", ()),
    ("copies", "copies", "copies.jsonl.gz", "copies.truth.jsonl.gz", ()),
    ("copies", "trace", "copies.jsonl.gz", "copies.truth.jsonl.gz", ("--task", "trace")),
    ("rewrites", "copies", "rewrites.jsonl.gz", "rewrites.truth.jsonl.gz", ("--task", "find")),
    ("rewrites", "trace", "rewrites.jsonl.gz", "rewrites.truth.jsonl.gz", ("--task", "direction")),
    ("lineage", "trace", "cascades.jsonl.gz", "cascades.truth.jsonl.gz", ()),
    ("lineage", "trace", "versions.jsonl.gz", "versions.truth.jsonl.gz", ()),
    ("stories", "group", "ecb.jsonl.gz", "ecb.truth.jsonl.gz", ()),
    ("stories", "group", "basil.jsonl.gz", "basil.truth.jsonl.gz", ()),
    ("stories", "group", "stream.jsonl.gz", "stream.truth.jsonl.gz", ()),
)


def main() -> int:
    """Run the wanted tasks; 1 when a scorer failed."""
    named, *wanted = sys.argv[1:] or [os.environ.get("RETOLD_BENCH", "")]
    folder = Path(named)
    if not named or not folder.is_dir():
        print("name the folder of the benchmark tasks: make bench RETOLD_BENCH=FOLDER", file=sys.stderr)
        return 2
    failed = 0
    for task, stage, data, truth, more in RUNS:
        if wanted and task not in wanted:
            continue
        place = folder / task
        command = [sys.executable, str(place / "score.py"), "--in", str(place / data), "--truth", str(place / truth)]
        start = time.monotonic()
        done = subprocess.run(
            [*command, *more, "--cmd", f"{RETOLD} {stage}"], capture_output=True, text=True, check=False
        )
        lines = [line for line in done.stdout.splitlines() if line.strip()]
        print(f"== {task} {data} ({stage}), {time.monotonic() - start:.0f} s")
        print("\n".join(shorten(lines)) if lines else done.stderr[-500:], flush=True)
        failed += done.returncode != 0
    if not wanted or "copies-speed" in wanted:
        failed += measure_speed(folder)
    if "fuzz" in wanted:
        failed += subprocess.run([sys.executable, str(Path(__file__).parent / "fuzz/run.py")], check=False).returncode
    return 1 if failed else 0


def measure_speed(folder: Path) -> bool:
    """Whether match beside gaoya failed; $RETOLD_PEER names the Python of an environment that holds gaoya."""
    peer = os.environ.get("RETOLD_PEER")
    command = [sys.executable, str(Path(__file__).parent / "match/speed.py"), str(folder)]
    print("== copies-speed", flush=True)
    return subprocess.run([*command, *(["--peer", peer] if peer else [])], check=False).returncode != 0


def shorten(lines: list[str]) -> list[str]:
    """The figures once: the closing JSON object where the scorer prints one, else all lines."""
    try:
        json.loads(lines[-1])
    except ValueError:
        return lines
    return lines[-1:]


if __name__ == "__main__":
    sys.exit(main())
