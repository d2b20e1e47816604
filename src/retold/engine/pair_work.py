"""Work on pairs of pages, done by executors: is one a rewrite of the other, what do two versions share.

Each pair comes with the texts of both pages; pairs of one page come together, so that a page is read once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import pyarrow as pa

from retold.engine.frames import Row
from retold.match.likeness import judge_rewrite, read
from retold.trace.versions import share_groups

ASKED = pa.schema([("number", pa.int64()), ("left", pa.string()), ("right", pa.string())])
ODDS = pa.schema([("number", pa.int64()), ("odds", pa.float64())])
SHARES = pa.schema([("number", pa.int64()), ("left", pa.float64()), ("right", pa.float64())])
NEAR = 64  # pages whose reading is kept while their pairs are judged

read_once = lru_cache(maxsize=NEAR)(read)


def judge_rows(rows: Sequence[Row]) -> Iterator[Row]:
    """The log odds of pairs of texts."""
    for row in rows:
        yield {"number": row["number"], "odds": judge_rewrite(read_once(row["left"]), read_once(row["right"]))}


def share_rows(rows: Sequence[Row]) -> Iterator[Row]:
    """What pairs of texts have in common."""
    for row in rows:
        texts = {"left": row["left"], "right": row["right"]}
        ((left, right),) = share_groups(texts.__getitem__, [("left", "right")])
        yield {"number": row["number"], "left": left, "right": right}
