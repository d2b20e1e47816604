"""Trees of copies as Newick, a tree a line; inner nodes have names, as copies do.

Takes stemmas and their articles by id. Newick knows one parent: of several the likeliest is taken. A family with
several tops gets an unnamed node above them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retold.records import Article, Stemma
from retold.show.trees.nodes import nodes_of


def to_newick(stemmas: Sequence[Stemma], articles: Mapping[str, Article]) -> str:
    """A line a family."""
    return "".join(line_of(stemma, articles) + "\n" for stemma in stemmas)


def line_of(stemma: Stemma, articles: Mapping[str, Article]) -> str:
    """One family; parents after their children, so that no depth is too deep."""
    names = {n.id: n.label if n.kind == "lost" else f"{n.sigil} {n.label}" for n in nodes_of(stemma, articles)}
    parent: dict[str, str] = {}
    for edge in sorted(stemma.edges, key=lambda e: (e.confidence, e.parent)):
        parent[edge.child] = edge.parent
    children: dict[str, list[str]] = {i: [] for i in names}
    tops = [i for i in names if i not in parent]
    for child in names:
        if child in parent:
            children[parent[child]].append(child)
    order = list(tops)
    for node in order:
        order += children[node]
    told: dict[str, str] = {}
    for node in reversed(order):
        inner = ",".join(told.pop(c) for c in children[node])
        told[node] = (f"({inner})" if inner else "") + quoted(names[node])
    all_tops = [told[t] for t in tops]
    return (all_tops[0] if len(all_tops) == 1 else f"({','.join(all_tops)})") + ";"


def quoted(label: str) -> str:
    """A label in quotes, quotes inside doubled, breaks as blanks.

    >>> quoted("Varn's Post (2)")
    "'Varn''s Post (2)'"
    """
    return "'" + " ".join(label.split()).replace("'", "''") + "'"
