"""Every command on the packaged example: what it prints, that it is data as well, and that it ends as it should."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from retold.cli import app
from retold.store import reading
from retold.store.database import open_store

README = Path(__file__).parents[2] / "README.md"
GUIDE = README.parent / "docs" / "guide.md"
Call = Callable[..., Result]


@pytest.fixture
def retold(example_store: Path) -> Call:
    def call(*args: str) -> Result:
        return CliRunner().invoke(app, [*args, "--store", str(example_store)], catch_exceptions=False)

    return call


@pytest.fixture
def main_story(example_store: Path) -> str:
    """The story with most pages."""
    return max(reading.list_stories(open_store(example_store)), key=lambda s: s.pages).id


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_stories_count_pages_against_sources(retold: Call) -> None:
    found = rows(retold("stories", "--json"))
    assert sum(s["pages"] for s in found) >= 36
    assert all(1 <= s["sources"] <= s["pages"] for s in found)
    assert "sources" in retold("stories").stdout


def test_a_story_shows_its_pages_and_what_was_set_aside(retold: Call, main_story: str) -> None:
    (story,) = rows(retold("show", main_story, "--json"))
    assert story["pages"] == len(story["articles"])
    assert any(a["set_aside"] for a in story["articles"])
    assert any(not d["trusted"] and d["why"] for a in story["articles"] for d in a["dates"])
    assert story["label"][:20] in retold("show", main_story).stdout


def test_a_ledger_names_its_sources_and_explains_itself(retold: Call, main_story: str) -> None:
    entries = rows(retold("ledger", main_story, "--json"))
    assert {"agreed", "only-here"} <= {e["verdict"] for e in entries}
    assert all(e["why"] and e["wordings"] for e in entries)
    told = retold("ledger", main_story, "--explain").stdout
    assert "why:" in told and "why:" not in retold("ledger", main_story).stdout


def test_a_lineage_gives_signs_for_its_edges(retold: Call, main_story: str) -> None:
    families = rows(retold("lineage", main_story, "--json"))
    assert max(len(f["pages"]) for f in families) > 10
    assert all(e["signs"] for f in families for e in f["edges"])
    assert "near-verbatim" in retold("lineage", main_story).stdout


def test_a_difference_types_its_changes(retold: Call) -> None:
    changes = rows(retold("diff", "01_coastwire.html", "02_coastwire.html", "--json"))
    assert {"figure"} <= {c["kind"] for c in changes}
    assert "figure" in retold("diff", "01_coastwire.html", "02_coastwire.html").stdout


def test_a_figure_is_followed_along_the_tree(retold: Call) -> None:
    trails = rows(retold("trace", "120 crew and contractors", "--json"))
    assert any(s["words"] and "120" in s["words"] for t in trails for s in t["steps"])
    assert retold("trace", "99 unicorns").exit_code == 1


def test_a_report_needs_nothing_else_and_runs_nothing(retold: Call, main_story: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    assert retold("report", main_story, "-o", str(file)).exit_code == 0
    page = file.read_text(encoding="utf-8")
    assert not re.search(r"<(script|link|img|iframe|object|embed|form)\b|\bsrc=|url\(|@import|\son\w+=", page)
    assert set(re.findall(r'href="([^"]*)"', page)) <= {f"#{i}" for i in re.findall(r'id="([^"]*)"', page)}
    assert page.count("<svg") >= 2
    again = tmp_path / "again.html"
    retold("report", main_story, "-o", str(again))
    assert again.read_bytes() == file.read_bytes()


def test_unusable_pages_are_in_the_export(retold: Call) -> None:
    unread = [r for r in rows(retold("export")) if r["record"] == "unread"]
    assert any("20 MB" in u["reason"] for u in unread)


@pytest.mark.parametrize("document", [README, GUIDE])
def test_every_command_that_the_documents_name_exists(document: Path) -> None:
    named = set(re.findall(r"(?:^ +|`)(?:\.venv/bin/)?retold ([a-z]+)", document.read_text(encoding="utf-8"), re.M))
    known = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    assert named and named <= known


def test_the_guide_explains_every_command() -> None:
    known = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    guide = GUIDE.read_text(encoding="utf-8")
    assert {c for c in known if f"retold {c}" not in guide} <= {"demo"}
