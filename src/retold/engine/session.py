"""A Spark session with what the steps need of it; `pyspark` and a Java runtime are looked for here.

Gives a session, or an EngineError that says what is missing. What the caller sets wins over what stands here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from retold.engine.errors import EngineError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.files.maxPartitionBytes": "16m",  # some 1,000 pages a task: seconds of work, and hours for nobody
    "spark.sql.files.openCostInBytes": "256k",  # so that a small file is cut for all cores
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",  # pages are large: a batch of them stays under 32 MB
    "spark.sql.execution.arrow.maxBytesPerBatch": "32m",
    "spark.driver.maxResultSize": "0",  # the sketches of all pages come to the driver, in parts
    "spark.python.worker.reuse": "true",  # a language model is loaded once in a worker
}
HERE = re.compile(r"local\b|spark://(localhost|127\.)")  # masters on this machine
ALONE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}  # one machine: no door to a net
PASSED_ON = ("RETOLD_MODEL", "PYTHONPATH")  # settings of this process that executors must share
QUIET = "ERROR"
TRIES = 4  # of a task, as Spark's own default on a cluster; the second one finds the page that ended the first
OLDEST_JAVA = 17
GET_JAVA = "apt-get install openjdk-17-jre-headless, or any other of that age"
PATIENCE = 20.0  # seconds for Java to tell its version


@contextmanager
def open_session(master: str, settings: Mapping[str, str] | None = None) -> Iterator[SparkSession]:
    """A session on this master (`local[4]`, `spark://host:7077`, `yarn`, ...), stopped in the end."""
    java = find_java()
    if not java.good:
        raise EngineError(f"Spark needs a Java runtime, {OLDEST_JAVA} or newer: {java.advice}")
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineError("Spark is not installed here: pip install 'retold[spark]'") from error
    builder = SparkSession.builder.master(retrying(master)).appName("retold")
    own = {**SETTINGS, **(ALONE if HERE.match(master) else {}), **python_settings()}
    for name, value in {**own, **(settings or {})}.items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise EngineError(f"no Spark session on {master}: {str(error).strip().splitlines()[0]}") from error
    spark.sparkContext.setLogLevel(QUIET)
    try:
        yield spark
    finally:
        spark.stop()


def retrying(master: str) -> str:
    """The same master; one in this process tries a task as often as a cluster does.

    >>> retrying("local[2]"), retrying("local"), retrying("local[2,8]"), retrying("spark://head:7077")
    ('local[2,4]', 'local[1,4]', 'local[2,8]', 'spark://head:7077')
    """
    if master == "local":
        return f"local[1,{TRIES}]"
    return re.sub(r"^local\[([^],]+)\]$", rf"local[\1,{TRIES}]", master)


@dataclass(frozen=True, slots=True)
class Java:
    """The Java runtime that Spark would start here: where it was found, its version, and what to do about it."""

    place: str
    version: str
    advice: str = ""

    @property
    def good(self) -> bool:
        """Whether Spark can start."""
        return not self.advice


def find_java() -> Java:
    """The runtime that JAVA_HOME names, or else the first on the path; it is asked for its version."""
    home = os.environ.get("JAVA_HOME")
    place = str(Path(home, "bin", "java")) if home else shutil.which("java") or ""
    if not place:
        return Java("", "", GET_JAVA)
    try:
        asked = subprocess.run([place, "-version"], capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        why = f"JAVA_HOME names none ({home}): mend or unset it, or {GET_JAVA}" if home else GET_JAVA
        return Java(place, "", why)
    version = read_version(asked.stderr)
    old = number_of(version) < OLDEST_JAVA
    return Java(place, version, f"{place} is {version or 'of no known version'}; {GET_JAVA}" if old else "")


def read_version(told: str) -> str:
    """The version in what a runtime says of itself.

    >>> read_version('openjdk version "17.0.19" 2026-04-21'), read_version("no such thing")
    ('17.0.19', '')
    """
    found = re.search(r'version "([^"]{1,40})"', told)
    return found[1] if found else ""


def number_of(version: str) -> int:
    """The number that a version goes by; before 9 it stood in the second place.

    >>> number_of("17.0.19"), number_of("1.8.0_402"), number_of("22-ea"), number_of("")
    (17, 8, 22, 0)
    """
    numbers = [int(n) for n in re.findall(r"[0-9]{1,4}", version)]
    return numbers[1] if numbers[:1] == [1] and len(numbers) > 1 else next(iter(numbers), 0)


def python_settings() -> dict[str, str]:
    """The interpreter of the executors: this one, unless PYSPARK_PYTHON names another; and what they must share."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # Spark reads it here, and from no setting
    return {f"spark.executorEnv.{name}": os.environ[name] for name in PASSED_ON if name in os.environ}
