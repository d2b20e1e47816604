"""What leaves a store, in the formats its users already have tools for: a table of formats, one function for all.

Stories come one by one and are written as they come, so that a large store needs no more memory than a small one; only
trees and Parquet are whole before they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import msgspec

from retold.pipeline import collate_witnesses
from retold.records import Article, CollatedWitness, Stemma
from retold.show.export.files import to_csv, to_parquet, to_sqlite
from retold.show.export.linked import to_annotations, to_provenance, to_schema_org
from retold.show.rows import plain, story_records, to_json
from retold.show.tables import TABLES, Table, make_table
from retold.show.trees import TABLE_FORMATS, TREE_FORMATS, TableFormat, TreeFormat
from retold.show.view import StoryView

JSON_LD = "application/ld+json"


Write = Callable[[Iterable[StoryView], str], Iterable[bytes]]  # stories and the name of a table, to pieces of a file


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write stories. `of_one` formats take a single story; `by_table` ones write one table."""

    about: str
    media: str
    ending: str
    write: Write
    by_table: bool = False
    of_one: bool = False


def tables_of(names: Iterable[str], views: Iterable[StoryView]) -> Iterator[Table]:
    """These tables in parts: each without rows first, then story by story."""
    kept = list(names)
    yield from (make_table(name, []) for name in kept)
    for view in views:
        yield from (make_table(name, [view]) for name in kept)


def write_records(views: Iterable[StoryView], _table: str) -> Iterator[bytes]:
    """Everything there is, a JSON record a line: the one format that loses nothing."""
    return (to_json(row).encode() + b"\n" for view in views for row in story_records(view))


def write_csv(views: Iterable[StoryView], table: str) -> Iterator[bytes]:
    """One table as CSV."""
    return to_csv(tables_of([table], views))


def write_sheet(views: Iterable[StoryView], _table: str) -> Iterator[bytes]:
    """The analyst's sheet as CSV."""
    return to_csv(tables_of(["sheet"], views))


def write_parquet(views: Iterable[StoryView], table: str) -> Iterator[bytes]:
    """One table as Parquet."""
    yield to_parquet(tables_of([table], views))


def write_sqlite(views: Iterable[StoryView], _table: str) -> Iterator[bytes]:
    """Every table in one SQLite file."""
    return to_sqlite(tables_of(TABLES, views))


def write_jsonl(views: Iterable[StoryView], table: str) -> Iterator[bytes]:
    """One table as JSON Lines."""
    return (to_json(row).encode() + b"\n" for part in tables_of([table], views) for row in part.to_dicts())


def document(make: Callable[[StoryView], object]) -> Write:
    """A format that writes one story as one JSON document."""

    def write(views: Iterable[StoryView], _table: str) -> Iterator[bytes]:
        (view,) = views
        yield msgspec.json.format(msgspec.json.encode(plain(make(view))), indent=1) + b"\n"

    return write


def trees(form: TreeFormat) -> Format:
    """The copy trees of stories in a format of graph tools."""

    def write(views: Iterable[StoryView], _table: str) -> Iterator[bytes]:
        stemmas: dict[str, Stemma] = {}
        articles: dict[str, Article] = {}
        for view in views:
            stemmas.update((s.id, s) for s in view.families)
            articles.update(view.articles)
        yield form.write(list(stemmas.values()), articles).encode("utf-8", "replace")

    return Format(f"copy trees: {form.about}", form.media, form.ending.removeprefix("."), write)


def witnesses(form: TableFormat) -> Format:
    """The texts of a story's largest family side by side in a format of edition tools."""

    def write(views: Iterable[StoryView], _table: str) -> Iterator[bytes]:
        (view,) = views
        rows = [CollatedWitness(view.sigils[i], view.name_of(i), view.articles[i].text) for i in largest_family(view)]
        yield form.write(collate_witnesses(rows)).encode("utf-8", "replace")

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
