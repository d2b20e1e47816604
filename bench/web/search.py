"""How long a search takes in a large store: made pages and claims, one search after another, as the web app does it.

usage: python bench/web/search.py [--pages 100000] [--claims 300000] [--store FILE]

The texts are words drawn by the frequencies of news (`text/news_words.tsv`), so that frequent words are in most pages.
Prints milliseconds (wall clock and CPU) at the median, the 95th percentile and the slowest, for each kind of search.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert

import retold.text
from retold.records import Article, Page
from retold.store import schema
from retold.store.database import Store, open_store
from retold.store.search import Where, found_claims, search_store, update_search
from retold.store.writing import write_articles

WORDS_A_PAGE = 250
BATCH = 1000
SEARCHES = 60  # of each kind
WORDS = Path(retold.text.__file__).parent / "news_words.tsv"


def main() -> None:
    """Make the store where it is not there yet, search, print."""
    options = read_options()
    rng = random.Random(11)
    words, weights = read_words()
    with TemporaryDirectory() as folder:
        path = options.store or Path(folder) / "search.sqlite"
        is_new = not path.exists()
        store = open_store(path, create=True)
        if is_new:
            fill(store, options.pages, options.claims, lambda n: rng.choices(words, cum_weights=weights, k=n))
        for name, asked in searches(words).items():
            for where in ("pages", "claims"):
                report(f"{name} in {where}", store, asked, where)
        store.close()


def read_options() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--claims", type=int, default=300_000)
    parser.add_argument("--store", type=Path)
    return parser.parse_args()


def read_words() -> tuple[list[str], list[float]]:
    """The words of news, the most frequent first, with weights after Zipf summed up."""
    rows = [line.split("\t") for line in WORDS.read_text(encoding="utf-8").splitlines() if line[:1].isalpha()]
    ranked = sorted((float(rarity), word) for word, rarity in rows)
    return [w for _, w in ranked], list(accumulate(1 / (n + 3) for n in range(len(ranked))))


def fill(store: Store, pages: int, claims: int, draw: Callable[[int], list[str]]) -> None:
    """Write the pages and the claims, and index them."""
    began = time.process_time()
    for start in range(0, pages, BATCH):
        write_articles(store, [a_page(n, draw) for n in range(start, min(pages, start + BATCH))])
    made = time.process_time()
    update_search(store)
    print(f"{pages} pages written in {made - began:.0f} CPU s, indexed in {time.process_time() - made:.0f}")
    with store.write() as connection:
        connection.execute(insert(schema.stories), [a_story()])
        for start in range(0, claims, BATCH):
            rows = [a_claim(n, draw) for n in range(start, min(claims, start + BATCH))]
            connection.execute(insert(schema.entries), [entry_of(r) for r in rows])
            connection.execute(insert(found_claims), rows)
        connection.exec_driver_sql("INSERT INTO search_words(search_words) VALUES ('rebuild')")


def a_page(number: int, draw: Callable[[int], list[str]]) -> tuple[Page, Article]:
    """A page of drawn words."""
    text = " ".join(draw(WORDS_A_PAGE))
    page = Page(f"p{number:09}", None, b"", "text/plain", found_in=f"{number}.txt")
    return page, Article(page.id, text, title=" ".join(draw(8)), outlet=draw(1)[0])


def a_story() -> dict[str, object]:
    """The story that all claims are of."""
    counts = dict.fromkeys(("pages", "sources", "disputed"), 0)
    return {"id": "s", "label": "made", **counts, "record": "", "ledger": "", "inputs": ""}


def a_claim(number: int, draw: Callable[[int], list[str]]) -> dict[str, object]:
    """The searched words of a claim."""
    return {
        "number": number + 1,
        "story": "s",
        "entry": f"e{number:09}",
        "question": " ".join(draw(5)),
        "words": " ".join(draw(12)),
    }


def entry_of(row: dict[str, object]) -> dict[str, object]:
    """The entry behind a claim."""
    texts = {"kind": "figure", "verdict": "agreed", "answers": "", "why": ""}
    counts = dict.fromkeys(("sources", "pages", "drifts"), 1)
    return {"id": row["entry"], "story": "s", "number": row["number"], "question": row["question"], **texts, **counts}


def searches(words: list[str]) -> dict[str, Iterator[str]]:
    """Kinds of searches, each an endless row of them."""
    rng = random.Random(5)
    frequent, middle, rare = words[:40], words[200:2000], words[8000:]

    def each(make: Callable[[], str]) -> Iterator[str]:
        while True:
            yield make()

    return {
        "a frequent word": each(lambda: rng.choice(frequent)),
        "a rare word": each(lambda: rng.choice(rare)),
        "two words": each(lambda: f"{rng.choice(middle)} {rng.choice(middle)}"),
        "two frequent words": each(lambda: " ".join(rng.sample(frequent, 2))),
        "four words": each(lambda: " ".join(rng.sample(middle, 4))),
        "a phrase": each(lambda: f'"{rng.choice(frequent)} {rng.choice(middle)}"'),
        "one without another": each(lambda: f"{rng.choice(middle)} -{rng.choice(frequent)}"),
        "the beginning of a word": each(lambda: rng.choice(middle)[:4]),
    }


def report(name: str, store: Store, asked: Iterator[str], where: Where) -> None:
    """Search some times and print how long it took."""
    wall, cpu = [], []
    for _ in range(SEARCHES):
        words = next(asked)
        w, c = time.perf_counter(), time.process_time()
        search_store(store, words, where)
        wall.append(1000 * (time.perf_counter() - w))
        cpu.append(1000 * (time.process_time() - c))
    told = "   ".join(f"{kind} {quantiles(ms)}" for kind, ms in (("wall", wall), ("CPU", cpu)))
    print(f"{name:<36} {told}  (median, 95th percentile, slowest; ms)")


def quantiles(ms: list[float]) -> str:
    """Median, 95th percentile and the slowest."""
    ordered = sorted(ms)
    return " ".join(f"{ordered[min(len(ordered) - 1, int(len(ordered) * q))]:6.1f}" for q in (0.5, 0.95, 1.0))


if __name__ == "__main__":
    main()
