"""Figures beside figures: a number without a noun takes its neighbour's, a part is tied to its whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from retold.claims.lemmas import ACT_OF, participle
from retold.claims.no_claims import MEASURES
from retold.claims.sayings import TALLIES
from retold.records import Figure

PART_BEFORE = re.compile(
    r"\b(?:including|among them|of them|of whom|of th[eo]se|of which|includes?|among those)[\s,:]+(?:\w+\s){0,3}$",
    re.I,
)
PART_AFTER = re.compile(r"\s*(?:\w+\s){0,2}?(?:of (?:them|whom|which|those|these)|among them)\b", re.IGNORECASE)
PARTITIVE = re.compile(r"\s+(?:\w+\s)?of (?:the|these|those|its|their|all|some)?\s*")
OUT_OF = re.compile(r"(?:Of|Out of|Among)\b", re.IGNORECASE)
UNNAMED = frozenset(("", "other", "more", "rest", "number", "figure", "total", "tally", "count"))
PERSONS = frozenset(
    "people person child woman man boy girl adult baby teenager pupil student passenger crew member resident civilian "
    "soldier officer worker employee survivor victim patient case death fatality casualty tourist migrant".split()
)
NEAR = 240  # characters behind a part in which its whole must stand
NEIGHBOURS = 12  # figures on either side among which a whole or a noun is looked for


def inherit_noun(figure: Figure, before: Sequence[Figure]) -> Figure:
    """A number without a noun takes that of the figure before it in the sentence: "sank 12 ships and damaged 30"."""
    moved = figure.standing == "change" and figure.quantity.unit == "%"
    if not (figure.noun in UNNAMED and (moved or figure.quantity.unit not in MEASURES)):
        return figure
    near = [f for f in before[-NEIGHBOURS:] if f.sentence.end >= figure.sentence.start - 2 and f.noun]
    last = next((f for f in reversed(near) if moved or f.quantity.unit not in MEASURES), None)
    if last is None:
        return figure
    act = participle(figure.predicate) if figure.predicate else ""
    if moved or figure.noun in TALLIES:
        return replace(figure, noun=last.noun, what=last.what, predicate=figure.predicate or last.predicate)
    said = set(last.what.split()[:1])
    rest = " ".join(w for w in figure.what.split() if w not in {"others", "more", "other"} | said)
    core = last.what.split(" ")
    stop = next(
        (n for n, w in enumerate(core) if w in (act, "by") or (n and (w.endswith("ed") or w in ACT_OF))), len(core)
    )
    return replace(figure, noun=last.noun, what=said_once(" ".join([*core[:stop], rest])))


def said_once(words: str) -> str:
    """Words of which none stands twice in a row.

    >>> said_once("delegates had had by Moss")
    'delegates had by Moss'
    """
    return " ".join(w for w, _ in groupby(words.split()))


def link_parts(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """All figures of a text, in order, each tied to the figure it is a part of."""
    out = []
    for n, figure in enumerate(figures):
        near = figures[max(0, n - NEIGHBOURS) : n + NEIGHBOURS]
        whole = whole_of(text, figure, near)
        out.append(as_part(figure, whole) if whole is not None and whole.id != figure.id else figure)
    return out


def whole_of(text: str, figure: Figure, near: Sequence[Figure]) -> Figure | None:
    """The figure it is a part of: "including 40 children" of the dead, "12 of the 26 charged" of the 26."""
    at = figure.evidence[0]
    before = [f for f in near if f.evidence[0].end <= at.start and at.start - f.evidence[0].end < NEAR]
    larger = [f for f in before if f.part_of is None and f.quantity.high >= figure.quantity.low]
    larger = [f for f in larger if text[max(0, f.evidence[0].start - 5) : f.evidence[0].start] != "from "] or larger
    partitive = PARTITIVE.match(text, at.end)
    if partitive:
        start = partitive.end()
        counted = [f for f in near if f.evidence[0].start <= start + 2 and start < f.evidence[0].end]
        if counted:
            return counted[0]
    same = [f for f in before if f.sentence == figure.sentence]
    if len(same) == 1 and same[0] in larger and OUT_OF.match(text, figure.sentence.start):
        return same[0]
    marked = PART_BEFORE.search(text[max(0, at.start - 48) : at.start]) or PART_AFTER.match(text, at.end)
    return fitting(figure, larger) if marked and larger else None


def fitting(figure: Figure, larger: Sequence[Figure]) -> Figure:
    """The last figure of which this one can be a part: persons are no part of houses."""
    alike = [f for f in larger if (f.noun in PERSONS) == (figure.noun in PERSONS)]
    return (alike or larger)[-1]


def as_part(figure: Figure, whole: Figure) -> Figure:
    """The figure as a part; it shares the act of its whole when it names none."""
    if figure.predicate or not whole.predicate:
        return replace(figure, part_of=whole.id)
    what = said_once(f"{figure.what} {participle(whole.predicate)}")
    return replace(figure, part_of=whole.id, predicate=whole.predicate, what=what, standing=whole.standing)
