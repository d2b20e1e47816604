"""What an article claims: figures, quotes, events, and the quantities and times in them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from retold.records.pages import Span

Change = Literal["=", "~", ">", "<", "up", "down"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Standing = Literal["stock", "flow", "share", "change", "plan"]


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
