"""The claims of a copy: what its alignment says is unchanged is taken over, only the rest is read.

Takes a page that was read, a copy of it and their alignment, gives the copy's claims. A sentence is taken over when it
stands in the copy word for word behind the same sentence as before. The others are read with their neighbours. Names
and days are those of the copy; a page with too little in common, or written from another day, is read anew.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from retold.claims.event_dates import day_of, days_of
from retold.claims.events import events_in
from retold.claims.figures import figures_in
from retold.claims.identity import claim_id
from retold.claims.language import fold_marks
from retold.claims.parts import link_parts
from retold.claims.quantities import plain_quantities
from retold.claims.reading import model_for, read_claims, scene_of
from retold.claims.sayings import PRONOUNS
from retold.claims.scenes import Scene
from retold.claims.sentences import sentence_spans
from retold.claims.speakers import full_name, longest_by_last
from retold.records import Alignment, Article, Claims, Event, Figure, Quote, Run, Span

LEAST = 0.3  # of a copy's sentences taken over: below, reading it anew costs hardly more
NEIGHBOURS = 2  # sentences on either side of a changed one that are parsed with it


def inherit_claims(parent: Article, claims: Claims, copy: Article, alignment: Alignment) -> Claims:
    """What a copy claims, taken over from its parent's claims as far as their alignment allows."""
    spans = sentence_spans(copy.text)
    kept = free_torn(kept_sentences(parent.text, copy.text, spans, alignment), claims)
    same_day = day_of(parent.published) == day_of(copy.published)
    if not same_day or model_for(copy.text) != claims.model or len(kept) < LEAST * len(spans):
        return read_claims(copy)
    fresh = [n for n in range(len(spans)) if n not in kept]
    near = sorted({m for n in fresh for m in range(max(0, n - NEIGHBOURS), min(len(spans), n + NEIGHBOURS + 1))})
    scene = scene_of(copy, copy.published, frozenset(near))
    moves = Moves(tuple(sorted(kept.values(), key=lambda k: k.before)), renamed(parent.text, copy.text))
    changed = Places(tuple(spans[n] for n in fresh))
    return Claims(
        copy.id,
        figures_of_copy(claims, scene, moves, changed, Places(tuple(spans[n] for n in near))),
        quotes_of_copy(claims, scene, moves, changed),
        events_of_copy(claims, copy, scene, moves, changed),
        claims.model,
    )


# ---- what is unchanged ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """A sentence that stands unchanged in the copy: its place in the parent and in the copy."""

    before: Span
    now: Span


def kept_sentences(parent: str, copy: str, spans: Sequence[Span], alignment: Alignment) -> dict[int, Kept]:
    """The sentences of the copy, by number, that stand in the parent behind the same sentence."""
    before = sentence_spans(parent)
    found: dict[int, int] = {}
    for run in alignment.runs:
        if run.kind in ("same", "moved"):
            found |= dict(pairs_in(parent, copy, before, spans, run))
    return {n: Kept(before[p], spans[n]) for n, p in found.items() if found.get(n - 1) == p - 1 or (n == 0 and p == 0)}


def pairs_in(
    parent: str, copy: str, before: Sequence[Span], spans: Sequence[Span], run: Run
) -> Iterator[tuple[int, int]]:
    """Sentences of the copy that meet a run, each with the next of the parent that has the same words and marks."""
    places: dict[str, list[int]] = {}
    for p in reversed(range(*numbers_in(before, run.left))):
        places.setdefault(fold_marks(before[p].of(parent)), []).append(p)
    for n in range(*numbers_in(spans, run.right)):
        if left := places.get(fold_marks(spans[n].of(copy))):
            yield n, left.pop()


def free_torn(kept: Mapping[int, Kept], claims: Claims) -> dict[int, Kept]:
    """The kept sentences without those that share a claim with a sentence that was not kept."""
    held = dict(kept)
    places = [places_of(q) for q in claims.quotes] + [[f.sentence, *f.evidence] for f in claims.figures]
    while True:
        moves = Moves(tuple(sorted(held.values(), key=lambda k: k.before)), {})
        torn = Places(tuple(sorted(p for row in places if moves.move_all(row) is None for p in row)))
        left = {n: k for n, k in held.items() if not torn.meet(k.before)}
        if len(left) == len(held):
            return held
        held = left


def renamed(parent: str, copy: str) -> dict[str | None, str]:
    """The full names of the parent that the copy gives otherwise: "Ana Moss" is "Mayor Ana Moss" there."""
    old, new = longest_by_last(parent), longest_by_last(copy)
    pairs = {" ".join(n.words): " ".join(new[last].words) for last, n in old.items() if last in new}
    return {a: b for a, b in pairs.items() if a != b}


def numbers_in(spans: Sequence[Span], at: Span) -> tuple[int, int]:
    """The first of the sentences that meet a place, and the one behind the last."""
    return bisect_right(spans, at.start, key=lambda s: s.end), bisect_left(spans, at.end, key=lambda s: s.start)


