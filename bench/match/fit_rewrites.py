"""Fit the weights that tell a rewrite from an independent report of the same event.

usage: fit_rewrites.py BENCH [--strange] [--write]     BENCH holds the folders rewrites, stories and copies

Positive: (original, rewrite) pairs of `rewrites`. Negative: pairs of two groups there; reports of one event by several
outlets in `stories` (basil, ecb) and pages of `copies`, where they share hardly a five-gram, and reports of two events.
Four parts by group, and by subject of the events: each is scored by both judgements (of the pair alone, by trees;
beside its rivals, by broken lines) as the others have them. `--strange` scores each set of reports by what the other
sets teach. `--write` fits on all and writes src/retold/match/rewrite_trees.json and rewrite_weights.json.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from retold.match import likeness, rivals
from retold.match.likeness import measure_pair, read, walk
from retold.match.measures import MEASURES
from retold.match.rewrites import propose_pairs
from retold.match.rivals import measure_rivals

HARD_WEIGHT = 1.2  # all pairs of reports together weigh this much of all positive pairs
PARTS = 4
TREES = {"max_iter": 100, "max_leaf_nodes": 8, "learning_rate": 0.08, "l2_regularization": 5, "min_samples_leaf": 40}
KNOTS = (0.1, 0.333, 0.567, 0.8)  # quantiles of the positive pairs
STRENGTH = 0.3  # inverse of the ridge penalty
FEW_GRAMS = {
    "ecb": 0.1,
    "basil": 0.1,
    "copies": 0.05,
}  # share of five-grams; the pages of copies are full of wire texts
CUTS = (-1.0, -0.5, 0.0, 0.3, 0.5, 1.0, 1.5, 2.0)
Pair = tuple[int, int]


@dataclass
class Measured:
    """The proposed pairs of a set, their measures, and which of them may be used as negatives or positives."""

    pairs: list[Pair]
    values: np.ndarray
    label: np.ndarray  # 1 a rewrite, 0 none, 2 not used
    part: np.ndarray  # of both pages


@dataclass
class Forest:
    """The sum of what trees say."""

    start: float
    trees: list[likeness.Tree]

    def score(self, values: np.ndarray) -> np.ndarray:
        return np.array([self.start + sum(walk(tree, row) for tree in self.trees) for row in values.tolist()])


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


def part_of(name: str) -> int:
    """The part that a group or the subject of an event belongs to."""
    return crc32(re.sub(r"-[a-z]+$", "", name).encode()) % PARTS


def read_rewrites(bench: Path) -> tuple[Measured, int]:
    """The pairs of the rewrites, and how many true ones there are."""
    truth = {r["id"]: r for r in read_records(bench / "rewrites/rewrites.truth.jsonl.gz")}
    records = read_records(bench / "rewrites/rewrites.jsonl.gz")
    pairs, values, _ = measure_set(records)
    rows = [(truth[records[i]["id"]], truth[records[j]["id"]]) for i, j in pairs]
    label = [1 if a["source"] == b["id"] or b["source"] == a["id"] else 2 * (a["group"] == b["group"]) for a, b in rows]
    part = [[part_of(r["group"]) for r in row] for row in rows]
    total = sum(1 for r in truth.values() if r["source"])
    return Measured(pairs, values, np.array(label), np.array(part)), total


def read_hard(bench: Path) -> dict[str, Measured]:
    """Reports: pairs of one event that share hardly a five-gram are none, nor are pairs of two events."""
    out = {}
    for name, place in (("ecb", "stories/ecb"), ("basil", "stories/basil"), ("copies", "copies/copies")):
        records = read_records(bench / f"{place}.jsonl.gz")
        pairs, values, shares = measure_set(records)
        known = {r["id"]: r.get("event") for r in read_records(bench / f"{place}.truth.jsonl.gz") if "id" in r}
        same = np.array([known.get(records[i]["id"]) == known.get(records[j]["id"]) for i, j in pairs])
        label = np.where(same & (shares >= FEW_GRAMS[name]), 2, 0)
        part = [[part_of(str(known.get(records[k]["id"]) or records[k]["id"])) for k in pair] for pair in pairs]
        out[name] = Measured(pairs, values, label, np.array(part))
    return out


def bend(values: np.ndarray, knots: Sequence[Sequence[float]]) -> np.ndarray:
    bent = [np.maximum(values[:, k : k + 1] - place, 0) for k, places in enumerate(knots) for place in places]
    return np.hstack([values, *bent])


def stack(soft: np.ndarray, label: np.ndarray, hard: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All rows, which of them are rewrites, and their weights."""
    each = [np.full(len(rows), HARD_WEIGHT * (label == 1).sum() / max(len(rows), 1) / len(hard)) for rows in hard]
    labels = np.concatenate([label == 1, *(np.zeros(len(rows), bool) for rows in hard)])
    return np.vstack([soft, *hard]), labels, np.concatenate([np.ones(len(label)), *each])


