"""Paths as Spark knows them: files are asked for and written through Hadoop's file systems, never opened here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


class Place:
    """A file or a folder on whatever file system its address names."""

    def __init__(self, spark: SparkSession, path: str) -> None:
        jvm: Any = spark.sparkContext._jvm
        self.path = jvm.org.apache.hadoop.fs.Path(path)
        self.system = self.path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())

    def exists(self) -> bool:
        """Whether there is anything."""
        return bool(self.system.exists(self.path))

    def names(self) -> list[str]:
        """What lies in a folder; nothing where there is none."""
        return [str(s.getPath().getName()) for s in self.statuses()] if self.exists() else []

    def statuses(self) -> list[Any]:
        """What the file system knows of the things in a folder."""
        return list(self.system.listStatus(self.path))

    def read(self) -> bytes:
        """A small file."""
        stream = self.system.open(self.path)
        try:
            return bytes(stream.readAllBytes())
        finally:
            stream.close()

    def write(self, data: bytes) -> None:
        """A small file, in place of what was there."""
        stream = self.system.create(self.path, True)
        try:
            stream.write(bytearray(data))
        finally:
            stream.close()

    def delete(self) -> None:
        """Take it away with all that is in it."""
        self.system.delete(self.path, True)


def list_files(spark: SparkSession, frame: DataFrame) -> list[str]:
    """The files that a table is read from, in order: name, length, time of the last change."""
    wanted: dict[str, set[str]] = {}
    for file in frame.inputFiles():
        folder, _, name = file.rpartition("/")
        wanted.setdefault(folder, set()).add(unquote(name))
    told = []
    for folder, names in wanted.items():
        found = ((str(s.getPath().getName()), s) for s in Place(spark, unquote(folder) + "/").statuses())
        told += [f"{name} {s.getLen()} {s.getModificationTime()}" for name, s in found if name in names]
    return sorted(told)
