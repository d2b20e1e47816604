"""A changed place cut into pieces of their own kinds.

Takes the marks of two texts and a place in each, gives changes in the order of both sides that share no character.
Marks of one kind are paired in order; a pair that differs is a change, and so is a mark that is on one side only. What
stands between them is wording, a quote, or words added or dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from retold.align.marks import Mark, Marked, is_quoted, meeting
from retold.align.notes import bound_note, change_note
from retold.align.pairs import Pair, Place, Sides, bounds_of, fits, insert, is_equal, pair_marks, pair_names
from retold.records import ChangeKind, Span, TypedChange
from retold.text.tokens import WORD, fold_word, fold_words

PAIRED: tuple[ChangeKind, ...] = ("figure", "date", "negation", "hedge", "attribution")
FEW_WORDS = 3  # on either side: such a change is of one kind, no need to cut it
MOST_WORDS = 12  # of words that are on one side only: more of them are a sentence, named as a whole
EDGES = " \n,;:"  # not told in a note about words; nor is a full stop before them
LITTLE_REACH = 40  # characters before a day in which its "on the" stands
LITTLE = frozenset(
    "a an the of in on at by to for from with and or but as is are was were be been has have had do does did that "
    "this it its his her their mr mrs ms dr who which since until before after during".split()
)


def cut_place(place: Place, sides: Sides) -> Iterator[TypedChange]:
    """The changes in one place of both texts."""
    lefts, rights = (side.marks_in(span) for side, span in zip(sides, place, strict=True))
    anchors: list[Pair] = []
    settled: set[Span] = set()
    settled_right: set[Span] = set()
    for kind in PAIRED:
        pairs = pair_marks([m for m in lefts if m.kind == kind], [m for m in rights if m.kind == kind])
        for pair in pairs:
            if is_equal(*pair) or fits(anchors, bounds_of(pair)):
                settled.add(pair[0].span)
                settled_right.add(pair[1].span)
            if not is_equal(*pair) and fits(anchors, bounds_of(pair)):
                insert(anchors, bounds_of(pair))
    for names in pair_names(place, sides):
        if fits(anchors, names):
            insert(anchors, names)
    singles = [m for m in lefts if m.span not in settled], [m for m in rights if m.span not in settled_right]
    yield from walk(place, anchors, singles, sides)


def walk(
    place: Place, anchors: Sequence[Pair], singles: tuple[list[Mark], list[Mark]], sides: Sides
) -> Iterator[TypedChange]:
    """The changes of all pairs, and of what stands between them."""
    left, right = place[0].start, place[1].start
    for pair in anchors:
        gap = Span(left, pair[0].span.start), Span(right, pair[1].span.start)
        yield from cut_gap(gap, singles, sides)
        yield pair_change(pair, sides)
        left, right = pair[0].span.end, pair[1].span.end
    yield from cut_gap((Span(left, place[0].end), Span(right, place[1].end)), singles, sides)


def pair_change(pair: Pair, sides: Sides) -> TypedChange:
    """The change that a pair is."""
    left, right = pair
    words = (told(m, s.text, bound=left.bound != right.bound) for m, s in zip(pair, sides, strict=True))
    note = change_note(left.kind, *words)
    if left.kind == "figure":
        note += bound_note(left.bound, right.bound)
    return TypedChange(left.kind, left.span, right.span, note)


def told(mark: Mark, text: str, *, bound: bool) -> str:
    """The words that tell a mark: the whole figure, also where only a part changed, and the month of a day."""
    words = mark.span.of(text)
    if mark.kind == "figure":
        return (mark.full if bound and mark.full else hull(mark.span, mark.core)).of(text)
    return mark.core.of(text) if mark.kind == "date" and words.isdecimal() else words


def hull(one: Span, other: Span) -> Span:
    """From the first character of both to the last."""
    return Span(min(one.start, other.start), max(one.end, other.end))


def cut_gap(gap: Place, singles: tuple[list[Mark], list[Mark]], sides: Sides) -> Iterator[TypedChange]:
    """Words between two pairs, cut at the marks that only one side has."""
    lefts, rights = (
        [m for m in meeting(marks, span) if span.holds(m.span)] for marks, span in zip(singles, gap, strict=True)
    )
    counts = [len(WORD.findall(s.text, g.start, g.end)) for s, g in zip(sides, gap, strict=True)]
    if max(counts) <= FEW_WORDS and (whole := kind_of_few(gap, (lefts, rights), sides)):
        yield as_one(gap, whole, sides)
        return
    if not min(counts) and max(counts) > MOST_WORDS:
        lefts, rights = [], []
    stretches = stretches_of(gap[0], lefts, sides[0].text), stretches_of(gap[1], rights, sides[1].text)
    at = [gap[0].start, gap[1].start]
    for pieces in zip_longest(*stretches):
        spans = [p[0] if p else Span(a, a) for p, a in zip(pieces, at, strict=True)]
        yield from leave((spans[0], spans[1]), sides)
        at = [s.end for s in spans]
        for side, piece in enumerate(pieces):
            if piece and piece[1]:
                yield one_sided(piece[1], side, at, sides)
                at[side] = piece[1].span.end


def kind_of_few(gap: Place, marks: tuple[Sequence[Mark], Sequence[Mark]], sides: Sides) -> ChangeKind | None:
    """The kind of a change of few words: a hedge or "not" among them, or a figure or saying that is all of a side.

    "nine" may become "several", and "and nine goats" may go: both are figures. A day never names the words beside it.
    """
    alone = any(not WORD.search(s.text, g.start, g.end) for s, g in zip(sides, gap, strict=True))
    found: list[ChangeKind] = []
    for span, row, side in zip(gap, marks, sides, strict=True):
        whole = alone or is_little_but(span, row, side.text)
        found += [m.kind for m in row if m.kind in ("hedge", "negation") or (whole and m.kind != "date")]
    return min(found, key=PAIRED.index, default=None)


def is_little_but(span: Span, marks: Sequence[Mark], text: str) -> bool:
    """Whether the words of a place are these marks and little words."""
    words = list(WORD.finditer(text, span.start, span.end))
    return all(meeting(marks, Span(*w.span())) or fold_word(w.group()) in LITTLE for w in words)


def stretches_of(span: Span, marks: Sequence[Mark], text: str) -> list[tuple[Span, Mark | None]]:
    """The words before each mark with the mark, and those after the last; what holds no word goes with a mark."""
    out: list[tuple[Span, Mark | None]] = []
    start = span.start
    for k, mark in enumerate(marks):
        begin = start_with_little(mark, start, text)
        end = mark.span.end
        if k == len(marks) - 1 and not WORD.search(text, end, span.end):
            end = span.end
        wide = trimmed(Span(begin, end), text)
        out.append((Span(start, begin), replace(mark, span=wide)))
        start = end
    return [*out, (Span(start, span.end), None)]


def start_with_little(mark: Mark, floor: int, text: str) -> int:
    """Where a mark starts with the "on" before a day, and with all before it that holds no word."""
    begin = mark.span.start
    if mark.kind == "date":
        for word in reversed(list(WORD.finditer(text, max(floor, begin - LITTLE_REACH), begin))):
            if fold_word(word.group()) not in LITTLE:
                break
            begin = word.start()
    return begin if WORD.search(text, floor, begin) else floor


def one_sided(mark: Mark, side: int, at: Sequence[int], sides: Sides) -> TypedChange:
    """A mark that the other side lacks."""
    words = mark.span.of(sides[side].text)
    gone = Span(at[1 - side], at[1 - side])
    left, right = (mark.span, gone) if side == 0 else (gone, mark.span)
    words = words.strip(EDGES).lstrip(EDGES + ".") or words
    before, after = (words, "") if side == 0 else ("", words)
    return TypedChange(mark.kind, left, right, change_note(mark.kind, before, after))


def leave(place: Place, sides: Sides) -> Iterator[TypedChange]:
    """What is left between marks: nothing when it has no words, or the same."""
    texts = tuple(s.text for s in sides)
    words = [fold_words(p.of(t)) for p, t in zip(place, texts, strict=True)]
    if words[0] == words[1]:
        return
    spans = [trimmed(p, t) for p, t in zip(place, texts, strict=True)]
    spans = [s if w else Span(s.start, s.start) for s, w in zip(spans, words, strict=True)]
    trimmed_place = spans[0], spans[1]
    yield as_one(trimmed_place, kind_of_rest(trimmed_place, sides, words), sides)


def kind_of_rest(place: Place, sides: Sides, words: Sequence[list[str]]) -> ChangeKind:
    """The kind of words without marks."""
    if any(is_quoted(words_of(p, s.text), s.quoted) for p, s in zip(place, sides, strict=True)):
        return "quote"
    if words[0] and words[1]:
        return "wording"
    side = 0 if words[0] else 1
    return "name" if is_name(place[side], sides[side]) else "dropped" if words[0] else "added"


def words_of(span: Span, text: str) -> Span:
    """A place from its first word to the end of its last."""
    words = [m.span() for m in WORD.finditer(text, span.start, span.end)]
    return Span(words[0][0], words[-1][1]) if words else Span(span.start, span.start)


def is_name(span: Span, side: Marked) -> bool:
    """Whether words are little but a name."""
    names = side.names_in(span)
    return bool(names) and is_little_but(span, names, side.text)


def as_one(place: Place, kind: ChangeKind, sides: Sides) -> TypedChange:
    """A place as one change."""
    words = (p.of(s.text).strip() for p, s in zip(place, sides, strict=True))
    told = (w if kind == "punctuation" else w.strip(EDGES).lstrip(EDGES + ".") or w for w in words)
    return TypedChange(kind, place[0], place[1], change_note(kind, *told))


def trimmed(span: Span, text: str) -> Span:
    """A place without the blanks around its words."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
