"""Make `src/retold/claims/cues.tsv`: the weights that tell which candidates of indirect speech count.

    python bench/train_cues.py ARTICLES.jsonl.gz TRUTH.jsonl.gz

Takes articles with their attributions as the benchmark `quotes` gives them (PolNeAR), gives a line a feature. A
candidate is right when it shares half of its characters with a true attribution. Needs scikit-learn (extra `dev`).
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from retold.claims.attributions import find_candidates
from retold.claims.sentences import read_sentences
from retold.claims.weights import features

TARGET = Path(__file__).parents[1] / "src" / "retold" / "claims" / "cues.tsv"
SHARED = 0.5
SEEN = 3  # times a feature must occur to get a weight
SMALLEST = 0.05  # weights below it are left out
STRENGTH = 0.3  # of the fit; best of 0.1, 0.3, 1 on either half of the articles


def read_lines(path: str) -> list[dict[str, Any]]:
    """The records of a compressed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def places(parts: list[list[int]]) -> set[int]:
    """The code points of an attribution."""
    return {i for a, b in parts for i in range(a, b)}


def examples(text: str, quotes: list[dict[str, Any]]) -> tuple[list[dict[str, int]], list[int]]:
    """The candidates of a text as features, and whether each is right."""
    gold = [places(q.get("parts") or [[q["start"], q["end"]]]) for q in quotes]
    rows: list[dict[str, int]] = []
    right: list[int] = []
    for sentence in read_sentences(text, everything=True).sentences:
        if sentence.tree is None:
            continue
        for c in find_candidates(sentence.tree):
            mine = places([[a + sentence.span.start, b + sentence.span.start] for a, b in c.parts])
            if mine:
                rows.append(dict.fromkeys(features(sentence.tree, c), 1))
                right.append(int(any(len(g & mine) >= SHARED * len(g | mine) for g in gold)))
    return rows, right


def main() -> None:
    """Read, fit, write."""
    truth = {r["id"]: r["quotes"] for r in read_lines(sys.argv[2])}
    rows: list[dict[str, int]] = []
    right: list[int] = []
    for record in sorted(read_lines(sys.argv[1]), key=lambda r: str(r["id"])):
        more, labels = examples(record["text"], truth[record["id"]])
        rows += more
        right += labels
    vectors = DictVectorizer()
    table = vectors.fit_transform(rows)
    often = np.asarray((table > 0).sum(0)).ravel() >= SEEN
    model = LogisticRegression(C=STRENGTH, max_iter=300, solver="liblinear").fit(table[:, often], right)
    names = np.array(vectors.feature_names_)[often]
    lines = [f"{n}\t{w:.2f}" for n, w in sorted(zip(names, model.coef_[0], strict=True)) if abs(w) >= SMALLEST]
    head = "# feature, then its weight in log odds; made by bench/train_cues.py from PolNeAR articles"
    TARGET.write_text("\n".join([head, f"bias\t{model.intercept_[0]:.2f}", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
