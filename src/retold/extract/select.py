"""Which pieces of a flat page are the article, and what the others are.

Takes a flat page, gives a choice for every piece with its kind and reason. Trained trees judge a piece by its shape,
its place and its markup (`features`); rules about the words of a line (`chrome`) decide where they are surer than the
trees, and name what is set aside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.extract.chrome import find_chrome
from retold.extract.days import parse_date
from retold.extract.features import measure
from retold.extract.flatten import Flat, Piece
from retold.extract.header import is_sign_off, read_byline
from retold.extract.metadata import Facts
from retold.extract.tags import AREA_BIT, HEADINGS, PART_BIT
from retold.extract.trees import load_trees

CUT = {
    "html": 0.4,
    "text": 0.4,
}  # chosen out of fold on the 778 pages of the extraction set: F1 is flat from .35 to .45
SURE = frozenset(("related", "comments", "newsletter", "cookie", "separator", "navigation", "legal", "promotion"))
DATE_LINE_WORDS = 14  # words, the date's own among them, that a line holding nothing but a date may have
STOP = re.compile(r"[.?!…。！？][\"'”’»)\]]*$")
PART_KINDS = (
    ("hidden", "hidden"), ("cookie", "cookie"), ("comment", "comments"), ("letter", "newsletter"), ("ad", "promotion"),
    ("caption", "caption"), ("byline", "byline"), ("date", "page-date"), ("share", "navigation"), ("related",
    "related"),
    ("nav", "navigation"), ("footer", "navigation"), ("side", "related"), ("header", "navigation"), ("meta",
    "navigation"),
)  # fmt: skip
AREA_KINDS = (("figcaption", "caption"), ("figure", "caption"), ("nav", "navigation"), ("footer", "navigation"),
              ("form", "form"), ("button", "navigation"), ("aside", "related"), ("header", "navigation"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether a piece is kept, its kind, and the rule that decided."""

    kept: bool
    kind: str
    why: str


def choose(flat: Flat, facts: Facts) -> list[Choice]:
    """A choice for every piece, in order."""
    if not flat.pieces:
        return []
    score = judge(flat, facts)
    mode = flat.nodes[0].name
    keep = score >= CUT[mode]
    kept = np.flatnonzero(keep)
    first, last = (int(kept[0]), int(kept[-1])) if len(kept) else (len(keep), -1)
    out = []
    for i, piece in enumerate(flat.pieces):
        line = flat.text[piece.start : piece.end]
        place = "before" if i < first else "after" if i > last else "inside"
        out.append(decide(line, piece, float(score[i]), place, mode))
    return out


def judge(flat: Flat, facts: Facts) -> NDArray[np.float32]:
    """How likely each piece is part of the article, from 0 to 1."""
    return load_trees(flat.nodes[0].name).score(measure(flat, facts))


def decide(line: str, piece: Piece, score: float, place: str, mode: str) -> Choice:
    """The choice for one piece."""
    sure = f"score {score:.2f}"
    rule = find_chrome(line)
    if score >= CUT[mode] and not (mode == "text" and rule and rule.kind in SURE):
        return Choice(True, kind_kept(line, piece), f"reads like the article ({sure})")
    if rule:
        return Choice(False, rule.kind, rule.name)
    if is_sign_off(line):
        return Choice(False, "sign-off", "tells who made the report or where more of it is")
    if is_date_line(line):
        return Choice(False, "page-date", "a date alone on its line")
    if read_byline(line):
        return Choice(False, "byline", "names who wrote it")
    return (
        Choice(False, *kind_left(piece, place)) if mode == "html" else Choice(False, *kind_of_place(line, place, sure))
    )


def is_date_line(line: str) -> bool:
    """Whether a line is there for its date: short, no sentence, and most of its words no prose.

    >>> is_date_line("Author: admin Date: 2031-05-06 07:48:29"), is_date_line("He died on May 6, 2031 in Port Ella.")
    (True, False)
    """
    if len(line) > 160 or STOP.search(line) or len(line.split()) > DATE_LINE_WORDS:
        return False
    return parse_date(line) is not None and sum(w.isalpha() and w.islower() for w in line.split()) < 4


def kind_kept(line: str, piece: Piece) -> str:
    """What a kept piece is."""
    if piece.node.name in HEADINGS or (
        len(line) < 90 and not STOP.search(line) and piece.node.name in ("text", "strong")
    ):
        return "heading"
    if piece.node.name in ("li", "dd", "dt") or piece.node.areas & (AREA_BIT["ul"] | AREA_BIT["ol"]):
        return "list"
    return "quote" if piece.node.areas & AREA_BIT["blockquote"] else "paragraph"


def kind_left(piece: Piece, place: str) -> tuple[str, str]:
    """What a piece that was set aside is, by its markup, and why."""
    for name, kind in AREA_KINDS[:2]:
        if piece.node.areas & AREA_BIT[name]:
            return kind, f"stands in <{name}>"
    for name, kind in PART_KINDS:
        if piece.node.parts & PART_BIT[name]:
            return kind, f"its markup says {name}"
    for name, kind in AREA_KINDS[2:]:
        if piece.node.areas & AREA_BIT[name]:
            return kind, f"stands in <{name}>"
    return kind_of_place("", place, "")


def kind_of_place(line: str, place: str, sure: str) -> tuple[str, str]:
    """What a piece without any other mark is, by where it stands."""
    kind = {"before": "navigation", "after": "related", "inside": "aside"}[place]
    return kind, f"stands {place} the article and does not read like it" + (f" ({sure})" if sure else "")


def is_sentence(line: str) -> bool:
    """Whether a line looks like running text."""
    words = line.split()
    return len(words) >= 4 and bool(STOP.search(line) or len(words) > 25)
