"""All articles on one event, and what becomes of stories over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retold.records.pages import Span
from retold.records.reviews import Decided


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
