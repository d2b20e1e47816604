"""What follows from the pages of a store: lineage, stories, claims, ledgers, each brought up to date where it changed.

A family is traced again when its pages or pairs changed, a page read again when the day it speaks from changed, a
ledger built again when its story, families, days or decisions changed. Every step is written whole. This process holds
no text: workers read what they need from the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from retold import __version__
from retold.pipeline.families import FamilyTask, Read, claim_inputs, failed, read_task
from retold.pipeline.growing import AT_ONCE, Live, News, find_news, note_decided, note_whole
from retold.pipeline.kept import Unkept, keep_stored
from retold.pipeline.ledgers import StoryTask, build_story_ledger, untold
from retold.pipeline.lineage import finished, update_lineage
from retold.pipeline.order import date_by_family
from retold.pipeline.stores import close_stores
from retold.pipeline.stories import make_stories
from retold.pipeline.watching import Progress
from retold.pipeline.workers import map_items
from retold.records import Article, Ledger, Review, Stemma, Story
from retold.store import growth, kept, reading, reviews, search, writing
from retold.store.database import Store
from retold.store.errors import StoreError
from retold.text.hashes import content_id

WRITE_EVERY = 64
STEPS = ("copies", "lineage", "ledgers")  # done again when all is worked out anew
Item = TypeVar("Item")


def fingerprint(store: Store) -> str:
    """What results are made from: the pages that the store holds, what people decided, and this version."""
    decided = [r.id for r in reviews.read_reviews(store)]
    return content_id(__version__, writing.fingerprint_pages(store), None, *decided, size=16)


def update_results(
    store: Store,
    progress: Progress,
    *,
    workers: int | None = None,
    lineage_alone: bool = False,
    whole: bool = False,
    live: Live | None = None,
    came: Sequence[str] = (),
) -> None:
    """Bring everything up to date with the pages and the decisions that the store holds.

    A few pages that came to a large store are placed among the others; `whole` has all worked out anew. `live` keeps
    what is known of the store from one call to the next. `came` are pages just added: others are found without it.
    """
    inputs = fingerprint(store)
    if not whole and reading.step_inputs(store, "lineage" if lineage_alone else "ledgers") == inputs:
        return
    for step in STEPS if whole else ():
        writing.finish_step(store, step, "")
    try:
        keep_older(store, workers=workers)
        decided = standing_reviews(store)
        news = None if whole or lineage_alone else find_news(store, came)
        knows = live or Live()
        changed = None
        if news is not None and knows.look(store):
            changed = grow_results(store, knows, news, decided, progress, workers=workers)
        else:
            update_whole(store, progress, decided, inputs, workers=workers, lineage_alone=lineage_alone)
        if not lineage_alone:
            search.update_search(store, changed, came)
            writing.finish_step(store, "ledgers", inputs)
    finally:
        close_stores()


def update_whole(
    store: Store,
    progress: Progress,
    decided: Sequence[Review],
    inputs: str,
    *,
    workers: int | None,
    lineage_alone: bool,
) -> None:
    """Work everything out from all pages of the store, but what is known from an earlier run already."""
    writing.finish_step(store, "whole", "")  # until it is done
    of_pages = content_id(__version__, writing.fingerprint_pages(store), size=16)
    stemmas = update_lineage(store, progress, decided, (of_pages, inputs), workers=workers)
    if lineage_alone:
        return
    dates = reading.read_dates(store)
    progress.begin("stories", len(dates))
    stories = make_stories(store, stemmas, decided)
    progress.advance(len(dates))
    progress.end()
    dated = date_by_family(dates.values(), stemmas)
    update_claims(store, dated, stemmas, progress, workers=workers)
    writing.keep_stories(store, [s.id for s in stories])
    update_ledgers(store, dated, (stories, stemmas, decided), progress, workers=workers)
    note_whole(store, len(dates), inputs)


def grow_results(
    store: Store, live: Live, news: News, decided: Sequence[Review], progress: Progress, *, workers: int | None
) -> list[str]:
    """Place what is new among what is known, and bring what it touches up to date; the stories that these are."""
    progress.begin("placing", len(news.pages))
    for part in in_lists([*news.pages], AT_ONCE):
        live.place(store, part, decided, workers=workers)
        progress.advance(len(part))
    progress.end()
    if news.touched:
        live.place(store, [], decided, touched=news.touched)
    stale = growth.read_stale(store)
    told = live.tell(store, stale, decided)
    update_claims(store, told.dated(stale), told.stemmas_of(stale), progress, workers=workers)
    update_ledgers(store, told.dates, (told.stories, told.stemmas, decided), progress, workers=workers)
    growth.forget_stale(store, stale)
    live.keep(store)
    note_decided(store)
    return [*told.gone, *(s.id for s in told.stories)]


def keep_older(store: Store, *, workers: int | None) -> None:
    """What is kept of articles, where another version of retold, or none, kept it."""
    if reading.step_inputs(store, "kept") not in (None, __version__):
        kept.forget_kept(store)
    tasks = [Unkept(store.address, i) for i in kept.articles_without(store)]
    for part in in_lists(map_items(keep_stored, tasks, workers=workers, seconds=None), WRITE_EVERY):
        kept.write_kept(store, [(task.id, made) for (task, _), made in zip(part, finished(part), strict=True)])
    writing.finish_step(store, "kept", __version__)


def standing_reviews(store: Store) -> list[Review]:
    """The decisions that nobody took back."""
    from retold.review import standing

    return standing(reviews.read_reviews(store))


# ---- claims --------------------------------------------------------------------------------------------------------


def update_claims(
    store: Store, articles: Mapping[str, Article], stemmas: Sequence[Stemma], progress: Progress, *, workers: int | None
) -> None:
    """Read the claims of pages that are new, speak from another day, or take over from another page than before.

    `articles` need no more than the days they speak from.
    """
    from retold.claims.language import model_name

    done = reading.read_claim_inputs(store, sorted(i for s in stemmas for i in s.family))
    base = f"{__version__} {model_name()}"
    tasks = []
    for s in stemmas:
        own = {i: done[i] for i in s.family if i in done}
        task = FamilyTask(store.address, s, base, claim_inputs(s, articles, base), own)
        tasks += [task] if task.stale else []
    progress.begin("claims", sum(len(t.stale) for t in tasks))
    found = claims_of(store, map_items(read_task, tasks, workers=workers, seconds=None))
    for read in in_lists(found, WRITE_EVERY):
        fresh = [r for r in read if not r.same]
        texts = {r.article.id: r.article.text for r in fresh}
        writing.write_claims(store, [(r.claims, r.inputs) for r in fresh], texts)
        writing.write_claim_inputs(store, {r.article.id: r.inputs for r in read if r.same})
        writing.write_unread(store, [u for r in fresh if (u := r.unread())])
        progress.advance(len(read))
    progress.end()


def claims_of(store: Store, found: Iterable[tuple[FamilyTask, list[Read] | Exception]]) -> Iterator[Read]:
    """What the pages of families claim; of a family that brought its worker down, that nothing could be read."""
    for task, read in found:
        if isinstance(read, StoreError):
            raise read
        if not isinstance(read, Exception):
            yield from read
            continue
        articles = reading.read_articles(store, task.stale, with_flat=False)
        yield from (failed(a, task.inputs[a.id], str(read)) for a in articles)


# ---- ledgers -------------------------------------------------------------------------------------------------------


def update_ledgers(
    store: Store,
    articles: Mapping[str, Article],
    told: tuple[Sequence[Story], Sequence[Stemma], Sequence[Review]],
    progress: Progress,
    *,
    workers: int | None,
) -> None:
    """Reconcile the stories whose pages, lineage, dates or decisions changed."""
    stories, stemmas, decided = told
    done = reading.read_story_inputs(store, [s.id for s in stories])
    stemma_of = {i: s for s in stemmas for i in s.family}
    waiting: dict[str, str] = {}
    tasks: list[StoryTask] = []
    progress.begin("ledgers", len(stories))
    for task in story_tasks(store, stories, decided):
        inputs = story_inputs(task, stemma_of, articles)
        if done.get(task.story.id) == inputs:
            progress.advance()
        else:
            waiting[task.story.id] = inputs
            tasks.append(task)
    for task, ledger in map_items(build_story_ledger, tasks, workers=workers, seconds=None):
        if isinstance(ledger, StoreError):
            raise ledger
        if isinstance(ledger, Ledger):
            writing.write_story(store, task.story, ledger, inputs=waiting[task.story.id])
        else:
            empty, unread = untold(task.story, (stemma_of[i] for i in task.story.articles), ledger)
            writing.write_story(store, task.story, empty, inputs="failed")
            writing.write_unread(store, [unread])
        progress.advance()
    progress.end()


def story_tasks(store: Store, stories: Sequence[Story], decided: Sequence[Review]) -> Iterator[StoryTask]:
    """Each story with the decisions about its claims."""
    from retold.review import pins_of

    about_claims = [r for r in decided if r.target in ("entry", "verdict", "claim")]
    home = reading.read_articles_of_claims(store, sorted({c for r in about_claims for c in (*r.on, *r.others)}))
    for story in stories:
        inside = set(story.articles)
        own = tuple(r for r in about_claims if any(home.get(c) in inside for c in (*r.on, *r.others)))
        yield StoryTask(store.address, story, own, pins_of(own, "entry"))


def story_inputs(task: StoryTask, stemma_of: Mapping[str, Stemma], articles: Mapping[str, Article]) -> str:
    """A fingerprint of all that a ledger is made from."""
    own = {s.id: s for s in (stemma_of[i] for i in task.story.articles)}
    dates = [f"{i} {articles[i].published}" for i in sorted(task.story.articles)]
    families = [writing.encode(own[i]) for i in sorted(own)]
    decided = [r.id for r in task.reviews]
    return content_id(__version__, writing.encode(task.story), *families, None, *dates, None, *decided, size=16)


def in_lists(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    part: list[Item] = []
    for item in items:
        part.append(item)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
