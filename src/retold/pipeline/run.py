"""`retold run`: pages into a store, step by step, each step written whole; what is done already is not done again.

Reads streams, works in batches, and leaves a store that is the same whatever the order of the pages and however
often the run was interrupted.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal, TypeVar

from retold import __version__
from retold.pipeline.limits import time_limit
from retold.pipeline.order import Aligner, date_by_family, group_articles, trace_articles
from retold.pipeline.watching import Progress, Silence, Stopwatch
from retold.pipeline.workers import map_items
from retold.records import Article, Claims, Page, Stemma, Story, Unread
from retold.store import reading, writing
from retold.store.database import Store
from retold.store.errors import StoreError
from retold.store.runs import Manifest, write_manifest
from retold.text.hashes import content_id

WRITE_EVERY = 64
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did. `unread` lists what it could not use."""

    pages: int
    new: int
    unread: tuple[Unread, ...]


def run_pages(
    paths: Sequence[str],
    store: Store,
    *,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
    workers: int | None = None,
    until: Literal["lineage", "ledgers"] = "ledgers",
) -> RunSummary:
    """Read pages into the store and bring lineage, stories, claims and ledgers up to date, or lineage alone."""
    watch = Stopwatch(progress or Silence())
    started, summary, outcome = now(), RunSummary(0, 0, ()), "done"
    with store.only_writer():
        try:
            new, unread = take_pages(paths, store, watch, stdin=stdin, workers=workers)
            summary = RunSummary(reading.count_pages(store), new, unread)
            update_lineage(store, watch)
            if until == "ledgers":
                update_results(store, watch, workers=workers)
        except Exception as error:
            outcome = f"{type(error).__name__}: {error}"
            raise
        finally:
            settings = {"paths": " ".join(paths), "workers": str(workers or "all"), "until": until}
            with suppress(StoreError):  # a run that could write its results is done, with or without its manifest
                write_manifest(store, describe_run(store, summary, watch, settings, (started, outcome)))
    return summary


def describe_run(
    store: Store, summary: RunSummary, watch: Stopwatch, settings: dict[str, str], course: tuple[str, str]
) -> Manifest:
    """The manifest of a run that ends now."""
    from retold.claims.language import model_name

    started, outcome = course
    return Manifest(
        id=content_id(started, str(os.getpid()), *settings.values(), prefix="run-"),
        started=started,
        ended=now(),
        outcome=outcome,
        retold=__version__,
        python=platform.python_version(),
        model=model_name(),
        settings=tuple(sorted(settings.items())),
        inputs=fingerprint(store),
        pages=summary.pages,
        new=summary.new,
        unread=len(summary.unread),
        steps=tuple(watch.steps),
    )


