"""Fit the weights of `retold.reconcile.question` and say how well they hold on events left out.

usage: fit_weights.py PAIRS TRUTH STORIES TRUTH [STORIES TRUTH ...]      (bench/figures, then bench/stories, .jsonl.gz)
Words, names and times around a figure are weighed on pairs that nobody labelled: in two reports of one event an equal
rare number answers one question, and numbers that exclude each other nearly always answer two. The few weights of the
numbers themselves, and how much the rest counts, are then fitted on the labelled pairs.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import defaultdict
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from retold.claims import figure_at, read_claims
from retold.reconcile.asked import Asked, Page, ask, ask_all
from retold.reconcile.question import read_signs
from retold.reconcile.values import compare, rarity, same_number
from retold.records import Article, Span

NUMBER = ("equal", "rare", "fits", "excludes", "far", "unlike", "elsewhere", "apart")
RARE = 1.3  # rarity from which an equal number is taken as one question
COPIED = 0.8  # share of words from which two sentences are copies, and teach nothing
EACH = 4  # pairs that answer two questions, for each that answers one
SAME = ("agree", "contradict", "update")
Json = dict[str, Any]


def read(path: str) -> list[Json]:
    """The records of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def labelled(pairs: str, truth: str) -> list[tuple[Asked, Asked, str, str]]:
    """The labelled pairs, each with its label and its event."""
    known = {t["id"]: t for t in read(truth)}
    rows = []
    for r in read(pairs):
        sides = []
        for side in ("left", "right"):
            given = r[side]
            article = Article(id=side, text=given["text"], published=given.get("published"))
            sides.append(ask(figure_at(article, Span(given["start"], given["end"])), Page(article)))
        t = known[r["id"]]
        rows.append((*sides, t["label"], event_of(t["left"]["doc"], r["id"])))
    return rows


def event_of(doc: str, pair: str) -> str:
    """The event of a pair; the one with most pages is cut into four."""
    parts = doc.split("-")
    return "-".join(parts[:2]) if parts[0] != "hel" else f"hel-{int(pair.split('-')[1]) // 8 % 4}"


def unlabelled(stories: str, truth: str, seed: int = 7) -> list[tuple[Asked, Asked, bool]]:
    """Pairs of figures of one event that the numbers alone label."""
    events: dict[str, list[str]] = defaultdict(list)
    for t in read(truth):
        if t.get("event"):
            events[t["event"]].append(t["id"])
    articles = {r["id"]: Article(id=r["id"], text=r["text"], published=r.get("published")) for r in read(stories)}
    chance = random.Random(seed)
    out: list[tuple[Asked, Asked, bool]] = []
    for _, ids in sorted(events.items()):
        asked = [ask_all(read_claims(articles[i]).figures, articles[i]) for i in sorted(ids)[:8]]
        one: list[tuple[Asked, Asked, bool]] = []
        two: list[tuple[Asked, Asked, bool]] = []
        for left, right in combinations(asked, 2):
            for a, b in ((a, b) for a in left for b in right):
                label = by_number(a, b)
                if label is not None and read_signs(a, b)["words"] < COPIED:
                    (one if label else two).append((a, b, label))
        out += one + chance.sample(two, min(len(two), EACH * len(one)))
    return out


def by_number(a: Asked, b: Asked) -> bool | None:
    """What the numbers alone say: one question, two, or nothing."""
    if a.answer.dimension != b.answer.dimension or a.answer.dimension in ("time", "month"):
        return None
    if same_number(a.answer, b.answer):
        return True if rarity(a.answer) >= RARE else None
    return False if compare(a.answer, b.answer) == "exclude" else None


def table(rows: list[tuple[Asked, Asked]], names: list[str]) -> NDArray[np.float64]:
    """The signs of pairs as rows of numbers."""
    signs = [read_signs(a, b) for a, b in rows]
    return np.array([[s[n] for n in names] for s in signs])


def main() -> None:
    """Fit, check by event, print the weights."""
    pairs, truth, *stories = sys.argv[1:]
    silver = [row for s, t in zip(stories[::2], stories[1::2], strict=True) for row in unlabelled(s, t)]
    gold = labelled(pairs, truth)
    names = sorted(set(read_signs(gold[0][0], gold[0][1])) - set(NUMBER) - {"base"})
    around = LogisticRegression(C=0.3, max_iter=5000, class_weight="balanced")
    around.fit(table([(a, b) for a, b, _ in silver], names), [y for *_, y in silver])
    print(f"unlabelled pairs {len(silver)}, of one question {sum(y for *_, y in silver)}")
    sides = [(a, b) for a, b, *_ in gold]
    score = around.decision_function(table(sides, names))
    numbers = table(sides, list(NUMBER))
    x = np.column_stack([score, numbers])
    y = np.array([label in SAME for _, _, label, _ in gold])
    groups = np.array([e for *_, e in gold])
    for c in (0.1, 0.3, 1.0, 3.0):
        held = np.zeros(len(y))
        for train, test in GroupKFold(10).split(x, y, groups):
            held[test] = LogisticRegression(C=c, max_iter=5000).fit(x[train], y[train]).decision_function(x[test])
        print(f"C {c}: left out accuracy {np.mean((held > 0) == y):.3f}, same question F1 {f1_score(y, held > 0):.3f}")
    last = LogisticRegression(C=1.0, max_iter=5000).fit(x, y)
    counts, *own = last.coef_[0]
    weights = dict(zip(NUMBER, own, strict=True))
    weights |= {n: counts * w for n, w in zip(names, around.coef_[0], strict=True)}
    weights["base"] = float(last.intercept_[0] + counts * around.intercept_[0])
    for name, weight in sorted(weights.items()):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