# ---- what is taken over --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Moves:
    """Kept sentences in the order of the parent, to find its places in the copy."""

    kept: tuple[Kept, ...]
    names: Mapping[str | None, str]  # how the copy names those whom the parent names otherwise

    def move(self, place: Span) -> Span | None:
        """A place inside a kept sentence as a place of the copy."""
        n = bisect_right(self.kept, place.start, key=lambda k: k.before.start) - 1
        if n < 0 or not self.kept[n].before.holds(place):
            return None
        by = self.kept[n].now.start - self.kept[n].before.start
        return Span(place.start + by, place.end + by)

    def move_all(self, places: Sequence[Span]) -> tuple[Span, ...] | None:
        """Places as places of the copy; None when one of them was not kept."""
        moved = [self.move(p) for p in places]
        whole = tuple(p for p in moved if p is not None)
        return whole if len(whole) == len(moved) else None


@dataclass(frozen=True, slots=True)
class Places:
    """Sentences in order, to be asked whether something stands in them."""

    spans: tuple[Span, ...]

    def meet(self, at: Span) -> bool:
        """Whether one of them meets a place."""
        first, last = numbers_in(self.spans, at)
        return first < last


def quotes_of_copy(claims: Claims, scene: Scene, moves: Moves, changed: Places) -> tuple[Quote, ...]:
    """The quotes taken over and those read, in order."""
    taken = [moved for q in claims.quotes if (moved := move_quote(q, scene, moves)) is not None]
    read = [q for q in scene.quotes if any(changed.meet(p) for p in places_of(q))]
    once = {q.id: q for q in (*taken, *read)}  # one whose mention alone changed is read, and not taken over too
    return tuple(sorted(once.values(), key=lambda q: (q.words.start, q.words.end, not q.direct)))


def places_of(quote: Quote) -> list[Span]:
    """Everything a quote points at: words, mention, cue."""
    return [*quote.parts, *(p for p in (quote.speaker_span, quote.cue) if p is not None)]


def move_quote(quote: Quote, scene: Scene, moves: Moves) -> Quote | None:
    """A quote of the parent in the copy, its speaker named as the copy names him; None when some of it changed."""
    places = moves.move_all(places_of(quote))
    if places is None:
        return None
    size = len(quote.parts)
    parts, rest = places[:size], list(places[size:])
    mention = rest.pop(0) if quote.speaker_span is not None else None
    words = Span(parts[0].start, parts[-1].end)
    named = moves.names.get(quote.speaker, quote.speaker)
    if mention is not None and mention.of(scene.reading.text).lower() not in PRONOUNS:
        named = full_name(scene.reading, mention)
    cue = rest.pop(0) if rest else None
    name = claim_id(scene.article, "quote", words)
    return Quote(name, scene.article, words, parts, quote.direct, named, mention, cue)


def figures_of_copy(claims: Claims, scene: Scene, moves: Moves, changed: Places, read: Places) -> tuple[Figure, ...]:
    """The figures taken over and those read, in order, tied anew to the figures they are parts of."""
    seen = [q for q in plain_quantities(scene.reading.text, scene.reading.language) if read.meet(q.span)]
    fresh = [f for f in figures_in(scene, seen) if changed.meet(f.evidence[0])]
    taken = [moved for f in claims.figures if (moved := move_figure(f, scene, moves)) is not None]
    apart = {f.id: replace(f, part_of=None) for f in (*taken, *fresh)}.values()
    return tuple(link_parts(scene.reading.text, sorted(apart, key=lambda f: f.evidence[0])))


def move_figure(figure: Figure, scene: Scene, moves: Moves) -> Figure | None:
    """A figure of the parent in the copy; None when some of it changed."""
    places = moves.move_all((figure.sentence, *figure.evidence))
    if places is None:
        return None
    name = claim_id(scene.article, "figure", places[1])
    speaker = moves.names.get(figure.speaker, figure.speaker)
    moved = replace(figure, id=name, article=scene.article, sentence=places[0], evidence=places[1:])
    return replace(moved, speaker=speaker)


def events_of_copy(claims: Claims, copy: Article, scene: Scene, moves: Moves, changed: Places) -> tuple[Event, ...]:
    """The events taken over and those read, in order."""
    story = days_of(scene.reading, scene.dates, copy.published).story
    read = [e for e in events_in(scene.reading, copy, scene.dates, changed.meet) if changed.meet(e.span)]
    taken = [moved for e in claims.events if (moved := move_event(e, copy.id, story, moves)) is not None]
    return tuple(sorted({e.id: e for e in (*taken, *read)}.values(), key=lambda e: e.span))


def move_event(event: Event, article: str, story: str | None, moves: Moves) -> Event | None:
    """An event of the parent in the copy, dated by the day that the copy is about; None when its sentence changed."""
    at = moves.move(event.span)
    if at is None:
        return None
    when = story if event.when_basis == "story" else event.when
    who, whom = moves.names.get(event.who, event.who), moves.names.get(event.to_whom, event.to_whom)
    moved = replace(event, id=claim_id(article, "event", at), article=article, span=at, evidence=(at,))
    return replace(moved, when=when, who=who, to_whom=whom)
