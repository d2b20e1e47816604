"""A browser, and the app over the example and over hostile pages, each served once for all tests."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from browser.hostile import long_articles, write_hostile_pages
from browser.machine import find_chromium

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


@contextmanager
def serve(store: Path) -> Iterator[str]:
    """The app on a free port of this machine, in a thread."""
    from retold.show.web.app import make_app

    server = uvicorn.Server(uvicorn.Config(make_app(store), port=0, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def copy_store(source: Path, target: Path) -> None:
    """A store that tests may write to; what waits in the log of the source is copied too."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(example_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over a copy of the example."""
    store = tmp_path_factory.mktemp("site") / "site.sqlite"
    copy_store(example_store, store)
    with serve(store) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over pages that mean harm."""
    from retold.pipeline.run import run_pages
    from retold.store.database import open_store
    from retold.store.writing import write_articles

    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "hostile.sqlite"
    store = open_store(path, create=True)
    run_pages([str(write_hostile_pages(folder / "pages"))], store, workers=1)
    write_articles(store, list(long_articles()))
    store.close()
    with serve(path) as address:
        yield address
