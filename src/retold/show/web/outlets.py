"""Outlets: how much of what one published is its own reporting, and whom it copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retold.show.web.ask import Ask, MissingError, Part, Shown, bounds, part_cut, part_of
from retold.store import outline as light
from retold.store.outline import Card, OutletRow, Provenance

OUTLETS_A_PAGE = 40
PAGES_A_PAGE = 30
MOST_PARTNERS = 15


@dataclass(frozen=True, slots=True)
class Outlets:
    """A part of the outlets."""

    words: str
    outlets: Part[OutletRow]


@dataclass(frozen=True, slots=True)
class Row:
    """A page of an outlet, and what it was made from."""

    page: Card
    parent: Card | None
    lost: bool
    relation: str | None
    confidence: float | None
    copied_by: int


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet with its pages: its own reports, copies of others, copies of its own pages."""

    name: str
    pages: int
    own: int
    from_itself: int
    from_others: int
    copied_by: int
    sources: tuple[tuple[str, int], ...]  # whom it copies, and how often
    shown: Part[Row]


def show_outlets(ask: Ask) -> Shown:
    """The outlets, those with most pages first."""
    words = ask.one("words")
    start, size = bounds(ask, "page", OUTLETS_A_PAGE)
    rows, total = light.list_outlets(ask.store, words, start, size)
    most = max((r.pages for r in rows), default=1)
    return Shown("Outlets", Outlets(words, part_cut(rows, total, ask, "page", size)), {"most": most})


def show_outlet(ask: Ask) -> Shown:
    """The outlet of this name."""
    name = ask.one("name")
    found = light.read_outlet(ask.store, name)
    if not found:
        raise MissingError("This store holds no page of such an outlet.")
    parents = light.read_cards(ask.store, sorted({p.parent for p in found if p.parent}))
    names = [source_name(p, parents) for p in found]
    others = [n for n in names if n and n != name]
    kinds = {"": found, "own": [p for p in found if not p.parent], "copies": [p for p in found if p.parent]}
    part = part_of(kinds[ask.choice("show", tuple(kinds))], ask, "page", PAGES_A_PAGE)
    data = Outlet(
        name=name,
        pages=len(found),
        own=names.count(""),
        from_itself=names.count(name),
        from_others=len(others),
        copied_by=sum(p.copied_by for p in found),
        sources=count_names(others),
        shown=part.holding(row_of(p, parents) for p in part.items),
    )
    return Shown(name, data, {"kinds": tuple(kinds)})


def source_name(page: Provenance, parents: dict[str, Card]) -> str:
    """The outlet that a page was made from; empty for a page of its own."""
    if page.parent is None:
        return ""
    parent = parents.get(page.parent)
    return (parent.outlet or parent.found_in) if parent else "a lost original"


def count_names(names: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The names with their counts, the most frequent first."""
    counts = {n: names.count(n) for n in sorted(set(names))}
    return tuple(sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:MOST_PARTNERS])


def row_of(page: Provenance, parents: dict[str, Card]) -> Row:
    """A page ready to be shown."""
    parent = parents.get(page.parent or "")
    return Row(page.card, parent, bool(page.parent) and parent is None, page.relation, page.confidence, page.copied_by)
