"""Each format is read back by a library that is not ours, and says what the store says."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import polars
import prov.model
import pyarrow.parquet as pq
import pytest
import rdflib

from retold.show.export import FORMATS, TABLES, Table, files, make_table
from retold.show.export.files import to_csv, to_parquet, to_sqlite
from retold.show.view import StoryView, load_story
from retold.store import reading
from retold.store.database import Store, open_store

HOSTILE = Table(
    "hostile",
    (("words", str), ("count", int)),
    [('=HYPERLINK("x")', 1), ("+1", 2), ("@SUM(A1)", 3), ("-2", -4), ('two\nlines, "quoted"', 5), ("\ud800", None)],
)

STREAMED = {"csv": b"story,page", "jsonl": b"", "parquet": b"PAR1", "sqlite": b"SQLite format 3"}


@pytest.fixture(scope="module")
def view(example_store: Path) -> StoryView:
    store = open_store(example_store)
    return load_story(store, max(reading.list_stories(store), key=lambda s: s.pages).id)


def written(view: StoryView, name: str, table: str = "ledger") -> bytes:
    return b"".join(FORMATS[name].write([view], table))


@pytest.mark.parametrize("table", TABLES)
def test_csv_parquet_and_sqlite_hold_the_same_rows(view: StoryView, table: str, tmp_path: Path) -> None:
    made = make_table(table, [view])
    assert len(made) > 0
    lines = list(csv.reader(io.StringIO(written(view, "csv", table).decode(), newline="")))
    assert lines[0] == made.names
    assert len(lines) == len(made) + 1
    arrow = pq.read_table(io.BytesIO(written(view, "parquet", table)))
    assert [tuple(r.values()) for r in arrow.to_pylist()] == [tuple(row) for row in made.rows]
    (tmp_path / "s.sqlite").write_bytes(written(view, "sqlite"))
    with sqlite3.connect(tmp_path / "s.sqlite") as connection:
        found = connection.execute(f'SELECT * FROM "{table}"').fetchall()
    assert found == [tuple(row) for row in made.rows]


def test_a_cell_that_a_spreadsheet_would_run_is_plain_text() -> None:
    cells = [row[0] for row in csv.reader(io.StringIO(b"".join(to_csv([HOSTILE])).decode(), newline=""))]
    assert cells[1:5] == ['\'=HYPERLINK("x")', "'+1", "'@SUM(A1)", "'-2"]
    assert cells[5] == 'two\nlines, "quoted"'


def test_odd_characters_break_no_format() -> None:
    assert pq.read_table(io.BytesIO(to_parquet([HOSTILE]))).num_rows == len(HOSTILE)
    assert next(iter(to_sqlite([HOSTILE]))).startswith(b"SQLite format 3")


def test_annotations_point_at_their_words(view: StoryView) -> None:
    document = json.loads(written(view, "annotations"))
    by_address = {a.url or f"urn:retold:{a.id}": a.text for a in view.articles.values()}
    for item in document["first"]["items"]:
        quote, place = item["target"]["selector"]
        text = by_address[item["target"]["source"]]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text[: place["start"]].endswith(quote["prefix"])
        assert text[place["end"] :].startswith(quote["suffix"])
    assert document["total"] == sum(len(view.wordings(e)) for e in view.ledger.entries)


def test_provenance_is_read_as_prov_o_with_every_edge(view: StoryView) -> None:
    graph = rdflib.Graph().parse(data=written(view, "prov"), format="json-ld")
    derived = rdflib.URIRef("http://www.w3.org/ns/prov#qualifiedDerivation")
    edges = [e for s in view.families for e in s.edges if e.child in view.articles]
    assert len(list(graph.subject_objects(derived))) == len(edges)
    document = prov.model.ProvDocument.deserialize(
        content=graph.serialize(format="turtle"), format="rdf", rdf_format="turtle"
    )
    kinds = {type(r).__name__ for r in document.get_records()}
    assert {"ProvEntity", "ProvAgent", "ProvDerivation"} <= kinds


def test_schema_org_tells_what_a_page_is_based_on_and_never_rates(view: StoryView) -> None:
    data = written(view, "schema.org")
    graph = rdflib.Graph().parse(data=data, format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    based = {(str(a), str(b)) for a, b in graph.subject_objects(schema.isBasedOn)}
    edges = {(f"urn:retold:{e.child}", f"urn:retold:{e.parent}") for s in view.families for e in s.edges}
    assert based == {e for e in edges if e[0].removeprefix("urn:retold:") in view.articles}
    assert len(list(graph.subjects(rdflib.RDF.type, schema.Claim))) == len(view.ledger.entries)
    assert b"ating" not in b"".join(str(p).encode() for p in graph.predicates())


def test_frames_have_the_rows_of_the_table(view: StoryView) -> None:
    table = make_table("claims", [view])
    assert len(table.to_pandas()) == len(table)
    frame = table.to_polars()
    assert frame.height == len(table)
    assert frame.schema["low"] == polars.Float64


def test_a_notebook_shows_markup_as_text() -> None:
    shown = Table("t", (("title", str),), [("<script>alert(1)</script>",)])._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_story_gives_the_same_bytes(view: StoryView, name: str) -> None:
    assert written(view, name) == written(view, name)


@pytest.mark.parametrize("row_group", [3, 100_000])
def test_several_stories_that_come_one_by_one_stand_in_one_table(
    example_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row_group: int
) -> None:
    monkeypatch.setattr(files, "ROW_GROUP", row_group)
    store: Store = open_store(example_store)
    ids = [s.id for s in reading.list_stories(store)]
    wanted = list(make_table("pages", [load_story(store, i) for i in ids]).to_dicts())
    assert len({row["story"] for row in wanted}) == len(ids) > 1
    made = {name: b"".join(FORMATS[name].write((load_story(store, i) for i in ids), "pages")) for name in STREAMED}
    assert [json.loads(line) for line in made["jsonl"].splitlines()] == wanted
    assert len(list(csv.reader(io.StringIO(made["csv"].decode(), newline="")))) == len(wanted) + 1
    assert pq.read_table(io.BytesIO(made["parquet"])).to_pylist() == wanted
    (tmp_path / "s.sqlite").write_bytes(made["sqlite"])
    with sqlite3.connect(tmp_path / "s.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM pages").fetchone() == (len(wanted),)


@pytest.mark.parametrize("name", STREAMED)
def test_a_store_without_stories_gives_a_file_with_nothing_but_its_head(name: str) -> None:
    made = b"".join(FORMATS[name].write(iter(()), "pages"))
    assert made.startswith(STREAMED[name])
