"""Fit the weights that tell a rewrite from an independent report of the same event.

usage: fit_rewrites.py BENCH [--write]     BENCH holds the folders rewrites, stories and copies

Positive: (original, rewrite) pairs of `rewrites`. Negative: pairs of two groups there; reports of one event by several
outlets in `stories` (basil, ecb) and pages of `copies`, where they share hardly a five-gram. Two halves by group: each
is scored by the weights of the other, both judgements (of the pair alone, and beside its rivals). `--write` fits on all
and writes src/retold/match/rewrite_weights.json.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from sklearn.linear_model import LogisticRegression

from retold.match import likeness, rivals
from retold.match.likeness import measure_pair, read
from retold.match.rewrites import propose_pairs
from retold.match.rivals import measure_rivals

HARD_WEIGHT = 0.7  # all same-event pairs together weigh this much of all positive pairs
KNOTS = (0.1, 0.333, 0.567, 0.8)  # quantiles of the positive pairs
STRENGTH = 0.3  # inverse of the ridge penalty
FEW_GRAMS = 0.05
CUTS = (-1.0, -0.5, 0.0, 0.3, 0.5, 1.0, 1.5, 2.0)
Pair = tuple[int, int]


@dataclass
class Measured:
    """The proposed pairs of a set, their measures, and which of them may be used as negatives or positives."""

    pairs: list[Pair]
    values: np.ndarray
    label: np.ndarray  # 1 a rewrite, 0 none, 2 not used
    half: np.ndarray


@dataclass
class Judgement:
    """An additive score of broken lines."""

    start: float
    slope: np.ndarray
    knots: list[list[float]]

    def score(self, values: np.ndarray) -> np.ndarray:
        return self.start + bend(values, self.knots) @ self.slope


def read_records(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def measure_set(records: list[dict[str, Any]]) -> tuple[list[Pair], np.ndarray, np.ndarray]:
    """The proposed pairs, their measures, and the share of five-grams of the smaller text that both have."""
    texts = [read(r["text"]) for r in records]
    rows = [
        (pair, measure_pair(texts[pair[0]], texts[pair[1]])) for pair in propose_pairs([r["text"] for r in records])
    ]
    rows = [(pair, row) for pair, row in rows if row]
    pairs = [pair for pair, _ in rows]
    grams = [t.anchors.grams for t in texts]
    shares = [len(grams[i] & grams[j]) / max(min(len(grams[i]), len(grams[j])), 1) for i, j in pairs]
    return pairs, np.array([row for _, row in rows]), np.array(shares)


def read_rewrites(bench: Path) -> tuple[Measured, int]:
    """The pairs of the rewrites, and how many true ones there are."""
    truth = {r["id"]: r for r in read_records(bench / "rewrites/rewrites.truth.jsonl.gz")}
    records = read_records(bench / "rewrites/rewrites.jsonl.gz")
    pairs, values, _ = measure_set(records)
    rows = [(truth[records[i]["id"]], truth[records[j]["id"]]) for i, j in pairs]
    label = [1 if a["source"] == b["id"] or b["source"] == a["id"] else 2 * (a["group"] == b["group"]) for a, b in rows]
    half = [[crc32(r["group"].encode()) % 2 for r in row] for row in rows]
    mixed = [one if one == other else 2 for one, other in half]
    total = sum(1 for r in truth.values() if r["source"])
    return Measured(pairs, values, np.array(label), np.array(mixed)), total


def read_hard(bench: Path) -> dict[str, Measured]:
    """Reports of one event: pairs that share hardly a five-gram are none."""
    out = {}
    for name, place in (("ecb", "stories/ecb"), ("basil", "stories/basil"), ("copies", "copies/copies")):
        records = read_records(bench / f"{place}.jsonl.gz")
        pairs, values, shares = measure_set(records)
        known = {r["id"]: r.get("event") for r in read_records(bench / f"{place}.truth.jsonl.gz") if "id" in r}
        same = np.array([known.get(records[i]["id"]) == known.get(records[j]["id"]) for i, j in pairs])
        label = np.where(same & (shares < FEW_GRAMS), 0, 2)
        half = np.zeros(len(pairs), int)
        half[label == 0] = np.arange((label == 0).sum()) % 2
        out[name] = Measured(pairs, values, label, half)
    return out


def bend(values: np.ndarray, knots: Sequence[Sequence[float]]) -> np.ndarray:
    bent = [np.maximum(values[:, k : k + 1] - place, 0) for k, places in enumerate(knots) for place in places]
    return np.hstack([values, *bent])


def fit(soft: np.ndarray, label: np.ndarray, hard: Sequence[np.ndarray]) -> Judgement:
    """The judgement that separates these best; the knots are quantiles of the positive pairs."""
    knots = [sorted({round(float(q), 3) for q in np.quantile(column[label == 1], KNOTS)}) for column in soft.T]
    each = [np.full(len(rows), HARD_WEIGHT * (label == 1).sum() / max(len(rows), 1) / len(hard)) for rows in hard]
    stacked = bend(np.vstack([soft, *hard]), knots)
    labels = np.concatenate([label == 1, *(np.zeros(len(rows), bool) for rows in hard)])
    mean, spread = stacked.mean(0), stacked.std(0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    model.fit((stacked - mean) / spread, labels, sample_weight=np.concatenate([np.ones(len(label)), *each]))
    slope = model.coef_[0] / spread
    return Judgement(float(model.intercept_[0] - slope @ mean), slope, knots)


def fit_both(soft: Measured, hard: dict[str, Measured], part: int | None) -> tuple[Judgement, Judgement]:
    """Both judgements from one half, or from everything."""

    def of(rows: Measured) -> np.ndarray:
        return (rows.label != 2) & ((rows.half == part) if part is not None else True)

    pair = fit(soft.values[of(soft)], soft.label[of(soft)], [h.values[of(h)] for h in hard.values()])
    beside = [rival_values(h, pair)[of(h)] for h in hard.values()]
    return pair, fit(rival_values(soft, pair)[of(soft)], soft.label[of(soft)], beside)


def rival_values(rows: Measured, pair: Judgement) -> np.ndarray:
    """The measures of the pairs beside their rivals; no page is known to copy another."""
    pages = range(1 + max(j for _, j in rows.pairs))
    return np.array(measure_rivals(rows.pairs, pair.score(rows.values).tolist(), pages), float)


def held_out(soft: Measured, hard: dict[str, Measured]) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """The odds of every pair from the weights of the other half; of a pair across the halves, the mean."""
    scores = []
    others: dict[str, np.ndarray] = {name: np.zeros(len(rows.pairs)) for name, rows in hard.items()}
    for part in (0, 1):
        pair, beside = fit_both(soft, hard, part)
        scores.append(beside.score(rival_values(soft, pair)))
        for name, rows in hard.items():
            other = rows.half != part
            others[name][other] = beside.score(rival_values(rows, pair))[other]
    first, second = scores
    odds = np.where(soft.half == 1, first, np.where(soft.half == 0, second, (first + second) / 2))
    return odds, {name: others[name][rows.label == 0] for name, rows in hard.items()}


def report(soft: Measured, hard: dict[str, Measured], total: int) -> None:
    odds, others = held_out(soft, hard)
    for least in CUTS:
        taken = (odds >= least) & (soft.label != 2)
        right = int((soft.label[taken] == 1).sum())
        false = {name: round(float((values >= least).mean()), 3) for name, values in others.items()}
        found = f"recall {right / total:.3f} precision {right / max(taken.sum(), 1):.3f}"
        print(f"log odds {least:4}: {found} same-event pairs taken {false}")


def write(judgements: dict[str, tuple[Judgement, Sequence[str]]]) -> None:
    data: dict[str, Any] = {}
    for name, (fitted, measures) in judgements.items():
        at, lines = len(measures), {}
        for k, measure in enumerate(measures):
            bends = [[knot, round(float(fitted.slope[at + n]), 4)] for n, knot in enumerate(fitted.knots[k])]
            lines[measure] = {"slope": round(float(fitted.slope[k]), 4), "bends": bends}
            at += len(bends)
        data[name] = {"start": round(fitted.start, 4), "lines": lines}
    path = Path(__file__).parents[2] / "src/retold/match" / likeness.WEIGHTS
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("bench", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    soft, total = read_rewrites(args.bench)
    hard = read_hard(args.bench)
    counts = {name: int((rows.label == 0).sum()) for name, rows in hard.items()}
    print(f"{len(soft.pairs)} pairs, {(soft.label == 1).sum()} of {total} rewrites among them; same event {counts}")
    report(soft, hard, total)
    if args.write:
        pair, beside = fit_both(soft, hard, None)
        write({"pair": (pair, likeness.MEASURES), "rivals": (beside, rivals.MEASURES)})


if __name__ == "__main__":
    main()
