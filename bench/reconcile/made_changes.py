"""Measure typed drift on made copy trees: F1 by kind of change, and false alarms on rewordings.

usage: PYTHONPATH=tests python bench/reconcile/made_changes.py [SEEDS] [all|seen|second|third]
Each seed makes a tree of six pages for each topic, once with typed changes and once with rewordings alone.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from changes.late_topics import SECOND, THIRD
from changes.measure import make_trees, measure
from changes.topics import TOPICS

SETS = {"all": [*TOPICS, *SECOND, *THIRD], "seen": list(TOPICS), "second": list(SECOND), "third": list(THIRD)}


def main() -> None:
    """Print the score of changed trees and of trees that are reworded only."""
    seeds = range(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    topics = SETS[sys.argv[2] if len(sys.argv) > 2 else "all"]
    start = time.process_time()
    score = measure(make_trees(topics, seeds))
    hits = sum(score.right.values())
    print(f"typed changes {hits + len(score.missed)}, F1 {score.f1:.4f}, wrong {len(score.wrong)}")
    missed = Counter(name for name, *_ in score.missed)
    for name in sorted({*score.right, *missed}):
        print(f"  {name:<28} found {score.right[name]:>4} of {score.right[name] + missed[name]}")
    for kind, before, after in score.wrong[:20]:
        print(f"  wrong {kind}: {before} => {after}")
    plain = measure(make_trees(topics, seeds, changed=False))
    edges, alarms = score.harmless + plain.harmless, score.alarms + plain.alarms
    print(
        f"edges that were reworded only {edges}, false alarms {alarms} ({1000 * alarms / max(1, edges):.2f} in 1,000)"
    )
    print(f"{time.process_time() - start:.0f} CPU seconds")


if __name__ == "__main__":
    main()
