"""The pieces of the engine that need no Spark: rows of pages, parts of outlets, families and stories of any size."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from typer.testing import CliRunner

from engine.pages import copied_pages, line_of, outlet_pages
from retold.cli import app
from retold.engine import session
from retold.engine.errors import EngineError
from retold.engine.family_work import base_of, family_rows
from retold.engine.frames import TAGGED, Row, in_batches, map_groups
from retold.engine.page_work import FOUND, extract_rows
from retold.engine.pages import PAGES, pack_pages, read_row, write_row
from retold.engine.recurring import SIGNED, recurring_lines
from retold.engine.story_work import story_rows
from retold.extract.recurring import Tally, read_note
from retold.match.sketches import sketch_texts
from retold.pipeline.sets import find_pairs
from retold.read import read_pages
from retold.records import Ledger, Page, Stemma, Story, Unread
from retold.show.health import examine_spark
from retold.store.reading import decode
from retold.store.writing import encode

MANY = 10_000
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@given(
    st.builds(Page, WORDS.map(lambda w: f"p{w}"), WORDS, st.binary(max_size=60), WORDS.map(lambda w: w or "text/plain"))
)
def test_a_page_comes_back_from_its_row(page: Page) -> None:
    found = read_row(write_row(page))
    if isinstance(found, Page):
        assert (found.id, found.url, found.body, found.media) == (page.id, page.url, page.body, page.media)
    else:
        assert found.reason


@pytest.mark.parametrize(
    ("row", "media"),
    [
        ({"body": b"<html><p>A ferry sank off Arn."}, "text/html"),
        ({"body": "A ferry sank off Arn."}, "text/plain"),
        ({"url": "https://port.example/1", "body": b"A ferry sank.", "media": "text/html"}, "text/html"),
    ],
)
def test_of_a_table_made_elsewhere_the_body_is_enough(row: Row, media: str) -> None:
    page = read_row(row)
    assert isinstance(page, Page)
    assert page.media == media
    assert page.id.startswith("p")
    assert read_row(row) == page


def test_what_cannot_be_read_keeps_its_reason() -> None:
    lost = Unread("broken.jsonl:2", None, "the line is no JSON")
    assert read_row(write_row(lost)) == lost
    assert isinstance(read_row({"body": b"\x00\x01\x02\x03" * 50}), Unread)


def test_packing_writes_a_row_for_every_page_and_every_failure(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(map(line_of, outlet_pages())) + "no JSON\n", encoding="utf-8")
    pages, unread = pack_pages([str(source)], str(tmp_path / "out.parquet"))
    assert (pages, len(unread)) == (18, 1)
    table = parquet.read_table(tmp_path / "out.parquet")
    assert table.schema == PAGES
    assert table.num_rows == 19


def test_an_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="cannot write"):
        pack_pages([str(tmp_path)], str(tmp_path / "none" / "out.parquet"))


def test_a_part_of_an_outlet_tells_the_lines_that_the_whole_tells(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(map(line_of, outlet_pages())), encoding="utf-8")
    pages = [p for p in read_pages([source]) if isinstance(p, Page)]
    tally = Tally()
    for page in pages:
        tally.note(page)
    told = [tally.recurring(page) for page in pages]
    assert all(told)
    assert [recurring_lines(page, part_of(tally, page)) for page in pages] == told


def part_of(tally: Tally, page: Page) -> Row:
    """The part of its outlet that a page needs, as the queries make it."""
    note = read_note(page)
    assert note is not None
    outlet = tally.outlets[note.host]
    shared = [line for line in note.lines if outlet.count[line] > 1]
    near = sorted({note.number}.union(*(outlet.holders[line] for line in shared)))
    kin = [
        {
            "number": n - SIGNED,
            "long": [line - SIGNED for line in outlet.pages[n].long],
            "short": [line - SIGNED for line in outlet.pages[n].short],
            "common": [
                {"line": line - SIGNED, "count": outlet.count[line]}
                for line in outlet.pages[n].long
                if outlet.count[line] > 1
            ],
        }
        for n in near
    ]
    lines = [
        {
            "line": line - SIGNED,
            "count": outlet.count[line],
            "pages": [p - SIGNED for p in reversed(outlet.holders[line])],
        }
        for line in shared
    ]
    return {"size": len(outlet.pages), "lines": lines, "kin": kin}


def test_rows_of_one_key_come_together_across_batches() -> None:
    rows = [{"key": f"k{n // 70}", "kind": "x", "id": str(n), "record": ""} for n in range(300)]

    def count(key: str, group: object) -> list[Row]:
        return [{"key": key, "kind": "n", "id": str(len(list(group))), "record": ""}]  # type: ignore[call-overload]

    found = [r for b in map_groups(count, TAGGED, in_batches(rows, TAGGED)) for r in b.to_pylist()]
    assert [(r["key"], r["id"]) for r in found] == [
        ("k0", "70"),
        ("k1", "70"),
        ("k2", "70"),
        ("k3", "70"),
        ("k4", "20"),
    ]


def test_ten_thousand_copies_of_one_page_are_one_family_one_story_and_one_source() -> None:
    sample = [{"body": r["text"].encode(), "outlet": None, **r} for r in copied_pages(1)]
    (found,) = extract_rows(sample)
    assert set(found) <= set(FOUND.names)
    lean = found["lean"]
    pages = [
        {"key": "p", "kind": "article", "id": i, "record": lean.replace(found["id"], i)}
        for i in (f"p{n:012x}" for n in range(MANY))
    ]
    names = [row["id"] for row in pages]
    pairs, weak = find_pairs(names, sketch_texts([found["text"]] * MANY), lambda asked: [0.0] * len(asked))
    assert len(pairs) == MANY - 1
    assert not weak
    made = list(family_rows(base_of(), "p", [*pages, {"key": "p", "kind": "pairs", "record": encode(pairs)}]))
    (stemma,) = (decode(row["record"], Stemma) for row in made if row["kind"] == "stemma")
    assert len(stemma.witnesses) == MANY
    story = Story("story-1", "The Osprey sank off Arn.", tuple(names), (stemma.id,))
    own = [{"key": "", "kind": "story", "id": "", "record": encode(story)}]
    told = [{**row, "id": row["key"]} for row in made if row["kind"] in ("day", "claims", "stemma")]
    (ledger,) = (
        decode(row["record"], Ledger) for row in story_rows("story-1", [*pages, *told, *own]) if row["kind"] == "ledger"
    )
    assert ledger.sources == 1


def test_a_worker_of_another_version_is_refused() -> None:
    with pytest.raises(EngineError, match="install the same on all machines"):
        list(family_rows("0.0.1 rules", "p", []))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "a", "b", "c", "--engine", "spark"], "takes two paths"),
        (["run", "a", "b", "--engine", "spark", "--conf", "memory"], "NAME=VALUE"),
        (["run", "a", "--engine", "flink"], "not by 'flink'"),
        (["unpack", "nowhere"], "holds no results"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert said in done.output


def test_a_machine_without_java_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EngineError, match="apt-get install openjdk"), session.open_session("local[1]"):
        pass


def test_a_runtime_that_java_home_names_wrongly_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", "/no/such/runtime")
    with pytest.raises(EngineError, match="JAVA_HOME names none"), session.open_session("local[1]"):
        pass


@pytest.mark.parametrize(("told", "good"), [("17.0.2", True), ("1.8.0_402", False), ("11.0.1", False), ("none", False)])
def test_the_doctor_tells_which_java_there_is(
    told: str, good: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "jre"
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "java").write_text(f"#!/bin/sh\necho 'openjdk version \"{told}\"' >&2\n")
    (home / "bin" / "java").chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(home))
    spark, java = examine_spark()
    assert spark.found.startswith("pyspark ")
    assert (java.good, str(home) in java.found) == (good, True)
    assert good or "apt-get install" in java.advice


def test_the_doctor_misses_no_java_where_nobody_wants_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retold.show.health.metadata.version", missing)
    (spark,) = examine_spark()
    assert spark.good
    assert "retold[spark]" in spark.advice


def missing(name: str) -> str:
    """No package is installed."""
    raise PackageNotFoundError(name)
