"""What a run leaves of itself: a manifest in the store, and progress that other programs can read."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from retold.cli import app
from retold.pipeline.run import run_pages
from retold.show.progress import JsonProgress
from retold.store.database import open_store
from retold.store.runs import read_manifests

PAGE = (
    "Ferry late in Port Ella\n\nThe ferry to Sund left Port Ella two hours late on Monday, the harbour office said.\n"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_every_run_leaves_a_manifest(page: Path, tmp_path: Path) -> None:
    store = open_store(tmp_path / "s.sqlite", create=True)
    run_pages([str(page)], store)
    run_pages([str(page)], store)
    second, first = read_manifests(store)
    assert (first.new, second.new, first.pages, second.pages) == (1, 0, 1, 1)
    assert first.inputs == second.inputs
    assert first.outcome == "done"
    assert [s.step for s in first.steps][:2] == ["outlets", "pages"]


def test_a_run_that_fails_says_so_in_its_manifest(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **_more: object) -> None:
        raise RuntimeError("the tree fell")

    monkeypatch.setattr("retold.pipeline.run.update_results", fail)
    store = open_store(tmp_path / "s.sqlite", create=True)
    with pytest.raises(RuntimeError):
        run_pages([str(page)], store)
    assert read_manifests(store)[0].outcome == "RuntimeError: the tree fell"


def test_progress_as_json_tells_steps_and_counts() -> None:
    now = [0.0]
    stream = io.StringIO()
    progress = JsonProgress(stream, clock=lambda: now[0])
    progress.begin("claims", 3)
    for _ in range(3):
        now[0] += 0.6
        progress.advance()
    progress.end()
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(x["event"], x.get("done")) for x in lines] == [("begin", None), ("advance", 2), ("end", 3)]


def test_a_run_logs_json_on_standard_error(page: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["run", str(page), "--store", str(tmp_path / "s.sqlite"), "--log", "json"])
    assert result.exit_code == 0
    assert {json.loads(line)["event"] for line in result.stderr.splitlines() if line.startswith("{")} >= {
        "begin",
        "end",
    }
