"""How long the server takes for a view, and how large it is: the story of a store, and the difference of two pages.

usage: python bench/web/views.py STORE [--story ID]

Prints CPU milliseconds from the question to the finished page (median and slowest of 20; "cold" reads the story anew
each time), and bytes. The two pages that are compared are made here: 1,000 words each, one word in twelve changed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from retold.records import Article, Page
from retold.show.web.ask import Ask, Shown
from retold.show.web.claim import show_claim
from retold.show.web.compare import show_difference
from retold.show.web.outline import read_outline
from retold.show.web.review import show_queue
from retold.show.web.serving import render
from retold.show.web.stories import show_stories
from retold.show.web.story import show_story
from retold.store.database import Store, open_store
from retold.store.writing import write_articles

TIMES = 20
WORDS = 1000
CHANGED = 12  # one word in so many


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--story", default="")
    options = parser.parse_args()
    store = open_store(options.store)
    listed = show_stories(Ask(store, "/stories")).data
    story = options.story or listed.stories.items[0].id  # type: ignore[attr-defined]
    asked = Ask(store, f"/stories/{story}", {"story": story})
    entry = show_story(asked).data.ledger.items[0].id  # type: ignore[attr-defined]
    claim = Ask(store, f"{asked.at}/claims/{entry}", {"story": story, "entry": entry})
    measure("story, cold", "story.html", show_story, asked, before=read_outline.cache_clear)
    measure("story", "story.html", show_story, asked)
    measure("its first claim", "claim.html", show_claim, claim)
    measure("stories", "stories.html", show_stories, Ask(store, "/stories"))
    measure("review queue", "review.html", show_queue, Ask(store, "/review", {}, (("story", story),)))
    with TemporaryDirectory() as folder:
        two = two_pages(Path(folder))
        pages = (("page", "left"), ("page", "right"))
        measure("difference of 1,000 words", "difference.html", show_difference, Ask(two, "/difference", {}, pages))
        two.close()


def measure(
    name: str, template: str, show: Callable[[Ask], Shown], ask: Ask, *, before: Callable[[], None] | None = None
) -> None:
    """Make a page some times and print how long it took."""
    took, size = [], 0
    for _ in range(TIMES):
        if before:
            before()
        began = time.process_time()
        size = len(render(template, ask, show(ask)))
        took.append(1000 * (time.process_time() - began))
    ordered = sorted(took)
    print(f"{name:<28} median {ordered[TIMES // 2]:6.1f} ms, slowest {ordered[-1]:6.1f} ms, {size:,} bytes")


def two_pages(folder: Path) -> Store:
    """A store with two pages, one made from the other."""
    rng = random.Random(3)
    words = [f"{a}{b}" for a in ("bar", "cal", "der", "fen", "gul", "har") for b in ("ge", "low", "mast", "ning", "sk")]
    left = [rng.choice(words) + ("." if n % 17 == 16 else "") for n in range(WORDS)]
    right = [rng.choice(words) if n % CHANGED == 7 else w for n, w in enumerate(left)]
    store = open_store(folder / "two.sqlite", create=True)
    found = []
    for name, text in (("left", left), ("right", right)):
        lines = "\n".join(" ".join(text[n : n + 51]) for n in range(0, WORDS, 51))
        found.append((Page(name, None, b"", "text/plain", found_in=name), Article(name, lines, title=name)))
    write_articles(store, found)
    return store


if __name__ == "__main__":
    main()
