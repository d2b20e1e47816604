"""Why an edge points the way it does: the fitted signs, gathered under readable heads, as records.Sign.

Takes a pair seen as parent and child, and the weights; gives the signs that matter, the strongest first. The weight of
a head is what its signs add for this direction less what they would add for the other: log odds.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from retold.records import Sign
from retold.trace.compare import Side
from retold.trace.rules import rules_of
from retold.trace.signs import PAIR_NAMES, View, cites, gap_hours, pair_row, points_at
from retold.trace.weights import Weights

WORTH_SAYING = 0.1  # log odds; a weaker sign is not listed

Note = Callable[[View], str]


def readings_note(v: View) -> str:
    ours, theirs = v.sites(True, False), v.sites(False, True)
    return (
        f"of the readings in which they differ, other copies side with the parent {ours} times, with the child "
        f"{theirs} times; {v.c.alone} word groups stand in the child alone, {v.p.alone} in the parent alone"
    )


def extent_note(v: View) -> str:
    return (
        f"the child lacks {v.p.passage_words} words of passages of the parent and has {v.c.passage_words} that the "
        f"parent lacks; {100 * v.pair.same // max(1, v.c.words)}% of it stands in the parent"
    )


def damage_note(v: View) -> str:
    child = wounds(v.p.marks, v.c)
    parent = wounds(v.c.marks, v.p)
    return f"in the child: {child}; in the parent: {parent}; copying does not undo damage"


def wounds(marks: int, side: Side) -> str:
    """The damage of one side in words; `marks` are those that only the other side has."""
    counts = (
        (marks, "marks lost"),
        (side.joined, "words run together"),
        (side.misspelt, "words misspelt"),
        (side.cut_words, "words cut short"),
        (side.broken, "broken characters"),
    )
    return ", ".join(f"{n} {what}" for n, what in counts if n) or "none"


def date_note(v: View) -> str:
    gap = gap_hours(v)
    if gap is None:
        return "one of the two has no date"
    return f"the child is dated {abs(gap):.1f} hours {'after' if gap >= 0 else 'before'} the parent"


def credit_note(v: View) -> str:
    if points_at(v):
        return f"the child names {min(v.parent.addresses)} as its original"
    if cites(v):
        return f"the child credits {v.parent.pages[0].outlet or min(v.parent.outlets)}"
    both = sorted(v.parent.credits.authors & v.child.credits.authors)
    return f"both name {', '.join(both)}" if both else "who is credited on either side"


HEADS: tuple[tuple[str, tuple[str, ...], Note], ...] = (
    (
        "credit",
        ("credits it", "credits another", "links to it", "same author", "known author regained", "known author lost"),
        credit_note,
    ),
    (
        "date",
        (
            "later by hours", "earlier by hours", "later by days", "earlier by days", "later, odd date",
            "earlier, odd date",
        ),
        date_note,
    ),
    (
        "damage",
        (
            "marks lost", "marks regained", "words joined", "words parted", "misspelt", "spelling mended",
            "letters cut", "letters regained", "encoding broken", "encoding mended",
        ),
        damage_note,
    ),
    (
        "residue",
        ("site lines added", "site lines removed"),
        lambda v: f"lines of a site: {v.c.chrome} only in the child, {v.p.chrome} only in the parent",
    ),
    (
        "readings",
        (
            "remoteness", "confirmed words regained", "confirmed share regained", "own words dropped",
            "own share dropped", "confirmed words dropped", "own words added", "right readings restored",
            "own readings made", "readings exchanged", "readings changed", "moved",
        ),
        readings_note,
    ),
    (
        "extent",
        (
            "text kept", "text covered", "passages added", "passages lost", "words added", "words lost", "end cut",
            "end grown", "grown at one address", "shrunk at one address", "grown elsewhere",
        ),
        extent_note,
    ),
    (
        "specifics",
        ("figures lost", "figures added"),
        lambda v: f"figures: {v.p.figures} only in the parent, {v.c.figures} only in the child",
    ),
    ("title", ("same title", "known title regained"), lambda _: "whose title other copies share"),
    (
        "manner",
        tuple(name for name in PAIR_NAMES if name.startswith("manner: ")),
        lambda _: "the child reads more like a retelling: length, wording, sentence shape",
    ),
)  # fmt: skip
PLACES = {name: i for i, name in enumerate(PAIR_NAMES)}


def find_signs(view: View, reverse: View, weights: Weights) -> tuple[Sign, ...]:
    """The signs for `view` against `reverse`, the strongest first."""
    gain = weights.pair * (pair_row(view) - pair_row(reverse))
    out = []
    for kind, names, note in HEADS:
        weight = float(np.sum(gain[[PLACES[n] for n in names]]))
        if abs(weight) >= WORTH_SAYING:
            points_to = view.parent.id if weight > 0 else view.child.id
            out.append(Sign(kind, points_to, abs(weight), note(view)))
    for seen, other in ((view, reverse), (reverse, view)):
        for rule in rules_of(seen):
            points_to = seen.parent.id if rule.worth > 0 else other.parent.id
            said = rule.note if rule.worth > 0 else f"against the other way: {rule.note}"
            out.append(Sign(rule.kind, points_to, abs(rule.worth), said))
    return tuple(sorted(out, key=lambda s: (-s.weight, s.kind)))
