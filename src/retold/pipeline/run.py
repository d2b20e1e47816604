"""`retold run`: pages into a store, step by step, each step written whole; what is done already is not done again.

Reads streams, works in batches, and leaves a store that is the same whatever the order of the pages and however
often the run was interrupted.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from retold import __version__
from retold.pipeline.garbage import collecting_seldom
from retold.pipeline.limits import time_limit
from retold.pipeline.results import WRITE_EVERY, fingerprint, in_lists, update_results
from retold.pipeline.watching import Progress, Silence, Stopwatch
from retold.pipeline.workers import map_items
from retold.records import Article, Page, Unread
from retold.store import reading, writing
from retold.store.database import Store
from retold.store.errors import StoreError
from retold.store.kept import Kept, write_kept
from retold.store.runs import Manifest, write_manifest
from retold.text.hashes import content_id

if TYPE_CHECKING:
    from retold.extract import Tally
    from retold.pipeline.growing import Live

LOOK_UP = 64  # pages of which the store is asked at once whether it knows them


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
    whole: bool = False,
    live: Live | None = None,
) -> RunSummary:
    """Read pages into the store and bring lineage, stories, claims and ledgers up to date, or lineage alone.

    `whole` and `live` are those of `update_results`.
    """
    watch = Stopwatch(progress or Silence())
    started, summary, outcome = now(), RunSummary(0, 0, ()), "done"
    with store.only_writer(), collecting_seldom():
        try:
            came, unread = take_pages(paths, store, watch, stdin=stdin, workers=workers)
            summary = RunSummary(reading.count_pages(store), len(came), unread)
            alone = until == "lineage"
            update_results(store, watch, workers=workers, lineage_alone=alone, whole=whole, live=live, came=came)
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
) -> tuple[list[str], tuple[Unread, ...]]:
    """Extract the pages that the store does not know yet; the ids of the new ones, and what could not be used."""
    from retold.read import read_pages

    unread: list[Unread] = []
    came: list[str] = []
    tally = count_lines(paths, progress)
    progress.begin("pages", None)
    read = read_pages([Path(p) if p != "-" else p for p in paths], stdin=stdin)
    pages = unknown_pages(store, read, unread, progress)
    tasks = (PageTask(page, tally.recurring(page)) for page in pages)
    for found in in_lists(map_items(take_page, tasks, workers=workers), WRITE_EVERY):
        usable = [taken for _, taken in found if isinstance(taken, Taken)]
        writing.write_rows(store, [t.row for t in usable])
        write_kept(store, [(t.row["id"], t.kept) for t in usable])
        came += [t.row["id"] for t in usable]
        unread += [unusable(task.page, reason) for task, reason in found if isinstance(reason, Exception)]
    writing.write_unread(store, unread)
    progress.end()
    return came, tuple(unread)


def unknown_pages(
    store: Store, read: Iterable[Page | Unread], unread: list[Unread], progress: Progress
) -> Iterator[Page]:
    """The pages still to be extracted, each once; what cannot be read goes to the list."""
    for some in in_lists(read, LOOK_UP):
        progress.advance(len(some))
        unread += [page for page in some if isinstance(page, Unread)]
        pages = {page.id: page for page in some if isinstance(page, Page)}
        known = reading.known_among(store, list(pages))
        yield from (page for i, page in pages.items() if i not in known)


def count_lines(paths: Sequence[str], progress: Progress) -> Tally:
    """A first pass, without standard input: which lines recur on an outlet's flattened pages of different stories."""
    from retold.extract import Tally
    from retold.read import read_pages

    tally = Tally()
    progress.begin("outlets", None)
    for page in read_pages([Path(p) for p in paths if p != "-"]):
        if isinstance(page, Page):
            tally.note(page)
        progress.advance()
    progress.end()
    return tally


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page, and the lines that recur on its outlet's pages."""

    page: Page
    recurring: frozenset[str]

    @property
    def id(self) -> str:
        """The id of the page."""
        return self.page.id


def extract_page(task: PageTask) -> Article:
    """The article of a page; a page that holds no words is refused."""
    from retold.extract import extract_article

    with time_limit():
        article = extract_article(task.page, task.recurring)
    if not article.text.strip():
        raise ValueError("the page holds no text that could be an article")
    return article


@dataclass(frozen=True, slots=True)
class Taken:
    """A page as the store takes it, and what is kept of its article."""

    row: dict[str, Any]
    kept: Kept


def take_page(task: PageTask) -> Taken:
    """What the store takes of a page."""
    from retold.pipeline.kept import keep_article

    row = writing.article_row(task.page, extract_page(task))
    return Taken(row, keep_article(replace(reading.decode(row["record"], Article), text=row["text"], blocks=())))


def unusable(page: Page, error: Exception) -> Unread:
    """A page that failed, with its reason."""
    reason = str(error) if type(error) is ValueError else f"{type(error).__name__}: {error}"
    return Unread(page.found_in, page.url, reason)
