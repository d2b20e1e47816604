"""What the driver of a cluster does alone, and what it costs: pairs, families and stories of N pages.

    python bench/spark/driver.py FOLDER N [SEED]

FOLDER is the benchmark folder that holds copies-speed/make_corpus.py. What executors keep of each page is made first
and not counted; then the set work is timed, in CPU seconds, with the memory that each step leaves behind as its peak.
Families are taken for trees with one root, and no pair is judged a rewrite: both are work of executors.
"""

from __future__ import annotations

import importlib.util
import json
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from retold.group import Stream, freeze_stream
from retold.match.sketches import read_sketches, usual_rate
from retold.pipeline.kept import keep_article, read_leaf, read_told
from retold.pipeline.sets import Cut, find_families, find_pairs
from retold.records import Article, Edge, Stemma, Witness
from retold.store.kept import Kept
from retold.text.hashes import content_id

FIRST = date(2026, 3, 1)
DAYS = 40


def main() -> None:
    """Make what is kept, then time the steps."""
    folder, count, seed = Path(sys.argv[1]), int(sys.argv[2]), int((sys.argv[3:] or ["7"])[0])
    kept = dict(sorted((a.id, keep_article(a)) for a in articles(folder, count, seed)))
    tell("kept", count, 0.0, bytes=sum(len(k.sketch) + len(k.told) + len(k.leaf) for k in kept.values()) // count)
    since = time.process_time()
    sketches = read_sketches([k.sketch for k in kept.values()], usual_rate(count))
    pairs, _ = find_pairs(list(kept), sketches, lambda asked: [-9.0] * len(asked))
    since = tell("pairs", count, since, pairs=len(pairs))
    families = find_families([read_told(k.told) for k in kept.values()], pairs, lambda asked: [(0.0, 0.0)] * len(asked))
    since = tell("families", count, since, families=len(families))
    stories(kept, [tree(f) for f in families], since)


def stories(kept: dict[str, Kept], stemmas: Sequence[Stemma], since: float) -> None:
    """The stories."""
    stream = Stream()
    stream.replay(stemmas, (read_leaf(k.leaf) for k in kept.values()))
    told = stream.tell(stemmas=stemmas)
    tell("stories", len(kept), since, stories=len(told.stories), frozen=len(freeze_stream(stream)))


def articles(folder: Path, count: int, seed: int) -> Iterator[Article]:
    """Made-up pages."""
    spec = importlib.util.spec_from_file_location("make_corpus", folder / "copies-speed" / "make_corpus.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no copies-speed/make_corpus.py in {folder}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    texts, lineages, sites = module.make(count, seed)
    for k, (text, lineage, site) in enumerate(zip(texts, lineages, sites, strict=True)):
        day = FIRST + timedelta(days=int(lineage[0]) % DAYS)
        url = f"https://site{site}.example/{day:%Y/%m/%d}/{k}"
        yield Article(content_id(url, prefix="p"), text, url=url, published=f"{day}", title=" ".join(text.split()[:9]))


def tree(family: Cut) -> Stemma:
    """A family as a tree with one root."""
    root, *others = family.articles
    edges = tuple(Edge(root, i, "near-verbatim", 0.9) for i in others)
    return Stemma(content_id(root, prefix="s"), tuple(Witness("A", i) for i in family.articles), (), edges, root)


def tell(step: str, count: int, since: float, **more: int) -> float:
    """Print a line for a step; now."""
    now = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(json.dumps({"step": step, "pages": count, "cpu": round(now - since, 1), "peak_mb": peak, **more}), flush=True)
    return time.process_time()


if __name__ == "__main__":
    main()
