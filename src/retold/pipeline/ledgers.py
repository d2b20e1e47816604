"""Work on one story: its ledger, with what people decided. A worker process reads what it needs from the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from retold.pipeline.order import Aligner, date_by_family
from retold.pipeline.stores import store_at
from retold.records import Article, Claims, Ledger, Pins, Review, SharedPassage, Stemma, Story, Unread
from retold.store import reading


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


def build_story_ledger(task: StoryTask) -> Ledger:
    """The ledger of a story of a store."""
    store, articles = store_at(task.address), task.story.articles
    stemmas = reading.read_stemmas_of(store, articles)
    families = sorted({i for s in stemmas for i in s.family})
    dated = date_by_family(reading.read_articles(store, families, with_flat=False), stemmas)
    claims = reading.read_claims_of(store, articles)
    passages = reading.read_passages(store, articles)
    told = Told(task.story, {i: dated[i] for i in articles}, claims, tuple(stemmas), tuple(passages))
    return reconcile_story(told, task.reviews, task.pins)


@dataclass(frozen=True, slots=True)
class Told:
    """A story with all that its ledger is made from; articles are dated from the day they speak from."""

    story: Story
    articles: Mapping[str, Article]
    claims: Mapping[str, Claims]
    stemmas: tuple[Stemma, ...]
    passages: tuple[SharedPassage, ...]


def reconcile_story(told: Told, reviews: Sequence[Review] = (), pins: Pins | None = None) -> Ledger:
    """The ledger of a story, with what people decided; it depends on nothing else."""
    from retold.reconcile import build_ledger
    from retold.review import apply_to_claims, apply_to_ledger

    ledger = build_ledger(
        told.story,
        told.articles,
        apply_to_claims(link_story_events(told.articles, told.claims), reviews),
        told.stemmas,
        told.passages,
        Aligner(told.articles.values()).pair_sentences,
        pins=pins or Pins(),
    )
    return apply_to_ledger(ledger, reviews)


def untold(story: Story, stemmas: Iterable[Stemma], error: Exception) -> tuple[Ledger, Unread]:
    """An empty ledger for a story on which the work failed; and the reason. `stemmas` are those of its pages."""
    sources = {s.id: s.sources for s in stemmas}
    ledger = Ledger(story.id, (), notes=(f"no ledger could be made: {error}",), sources=sum(sources.values()))
    return ledger, Unread(story.id, None, f"its ledger could not be made: {error}")


def link_story_events(articles: Mapping[str, Article], claims: Mapping[str, Claims]) -> dict[str, Claims]:
    """The claims of a story's pages, mentions of one event under one id; a mention may be dated by another one."""
    from retold.claims import link_events

    read = [claims[i] for i in sorted(claims)]
    linked = link_events([(articles[c.article], c.events) for c in read])
    return {c.article: replace(c, events=tuple(events)) for c, events in zip(read, linked, strict=True)}
