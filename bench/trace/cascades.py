"""Copy families with a known tree, grown from any pages: material to fit and to check the weights of the signs.

    cascades.py BASE.jsonl.gz OUT [--families 120] [--seed 1] [--hand]

BASE holds pages {id, text}. Writes OUT.jsonl.gz (pages) and OUT.truth.jsonl.gz (a family a line: ids, tree, edges,
root, sources). The ways of copying are many on purpose, so that no weight leans on one of them. --hand grows
manuscripts: no dates, no outlets, most of the tree lost, spelling of the scribe's own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

Paragraphs = list[str]
VOWELS = "aeiou"
SITE = (
    "Skip to content", "Log in or register", "Latest headlines", "Follow us on social media", "Get our app",
    "Have a tip? Write to the newsroom", "Photo: file picture", "Comments are closed", "More from this section",
    "This story was updated", "Loading...", "Listen to this article", "Support local journalism",
)  # fmt: skip
OTHER_WORDS = {
    "said": "noted", "say": "claim", "people": "persons", "more": "further", "new": "fresh", "after": "once",
    "first": "initial", "about": "around", "because": "since", "will": "is to", "also": "too", "many": "lots of",
    "would": "might", "made": "produced", "before": "ahead of", "told": "said to", "last": "past",
    "year": "twelvemonth",
    "during": "throughout", "against": "versus", "between": "among", "got": "received", "over": "above",
    "children": "kids", "found": "discovered", "used": "employed", "according": "as stated", "help": "aid",
    "including": "among them", "show": "reveal", "make": "create", "same": "identical", "while": "whereas",
}  # fmt: skip
SOUNDS = "bal bri cor dun esk fal gri hol ivo jun kes lom mur nes orl pel ros sil tam urs vel wim yar zel".split()


def change_words(paras: Paragraphs, change: Callable[[str], str]) -> Paragraphs:
    """Every word through `change`; an empty word is dropped."""
    changed = [" ".join(w for w in map(change, p.split(" ")) if w) for p in paras]
    return [p for p in changed if p]


def sentences(paras: Paragraphs) -> list[Paragraphs]:
    return [re.split(r"(?<=[.!?]) ", p) for p in paras]


def mistype(r: random.Random, word: str) -> str:
    """A slip of the hand in a word."""
    if len(word) < 4:
        return word
    i = r.randrange(len(word) - 1)
    slip = r.choice(("swap", "double", "drop", "other"))
    if slip == "swap":
        return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    if slip == "double":
        return word[: i + 1] + word[i:]
    return word[:i] + ("" if slip == "drop" else r.choice("etaoins")) + word[i + 1 :]


def slips(r: random.Random, p: Paragraphs, _: Paragraphs) -> Paragraphs:
    rate = r.choice((0.002, 0.005, 0.02))
    return change_words(p, lambda w: mistype(r, w) if r.random() < rate else w)


def joins(r: random.Random, p: Paragraphs, _: Paragraphs) -> Paragraphs:
    mark = r.choice((", ", ". ", " - ", "; "))
    return [x.replace(mark, "", 2) if r.random() < 0.3 else x for x in p]


def breaks(r: random.Random, p: Paragraphs, _: Paragraphs) -> Paragraphs:
    table = r.choice(
        ({"’": "â€™", "“": "â€œ"}, {"’": "\ufffd", "“": "\ufffd", "”": "\ufffd"}, {"’": "", "é": "e"}, {",": ""})
    )
    return ["".join(table.get(c, c) for c in x) for x in p]


def straightens(_: random.Random, p: Paragraphs, __: Paragraphs) -> Paragraphs:
    return [x.translate(str.maketrans("’‘“”—", "''\"\"-")) for x in p]


def cuts(r: random.Random, p: Paragraphs, _: Paragraphs) -> Paragraphs:
    keep = max(2, int(len(p) * r.uniform(0.3, 0.8)))
    if r.random() < 0.3:
        return p[max(0, len(p) - keep) :]
    last = p[keep - 1].split(" ")
    return [*p[: keep - 1], " ".join(last[: max(3, len(last) // 2)]) + "..."] if r.random() < 0.4 else p[:keep]


def thins(r: random.Random, p: Paragraphs, _: Paragraphs) -> Paragraphs:
    rate = r.uniform(0.05, 0.4)
    kept = [[s for s in group if r.random() > rate] for group in sentences(p)]
    return [" ".join(group) for group in kept if group] or p


def rounds(r: random.Random, p: Paragraphs, _: Paragraphs) -> Paragraphs:
    return change_words(p, lambda w: str(round(int(w), -1)) if w.isdigit() and len(w) > 1 and r.random() < 0.5 else w)


def rewords(r: random.Random, p: Paragraphs, _: Paragraphs) -> Paragraphs:
    rate = r.uniform(0.3, 1)
    q = change_words(p, lambda w: OTHER_WORDS.get(w, w) if r.random() < rate else w)
    return change_words(q, lambda w: "" if w.endswith("ly") and r.random() < rate else w)


def shuffles(r: random.Random, p: Paragraphs, _: Paragraphs) -> Paragraphs:
    i = r.randrange(len(p))
    return p[:i] + r.sample(p[i : i + 4], len(p[i : i + 4])) + p[i + 4 :]


def frames(r: random.Random, p: Paragraphs, spare: Paragraphs) -> Paragraphs:
    q = list(p)
    for _ in range(r.randint(1, 5)):
        line = r.choice((*SITE, " ".join(r.choice(spare).split(" ")[:8])))
        q.insert(r.choice((0, len(q), r.randrange(len(q) + 1))), line)
    return q


def retops(r: random.Random, p: Paragraphs, spare: Paragraphs) -> Paragraphs:
    return [r.choice(spare), *p[1:]] if r.random() < 0.5 else [r.choice(spare), *p]


def grows(r: random.Random, p: Paragraphs, spare: Paragraphs) -> Paragraphs:
    q = list(p)
    for _ in range(r.randint(1, 4)):
        q.insert(r.randrange(len(q) + 1), r.choice(spare))
    if r.random() < 0.3 and len(q) > 3:
        del q[r.randrange(1, len(q))]
    return q


def same(_: random.Random, p: Paragraphs, __: Paragraphs) -> Paragraphs:
    return list(p)


WAYS = (
    same,
    same,
    slips,
    joins,
    breaks,
    straightens,
    cuts,
    cuts,
    thins,
    rounds,
    rewords,
    rewords,
    shuffles,
    frames,
    frames,
    retops,
)


@dataclass
class Copy:
    """A page of a family that grows."""

    paras: Paragraphs
    outlet: str
    author: str
    note: str
    title: str
    time: datetime
    address: int


class Grower:
    """Grows one family after the other from base texts."""

    def __init__(self, r: random.Random, bases: list[Paragraphs]) -> None:
        self.r, self.bases = r, bases

    def name(self) -> str:
        return "".join(self.r.choice(SOUNDS) for _ in range(2)).capitalize()

    def start(self, base: Paragraphs) -> Copy:
        at = datetime(2025, 1, 1) + timedelta(hours=self.r.randrange(9000))
        author = f"{self.name()} {self.name()}" if self.r.random() < 0.7 else ""
        return Copy(
            base,
            f"{self.name()} {self.r.choice(('Post', 'Tribune', 'Online', 'Radio'))}",
            author,
            "",
            base[0][:60],
            at,
            0,
        )

    def copy(self, source: Copy, number: int) -> Copy:
        """A page made from another: by another outlet, or as its next version."""
        r, spare = self.r, self.r.choice(self.bases)
        if r.random() < 0.15:
            wait = timedelta(hours=r.expovariate(1 / 5) + 0.2)
            return Copy(
                grows(r, source.paras, spare),
                source.outlet,
                source.author,
                source.note,
                source.title,
                source.time + wait,
                source.address,
            )
        paras = source.paras
        for way in r.sample(WAYS, r.choice((1, 1, 2, 3))):
            paras = way(r, paras, spare) or paras
        outlet = f"{self.name()} {r.choice(('Mail', 'Star', 'Net', 'Today'))}"
        note = r.choice(
            (
                f"Source: {source.outlet}",
                f"Originally published on {source.outlet}",
                f"Via {source.outlet}",
                source.note,
                "",
                "",
                "",
                "",
            )
        )
        author = r.choice((source.author, source.author, "", f"{self.name()} {self.name()}"))
        title = source.title if r.random() < 0.5 else paras[0][:50]
        return Copy(
            paras, outlet, author, note, title, source.time + timedelta(hours=r.expovariate(1 / 14) + 0.1), number
        )

    def family(self, base: Paragraphs) -> tuple[list[Copy], dict[int, int]]:
        pages, up = [self.start(base)], {}
        for number in range(1, self.r.randint(3, 16)):
            source = self.r.choice((0, number - 1, self.r.randrange(number), self.r.randrange(number)))
            up[number] = source
            pages.append(self.copy(pages[source], number))
        return pages, up

    def manuscript(self, base: Paragraphs) -> tuple[list[Copy], dict[int, int]]:
        """A tradition by hand: every scribe writes in a spelling of their own and slips now and then."""
        pages, up = [self.start(base)], {}
        for number in range(1, self.r.randint(12, 30)):
            up[number] = self.r.choice((number - 1, self.r.randrange(number), self.r.randrange(number)))
            pages.append(Copy(self.by_hand(pages[up[number]].paras), "", "", "", "", datetime(1500, 1, 1), number))
        return pages, up

    def by_hand(self, paras: Paragraphs) -> Paragraphs:
        r, spell, slip = self.r, self.r.uniform(0, 0.04), self.r.uniform(0.005, 0.04)
        words = [w for p in r.choice(self.bases) for w in p.split(" ")]

        def write(word: str) -> str:
            if r.random() < spell:
                return re.sub(r"(?<=.)[aeiouy](?=.)", lambda m: r.choice(VOWELS + "y"), word, count=1)
            if r.random() < slip:
                return r.choice(("", mistype(r, word), r.choice(words), f"{word} {word}"))
            return word

        lines = [x for x in paras if r.random() > 0.01]
        return change_words(lines, write)


def bases_of(path: Path) -> list[Paragraphs]:
    """The texts of a file as paragraphs; pages of one line are cut into sentences."""
    texts = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            paras = [p.strip() for p in json.loads(line)["text"].split("\n") if len(p.split()) > 4]
            if len(paras) < 4:
                paras = [s for group in sentences(paras) for s in group if len(s.split()) > 4]
            if len(paras) >= 5 and sum(len(p.split()) for p in paras) >= 120:
                texts.append(paras[:40])
    return texts


def truth_of(group: str, up: dict[int, int], n: int, lost: set[int], own: set[int]) -> dict[str, object]:
    """The truth line of a family; lost pages without kept ones below are left out."""
    kept = [i for i in range(n) if i not in lost]
    live: set[int] = set()
    for i in kept:
        at: int | None = i
        while at is not None:
            live.add(at)
            at = up.get(at)
    top = 0
    while top in lost and len(kids := [c for c, p in up.items() if p == top and c in live]) == 1:
        live.discard(top)
        top = kids[0]

    def name(i: int) -> str:
        return f"*{group}-{i}" if i in lost else f"{group}-{i}"

    def above(i: int) -> int | None:
        at = up.get(i)
        while at is not None and (at in lost or at not in live):
            at = up.get(at) if at in live else None
        return at

    edges = [[name(p), name(i)] for i in kept if (p := above(i)) is not None]
    tree = [[name(p), name(c)] for c, p in sorted(up.items()) if p in live and c in live]
    root = None if top in lost else name(top)
    return {
        "group": group,
        "ids": [name(i) for i in kept],
        "tree": tree,
        "edges": edges,
        "root": root,
        "sources": 1 + len(own),
    }


def page_of(r: random.Random, page: Copy, key: str, group: str, hand: bool) -> dict[str, object]:
    """The page as a reader finds it; three dates in ten are false, two in ten missing."""
    when = page.time + (
        timedelta(hours=r.choice((-5000, -700, -80, -20, 30, 90, 2000))) if r.random() < 0.3 else timedelta()
    )
    head = [x for x in (f"By {page.author}" if page.author else "", page.note) if x]
    tail = [head.pop()] if head and r.random() < 0.3 else []
    site = re.sub("[^a-z]", "", page.outlet.lower())
    return {
        "id": key,
        "title": page.title or None,
        "outlet": None if hand else page.outlet or None,
        "url": None if hand else f"https://{site}.example/{group}/{page.address}",
        "published": None if hand or r.random() < 0.2 else when.strftime("%Y-%m-%dT%H:%MZ"),
        "text": "\n".join([*head, *page.paras, *tail]),
    }


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("base", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--families", type=int, default=120)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--hand", action="store_true")
    a = ap.parse_args()
    r = random.Random(a.seed)
    bases = bases_of(a.base)
    r.shuffle(bases)
    grower = Grower(r, bases[a.families :])
    rows, truth = [], []
    for k, base in enumerate(bases[: a.families]):
        pages, up = grower.manuscript(base) if a.hand else grower.family(base)
        rate = 0.5 if a.hand else r.choice((0, 0.1, 0.15))
        lost = {i for i in range(len(pages)) if r.random() < rate and not (a.hand and i and i not in up.values())}
        lost = lost if len(pages) - len(lost) >= 3 else set()
        line = truth_of(f"g{a.seed}x{k}", up, len(pages), lost, set())
        truth.append(line)
        rows += [
            page_of(r, p, key, str(k), a.hand)
            for i, p in enumerate(pages)
            if (key := f"g{a.seed}x{k}-{i}") in line["ids"]
        ]
    r.shuffle(rows)
    for suffix, lines in ((".jsonl.gz", rows), (".truth.jsonl.gz", truth)):
        with gzip.open(f"{a.out}{suffix}", "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(x, ensure_ascii=False) + "\n" for x in lines)
    print(f"{len(truth)} families, {len(rows)} pages, {sum(len(t['edges']) for t in truth)} edges")


if __name__ == "__main__":
    main()
