"""Fit the weights that tell a rewrite from an independent report of the same event.

usage: fit_rewrites.py BENCH [--write]     BENCH holds the folders rewrites, stories and copies

Positive: (original, rewrite) pairs of `rewrites`. Negative: pairs of two groups there; reports of one event by several
outlets in `stories` (basil, ecb) and pages of `copies`, where they share hardly a five-gram. Two halves by group: each
is scored by the weights of the other. `--write` fits on all and writes src/retold/match/rewrite_weights.json.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from sklearn.linear_model import LogisticRegression

from retold.match.anchors import read_anchors, weigh_readings
from retold.match.likeness import LONGEST_TIMES, MEASURES, WEIGHTS, measure_likeness
from retold.match.rewrites import propose_pairs

HARD_WEIGHT = 0.7  # all same-event pairs together weigh this much of all positive pairs
KNOTS = (0.1, 0.333, 0.567, 0.8)  # quantiles of the positive pairs
STRENGTH = 0.3  # inverse of the ridge penalty
GRAMS = MEASURES.index("grams covered")


def read(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def measure_set(records: list[dict[str, Any]]) -> tuple[list[tuple[int, int]], np.ndarray]:
    """Proposed pairs of a set and their measures."""
    texts = [r["text"] for r in records]
    anchored = weigh_readings([read_anchors(t) for t in texts])
    size = [len(a.grams) for a in anchored]
    pairs = [(i, j) for i, j in propose_pairs(texts) if max(size[i], size[j]) <= LONGEST_TIMES * min(size[i], size[j])]
    return pairs, np.array([measure_likeness(anchored[i], anchored[j]) for i, j in pairs])


def bend(values: np.ndarray, knots: list[list[float]]) -> np.ndarray:
    columns = [values]
    for k, places in enumerate(knots):
        columns += [np.maximum(values[:, k : k + 1] - place, 0) for place in places]
    return np.hstack(columns)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("bench", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    truth = {r["id"]: r for r in read(args.bench / "rewrites/rewrites.truth.jsonl.gz")}
    records = read(args.bench / "rewrites/rewrites.jsonl.gz")
    pairs, values = measure_set(records)
    rows = [(truth[records[i]["id"]], truth[records[j]["id"]]) for i, j in pairs]
    label = np.array(
        [
            1 if a["source"] == b["id"] or b["source"] == a["id"] else 2 if a["group"] == b["group"] else 0
            for a, b in rows
        ]
    )
    half = np.array([[crc32(r["group"].encode()) % 2 for r in row] for row in rows])
    total = sum(1 for r in truth.values() if r["source"])
    hard = hard_pairs(args.bench)
    print(
        "pairs", len(pairs), "positive", (label == 1).sum(), "of", total, "hard", {k: len(v) for k, v in hard.items()}
    )
    knots = [
        sorted({round(float(q), 3) for q in np.quantile(values[label == 1, k], KNOTS)}) for k in range(len(MEASURES))
    ]
    report(values, label, half, total, hard, knots)
    if args.write:
        fitted = fit(values, label, hard, knots, part=None)
        write(fitted, knots)


def hard_pairs(bench: Path) -> dict[str, np.ndarray]:
    out = {}
    for name in ("ecb", "basil"):
        records = read(bench / f"stories/{name}.jsonl.gz")
        event = {r["id"]: r["event"] for r in read(bench / f"stories/{name}.truth.jsonl.gz")}
        pairs, values = measure_set(records)
        same = np.array([event[records[i]["id"]] == event[records[j]["id"]] for i, j in pairs])
        out[name] = values[same & (values[:, GRAMS] < 0.05)]
    pairs, values = measure_set(read(bench / "copies/copies.jsonl.gz"))
    out["copies"] = values[values[:, GRAMS] < 0.05]
    return out


def fit(
    values: np.ndarray, label: np.ndarray, hard: dict[str, np.ndarray], knots: list[list[float]], part: int | None
) -> tuple[float, np.ndarray]:
    """Constant and weights on the bent measures."""
    use = label != 2
    x, y = [bend(values[use], knots)], [label[use] == 1]
    weight = [np.ones(int(use.sum()))]
    for rows in hard.values():
        mine = rows if part is None else rows[part::2]
        x.append(bend(mine, knots))
        y.append(np.zeros(len(mine), bool))
        weight.append(np.full(len(mine), HARD_WEIGHT * y[0].sum() / max(len(mine), 1) / len(hard)))
    stacked, labels, weights = np.vstack(x), np.concatenate(y), np.concatenate(weight)
    mean, spread = stacked.mean(0), stacked.std(0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit((stacked - mean) / spread, labels, sample_weight=weights)
    slope = model.coef_[0] / spread
    return float(model.intercept_[0] - slope @ mean), slope


def report(
    values: np.ndarray,
    label: np.ndarray,
    half: np.ndarray,
    total: int,
    hard: dict[str, np.ndarray],
    knots: list[list[float]],
) -> None:
    scores = np.zeros((2, len(label)))
    hard_scores = {k: np.zeros(len(v)) for k, v in hard.items()}
    for part in (0, 1):
        mine = (half == part).all(axis=1)
        start, slope = fit(values[mine], label[mine], hard, knots, part)
        scores[part] = start + bend(values, knots) @ slope
        for k, v in hard.items():
            hard_scores[k][1 - part :: 2] = start + bend(v[1 - part :: 2], knots) @ slope
    same = half[:, 0] == half[:, 1]
    held = np.where(same, scores[1 - half[:, 0], np.arange(len(label))], scores.mean(0))
    order = np.argsort(-held[label != 2], kind="stable")
    right = label[label != 2][order] == 1
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    for least in (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0):
        n = int((held[label != 2] >= least).sum())
        false = {k: round(float((v >= least).mean()), 4) for k, v in hard_scores.items()}
        found = f"recall {right[:n].sum() / total:.3f} precision {precision[n - 1]:.3f}"
        print(f"log odds {least:4}: {found} same-event pairs taken {false}")


def write(fitted: tuple[float, np.ndarray], knots: list[list[float]]) -> None:
    start, slope = fitted
    lines: dict[str, Any] = {}
    at = len(MEASURES)
    for k, name in enumerate(MEASURES):
        bends = [[knot, round(float(slope[at + n]), 4)] for n, knot in enumerate(knots[k])]
        at += len(bends)
        lines[name] = {"slope": round(float(slope[k]), 4), "bends": bends}
    path = Path(__file__).parents[2] / "src/retold/match" / WEIGHTS
    path.write_text(json.dumps({"start": round(start, 4), "lines": lines}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