def now() -> str:
    """This moment, in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def take_pages(
    paths: Sequence[str], store: Store, progress: Progress, *, stdin: BinaryIO | None, workers: int | None
) -> tuple[int, tuple[Unread, ...]]:
    """Extract the pages that the store does not know yet; how many were new, and what could not be used."""
    from retold.read import read_pages

    known = reading.known_pages(store)
    unread: list[Unread] = []
    new = 0
    progress.begin("pages", None)
    pages = unknown_pages(read_pages([Path(p) if p != "-" else p for p in paths], stdin=stdin), known, unread, progress)
    for found in in_lists(map_items(extract_page, pages, workers=workers), WRITE_EVERY):
        usable = [(page, article) for page, article in found if isinstance(article, Article)]
        writing.write_articles(store, usable)
        new += len(usable)
        unread += [unusable(page, reason) for page, reason in found if isinstance(reason, Exception)]
    writing.write_unread(store, unread)
    progress.end()
    return new, tuple(unread)


def unknown_pages(
    read: Iterable[Page | Unread], known: set[str], unread: list[Unread], progress: Progress
) -> Iterator[Page]:
    """The pages still to be extracted; what cannot be read goes to the list."""
    for page in read:
        progress.advance()
        if isinstance(page, Unread):
            unread.append(page)
        elif page.id not in known:
            yield page


def extract_page(page: Page) -> Article:
    """The article of a page; a page that holds no words is refused."""
    from retold.extract import extract_article

    with time_limit():
        article = extract_article(page)
    if not article.text.strip():
        raise ValueError("the page holds no text that could be an article")
    return article


def unusable(page: Page, error: Exception) -> Unread:
    """A page that failed, with its reason."""
    reason = str(error) if type(error) is ValueError else f"{type(error).__name__}: {error}"
    return Unread(page.found_in, page.url, reason)


def fingerprint(store: Store) -> str:
    """What results are made from: the pages that the store holds, and this version."""
    return content_id(__version__, *sorted(reading.known_pages(store)), size=16)


def update_lineage(store: Store, progress: Progress) -> None:
    """Who copied whom, for the pages that the store now holds."""
    inputs = fingerprint(store)
    if reading.step_inputs(store, "lineage") == inputs:
        return
    progress.begin("who copied whom", None)
    traced = trace_articles(reading.read_articles(store, with_flat=False))
    writing.write_lineage(store, traced.pairs, traced.passages, traced.stemmas, inputs=inputs)
    progress.end()


def update_results(store: Store, progress: Progress, *, workers: int | None) -> None:
    """Stories, claims and ledgers for the pages and the lineage that the store now holds."""
    inputs = fingerprint(store)
    if reading.step_inputs(store, "ledgers") == inputs:
        return
    articles = reading.read_articles(store, with_flat=False)
    stemmas = reading.read_stemmas(store)
    progress.begin("stories", None)
    stories = group_articles(articles, stemmas)
    progress.end()
    dated = date_by_family(articles, stemmas)
    update_claims(store, dated, stemmas, progress, workers=workers)
    update_ledgers(store, dated, stories, stemmas, progress)
    writing.finish_step(store, "ledgers", inputs)


def update_claims(
    store: Store,
    articles: dict[str, Article],
    stemmas: Sequence[Stemma],
    progress: Progress,
    *,
    workers: int | None,
) -> None:
    """Read the claims of articles that were not read yet, or were read against another date; families stay together."""
    done = reading.read_anchors(store)
    order = [i for s in stemmas for i in s.family]
    waiting = [articles[i] for i in order if done.get(i) != (articles[i].published or "")]
    progress.begin("claims", len(waiting))
    for found in in_lists(map_items(claims_of, waiting, workers=workers), WRITE_EVERY):
        read = [(c if isinstance(c, Claims) else Claims(a.id, model=f"failed: {c}"), a) for a, c in found]
        writing.write_claims(store, [(c, a.published or "") for c, a in read], {a.id: a.text for _, a in read})
        failed = [
            Unread(a.id, a.url, f"its claims could not be read: {c}") for a, c in found if isinstance(c, Exception)
        ]
        writing.write_unread(store, failed)
        progress.advance(len(read))
    progress.end()


def claims_of(article: Article) -> Claims:
    """What one article claims."""
    from retold.claims import read_claims

    with time_limit():
        return read_claims(article)


def update_ledgers(
    store: Store, articles: dict[str, Article], stories: Sequence[Story], stemmas: Sequence[Stemma], progress: Progress
) -> None:
    """Reconcile the stories whose pages, lineage or dates changed."""
    from retold.reconcile import build_ledger

    done = reading.read_story_inputs(store)
    writing.keep_stories(store, [s.id for s in stories])
    stemma_of = {i: s for s in stemmas for i in s.family}
    passages = reading.read_passages(store)
    aligner = Aligner(articles.values())
    progress.begin("ledgers", len(stories))
    for story in stories:
        own = list({s.id: s for s in (stemma_of[i] for i in story.articles)}.values())
        members = {i: articles[i] for i in story.articles}
        inputs = story_inputs(story, own, members)
        if done.get(story.id) != inputs:
            claims = reading.read_claims_of(store, story.articles)
            shared = [p for p in passages if p.left in members and p.right in members]
            ledger = build_ledger(story, members, claims, own, shared, aligner.pair_sentences)
            writing.write_story(store, story, ledger, inputs=inputs)
        progress.advance()
    progress.end()


def story_inputs(story: Story, stemmas: Sequence[Stemma], members: dict[str, Article]) -> str:
    """A fingerprint of all that a ledger is made from."""
    dates = [f"{i} {a.published}" for i, a in sorted(members.items())]
    return content_id(__version__, writing.encode(story), *map(writing.encode, stemmas), *dates, size=16)


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
