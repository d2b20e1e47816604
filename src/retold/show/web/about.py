"""What this store is: versions, the language model, counts, and every page that could not be used, with the reason."""

from __future__ import annotations

import platform
import sqlite3
from dataclasses import dataclass

from retold import __version__
from retold.records import Unread
from retold.show.web.ask import Ask, Part, Shown, part_of
from retold.store.outline import Counts, count_all, count_models
from retold.store.reading import read_unread
from retold.store.runs import Manifest, read_manifests

UNREAD_A_PAGE = 50
RUNS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class About:
    """The store and the program."""

    versions: dict[str, str]
    models: tuple[tuple[str, int], ...]
    counts: Counts
    runs: tuple[Manifest, ...]
    unread: Part[Unread]


def show_about(ask: Ask) -> Shown:
    """Versions, models, counts, runs, and what could not be used."""
    versions = {"retold": __version__, "Python": platform.python_version(), "SQLite": sqlite3.sqlite_version}
    data = About(
        versions,
        tuple(count_models(ask.store)),
        count_all(ask.store),
        tuple(read_manifests(ask.store, RUNS_SHOWN)),
        part_of(read_unread(ask.store), ask, "unread", UNREAD_A_PAGE),
    )
    return Shown("About this store", data)
