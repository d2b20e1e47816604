"""Where the boxes and lines of a copy tree and the marks of a timeline go; no text of a page is decided here.

A tree grows from left to right: one column a generation, one row a leaf. Edges run in the gutters between columns, so
no edge ever passes behind a box. Many leaves of one parent and one relation become one box that counts them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from retold.records import Moment, Stemma
from retold.show.forest import Node, walk_family
from retold.show.view import StoryView

BOX_WIDTH, BOX_HEIGHT = 204, 40
GUTTER, ROW = 64, 50
MARGIN = 6
LABEL_LETTERS = 25
FOLD_LEAVES = 6  # more leaves than this, alike and of one parent, are drawn as one box


@dataclass(frozen=True, slots=True)
class Box:
    """A page, a lost original, or a stack of pages alike."""

    x: int
    y: int
    label: str
    under: str
    full: str
    kind: str  # page, hidden, stack, elsewhere
    anchor: str


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as a path in the gutter, with its relation and confidence."""

    path: str
    relation: str
    title: str
    sure: bool


@dataclass(frozen=True, slots=True)
class TreeDrawing:
    """One family, ready to be drawn; sizes in pixels."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def draw_family(view: StoryView, stemma: Stemma) -> TreeDrawing:
    """The boxes and lines of one family."""
    nodes = fold_leaves(list(walk_family(stemma)))
    rows = place_rows(nodes)
    boxes, lines = [], []
    at: dict[str, tuple[int, int]] = {}
    for node, more in nodes:
        x, y = MARGIN + node.depth * (BOX_WIDTH + GUTTER), MARGIN + round(rows[node.id] * ROW)
        at[node.id] = (x, y)
        boxes.append(make_box(view, node, more, x, y))
        if node.edge is not None and node.edge.parent in at:
            lines.append(make_line(view, node, more, at[node.edge.parent], (x, y)))
    width = max(b.x for b in boxes) + BOX_WIDTH + MARGIN
    height = max(b.y for b in boxes) + BOX_HEIGHT + MARGIN
    return TreeDrawing(width, height, tuple(boxes), tuple(lines))


def fold_leaves(nodes: Sequence[Node]) -> list[tuple[Node, tuple[str, ...]]]:
    """The nodes, each with the further leaves it stands for."""
    parents = {n.edge.parent for n in nodes if n.edge}
    alike: dict[tuple[str, str], list[str]] = {}
    for n in nodes:
        if n.edge and n.id not in parents:
            alike.setdefault((n.edge.parent, n.edge.relation), []).append(n.id)
    folded = {ids[0]: tuple(ids[1:]) for ids in alike.values() if len(ids) > FOLD_LEAVES}
    hidden = {i for ids in folded.values() for i in ids}
    return [(n, folded.get(n.id, ())) for n in nodes if n.id not in hidden]


def place_rows(nodes: Sequence[tuple[Node, tuple[str, ...]]]) -> dict[str, float]:
    """The row of each node: leaves one below the other, a parent in the middle of its children."""
    children: dict[str, list[str]] = {}
    for node, _ in nodes:
        if node.edge:
            children.setdefault(node.edge.parent, []).append(node.id)
    rows: dict[str, float] = {}
    count = 0
    for node, _ in nodes:
        if node.id not in children:
            rows[node.id] = count
            count += 1
    for node, _ in reversed(nodes):
        if node.id in children:
            below = [rows[c] for c in children[node.id]]
            rows[node.id] = (below[0] + below[-1]) / 2
    return rows


def make_box(view: StoryView, node: Node, more: Sequence[str], x: int, y: int) -> Box:
    """The box of a node."""
    name = view.name_of(node.id)
    sigil = view.sigils.get(node.id, "")
    article = view.articles.get(node.id)
    if article is None:
        kind = "elsewhere" if node.id in view.elsewhere else "hidden"
        return Box(x, y, shorten(name), sigil, name, kind, "")
    relation = node.edge.relation if node.edge else ""
    if more:
        names = sorted({view.name_of(i) for i in more})
        title = f"{name} and {len(more)} more: {', '.join(names)}"
        return Box(x, y, f"{len(more) + 1} copies alike", f"{sigil} … · {relation}", title, "stack", sigil)
    under = " · ".join(p for p in (sigil, relation, (article.published or "")[:10]) if p)
    return Box(x, y, shorten(name), under, f"{name}: {article.title or ''}", "page", sigil)


def make_line(view: StoryView, node: Node, more: Sequence[str], start: tuple[int, int], end: tuple[int, int]) -> Line:
    """The edge that a node hangs on: out of its parent, down the gutter, into the node."""
    assert node.edge is not None
    x1, y1 = start[0] + BOX_WIDTH, start[1] + BOX_HEIGHT // 2
    x2, y2 = end[0], end[1] + BOX_HEIGHT // 2
    middle = x1 + GUTTER // 3
    path = f"M{x1},{y1} H{middle} V{y2} H{x2}"
    signs = "; ".join(s.note for s in node.edge.signs)
    also = "".join(f"; also {e.relation} of {view.name_of(e.parent)}" for e in node.also)
    title = f"{node.edge.relation}, confidence {node.edge.confidence:.0%}: {signs}{also}"
    return Line(
        path, node.edge.relation, title + (f" (and {len(more)} alike)" if more else ""), node.edge.confidence >= 0.5
    )


def shorten(text: str, letters: int = LABEL_LETTERS) -> str:
    """A text cut to the width of a box.

    >>> shorten("The Harbour Courier of Port Ella", 12)
    'The Harbour…'
    """
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


# ---- the timeline --------------------------------------------------------------------------------------------------

AXIS_WIDTH = 720
AROUND = timedelta(days=14)  # the drawn window reaches this far beyond the pages' own dates


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on the axis: a dot when the day is known, a bar when only a range is."""

    x: float
    width: float
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The part of the timeline that is drawn; moments outside of it are only listed."""

    first: str
    last: str
    marks: tuple[Mark, ...]


def find_near(moments: Sequence[Moment], window: tuple[str | None, str | None]) -> dict[int, tuple[date, date]]:
    """The days of the moments that lie near the pages' own dates, by number; the others are background."""
    days = {n: days_of(m) for n, m in enumerate(moments, 1)}
    known = {n: d for n, d in days.items() if d is not None}
    low, high = window_of(known, window)
    return {n: d for n, d in known.items() if d[0] >= low and d[1] <= high}


