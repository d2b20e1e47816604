"""Work on one story: its ledger, with what people decided. A worker process reads what it needs from the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from retold.pipeline.order import Aligner, date_by_family
from retold.records import Article, Claims, Ledger, Pins, Review, Story
from retold.store import reading
from retold.store.database import Store, open_store


@dataclass(frozen=True, slots=True)
class StoryTask:
    """A story of the store at this address, and the decisions that are about its claims."""

    address: str
    story: Story
    reviews: tuple[Review, ...]
    pins: Pins

    @property
    def id(self) -> str:
        """The id of the story."""
        return self.story.id


OPEN: dict[str, Store] = {}  # the stores that this process reads ledgers' pages from


def store_at(address: str) -> Store:
    """The store at an address, opened once in a process."""
    if address not in OPEN:
        OPEN[address] = open_store(address)
    return OPEN[address]


def close_stores() -> None:
    """Let go of the stores that this process opened."""
    while OPEN:
        OPEN.popitem()[1].close()


def build_story_ledger(task: StoryTask) -> Ledger:
    """The ledger of a story."""
    from retold.reconcile import build_ledger
    from retold.review import apply_to_claims, apply_to_ledger

    store = store_at(task.address)
    stemmas = reading.read_stemmas_of(store, task.story.articles)
    families = sorted({i for s in stemmas for i in s.family})
    dated = date_by_family(reading.read_articles(store, families, with_flat=False), stemmas)
    members = {i: dated[i] for i in task.story.articles}
    read = reading.read_claims_of(store, task.story.articles)
    claims = apply_to_claims(link_story_events(members, read), task.reviews)
    ledger = build_ledger(
        task.story,
        members,
        claims,
        stemmas,
        reading.read_passages(store, task.story.articles),
        Aligner(members.values()).pair_sentences,
        pins=task.pins,
    )
    return apply_to_ledger(ledger, task.reviews)


def link_story_events(articles: Mapping[str, Article], claims: Mapping[str, Claims]) -> dict[str, Claims]:
    """The claims of a story's pages, mentions of one event under one id; a mention may be dated by another one."""
    from retold.claims import link_events

    read = [claims[i] for i in sorted(claims)]
    linked = link_events([(articles[c.article], c.events) for c in read])
    return {c.article: replace(c, events=tuple(events)) for c, events in zip(read, linked, strict=True)}
