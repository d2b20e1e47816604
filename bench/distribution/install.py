"""The wheel and the source distribution in an empty environment of each Python: do they install, start quickly, run?

    python bench/distribution/install.py [--sdist] PYTHON...

For each interpreter an environment is made, the locked packages go in with their hashes, then retold as built from this
checkout: the wheel, or with --sdist the source distribution. Prints a line of JSON: the CPU seconds of `import retold`
and of `retold --help` (the quickest of five), and whether the demo ends well. 1 when anything fails.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = "import sys, flit_core.buildapi as b; print(b.build_{}(sys.argv[1]))"
STARTS = 5
PIP = ("-m", "pip", "--disable-pip-version-check", "install", "-q")


def main() -> int:
    """Try every interpreter."""
    kind = "sdist" if "--sdist" in sys.argv else "wheel"
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        file = build(kind, Path(folder))
        for python in (a for a in sys.argv[1:] if not a.startswith("--")):
            try:
                told = install(python, file, Path(folder) / f"env-{python.replace('/', '-')}")
            except subprocess.CalledProcessError as error:
                failed, told = 1, {"failed": " ".join(map(str, error.cmd[-3:])), "why": (error.stderr or "")[-500:]}
            print(json.dumps({"python": python, "from": kind, **told}), flush=True)
    return failed


def build(kind: str, folder: Path) -> Path:
    """A wheel or a source distribution of the checkout."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD.format(kind), str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return folder / done.stdout.splitlines()[-1]


def install(python: str, file: Path, place: Path) -> dict[str, object]:
    """Install a file in an environment of its own, and try it."""
    run([python, "-m", "venv", place])
    own = place / "bin" / "python"
    run([own, *PIP, "--require-hashes", "-r", ROOT / "requirements.lock"])
    run([own, *PIP, "--no-deps", "--no-build-isolation", file])
    store = ["--store", place / "demo.sqlite", "-o", place / "demo.html"]
    run([place / "bin" / "retold", "demo", *store], cwd=place)
    return {
        "version": run([own, "-c", "import platform; print(platform.python_version())"]).strip(),
        "import": min(cpu_of([own, "-c", "import retold"]) for _ in range(STARTS)),
        "help": min(cpu_of([place / "bin" / "retold", "--help"]) for _ in range(STARTS)),
        "demo": (place / "demo.html").stat().st_size > 10_000,
    }


def run(command: list[str | Path], cwd: Path | None = None) -> str:
    """Run a command that must end well; what it prints."""
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True).stdout


def cpu_of(command: list[str | Path]) -> float:
    """CPU seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2)


if __name__ == "__main__":
    sys.exit(main())
