"""The verbs of the engine: map rows, map groups of rows, keep a table, bring one to the driver.

Row functions are pure: rows in, rows out, as dictionaries; here they are run over Arrow batches. Every kept table is
written as Parquet and read back, so that a step that fails is done again from the tables before it, not from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from retold.engine.attempts import task
from retold.pipeline.garbage import collect_seldom

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Row = dict[str, Any]
EachWork = Callable[[Sequence[Row]], Iterable[Row]]
GroupWork = Callable[[str, Sequence[Row]], Iterable[Row]]

OUT_ROWS = 64  # of a batch that is given: rows may hold whole pages
PUT_ROWS = 4096  # of a batch that the driver makes: pairs, names, trees
PAGES_A_TASK = 1000  # of families and stories; some ten seconds of work
TASKS_A_CORE = 4  # so that cores stay busy until the end though tasks differ

TAGGED = pa.schema([("key", pa.string()), ("kind", pa.string()), ("id", pa.string()), ("record", pa.string())])


class Tables:
    """A Spark session, and a folder where tables are kept between steps; those in `finished` are there already."""

    def __init__(self, spark: SparkSession, folder: str, finished: Collection[str] = ()) -> None:
        self.spark = spark
        self.folder = folder
        self.finished = finished
        self.size_for(0)

    def size_for(self, pages: int) -> None:
        """Cut the work of the steps to come for so many pages, and for the cores that are there by now."""
        cores = int(self.spark.sparkContext.defaultParallelism)
        self.tasks = max(TASKS_A_CORE * cores, -(-pages // PAGES_A_TASK))
        self.spark.conf.set("spark.sql.shuffle.partitions", str(self.tasks))
        self.spark.conf.set("spark.sql.files.minPartitionNum", str(self.tasks))

    def keep(self, name: str, frame: DataFrame, by: Sequence[str] = ()) -> DataFrame:
        """Write a table, in a folder for each value of `by`, and read it back: what made it is forgotten."""
        if name not in self.finished:
            frame.write.mode("overwrite").partitionBy(*by).parquet(f"{self.folder}/{name}")
        return self.spark.read.schema(frame.schema).parquet(f"{self.folder}/{name}")

    def put(self, rows: Iterable[Row], schema: pa.Schema) -> DataFrame:
        """Rows of the driver as a table."""
        return self.spark.createDataFrame(pa.Table.from_batches(in_batches(rows, schema, PUT_ROWS), schema))

    def sql(self, query: str, **named: Any) -> DataFrame:
        """What a query says of tables and values, which it names in braces."""
        return self.spark.sql(query, **named)

    def get(self, frame: DataFrame) -> Iterator[Row]:
        """The rows of a small table, in no order."""
        for batch in frame.toArrow().to_batches():
            yield from batch.to_pylist()

    def stream(self, frame: DataFrame) -> Iterator[Row]:
        """The rows of a large table, in no order; the driver holds no more than two tasks' part of it."""
        return (row.asDict() for row in frame.toLocalIterator(prefetchPartitions=True))

    def each(self, frame: DataFrame, work: EachWork, schema: pa.Schema) -> DataFrame:
        """The rows that `work` makes of some rows at a time."""
        return frame.mapInArrow(partial(map_batches, work, schema), spark_schema(schema))

    def groups(self, frame: DataFrame, work: GroupWork, schema: pa.Schema) -> DataFrame:
        """The rows that `work` makes of all rows of one key, which come by kind, then id."""
        ordered = frame.repartition(self.tasks, "key").sortWithinPartitions("key", "kind", "id")
        return ordered.mapInArrow(partial(map_groups, work, schema), spark_schema(schema))


def spark_schema(schema: pa.Schema) -> Any:
    """The same schema as Spark writes it."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


def map_batches(work: EachWork, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What `work` makes of each batch, in batches."""
    collect_seldom()
    with task(times_tried()):
        for batch in batches:
            yield from in_batches(work(batch.to_pylist()), schema)


def map_groups(work: GroupWork, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What `work` makes of the rows of each key; rows are sorted by their keys."""
    collect_seldom()
    rows = (row for batch in batches for row in batch.to_pylist())
    made = (row for key, group in groupby(rows, itemgetter("key")) for row in work(key, list(group)))
    with task(times_tried()):
        yield from in_batches(made, schema)


def times_tried() -> int:
    """How often the task that this process works on was tried before; 0 where there is no Spark."""
    try:
        from pyspark import TaskContext
    except ImportError:
        return 0
    context = TaskContext.get()
    return context.attemptNumber() if context else 0


def in_batches(rows: Iterable[Row], schema: pa.Schema, size: int = OUT_ROWS) -> Iterator[pa.RecordBatch]:
    """The rows as batches of `size`."""
    stream = iter(rows)
    while part := list(islice(stream, size)):
        yield pa.RecordBatch.from_pylist(part, schema=schema)
