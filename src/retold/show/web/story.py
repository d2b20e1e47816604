"""One story: headline facts, sources, a copy tree, the timeline and the ledger, each in parts that fit on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from retold.records import Drift, Entry, Moment, Stemma, StoryCard
from retold.show.axis import draw_timeline, find_near, pages_window
from retold.show.drawing import TreeDrawing, draw_family
from retold.show.html import VERDICT_SIGNS
from retold.show.view import Related, related_stories
from retold.show.web.ask import Ask, Part, Shown, part_of
from retold.show.web.outline import Outline, Place, WordingRow, load_outline, word_entries
from retold.store.story_log import read_cards

FACTS = 6
SOURCES_A_PAGE = 12
EDGES_A_PAGE = 25
MOMENTS_A_PAGE = 12
ENTRIES_A_PAGE = 12
WORDINGS_AN_ENTRY = 4
MOST_BOXES = 60  # a larger family is drawn in part, from its top down
KINDS = ("figure", "quote", "event")


@dataclass(frozen=True, slots=True)
class Head:
    """What every page of a story says first."""

    id: str
    label: str
    first: str | None
    last: str | None
    pages: int
    sources: int
    families: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One family of copies, or one page alone, as the reader counts it."""

    letter: str
    name: str
    origins: int
    pages: tuple[Place, ...]
    drawn: bool  # whether it has a tree to look at


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A copy and what it was made from, with the evidence."""

    child: Place
    parent: Place
    relation: str
    confidence: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """The family whose tree is shown."""

    letter: str
    name: str
    pages: int
    origins: int
    edges: Part[EdgeRow]
    lost: tuple[tuple[Place, str], ...]  # lost originals, and why the evidence asks for them


@dataclass(frozen=True, slots=True)
class MomentRow:
    """A point or stretch of the timeline, under its number."""

    number: int
    first: str
    last: str
    text: str
    sources: int
    page: Place
    near: bool


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A question of the ledger with its answers."""

    id: str
    kind: str
    question: str
    verdict: str
    sources: int
    pages: int
    values: tuple[Decimal, ...]
    why: str
    part_of: str | None
    drifts: int
    wordings: tuple[WordingRow, ...]


@dataclass(frozen=True, slots=True)
class StoryData:
    """A story, as much of it as one page shows."""

    story: Head
    verdicts: dict[str, int]
    facts: tuple[EntryRow, ...]
    sources: Part[SourceRow]
    family: Family | None
    timeline: Part[MomentRow]
    ledger: Part[EntryRow]
    related: tuple[Related, ...]
    card: StoryCard | None


def show_story(ask: Ask) -> Shown:
    """The story with the parts that the address asks for."""
    outline = load_outline(ask.store, ask.path["story"])
    near = find_near(outline.ledger.timeline, pages_window(a.published for a in outline.view.articles.values()))
    stemma = chosen_family(outline, ask.one("family"))
    moments = part_of(moment_rows(outline, set(near), ask.one("background") == "yes"), ask, "moments", MOMENTS_A_PAGE)
    facts = headline_entries(outline)
    entries = part_of(chosen_entries(outline, ask), ask, "entries", ENTRIES_A_PAGE)
    words = word_entries(ask.store, outline, [*facts, *entries.items], most=WORDINGS_AN_ENTRY)
    data = StoryData(
        story=head_of(outline),
        verdicts=count_verdicts(outline),
        facts=tuple(entry_row(outline, e, words[e.id][:1]) for e in facts),
        sources=part_of(source_rows(outline), ask, "sources", SOURCES_A_PAGE),
        family=family_of(outline, stemma, ask) if stemma else None,
        timeline=moments,
        ledger=entries.holding(entry_row(outline, e, words[e.id]) for e in entries.items),
        related=tuple(related_stories(ask.store, outline.id)),
        card=read_cards(ask.store, [outline.id]).get(outline.id),
    )
    shown = {m.number for m in moments.items}
    axis = draw_timeline(outline.ledger.timeline, {n: d for n, d in near.items() if n in shown})
    return Shown(
        outline.view.story.label,
        data,
        {
            "tree": draw_part(outline, stemma) if stemma else None,
            "axis": axis,
            "near": len(near),
            "background": len(outline.ledger.timeline) - len(near),
            "trees": [s for s in source_rows(outline) if s.drawn],
            "signs": VERDICT_SIGNS,
            "kinds": KINDS,
        },
    )


def head_of(outline: Outline) -> Head:
    """The first lines of a story."""
    story, ledger = outline.view.story, outline.ledger
    return Head(
        story.id,
        story.label,
        story.first,
        story.last,
        len(story.articles),
        ledger.sources,
        len(outline.view.families),
        ledger.notes,
    )


