"""A server of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fetch.local_server import LocalServer, serve


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """A real HTTP server on loopback."""
    with serve() as running:
        yield running
