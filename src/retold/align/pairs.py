"""Marks of two texts in pairs: which figure, day, hedge or name of one side answers which of the other.

Takes the marks of one changed place, gives pairs in the order of both sides. It judges nothing: what a pair that
differs is called stands in pieces.py.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel

from retold.align.marks import Mark, Marked
from retold.records import Span
from retold.text.tokens import WORD, fold_word, fold_words

REACH = 3  # marks on the other side in which one finds its pair by order
MOST_PAIRED = 2000  # marks of one kind in one change that are compared; beyond it they are paired by their order

Sides = tuple[Marked, Marked]
Place = tuple[Span, Span]
Pair = tuple[Mark, Mark]
Key = Callable[[Mark], Hashable]

KEYS: tuple[Key, ...] = (lambda m: (m.value, m.bound), lambda m: m.value, lambda m: m.what)


def pair_marks(lefts: Sequence[Mark], rights: Sequence[Mark], keys: Sequence[Key] = KEYS) -> Iterator[Pair]:
    """Marks of one kind: those equal by the first key meet, those between them by the next, the rest in their order."""
    if not keys or not lefts or not rights:
        yield from pair_in_order(lefts, rights)
        return
    for (i, j), (k, n) in pairwise([(-1, -1), *equal_marks(lefts, rights, keys[0]), (len(lefts), len(rights))]):
        yield from pair_marks(lefts[i + 1 : k], rights[j + 1 : n], keys[1:])
        if k < len(lefts) and n < len(rights):
            yield lefts[k], rights[n]


def equal_marks(lefts: Sequence[Mark], rights: Sequence[Mark], key: Key) -> list[tuple[int, int]]:
    """The longest row of pairs that have one key; a mark without a key has no pair."""
    if max(len(lefts), len(rights)) > MOST_PAIRED:
        return []
    ids: dict[object, int] = {}
    known = [[k for k, m in enumerate(marks) if key(m)] for marks in (lefts, rights)]
    left, right = (
        [ids.setdefault(key(marks[k]), len(ids)) for k in row]
        for marks, row in zip((lefts, rights), known, strict=True)
    )
    same = (c for c in Indel.opcodes(left, right) if c.tag == "equal")
    places = ((c.src_start + k, c.dest_start + k) for c in same for k in range(c.src_end - c.src_start))
    return [(known[0][i], known[1][j]) for i, j in places]


def pair_in_order(lefts: Sequence[Mark], rights: Sequence[Mark]) -> Iterator[Pair]:
    """Each mark with the next one on the other side that is measured alike: no share meets a count."""
    at = 0
    for left in lefts:
        for k in range(at, min(at + REACH, len(rights))):
            if left.measure == rights[k].measure:
                yield left, rights[k]
                at = k + 1
                break


def is_equal(left: Mark, right: Mark) -> bool:
    """Whether two marks say the same."""
    return left.value == right.value and left.bound == right.bound


def bounds_of(pair: Pair) -> Pair:
    """A pair of figures of one value as a pair of their bounds; other pairs as they are."""
    left, right = pair
    if left.kind != "figure" or left.value != right.value:
        return pair
    return bound_of(left), bound_of(right)


def bound_of(mark: Mark) -> Mark:
    """The hedge of a figure: the words before it, else those after, else the empty place before it."""
    before = Span(mark.span.start, max(mark.span.start, mark.core.start))
    after = Span(min(mark.core.end, mark.span.end), mark.span.end)
    place = after if before.start == before.end and after.start < after.end else before
    return Mark("hedge", place, place, mark.bound)


def pair_names(place: Place, sides: Sides) -> Iterator[Pair]:
    """Names that differ and stand in the same place: the word before them, or the word after, is the same."""
    lefts, rights = (side.names_in(span) for side, span in zip(sides, place, strict=True))
    at = 0
    for left in lefts:
        around = neighbours(left.span, sides[0].text)
        for k in range(at, min(at + REACH, len(rights))):
            right = rights[k]
            same = any(a and a == b for a, b in zip(around, neighbours(right.span, sides[1].text), strict=True))
            if same:
                at = k + 1
                if names_differ(left, right, sides):
                    yield left, right
                break


def names_differ(left: Mark, right: Mark, sides: Sides) -> bool:
    """Whether the words of two names differ inside the change."""
    return fold_words(left.span.of(sides[0].text)) != fold_words(right.span.of(sides[1].text))


def neighbours(span: Span, text: str) -> tuple[str, str]:
    """The words beside a place, on its own line."""
    before = WORD.findall(text[max(0, span.start - 40) : span.start].rpartition("\n")[2])
    after = WORD.search(text[span.end : span.end + 40].partition("\n")[0])
    return fold_word(before[-1]) if before else "", fold_word(after.group()) if after else ""


def fits(anchors: list[Pair], pair: Pair) -> bool:
    """Whether a pair crosses and touches none of these, which are in the order of both sides."""
    at = bisect_left(anchors, pair[0].span, key=lambda p: p[0].span)
    before = at == 0 or all(a.span.end <= m.span.start for a, m in zip(anchors[at - 1], pair, strict=True))
    return before and (
        at == len(anchors) or all(m.span.end <= a.span.start for a, m in zip(anchors[at], pair, strict=True))
    )


def insert(anchors: list[Pair], pair: Pair) -> None:
    """The pair at its place among the others."""
    anchors.insert(bisect_left(anchors, pair[0].span, key=lambda p: p[0].span), pair)
