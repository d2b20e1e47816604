"""The signs of descent: for "was this child made from this parent?", a row of figures in a fixed order.

Takes two portraits and their Comparison seen from the parent; gives figures, one a name in PAIR_SIGNS (ROOT_SIGNS for
"is this article a top?"). Weights are fitted by `bench/trace/fit.py` and kept in `weights.json`; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log1p

import numpy as np
from numpy.typing import NDArray

from retold.records import Relation
from retold.trace.compare import Comparison, Side
from retold.trace.portrait import Portrait
from retold.trace.style import STYLE

NEAR_HOURS = 72.0  # copies of news follow within days; a wider gap is more often a false date
RETOLD = ("rewrite", "translation")


@dataclass(frozen=True, slots=True)
class Kin:
    """What the family knows of a member that no pair shows."""

    hours: float | None  # its date
    off_hours: float  # how far its date lies from the family's middle
    authors_elsewhere: bool  # its byline or wire stands in other members
    title_elsewhere: bool
    outlets: frozenset[str]  # keys of all outlets of the family
    near: float  # share of its shingles in the member nearest to it


@dataclass(frozen=True, slots=True)
class View:
    """A pair seen as parent and child."""

    parent: Portrait
    child: Portrait
    p: Side
    c: Side
    pair: Comparison
    relation: Relation
    kin_p: Kin
    kin_c: Kin
    flipped: bool  # whether the parent is the comparison's right side

    def sites(self, parent_confirmed: bool, child_confirmed: bool) -> int:
        """Variant readings by who else has them."""
        key = (child_confirmed, parent_confirmed) if self.flipped else (parent_confirmed, child_confirmed)
        return self.pair.sites.get(key, 0)

    @property
    def same_address(self) -> bool:
        return bool(self.parent.addresses & self.child.addresses)

    @property
    def retold(self) -> float:
        """How far the words were changed: 0 when one side stands whole in the other, 1 when less than half does."""
        kept = max(1 - (side.alone + side.confirmed) / max(1, side.words) for side in (self.p, self.c))
        return min(1.0, 2 * (1 - kept))


def share(part: int, whole: int) -> float:
    return part / max(1, whole)


def gap_hours(v: View) -> float | None:
    """Hours by which the child is dated after the parent."""
    if v.kin_p.hours is None or v.kin_c.hours is None:
        return None
    return v.kin_c.hours - v.kin_p.hours


def plausible(v: View) -> bool:
    return max(v.kin_p.off_hours, v.kin_c.off_hours) <= NEAR_HOURS


def dated(low: float, high: float, *, sound: bool) -> Callable[[View], float]:
    """Whether the gap lies in low < gap <= high, between dates that fit their family or do not."""

    def sign(v: View) -> float:
        gap = gap_hours(v)
        return float(gap is not None and low < gap <= high and plausible(v) == sound)

    return sign


def cites(v: View) -> float:
    return float(bool(v.parent.outlets & v.child.credits.named))


def cites_other(v: View) -> float:
    cited = v.child.credits.cited_keys - v.parent.outlets - v.child.outlets
    return float(bool(cited & v.kin_c.outlets) and not cites(v))


def points_at(v: View) -> float:
    """Whether the child's canonical address is the parent's."""
    there = {a.removeprefix("www.") for a in v.parent.addresses}
    return float(bool(v.child.canonicals & there) and not v.same_address)


def one_house(v: View) -> bool:
    """Whether one outlet has both."""
    return bool(v.parent.outlets & v.child.outlets)


def same_author(v: View) -> float:
    a, b = v.parent.credits, v.child.credits
    return float(bool((a.authors | a.wires) & (b.authors | b.wires)))


def same_title(v: View) -> float:
    return float(bool(v.parent.titles & v.child.titles))


PAIR_SIGNS: dict[str, Callable[[View], float]] = {
    "text kept": lambda v: share(v.pair.same, v.p.words),
    "text covered": lambda v: share(v.pair.same, v.c.words),
    "remoteness": lambda v: v.kin_c.near - share(len(v.child.shingles) - v.c.alone - v.c.confirmed, v.c.words),
    "confirmed words regained": lambda v: log1p(v.c.confirmed),
    "confirmed share regained": lambda v: share(v.c.confirmed, v.c.words),
    "own words dropped": lambda v: log1p(v.p.alone),
    "own share dropped": lambda v: share(v.p.alone, v.p.words),
    "confirmed words dropped": lambda v: log1p(v.p.confirmed),
    "own words added": lambda v: log1p(v.c.alone),
    "right readings restored": lambda v: log1p(v.sites(False, True)),
    "own readings made": lambda v: log1p(v.sites(True, False)),
    "readings exchanged": lambda v: log1p(v.sites(True, True)),
    "readings changed": lambda v: log1p(v.sites(False, False)),
    "passages added": lambda v: log1p(v.c.passages),
    "passages lost": lambda v: log1p(v.p.passages),
    "words added": lambda v: log1p(v.c.passage_words),
    "words lost": lambda v: log1p(v.p.passage_words),
    "end cut": lambda v: log1p(v.p.tail),
    "end grown": lambda v: log1p(v.c.tail),
    "moved": lambda v: log1p(v.pair.moved),
    "marks lost": lambda v: log1p(v.p.marks),
    "marks regained": lambda v: log1p(v.c.marks),
    "words joined": lambda v: log1p(v.c.joined),
    "words parted": lambda v: log1p(v.p.joined),
    "misspelt": lambda v: log1p(v.c.misspelt),
    "spelling mended": lambda v: log1p(v.p.misspelt),
    "letters cut": lambda v: log1p(v.c.cut_words),
    "letters regained": lambda v: log1p(v.p.cut_words),
    "encoding broken": lambda v: log1p(v.c.broken),
    "encoding mended": lambda v: log1p(v.p.broken),
    "site lines added": lambda v: log1p(v.c.chrome),
    "site lines removed": lambda v: log1p(v.p.chrome),
    "figures lost": lambda v: log1p(v.p.figures),
    "figures added": lambda v: log1p(v.c.figures),
    "later by hours": dated(0, NEAR_HOURS, sound=True),
    "earlier by hours": dated(-NEAR_HOURS, -1e-9, sound=True),
    "later by days": dated(NEAR_HOURS, 1e9, sound=True),
    "earlier by days": dated(-1e9, -NEAR_HOURS, sound=True),
    "later, odd date": dated(0, 1e9, sound=False),
    "earlier, odd date": dated(-1e9, -1e-9, sound=False),
    "credits it": cites,
    "credits another": cites_other,
    "links to it": points_at,
    "same author": same_author,
    "known author regained": lambda v: float(v.kin_c.authors_elsewhere and not v.kin_p.authors_elsewhere),
    "known author lost": lambda v: float(v.kin_p.authors_elsewhere and not v.kin_c.authors_elsewhere),
    "same title": same_title,
    "known title regained": lambda v: float(v.kin_c.title_elsewhere and not same_title(v)),
    "same address": lambda v: float(v.same_address),
    "same outlet": lambda v: float(one_house(v)),
    "grown at one address": lambda v: v.same_address * log1p(v.c.passage_words),
    "shrunk at one address": lambda v: v.same_address * log1p(v.p.passage_words),
    "grown elsewhere": lambda v: (not v.same_address) * log1p(v.c.passage_words + v.c.alone),
}

ROOT_SIGNS = (
    "a top", "credited", "earliest", "dated later", "odd date", "without a near one", "alone in its words",
    "cites an outlet", "longest", "site lines", "misspelt", "size",
)  # fmt: skip


def pair_row(view: View) -> NDArray[np.float64]:
    """The figures of a directed pair, then the differences of manner."""
    row = [float(sign(view)) for sign in PAIR_SIGNS.values()]
    return np.concatenate([row, view.child.style - view.parent.style])


PAIR_NAMES = (*PAIR_SIGNS, *(f"manner: {name}" for name in STYLE))
