"""The readings beside the worlds point at words that stand in their pages.

Says nothing about the software: only that example and worlds are worth holding it against.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from retold.example import example_folder

WORLDS = [
    example_folder().parent,
    *sorted(p.parent for p in (Path(__file__).parents[1] / "worlds").glob("*/expected.json")),
]
RELATIONS = {"identical", "near-verbatim", "excerpt", "expanded", "partial", "rewrite", "translation", "none"}
VERDICTS = {"agreed", "range", "superseded", "contradicted", "drifted", "only-here"}
DRIFTS = {"value", "bound", "unit", "what", "speaker", "date", "denominator", "hedge"}
BREAKS = {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "td", "tr", "section", "article", "main", "header", "footer"}


class Visible(HTMLParser):
    """The words a browser shows, one block a line."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style", "title")
        if tag in BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style", "title")
        if tag in BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def visible(folder: Path, page: dict[str, Any]) -> str:
    """The words of a page, as a reader sees them."""
    raw: str = (folder / page["file"]).read_text(encoding="utf-8")
    if not page["file"].endswith(".html"):
        return raw
    parser = Visible()
    parser.feed(raw)
    return re.sub(r"[ \t]*\n\s*", "\n", "".join(parser.parts))


def reading(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """What is expected of a world, and the words of its pages."""
    want = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return want, {name: visible(folder, page) for name, page in want["pages"].items()}


@pytest.fixture(params=WORLDS, ids=lambda p: p.name)
def world(request: pytest.FixtureRequest) -> tuple[Path, dict[str, Any], dict[str, str]]:
    folder: Path = request.param
    return folder, *reading(folder)


World = tuple[Path, dict[str, Any], dict[str, str]]


def test_words_expected_of_a_page_stand_in_it(world: World) -> None:
    _, want, texts = world
    for name, page in want["pages"].items():
        for words in [page.get("starts", ""), *page.get("must_keep", [])]:
            assert words in texts[name], (name, words)


def test_words_to_set_aside_stand_in_the_page(world: World) -> None:
    folder, want, texts = world
    for name, page in want["pages"].items():
        raw = (folder / page["file"]).read_text(encoding="utf-8")
        for words in page.get("must_drop", []):
            assert words in texts[name] or words in raw, (name, words)
            assert not any(words in kept for kept in page.get("must_keep", [])), (name, words)


def test_evidence_stands_in_its_page(world: World) -> None:
    _, want, texts = world
    for section in ("figures", "not_figures", "times"):
        for row in want[section]:
            assert row["evidence"] in texts[row["page"]], (section, row)
    for row in want["quotes"]:
        assert row["words"] in texts[row["page"]], row


def test_pages_named_anywhere_are_listed(world: World) -> None:
    _, want, _ = world
    listed = set(want["pages"])
    trees = want["trace"] if isinstance(want["trace"], list) else [want["trace"]]
    named = {c[side] for c in want["copies"] for side in ("left", "right")}
    for tree in trees:
        named |= {*tree["family"], *tree.get("alone", []), *([tree["root"]] if "root" in tree else [])}
        named |= {e[side] for key in ("never", "edges") for e in tree.get(key, []) for side in ("parent", "child")}
    named |= {d["child"] for key in ("drift", "no_drift") for d in want.get(key, [])}
    named |= {p for story in want.get("stories", []) for p in story}
    assert named <= listed


def test_families_are_what_the_copies_join(world: World) -> None:
    _, want, _ = world
    trees = want["trace"] if isinstance(want["trace"], list) else [want["trace"]]
    of = {page: i for i, tree in enumerate(trees) for page in tree["family"]}
    lone = {page for tree in trees for page in tree.get("alone", [])}
    assert set(want["pages"]) == set(of) | lone
    assert not set(of) & lone
    for pair in want["copies"]:
        relations = set(pair["relation"].split("|"))
        assert relations <= RELATIONS
        assert "none" in relations or of[pair["left"]] == of[pair["right"]], pair
    if "sources" in trees[0]:
        assert trees[0]["sources"] == len(trees) + len(lone)


def test_copies_are_listed_once(world: World) -> None:
    _, want, _ = world
    pairs = [frozenset((c["left"], c["right"])) for c in want["copies"]]
    assert len(pairs) == len(set(pairs))
    assert all(len(p) == 2 for p in pairs)


def test_ledger_rows_can_hold(world: World) -> None:
    _, want, _ = world
    trees = want["trace"] if isinstance(want["trace"], list) else [want["trace"]]
    sources = len(trees) + sum(len(t.get("alone", [])) for t in trees)
    for row in want["ledger"]:
        assert {row["verdict"], row.get("or_verdict", row["verdict"])} <= VERDICTS
        assert row["sources"] <= min(row["pages"], sources), row
        assert row["pages"] <= len(want["pages"]), row
        assert (row["sources"] == 1) or row["verdict"] != "only-here", row
    for drift in want.get("drift", []):
        assert set(drift["kind"].split("|")) <= DRIFTS


def test_the_example_is_as_large_as_it_says() -> None:
    want, texts = reading(example_folder().parent)
    hosts = {page["url"].split("/")[2] for page in want["pages"].values()}
    assert len(want["pages"]) >= 36
    assert len(hosts) >= 12
    assert all(host.endswith(".example") for host in hosts)
    assert all(len(text) > 500 for text in texts.values())
