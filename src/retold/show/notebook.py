"""Stories for notebooks and scripts: folders in, tables out. Everything is read from a store, named or temporary."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from retold.show.tables import TABLES, Table, make_table
from retold.show.view import StoryView, load_story
from retold.store import reading
from retold.store.database import Store, open_store

Paths = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]


@dataclass(frozen=True)
class StoryBook:
    """One story as tables; `view` holds the records themselves.

    >>> from retold.example import example_folder
    >>> book = read_story(example_folder())
    >>> book.ledger.names[:4], len(book.pages) > 20
    (['story', 'entry', 'kind', 'question'], True)
    """

    view: StoryView

    @property
    def label(self) -> str:
        """A headline of one of its pages."""
        return self.view.story.label

    @property
    def sources(self) -> int:
        """Independent origins."""
        return self.view.ledger.sources

    @cached_property
    def ledger(self) -> Table:
        """A row a question, with its verdict and its independent sources."""
        return make_table("ledger", [self.view])

    @cached_property
    def claims(self) -> Table:
        """A row a wording of a claim, with its place."""
        return make_table("claims", [self.view])

    @cached_property
    def quotes(self) -> Table:
        """A row a quote."""
        return make_table("quotes", [self.view])

    @cached_property
    def edges(self) -> Table:
        """A row an edge of a copy tree."""
        return make_table("edges", [self.view])

    @cached_property
    def pages(self) -> Table:
        """A row a page."""
        return make_table("pages", [self.view])

    @cached_property
    def timeline(self) -> Table:
        """A row a moment."""
        return make_table("timeline", [self.view])

    def _repr_html_(self) -> str:
        """What a notebook shows of a story."""
        counts = f"{len(self.view.articles)} pages, {self.sources} independent sources"
        names = ", ".join(f"<code>.{name}</code>" for name in TABLES)
        return f"<p><strong>{escape(self.label)}</strong><br>{counts}<br>Tables: {names}</p>"


def read_stories(paths: Paths, store: str | os.PathLike[str] | None = None) -> list[StoryBook]:
    """Read pages (files, folders, globs) and give their stories, those with most sources first.

    With `store` the work is kept in that file, and pages it knows are not read again. Raises a StoreError for a file
    that is no store.
    """
    from retold.pipeline.run import run_pages

    names = [os.fspath(p) for p in ([paths] if isinstance(paths, str | os.PathLike) else paths)]
    with TemporaryDirectory() as folder:
        kept = open_store(Path(store) if store is not None else Path(folder) / "notebook.sqlite", create=True)
        try:
            run_pages(names, kept)
            return books_of(kept)
        finally:
            kept.close()


def read_story(paths: Paths, store: str | os.PathLike[str] | None = None) -> StoryBook:
    """The story of these pages that most sources tell. Raises a ValueError when nothing could be read."""
    found = read_stories(paths, store)
    if not found:
        raise ValueError(f"no story could be read from {paths}: `retold run` lists what is wrong with each page")
    return found[0]


def books_of(store: Store) -> list[StoryBook]:
    """The stories of a store."""
    return [StoryBook(load_story(store, row.id)) for row in reading.list_stories(store)]
