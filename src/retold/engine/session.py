"""A Spark session with what the steps need of it; `pyspark` and a Java runtime are looked for here.

Gives a session, or an EngineError that says what is missing. What the caller sets wins over what stands here.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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


@contextmanager
def open_session(master: str, settings: Mapping[str, str] | None = None) -> Iterator[SparkSession]:
    """A session on this master (`local[4]`, `spark://host:7077`, `yarn`, ...), stopped in the end."""
    require_java()
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineError("Spark is not installed here: pip install 'retold[spark]'") from error
    builder = SparkSession.builder.master(master).appName("retold")
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


def require_java() -> None:
    """Refuse where there is no Java runtime."""
    home = os.environ.get("JAVA_HOME")
    if not (home and Path(home, "bin", "java").exists()) and not shutil.which("java"):
        raise EngineError("Spark needs a Java runtime, 17 or newer: apt-get install openjdk-17-jre-headless")


def python_settings() -> dict[str, str]:
    """The interpreter of the executors: this one, unless PYSPARK_PYTHON names another; and what they must share."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # Spark reads it here, and from no setting
    return {f"spark.executorEnv.{name}": os.environ[name] for name in PASSED_ON if name in os.environ}
