"""One claim: every wording in its sentence by source, its history, and how it changed along the copy trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from retold.records import Decided, Drift, Entry, Point, Recommended
from retold.show.forest import Node, walk_family
from retold.show.web.ask import Ask, MissingError, Part, Shown, part_of
from retold.show.web.outline import Outline, Place, WordingRow, load_outline, word_entries
from retold.show.web.story import EntryRow, Head, entry_row, head_of

WORDINGS_A_PAGE = 40
STEPS_A_PAGE = 60


@dataclass(frozen=True, slots=True)
class Sentence:
    """One wording in its sentence, and every page that has it word for word."""

    wording: WordingRow
    pages: tuple[WordingRow, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent source with its different sentences."""

    source: Place
    sentences: tuple[Sentence, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class DriftRow:
    """A change of meaning between a page and its copy."""

    kind: str
    parent: Place
    child: Place
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One node of a copy tree: what it says of the claim, or that it says nothing."""

    place: Place
    depth: int
    wording: WordingRow | None
    same: bool  # word for word as its parent says it
    parent: Place | None
    drifts: tuple[DriftRow, ...]


@dataclass(frozen=True, slots=True)
class ClaimData:
    """A claim with all that is known of it."""

    story: Head
    claim: EntryRow
    series: tuple[Point, ...]
    recommended: Recommended | None
    decided: tuple[Decided, ...]
    parts: tuple[EntryRow, ...]
    voices: Part[WordingRow]
    drifts: tuple[DriftRow, ...]
    chain: Part[Step]


def show_claim(ask: Ask) -> Shown:
    """The claim of this id in its story."""
    outline = load_outline(ask.store, ask.path["story"])
    entry = outline.entry_of.get(ask.path["entry"])
    if entry is None:
        raise MissingError("This story has no such claim. A later run may have joined it with another one.")
    words = word_entries(ask.store, outline, [entry])[entry.id]
    voices = part_of(words, ask, "wordings", WORDINGS_A_PAGE)
    data = ClaimData(
        story=head_of(outline),
        claim=entry_row(outline, entry, ()),
        series=entry.series,
        recommended=entry.recommended,
        decided=entry.decided,
        parts=tuple(entry_row(outline, e, ()) for e in outline.ledger.entries if e.part_of == entry.id),
        voices=voices,
        drifts=tuple(drift_row(outline, d) for d in entry.drifts),
        chain=part_of(walk_chain(outline, entry, words), ask, "steps", STEPS_A_PAGE),
    )
    return Shown(entry.question, data, {"by_source": by_source(voices.items)})


def by_source(wordings: Iterable[WordingRow]) -> list[Voice]:
    """The wordings of each source together, each sentence once; they come in the order of sources."""
    voices: dict[str, list[WordingRow]] = {}
    for w in wordings:
        voices.setdefault(w.source.id, []).append(w)
    return [Voice(ws[0].source, tuple(by_sentence(ws)), len({w.page.id for w in ws})) for ws in voices.values()]


def by_sentence(wordings: Iterable[WordingRow]) -> Iterator[Sentence]:
    """Each sentence with the pages that have it."""
    sentences: dict[tuple[str, ...], list[WordingRow]] = {}
    for w in wordings:
        sentences.setdefault(sentence_of(w), []).append(w)
    for same in sentences.values():
        yield Sentence(same[0], tuple(same))


def sentence_of(wording: WordingRow) -> tuple[str, ...]:
    """What makes two wordings the same: the sentence, and where in it the claim stands."""
    return tuple(" ".join(part.split()) for part in (wording.before, wording.words, wording.after))


def drift_row(outline: Outline, drift: Drift) -> DriftRow:
    """A drift ready to be shown."""
    return DriftRow(drift.kind, outline.place(drift.parent), outline.place(drift.child), drift.before, drift.after)


def walk_chain(outline: Outline, entry: Entry, wordings: Sequence[WordingRow]) -> list[Step]:
    """The trees of more than one page that carry the claim, from their tops down to the last page that says it."""
    said: dict[str, WordingRow] = {}
    for w in wordings:
        said.setdefault(w.page.id, w)
    drifts: dict[str, list[DriftRow]] = {}
    for d in entry.drifts:
        drifts.setdefault(d.child, []).append(drift_row(outline, d))
    steps: list[Step] = []
    for stemma in outline.view.families:
        if len(stemma.witnesses) > 1 and any(a in said for a in stemma.family):
            steps += [walk_step(outline, n, said, drifts) for n in walk_family(stemma)]
    return steps


def walk_step(outline: Outline, node: Node, said: dict[str, WordingRow], drifts: dict[str, list[DriftRow]]) -> Step:
    """One node with what it says, and whether its parent says just that."""
    wording, parent = said.get(node.id), said.get(node.edge.parent) if node.edge else None
    same = wording is not None and parent is not None and sentence_of(wording) == sentence_of(parent)
    above = outline.place(node.edge.parent) if node.edge else None
    return Step(outline.place(node.id), node.depth, wording, same, above, tuple(drifts.get(node.id, ())))
