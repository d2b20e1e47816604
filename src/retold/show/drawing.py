"""Where the boxes and lines of a copy tree go; no text of a page is decided here.

A tree grows from left to right: one column a generation, one row a leaf. Edges run in the gutters between columns, so
no edge ever passes behind a box. Many leaves of one parent and one relation become one box that counts them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.records import Stemma
from retold.show.forest import Node, walk_family
from retold.show.view import StoryView

BOX_WIDTH, BOX_HEIGHT = 208, 42
GUTTER, ROW = 44, 52
BEND = 6  # radius of an edge's corner
MARGIN = 6
LABEL_LETTERS = 24
FOLD_LEAVES = 6  # more leaves than this, alike and of one parent, are drawn as one box


@dataclass(frozen=True, slots=True)
class Box:
    """A page, a lost original, or a stack of pages alike."""

    x: int
    y: int
    node: str
    sigil: str
    label: str
    under: str
    full: str
    kind: str  # page, hidden, stack, elsewhere
    drifts: int  # claims that changed on the way to it


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as a path in the gutter, with its relation and confidence."""

    path: str
    relation: str
    title: str
    sure: bool


@dataclass(frozen=True, slots=True)
class TreeDrawing:
    """One family, ready to be drawn; sizes in pixels. `left_out` counts the nodes that a limit kept away."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    left_out: int = 0


def draw_family(
    view: StoryView, stemma: Stemma, *, most: int | None = None, drifts: Mapping[str, int] | None = None
) -> TreeDrawing:
    """The boxes and lines of one family; with `most`, of its upper part."""
    every = fold_leaves(list(walk_family(stemma)))
    nodes = every if most is None else upper_part(every, most)
    rows = place_rows(nodes)
    boxes, lines = [], []
    at: dict[str, tuple[int, int]] = {}
    for node, more in nodes:
        x, y = MARGIN + node.depth * (BOX_WIDTH + GUTTER), MARGIN + rows[node.id] * ROW
        at[node.id] = (x, y)
        boxes.append(make_box(view, node, more, (x, y), (drifts or {}).get(node.id, 0)))
        if node.edge is not None and node.edge.parent in at:
            lines.append(make_line(view, node, more, at[node.edge.parent], (x, y)))
    width = max(b.x for b in boxes) + BOX_WIDTH + MARGIN
    height = max(b.y for b in boxes) + BOX_HEIGHT + MARGIN
    return TreeDrawing(width, height, tuple(boxes), tuple(lines), len(every) - len(nodes))


def upper_part(nodes: Sequence[tuple[Node, tuple[str, ...]]], most: int) -> list[tuple[Node, tuple[str, ...]]]:
    """The nodes nearest to the tops, in the order they were given; a parent is never left out before its child."""
    by_depth = sorted(range(len(nodes)), key=lambda n: (nodes[n][0].depth, n))[:most]
    return [nodes[n] for n in sorted(by_depth)]


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


def place_rows(nodes: Sequence[tuple[Node, tuple[str, ...]]]) -> dict[str, int]:
    """The row of each node: leaves one below the other, a parent beside its first child, so that the root is on top."""
    children: dict[str, list[str]] = {}
    for node, _ in nodes:
        if node.edge:
            children.setdefault(node.edge.parent, []).append(node.id)
    rows: dict[str, int] = {}
    count = 0
    for node, _ in nodes:
        if node.id not in children:
            rows[node.id] = count
            count += 1
    for node, _ in reversed(nodes):
        if node.id in children:
            rows[node.id] = rows[children[node.id][0]]
    return rows


def make_box(view: StoryView, node: Node, more: Sequence[str], at: tuple[int, int], drifts: int) -> Box:
    """The box of a node."""
    name = view.name_of(node.id)
    sigil = view.sigils.get(node.id, "")
    article = view.articles.get(node.id)
    if article is None:
        kind = "elsewhere" if node.id in view.elsewhere else "hidden"
        return Box(*at, node.id, sigil, shorten(name), sigil, name, kind, 0)
    relation = node.edge.relation if node.edge else ""
    if more:
        names = sorted({view.name_of(i) for i in more})
        title = f"{name} and {len(more)} more: {', '.join(names)}"
        return Box(*at, node.id, sigil, f"{len(more) + 1} copies alike", f"{sigil} … · {relation}", title, "stack", 0)
    under = " · ".join(p for p in (sigil, relation, (article.published or "")[:10]) if p)
    return Box(*at, node.id, sigil, shorten(name), under, f"{name}: {article.title or ''}", "page", drifts)


def make_line(view: StoryView, node: Node, more: Sequence[str], start: tuple[int, int], end: tuple[int, int]) -> Line:
    """The edge that a node hangs on: out of its parent, down the gutter, into the node."""
    assert node.edge is not None
    signs = "; ".join(s.note for s in node.edge.signs)
    also = "".join(f"; also {e.relation} of {view.name_of(e.parent)}" for e in node.also)
    title = f"{node.edge.relation}, confidence {node.edge.confidence:.0%}: {signs}{also}"
    if more:
        title += f" (and {len(more)} alike)"
    return Line(elbow(start, end), node.edge.relation, title, node.edge.confidence >= 0.5)


def elbow(start: tuple[int, int], end: tuple[int, int]) -> str:
    """A path from the right side of one box to the left side of another, its corners rounded."""
    x1, y1 = start[0] + BOX_WIDTH, start[1] + BOX_HEIGHT // 2
    x2, y2 = end[0], end[1] + BOX_HEIGHT // 2
    middle = x1 + GUTTER // 2
    bend = min(BEND, abs(y2 - y1) // 2)
    if not bend:
        return f"M{x1},{y1} H{middle} V{y2} H{x2}"
    down = bend if y2 > y1 else -bend
    return f"M{x1},{y1} H{middle - bend} q{bend},0 {bend},{down} V{y2 - down} q0,{down} {bend},{down} H{x2}"


def shorten(text: str, letters: int = LABEL_LETTERS) -> str:
    """A text cut to the width of a box.

    >>> shorten("The Harbour Courier of Port Ella", 12)
    'The Harbour…'
    """
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
