"""What the ledgers of a store cost, and a digest of them: two versions of retold that make the same print the same.

    python bench/reconcile/time_ledgers.py STORE [STORIES]

Builds the ledgers of so many stories of a store (all when left out), drawn by a fixed seed, in this process and without
writing them. Prints CPU milliseconds a page, the dearest stories, and the digest of every ledger as JSON.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time

from sqlalchemy import select

from retold.pipeline.ledgers import StoryTask, build_story_ledger
from retold.records import Pins, Story
from retold.store import schema
from retold.store.database import Store, open_store
from retold.store.reading import decode
from retold.store.writing import encode

SEED = 1
DEAREST = 5


def draw_stories(store: Store, count: int) -> list[Story]:
    """So many stories of a store, the same ones in every run; all where `count` is 0."""
    table = schema.stories
    with store.read() as connection:
        records = list(connection.execute(select(table.c.record).order_by(table.c.id)).scalars())
    random.Random(SEED).shuffle(records)
    return [decode(r, Story) for r in records[: count or None]]


def main() -> None:
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    store = open_store(sys.argv[1])
    stories = draw_stories(store, int(sys.argv[2]) if len(sys.argv) == 3 else 0)
    taken, digest = [], hashlib.sha256()
    for story in stories:
        started = time.process_time()
        ledger = build_story_ledger(StoryTask(store.address, story, (), Pins()))
        taken.append((time.process_time() - started, len(story.articles), len(ledger.entries)))
        digest.update(encode(ledger).encode())
    spent, pages = sum(t for t, *_ in taken), sum(n for _, n, _ in taken)
    print(f"{len(stories)} stories of {pages} pages: {spent:.1f} CPU s, {1000 * spent / pages:.1f} ms a page")
    for seconds, size, entries in sorted(taken, reverse=True)[:DEAREST]:
        print(f"  {seconds:.2f} s: {size} pages, {entries} entries")
    print(digest.hexdigest())


if __name__ == "__main__":
    main()
