"""The nouns of Retold: what each stage takes and gives.

Frozen, slotted, fully typed; imports nothing of ours. Text is pointed at with spans (half-open, in Unicode code
points), never copied. Ids are hashes of content. Dates are ISO 8601 strings, as precise as known.
"""

from __future__ import annotations

from retold.records.claims import Change as Change
from retold.records.claims import Claim as Claim
from retold.records.claims import Claims as Claims
from retold.records.claims import Event as Event
from retold.records.claims import Figure as Figure
from retold.records.claims import Quantity as Quantity
from retold.records.claims import QuantitySeen as QuantitySeen
from retold.records.claims import Quote as Quote
from retold.records.claims import Standing as Standing
from retold.records.claims import TimeSeen as TimeSeen
from retold.records.claims import TimeType as TimeType
from retold.records.ledger import Drift as Drift
from retold.records.ledger import DriftKind as DriftKind
from retold.records.ledger import Entry as Entry
from retold.records.ledger import Ledger as Ledger
from retold.records.ledger import Moment as Moment
from retold.records.ledger import PairLabel as PairLabel
from retold.records.ledger import Point as Point
from retold.records.ledger import Policy as Policy
from retold.records.ledger import PolicyName as PolicyName
from retold.records.ledger import Recommended as Recommended
from retold.records.ledger import Verdict as Verdict
from retold.records.lineage import Alignment as Alignment
from retold.records.lineage import ChangeKind as ChangeKind
from retold.records.lineage import CollatedWitness as CollatedWitness
from retold.records.lineage import Collation as Collation
from retold.records.lineage import Column as Column
from retold.records.lineage import CopyPair as CopyPair
from retold.records.lineage import Edge as Edge
from retold.records.lineage import Hidden as Hidden
from retold.records.lineage import Place as Place
from retold.records.lineage import Relation as Relation
from retold.records.lineage import Run as Run
from retold.records.lineage import RunKind as RunKind
from retold.records.lineage import SentencePair as SentencePair
from retold.records.lineage import SharedPassage as SharedPassage
from retold.records.lineage import Sign as Sign
from retold.records.lineage import Stemma as Stemma
from retold.records.lineage import TypedChange as TypedChange
from retold.records.lineage import Witness as Witness
from retold.records.pages import Article as Article
from retold.records.pages import Block as Block
from retold.records.pages import Dateline as Dateline
from retold.records.pages import DateSeen as DateSeen
from retold.records.pages import Page as Page
from retold.records.pages import Span as Span
from retold.records.pages import Unread as Unread
from retold.records.pages import Wound as Wound
from retold.records.reviews import Decided as Decided
from retold.records.reviews import Decision as Decision
from retold.records.reviews import Pins as Pins
from retold.records.reviews import Review as Review
from retold.records.reviews import ReviewTarget as ReviewTarget
from retold.records.stories import AttachedPart as AttachedPart
from retold.records.stories import Grouping as Grouping
from retold.records.stories import Placement as Placement
from retold.records.stories import Story as Story
from retold.records.stories import StoryCard as StoryCard
from retold.records.stories import StoryEvent as StoryEvent
from retold.records.stories import StoryEventKind as StoryEventKind
from retold.records.stories import StoryLink as StoryLink
