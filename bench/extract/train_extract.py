"""Makes the weights of the block selector: train_extract.py FOLDER [--only html|text] [--check]

FOLDER holds pages.jsonl.gz, flat.jsonl.gz, injected.jsonl.gz and their truths in the format of `retold stage extract`.
A piece of a page is right when most of its words stand in the article, in order. `--check` measures out of fold, by
host. Only numbers are written: no text, no word of any page.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from mirrors import make_mirrors
from rapidfuzz.distance import LCSseq
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

from retold.extract.article import split_pieces
from retold.extract.flat import Flat
from retold.extract.flatten import flatten_html
from retold.extract.lines import flatten_text
from retold.extract.markup import columns_of, measure
from retold.extract.metadata import read_facts

WORD = re.compile(r"\w+")
WEIGHTS = Path(__file__).parents[2] / "src/retold/extract/weights"
FOLDS = 4
RIGHT = 0.6  # share of a piece that must stand in the article
MOST = 300  # pieces of one page that are learnt from; those in the article always are


def rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def label(flat: Flat, truth: str) -> tuple[np.ndarray, np.ndarray]:
    """For each piece: the share of its words that stand in the article in order, and its words."""
    ids: dict[str, int] = {}
    want = [ids.setdefault(w, len(ids)) for w in WORD.findall(truth.lower())]
    have, owner = [], []
    for i, piece in enumerate(flat.pieces):
        for word in WORD.findall(flat.text[piece.start : piece.end].lower()):
            have.append(ids.setdefault(word, len(ids)))
            owner.append(i)
    hits, total = np.zeros(len(flat.pieces)), np.zeros(len(flat.pieces))
    np.add.at(total, owner, 1)
    for op in LCSseq.opcodes(have, want):
        if op.tag == "equal":
            np.add.at(hits, owner[op.src_start : op.src_end], 1)
    return hits / np.maximum(1, total), total


def weigh(total: np.ndarray, truth: str) -> np.ndarray:
    """A piece weighs what it moves in the page's score; short ones a little more."""
    return (total + 3) / (len(WORD.findall(truth)) + 60)


def learn(x: np.ndarray, y: np.ndarray, w: np.ndarray) -> HistGradientBoostingClassifier:
    """Small trees, slowly: pages are few and alike inside."""
    model = HistGradientBoostingClassifier(
        max_iter=150,
        learning_rate=0.08,
        max_leaf_nodes=16,
        min_samples_leaf=60,
        l2_regularization=5.0,
        max_features=0.25,
        early_stopping=False,
        random_state=7,
    )
    return model.fit(x, y, sample_weight=w / w.mean())


def write(name: str, model: HistGradientBoostingClassifier) -> None:
    """The trees as plain lists; a leaf points to itself."""
    trees = [p[0].nodes for p in model._predictors]
    size = max(map(len, trees))
    out: dict[str, Any] = {k: [] for k in ("feature", "threshold", "left", "right", "value")}
    depth = 0
    for nodes in trees:
        leaf = nodes["is_leaf"].astype(bool)
        index = np.arange(len(nodes))
        pad = [0] * (size - len(nodes))
        out["feature"].append([int(v) for v in np.where(leaf, 0, nodes["feature_idx"])] + pad)
        out["threshold"].append([float(f"{v:.6g}") for v in np.where(leaf, 0, nodes["num_threshold"])] + pad)
        out["left"].append([int(v) for v in np.where(leaf, index, nodes["left"])] + pad)
        out["right"].append([int(v) for v in np.where(leaf, index, nodes["right"])] + pad)
        out["value"].append([float(f"{v:.5g}") for v in np.where(leaf, nodes["value"], 0)] + pad)
        depth = max(depth, int(nodes["depth"].max()))
    out |= {"depth": depth, "base": float(model._baseline_prediction[0, 0]), "columns": columns_of(name)}
    WEIGHTS.mkdir(exist_ok=True)
    (WEIGHTS / f"{name}.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")


