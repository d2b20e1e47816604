"""Collation on grown texts whose alignment is known: F over pairs of words, and CPU seconds.

    PYTHONPATH=tests python bench/align/collation.py [--rows 12] [--length 1000]

Each line is a kind of copyist (how often, a copy, a word is written otherwise, left out, added, misspelt; whether
passages move), over five seeds.
"""

from __future__ import annotations

import argparse
import time
from statistics import mean

from align.grown import Hand, as_rows, grow, token_pair_f
from retold.align import collate_texts

HANDS = {
    "careful": Hand(),
    "usual": Hand(0.02, 0.01, 0.01, 0.03),
    "careless": Hand(0.04, 0.03, 0.02, 0.1),
    "own spelling": Hand(spell=0.3),
    "moves passages": Hand(move=0.3),
}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--rows", type=int, default=12)
    ap.add_argument("--length", type=int, default=1000)
    a = ap.parse_args()
    for name, hand in HANDS.items():
        scores, seconds = [], []
        for seed in range(11, 16):
            grown = grow(seed, rows=a.rows, length=a.length, hand=hand)
            rows = as_rows(grown)
            start = time.process_time()
            table = collate_texts(rows)
            seconds.append(time.process_time() - start)
            scores.append(token_pair_f(grown, table))
        print(f"{name:15} F {mean(scores):.4f} (least {min(scores):.4f})  {mean(seconds):.3f} CPU s")


if __name__ == "__main__":
    main()
