"""The targets of tests/fuzz under a fuzzer that follows coverage, the time shared out among them.

usage: run.py [MINUTES] [TARGET...]     ten minutes and every target by default; 1 when a promise was broken.
atheris is installed into a folder of its own; where there is no build of it, hypothesis makes the bytes instead. What
broke a promise is kept beside the corpus in $RETOLD_FUZZ (by default a folder of the system's for temporary files).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parents[1] / "tests"
FOLDER = Path(os.environ.get("RETOLD_FUZZ", Path(tempfile.gettempdir()) / "retold-fuzz"))
OPTIONS = ("-max_len=2000", "-timeout=60", "-rss_limit_mb=3000", "-print_final_stats=1", "-verbosity=0")
RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
FALLBACK_EXAMPLES = 100_000  # more than fit into any time: the clock ends the run


def install() -> dict[str, str]:
    """The environment in which targets run; atheris is put into a folder of its own first."""
    place = FOLDER / "atheris"
    if not place.is_dir():
        pip = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--require-hashes",
            "--target",
            str(place),
        ]
        subprocess.run([*pip, "-r", str(HERE / "requirements.txt")], check=False)
    path = os.pathsep.join((str(TESTS), str(place), os.environ.get("PYTHONPATH", "")))
    return {**os.environ, "PYTHONPATH": path, "RETOLD_MODEL": "rules", "PYTHONHASHSEED": "0"}


def fuzz(name: str, seconds: int, env: dict[str, str]) -> tuple[int, str]:
    """How many inputs one target was given, and what broke a promise, if anything did."""
    corpus = FOLDER / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed{number}").write_bytes(seed)
    options = [*OPTIONS, f"-max_total_time={seconds}", f"-artifact_prefix={FOLDER}/{name}-", f"-dict={dictionary()}"]
    done = subprocess.run(
        [sys.executable, str(HERE / "target.py"), name, *options, str(corpus)],
        env=env, capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    found = RUNS.search(done.stderr)
    return int(found[1]) if found else 0, "" if done.returncode == 0 else (done.stdout + done.stderr)[-6000:]


def make_up(name: str, seconds: int) -> tuple[int, str]:
    """The same with bytes that hypothesis makes."""
    from hypothesis import HealthCheck, given, settings

    from fuzz.properties import TARGETS
    from fuzz.test_fuzz import MADE

    until, runs = time.monotonic() + seconds, 0

    @settings(max_examples=FALLBACK_EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(MADE)
    def hold(data: bytes) -> None:
        nonlocal runs
        if time.monotonic() < until:
            runs += 1
            TARGETS[name](data)

    try:
        hold()
    except Exception as error:  # noqa: BLE001 - whatever it is, it was not to happen
        return runs, f"{type(error).__name__}: {error}"
    return runs, ""


def seeds(name: str) -> list[bytes]:
    """Bytes to begin with."""
    from fuzz.properties import FIRST, SEEDS, STORY

    return [*SEEDS.get(name, ()), FIRST.encode(), b"s" + STORY.encode()]


def dictionary() -> Path:
    """The words that the fuzzer may put together, as libFuzzer reads them."""
    from fuzz.properties import WORDS

    path = FOLDER / "words.dict"
    words = (w.encode("utf-8", "replace") for w in WORDS if w)
    path.write_text("".join('"' + "".join(f"\\x{b:02x}" for b in w) + '"\n' for w in words), encoding="ascii")
    return path


def main() -> int:
    """Fuzz the wanted targets; 1 when a promise was broken."""
    minutes, *wanted = sys.argv[1:] or ["10"]
    FOLDER.mkdir(parents=True, exist_ok=True)
    env = install()
    sys.path.insert(0, str(TESTS))
    os.environ["RETOLD_MODEL"] = "rules"
    from fuzz.properties import TARGETS

    names = wanted or list(TARGETS)
    seconds = max(5, int(float(minutes) * 60 / len(names)))
    guided = subprocess.run([sys.executable, "-c", "import atheris"], env=env, capture_output=True, check=False)
    broken = 0
    for name in names:
        runs, said = fuzz(name, seconds, env) if guided.returncode == 0 else make_up(name, seconds)
        broken += bool(said)
        print(f"{name}: {runs:,} inputs in {seconds} s: {'a promise was broken' if said else 'all held'}", flush=True)
        if said:
            print(said, flush=True)
    how = "atheris" if guided.returncode == 0 else "hypothesis"
    print(f"{len(names) - broken} of {len(names)} targets held; by {how}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
