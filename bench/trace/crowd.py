"""One family of very many pages: how long matching and tracing take, and how much memory.

usage: crowd.py [--pages 10000] [--words 400] [--kind edited|equal|chain] [--seed 1]

edited: each page copies one of the first ROOTS and changes one to three words; chain: each copies the one before;
equal: all are the same. The words are drawn by chance.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from datetime import datetime, timedelta

from retold.align import collate_texts
from retold.match import find_copies
from retold.pipeline.order import Aligner
from retold.records import Article
from retold.trace.families import find_families
from retold.trace.trace import trace_family

ROOTS = 20
SYLLABLES = ("ka", "lo", "mi", "ren", "sta", "vo", "dri", "pel", "un", "gar")


def draw_word(rng: random.Random) -> str:
    """A word of no language."""
    return "".join(rng.choices(SYLLABLES, k=rng.randint(1, 4)))


def grow_pages(pages: int, words: int, kind: str, seed: int) -> list[Article]:
    """The family."""
    rng = random.Random(seed)
    texts = [[draw_word(rng) for _ in range(words)]]
    for k in range(1, pages):
        text = list(texts[k - 1 if kind == "chain" else rng.randrange(min(k, ROOTS))])
        for _ in range(0 if kind == "equal" else rng.randint(1, 3)):
            text[rng.randrange(len(text))] = draw_word(rng)
        texts.append(text)
    start = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
    return [
        Article(
            f"{k:06}", write_lines(t), outlet=f"paper{k}.example", published=(start + timedelta(minutes=k)).isoformat()
        )
        for k, t in enumerate(texts)
    ]


def write_lines(words: list[str]) -> str:
    """Words as sentences of ten and paragraphs of forty."""
    sentences = [" ".join(words[k : k + 10]).capitalize() + "." for k in range(0, len(words), 10)]
    return "\n".join(" ".join(sentences[k : k + 4]) for k in range(0, len(sentences), 4))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--kind", choices=("edited", "equal", "chain"), default="edited")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    articles = grow_pages(args.pages, args.words, args.kind, args.seed)
    begun = time.process_time()
    pairs, _ = find_copies(articles)
    print(f"{len(pairs)} pairs in {time.process_time() - begun:.1f} CPU s")
    begun = time.process_time()
    families = find_families(articles, pairs)
    print(f"largest family of {max(len(f.articles) for f in families)} in {time.process_time() - begun:.1f} CPU s")
    begun = time.process_time()
    for family in families:
        stemma = trace_family(family.articles, family.pairs, Aligner(family.articles).align, collate_texts)
    print(f"traced in {time.process_time() - begun:.1f} CPU s: {len(stemma.edges)} edges", end=", ")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
