"""Makes src/retold/text/common_words.tsv: the commonest English words of news and the share of pages that hold them.

    python bench/group/make_common_words.py PAGES.jsonl.gz

Only words that stand mostly in lower case are kept (no names), only counts over thousands of pages, and those rounded
to half steps of the logarithm to base two: nothing of any one page can be read from the file.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

OUT = Path(__file__).parents[2] / "src/retold/text/common_words.tsv"
INSIDE = re.compile(r"(?<=[a-z,] )[A-Za-z]+(?:['’][a-z]+)?(?![\w.])")
KEPT = 6000
LEAST = 20  # pages


def count(path: str) -> tuple[Counter[str], Counter[str], int]:
    """Pages that hold each word inside a sentence, pages where it stands there with a capital, and all pages."""
    pages, capital, total = Counter(), Counter(), 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            words = set(INSIDE.findall(json.loads(line)["text"].replace("’", "'")))
            total += 1
            pages.update({w.casefold() for w in words})
            capital.update({w.casefold() for w in words if w[0].isupper()})
    return pages, capital, total


def main() -> None:
    pages, capital, total = count(sys.argv[1])
    kept = [w for w, n in pages.items() if n >= LEAST and capital[w] < n / 2]
    kept.sort(key=lambda w: (-pages[w], w))
    rows = sorted((round(2 * math.log2(total / pages[w])), w) for w in kept[:KEPT])
    OUT.write_text("".join(f"{w}\t{step}\n" for step, w in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
