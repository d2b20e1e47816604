"""Commands for any related texts, given as files: collate them, and find who was copied from whom.

A file is a text as it stands, a web page, or JSON Lines of {id, text}. `lineage` also shows the trees of a story.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from retold.cli import look
from retold.cli.edges import open_story, raise_usage, write_lines, write_to
from retold.cli.options import DEFAULT_STORE, ExplainOption, JsonOption, StoreOption

if TYPE_CHECKING:
    from retold.records import Article, Stemma

OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="A file; standard output when left out.")]
RECORDS, PAGES = (".jsonl", ".ndjson"), (".html", ".htm")


def collate(
    files: Annotated[list[Path], typer.Argument(help="Texts of one tradition, two or more.")],
    kind: Annotated[str, typer.Option("--format", "-f", help="table, collatex or tei.")] = "table",
    output: OutputOption = None,
) -> None:
    """Lay several texts side by side: a row a witness, a column a reading."""
    from retold.align import collate_texts, join_readings
    from retold.records import CollatedWitness
    from retold.show.trees import TABLE_FORMATS
    from retold.show.trees.table import to_table

    if kind != "table" and kind not in TABLE_FORMATS:
        raise_usage(f"no format is called {kind!r}; the formats are table, {', '.join(TABLE_FORMATS)}")
    texts = read_texts(files)
    if len(texts) < 2:
        raise_usage("a collation needs two texts or more")
    rows = [CollatedWitness(letters(k), a.title or a.id, a.text) for k, a in enumerate(texts)]
    table = collate_texts(rows)
    written = to_table(join_readings(table)) if kind == "table" else TABLE_FORMATS[kind].write(table)
    write_to(output, [written.encode("utf-8", "replace")])


def lineage(
    names: Annotated[list[str] | None, typer.Argument(help="A story, or files; the only story when left out.")] = None,
    *,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    explain: ExplainOption = False,
    kind: Annotated[str, typer.Option("--format", "-f", help="outline, graphml, gexf, dot or newick.")] = "outline",
    output: OutputOption = None,
) -> None:
    """Who copied whom: every family of copies as a tree, of a story or of any texts given as files."""
    from retold.show.trees import TREE_FORMATS
    from retold.show.trees.outline import to_outline

    if kind != "outline" and kind not in TREE_FORMATS:
        raise_usage(f"no format is called {kind!r}; the formats are outline, {', '.join(TREE_FORMATS)}")
    given = names or []
    from_files = any(Path(n).exists() for n in given)
    if not from_files and len(given) > 1:
        raise_usage(f"there is no file {given[0]}, and only one story can be shown at a time")
    if not from_files and kind == "outline" and output is None:
        look.lineage(given[0] if given else None, store, json, explain)
        return
    stemmas, articles = trace_files([Path(n) for n in given]) if from_files else trees_of(store, given)
    if json:
        write_lines(rows_of(stemmas))
    elif kind == "outline":
        write_to(output, [to_outline(stemmas, articles, explain=explain).encode("utf-8", "replace")])
    else:
        write_to(output, [TREE_FORMATS[kind].write(stemmas, articles).encode("utf-8", "replace")])


def trees_of(store: Path | str, names: Sequence[str]) -> tuple[Sequence[Stemma], Mapping[str, Article]]:
    """The trees of a story with its articles."""
    _, view = open_story(store, names[0] if names else None)
    return view.families, view.articles


def trace_files(files: Sequence[Path]) -> tuple[list[Stemma], dict[str, Article]]:
    """The trees of the texts in these files, the largest first."""
    from retold.align import collate_texts, pair_roughly
    from retold.match import find_copies
    from retold.pipeline.order import Aligner
    from retold.trace import trace_families

    articles = read_texts(files)
    pairs, _ = find_copies(articles)
    known = {frozenset((p.left, p.right)) for p in pairs}
    more = [p for p in pair_roughly({a.id: a.text for a in articles}) if frozenset((p.left, p.right)) not in known]
    stemmas = trace_families(articles, [*pairs, *more], Aligner(articles).align, collate_texts)
    return sorted(stemmas, key=lambda s: (-len(s.witnesses), s.id)), {a.id: a for a in articles}


def read_texts(files: Sequence[Path]) -> list[Article]:
    """The texts of these files, in order; a name that stands twice is told apart by a number."""
    from dataclasses import replace

    out: list[Article] = []
    seen: dict[str, int] = {}
    for article in (a for f in files for a in read_file(f)):
        seen[article.id] = seen.get(article.id, 0) + 1
        number = seen[article.id]
        out.append(article if number == 1 else replace(article, id=f"{article.id} ({number})"))
    return out


def read_file(file: Path) -> Iterator[Article]:
    """The texts of one file."""
    from retold.records import Article

    try:
        if file.suffix.lower() in PAGES:
            yield from read_page(file)
            return
        text = file.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise_usage(f"cannot read {file}: {error.strerror}")
    if file.suffix.lower() in RECORDS:
        yield from read_records(file, text)
    else:
        yield Article(file.name, text, title=file.stem)


def read_page(file: Path) -> Iterator[Article]:
    """The article of a web page, under the name of its file."""
    from dataclasses import replace

    from retold.extract import extract_article
    from retold.read import read_pages
    from retold.records import Unread

    for page in read_pages([file]):
        if isinstance(page, Unread):
            raise_usage(f"cannot use {file}: {page.reason}")
        yield replace(extract_article(page), id=file.name)


def read_records(file: Path, text: str) -> Iterator[Article]:
    """The records of a file of JSON Lines."""
    import json

    from retold.records import Article

    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            yield Article(str(record["id"]), str(record["text"]), title=str(record.get("title") or record["id"]))
        except (ValueError, KeyError, TypeError):
            raise_usage(f"{file}, line {number}: not a record with id and text")


def rows_of(stemmas: Sequence[Stemma]) -> Iterator[str]:
    """A JSON line a family."""
    from retold.show.rows import plain, to_json

    return (to_json(plain(s)) for s in stemmas)


def letters(number: int) -> str:
    """The sigil of a row: A, B, ... Z, AA, AB, ..."""
    from retold.trace.stemma import sigil

    return sigil(number)
