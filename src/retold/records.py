"""The nouns of Retold: what each stage takes and gives.

Frozen, slotted, fully typed; imports nothing of ours. Text is pointed at with spans (half-open, in Unicode code
points), never copied. Ids are hashes of content. Dates are ISO 8601 strings, as precise as known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Relation = Literal["identical", "near-verbatim", "excerpt", "expanded", "partial", "rewrite", "translation"]
RunKind = Literal["same", "changed", "lost", "added", "moved"]
Change = Literal["=", "~", ">", "<", "up", "down"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Verdict = Literal["contradicted", "superseded", "range", "agreed", "drifted", "only-here"]
DriftKind = Literal["value", "bound", "unit", "what", "speaker", "date", "denominator", "hedge", "negation"]
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
PairLabel = Literal["agree", "contradict", "update", "part-of", "different"]
Standing = Literal["stock", "flow", "share", "change", "plan"]
ReviewTarget = Literal["edge", "entry", "verdict", "story", "claim", "review"]
Decision = Literal["confirm", "reject", "edit", "merge", "split"]
PolicyName = Literal["range", "most-conservative", "majority", "hierarchy", "manual"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points.

    >>> Span(0, 5).of("ferry sinks")
    'ferry'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this place of `text`."""
        return text[self.start : self.end]

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


# ---- reading -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was found: bytes, and where they came from."""

    id: str
    url: str | None
    body: bytes
    media: str  # "text/html" or "text/plain", with "; charset=..." where the carrier told one
    fetched: str | None = None
    found_in: str = ""  # file, or archive and offset: where a person can look
    given: tuple[tuple[str, str], ...] = ()  # what the carrier's record says of it: title, author, published, ...


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read or used, with the reason: listed, never skipped in silence."""

    found_in: str
    url: str | None
    reason: str


# ---- the article inside a page -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the page's visible text, kept or set aside, and the rule that decided."""

    kind: str  # kept: paragraph, heading, list, quote; set aside: navigation, related, dateline, byline, credit, ...
    page: Span  # in Article.flat
    text: Span | None  # in Article.text; None when set aside
    why: str


@dataclass(frozen=True, slots=True)
class DateSeen:
    """A date that the page offers, believed or not, and why."""

    value: str
    where: str  # "json-ld datePublished", "meta article:published_time", "text", "url", ...
    page: Span | None
    trusted: bool
    why: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """'PORT ELLA (Coastwire) -': where a report was filed, and by which agency."""

    place: str
    agency: str | None


@dataclass(frozen=True, slots=True)
class Wound:
    """A place where characters were probably lost before the page reached us: the text itself stays as it came."""

    span: Span  # in Article.text
    kind: str  # joined, ligature, encoding, gap, cut
    why: str


@dataclass(frozen=True, slots=True)
class Article:
    """The article inside a page. `text` is cut from `flat`; `blocks` tie every character of it to its place.

    Kept blocks satisfy ``block.text.of(text) == block.page.of(flat)``; the blank between two of them is free.
    """

    id: str  # the id of its page
    text: str
    flat: str = ""
    blocks: tuple[Block, ...] = ()
    url: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    dateline: Dateline | None = None
    outlet: str | None = None
    credit: str | None = None  # agency or paper that the text names as its source
    canonical: str | None = None  # another address that the page names as its original
    language: str | None = None  # ISO 639-1
    published: str | None = None  # the believed date, or None
    implied: tuple[str, str] | None = None  # first and last possible day, where the text itself tells
    dates: tuple[DateSeen, ...] = ()
    fetched: str | None = None
    residue: tuple[str, ...] = ()  # folded lines that lead to other stories and stood inside the text
    description: str | None = None  # what the page's head says it is about
    section: str | None = None  # where the outlet files it
    origins: tuple[tuple[str, str], ...] = ()  # field, and the place of the page that its value was taken from
    wounds: tuple[Wound, ...] = ()


# ---- who copied whom -----------------------------------------------------------------------------------------------


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


