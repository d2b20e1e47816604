"""Who copied whom: pairs of copies, alignments, collations, stemmas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retold.records.pages import Span
from retold.records.reviews import Decided

Relation = Literal["identical", "near-verbatim", "excerpt", "expanded", "partial", "rewrite", "translation"]
RunKind = Literal["same", "changed", "lost", "added", "moved"]
ChangeKind = Literal[
    "figure",
    "name",
    "quote",
    "date",
    "attribution",
    "hedge",
    "negation",
    "punctuation",
    "chrome",
    "wording",
    "added",
    "dropped",
    "moved",
]


@dataclass(frozen=True, slots=True)
class CopyPair:
    """Two articles of which one stands, wholly or in part, in the other. A share is a part of that side's tokens."""

    left: str
    right: str
    relation: Relation
    left_share: float
    right_share: float
    why: str = ""
    odds: float | None = None  # of a rewrite: log odds that one tells the other in other words


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Words common to two articles that make neither a copy of the other: a press release, a quote, a formula."""

    left: str
    right: str
    left_span: Span
    right_span: Span
    kind: Literal["quote", "passage", "formula"]


@dataclass(frozen=True, slots=True)
class Run:
    """One step of an alignment; an empty span marks the place where words were lost or added."""

    kind: RunKind
    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts laid side by side. Runs are in the order of the right text and cover both texts end to end."""

    left: str
    right: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class TypedChange:
    """One difference between two aligned texts, with its kind; `note` says it in words."""

    kind: ChangeKind
    left: Span
    right: Span
    note: str


@dataclass(frozen=True, slots=True)
class CollatedWitness:
    """A row of a collation. `text` is the whole of the witness, as it stands."""

    sigil: str
    article: str
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """One place of a tradition: for every witness its reading there, in the order of the rows.

    `words` holds the normal forms of a reading (empty: the witness has nothing here); `places` the stretch of its text
    with all marks and blanks up to its next reading. `moved` lists the rows whose reading stands elsewhere in theirs.
    """

    words: tuple[tuple[str, ...], ...]
    places: tuple[Span, ...]
    moved: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Collation:
    """Several witnesses side by side. The places of a row, in the order of its text, cover it end to end."""

    witnesses: tuple[CollatedWitness, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Two sentences that tell the same thing, in the same words or in others; likeness from 0 to 1."""

    left: Span
    right: Span
    likeness: float


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an article's text."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason to believe a direction. Weight is in log odds, for `points_to` being the parent."""

    kind: str
    points_to: str
    weight: float
    note: str
    places: tuple[Place, ...] = ()  # where the texts show it, the parent's before the child's; some of many


@dataclass(frozen=True, slots=True)
class Edge:
    """`child` was made from `parent` (an article, or a lost original)."""

    parent: str
    child: str
    relation: Relation
    confidence: float
    signs: tuple[Sign, ...] = ()
    decided: tuple[Decided, ...] = ()

    @property
    def said(self) -> str:
        """What the machine says of it, in words."""
        return f"{self.relation} copy of {self.parent}, {self.confidence:.0%}"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A lost original that the evidence asks for."""

    id: str
    credit: str | None  # the agency or paper that the copies name
    why: str


@dataclass(frozen=True, slots=True)
class Witness:
    """A surviving copy; the sigil is its short name in the tree (A, B, ... as philologists do)."""

    sigil: str
    article: str


@dataclass(frozen=True, slots=True)
class Stemma:
    """A family of copies as a tree. One stemma is one source, unless it has several tops (then `sources` says so)."""

    id: str
    witnesses: tuple[Witness, ...]
    hidden: tuple[Hidden, ...]
    edges: tuple[Edge, ...]
    root: str | None  # an article, a hidden id, or None when the evidence does not tell
    sources: int = 1
    decided: tuple[Decided, ...] = ()  # what people decided about edges that are no more

    @property
    def family(self) -> tuple[str, ...]:
        """The articles of the family, in the order of their sigils."""
        return tuple(w.article for w in self.witnesses)
