"""Which pieces of a flat page are the article, and what the others are.

Takes a flat page, gives a choice for every piece with its kind and reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.extract.chrome import find_chrome
from retold.extract.flatten import Flat
from retold.extract.header import is_sign_off, read_byline
from retold.extract.tags import AREA_BIT, HEADINGS

STOP = re.compile(r"[.?!…:。！？][\"'”’»)\]]*$")
DATE_LINE = re.compile(
    r"^(?:date|published|updated|posted|last updated)\b\W*.{0,60}\d.{0,40}$|^\d{4}-\d{2}-\d{2}[T ]?[\d:]*$|^(?:[A-Z][a-z]+day,?\s+)?(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}).{0,30}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether a piece is kept, its kind, and the rule that decided."""

    kept: bool
    kind: str
    why: str


def choose(flat: Flat) -> list[Choice]:
    """A choice for every piece, in order."""
    lines = [flat.text[p.start : p.end] for p in flat.pieces]
    solid = [is_sentence(line) for line in lines]
    if flat.nodes[0].name == "html":
        bad = AREA_BIT["nav"] | AREA_BIT["footer"] | AREA_BIT["aside"] | AREA_BIT["form"] | AREA_BIT["a"]
        solid = [
            s and not p.node.areas & bad and p.linked * 2 < p.end - p.start
            for s, p in zip(solid, flat.pieces, strict=True)
        ]
    first = next((i for i, s in enumerate(solid) if s), len(lines))
    last = next((i for i in reversed(range(len(lines))) if solid[i]), -1)
    ends = next(
        (
            i
            for i in range(first, len(lines))
            if (r := find_chrome(lines[i])) and r.name == "the title of a list of other stories"
        ),
        len(lines),
    )
    out = []
    for i, line in enumerate(lines):
        found = find_chrome(line)
        if found:
            out.append(Choice(False, found.kind, found.name))
        elif is_sign_off(line):
            out.append(Choice(False, "sign-off", "tells who made the report"))
        elif DATE_LINE.match(line) and not solid[i]:
            out.append(Choice(False, "page-date", "a date alone on its line"))
        elif read_byline(line) and not solid[i]:
            out.append(Choice(False, "byline", "names who wrote it"))
        elif i < first:
            out.append(
                Choice(
                    False,
                    "page-title"
                    if not any(c.kind == "page-title" for c in out) and len(line.split()) > 3
                    else "outlet",
                    "stands before the first sentence",
                )
            )
        elif i > last or i > ends:
            out.append(Choice(False, "related", "stands after the article"))
        elif solid[i] or not flat.nodes[0].name == "html" or flat.pieces[i].node.name in HEADINGS:
            out.append(Choice(True, "paragraph" if solid[i] else "heading", "running text"))
        else:
            out.append(Choice(False, "navigation", "no running text"))
    return out


def is_sentence(line: str) -> bool:
    """Whether a line looks like running text."""
    words = line.split()
    return len(words) >= 4 and not line.startswith("- ") and (bool(STOP.search(line)) or len(words) > 25)
