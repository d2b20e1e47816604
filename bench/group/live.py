"""How long it takes to place one page among many live ones.

    python bench/group/live.py [LIVE] [MEASURED]

The first TOLD live pages are generated ones: events with names and numbers of their own, told in words drawn by the
frequencies of general news, three pages an event. The others are rows made of the words of these, so that every word
stands on as many rows as in a real index; their texts are spared. Prints the median and the 95th percentile of the
MEASURED additions, in milliseconds of CPU and of wall clock, and the memory.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from retold.group import Stream
from retold.group.index import LiveRow
from retold.records import Article
from retold.text.common import news_shares

WORDS = 350  # of a page
TOLD = 2000
ENTRIES = 200  # of a row
NAMES = 14  # of an event
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu".split()


def name_of(number: int) -> str:
    """An invented name for a number."""
    out = ""
    while number or not out:
        number, rest = divmod(number, len(SYLLABLES))
        out += SYLLABLES[rest]
    return out.capitalize()


def pages(count: int) -> Iterator[Article]:
    """So many generated pages."""
    rng = np.random.default_rng(20_261_122)
    words = sorted(w for w in news_shares() if w.isalpha())
    share = np.array([news_shares()[w] for w in words])
    share /= share.sum()
    for k in range(count):
        event = k // 3
        names = [name_of(int(n)) for n in np.random.default_rng(event).integers(0, 200_000, NAMES)]
        body = rng.choice(words, WORDS, p=share).tolist()
        for place in rng.integers(0, WORDS, 3 * NAMES):
            body[place] = names[place % NAMES]
        body[100] = str(event)
        day = date(2026, 1, 1) + timedelta(days=int(event * 3 / count * 300))
        text = " ".join(body)
        yield Article(f"page-{k:06}", text, title=" ".join(names[:4]), published=day.isoformat())


def fill(stream: Stream, live: int) -> None:
    """Rows of words of the pages in a stream, until so many are live."""
    rng = np.random.default_rng(20_261_123)
    keys, values = stream.index.columns.all.astype(np.int64), stream.index.values.all.copy()
    for number in range(stream.index.nodes, live):
        pick = rng.integers(0, len(keys), ENTRIES)
        own, first = np.unique(keys[pick], return_index=True)
        stream.index.add(LiveRow(own, values[pick][first]))
        stream.pages_of.append([0])
        stream.days.extend(np.array([739_000.0 + number % 300]))
        stream.live.enter(f"story-{number // 3}")


def main() -> None:
    given = [int(a) for a in sys.argv[1:]]
    live, measured = [*given, *(100_000, 500)[len(given) :]]
    stream = Stream()
    wall, cpu = [], []
    for number, page in enumerate(pages(TOLD + measured)):
        if number == TOLD:
            fill(stream, live)
        started = time.perf_counter(), time.process_time()
        stream.add(page, mend=True)
        wall.append(time.perf_counter() - started[0])
        cpu.append(time.process_time() - started[1])
    for name, taken in (("wall", wall), ("CPU", cpu)):
        median, most = np.percentile(np.array(taken[-measured:]) * 1000, [50, 95])
        print(f"{name}: median {median:.1f} ms, 95th percentile {most:.1f} ms")
    print(f"{stream.index.nodes} live pages, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


if __name__ == "__main__":
    main()
