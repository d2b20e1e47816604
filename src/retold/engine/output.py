"""What a run on a cluster leaves: one folder of Parquet a table, its rows as the store of the desk has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import msgspec
import pyarrow as pa

from retold.engine.frames import Row, Tables
from retold.engine.page_work import ARTICLE_COLUMNS, KEPT_COLUMNS
from retold.records import CopyPair, Grouping, SharedPassage, StoryEvent
from retold.store.story_log import card_row, link_row, part_row
from retold.store.writing import pair_row, passage_rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

TEXT, WHOLE, REAL = pa.string(), pa.int64(), pa.float64()
PAIRS = pa.schema(
    [
        ("left_article", TEXT),
        ("right_article", TEXT),
        ("relation", TEXT),
        ("left_share", REAL),
        ("right_share", REAL),
        ("record", TEXT),
    ]
)
PASSAGES = pa.schema([("left_article", TEXT), ("right_article", TEXT), ("number", WHOLE), ("record", TEXT)])
CLAIMS = pa.schema(
    [
        ("id", TEXT),
        ("article", TEXT),
        ("kind", TEXT),
        ("number", WHOLE),
        *((name, TEXT) for name in ("words", "low", "high", "unit", "change", "what", "speaker", "as_of", "record")),
    ]
)
LINKS = pa.schema([("later", TEXT), ("earlier", TEXT), ("score", REAL), ("why", TEXT)])
PARTS = pa.schema([("article", TEXT), ("first", WHOLE), ("last", WHOLE), ("story", TEXT), ("score", REAL)])
CARDS = pa.schema([("story", TEXT), ("lede", TEXT), ("record", TEXT)])
LOG = pa.schema([("number", WHOLE), ("kind", TEXT), ("story", TEXT), ("article", TEXT), ("other", TEXT)])
STREAM = pa.schema([("number", WHOLE), ("data", pa.binary())])
UNREAD = pa.schema([("found_in", TEXT), ("url", TEXT), ("reason", TEXT)])
AT_ONCE = 4  # tables written at a time: small ones leave most cores idle
OF_KIND = {  # table: kind of its tagged rows, and its columns
    "stemmas": ("stemma", ("key AS id", "id AS inputs", "record")),
    "reads": ("claims", ("key AS article", "id AS inputs", "get_json_object(record, '$.model') AS model")),
    "stories": ("story", ("key AS id", "id AS inputs", "record")),
    "ledgers": ("ledger", ("key AS story", "record")),
}


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories, how they came to be, and the stream that goes on when pages come at the desk."""

    told: Grouping
    log: tuple[StoryEvent, ...]
    stream: bytes


Frames = tuple["DataFrame", "DataFrame", "DataFrame"]
Sets = tuple[Sequence[CopyPair], Sequence[SharedPassage], Stories]


def write_output(tables: Tables, target: str, frames: Frames, sets: Sets) -> int:
    """All tables; how many things could not be used."""
    found, read, told = frames
    pairs, passages, grouped = sets
    failed = read.where("kind = 'unread'").unionByName(told.where("kind = 'unread'")).select("record")
    unread = found.where("reason IS NOT NULL").select(*UNREAD.names)
    unread = unread.unionByName(tables.each(failed, decode_rows, UNREAD))
    out = {
        "articles": found.where("reason IS NULL").select(*ARTICLE_COLUMNS),
        "kept": found.where("reason IS NULL").select("id", *KEPT_COLUMNS).withColumnRenamed("id", "article"),
        "pairs": tables.put(map(pair_row, pairs), PAIRS),
        "passages": tables.put(passage_rows(passages), PASSAGES),
        "claims": tables.each(read.where("kind = 'claim'").select("record"), decode_rows, CLAIMS),
        "links": tables.put(map(link_row, grouped.told.links), LINKS),
        "parts": tables.put(map(part_row, grouped.told.attached), PARTS),
        "cards": tables.put(map(card_row, grouped.told.cards), CARDS),
        "log": tables.put(({"number": n, **asdict(e)} for n, e in enumerate(grouped.log, 1)), LOG),
        "stream": tables.put([{"number": 1, "data": grouped.stream}], STREAM),
        "unread": unread.na.fill("", ["url"]).distinct(),
    }
    for name, (kind, columns) in OF_KIND.items():
        out[name] = (told if name in ("stories", "ledgers") else read).where(f"kind = '{kind}'").selectExpr(*columns)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        writers = {name: frame.write.mode("overwrite") for name, frame in out.items()}
        for written in [pool.submit(writer.parquet, f"{target}/{name}") for name, writer in writers.items()]:
            written.result()
    return tables.spark.read.parquet(f"{target}/unread").count()


def decode_rows(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows that were written as JSON."""
    for row in rows:
        yield msgspec.json.decode(row["record"])
