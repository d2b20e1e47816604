"""Faults: a run ends with the same bytes as an undisturbed one, or with a clear error and nothing lost."""

from __future__ import annotations

import gzip
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from retold.extract import extract_article
from retold.pipeline import run as running
from retold.pipeline.run import PageTask, run_pages
from retold.records import Article
from retold.show import rows
from retold.store import reading
from retold.store.database import Store, open_store
from retold.store.errors import StoreError

WORLD = Path(__file__).parents[1] / "worlds" / "strike"


def exported(store: Store) -> list[str]:
    return [rows.to_json(row) for row in rows.export_rows(store)]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    store = open_store(tmp_path_factory.mktemp("calm") / "s.sqlite", create=True)
    run_pages([str(WORLD)], store, workers=1)
    return exported(store)


def poisoned(task: PageTask) -> Article:
    """Extraction that one page is poison for."""
    if b"poison" in task.page.body:
        os.kill(os.getpid(), signal.SIGSEGV)
    return extract_article(task.page, task.recurring)


def test_a_page_that_crashes_its_worker_is_listed_and_the_rest_goes_on(
    tmp_path: Path, undisturbed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = tmp_path / "pages"
    shutil.copytree(WORLD, pages)
    (pages / "bad.txt").write_text("poison\n\nA long enough text that would be an article of some length.\n")
    monkeypatch.setattr(running, "extract_page", poisoned)
    store = open_store(tmp_path / "s.sqlite", create=True)
    summary = run_pages([str(pages)], store, workers=2)
    reasons = {u.found_in: u.reason for u in summary.unread}
    assert "SIGSEGV" in reasons["bad.txt"]
    assert summary.pages == 4
    assert [r for r in exported(store) if '"unread"' not in r] == [r for r in undisturbed if '"unread"' not in r]


def test_a_full_disk_is_told_and_the_next_run_completes(tmp_path: Path, undisturbed: list[str]) -> None:
    path = tmp_path / "s.sqlite"
    small = (
        "import resource, signal, sys\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\nfrom retold.cli import main\n"
        f"sys.argv = ['retold', 'run', {str(WORLD)!r}, '--store', {str(path)!r}, '--workers', '1']\nmain()\n"
    )
    ended = subprocess.run([sys.executable, "-c", small], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "retold: cannot" in ended.stderr
    assert "Traceback" not in ended.stderr
    store = open_store(path, create=True)
    run_pages([str(WORLD)], store, workers=1)
    assert exported(store) == undisturbed


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_that_may_only_be_read_can_be_read_and_says_why_it_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "s.sqlite"
    path.parent.mkdir()
    run_pages([str(WORLD)], open_store(path, create=True), workers=1)
    path.parent.chmod(0o555)
    path.chmod(0o444)
    store = open_store(path)
    assert reading.count_pages(store) == 4
    with pytest.raises(StoreError):
        run_pages([str(WORLD)], store, workers=1)


def test_an_archive_broken_in_the_middle_gives_what_can_be_read(tmp_path: Path) -> None:
    def record(name: str) -> bytes:
        html = (
            f"<html><title>{name}</title><p>The harbour office of {name} said the ferry was late on Monday.</p></html>"
        )
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}".encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://{name}.example/\r\nContent-Length: {len(http)}\r\n"
        kind = "Content-Type: application/http; msgtype=response\r\n\r\n"
        return gzip.compress((head + kind).encode() + http + b"\r\n\r\n")

    parts = [record(n) for n in ("ella", "sund", "callis")]
    parts[1] = parts[1][: len(parts[1]) // 2] + bytes(random.Random(1).randbytes(40))
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(parts))
    store = open_store(tmp_path / "s.sqlite", create=True)
    summary = run_pages([str(tmp_path / "crawl.warc.gz")], store, workers=1)
    assert summary.pages >= 1
    assert summary.unread


def test_a_clock_that_jumps_back_changes_nothing(
    tmp_path: Path, undisturbed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter(range(10_000, 0, -1))
    monkeypatch.setattr("time.monotonic", lambda: float(next(ticks)))
    monkeypatch.setattr("time.time", lambda: float(next(ticks)))
    store = open_store(tmp_path / "s.sqlite", create=True)
    run_pages([str(WORLD)], store, workers=1)
    assert exported(store) == undisturbed


def test_want_of_memory_in_a_page_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(task: PageTask) -> Article:
        if b"<" not in task.page.body:
            raise MemoryError
        return extract_article(task.page, task.recurring)

    monkeypatch.setattr(running, "extract_page", greedy)
    store = open_store(tmp_path / "s.sqlite", create=True)
    summary = run_pages([str(WORLD)], store, workers=1)
    assert any("MemoryError" in u.reason for u in summary.unread)
    assert summary.pages == 2
