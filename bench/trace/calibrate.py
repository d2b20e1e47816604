"""How sure an edge is: fit the two figures that turn the chance of an edge in its tree into a confidence.

    calibrate.py WORLD ...

Every world is a path without endings: X.jsonl.gz (pages) and X.truth.jsonl.gz (families with their edges), of other
seeds than those that are reported. Prints the slope and the shift of the log odds (`CALM` in `retold/trace/stemma.py`;
set it to (1.0, 0.0) before), and how often the first dated of equal texts is the parent of the others (`TWIN_CHANCE`).
"""

from __future__ import annotations

import gzip
import json
import sys

import numpy as np
from scipy.optimize import minimize

from retold.pipeline import trace_articles
from retold.records import Article
from retold.trace.stemma import TWIN_CHANCE, log_odds


def lines_of(path: str) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def edges_of(world: str) -> list[tuple[float, bool]]:
    """The confidence of every edge between pages, and whether it is true."""
    fields = ("id", "text", "title", "url", "outlet", "published")
    articles = [Article(**{k: r[k] for k in fields if k in r}) for r in lines_of(f"{world}.jsonl.gz")]
    true = {tuple(e) for t in lines_of(f"{world}.truth.jsonl.gz") for e in t["edges"]}
    stemmas = trace_articles(articles).stemmas
    ids = {a.id for a in articles}
    return [(e.confidence, (e.parent, e.child) in true) for s in stemmas for e in s.edges if e.parent in ids]


def main() -> None:
    found = [e for world in sys.argv[1:] for e in edges_of(world)]
    twins = [good for chance, good in found if chance == TWIN_CHANCE]
    odds = np.array([log_odds(chance) for chance, _ in found if chance != TWIN_CHANCE])
    good = np.array([good for chance, good in found if chance != TWIN_CHANCE], dtype=float)

    def loss(x: np.ndarray) -> float:
        sure = x[0] * odds + x[1]
        return float(np.logaddexp(0, sure).sum() - (good * sure).sum())

    slope, shift = minimize(loss, np.array([1.0, 0.0])).x
    print(
        f"CALM = {slope:.2f}, {shift:.2f} ({len(odds)} edges); TWIN_CHANCE = {np.mean(twins):.2f} ({len(twins)} edges)"
    )


if __name__ == "__main__":
    main()
