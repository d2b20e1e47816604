"""A run whose driver died is taken up by the next one: tables that were finished are not made again.

`OUT/_work` holds the tables between the steps, and a note of what they are made from: the files of pages, the version
of retold, the language model. Where any of these has changed the run begins anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retold.engine.errors import EngineError
from retold.engine.family_work import base_of
from retold.engine.paths import Place, list_files
from retold.text.hashes import content_id

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

WORK = "_work"  # inside OUT, taken away in the end
NOTE = "_run"  # inside WORK, while a run has not ended
FINISHED = "_SUCCESS"  # Spark's own mark in the folder of a table
TABLES = frozenset(
    "articles cards claims kept ledgers links log pairs parts passages reads stemmas stories stream unread".split()
)


def begin_run(spark: SparkSession, target: str, pages: DataFrame) -> tuple[str, ...]:
    """Make ready a folder for results; the tables that a run which did not end has finished. Refuse a used folder."""
    work = Place(spark, f"{target}/{WORK}")
    note = Place(spark, f"{target}/{WORK}/{NOTE}")
    if not note.exists() and not TABLES.isdisjoint(Place(spark, target).names()):
        raise EngineError(f"{target} holds results already: name another folder, or take that one away")
    made_from = content_id(base_of(), *list_files(spark, pages), size=16).encode()
    if note.exists() and note.read() == made_from:
        tables = sorted(work.names())
        return tuple(t for t in tables if Place(spark, f"{target}/{WORK}/{t}/{FINISHED}").exists())
    work.delete()
    note.write(made_from)
    return ()


def end_run(spark: SparkSession, target: str) -> None:
    """Take away what lay between the steps; the note goes first, for results without one are whole."""
    Place(spark, f"{target}/{WORK}/{NOTE}").delete()
    Place(spark, f"{target}/{WORK}").delete()
