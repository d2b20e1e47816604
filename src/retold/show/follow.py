"""Following one figure: every wording of it along the copy tree; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from retold.records import Entry, Figure
from retold.show.forest import walk_family
from retold.show.view import StoryView, Wording
from retold.text.numbers import find_numbers
from retold.text.tokens import fold_words


@dataclass(frozen=True, slots=True)
class Trail:
    """An entry that answers what was asked for, and its wordings in the order of the tree."""

    entry: Entry
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One node of the tree: what it says, or that it says nothing of it."""

    node: str
    depth: int
    wording: Wording | None
    drifts: tuple[str, ...]


def find_trails(view: StoryView, words: str) -> list[Trail]:
    """The entries with a claim that holds the asked number and most of the asked words, best first."""
    scored = [(score_entry(view, e, words), n, e) for n, e in enumerate(view.ledger.entries) if e.kind == "figure"]
    fits = sorted((-score, n, e) for score, n, e in scored if score > 0)
    best = fits[0][0] if fits else 0
    return [Trail(e, tuple(walk(view, e))) for score, _, e in fits if score == best]


def score_entry(view: StoryView, entry: Entry, words: str) -> float:
    """How well an entry answers: all asked numbers must be given; then the share of the asked words it holds."""
    asked = {(n.low, n.high) for n in find_numbers(words)}
    claims = [c for c in (view.claim_of.get(i) for i in entry.claims) if isinstance(c, Figure)]
    given = {(c.quantity.low, c.quantity.high) for c in claims}
    if not claims or (asked and not asked & given):
        return 0.0
    said = {w for c in claims for w in fold_words(f"{c.what} {' '.join(c.terms)} {c.noun} {c.predicate}")}
    said |= set(fold_words(entry.question))
    wanted = [w for w in fold_words(words) if not w[0].isdigit()]
    held = sum(any(w[:5] == s[:5] for s in said) for w in wanted)
    return (1.0 if asked else 0.0) + (held / len(wanted) if wanted else 0.5)


def walk(view: StoryView, entry: Entry) -> list[Step]:
    """The trees of the story that carry the claim, from their tops down."""
    said: dict[str, Wording] = {}
    for w in view.wordings(entry):
        said.setdefault(w.article, w)
    drifts: dict[str, list[str]] = {}
    for d in entry.drifts:
        drifts.setdefault(d.child, []).append(f"{d.kind}: {d.before} -> {d.after}")
    steps: list[Step] = []
    for stemma in view.families:
        if any(a in said for a in stemma.family):
            steps += [Step(n.id, n.depth, said.get(n.id), tuple(drifts.get(n.id, ()))) for n in walk_family(stemma)]
    return steps