def draw_timeline(moments: Sequence[Moment], inside: Mapping[int, tuple[date, date]]) -> Axis | None:
    """The marks of the moments that are near, or None when there is nothing to draw."""
    if len({d[0] for d in inside.values()}) < 2:
        return None
    first, last = min(d[0] for d in inside.values()), max(d[1] for d in inside.values())
    return Axis(first.isoformat(), last.isoformat(), tuple(marks_of(moments, inside, first, last)))


def marks_of(
    moments: Sequence[Moment], inside: Mapping[int, tuple[date, date]], first: date, last: date
) -> Iterator[Mark]:
    """One mark a moment, to the scale of the axis."""
    scale = AXIS_WIDTH / max(1, (last - first).days)
    for n, (start, end) in sorted(inside.items()):
        yield Mark((start - first).days * scale, (end - start).days * scale, n, moments[n - 1].text)


def window_of(known: Mapping[int, tuple[date, date]], window: tuple[str | None, str | None]) -> tuple[date, date]:
    """The stretch of time worth drawing: around the pages' dates, else around the middle moment."""
    given = [d for d in (parse_day(w) for w in window if w) if d]
    if not given and known:
        starts = sorted(d[0] for d in known.values())
        given = [starts[len(starts) // 2]]
    if not given:
        return date.min, date.max
    return min(given) - AROUND, max(given) + AROUND


def days_of(moment: Moment) -> tuple[date, date] | None:
    """The first and last day of a moment."""
    first, last = parse_day(moment.first), parse_day(moment.last, end=True)
    return (first, max(first, last)) if first and last else None


def parse_day(value: str, *, end: bool = False) -> date | None:
    """The day of an ISO date; of a month or a year its first or last day.

    >>> parse_day("2031-02", end=True)
    datetime.date(2031, 2, 28)
    """
    parts = value[:10].split("-")
    try:
        year, month, day = (*map(int, parts), *([None] * (3 - len(parts))))[:3]
        assert year is not None
        if day is not None:
            return date(year, month or 1, day)
        if not end:
            return date(year, month or 1, 1)
        following = date(year + (month is None or month == 12), 1 if month is None or month == 12 else month + 1, 1)
        return following - timedelta(days=1)
    except (ValueError, AssertionError):
        return None
