"""A story as one HTML file: no script, no outside request; everything of a page is escaped text.

Takes a StoryView, gives the file as a string, the same bytes for the same view.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment

from retold import __version__
from retold.pipeline import compare_articles
from retold.records import Block, Span, Stemma, TypedChange
from retold.show.axis import draw_timeline, find_near, pages_window
from retold.show.drawing import BOX_HEIGHT, BOX_WIDTH, TreeDrawing, draw_family
from retold.show.forest import walk_family
from retold.show.html import VERDICT_SIGNS, make_environment
from retold.show.view import StoryView, letters

MOST_DIFFERENCES = 40  # pairs laid side by side in one report; the others by `retold diff`
MOST_CHANGES = 60  # changes listed for one pair
MOST_ROWS = 16  # sources listed one by one; further pages that stand alone share a row
CONTEXT = 70  # characters around a change
SHOWN_OUTSIDE = 160  # characters of a block that was set aside


@dataclass(frozen=True, slots=True)
class Source:
    """One family, or one page alone, as the reader counts it."""

    letter: str
    name: str
    stemma: Stemma
    pages: tuple[str, ...]  # those that belong to the story
    drawing: TreeDrawing | None

    @property
    def alone(self) -> bool:
        """Whether it is one page."""
        return len(self.pages) == 1


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pages side by side, reduced to what changed."""

    left: str
    right: str
    relation: str
    changes: tuple[ShownChange, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change with the words around it on both sides."""

    kind: str
    note: str
    left: tuple[str, str, str]
    right: tuple[str, str, str]


def render_report(view: StoryView) -> str:
    """The report as HTML."""
    pairs = list(find_pairs(view))
    near = find_near(view.ledger.timeline, pages_window(a.published for a in view.articles.values()))
    sources = [make_source(view, n, s) for n, s in enumerate(view.families)]
    return (
        environment()
        .get_template("report.html")
        .render(
            view=view,
            sources=sources,
            listed=[s for n, s in enumerate(sources) if n < MOST_ROWS or not s.alone],
            rest=[s for n, s in enumerate(sources) if n >= MOST_ROWS and s.alone],
            axis=draw_timeline(view.ledger.timeline, near),
            near=near,
            moments=list(enumerate(view.ledger.timeline, 1)),
            pairs=[show_pair(view, *p) for p in pairs[:MOST_DIFFERENCES]],
            pairs_left_out=max(0, len(pairs) - MOST_DIFFERENCES),
            version=__version__,
            box=(BOX_WIDTH, BOX_HEIGHT),
            to_page=lambda node: f"#page-{view.sigils[node]}",
            verdicts={v: n for v in VERDICT_SIGNS if (n := sum(e.verdict == v for e in view.ledger.entries))},
        )
    )


@cache
def environment() -> Environment:
    """The templates of the report."""
    env = make_environment("retold.show")
    env.globals["outside_text"] = outside_text
    return env


def make_source(view: StoryView, number: int, stemma: Stemma) -> Source:
    """A family under its letter, named after its root."""
    top = next(walk_family(stemma)).id
    drawing = draw_family(view, stemma) if len(stemma.witnesses) > 1 else None
    pages = tuple(view.members(stemma))
    named = stemma.root if stemma.root not in view.elsewhere else pages[0]
    return Source(letters(number), view.name_of(named or top), stemma, pages, drawing)


def outside_text(view: StoryView, article: str, block: Block) -> str:
    """The first words of what was set aside."""
    text = " ".join(block.page.of(view.articles[article].flat).split())
    return text if len(text) <= SHOWN_OUTSIDE else text[:SHOWN_OUTSIDE].rstrip() + "…"


def find_pairs(view: StoryView) -> Iterator[tuple[str, str, str]]:
    """The pairs worth laying side by side: drifted ones first, then edges, then the children of one lost original."""
    drifted = {(d.parent, d.child) for e in view.ledger.entries for d in e.drifts}
    found: dict[tuple[str, str], str] = {}
    for stemma in view.families:
        siblings: dict[str, list[str]] = {}
        for e in (e for e in stemma.edges if e.child in view.articles):
            if e.parent in view.articles:
                found[e.parent, e.child] = e.relation
            elif e.parent not in view.elsewhere:
                siblings.setdefault(e.parent, []).append(e.child)
        for first, *others in siblings.values():
            found.update({(first, other): "copies of one lost original" for other in others})
    order = sorted(found, key=lambda p: (p not in drifted, found[p] == "identical", *(view.sigils[i] for i in p)))
    return ((a, b, found[a, b]) for a, b in order)


def show_pair(view: StoryView, left: str, right: str, relation: str) -> Pair:
    """Two pages, reduced to what changed."""
    a, b = view.articles[left], view.articles[right]
    _, changes = compare_articles(a, b)
    shown = [show_change(c, a.text, b.text) for c in changes[:MOST_CHANGES]]
    return Pair(left, right, relation, tuple(shown), max(0, len(changes) - MOST_CHANGES))


def show_change(change: TypedChange, left: str, right: str) -> ShownChange:
    """One change, cut out of both texts."""
    return ShownChange(change.kind, change.note, cut_out(left, change.left), cut_out(right, change.right))


def cut_out(text: str, span: Span) -> tuple[str, str, str]:
    """The words of a span with some before and after, on their own line of the text."""
    before = text[max(0, span.start - CONTEXT) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + CONTEXT].partition("\n")[0]
    words = span.of(text)
    if len(words) > 6 * CONTEXT:
        words = words[: 3 * CONTEXT] + " … " + words[-3 * CONTEXT :]
    return before, words, after
