"""A flattened page: its visible text, the blocks of it, the elements that hold these, and what the head offers.

Imports no other step: every part of `extract` takes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from retold.extract.tags import AREA_BIT


class Node:
    """One element that holds text: what it and its ancestors say of the text inside."""

    __slots__ = ("areas", "depth", "end", "index", "name", "own", "parent", "parts", "sign")

    def __init__(self, index: int, depth: int, parent: Node | None, name: str, own: tuple[int, str] = (0, "")) -> None:
        self.index = index
        self.end = index + 1  # the index after its last descendant
        self.depth = depth
        self.parent = parent
        self.name = name
        self.own, self.sign = own

        area = AREA_BIT.get(name, 0)
        self.parts: int = self.own | parent.parts if parent else self.own
        self.areas: int = area | parent.areas if parent else area


@dataclass(slots=True)
class Piece:
    """One block of visible text: its place in `flat`, its element, and how many of its characters are linked."""

    start: int
    end: int
    node: Node
    linked: int
    broken: bool  # cut by a line break, not by an element


@dataclass(slots=True)
class Flat:
    """A flattened page."""

    text: str
    pieces: list[Piece]
    nodes: list[Node]  # in the order of the page, so that an element stands before all inside it
    title: str = ""
    meta: list[tuple[str, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)  # JSON-LD scripts
    links: list[tuple[str, str]] = field(default_factory=list)  # rel, href of <link>
    times: list[tuple[str, int]] = field(default_factory=list)  # datetime, where its block begins in flat
    anchors: list[tuple[str, int]] = field(default_factory=list)  # words of a link's tag, where its block begins
    authors: list[str] = field(default_factory=list)  # what inline elements hold whose markup says author
    language: str = ""
    logos: list[str] = field(default_factory=list)  # what stands for a logo where it is not shown