def count_verdicts(outline: Outline) -> dict[str, int]:
    """How many entries have which verdict, in the order of the verdicts."""
    counts = dict.fromkeys(VERDICT_SIGNS, 0)
    for entry in outline.ledger.entries:
        counts[entry.verdict] += 1
    return {v: n for v, n in counts.items() if n}


def headline_entries(outline: Outline) -> list[Entry]:
    """The figures that most sources speak of; those of one source follow in the order of the ledger."""
    figures = [e for e in outline.ledger.entries if e.kind == "figure" and e.part_of is None]
    return sorted(figures, key=lambda e: -e.sources)[:FACTS]


def chosen_entries(outline: Outline, ask: Ask) -> list[Entry]:
    """The entries that fit the filters of the address."""
    verdicts, kinds, words = ask.many("verdict"), ask.many("kind"), ask.one("words").casefold()
    return [
        e
        for e in outline.ledger.entries
        if (not verdicts or e.verdict in verdicts)
        and (not kinds or e.kind in kinds)
        and (not words or words in e.question.casefold())
    ]


def entry_row(outline: Outline, entry: Entry, wordings: Sequence[WordingRow]) -> EntryRow:
    """An entry ready to be shown."""
    return EntryRow(
        entry.id,
        entry.kind,
        entry.question,
        entry.verdict,
        entry.sources,
        entry.pages,
        entry.values,
        outline.say(entry.why),
        entry.part_of,
        len(entry.drifts),
        tuple(wordings),
    )


# ---- sources and trees ---------------------------------------------------------------------------------------------


def source_rows(outline: Outline) -> list[SourceRow]:
    """A row a family, the largest first."""
    return [source_row(outline, s) for s in outline.view.families]


def source_row(outline: Outline, stemma: Stemma) -> SourceRow:
    """A family under its letter, named after its root."""
    pages = tuple(outline.place(i) for i in outline.view.members(stemma))
    named = outline.source(stemma.root or stemma.id)
    name = pages[0].name if named.kind == "elsewhere" else named.name
    letter = outline.letter_of_family[stemma.id]
    return SourceRow(letter, name, stemma.sources, pages, len(stemma.witnesses) > 1)


def chosen_family(outline: Outline, letter: str) -> Stemma | None:
    """The family of this letter, else the largest one that has a tree."""
    trees = [s for s in outline.view.families if len(s.witnesses) > 1]
    return next((s for s in trees if outline.letter_of_family[s.id] == letter), trees[0] if trees else None)


def family_of(outline: Outline, stemma: Stemma, ask: Ask) -> Family:
    """The table of a family's tree."""
    edges = sorted(stemma.edges, key=lambda e: (sigil_order(outline, e.child), -e.confidence, e.parent))
    rows = [
        EdgeRow(
            outline.place(e.child),
            outline.place(e.parent),
            e.relation,
            round(e.confidence, 4),
            tuple(f"{s.note} ({s.weight:+.1f})" for s in e.signs),
        )
        for e in edges
    ]
    row = source_row(outline, stemma)
    lost = tuple((outline.place(h.id), h.why) for h in stemma.hidden)
    return Family(row.letter, row.name, len(row.pages), stemma.sources, part_of(rows, ask, "edges", EDGES_A_PAGE), lost)


def sigil_order(outline: Outline, node: str) -> tuple[int, str]:
    """A2 before A10."""
    sigil = outline.place(node).sigil
    return (len(sigil), sigil)


def draw_part(outline: Outline, stemma: Stemma) -> TreeDrawing:
    """The tree of a family, of a very large one its upper part."""
    return draw_family(outline.view, stemma, most=MOST_BOXES, drifts=drifts_by_child(outline))


def drifts_by_child(outline: Outline) -> dict[str, int]:
    """How many claims each page changed on the way."""
    counts: dict[str, int] = {}
    for drift in all_drifts(outline):
        counts[drift.child] = counts.get(drift.child, 0) + 1
    return counts


def all_drifts(outline: Outline) -> Iterator[Drift]:
    """Every drift of the ledger."""
    for entry in outline.ledger.entries:
        yield from entry.drifts


# ---- the timeline --------------------------------------------------------------------------------------------------


def moment_rows(outline: Outline, near: set[int], background: bool) -> list[MomentRow]:
    """The moments near the pages' own dates, or those long before and after."""
    numbered = enumerate(outline.ledger.timeline, 1)
    return [moment_row(outline, n, m, n in near) for n, m in numbered if (n in near) != background]


def moment_row(outline: Outline, number: int, moment: Moment, near: bool) -> MomentRow:
    """A moment ready to be shown."""
    return MomentRow(
        number, moment.first, moment.last, moment.text, moment.sources, outline.place(moment.article), near
    )
