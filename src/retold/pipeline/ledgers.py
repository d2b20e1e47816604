"""Work on one story: its ledger, with what people decided. A worker process reads what it needs from the store."""

from __future__ import annotations

from dataclasses import dataclass

from retold.pipeline.order import Aligner, date_by_family
from retold.records import Ledger, Pins, Review, Story
from retold.store import reading
from retold.store.database import Store, open_store


@dataclass(frozen=True, slots=True)
class StoryTask:
    """A story of the store at this address, and the decisions that are about its claims."""

    address: str
    story: Story
    reviews: tuple[Review, ...]
    pins: Pins


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
    claims = apply_to_claims(reading.read_claims_of(store, task.story.articles), task.reviews)
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