# ---- stories and claims --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Story:
    """All articles on one real-world event."""

    id: str
    label: str  # a headline of one of its articles, never invented
    articles: tuple[str, ...]
    stemmas: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    decided: tuple[Decided, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: low equals high unless a range was given; `change` is the bound or hedge."""

    low: Decimal
    high: Decimal
    unit: str  # "" for a bare count; "%", "USD", "km", or the counted thing itself
    change: Change = "="


@dataclass(frozen=True, slots=True)
class QuantitySeen:
    """A quantity at its place in a text; `what` is the words it is about."""

    span: Span
    quantity: Quantity
    what: str
    restates: Span | None = None  # the quantity that it says again in another unit: "56 mph (90 km/h)"


@dataclass(frozen=True, slots=True)
class TimeSeen:
    """A time expression at its place, resolved to a TIMEX3 type and value (ISO-TimeML)."""

    span: Span
    type: TimeType
    value: str
    exists: bool = True  # False for a day that no calendar has: "31 June"
    compared: bool = False  # only compared with: "the worst since 1931", "up from 12 in 2019"


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, of what, said by whom, as of when."""

    id: str
    article: str
    quantity: Quantity
    what: str  # readable: "captives still held"
    noun: str  # lemma of the head counted: "captive"; "" when nothing is named
    predicate: str  # lemma of the governing verb or noun of action: "hold", "kill"; "" when none
    terms: tuple[str, ...]  # other content lemmas that narrow it (place, group, period), lower case, in order
    evidence: tuple[Span, ...]  # first: the number with its hedge; then the words of `what`
    sentence: Span
    standing: Standing = "stock"
    speaker: str | None = None
    as_of: str | None = None
    part_of: str | None = None  # id of the figure of which this one counts a part
    negated: bool = False
    as_of_basis: str = ""  # "told" beside the number; "" when nothing tells, and the day of publication has to do
    holder: str = ""  # whose it is, in words of the sentence: who did it, has it, or pays it; "" when none is named


@dataclass(frozen=True, slots=True)
class Quote:
    """Words attributed to somebody."""

    id: str
    article: str
    words: Span  # end to end, interruptions included
    parts: tuple[Span, ...]  # the words without interruptions
    direct: bool
    speaker: str | None = None  # as fully named as the article names them
    speaker_span: Span | None = None  # the mention beside the quote
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, when, where."""

    id: str
    article: str
    span: Span  # the word or words that name it
    did: str  # lemma
    who: str | None = None
    to_whom: str | None = None
    when: str | None = None  # ISO date, as precise as known
    where: str | None = None
    event: str | None = None  # id shared by all mentions of one event
    negated: bool = False
    planned: bool = False
    evidence: tuple[Span, ...] = ()
    when_basis: str = ""  # "told", "passage" (just before), "mention" (another of the event), "story", "published"


Claim = Figure | Quote | Event


@dataclass(frozen=True, slots=True)
class Claims:
    """All that one article claims."""

    article: str
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    model: str = "rules"  # the language model used, by name and version

    def all(self) -> list[Claim]:
        """Every claim: figures, then quotes, then events."""
        claims: list[Claim] = [*self.figures, *self.quotes, *self.events]
        return claims


# ---- the ledger ----------------------------------------------------------------------------------------------------


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


# ---- what people decide --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided, who, when and why; kept for good. It names its object by content ids, never by position.

    on: an edge is (parent, child); an entry or a verdict the ids of the entry's claims; a story the ids of its
    articles; a claim or an earlier review (which `reject` takes back) its own id. `others`: on a merge the claims or
    articles that belong with those of `on`, on a split those they are kept apart from.
    """

    id: str
    at: str  # ISO 8601, UTC
    by: str
    target: ReviewTarget
    on: tuple[str, ...]
    decision: Decision
    others: tuple[str, ...] = ()
    value: str = ""  # of an edit: the right parent ("" for none), question, verdict or label; else "field=value":
    # an entry's "figure=129" (chosen by hand), a claim's "value=", "speaker=", "as_of=" or "what="
    reason: str = ""
    suggested: str = ""  # what the machine had said, in words


@dataclass(frozen=True, slots=True)
class Decided:
    """A person's decision as it stands on an edge or an entry, beside what the machine would say now."""

    review: str
    at: str
    by: str
    decision: Decision
    value: str
    reason: str
    machine: str  # what the machine says now
    against: str = ""  # what has come since that speaks against the decision
    on: tuple[str, ...] = ()  # what it was decided about


@dataclass(frozen=True, slots=True)
class Pins:
    """Pairs of articles, or of claims, that people put together or keep apart."""

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


# ---- stories over time ---------------------------------------------------------------------------------------------

StoryEventKind = Literal["opened", "split", "joined", "left", "merged", "ended"]


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """One line of the log from which it can be told, at any time, which article stood in which story."""

    kind: StoryEventKind
    story: str
    article: str | None = None  # of joined and left
    other: str | None = None  # of split: the story it was a part of; of merged: the story it is a part of now


@dataclass(frozen=True, slots=True)
class AttachedPart:
    """A part of a round-up, live page or newsletter that tells of a story to which the page does not belong."""

    article: str
    part: Span
    story: str
    score: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one new article was put, and what else it is like. A score is the chance that it belongs there."""

    article: str
    story: str
    score: float
    runners_up: tuple[tuple[str, float], ...] = ()  # other stories with their scores, the best first
    log_number: int = 0  # of the last event that this caused
    opened: bool = False  # whether the story is new
    attached: tuple[AttachedPart, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryLink:
    """A story that follows from an earlier one: the same people, later. It is shown, and joins nothing."""

    earlier: str
    later: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class StoryCard:
    """What a story is about, in words of its own articles."""

    story: str
    label: str
    lede: str
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grouping:
    """All stories of a set of articles, and what ties them to one another and to pages outside them."""

    stories: tuple[Story, ...]
    attached: tuple[AttachedPart, ...] = ()
    links: tuple[StoryLink, ...] = ()
    cards: tuple[StoryCard, ...] = ()
