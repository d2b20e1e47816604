"""The app over a copy of the example, asked without a browser."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient


def copy_store(source: Path, target: Path) -> Path:
    """A store that tests may write to; what waits in the log of the source is copied too."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    return target


@pytest.fixture(scope="module")
def store_path(example_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the test module's own."""
    return copy_store(example_store, tmp_path_factory.mktemp("web") / "web.sqlite")


@pytest.fixture(scope="module")
def client(store_path: Path) -> Iterator[TestClient]:
    """A client of the app, under the name of this machine."""
    from retold.show.web.app import make_app

    with TestClient(make_app(store_path), base_url="http://127.0.0.1") as client:
        yield client
