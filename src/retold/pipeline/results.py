"""What follows from the pages of a store: lineage, stories, claims, ledgers, each brought up to date where it changed.

A family is traced again when its pages or pairs changed, a page read again when the day it speaks from changed, a
ledger built again when its story, families, days or decisions changed. Every step is written whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from retold import __version__
from retold.pipeline.families import Dated, Family, Read, claim_inputs, failed, read_family_claims, trace_one
from retold.pipeline.ledgers import StoryTask, build_story_ledger, close_stores
from retold.pipeline.order import date_by_family
from retold.pipeline.stories import make_stories
from retold.pipeline.watching import Progress
from retold.pipeline.workers import map_items
from retold.records import Article, Ledger, Review, Stemma, Story
from retold.store import reading, reviews, search, writing
from retold.store.database import Store
from retold.text.hashes import content_id

WRITE_EVERY = 64
Item = TypeVar("Item")


def fingerprint(store: Store) -> str:
    """What results are made from: the pages that the store holds, what people decided, and this version."""
    decided = [r.id for r in reviews.read_reviews(store)]
    return content_id(__version__, *sorted(reading.known_pages(store)), None, *decided, size=16)


def update_results(
    store: Store, progress: Progress, *, workers: int | None = None, lineage_alone: bool = False
) -> None:
    """Bring everything up to date with the pages and the decisions that the store holds."""
    inputs = fingerprint(store)
    last = "lineage" if lineage_alone else "ledgers"
    if reading.step_inputs(store, last) == inputs:
        return
    articles = reading.read_articles(store, with_flat=False)
    stemmas = update_lineage(store, articles, progress, inputs, workers=workers)
    if lineage_alone:
        return
    decided = standing_reviews(store)
    progress.begin("stories", len(articles))
    stories = make_stories(store, articles, stemmas, decided)
    progress.advance(len(articles))
    progress.end()
    dated = date_by_family(articles, stemmas)
    del articles
    update_claims(store, dated, stemmas, progress, workers=workers)
    update_ledgers(store, dated, (stories, stemmas, decided), progress, workers=workers)
    search.update_search(store)
    writing.finish_step(store, "ledgers", inputs)


def standing_reviews(store: Store) -> list[Review]:
    """The decisions that nobody took back."""
    from retold.review import standing

    return standing(reviews.read_reviews(store))


# ---- who copied whom -----------------------------------------------------------------------------------------------


def update_lineage(
    store: Store, articles: Sequence[Article], progress: Progress, inputs: str, *, workers: int | None
) -> list[Stemma]:
    """The stemmas, with what people decided about their edges."""
    if reading.step_inputs(store, "lineage") == inputs:
        return reading.read_stemmas(store)
    from retold.match import find_copies
    from retold.review import apply_to_stemmas
    from retold.trace import find_families

    progress.begin("copies", len(articles))
    pairs, passages = find_copies(articles)
    progress.advance(len(articles))
    progress.end()
    families = [Family(k.articles, k.pairs) for k in find_families(articles, pairs)]
    progress.begin("who copied whom", len(families))
    traced = dict(trace_families(store, families, progress, workers=workers))
    progress.end()
    stemmas = apply_to_stemmas(sorted(traced.values(), key=lambda s: s.id), standing_reviews(store))
    writing.write_lineage(store, (pairs, passages, stemmas), traced, inputs=inputs)
    return stemmas


def trace_families(
    store: Store, families: Sequence[Family], progress: Progress, *, workers: int | None
) -> Iterator[tuple[str, Stemma]]:
    """The stemma of each family under the fingerprint of what it was made from; traced only where it is not known."""
    known = reading.read_traced(store)
    waiting: list[tuple[str, Family]] = []
    for family in families:
        key = family_inputs(family)
        if len(family.articles) == 1:
            yield key, trace_one(family)
        elif key in known:
            yield key, known[key]
        else:
            waiting.append((key, family))
            continue
        progress.advance()
    found = map_items(trace_one, [f for _, f in waiting], workers=workers, seconds=None)
    for (key, _), (_, stemma) in zip(waiting, found, strict=True):
        if isinstance(stemma, Exception):
            raise stemma
        yield key, stemma
        progress.advance()


def family_inputs(family: Family) -> str:
    """A fingerprint of all that a stemma is made from: pages are named by content."""
    pairs = sorted(f"{p.left} {p.right} {p.relation} {p.left_share:.6f} {p.right_share:.6f}" for p in family.pairs)
    return content_id(__version__, *sorted(a.id for a in family.articles), None, *pairs, size=16)


# ---- claims --------------------------------------------------------------------------------------------------------


def update_claims(
    store: Store, articles: Mapping[str, Article], stemmas: Sequence[Stemma], progress: Progress, *, workers: int | None
) -> None:
    """Read the claims of pages that are new, speak from another day, or take over from another page than before."""
    from retold.claims.language import model_name

    done = reading.read_claim_inputs(store)
    base = f"{__version__} {model_name()}"
    families = [(s, claim_inputs(s, articles, base)) for s in stemmas]
    waiting = [(s, inputs) for s, inputs in families if any(done.get(i) != v for i, v in inputs.items())]
    progress.begin("claims", sum(done.get(i) != v for _, inputs in waiting for i, v in inputs.items()))
    tasks = (make_task(store, s, inputs, articles, done) for s, inputs in waiting)
    found = claims_of(map_items(read_family_claims, tasks, workers=workers, seconds=None))
    for read in in_lists(found, WRITE_EVERY):
        writing.write_claims(store, [(r.claims, r.inputs) for r in read], {r.article.id: r.article.text for r in read})
        writing.write_unread(store, [u for r in read if (u := r.unread())])
        progress.advance(len(read))
    progress.end()


def make_task(
    store: Store, stemma: Stemma, inputs: Mapping[str, str], articles: Mapping[str, Article], done: Mapping[str, str]
) -> Dated:
    """A family to be read, with the claims of those of its pages that stay as they are."""
    same = [i for i in stemma.family if done.get(i) == inputs[i]]
    known = reading.read_claims_of(store, same).values() if same else ()
    return Dated(tuple(articles[i] for i in stemma.family), stemma, inputs, tuple(known))


def claims_of(found: Iterable[tuple[Dated, list[Read] | Exception]]) -> Iterator[Read]:
    """What the pages of families claim; of a family that brought its worker down, that nothing could be read."""
    for family, read in found:
        if not isinstance(read, Exception):
            yield from read
            continue
        known = {c.article for c in family.known}
        yield from (failed(a, family.inputs[a.id], str(read)) for a in family.articles if a.id not in known)


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
    done = reading.read_story_inputs(store)
    writing.keep_stories(store, [s.id for s in stories])
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
        if not isinstance(ledger, Ledger):
            raise ledger
        writing.write_story(store, task.story, ledger, inputs=waiting[task.story.id])
        progress.advance()
    close_stores()
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
