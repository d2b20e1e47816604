"""Fit the weights of the signs of descent, as a file in the form of `src/retold/trace/weights.json`.

    fit.py --copies A B ... --rewrites R --versions V [--half] --out weights.json

Every world is a path without endings: X.jsonl.gz (pages) and X.truth.jsonl.gz. Copies and rewrites are fitted together
by the likelihood of the true trees among all trees (matrix-tree theorem), versions by the likelihood of the true order
among all orders; both with a ridge. Where a true parent is one of several equal texts, or was never matched, the
likelihood sums over what is possible. The versions have no dates: the weights of dates are those of copies. The weights
that ship come from an earlier state of the signs; this script does not give them again (docs/decisions/0062).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from retold.align import align_texts
from retold.match import find_copies
from retold.records import Alignment, Article, CopyPair
from retold.text.tokens import fold_words
from retold.trace.arborescence import log_total, marginals
from retold.trace.chain import EXACT, UNSEEN, paths_to, step_chances
from retold.trace.families import best_pairs, find_families
from retold.trace.family import read_family
from retold.trace.portrait import draw_portrait
from retold.trace.signs import PAIR_NAMES, ROOT_SIGNS
from retold.trace.twins import date_family, find_twins

Array = NDArray[np.float64]
RIDGE = {"copies": 1.0, "chain": 0.5}
REWRITES = 0.6  # weight of a family of rewrites: more of them pull the roots of copies the wrong way
MANNER = np.array([not name.startswith("manner") for name in PAIR_NAMES], dtype=float)  # copies keep their manner


@dataclass(frozen=True)
class Case:
    """A family as numbers: its possible edges with their signs, and which parents are true."""

    size: int
    edges: Array
    rows: Array
    ruled: Array  # what the rules add to each edge; they stand outside of the fit
    roots: Array
    true: NDArray[np.bool_]  # [parent, child]
    tops: NDArray[np.bool_]
    weight: float = 1.0


def lines_of(path: str) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def articles_of(world: str) -> list[Article]:
    fields = ("id", "text", "title", "url", "outlet", "published")
    return [Article(**{k: r[k] for k in fields if k in r}) for r in lines_of(f"{world}.jsonl.gz")]


def true_edges(world: str) -> list[tuple[str, str]]:
    truth = lines_of(f"{world}.truth.jsonl.gz")
    if "edges" in truth[0]:
        return [(p, c) for t in truth for p, c in t["edges"]]
    return [(t["source"], t["id"]) for t in truth if t["source"]]


def all_rewrites(articles: list[Article], edges: list[tuple[str, str]]) -> list[CopyPair]:
    """Every pair of an original with its rewrites, and of these with each other, as a perfect matcher would give it."""
    groups: dict[str, set[str]] = defaultdict(set)
    for parent, child in edges:
        groups[parent] |= {parent, child}
    words = {a.id: fold_words(a.text) for a in articles}
    grams = {i: set(zip(*(w[k:] for k in range(5)), strict=False)) for i, w in words.items()}
    out = []
    for group in groups.values():
        for a, b in combinations(sorted(group), 2):
            shared = len(grams[a] & grams[b])
            shares = shared / max(1, len(grams[a])), shared / max(1, len(grams[b]))
            out.append(CopyPair(a, b, "rewrite" if max(shares) < 0.4 else "partial", *shares))
    return out


def cases_of(world: str, *, retold: bool = False, gated: bool = True) -> list[Case]:
    """The families of a world as the pipeline would form them."""
    articles, edges = articles_of(world), true_edges(world)
    pairs = all_rewrites(articles, edges) if retold else find_copies(articles)[0]
    text = {a.id: a.text for a in articles}
    parents = defaultdict(set)
    for p, c in edges:
        parents[c].add(p)

    def align(left: str, right: str) -> Alignment:
        return align_texts(text[left], text[right], left=left, right=right)

    out = []
    for kindred in find_families(articles, pairs):
        texts = date_family(find_twins(kindred.articles))
        n = len(texts)
        if n < 2:
            continue
        known = best_pairs(kindred.pairs, {a.id: t.key for t in texts for a in t.articles})
        family = read_family([draw_portrait(t) for t in texts], known, align)
        node = {a.id: i for i, t in enumerate(texts) for a in t.articles}
        true = np.zeros((n, n), dtype=bool)
        for child, i in node.items():
            for p in parents[child]:
                if p in node and (node[p], i) in family.views:
                    true[node[p], i] = True
        rows, roots = family.rows, family.root_rows
        if gated:
            far, far_top = family.retold[:, None], family.root_retold[:, None]
            rows = np.hstack([rows * (1 - far) * MANNER, rows * far])
            roots = np.hstack([roots * (1 - far_top), roots * far_top])
        case = Case(n, np.array(list(family.views)), rows, family.ruled, roots, true, ~true.any(axis=0))
        if len(case.edges):
            out.append(case)
    return out


def spread(case: Case, scores: Array, blank: float) -> Array:
    table = np.full((case.size, case.size), blank)
    table[case.edges[:, 0], case.edges[:, 1]] = scores
    return table


def tree_loss(case: Case, pair: Array, top: Array) -> tuple[float, Array, Array]:
    """Loss of one family and what each edge and top has too much."""
    scores, tops = spread(case, case.rows @ pair + case.ruled, -np.inf), case.roots @ top
    true, true_tops = np.where(case.true, scores, -np.inf), np.where(case.tops, tops, -np.inf)
    edge, root = marginals(scores, tops)
    want, want_root = marginals(true, true_tops)
    return log_total(scores, tops) - log_total(true, true_tops), edge - want, root - want_root


def chain_loss(case: Case, pair: Array, top: Array) -> tuple[float, Array, Array]:
    scores, first = spread(case, case.rows @ pair + case.ruled, UNSEEN), case.roots @ top
    total = float(np.logaddexp.reduce(paths_to(scores, first)[-1]))
    chances = step_chances(scores, first)
    true = scores[case.true].sum() + first[case.tops].sum()
    return total - float(true), chances - case.true, (1 - chances.sum(axis=0)) - case.tops


def fit(cases: list[Case], loss: object, ridge: float) -> tuple[Array, Array]:
    """The weights of pairs and of tops that make the true descents likeliest."""
    spread_of = [np.concatenate([getattr(c, part) for c in cases]).std(axis=0) for part in ("rows", "roots")]
    sizes = [np.where(s < 1e-6, 1.0, s) for s in spread_of]
    scaled = [replace(c, rows=c.rows / sizes[0], roots=c.roots / sizes[1]) for c in cases]
    k = len(sizes[0])

    def total(x: Array) -> tuple[float, Array]:
        value, slope = ridge * float(x @ x), 2 * ridge * x
        for c in scaled:
            one, edge, root = loss(c, x[:k], x[k:])
            value += c.weight * one
            slope[:k] += c.weight * (edge[c.edges[:, 0], c.edges[:, 1]] @ c.rows)
            slope[k:] += c.weight * (root @ c.roots)
        return value, slope

    found = minimize(total, np.zeros(k + len(sizes[1])), jac=True, method="L-BFGS-B", options={"maxiter": 120}).x
    return found[:k] / sizes[0], found[k:] / sizes[1]


def possible(case: Case) -> bool:
    """Whether the true parents can make a tree."""
    true, tops = np.where(case.true, 0.0, -np.inf), np.where(case.tops, 0.0, -np.inf)
    return bool(np.isfinite(log_total(true, tops)))


def is_chain(case: Case) -> bool:
    steps = case.true.sum(axis=1)
    return case.size <= EXACT and case.tops.sum() == 1 and steps.max() == 1 and case.true.sum() == case.size - 1


def table_of(pair: Array, top: Array) -> dict[str, dict[str, float]]:
    return {
        "pair": {name: round(float(w), 4) for name, w in zip(PAIR_NAMES, pair, strict=True)},
        "top": {name: round(float(w), 4) for name, w in zip(ROOT_SIGNS, top, strict=True)},
    }


def with_dates(chain: dict[str, dict[str, float]], copy: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The weights of a chain with those that need dates taken from copies."""
    dated = [name for name in PAIR_NAMES if name.startswith(("later", "earlier"))]
    chain["pair"].update({name: copy["pair"][name] for name in dated})
    chain["top"].update({name: copy["top"][name] for name in ("earliest", "dated later", "odd date")})
    return chain


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--copies", nargs="+", required=True)
    ap.add_argument("--rewrites", nargs="+", required=True)
    ap.add_argument("--versions", nargs="+", required=True)
    ap.add_argument(
        "--half", action="store_true", help="leave every second family of rewrites and versions for a check"
    )
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    step = 2 if a.half else 1
    rewrites = [replace(c, weight=REWRITES) for w in a.rewrites for c in cases_of(w, retold=True)][::step]
    copies = [c for w in a.copies for c in cases_of(w)]
    pair, top = fit([c for c in copies + rewrites if possible(c)], tree_loss, RIDGE["copies"])
    k, m = len(PAIR_NAMES), len(ROOT_SIGNS)
    table = {"copy": table_of(pair[:k], top[:m]), "retelling": table_of(pair[k:], top[m:])}
    chains = [c for w in a.versions for c in cases_of(w, gated=False)][::step]
    table["chain"] = with_dates(
        table_of(*fit([c for c in chains if is_chain(c)], chain_loss, RIDGE["chain"])), table["copy"]
    )
    a.out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"{len(copies)} families of copies, {len(rewrites)} of rewrites, {len(chains)} of versions -> {a.out}")


if __name__ == "__main__":
    main()
