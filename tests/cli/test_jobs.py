"""Jobs done from start to end: who used our copy, does everything still hold, a corpus without copies."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from retold.cli import app
from retold.example import example_folder
from retold.show.reuse import find_uses
from retold.show.verify import Tally, verify_store
from retold.store import reading
from retold.store.database import open_store
from retold.text.tokens import fold_words

run = CliRunner().invoke


@pytest.fixture
def store(example_store: Path, tmp_path: Path) -> Path:
    path = tmp_path / "store.sqlite"
    shutil.copy(example_store, path)
    return path


@pytest.fixture
def own_copy(tmp_path: Path) -> Path:
    """A folder with the agency's own pages."""
    folder = tmp_path / "ours"
    folder.mkdir()
    for page in sorted(Path(example_folder()).glob("*coastwire.html")):
        shutil.copy(page, folder)
    return folder


def rows_of(output: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output, newline="")))


def test_an_agency_sees_who_used_its_copy_and_who_named_it(store: Path, own_copy: Path) -> None:
    result = run(app, ["reuse", "--of", str(own_copy), "--store", str(store), "-f", "csv"])
    assert result.exit_code == 0
    rows = rows_of(result.stdout)
    assert len(rows) > 5
    assert {"credit line", ""} <= {r["credited"] for r in rows}
    assert all(r["outlet"] != "Coastwire" for r in rows)
    shares = [float(r["of_ours"]) for r in rows]
    assert shares == sorted(shares, reverse=True)


def test_every_excerpt_stands_word_for_word_in_both_pages(store: Path, own_copy: Path) -> None:
    kept = open_store(store)
    own = [i for i, r in reading.read_page_rows(kept).items() if (own_copy / r.found_in).exists()]
    for use in find_uses(kept, own):
        for e in use.excerpts:
            assert fold_words(e.ours.of(use.ours.text)) == fold_words(e.theirs.of(use.theirs.text))


def test_a_report_of_reuse_can_be_verified_and_a_changed_one_is_found_out(
    store: Path, own_copy: Path, tmp_path: Path
) -> None:
    report = tmp_path / "reuse.html"
    assert (
        run(app, ["reuse", "--of", str(own_copy), "--store", str(store), "-f", "html", "-o", str(report)]).exit_code
        == 0
    )
    page = report.read_text(encoding="utf-8")
    assert "<script" not in page
    assert run(app, ["verify", "--store", str(store), "--report", str(report)]).exit_code == 0
    start = page.index("<blockquote") + 80
    report.write_text(page[:start] + "forged " + page[start:], encoding="utf-8")
    result = run(app, ["verify", "--store", str(store), "--report", str(report)])
    assert (result.exit_code, "do not stand there" in result.stdout) == (1, True)


def test_a_mistyped_path_leaves_no_empty_store_and_takes_no_other_one_away(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    assert run(app, ["run", "nowhere", "--store", str(fresh / "s.sqlite")]).exit_code == 2
    assert list(fresh.iterdir()) == []
    empty = open_store(fresh / "kept.sqlite", create=True)
    empty.close()
    assert run(app, ["run", "nowhere", "--store", str(fresh / "kept.sqlite")]).exit_code == 2
    assert (fresh / "kept.sqlite").exists()


def test_the_report_of_a_story_can_be_verified(store: Path, tmp_path: Path) -> None:
    report = tmp_path / "story.html"
    story = max(reading.list_stories(open_store(store)), key=lambda s: s.pages).id
    assert run(app, ["report", story, "-o", str(report), "--store", str(store)]).exit_code == 0
    assert report.read_text(encoding="utf-8").count("data-start=") > 20
    assert run(app, ["verify", "--store", str(store), "--report", str(report)]).exit_code == 0


def test_a_store_verifies_with_its_pages_and_notices_a_changed_one(store: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    shutil.copytree(example_folder(), pages)
    assert run(app, ["verify", str(pages), "--store", str(store)]).exit_code == 0
    changed = next(pages.glob("01_*"))
    changed.write_bytes(changed.read_bytes() + b" ")
    result = run(app, ["verify", str(pages), "--store", str(store), "--json"])
    assert (result.exit_code, [json.loads(x)["where"] for x in result.stdout.splitlines()]) == (1, [changed.name])


def test_a_text_that_was_tampered_with_is_found_out(store: Path) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE articles SET text = 'x' || text WHERE id = (SELECT min(id) FROM articles)")
    assert list(verify_store(open_store(store), Tally()))


@pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
def test_a_corpus_keeps_one_page_of_a_family_and_tells_why_the_others_went(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"corpus{ending}"
    assert run(app, ["clean", str(example_folder()), str(out)]).exit_code == 0
    if ending == ".parquet":
        kept = pq.read_table(out).to_pylist()
    else:
        kept = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    gone = [json.loads(line) for line in out.with_suffix(".dropped.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(k["stands_for"] for k in kept) == len(kept) + sum(g["kept"] is not None for g in gone)
    assert len({k["family"] for k in kept}) == len(kept)
    assert all(g["reason"] for g in gone)
    assert {g["kept"] for g in gone} - {None} <= {k["id"] for k in kept}


def test_pages_in_their_own_words_stay_when_asked(tmp_path: Path) -> None:
    few, more = tmp_path / "few.jsonl", tmp_path / "more.jsonl"
    run(app, ["clean", str(example_folder()), str(few)])
    run(app, ["clean", str(example_folder()), str(more), "--keep-rewrites"])
    assert len(more.read_text(encoding="utf-8").splitlines()) > len(few.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["reuse"], "name the folder"),
        (["reuse", "--of", "x", "-f", "doc"], "no format is called"),
        (["clean", "x", "out.txt"], "should end in"),
        (["clean", "nowhere", "out.jsonl"], "nothing could be read"),
        (["export", "-f", "doc"], "no format is called"),
        (["export", "-f", "csv", "--table", "x"], "no table is called"),
        (["token", "add"], "name whose token"),
        (["token", "make"], "is not one of"),
    ],
)
def test_a_wrong_call_says_what_to_do(
    asked: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(app, asked)
    assert (result.exit_code, said in result.output) == (2, True)
