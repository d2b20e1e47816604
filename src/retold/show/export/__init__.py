"""What leaves a store, in the formats its users already have tools for: a table of formats, one function for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from retold.pipeline import collate_witnesses
from retold.records import CollatedWitness
from retold.show.export.files import to_csv, to_parquet, to_sqlite
from retold.show.export.linked import to_annotations, to_provenance, to_schema_org
from retold.show.rows import plain, story_records, to_json
from retold.show.tables import TABLES, Table, make_table
from retold.show.trees import TABLE_FORMATS, TREE_FORMATS, TableFormat, TreeFormat
from retold.show.view import StoryView

JSON_LD = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write stories. `of_one` formats take a single story; `by_table` ones write one table."""

    about: str
    media: str
    ending: str
    write: Callable[[Sequence[StoryView], str], bytes]
    by_table: bool = False
    of_one: bool = False


def write_records(views: Sequence[StoryView], _table: str) -> bytes:
    """Everything there is, a JSON record a line: the one format that loses nothing."""
    return "".join(to_json(row) + "\n" for view in views for row in story_records(view)).encode()


def write_csv(views: Sequence[StoryView], table: str) -> bytes:
    """One table as CSV."""
    return to_csv(make_table(table, views))


def write_sheet(views: Sequence[StoryView], _table: str) -> bytes:
    """The analyst's sheet as CSV."""
    return to_csv(make_table("sheet", views))


def write_parquet(views: Sequence[StoryView], table: str) -> bytes:
    """One table as Parquet."""
    return to_parquet(make_table(table, views))


def write_sqlite(views: Sequence[StoryView], _table: str) -> bytes:
    """Every table in one SQLite file."""
    return to_sqlite([make_table(name, views) for name in TABLES])


def write_jsonl(views: Sequence[StoryView], table: str) -> bytes:
    """One table as JSON Lines."""
    return "".join(to_json(row) + "\n" for row in make_table(table, views).to_dicts()).encode()


def document(make: Callable[[StoryView], object]) -> Callable[[Sequence[StoryView], str], bytes]:
    """A format that writes one story as one JSON document."""

    def write(views: Sequence[StoryView], _table: str) -> bytes:
        return msgspec.json.format(msgspec.json.encode(plain(make(views[0]))), indent=1) + b"\n"

    return write


def trees(form: TreeFormat) -> Format:
    """The copy trees of stories in a format of graph tools."""

    def write(views: Sequence[StoryView], _table: str) -> bytes:
        stemmas = {s.id: s for view in views for s in view.families}
        articles = {i: a for view in views for i, a in view.articles.items()}
        return form.write(list(stemmas.values()), articles).encode("utf-8", "replace")

    return Format(f"copy trees: {form.about}", form.media, form.ending.removeprefix("."), write)


def witnesses(form: TableFormat) -> Format:
    """The texts of a story's largest family side by side in a format of edition tools."""

    def write(views: Sequence[StoryView], _table: str) -> bytes:
        view = views[0]
        rows = [CollatedWitness(view.sigils[i], view.name_of(i), view.articles[i].text) for i in largest_family(view)]
        return form.write(collate_witnesses(rows)).encode("utf-8", "replace")

    about = f"the texts of the largest family side by side: {form.about}"
    return Format(about, form.media, form.ending.removeprefix("."), write, of_one=True)


def largest_family(view: StoryView) -> list[str]:
    """The pages of the story's largest family, in the order of their sigils; equal texts once."""
    first: dict[str, str] = {}
    for i in view.members(view.families[0]):
        first.setdefault(view.articles[i].text, i)
    return list(first.values())[:MOST_WITNESSES]


MOST_WITNESSES = 100  # of a table; what is wider nobody reads
FORMATS: dict[str, Format] = {
    "records": Format("everything, a JSON record a line", "application/x-ndjson", "jsonl", write_records),
    "csv": Format("one table, for a spreadsheet", "text/csv", "csv", write_csv, by_table=True),
    "jsonl": Format("one table, a JSON object a line", "application/x-ndjson", "jsonl", write_jsonl, by_table=True),
    "parquet": Format(
        "one table, columns typed", "application/vnd.apache.parquet", "parquet", write_parquet, by_table=True
    ),
    "sheet": Format(
        "figures in the shape of displacement and conflict data sets, as CSV", "text/csv", "csv", write_sheet
    ),
    "sqlite": Format("every table in one database file", "application/vnd.sqlite3", "sqlite", write_sqlite),
    **{name: trees(form) for name, form in TREE_FORMATS.items()},
    **{name: witnesses(form) for name, form in TABLE_FORMATS.items()},
    "annotations": Format(
        "every claim at its place: W3C Web Annotation", JSON_LD, "jsonld", document(to_annotations), of_one=True
    ),
    "prov": Format(
        "which page was made from which: PROV-O as JSON-LD", JSON_LD, "jsonld", document(to_provenance), of_one=True
    ),
    "schema.org": Format(
        "NewsArticle with isBasedOn, and Claim, as JSON-LD", JSON_LD, "jsonld", document(to_schema_org), of_one=True
    ),
}

__all__ = ["FORMATS", "TABLES", "Format", "Table", "make_table"]
