"""What is known of a story as tables: ledger, claims, quotes, edges, pages, timeline.

A table is named columns with a type each and rows of plain values; every file format, the notebook and the API read
the same tables. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from retold.records import Edge, Entry, Figure, Quote
from retold.show.crediting import how_credited, name_owner
from retold.show.sheet import BOUNDS, SHEET, sheet_rows
from retold.show.sheet import Value as Value
from retold.show.view import StoryView, place_of

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

SHOWN_IN_NOTEBOOK = 200


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named, typed columns.

    >>> Table("pages", (("outlet", str), ("words", int)), [("The Harbour", 120)]).to_dicts()
    [{'outlet': 'The Harbour', 'words': 120}]
    """

    name: str
    columns: tuple[tuple[str, type], ...]
    rows: Sequence[tuple[Value, ...]]

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [name for name, _ in self.columns]

    def __len__(self) -> int:
        return len(self.rows)

    def to_dicts(self) -> list[dict[str, Value]]:
        """A dictionary a row."""
        return [dict(zip(self.names, row, strict=True)) for row in self.rows]

    def to_arrow(self) -> pyarrow.Table:
        """The same as an Arrow table."""
        import pyarrow as pa

        kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
        columns = [[clean_text(row[n]) for row in self.rows] for n in range(len(self.columns))]
        schema = pa.schema([(name, kinds[kind]) for name, kind in self.columns])
        return pa.table(columns, schema=schema)

    def to_pandas(self) -> pandas.DataFrame:
        """The same as a pandas frame; pandas must be installed."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The same as a polars frame; polars must be installed."""
        import polars

        return polars.DataFrame(polars.from_arrow(self.to_arrow()))

    def _repr_html_(self) -> str:
        """The table as a notebook shows it, every cell escaped."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.names)
        shown = self.rows[:SHOWN_IN_NOTEBOOK]
        body = "".join(f"<tr>{''.join(f'<td>{escape(show_value(v))}</td>' for v in row)}</tr>" for row in shown)
        more = len(self.rows) - len(shown)
        rest = f"<p>and {more} more rows</p>" if more else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def show_value(value: Value) -> str:
    """A value as a reader sees it."""
    return "" if value is None else str(value)


def clean_text(value: Value) -> Value:
    """Text without lone surrogates, which no file format takes."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


LEDGER = (
    ("story", str),
    ("entry", str),
    ("kind", str),
    ("question", str),
    ("verdict", str),
    ("values", str),
    ("sources", int),
    ("pages", int),
    ("drifts", int),
    ("part_of", str),
    ("why", str),
)
CLAIMS = (
    ("story", str),
    ("entry", str),
    ("claim", str),
    ("page", str),
    ("outlet", str),
    ("source", str),
    ("kind", str),
    ("what", str),
    ("low", float),
    ("high", float),
    ("bound", str),
    ("unit", str),
    ("speaker", str),
    ("as_of", str),
    ("words", str),
    ("sentence", str),
    ("start", int),
    ("end", int),
)
QUOTES = (
    ("story", str),
    ("claim", str),
    ("page", str),
    ("outlet", str),
    ("speaker", str),
    ("direct", bool),
    ("words", str),
    ("start", int),
    ("end", int),
)
EDGES = (
    ("story", str),
    ("family", str),
    ("parent", str),
    ("parent_outlet", str),
    ("child", str),
    ("child_outlet", str),
    ("relation", str),
    ("confidence", float),
    ("credited", str),
    ("because", str),
)
PAGES = (
    ("story", str),
    ("page", str),
    ("sigil", str),
    ("outlet", str),
    ("title", str),
    ("published", str),
    ("credit", str),
    ("url", str),
    ("found_in", str),
    ("fetched", str),
    ("sha256", str),
    ("characters", int),
)
TIMELINE = (
    ("story", str),
    ("first", str),
    ("last", str),
    ("kind", str),
    ("text", str),
    ("page", str),
    ("outlet", str),
    ("sources", int),
)


