"""What claims amount to: entries, drifts, a history, a timeline."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from retold.records.claims import Change
from retold.records.pages import Span
from retold.records.reviews import Decided

Verdict = Literal["contradicted", "superseded", "range", "agreed", "drifted", "only-here"]
DriftKind = Literal["value", "bound", "unit", "what", "speaker", "date", "denominator", "hedge", "negation"]
PairLabel = Literal["agree", "contradict", "update", "part-of", "different"]
PolicyName = Literal["range", "most-conservative", "majority", "hierarchy", "manual"]


@dataclass(frozen=True, slots=True)
class Drift:
    """A claim that changed its meaning on the way from parent to child. `before` and `after` quote both places."""

    parent: str
    child: str
    kind: DriftKind
    values: tuple[Decimal, ...]
    before: str
    after: str
    before_span: Span  # in the parent's text (of the child's own nearest surviving ancestor when the parent is lost)
    after_span: Span
    claim: str = ""  # id of the child's claim


@dataclass(frozen=True, slots=True)
class Point:
    """What one origin said of a figure, and how it stands to what came later: a point of the figure's history."""

    as_of: str | None  # the day the text gives, else the believed day of its first page
    low: Decimal
    high: Decimal
    change: Change
    unit: str
    words: str  # the number as it is written
    source: str  # id of the origin
    name: str  # what a reader calls the origin
    speaker: str | None  # on whose word
    claims: tuple[str, ...]
    pages: int
    standing: Literal["stands", "replaced", "corrected"] = "stands"


@dataclass(frozen=True, slots=True)
class Policy:
    """How one figure is chosen among several; `sources` are the names of a hierarchy, the most trusted first."""

    name: PolicyName = "range"
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommended:
    """The figure that a policy chooses. The points that are not among its claims stand beside it, to triangulate."""

    policy: Policy
    low: Decimal
    high: Decimal
    unit: str
    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One question, every answer to it, and how they stand to each other. It never says which one is true."""

    id: str
    question: str
    verdict: Verdict
    claims: tuple[str, ...]
    sources: int
    pages: int
    values: tuple[Decimal, ...]  # every value given, the current one last
    why: str
    drifts: tuple[Drift, ...] = ()
    source_of: tuple[tuple[str, str], ...] = ()  # claim id -> id of the independent origin behind it
    kind: Literal["figure", "quote", "event"] = "figure"
    part_of: str | None = None
    series: tuple[Point, ...] = ()  # of a figure: what each origin said, since when, the oldest first
    recommended: Recommended | None = None
    decided: tuple[Decided, ...] = ()  # what people decided about it, the latest last

    @property
    def said(self) -> str:
        """What the machine says of it, in words: the verdict first."""
        values = ", ".join(f"{v:,f}" for v in self.values)
        return f"{self.verdict}: {self.question} {values}".rstrip()


@dataclass(frozen=True, slots=True)
class Moment:
    """A point or stretch of the timeline."""

    first: str  # ISO date
    last: str  # equal to first unless only a range is known
    text: str
    article: str
    evidence: tuple[Span, ...]
    sources: int
    kind: Literal["event", "figure", "published"] = "event"
    told_by: tuple[str, ...] = ()  # the article nearest to each origin that tells it, in the order of their days


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the pages of one story claim, counted over independent sources."""

    story: str
    entries: tuple[Entry, ...]
    timeline: tuple[Moment, ...] = ()
    sources: int = 0  # independent origins of the whole story
    notes: tuple[str, ...] = field(default=())
    policy: Policy | None = None  # by which the recommended figures were chosen
