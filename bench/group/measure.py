"""What the score of the benchmark does not show: false dates, other orders, how honest the chances are.

    python bench/group/measure.py FOLDER        (FOLDER holds ecb, basil and stream with their truths)

Stemmas are traced once; all figures are of `group_stories` and `Stream` in this process.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from retold.group import Stream, group_stories
from retold.group.nodes import find_tops
from retold.pipeline.order import trace_articles
from retold.records import Article, Stemma
from retold.stages import article_from

DRAWS = range(1, 7)
FALSE = 0.2  # of the dates
LATE = 0.3  # of the pages of an event that follow within five months, where dates are made up
Set = tuple[list[Article], list[Stemma], dict[str, str]]


def lines(path: Path) -> Iterable[dict[str, object]]:
    """The records of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def load(folder: Path, name: str) -> Set:
    """Articles, stemmas and the labelled events of a set."""
    articles = [article_from(r) for r in lines(folder / f"{name}.jsonl.gz")]
    truth = {str(r["id"]): str(r["event"]) for r in lines(folder / f"{name}.truth.jsonl.gz") if r["event"]}
    return articles, list(trace_articles(articles).stemmas), truth


def bcubed(found: dict[str, str], truth: dict[str, str]) -> float:
    """BCubed F1 over the labelled pages."""
    both = Counter((found[k], e) for k, e in truth.items())
    size, want = Counter(found[k] for k in truth), Counter(truth.values())
    p = sum(n * n / size[s] for (s, _), n in both.items()) / len(truth)
    r = sum(n * n / want[e] for (_, e), n in both.items()) / len(truth)
    return 2 * p * r / (p + r)


def score(articles: list[Article], stemmas: list[Stemma], truth: dict[str, str]) -> float:
    """BCubed F1 of the batch."""
    return bcubed({i: s.id for s in group_stories(articles, stemmas) for i in s.articles}, truth)


def any_day(rng: np.random.Generator) -> str:
    """A day of ten years."""
    return (date(2010, 1, 1) + timedelta(days=int(rng.integers(0, 3650)))).isoformat()


def falsify(articles: list[Article], seed: int) -> list[Article]:
    """The articles with a part of their dates drawn anew."""
    rng = np.random.default_rng(seed)
    return [replace(a, published=any_day(rng)) if rng.random() < FALSE else a for a in articles]


def make_up(articles: list[Article], truth: dict[str, str], seed: int) -> list[Article]:
    """The articles with the days of their events, some of them follow-ups."""
    rng = np.random.default_rng(seed)
    of = {e: date.fromisoformat(any_day(rng)) for e in sorted(set(truth.values()))}
    out = []
    for article in articles:
        late = int(rng.integers(0, 150)) if rng.random() < LATE else 0
        day = of[truth[article.id]] + timedelta(days=int(rng.integers(0, 3)) + late)
        out.append(replace(article, published=day.isoformat()))
    return out


def tell(name: str, values: Iterable[float]) -> None:
    """One line of figures."""
    found = list(values)
    print(f"{name}: {np.mean(found):.3f} ({', '.join(f'{v:.3f}' for v in found)})", flush=True)


def calibration(articles: list[Article], stemmas: list[Stemma], truth: dict[str, str]) -> tuple[float, float, float]:
    """Of a stream without replay: BCubed F1, share of right placements, and how far chances are off (ECE, 10 bins)."""
    stream, tops = Stream(), find_tops(stemmas)
    scores, right = [], []
    for article in articles:
        placed = stream.add(article, tops.get(article.id), mend=True)
        event = truth.get(article.id)
        if event is None:
            continue
        before = [
            truth[a] for a, s in stream.state.story_of.items() if s == placed.story and a != article.id and a in truth
        ]
        seen = any(truth.get(leaf.id) == event for leaf in stream.leaves[:-1])
        right.append(event in before if not placed.opened else not seen)
        scores.append(placed.score)
    bins = np.minimum((np.array(scores) * 10).astype(int), 9)
    off = sum(
        abs(np.mean(np.array(right)[bins == b]) - np.mean(np.array(scores)[bins == b])) * np.mean(bins == b)
        for b in np.unique(bins)
    )
    return bcubed(stream.state.story_of, truth), float(np.mean(right)), float(off)


def main() -> None:
    folder = Path(sys.argv[1])
    ecb, basil, stream = (load(folder, name) for name in ("ecb", "basil", "stream"))
    for name, (articles, stemmas, truth) in (("ecb", ecb), ("basil", basil)):
        tell(f"{name}, batch", [score(articles, stemmas, truth)])
        f1, right, off = calibration(articles, stemmas, truth)
        print(
            f"{name}, as a stream without replay: F1 {f1:.3f}; placements right {right:.3f}, chances off by {off:.3f}"
        )
    articles, stemmas, truth = basil
    tell("basil, a fifth of the dates false", [score(falsify(articles, k), stemmas, truth) for k in DRAWS])
    tell("basil without dates", [score([replace(a, published=None) for a in articles], stemmas, truth)])
    articles, stemmas, truth = ecb
    told = [make_up(articles, truth, k) for k in DRAWS]
    tell("ecb, dates made up, 30 % follow within five months", [score(a, stemmas, truth) for a in told])
    tell("the same, a fifth of the dates false", [score(falsify(a, 9), stemmas, truth) for a in told])
    articles, stemmas, truth = stream
    half = articles[: len(articles) // 2]
    early, late = ({i: s.id for s in group_stories(part, stemmas) for i in s.articles} for part in (half, articles))
    tell("stream, batch", [bcubed(late, truth)])
    tell("stream, pages renamed from half to whole", [float(np.mean([early[a.id] != late[a.id] for a in half]))])


if __name__ == "__main__":
    main()
