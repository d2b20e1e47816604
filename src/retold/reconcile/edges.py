"""Which two surviving articles are compared to see what a copy changed, and which of their figures belong together.

Takes stemmas, figures and aligned sentences. A child of a lost original is compared with the surviving relative that
stands closest to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from retold.reconcile.asked import Asked
from retold.reconcile.question import opposed, share
from retold.records import Edge, SentencePair, Span, Stemma
from retold.text.tokens import folded_words

PairSentences = Callable[[str, str], Sequence[SentencePair]]
CLOSENESS = ("identical", "near-verbatim", "expanded", "partial", "excerpt", "rewrite", "translation")
CLOSE = 1.5  # times as large; a mistyped or turned digit rarely makes more
ALIKE = 0.6  # share of words from which two sentences can differ in their number alone
LIKE_ENOUGH = 0.3  # likeness from which two aligned sentences are read as one


@dataclass(frozen=True, slots=True)
class Step:
    """A surviving article and the one it is compared with."""

    parent: str  # as the tree has it: may be a lost original
    witness: str  # the surviving article that stands for it
    child: str
    relation: str


@dataclass(frozen=True, slots=True)
class Match:
    """Two figures that stand in the same place of a parent and its child."""

    step: Step
    before: Asked
    after: Asked
    likeness: float


def steps_of(stemma: Stemma, known: Mapping[str, object]) -> list[Step]:
    """The comparisons that a tree asks for, in the order of the children."""
    children: dict[str, list[Edge]] = defaultdict(list)
    for edge in stemma.edges:
        children[edge.parent].append(edge)
    steps = []
    nearest = cache(lambda hidden: closest(hidden, children, known))  # ten thousand copies may have one lost parent
    for edge in sorted(stemma.edges, key=lambda e: (e.child, e.parent)):
        if edge.child not in known:
            continue
        witness = edge.parent if edge.parent in known else nearest(edge.parent)
        if witness is not None and witness != edge.child:
            steps.append(Step(edge.parent, witness, edge.child, edge.relation))
    return steps


def closest(hidden: str, children: Mapping[str, Sequence[Edge]], known: Mapping[str, object]) -> str | None:
    """The surviving descendant that stands nearest to a lost original."""
    rows = sorted((closeness(e), e.child) for e in children.get(hidden, ()) if e.child in known)
    if rows:
        return rows[0][1]
    for edge in sorted(children.get(hidden, ()), key=lambda e: (closeness(e), e.child)):
        if edge.child != hidden and (found := closest(edge.child, children, known)):
            return found
    return None


def closeness(edge: Edge) -> tuple[int, float]:
    """Smaller for a child that keeps more of its parent."""
    return (CLOSENESS.index(edge.relation) if edge.relation in CLOSENESS else len(CLOSENESS), -edge.confidence)


def match_figures(step: Step, asked: Mapping[str, Sequence[Asked]], pair: PairSentences) -> Iterator[Match]:
    """The figures of a child with those of its parent that stand in the same sentence."""
    before, after = asked.get(step.witness, ()), asked.get(step.child, ())
    if not before or not after:
        return
    parents, children = by_sentence(before), by_sentence(after)
    words = {s: folded_words(s.of(rows[0].article.text)) for s, rows in parents.items()}
    verbatim = {tuple(w): s for s, w in sorted(words.items(), reverse=True)}
    left = []
    for sentence, rows in children.items():
        twin = verbatim.get(folded_words(sentence.of(rows[0].article.text)))
        if twin is None:
            left.append(sentence)
        else:
            yield from (Match(step, a, b, 1.0) for a, b in in_order(parents[twin], rows))
    if not any(fits(a, b) for fits in FITS for s in left for b in children[s] for a in before):
        return
    for aligned in sorted(pair(step.witness, step.child), key=lambda p: (-p.likeness, p.right, p.left)):
        if aligned.likeness < LIKE_ENOUGH:
            continue
        old = [a for s, rows in parents.items() if s.meets(aligned.left) for a in rows]
        new = [b for s in left if s.meets(aligned.right) for b in children[s]]
        yield from (Match(step, a, b, aligned.likeness) for a, b in in_order(old, new))


def by_sentence(asked: Sequence[Asked]) -> dict[Span, list[Asked]]:
    """Figures by the sentence they stand in, in the order of the text."""
    out: dict[Span, list[Asked]] = defaultdict(list)
    for a in sorted(asked, key=lambda a: (a.figure.sentence, a.figure.evidence)):
        out[a.figure.sentence].append(a)
    return out


def in_order(old: Sequence[Asked], new: Sequence[Asked]) -> Iterator[tuple[Asked, Asked]]:
    """Pair the figures of two sentences: equal numbers first, then what is alike in thing and act."""
    free_old, free_new = list(old), list(new)
    for fits in FITS:
        for b in list(free_new):
            found = next((a for a in free_old if fits(a, b)), None)
            if found is not None:
                free_old.remove(found)
                free_new.remove(b)
                yield found, b


def same_figure(a: Asked, b: Asked) -> bool:
    """Equal number and thing."""
    return same_count(a, b) and a.noun == b.noun


def same_count(a: Asked, b: Asked) -> bool:
    """Equal number, with or without its unit."""
    return a.figure.quantity.low == b.figure.quantity.low and a.figure.quantity.high == b.figure.quantity.high


def same_thing(a: Asked, b: Asked) -> bool:
    """Another number of the same thing: what a changed digit leaves."""
    if opposed(a.act, b.act) or a.answer.dimension != b.answer.dimension:
        return False
    if a.answer.dimension:
        return bool(a.terms & b.terms) or a.noun == b.noun
    return a.noun == b.noun and (a.act == b.act or a.act in b.acts or b.act in a.acts)


def same_place(a: Asked, b: Asked) -> bool:
    """Numbers of the same thing, close to each other, of which neither article has the other's."""
    if not a.noun or a.noun != b.noun or a.answer.dimension != b.answer.dimension:
        return False
    small, large = sorted((a.answer.value, b.answer.value))
    known = (a.own_numbers & b.all_numbers) | (b.own_numbers & a.all_numbers)
    return bool(a.own_numbers and b.own_numbers) and not known and large <= small * CLOSE


def same_slot(a: Asked, b: Asked) -> bool:
    """Numbers of the same thing in sentences that are alike but for them."""
    if not a.noun or a.noun != b.noun or a.answer.dimension != b.answer.dimension or opposed(a.act, b.act):
        return False
    return not a.own_numbers & b.all_numbers and share(a.words, b.words) >= ALIKE


FITS = (same_figure, same_count, same_thing, same_place, same_slot)  # the surest first
