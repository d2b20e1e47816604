"""What a slip of the pen is worth: fit the weights of `retold/trace/slips.py` on traditions with a known tree.

    fit_slips.py WORLD ...

Every world is a path without endings, as `cascades.py --hand` and `scribes.py` write it. Prints the log odds that the
text with one slip more is the copy, a kind of slip, and how many edges point the right way with the weights that ship.
"""

from __future__ import annotations

import gzip
import json
import sys

import numpy as np
from scipy.optimize import minimize

from retold.align import collate_texts
from retold.records import CollatedWitness
from retold.trace.slips import WORTH, Hand, Slips
from retold.trace.variants import number_readings

RIDGE = 0.1


def lines_of(path: str) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def slips_of(world: str) -> list[Slips]:
    """The slips of every surviving text against its own model, where that survives too."""
    text = {r["id"]: r["text"] for r in lines_of(f"{world}.jsonl.gz")}
    out = []
    for truth in lines_of(f"{world}.truth.jsonl.gz"):
        place = {i: k for k, i in enumerate(truth["ids"])}
        variants = number_readings(collate_texts([CollatedWitness(i, i, text[i]) for i in truth["ids"]]))
        hand = Hand(variants)
        direct = [(p, c) for p, c in truth["tree"] if p in place and c in place]
        out += [hand.find_slips(variants.rows[place[p]], variants.rows[place[c]]) for p, c in direct]
    return out


def main() -> None:
    found = [s for world in sys.argv[1:] for s in slips_of(world)]
    rows = np.array([[s.more[kind] for kind in WORTH] for s in found])

    def loss(weights: np.ndarray) -> float:
        return float(np.logaddexp(0, -rows @ weights).sum() + RIDGE * weights @ weights)

    fitted = minimize(loss, np.zeros(len(WORTH))).x
    told = ", ".join(f"{kind} {w:.2f}" for kind, w in zip(WORTH, fitted, strict=True))
    right = np.mean([s.worth > 0 for s in found])
    print(f"{len(found)} edges: {told}; with the weights that ship {right:.3f} point the right way")


if __name__ == "__main__":
    main()
