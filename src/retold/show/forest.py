"""A stemma as an ordered walk, for everything that draws it; decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from retold.records import Edge, Stemma


@dataclass(frozen=True, slots=True)
class Node:
    """A page or a lost original, with the edge it hangs on and further parents."""

    id: str
    depth: int
    edge: Edge | None = None
    also: tuple[Edge, ...] = ()


def walk_family(stemma: Stemma) -> Iterator[Node]:
    """Every node once, each below its likeliest parent, parents before children."""
    incoming: dict[str, list[Edge]] = {}
    for e in sorted(stemma.edges, key=lambda e: (-e.confidence, e.parent)):
        incoming.setdefault(e.child, []).append(e)
    children: dict[str, list[str]] = {}
    nodes = (*(h.id for h in stemma.hidden), *stemma.family)
    for node in nodes:
        if node in incoming:
            children.setdefault(incoming[node][0].parent, []).append(node)
    seen: set[str] = set()
    # a cycle has no top: start it anywhere, so that no page is lost from the picture
    for start in (*(n for n in nodes if n not in incoming), *nodes):
        waiting = [(start, 0)]
        while waiting:
            node, depth = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            edges = incoming.get(node, [])
            yield Node(node, depth, edges[0] if edges and depth else None, tuple(edges[1:]))
            waiting += [(c, depth + 1) for c in reversed(children.get(node, []))]
