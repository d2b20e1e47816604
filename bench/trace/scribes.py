"""Traditions copied by hand with a known tree: material to check the lineage of texts that have nothing but words.

    scribes.py BASE.jsonl.gz OUT [--families 40] [--seed 1] [--mixed 0.1]

BASE holds pages {id, text}. Built otherwise than `cascades.py --hand`: scribes leave out what stands between two equal
words, take a common word for a rare one, exchange neighbours, spell by a habit of their own, mend what is evidently
wrong, and some (--mixed) follow a second exemplar for a part. Between a fifth and a half of the manuscripts are lost.
Writes OUT.jsonl.gz {id, text} and OUT.truth.jsonl.gz (group, ids, tree, edges, root, sources), as the others do.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

HABITS = (
    ("i", "y"), ("y", "i"), ("u", "v"), ("c", "k"), ("ll", "l"), ("ss", "s"), ("e$", ""), ("ea", "e"), ("ou", "u"),
)  # fmt: skip
WORDS = 900  # of a base text, at most


@dataclass(frozen=True)
class Scribe:
    """How often this hand does what, a word."""

    skip: float
    omit: float
    common: float
    misspell: float
    exchange: float
    habit: tuple[str, str]
    habitual: float
    mend: float


def hire(r: random.Random) -> Scribe:
    """A scribe, careful or not."""
    care = r.choice((0.3, 0.6, 1.0, 2.0))
    return Scribe(
        skip=0.0008 * care,
        omit=0.006 * care,
        common=0.006 * care,
        misspell=0.006 * care,
        exchange=0.002 * care,
        habit=r.choice(HABITS),
        habitual=r.choice((0.0, 0.0, 0.05, 0.3)),
        mend=r.choice((0.0, 0.3, 0.6)),
    )


def copy_out(r: random.Random, model: list[str], scribe: Scribe, base: list[str]) -> list[str]:
    """What this scribe makes of a model."""
    often = Counter(base)
    frequent = [w for w, _ in often.most_common(150)]
    out: list[str] = []
    k = 0
    while k < len(model):
        word = model[k]
        if r.random() < scribe.skip:
            again = next((n for n in range(k + 2, min(k + 40, len(model))) if model[n] == word), None)
            k = again if again is not None else k
        out += write(r, word, scribe, often, frequent)
        if len(out) > 1 and r.random() < scribe.exchange:
            out[-1], out[-2] = out[-2], out[-1]
        k += 1
    return out


def write(r: random.Random, word: str, scribe: Scribe, often: Counter[str], frequent: list[str]) -> list[str]:
    """One word as this scribe writes it."""
    if word not in often and r.random() < scribe.mend:
        near = [w for w in often if w[:2] == word[:2] and abs(len(w) - len(word)) <= 1 and len(set(w) ^ set(word)) <= 1]
        return [max(near, key=lambda w: (often[w], w))] if near else [word]
    slip = r.random()
    if slip < scribe.omit:
        return []
    if slip < scribe.omit + scribe.common:
        return [r.choice(frequent)]
    if slip < scribe.omit + scribe.common + scribe.misspell and len(word) > 3:
        at = r.randrange(1, len(word))
        return [word[:at] + r.choice(("", word[at - 1], "n", "r", "e")) + word[at + 1 :]]
    if r.random() < scribe.habitual:
        return [re.sub(*scribe.habit, word) or word]
    return [word]


def tradition(r: random.Random, base: list[str], mixed: float) -> tuple[list[list[str]], dict[int, int]]:
    """The manuscripts and the main exemplar of each."""
    pages, up = [base], dict[int, int]()
    for number in range(1, r.randint(12, 32)):
        near = range(max(0, number - r.choice((3, 6, 40))), number)
        up[number] = r.choice(near)
        copy = copy_out(r, pages[up[number]], hire(r), base)
        if r.random() < mixed:
            other, cut = copy_out(r, pages[r.randrange(number)], hire(r), base), r.uniform(0.55, 0.8)
            copy = copy[: int(cut * len(copy))] + other[int(cut * len(other)) :]
        pages.append(copy)
    return pages, up


def truth_of(group: str, up: dict[int, int], count: int, lost: set[int]) -> dict[str, object]:
    """The truth line of a tradition; lost manuscripts without a kept one below are left out."""
    kept = [i for i in range(count) if i not in lost]
    live = {i for k in kept for i in line_above(k, up)}
    top = 0
    while top in lost and sum(up.get(c) == top for c in live) == 1:
        live.discard(top)
        top = next(c for c in live if up.get(c) == top)
    name = {i: f"*{group}-{i}" if i in lost else f"{group}-{i}" for i in live}
    near = {c: next((p for p in line_above(c, up)[1:] if p in live and p not in lost), None) for c in kept}
    return {
        "group": group,
        "ids": [name[i] for i in kept],
        "tree": [[name[up[c]], name[c]] for c in sorted(live) if c != top],
        "edges": [[name[p], name[c]] for c, p in near.items() if p is not None],
        "root": None if top in lost else name[top],
        "sources": 1,
    }


def line_above(at: int, up: dict[int, int]) -> list[int]:
    """A manuscript and all above it, the nearest first."""
    line = [at]
    while line[-1] in up:
        line.append(up[line[-1]])
    return line


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("base", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--families", type=int, default=40)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--mixed", type=float, default=0.1)
    a = ap.parse_args()
    r = random.Random(a.seed)
    with gzip.open(a.base, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"].split() for line in lines]
    bases = [[w.lower() for w in t[:WORDS]] for t in texts if len(t) >= 300]
    rows, truth = [], []
    for k, base in enumerate(r.sample(bases, min(a.families, len(bases)))):
        pages, up = tradition(r, base, a.mixed)
        rate = r.uniform(0.2, 0.5)
        lost = {i for i in range(len(pages)) if r.random() < rate and (i == 0 or i in up.values())}
        line = truth_of(f"m{a.seed}x{k}", up, len(pages), lost)
        truth.append(line)
        rows += [{"id": i, "text": " ".join(pages[int(str(i).split("-")[1])])} for i in line["ids"]]  # type: ignore[attr-defined]
    r.shuffle(rows)
    for suffix, out in ((".jsonl.gz", rows), (".truth.jsonl.gz", truth)):
        with gzip.open(f"{a.out}{suffix}", "wt", encoding="utf-8") as stream:
            stream.writelines(json.dumps(x, ensure_ascii=False) + "\n" for x in out)
    print(f"{len(truth)} traditions, {len(rows)} manuscripts")


if __name__ == "__main__":
    main()
