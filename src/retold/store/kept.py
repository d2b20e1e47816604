"""What is kept of each article beside its text: enough to find copies, families and stories without reading it again.

A row an article, three pieces of bytes that the steps know how to read, some kilobytes in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, LargeBinary, String, Table, delete, select

from retold.store.database import Store
from retold.store.reading import in_parts, lacking
from retold.store.schema import metadata

kept = Table(
    "kept",
    metadata,
    Column("article", String(80), primary_key=True),
    Column("sketch", LargeBinary, nullable=False),  # for copies
    Column("told", LargeBinary, nullable=False),  # for families
    Column("leaf", LargeBinary, nullable=False),  # for stories
)
COLUMNS = ("sketch", "told", "leaf")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one article."""

    sketch: bytes
    told: bytes
    leaf: bytes


def write_kept(store: Store, found: Iterable[tuple[str, Kept]]) -> None:
    """Keep these by the ids of their articles, in place of what was kept before."""
    rows = [{"article": i, "sketch": k.sketch, "told": k.told, "leaf": k.leaf} for i, k in found]
    with store.write() as connection:
        connection.execute(delete(kept).where(kept.c.article.in_([r["article"] for r in rows])))
        if rows:
            connection.execute(kept.insert(), rows)


def read_kept(store: Store, column: str, ids: Sequence[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """One of COLUMNS for all articles, or for these, with the ids; in the order of ids."""
    query = select(kept.c.article, kept.c[column]).order_by(kept.c.article)
    with store.read() as connection:
        for part in in_parts(ids) if ids is not None else [None]:
            found = connection.execution_options(yield_per=2000).execute(
                query if part is None else query.where(kept.c.article.in_(part))
            )
            yield from ((article, data) for article, data in found)


def articles_without(store: Store) -> list[str]:
    """The ids of articles of which nothing is kept: those of an older store."""
    with store.read() as connection:
        return lacking(connection, kept.c.article)


def forget_kept(store: Store) -> None:
    """Have everything kept anew, because another version made it."""
    with store.write() as connection:
        connection.execute(delete(kept))
