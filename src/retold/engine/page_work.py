"""Work on one page, done by executors: extract it, sketch it, and keep of it what sets are made from.

Row functions: rows in, rows out. They call what the desk calls; a page that fails becomes a row with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pyarrow as pa

from retold.engine.attempts import SECONDS, attempt
from retold.engine.frames import Row
from retold.engine.pages import read_row
from retold.engine.recurring import recurring_lines
from retold.match.sketches import sketch_texts, split_sketches
from retold.pipeline.kept import keep_article
from retold.pipeline.run import PageTask, extract_page, unusable
from retold.records import Article, Unread
from retold.store.reading import decode
from retold.store.writing import article_row, encode, storable

ARTICLE_COLUMNS = (
    "id",
    "url",
    "found_in",
    "media",
    "fetched",
    "sha256",
    "size",
    "outlet",
    "title",
    "published",
    "language",
    "text",
    "flat",
    "record",
)
KEPT_COLUMNS = ("sketch", "told", "leaf")  # what sets are made from
FOUND = pa.schema(
    [
        *((name, pa.int64() if name == "size" else pa.string()) for name in ARTICLE_COLUMNS),
        ("lean", pa.string()),  # the article without what only people look at, as JSON
        *((name, pa.binary()) for name in KEPT_COLUMNS),
        ("reason", pa.string()),  # of what could not be used; null for an article
    ]
)
SKETCH = pa.schema([("id", pa.string()), ("sketch", pa.binary())])


def extract_rows(rows: Sequence[Row]) -> Iterator[Row]:
    """The articles of pages."""
    for row in rows:
        page = read_row(row)
        if isinstance(page, Unread):
            yield unread_row(page)
            continue
        found = attempt(find_row, PageTask(page, recurring_lines(page, row["outlet"])), SECONDS)
        yield unread_row(unusable(page, found)) if isinstance(found, Exception) else found


def find_row(task: PageTask) -> Row:
    """The article of a page as the store keeps it, and what later steps need of it."""
    row = article_row(task.page, extract_page(task))
    lean = replace(decode(row["record"], Article), text=row["text"], blocks=())
    kept = keep_article(lean)
    return {**row, "lean": encode(lean), **{name: getattr(kept, name) for name in KEPT_COLUMNS}}


def unread_row(unread: Unread) -> Row:
    """What could not be used."""
    told = {"found_in": unread.found_in, "url": unread.url, "reason": unread.reason}
    return {k: v and storable(v) for k, v in told.items()}


def sketch_rows(rows: Sequence[Row]) -> Iterable[Row]:
    """The fine sketches of the texts of a small set."""
    sketches = split_sketches(sketch_texts([row["text"] for row in rows]))
    return ({"id": row["id"], "sketch": s.to_bytes()} for row, s in zip(rows, sketches, strict=True))
