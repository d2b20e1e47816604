"""Made pages are the same every time, and tell the truth about themselves."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.example.generate import COPY_KINDS, MadePage, stretch, write_pages


@pytest.fixture(scope="module")
def pages() -> list[MadePage]:
    return list(stretch(600, seed=5))


def test_the_same_seed_gives_the_same_pages(pages: list[MadePage]) -> None:
    assert pages == list(stretch(600, seed=5))
    assert pages[0].html != next(stretch(1, seed=6)).html


@settings(max_examples=10, deadline=None)
@given(count=st.integers(0, 80), seed=st.integers(0, 10_000))
def test_a_longer_run_begins_with_a_shorter_one(count: int, seed: int) -> None:
    assert list(stretch(count, seed)) == list(islice(stretch(count + 20, seed), count))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.95])
def test_the_share_of_copies_is_kept(share: float) -> None:
    made = list(stretch(400, seed=2, share_of_copies=share))
    assert sum(p.parent is not None for p in made) == pytest.approx(share * 400, abs=2)


def test_a_copy_comes_after_its_parent_and_has_its_origin(pages: list[MadePage]) -> None:
    seen: dict[str, MadePage] = {}
    for page in pages:
        assert page.id not in seen
        if page.parent is None:
            assert page.origin == page.id
        else:
            parent = seen[page.parent]
            assert (page.origin, page.story) == (parent.origin, parent.story)
        seen[page.id] = page


def test_every_kind_of_copy_is_made(pages: list[MadePage]) -> None:
    assert {p.kind for p in pages} == {"report", *(kind for kind, _, _ in COPY_KINDS)}


def test_a_story_has_independent_reports(pages: list[MadePage]) -> None:
    stories = {p.story for p in pages}
    origins = {p.origin for p in pages}
    assert 1.5 * len(stories) < len(origins)


def test_pages_look_like_pages(pages: list[MadePage]) -> None:
    for page in pages[:100]:
        assert page.html.count("<p") >= 3
        assert "{" not in page.html.replace('{"', "").replace('":{', "")
        assert page.url.split("/")[2].endswith(".example")


@pytest.mark.parametrize("name", ["made.jsonl", "made.jsonl.gz"])
def test_lines_hold_page_and_truth(tmp_path: Path, name: str) -> None:
    assert write_pages(tmp_path / name, 25, seed=4) == 25
    raw = (tmp_path / name).read_bytes()
    lines = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode().splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(rows) == 25
    assert {"id", "url", "fetched", "html", "story", "origin", "parent", "kind"} <= rows[0].keys()
    write_pages(tmp_path / "again" / name, 25, seed=4)
    assert (tmp_path / "again" / name).read_bytes() == raw


def test_a_folder_holds_the_pages(tmp_path: Path) -> None:
    assert write_pages(tmp_path / "many", 1010, seed=4) == 1010
    assert sorted(p.name for p in (tmp_path / "many").iterdir()) == ["00000", "00001"]
    assert len(list((tmp_path / "many").rglob("*.html"))) == 1010


def test_nothing_to_write(tmp_path: Path) -> None:
    assert write_pages(tmp_path / "none.jsonl", 0) == 0