def ledger_rows(view: StoryView) -> Iterable[tuple[Value, ...]]:
    """A row an entry."""
    for e in view.ledger.entries:
        values = "; ".join(map(str, e.values))
        head = (view.story.id, e.id, e.kind, e.question, e.verdict, values)
        yield (*head, e.sources, e.pages, len(e.drifts), e.part_of, e.why)


def claim_rows(view: StoryView) -> Iterable[tuple[Value, ...]]:
    """A row a claim in an entry, with the sentence and its place in the article's text."""
    for entry in view.ledger.entries:
        yield from entry_claims(view, entry)


def entry_claims(view: StoryView, entry: Entry) -> Iterable[tuple[Value, ...]]:
    """The claims of one entry."""
    for w in view.wordings(entry):
        claim = view.claim_of[w.claim]
        place = place_of(claim)
        sentence = " ".join((w.before + w.words + w.after).split())
        head = (view.story.id, entry.id, claim.id, w.article, view.name_of(w.article), w.source, entry.kind)
        said: tuple[Value, ...]
        if isinstance(claim, Figure):
            q = claim.quantity
            said = (claim.what, float(q.low), float(q.high), BOUNDS[q.change], q.unit, claim.speaker, claim.as_of)
        else:
            speaker = claim.speaker if isinstance(claim, Quote) else claim.who
            said = (None, None, None, None, None, speaker, None if isinstance(claim, Quote) else claim.when)
        yield (*head, *said, w.words, sentence, place.start, place.end)


def quote_rows(view: StoryView) -> Iterable[tuple[Value, ...]]:
    """A row a quote, whether or not the ledger asks about it."""
    for article in sorted(view.claims):
        text = view.articles[article].text
        for q in view.claims[article].quotes:
            head = (view.story.id, q.id, article, view.name_of(article), q.speaker, q.direct)
            yield (*head, " ".join(p.of(text) for p in q.parts), q.words.start, q.words.end)


def edge_rows(view: StoryView) -> Iterable[tuple[Value, ...]]:
    """A row an edge of a copy tree."""
    for stemma in view.families:
        for e in stemma.edges:
            ends = (e.parent, view.name_of(e.parent), e.child, view.name_of(e.child))
            because = "; ".join(s.note for s in e.signs)
            credited = say_credit(view, e)
            yield (view.story.id, stemma.id, *ends, e.relation, round(e.confidence, 4), credited, because)


def say_credit(view: StoryView, edge: Edge) -> str | None:
    """Where the copy names what it was made from; None when it does not, or when one of the two is not at hand."""
    parent, child = view.articles.get(edge.parent), view.articles.get(edge.child)
    return how_credited(child, name_owner([parent])) if parent and child else None


def page_rows(view: StoryView) -> Iterable[tuple[Value, ...]]:
    """A row a page."""
    for i in sorted(view.articles, key=lambda i: (view.sigils.get(i, ""), i)):
        a, p = view.articles[i], view.pages[i]
        head = (view.story.id, i, view.sigils.get(i), view.name_of(i), a.title, a.published, a.credit)
        yield (*head, a.url, p.found_in, p.fetched, p.sha256, len(a.text))


def timeline_rows(view: StoryView) -> Iterable[tuple[Value, ...]]:
    """A row a moment."""
    for m in view.ledger.timeline:
        yield (view.story.id, m.first, m.last, m.kind, m.text, m.article, view.name_of(m.article), m.sources)


Rows = Callable[[StoryView], Iterable[tuple[Value, ...]]]
TABLES: dict[str, tuple[tuple[tuple[str, type], ...], Rows]] = {
    "ledger": (LEDGER, ledger_rows),
    "claims": (CLAIMS, claim_rows),
    "quotes": (QUOTES, quote_rows),
    "edges": (EDGES, edge_rows),
    "pages": (PAGES, page_rows),
    "timeline": (TIMELINE, timeline_rows),
    "sheet": (SHEET, sheet_rows),
}


def make_table(name: str, views: Iterable[StoryView]) -> Table:
    """The table of this name over these stories."""
    columns, rows = TABLES[name]
    return Table(name, columns, [row for view in views for row in rows(view)])
