"""The process of a run that a page or the API started: `python -m retold.show.worker PARENT [PATH...]`.

The store is named by RETOLD_STORE. Writes its progress as JSON Lines to standard output, waits while another run
holds the store, and ends when its parent is gone.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TextIO

import msgspec

from retold.pipeline.guard import go_guarded
from retold.pipeline.run import run_pages
from retold.pipeline.workers import end_with_parent
from retold.show.progress import JsonProgress
from retold.store.database import Store, open_store
from retold.store.errors import StoreError

TRY_EVERY = 1.0  # seconds between two looks at a store that another run holds
LONGEST_WAIT = 6 * 3600.0


def main(arguments: list[str], stream: TextIO) -> int:
    """Run, and say at the end what came of it."""
    parent, *paths = arguments
    say(stream, event="start", pid=go_guarded(parent=int(parent)))
    end_with_parent(os.getppid())
    try:
        store = open_store(os.environ["RETOLD_STORE"])
        wait_for(store)
        summary = run_pages(paths, store, progress=JsonProgress(stream))
    except Exception as error:  # noqa: BLE001 - whatever it was, the page that follows this run shall say it
        say(stream, event="failed", error=f"{type(error).__name__}: {error}")
        return 1
    say(stream, event="done", pages=summary.pages, new=summary.new, unread=len(summary.unread))
    return 0


def wait_for(store: Store) -> None:
    """Wait until no other run holds the store."""
    until = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            with store.only_writer():
                return
        except StoreError:
            if time.monotonic() > until:
                raise
        time.sleep(TRY_EVERY)


def say(stream: TextIO, **line: object) -> None:
    """Write one line."""
    stream.write(msgspec.json.encode(line).decode() + "\n")
    stream.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout))