def fit_trees(values: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> Forest:
    """The trees that separate these best; limits and ends are rounded as they are written."""
    model = HistGradientBoostingClassifier(**TREES, early_stopping=False, random_state=0)
    model.fit(values, labels, sample_weight=weights)
    trees = [[write_node(node) for node in step[0].nodes] for step in model._predictors]
    return Forest(round(float(model._baseline_prediction[0, 0]), 4), trees)


def write_node(node: np.void) -> list[float]:
    """A node as `likeness.walk` reads it."""
    if node["is_leaf"]:
        return [round(float(node["value"]), 4)]
    return [int(node["feature_idx"]), round(float(node["num_threshold"]), 4), int(node["left"]), int(node["right"])]


def fit_lines(values: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> Judgement:
    """The broken lines that separate these best; the knots are quantiles of the positive pairs."""
    knots = [sorted({round(float(q), 3) for q in np.quantile(column[labels], KNOTS)}) for column in values.T]
    bent = bend(values, knots)
    mean, spread = bent.mean(0), bent.std(0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    model.fit((bent - mean) / spread, labels, sample_weight=weights)
    slope = model.coef_[0] / spread
    return Judgement(float(model.intercept_[0] - slope @ mean), slope, knots)


def fit_both(soft: Measured, hard: Sequence[Measured], part: int | None) -> tuple[Forest, Judgement]:
    """Both judgements from all parts but one, or from everything."""

    def of(rows: Measured) -> np.ndarray:
        return (rows.label != 2) & ((rows.part != part).all(axis=1) if part is not None else True)

    label = soft.label[of(soft)]
    pair = fit_trees(*stack(soft.values[of(soft)], label, [h.values[of(h)] for h in hard]))
    beside = [rival_values(h, pair)[of(h)] for h in hard]
    return pair, fit_lines(*stack(rival_values(soft, pair)[of(soft)], label, beside))


def rival_values(rows: Measured, pair: Forest) -> np.ndarray:
    """The measures of the pairs beside their rivals; no page is known to copy another."""
    pages = range(1 + max(j for _, j in rows.pairs))
    return np.array(measure_rivals(rows.pairs, pair.score(rows.values).tolist(), pages), float)


def held_out(soft: Measured, hard: dict[str, Measured]) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """The odds of every pair from the other parts; of a pair of two parts, the mean of both."""
    every = {"": soft, **hard}
    sums = {name: np.zeros((2, len(rows.pairs))) for name, rows in every.items()}
    for part in range(PARTS):
        pair, beside = fit_both(soft, list(hard.values()), part)
        for name, rows in every.items():
            mine = (rows.part == part).any(axis=1)
            sums[name][:, mine] += np.stack([beside.score(rival_values(rows, pair)[mine]), np.ones(int(mine.sum()))])
    odds = {name: total / count for name, (total, count) in sums.items()}
    return odds.pop(""), {name: odds[name][rows.label == 0] for name, rows in hard.items()}


def strange(soft: Measured, hard: dict[str, Measured]) -> dict[str, np.ndarray]:
    """The odds of the pairs of each set of reports, as all other sets teach them."""
    out = {}
    for name, rows in hard.items():
        pair, beside = fit_both(soft, [h for other, h in hard.items() if other != name], None)
        out[name] = beside.score(rival_values(rows, pair))[rows.label == 0]
    return out


def report(soft: Measured, odds: np.ndarray, others: dict[str, np.ndarray], total: int) -> None:
    for least in CUTS:
        taken = (odds >= least) & (soft.label != 2)
        right = int((soft.label[taken] == 1).sum())
        false = {name: round(float((values >= least).mean()), 3) for name, values in others.items()}
        found = f"recall {right / total:.3f} precision {right / max(taken.sum(), 1):.3f}"
        print(f"log odds {least:4}: {found} pairs of reports taken {false}")


def write(pair: Forest, beside: Judgement) -> None:
    at, lines = len(rivals.MEASURES), {}
    for k, measure in enumerate(rivals.MEASURES):
        bends = [[knot, round(float(beside.slope[at + n]), 4)] for n, knot in enumerate(beside.knots[k])]
        lines[measure] = {"slope": round(float(beside.slope[k]), 4), "bends": bends}
        at += len(bends)
    place = Path(__file__).parents[2] / "src/retold/match"
    weights = json.dumps({"start": round(beside.start, 4), "lines": lines}, indent=1)
    (place / rivals.WEIGHTS).write_text(weights + "\n", encoding="utf-8")
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in pair.trees)
    head = f'{{"start": {pair.start}, "measures": {json.dumps(MEASURES)}, "trees": [\n'
    (place / likeness.TREES).write_text(f"{head}{trees}\n]}}\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("bench", type=Path)
    parser.add_argument("--strange", action="store_true")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    soft, total = read_rewrites(args.bench)
    hard = read_hard(args.bench)
    counts = {name: int((rows.label == 0).sum()) for name, rows in hard.items()}
    print(f"{len(soft.pairs)} pairs, {(soft.label == 1).sum()} of {total} rewrites among them; reports {counts}")
    odds, others = held_out(soft, hard)
    report(soft, odds, strange(soft, hard) if args.strange else others, total)
    if args.write:
        write(*fit_both(soft, list(hard.values()), None))


if __name__ == "__main__":
    main()
