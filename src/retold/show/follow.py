"""Following one claim: where it first stands, every retelling, where it changed, and who is alone with it.

Takes a story and the asked words, gives trails as data; `trail.py` draws them on a terminal. Decides nothing about
truth: the first page is the earliest that is known here, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from retold.records import Drift, Entry, Figure, Stemma
from retold.show.forest import walk_family
from retold.show.view import StoryView, Wording, place_of
from retold.text.numbers import find_numbers
from retold.text.stems import CLOSED_CLASS
from retold.text.tokens import fold_words

State = Literal["first", "told", "retold", "changed", "silent"]
STEM = 5  # letters by which an asked word is found in a claim
ENOUGH = 0.6  # share of the asked words that a quote or an event must hold


@dataclass(frozen=True, slots=True)
class Step:
    """One node of the tree: what it says, how that stands to what is above it, or that it says nothing of it."""

    node: str
    depth: int
    wording: Wording | None
    drifts: tuple[str, ...]  # in words
    state: State = "silent"
    changes: tuple[Drift, ...] = ()
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Alone:
    """A value that one origin alone gives, while others give others; or an answer that one origin alone knows."""

    words: str
    source: str
    name: str
    pages: int


@dataclass(frozen=True, slots=True)
class Trail:
    """An entry that answers what was asked for, and its wordings in the order of the trees."""

    entry: Entry
    steps: tuple[Step, ...]
    first: str | None = None  # the earliest page that carries the claim
    alone: tuple[Alone, ...] = ()


def find_trails(view: StoryView, words: str) -> list[Trail]:
    """The entries with a claim that holds the asked number and most of the asked words, best first."""
    scored = [(score_entry(view, e, words), n, e) for n, e in enumerate(view.ledger.entries)]
    fits = sorted((-score, n, e) for score, n, e in scored if score > 0)
    best = fits[0][0] if fits else 0
    return [make_trail(view, e) for score, _, e in fits if score == best]


def score_entry(view: StoryView, entry: Entry, words: str) -> float:
    """How well an entry answers: all asked numbers must be given; then the share of the asked words it holds."""
    asked = {(n.low, n.high) for n in find_numbers(words)}
    wanted = [w for w in fold_words(words) if not w[0].isdigit() and w not in CLOSED_CLASS]
    if entry.kind != "figure":
        share = share_held(wanted, said_in_words(view, entry))
        return share if share >= ENOUGH and not asked else 0.0
    claims = [c for c in (view.claim_of.get(i) for i in entry.claims) if isinstance(c, Figure)]
    given = {(c.quantity.low, c.quantity.high) for c in claims}
    if not claims or (asked and not asked & given):
        return 0.0
    said = {w for c in claims for w in fold_words(f"{c.what} {' '.join(c.terms)} {c.noun} {c.predicate}")}
    return (1.0 if asked else 0.0) + (share_held(wanted, said | set(fold_words(entry.question))) if wanted else 0.5)


def said_in_words(view: StoryView, entry: Entry) -> set[str]:
    """The words of a quote or an event, its question and its speakers included."""
    claims = [view.claim_of[i] for i in entry.claims if i in view.claim_of]
    own = (place_of(c).of(view.articles[c.article].text) for c in claims)
    speakers = (getattr(c, "speaker", None) or "" for c in claims)
    return {w for text in (entry.question, *own, *speakers) for w in fold_words(text)}


def share_held(wanted: Sequence[str], said: set[str]) -> float:
    """The part of the asked words that are said, in one form or another."""
    return sum(any(w[:STEM] == s[:STEM] for s in said) for w in wanted) / len(wanted) if wanted else 0.0


def make_trail(view: StoryView, entry: Entry) -> Trail:
    """The trail of one entry: its steps, the first of them, and who is alone with a value."""
    steps = list(walk(view, entry))
    told = [s for s in steps if s.wording]
    first = min(told, key=lambda s: (s.published or "~", s.depth, s.node), default=None)
    marked = (replace(s, state="first") if first and s.node == first.node else s for s in steps)
    return Trail(entry, tuple(marked), first.node if first else None, tuple(find_alone(view, entry)))


def walk(view: StoryView, entry: Entry) -> Iterator[Step]:
    """The trees of the story that carry the claim, from their tops down."""
    said: dict[str, Wording] = {}
    for w in view.wordings(entry):
        said.setdefault(w.article, w)
    drifts: dict[str, list[Drift]] = {}
    for d in entry.drifts:
        drifts.setdefault(d.child, []).append(d)
    for stemma in view.families:
        if any(a in said for a in stemma.family):
            yield from walk_tree(view, stemma, said, drifts)


def walk_tree(
    view: StoryView, stemma: Stemma, said: dict[str, Wording], drifts: dict[str, list[Drift]]
) -> Iterator[Step]:
    """The nodes of one tree with what each says."""
    for node in walk_family(stemma):
        own = drifts.get(node.id, [])
        wording = said.get(node.id)
        article = view.articles.get(node.id)
        yield Step(
            node.id,
            node.depth,
            wording,
            tuple(f"{d.kind}: {d.before} -> {d.after}" for d in own),
            state_of(wording, own, above=node.edge is not None),
            tuple(own),
            article.published if article else None,
        )


def state_of(wording: Wording | None, drifts: Sequence[Drift], *, above: bool) -> State:
    """How what a node says stands to what is above it."""
    if wording is None:
        return "silent"
    if drifts:
        return "changed"
    return "retold" if above else "told"


def find_alone(view: StoryView, entry: Entry) -> Iterator[Alone]:
    """What one origin alone says: the whole claim, or a value that no other gives."""
    if entry.sources == 1:
        source = dict(entry.source_of).get(entry.claims[0], "")
        name = entry.series[0].name if entry.series else name_source(view, source)
        yield Alone("", source, name, entry.pages)
        return
    for p in entry.series:
        others = [q for q in entry.series if q.source != p.source and (q.low, q.high) == (p.low, p.high)]
        if not others:
            yield Alone(p.words, p.source, p.name, p.pages)


def name_source(view: StoryView, source: str) -> str:
    """What an origin is called: its page, or its lost original."""
    known = source in view.articles or any(h.id == source for s in view.stemmas for h in s.hidden)
    return view.name_of(source) if known else source
