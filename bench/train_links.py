"""Make `src/retold/claims/event_links.tsv`: the weights that tell which mentions of one act are one event.

    python bench/train_links.py ARTICLES.jsonl.gz TRUTH.jsonl.gz [--try]

Takes articles with their event mentions as the benchmark `events` gives them (MEANTIME), gives a line a feature. With
`--try` nothing is written: the articles of each topic are linked with the weights of the other, and the F1 of pairs is
printed for a row of thresholds. Needs scikit-learn (extra `dev`).
"""

from __future__ import annotations

import gzip
import json
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from retold.claims import event_likeness, event_links
from retold.claims.event_likeness import features
from retold.claims.events import find_events
from retold.records import Article, Event

TARGET = Path(__file__).parents[1] / "src" / "retold" / "claims" / "event_links.tsv"
STRENGTH = 0.2
SMALLEST = 0.05
WEIGHTS: dict[str, float] = {}  # those under trial
Row = dict[str, Any]
Found = list[tuple[Article, list[Event]]]


def read_lines(path: str) -> list[Row]:
    """The records of a compressed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def gold_of(events: list[Event], truth: Row) -> dict[str, str]:
    """The true event of each found mention that meets a true one."""
    out = {}
    for e in events:
        for g in truth["events"]:
            shared = min(e.span.end, g["end"]) - max(e.span.start, g["start"])
            if 2 * shared >= max(e.span.end, g["end"]) - min(e.span.start, g["start"]):
                out[e.id] = g["event"]
    return out


def examples(found: Found, gold: dict[str, str]) -> tuple[list[dict[str, int]], list[int]]:
    """The candidate pairs as features, and whether each is right."""
    rows: list[dict[str, int]] = []
    right: list[int] = []
    for group in event_links.candidate_groups(found):
        for a, b in combinations(group, 2):
            known = a.event.id in gold and b.event.id in gold and a.article == b.article
            if known and event_links.compared(a, b):
                rows.append(dict.fromkeys(features(a, b), 1))
                right.append(int(gold[a.event.id] == gold[b.event.id]))
    return rows, right


def fit(rows: list[dict[str, int]], right: list[int]) -> dict[str, float]:
    """The weights by feature."""
    vectors = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=500).fit(vectors.fit_transform(rows), right)
    return {
        "bias": float(model.intercept_[0]),
        **dict(zip(vectors.feature_names_, map(float, model.coef_[0]), strict=True)),
    }


def pair_counts(found: Found, gold: dict[str, str]) -> np.ndarray:
    """Right, given and true pairs: all, then those of two articles."""
    linked = event_links.link_events(found)
    rows = [(e.article, gold[e.id], e.event) for events in linked for e in events if e.id in gold]
    out = np.zeros((2, 3))
    for a, b in combinations(rows, 2):
        mine, true = a[2] is not None and a[2] == b[2], a[1] == b[1]
        out[: 1 + (a[0] != b[0])] += (mine and true, mine, true)
    return out


def topic_of(article: str) -> str:
    """The topic of an article: it stands before the number in its id."""
    return article.split("-", maxsplit=1)[0]


def try_thresholds(found: Found, gold: dict[str, str]) -> None:
    """Pairs F1 on articles whose weights they did not make."""
    setattr(event_likeness, "load_weights", lambda: WEIGHTS)  # noqa: B010
    for threshold in (-1.0, -0.6, -0.3, 0.0, 0.3, 0.6):
        event_links.THRESHOLD = threshold
        total = np.zeros((2, 3))
        for topic in sorted({topic_of(a.id) for a, _ in found}):
            apart = [(a, e) for a, e in found if topic_of(a.id) != topic]
            WEIGHTS.clear()
            WEIGHTS.update(fit(*examples(apart, gold)))
            total += pair_counts([(a, e) for a, e in found if topic_of(a.id) == topic], gold)
        f1 = 2 * total[:, 0] / np.maximum(1, total[:, 1] + total[:, 2])
        print(threshold, f"all {f1[0]:.3f} across {f1[1]:.3f}", total.astype(int).tolist())


def main() -> None:
    """Read, fit, write."""
    truth = {r["id"]: r for r in read_lines(sys.argv[2])}
    articles = [Article(r["id"], r["text"], published=r["published"]) for r in read_lines(sys.argv[1])]
    found = [(a, find_events(a)) for a in sorted(articles, key=lambda a: a.id)]
    gold = {k: v for a, events in found for k, v in gold_of(events, truth[a.id]).items()}
    if "--try" in sys.argv:
        try_thresholds(found, gold)
        return
    lines = [f"{n}\t{w:.2f}" for n, w in sorted(fit(*examples(found, gold)).items()) if abs(w) >= SMALLEST]
    head = "# feature, then its weight in log odds; made by bench/train_links.py from MEANTIME articles"
    TARGET.write_text("\n".join([head, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
