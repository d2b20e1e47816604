"""What the tests of Spark need of the machine: a Java runtime, and a cluster of several processes on it.

Java is installed where that is possible. On a machine that cannot have it the tests are skipped, and say so; where
CI=true they fail instead.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 600
STARTS_WITHIN = 60.0
HERE = "127.0.0.1"
SHORT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # of a short life: a third of Java's time goes into compiling
QUICK = {
    "spark.driver.extraJavaOptions": SHORT,
    "spark.executor.extraJavaOptions": SHORT,
    "spark.sql.codegen.wholeStage": "false",
}
LAST_STEP = "copies"  # the last that the first driver begins
DYING_STEP = "who copied whom, claims"
INTO = 1.0  # seconds into this step; it takes ten and more


def require_java() -> None:
    """A Java runtime; installed when this is root's machine."""
    if shutil.which("java") is None and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update"], ["install", "-y", "--no-install-recommends", "openjdk-17-jre-headless"]):
            subprocess.run(["apt-get", "-qq", *command], check=False, capture_output=True, timeout=SECONDS)
    if shutil.which("java") is None:
        reason = "no Java runtime here: install openjdk-17-jre-headless to run these tests"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


class Cluster:
    """A running cluster of Spark on this machine, its workers one core each."""

    def __init__(self, address: str, workers: list[subprocess.Popen[bytes]]) -> None:
        self.address = address
        self.workers = workers

    def kill_worker(self) -> None:
        """A worker and its executor die at once, as a machine does."""
        os.killpg(self.workers[0].pid, signal.SIGKILL)
        self.workers[0].wait()


class Killer:
    """Follows a run, and kills a worker in the middle of a step."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.killed = self.ended = 0.0
        self.step = ""

    def begin(self, step: str, total: int | None) -> None:
        self.step = step
        if step == DYING_STEP:
            threading.Timer(INTO, self.kill).start()

    def kill(self) -> None:
        self.killed = time.monotonic()
        self.cluster.kill_worker()

    def advance(self, count: int = 1) -> None:
        pass

    def end(self) -> None:
        if self.step == DYING_STEP:
            self.ended = time.monotonic()


@contextmanager
def start_cluster(folder: Path, workers: int, *, pinned: bool = False) -> Iterator[Cluster]:
    """A master and so many workers, `pinned` to a core each with all that they start; all gone afterwards."""
    with closing(socket.socket()) as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    address = f"spark://{HERE}:{port}"
    with ExitStack() as stack:
        master = ("master.Master", "--port", str(port))
        stack.enter_context(running(folder / "master", *master))
        wait_for(port, folder / "master")
        own = ("worker.Worker", "--cores", "1", "--memory", "1g")
        started = []
        for n in range(workers):
            place = ("--work-dir", str(folder / f"work{n}"), address)
            started.append(stack.enter_context(running(folder / f"worker{n}", *own, *place)))
            if pinned:
                os.sched_setaffinity(started[n].pid, {n})
        yield Cluster(address, started)


@contextmanager
def running(log: Path, daemon: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of Spark's own cluster manager, in a group with all that it starts."""
    import pyspark

    script = Path(pyspark.__file__).parent / "bin" / "spark-class"
    command = [str(script), f"org.apache.spark.deploy.{daemon}", "--host", HERE, "--webui-port", "0", *arguments]
    own = {
        "SPARK_LOCAL_IP": HERE,
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": SHORT,
        "PYSPARK_PYTHON": sys.executable,
    }
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=out, env={**os.environ, **own}, start_new_session=True, cwd=log.parent
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def kill_driver(paths: list[str], master: str, settings: dict[str, str], env: dict[str, str]) -> None:
    """A run of its own, whose driver is killed with all its processes when it begins its LAST_STEP."""
    conf = [f"--conf={name}={value}" for name, value in settings.items()]
    command = [sys.executable, "-m", "retold", "run", *paths, "--engine", "spark", "--master", master, *conf]
    with subprocess.Popen(
        [*command, "--log", "json"], env=env, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as driver:
        assert driver.stderr is not None
        told = []
        for line in driver.stderr:
            told.append(line)
            if f'"step":"{LAST_STEP}"' in line.replace(" ", ""):
                break
        running = driver.poll() is None
        os.killpg(driver.pid, signal.SIGKILL)
    assert running, "".join(told[-20:])


def wait_for(port: int, log: Path) -> None:
    """Wait until somebody listens."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        with closing(socket.socket()) as door:
            if door.connect_ex((HERE, port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"Spark's master did not start: {log.read_text(errors='replace')[-2000:]}")
