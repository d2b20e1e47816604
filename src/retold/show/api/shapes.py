"""The shapes of the API's answers, for its description; a test holds every answer against them.

Places are half-open, in code points of the text they point into; shares and confidences go from 0 to 1; dates are
ISO 8601, as precise as known.
"""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from retold.records import ChangeKind, DriftKind, Relation, Verdict

Item = TypeVar("Item")
Number = int | float


class Shape(BaseModel):
    """A shape with no keys but its own."""

    model_config = ConfigDict(extra="forbid")


class Listing(Shape, Generic[Item]):
    """A part of a list: `next` is the address of the part that follows, None at the end."""

    items: list[Item]
    total: int
    start: int
    next: str | None


class StoryShape(Shape):
    """A story in a list."""

    id: str
    label: str
    first: str | None
    last: str | None
    pages: int
    sources: int = Field(description="independent origins, never pages")
    disputed: int


class PlaceShape(Shape):
    """A place in a text."""

    start: int
    end: int


class DateShape(Shape):
    """A date that a page offers, believed or not."""

    value: str
    where: str
    trusted: bool
    why: str


class AsideShape(Shape):
    """A stretch of a page's visible text that is not of the article."""

    kind: str
    start: int
    end: int
    why: str


class PageShape(Shape):
    """A page of a story."""

    page: str
    sigil: str | None
    outlet: str
    title: str | None
    published: str | None
    url: str | None
    found_in: str
    sha256: str
    credit: str | None
    byline: list[str]
    dates: list[DateShape]
    set_aside: list[AsideShape]


class MomentShape(Shape):
    """A point or stretch of a timeline."""

    first: str
    last: str
    text: str
    article: str
    evidence: list[PlaceShape]
    sources: int
    kind: Literal["event", "figure", "published"]
    outlet: str
    told_by: list[str] = []


class RelatedShape(Shape):
    """Another story of the same people: what came before, or what follows."""

    story: str
    label: str
    before: bool
    why: str


class WholeStoryShape(Shape):
    """A story at a glance."""

    story: str
    label: str
    first: str | None
    last: str | None
    pages: int
    sources: int
    families: int
    verdicts: dict[str, int]
    notes: list[str]
    lede: str
    people: list[str]
    places: list[str]
    related: list[RelatedShape]
    articles: list[PageShape]
    timeline: list[MomentShape]


class WordingShape(Shape):
    """How one page words a claim; `source` is the independent origin behind it."""

    claim: str
    page: str
    outlet: str
    source: str
    words: str
    sentence: str
    start: int
    end: int


class DriftShape(Shape):
    """A claim that changed its meaning on the way from a page to its copy."""

    parent: str
    child: str
    kind: DriftKind
    values: list[Number]
    before: str = Field(alias="from")
    after: str = Field(alias="to")
    evidence: list[PlaceShape]


class EntryShape(Shape):
    """One question, every answer to it, and how they stand to each other."""

    entry: str
    kind: Literal["figure", "quote", "event"]
    question: str
    verdict: Verdict
    values: list[Number]
    sources: int
    pages: int
    why: str
    part_of: str | None
    wordings: list[WordingShape]
    drifts: list[DriftShape]
    recommended: dict[str, Any] | None
    series: list[dict[str, Any]]
    beside: list[str]
    decided: list[dict[str, Any]]


class WitnessShape(Shape):
    """A page of a family; the sigil is its short name in the tree."""

    page: str
    sigil: str
    outlet: str


class HiddenShape(Shape):
    """A lost original that the evidence asks for."""

    id: str
    credit: str | None
    why: str


class SignShape(Shape):
    """One reason to believe a direction, in log odds."""

    kind: str
    points_to: str
    weight: float
    note: str
    places: list[Any] = []


class EdgeShape(Shape):
    """`child` was made from `parent`, a page or a lost original."""

    parent: str
    child: str
    relation: Relation
    confidence: float
    signs: list[SignShape]


class FamilyShape(Shape):
    """A family of copies as a tree."""

    family: str
    sources: int
    root: str | None
    pages: list[WitnessShape]
    hidden: list[HiddenShape]
    edges: list[EdgeShape]


class SideShape(Shape):
    """One side of a change."""

    start: int
    end: int
    text: str


class ChangeShape(Shape):
    """One difference between two pages."""

    kind: ChangeKind
    note: str
    left: SideShape
    right: SideShape


class OutletShape(Shape):
    """An outlet, and how many of its pages were made from another page."""

    name: str
    pages: int
    copies: int


class ClaimShape(Shape):
    """A claim of a page, as the claims table holds it."""

    story: str
    entry: str
    claim: str
    page: str
    outlet: str
    source: str
    kind: str
    what: str | None
    low: float | None
    high: float | None
    bound: str | None
    unit: str | None
    speaker: str | None
    as_of: str | None
    words: str
    sentence: str
    start: int
    end: int


class TextShape(Shape):
    """A page with its article's text."""

    page: str
    story: str | None
    url: str | None
    outlet: str | None
    title: str | None
    byline: list[str]
    credit: str | None
    language: str | None
    published: str | None
    found_in: str
    fetched: str | None
    sha256: str
    text: str
    dates: list[DateShape]
    set_aside: list[AsideShape]


class FormatShape(Shape):
    """A format in which a story can be taken away."""

    name: str
    about: str
    media: str
    by_table: bool
    of_one: bool


class FoundShape(Shape):
    """A page, or a claim of a ledger, that holds the words that were searched for."""

    page: str | None = None
    title: str | None = None
    outlet: str | None = None
    found_in: str | None = None
    published: str | None = None
    copies: int | None = Field(None, description="further pages of its family that hold the words")
    pieces: list[tuple[str, bool]] | None = Field(None, description="text, and whether it is one of the words")
    story: str | None
    label: str | None
    entry: str | None = None
    kind: str | None = None
    question: str | None = None
    verdict: str | None = None
    answers: str | None = None
    sources: int | None = None
    pages: int | None = None


class ProvenanceShape(Shape):
    """A page of an outlet, and what it was made from; its own report where `parent` is None."""

    page: str
    title: str | None
    published: str | None
    url: str | None
    story: str | None
    parent: str | None
    relation: str | None
    confidence: float | None
    copied_by: int
