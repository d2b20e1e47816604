"""How long one page takes from its bytes to the updated ledgers of its stories, in a store that is large.

    python bench/desk/add_pages.py STORE PAGES.warc.gz [COUNT]

The pages are added to the store one by one, as `retold watch` does, by one process that knows the store: extracted,
placed among the copies, families and stories that are there, their claims read, the ledgers they touch built again,
search brought up to date. Prints what learning the store takes, and the median, 95th percentile and maximum of the
additions in milliseconds of wall clock and of CPU. The store is changed: give it a copy.
"""

from __future__ import annotations

import gzip
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from retold.pipeline.garbage import collect_seldom
from retold.pipeline.growing import Live
from retold.pipeline.run import run_pages
from retold.store.database import open_store

MARK = b"WARC/1.1\r\n"


def records(archive: Path) -> Iterator[bytes]:
    """The records of an archive, one by one."""
    held = b""
    with gzip.open(archive) as file:
        while piece := file.read(1 << 20):
            *whole, held = (held + piece).split(MARK)
            yield from (MARK + r for r in whole if r)
    yield MARK + held


def main() -> None:
    if len(sys.argv) not in (3, 4):
        raise SystemExit(__doc__)
    collect_seldom()
    store = open_store(sys.argv[1])
    count = int(sys.argv[3]) if len(sys.argv) == 4 else 200
    live, wall, cpu = Live(), [], []
    with tempfile.TemporaryDirectory() as folder:
        for number, record in enumerate(islice(records(Path(sys.argv[2])), count + 1)):
            page = Path(folder) / f"{number}.warc"
            page.write_bytes(record)
            started = time.perf_counter(), time.process_time()
            added = run_pages([str(page)], store, workers=1, live=live)
            wall.append(time.perf_counter() - started[0])
            cpu.append(time.process_time() - started[1])
            assert added.new == 1, added
    print(f"the first page, and learning a store of {added.pages - count:,}: {wall[0]:.1f} s, {cpu[0]:.1f} CPU s")
    for name, taken in (("wall", wall[1:]), ("CPU", cpu[1:])):
        middle, high, most = np.percentile(np.array(taken) * 1000, [50, 95, 100])
        print(f"{name}: median {middle:.0f} ms, 95th percentile {high:.0f} ms, most {most:.0f} ms")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


if __name__ == "__main__":
    main()
