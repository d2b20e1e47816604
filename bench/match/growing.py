"""One page among many that are known: how fast it is placed, and how often its pairs are not those of all at once.

usage: growing.py PAGES.jsonl[.gz] [--new 200] [--seed 1]     every line has id and text

The sketches of all but the new pages are stored as bytes and loaded; the new ones are added in turn, each asked for
its pairs; then all pairs are found at once. Printed: CPU seconds, bytes a page, and the share of new pages whose pairs
among those known at the time differ from the pairs at once, with what differs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import statistics
import time
from collections import Counter
from pathlib import Path

from retold.match.index import Index
from retold.match.sketches import LARGE, Sketch, sketch_texts, split_sketches, usual_rate
from retold.records import CopyPair


def read_texts(path: Path) -> dict[str, str]:
    """The texts of a file of pages."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return {str(r["id"]): r["text"] for r in map(json.loads, lines)}


def store_sketches(texts: dict[str, str]) -> dict[str, bytes]:
    """The bytes of every sketch, thin where there are many."""
    found = split_sketches(sketch_texts(list(texts.values()), usual_rate(len(texts))))
    return {name: sketch.to_bytes() for name, sketch in zip(texts, found, strict=True)}


def pairs_by_text(pairs: list[CopyPair]) -> dict[str, dict[str, str]]:
    """For each text the relation of every other one."""
    out: dict[str, dict[str, str]] = {}
    for p in pairs:
        out.setdefault(p.left, {})[p.right] = out.setdefault(p.right, {})[p.left] = p.relation
    return out


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", type=Path)
    parser.add_argument("--new", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    texts = read_texts(args.pages)
    stored = store_sketches(texts)
    new = random.Random(args.seed).sample(sorted(texts), args.new)
    judged: dict[tuple[str, str], float] = {}

    begun = time.process_time()
    index = Index.from_bytes((i, data) for i, data in stored.items() if i not in set(new))
    print(f"{len(index)} sketches of {len(b''.join(stored.values())) / len(stored):.0f} bytes", end=" ")
    print(f"({'sampled' if len(texts) > LARGE else 'whole'}) loaded in {time.process_time() - begun:.2f} CPU s")
    index.find_pairs(texts.__getitem__, judged)

    times, one_by_one = [], {}
    for name in new:
        begun = time.process_time()
        index.add(name, Sketch.from_bytes(stored[name]))
        one_by_one[name] = index.pairs_of(name, texts.__getitem__, judged).pairs
        times.append((time.process_time() - begun) * 1000)
    times.sort()
    print(
        f"a page: median {statistics.median(times):.1f} ms, 99 of 100 {times[len(times) * 99 // 100]:.1f} ms", end=" "
    )
    print(f"slowest {times[-1]:.1f} ms")

    begun = time.process_time()
    at_once = pairs_by_text(index.find_pairs(texts.__getitem__, judged).pairs)
    print(f"all pairs at once: {time.process_time() - begun:.2f} CPU s")
    kinds: Counter[str] = Counter()
    differs = pairs = 0
    known = set(texts) - set(new)
    for name in new:
        known.add(name)
        found = pairs_by_text(one_by_one[name]).get(name, {})
        wanted = {other: kind for other, kind in at_once.get(name, {}).items() if other in known}
        pairs += len(wanted)
        differs += found != wanted
        for other in sorted(found.keys() | wanted.keys()):
            if found.get(other) != wanted.get(other):
                kinds[f"{found.get(other)} for {wanted.get(other)}"] += 1
    print(
        f"{differs} of {len(new)} new pages differ, {sum(kinds.values())} of {pairs} pairs:", dict(kinds.most_common())
    )
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
