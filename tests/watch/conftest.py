"""A server and a store of their own for each test; sentences are read by rules alone, which is quicker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fetch.local_server import LocalServer, serve
from retold.store.database import Store, open_store


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """A real HTTP server on loopback."""
    with serve() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store without pages."""
    kept = open_store(tmp_path / "news.sqlite", create=True)
    yield kept
    kept.close()