def report(
    name: str, score: np.ndarray, page: np.ndarray, total: np.ndarray, share: np.ndarray, truths: list[dict[str, Any]]
) -> None:
    """Word F1 out of fold at several cuts, by set: an estimate without the rules."""
    lengths = np.array([len(WORD.findall(t["text"])) for t in truths])
    sets = np.array([t["set"] for t in truths])
    for cut in (0.3, 0.4, 0.5):
        kept = score >= cut
        got = np.bincount(page[kept], total[kept], len(truths))
        hit = np.bincount(page[kept], (total * share)[kept], len(truths))
        f1 = 2 * hit / np.maximum(1, got + lengths)
        print(name, cut, {s: round(float(f1[sets == s].mean()), 4) for s in sorted(set(sets))}, flush=True)


def train(name: str, records: list[dict[str, Any]], truths: dict[str, Any], *, check: bool) -> None:
    """One selector: measured, checked out of fold when asked, learnt from all pages, written."""
    matrices, shares, totals, pages, weights, groups = [], [], [], [], [], []
    for i, record in enumerate(records):
        truth = truths[record["id"]]["text"]
        flat = flatten_html(record["html"]) if "html" in record else flatten_text(record["text"])
        split_pieces(flat)
        if not flat.pieces:
            continue
        share, total = label(flat, truth)
        matrices.append(measure(flat, read_facts(flat)))
        shares.append(share)
        totals.append(total)
        weights.append(weigh(total, truth))
        pages.append(np.full(len(share), i))
        groups += [host(record)] * len(share)
    x = np.vstack(matrices)
    share, total, page, weight = map(np.concatenate, (shares, totals, pages, weights))
    y = share >= RIGHT
    size = np.bincount(page)
    some = (np.random.default_rng(7).random(len(page)) < np.minimum(1, MOST / size[page])) | (share > 0.3)
    print(name, x.shape, "kept", round(float(y.mean()), 3), "learnt from", int(some.sum()), flush=True)
    write(name, learn(x[some], y[some], weight[some]))
    if check:
        group = np.array(groups)
        score = np.zeros(len(y), np.float32)
        for fit, held in GroupKFold(FOLDS).split(x, y, group):
            chosen = fit[some[fit]]
            score[held] = learn(x[chosen], y[chosen], weight[chosen]).predict_proba(x[held])[:, 1]
        report(name, score, page, total, share, [truths[r["id"]] for r in records])


def host(record: dict[str, Any]) -> str:
    """The host of a page; its set and publisher where no address is given."""
    found = urlsplit(record.get("url") or "").netloc.removeprefix("www.")
    return found or str(record.get("group") or record["id"].rsplit("_", 1)[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", choices=("html", "text"))
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    truths = {t["id"]: t for t in rows(args.folder / "pages.truth.jsonl.gz")}
    if args.only != "text":
        train("html", rows(args.folder / "pages.jsonl.gz"), truths, check=args.check)
    if args.only != "html":
        truths |= {t["id"]: t for t in rows(args.folder / "injected.truth.jsonl.gz")}
        hosts = {r["id"]: r.get("url") for r in rows(args.folder / "pages.jsonl.gz")}
        injected = [
            {**r, "url": hosts.get(r["id"].removeprefix("inj-"))} for r in rows(args.folder / "injected.jsonl.gz")
        ]
        made = make_mirrors(*articles_of(truths))
        truths |= {m["id"]: {"set": "mirror", "text": m["truth"]} for m in made}
        train("text", rows(args.folder / "flat.jsonl.gz") + injected + made, truths, check=args.check)


def articles_of(truths: dict[str, Any]) -> tuple[list[tuple[str, str]], list[str]]:
    """Every second article with its title, and the titles of the others as headlines."""
    pages = [t for k, t in sorted(truths.items()) if not k.startswith("inj-") and len(t["text"]) > 400]
    first = [re.split(r"\n", t["text"])[0][:90] for t in pages]
    titles = [t["title"] or (f if not f.endswith(".") else f[:60]) for t, f in zip(pages, first, strict=True)]
    return [(n, t["text"]) for n, t in zip(titles[::2], pages[::2], strict=True)], titles[1::2]


if __name__ == "__main__":
    main()
