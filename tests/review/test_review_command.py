"""`retold review`: the queue, a decision with its name and reason, and the log."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from retold.cli import app
from retold.store import reading
from retold.store.database import open_store


@pytest.fixture
def store(example_store: Path, tmp_path: Path) -> str:
    """A copy of the example's store."""
    with sqlite3.connect(example_store) as kept, sqlite3.connect(tmp_path / "a.sqlite") as copy:
        kept.backup(copy)
    return str(tmp_path / "a.sqlite")


def run(*words: str) -> tuple[int, list[dict[str, object]]]:
    """Exit code and rows of the command."""
    found = CliRunner().invoke(app, ["review", *words, "--json"])
    return found.exit_code, [json.loads(line) for line in found.stdout.splitlines() if line.startswith("{")]


def test_a_decision_leaves_the_queue_and_stands_in_the_log(store: str) -> None:
    _, waiting = run("--store", store)
    first = next(w for w in waiting if w["entry"])
    code, _ = run(
        "confirm",
        str(first["target"]),
        str(first["entry"]),
        "--by",
        "Ada",
        "--reason",
        "seen",
        "--store",
        store,
        "--later",
    )
    assert code == 0
    assert first["on"] not in [w["on"] for w in run("--store", store)[1] if w["target"] == first["target"]]
    (logged,) = run("log", "--store", store)[1]
    assert (logged["by"], logged["reason"], logged["on"]) == ("Ada", "seen", first["on"])


def test_entries_are_merged_and_split_by_their_ids(store: str) -> None:
    kept = open_store(Path(store))
    one, two = reading.read_story(kept, max(reading.list_stories(kept), key=lambda s: s.pages).id)[1].entries[:2]
    assert run("merge", "entry", one.id, two.id, "--by", "Ada", "--store", store, "--later")[0] == 0
    assert run("split", "entry", one.id, one.claims[0], "--by", "Ada", "--store", store, "--later")[0] == 0
    merged, split = run("log", "--store", store)[1]
    assert merged["others"] == sorted(two.claims)
    assert split["on"] == [one.claims[0]] and split["others"] == sorted(one.claims[1:])


@pytest.mark.parametrize(
    "words",
    [
        ["confirm", "edge", "a", "b"],
        ["praise", "entry", "l1", "--by", "Ada"],
        ["confirm", "entry", "--by", "Ada"],
        ["split", "story", "--by", "Ada"],
    ],
)
def test_a_decision_that_cannot_be_read_is_refused(store: str, words: list[str]) -> None:
    assert CliRunner().invoke(app, ["review", *words, "--store", store]).exit_code != 0
    assert run("log", "--store", store)[1] == []
