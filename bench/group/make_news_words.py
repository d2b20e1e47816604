"""Makes src/retold/text/news_words.tsv: how many news pages hold each word, name and number, common or not so common.

    python bench/group/make_news_words.py PAGES.jsonl.gz

Only counts over thousands of pages are kept, rounded to half steps of the logarithm to base two, and only of words
that stand on at least LEAST of them: nothing of any one page can be read from the file.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter
from pathlib import Path

from retold.group.words import LETTERS, english_lexicon, write_figures

OUT = Path(__file__).parents[2] / "src/retold/text/news_words.tsv"
LEAST = 5  # pages


def count(path: str) -> tuple[Counter[str], int]:
    """Pages that hold each plain word, and all pages."""
    pages: Counter[str] = Counter()
    total = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            lexicon = english_lexicon()
            words = write_figures(lexicon.read(json.loads(line)["text"][:LETTERS]), lexicon)
            pages.update({lexicon.form[n] for n in words.tolist()})
            total += 1
    return pages, total


def main() -> None:
    pages, total = count(sys.argv[1])
    rows = sorted((round(2 * math.log2(total / n)), w) for w, n in pages.items() if n >= LEAST)
    OUT.write_text("".join(f"{w}\t{step}\n" for step, w in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
