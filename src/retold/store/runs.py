"""The manifest of every run: when, with which versions and settings, over how many pages, how long each step took.

Manifests hold clock times, so they are no part of any export: the same pages give the same results, not the same
manifest.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, String, Table, Text, insert, select

from retold.store import reading
from retold.store.database import Store
from retold.store.schema import metadata
from retold.store.writing import encode

runs = Table(
    "runs",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("started", String(40), nullable=False),
    Column("record", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class StepTime:
    """One step of a run: items done, and seconds on the wall."""

    step: str
    items: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one run was."""

    id: str
    started: str  # ISO 8601, UTC
    ended: str
    outcome: str  # "done", or the error that ended it
    retold: str
    python: str
    model: str  # the language model, by name and version
    settings: tuple[tuple[str, str], ...]
    inputs: str  # fingerprint of the pages that the store held at the end
    pages: int
    new: int
    unread: int
    steps: tuple[StepTime, ...]


def write_manifest(store: Store, manifest: Manifest) -> None:
    """Keep a manifest."""
    with store.write() as connection:
        row = {"id": manifest.id, "started": manifest.started, "record": encode(manifest)}
        connection.execute(insert(runs), [row])


def read_manifests(store: Store, limit: int = 100) -> list[Manifest]:
    """The last manifests, newest first."""
    query = select(runs.c.record).order_by(runs.c.started.desc(), runs.c.id).limit(limit)
    with store.read() as connection:
        return [reading.decode(r, Manifest) for r in connection.execute(query).scalars()]
