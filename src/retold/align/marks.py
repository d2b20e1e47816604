"""The words of a text that give a change its kind: figures, times, names, hedges, "not", words of saying.

Takes a text once, gives marks in order that share no character; names apart, for they count only where both sides
have one. A mark holds a value to compare: two marks of equal value are no change, whatever their words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from retold.records import Change, ChangeKind, Span
from retold.text.names import find_names
from retold.text.numbers import NumberSeen, find_numbers
from retold.text.stems import CLOSED_CLASS, stem_word
from retold.text.times import find_times
from retold.text.tokens import WORD, fold_word, fold_words

HEDGES = frozenset(
    "almost nearly roughly approximately estimated reportedly allegedly apparently possibly probably perhaps may might "
    "could likely unlikely suggested believed potentially seemingly presumably".split()
)
NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without cannot can't isn't wasn't aren't weren't "
    "don't doesn't didn't won't wouldn't hasn't haven't hadn't denied denies deny".split()
)
SURE_SAYING = frozenset("said says say told tells according".split())
SAYING = SURE_SAYING | frozenset(
    "reported reports stated states announced announces added adds confirmed confirms claimed claims wrote quoted "
    "spokesman spokeswoman spokesperson officials sources statement".split()
)
BREAK = re.compile(r"[.,;:!?\n\"“”«»()]|\s[-–—]\s")
QUOTE_MARK = re.compile(r"[\"“”«»]")
AFTER = re.compile(r"[\s-]*(%|[^\W\d_]+)")
MEASURES = (
    ("%", frozenset("% percent pct percentage".split())),
    (
        "time",
        frozenset(
            "second seconds minute minutes hour hours day days night nights week weeks month months year years decade "
            "decades century centuries".split()
        ),
    ),
)
CLAUSE = 60  # characters on either side of a word of saying in which its clause ends
CLAUSE_WORDS = 6  # a longer clause says more than who said it


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of one kind. `core` is the part without hedges, `bound` what those hedges say; a cut keeps `core`."""

    kind: ChangeKind
    span: Span
    core: Span
    value: Hashable
    bound: Change = "="
    full: Span | None = None  # of a figure: with its hedges, also when cut
    what: str = ""  # of a figure: the stem of the word after it, when it has content
    measure: str = ""  # of a figure: its money, unit of time or sign of percent


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marks, its names, and the places between quotation marks; each in order, none overlapping."""

    text: str
    marks: tuple[Mark, ...]
    names: tuple[Mark, ...]
    quoted: tuple[Span, ...]

    def marks_in(self, place: Span) -> list[Mark]:
        """The marks that lie in a place, cut at its ends; a figure of which only the bound lies there is a hedge."""
        found = (cut_mark(m, place, self.text) for m in meeting(self.marks, place))
        return [m for m in found if m]

    def names_in(self, place: Span) -> list[Mark]:
        """The names that lie in a place, cut at its ends, without those that another mark takes."""
        taken = meeting(self.marks, place)
        found = (cut_mark(n, place, self.text) for n in meeting(self.names, place))
        return [n for n in found if n and not meeting(taken, n.span)]


def mark_text(text: str) -> Marked:
    """The marks of a text.

    >>> [(m.kind, m.span.of("It may take 9 boats.")) for m in mark_text("It may take 9 boats.").marks]
    [('hedge', 'may'), ('figure', '9')]
    """
    times = [t for t in find_times(text, None) if t.type != "DURATION"]
    marks = [Mark("date", t.span, t.span, t.value) for t in times]
    marks = join(marks, [figure_mark(n, text) for n in find_numbers(text)])
    quoted = inside_quotes(text)
    marks = join(marks, list(word_marks(text, marks, quoted)))
    names = [Mark("name", n, n, " ".join(fold_words(n.of(text)))) for n in find_names(text)]
    return Marked(text, tuple(marks), tuple(names), tuple(quoted))


def figure_mark(number: NumberSeen, text: str) -> Mark:
    """A number as a mark; a sign of percent is the word after it."""
    value = number.low, number.high, number.currency
    after = AFTER.match(text, number.span.end, number.span.end + CLAUSE)
    word = fold_word(after[1]) if after else ""
    what = "" if word in CLOSED_CLASS else stem_word(word)
    measure = number.currency or next((m for m, words in MEASURES if word in words), "")
    return Mark("figure", number.span, number.core, value, number.change, number.span, what, measure)


def word_marks(text: str, marks: list[Mark], quoted: list[Span]) -> Iterator[Mark]:
    """Hedges, words of negation, and clauses of saying that stand in no quote."""
    for match in WORD.finditer(text):
        word, place = fold_word(match.group()), Span(*match.span())
        for kind, words in (("hedge", HEDGES), ("negation", NEGATIONS)):
            if word in words:
                yield Mark("hedge" if kind == "hedge" else "negation", place, place, word)
                break
        else:
            if word not in SAYING or is_quoted(place, quoted):
                continue
            clause = clause_around(text, place)
            short = len(WORD.findall(text, clause.start, clause.end)) <= CLAUSE_WORDS and not meeting(marks, clause)
            if short or word in SURE_SAYING:
                yield Mark("attribution", clause if short else place, place, None)


def clause_around(text: str, place: Span) -> Span:
    """The words around a place up to the marks of punctuation before and after."""
    floor = max(0, place.start - CLAUSE)
    breaks = [m.end() for m in BREAK.finditer(text, floor, place.start)]
    end = BREAK.search(text, place.end, place.end + CLAUSE)
    start = breaks[-1] if breaks else floor
    words = WORD.search(text, start, place.end)
    return Span(words.start() if words else place.start, end.start() if end else min(len(text), place.end + CLAUSE))


def join(marks: list[Mark], more: list[Mark]) -> list[Mark]:
    """Both lists in order; of two marks on one place the one of the first list, or the earlier, stays."""
    out: list[Mark] = []
    free = [m for m in more if not meeting(marks, m.span)]
    for mark in sorted([*marks, *free], key=lambda m: (m.span, m.kind)):
        if mark.span.start < mark.span.end and (not out or out[-1].span.end <= mark.span.start):
            out.append(mark)
    return out


def meeting(marks: Sequence[Mark], place: Span) -> list[Mark]:
    """The marks of an ordered row that share a character with a place."""
    first = bisect_right(marks, place.start, key=attrgetter("span.end"))
    last = bisect_left(marks, place.end, key=attrgetter("span.start"))
    return list(marks[first:last])


def is_quoted(span: Span, quoted: Sequence[Span]) -> bool:
    """Whether words lie inside one of these places."""
    at = bisect_left(quoted, span.start, key=attrgetter("end"))
    return span.start < span.end and at < len(quoted) and quoted[at].holds(span)


def cut_mark(mark: Mark, place: Span, text: str) -> Mark | None:
    """The part of a mark that lies in a place: none when what makes its kind lies elsewhere."""
    span = shared(mark.span, place)
    inside = mark.core.meets(place)
    if mark.kind == "figure" and not inside:
        return Mark("hedge", span, span, " ".join(fold_words(span.of(text))))
    if mark.kind == "attribution":
        said = " ".join(fold_words(span.of(text)))
        return Mark("attribution", span, span, said) if inside else None
    return replace(mark, span=span)


def shared(one: Span, other: Span) -> Span:
    """What two places have in common; empty at the later start when nothing."""
    start = max(one.start, other.start)
    return Span(start, max(start, min(one.end, other.end)))


def inside_quotes(text: str) -> list[Span]:
    """The places between quotation marks, a line at a time."""
    out: list[Span] = []
    start = 0
    for line in text.split("\n"):
        marks = [start + m.start() for m in QUOTE_MARK.finditer(line)]
        out += [Span(a + 1, b) for a, b in zip(marks[::2], marks[1::2], strict=False)]
        start += len(line) + 1
    return out
