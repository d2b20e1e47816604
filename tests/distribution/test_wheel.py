"""What is built can be installed and run: the wheel holds everything, starts quickly, and needs nothing of the checkout."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STARTS = 3  # a busy machine is slow at times; the quickest start counts


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run an interpreter that sees the installed files before the checkout."""
    env = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run(
        [sys.executable, *command], env=env, cwd=installed, capture_output=True, text=True, check=True, timeout=300
    )


def test_the_wheel_holds_every_file_that_is_not_code(wheel: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "src/retold"], cwd=ROOT, capture_output=True, text=True, check=True)
    wanted = {Path(p).relative_to("src").as_posix() for p in listed.stdout.splitlines()}
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert wanted - held == set()


def test_the_demo_runs_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    where = run(installed, "-c", "import retold; print(retold.__file__)").stdout.strip()
    assert Path(where).is_relative_to(installed)
    out = run(installed, "-m", "retold", "demo", "--store", str(tmp_path / "d.sqlite"), "-o", str(tmp_path / "d.html"))
    assert "independent" in out.stdout
    assert (tmp_path / "d.html").stat().st_size > 10_000


@pytest.mark.parametrize(("command", "seconds"), [(["-c", "import retold"], 0.3), (["-m", "retold", "--help"], 0.5)])
def test_starting_is_quick(installed: Path, command: list[str], seconds: float) -> None:
    assert min(cpu_of(installed, command) for _ in range(STARTS)) < seconds


def cpu_of(installed: Path, command: list[str]) -> float:
    """CPU seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(installed, *command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
