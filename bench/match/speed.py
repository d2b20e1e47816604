"""retold and gaoya on the same pages, in turn, and the paired ratios of their pages per CPU second.

usage: speed.py BENCH [--pages 20000] [--rounds 5] [--peer PYTHON]     BENCH holds the folder copies-speed

The pages are made by copies-speed/make_corpus.py (seed 7) and scored by its score.py: both tools on one core, start and
reading included. gaoya is no part of retold's environment: make one for it with
    python3 -m venv PEER && PEER/bin/pip install gaoya==0.2.2 numpy
and name PEER/bin/python with --peer; without it, retold is measured alone.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SHOWN = ("peak_mb", "recall_j70", "recall_c80", "recall_c10", "lineage_precision")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("bench", type=Path)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer", type=Path)
    args = parser.parse_args()
    place = args.bench / "copies-speed"
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "pages"
        subprocess.run([sys.executable, str(place / "make_corpus.py"), str(args.pages), str(corpus)], check=True)
        own: list[float] = []
        other: list[float] = []
        for _ in range(args.rounds):
            own.append(measure(place, corpus, f"{sys.executable} -m retold stage copies"))
            if args.peer:
                other.append(measure(place, corpus, f"{args.peer} {place}/peers/gaoya_peer.py", "--file"))
    print(f"retold: median {statistics.median(own):,.0f} pages per CPU second")
    if other:
        ratios = sorted(a / b for a, b in zip(own, other, strict=True))
        print(f"gaoya: median {statistics.median(other):,.0f}; retold / gaoya, round by round:", end=" ")
        print(" ".join(f"{r:.2f}" for r in ratios), f"median {statistics.median(ratios):.2f}")


def measure(place: Path, corpus: Path, command: str, *more: str) -> float:
    """Pages per CPU second of one run; the figures of the run are printed."""
    files = ["--in", f"{corpus}.jsonl", "--truth", f"{corpus}.truth.npz", "--out", f"{corpus}.out"]
    run = [sys.executable, str(place / "score.py"), *files, "--threads", "1", "--cmd", command, *more]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout.splitlines()[-1])
    shown = ", ".join(f"{name} {figures[name]}" for name in SHOWN)
    print(f"{Path(command).name}: {figures['docs_per_cpu_s']:,.0f} pages per CPU second, {shown}", flush=True)
    return float(figures["docs_per_cpu_s"])


if __name__ == "__main__":
    main()
