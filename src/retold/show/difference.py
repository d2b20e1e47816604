"""Texts side by side: pieces and rows, ready for a terminal or a page; decides nothing.

For two texts `lay_out` gives each side in pieces. For two or more `lay_rows` sets paragraphs that tell the same
beside each other, so that the columns stay together wherever a reader looks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from retold.records import Alignment, Span, TypedChange

Kind = str  # "same", or the kind of the change
LONGEST_PIECE = 4000  # characters of one piece that a row shows; of a longer one its beginning and its end
LONGEST_CELL = 12_000  # characters of one cell
MOVED = "stands elsewhere on the other side"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one side with what happened to them; `change` is the number of the change from 1 on, or 0."""

    text: str
    kind: Kind
    note: str = ""
    change: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """Both sides in pieces, and the changes in the order of the right side."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    changes: tuple[TypedChange, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A text beside the first one: how both align, and the changes that are shown, each under its number."""

    text: str
    alignment: Alignment
    changes: tuple[tuple[int, TypedChange], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What the texts say at one place; a text that says nothing there has an empty cell."""

    cells: tuple[tuple[Piece, ...], ...]


def lay_out(left: str, right: str, alignment: Alignment, changes: Sequence[TypedChange]) -> Difference:
    """The pieces of both sides; a change that is in no text of its own side leaves no piece there."""
    compared = Compared(right, alignment, tuple(enumerate(changes, 1)))
    return Difference(
        tuple(cut_pieces(left, Span(0, len(left)), left_marks(compared))),
        tuple(cut_pieces(right, Span(0, len(right)), right_marks(compared))),
        tuple(changes),
    )


Marked = tuple[Span, Kind, str, int]


def left_marks(compared: Compared) -> list[Marked]:
    """What is marked in the first text, in its order."""
    moved = [(r.left, "moved", MOVED, 0) for r in compared.alignment.runs if r.kind == "moved"]
    return in_order([(c.left, c.kind, c.note, n) for n, c in compared.changes] + moved)


def right_marks(compared: Compared) -> list[Marked]:
    """What is marked in the other text, in its order."""
    moved = [(r.right, "moved", MOVED, 0) for r in compared.alignment.runs if r.kind == "moved"]
    return in_order([(c.right, c.kind, c.note, n) for n, c in compared.changes] + moved)


def in_order(marks: Iterable[Marked]) -> list[Marked]:
    """The marks that cover words, from the beginning of the text on."""
    return sorted((m for m in marks if m[0].end > m[0].start), key=lambda m: (m[0], m[1], m[3]))


def cut_pieces(text: str, within: Span, marks: Sequence[Marked]) -> Iterator[Piece]:
    """A stretch of text cut at its marks; overlapping marks are cut at the first."""
    at = within.start
    for span, kind, note, number in marks:
        start, end = max(span.start, at), min(span.end, within.end)
        if start >= end:
            continue
        if start > at:
            yield Piece(text[at:start], "same")
        yield Piece(text[start:end], kind, note, number)
        at = end
    if at < within.end:
        yield Piece(text[at : within.end], "same")


# ---- rows ----------------------------------------------------------------------------------------------------------


def lay_rows(first: str, others: Sequence[Compared]) -> list[Row]:
    """The paragraphs of the first text, beside each what the others say there; what only they say stands between."""
    own = line_spans(first)
    marks = in_order({m for c in others for m in left_marks(c)})
    lines = [(span, [list(cut_pieces(first, span, touching(marks, span)))]) for span in own]
    cells: dict[tuple[int, int], list[list[Piece]]] = {(n, 0): pieces for n, (_, pieces) in enumerate(lines)}
    added: list[tuple[tuple[int, int, int], int, list[Piece]]] = []
    for column, compared in enumerate(others, 1):
        for place, order, pieces in place_lines(own, compared):
            if order is None:
                cells.setdefault((place, column), []).append(pieces)
            else:
                added.append(((place, column, order), column, pieces))
    width = len(others) + 1
    rows = [((n, 0, 0), tuple(join_lines(cells.get((n, c), [])) for c in range(width))) for n in range(len(own))]
    rows += [
        (key, tuple(join_lines([pieces] if c == column else []) for c in range(width))) for key, column, pieces in added
    ]
    return [Row(cells) for _, cells in sorted(rows, key=lambda r: r[0])]


def place_lines(own: Sequence[Span], compared: Compared) -> Iterator[tuple[int, int | None, list[Piece]]]:
    """For each line of the other text: the line of the first that it stands beside, or after which it was added."""
    lines = line_spans(compared.text)
    beside = match_lines(own, lines, compared.alignment)
    marks = right_marks(compared)
    last = -1
    for n, span in enumerate(lines):
        pieces = list(cut_pieces(compared.text, span, touching(marks, span)))
        found = beside[n]
        if found is not None:
            last = found
        yield last, None if found is not None else n, pieces


def match_lines(own: Sequence[Span], lines: Sequence[Span], alignment: Alignment) -> list[int | None]:
    """For each line of the right text the line of the left one with which it shares most."""
    starts, right_starts = [s.start for s in own], [s.start for s in lines]
    shared: list[dict[int, int]] = [{} for _ in lines]
    for run in alignment.runs:
        if run.kind in ("lost", "added"):
            continue
        touched = list(overlapping(right_starts, lines, run.right))
        if run.kind == "changed" and len(touched) > 1:
            continue  # words that became a line and more: which of the lines they stand beside, others tell
        weight = 1 if run.kind == "changed" else 4
        for n in touched:
            part = Span(max(run.right.start, lines[n].start), min(run.right.end, lines[n].end))
            there = carry_over(part, run.right, run.left)
            for m in overlapping(starts, own, there):
                size = min(there.end, own[m].end) - max(there.start, own[m].start)
                shared[n][m] = shared[n].get(m, 0) + weight * size
    return [max(s, key=lambda m: (s[m], -m)) if s else None for s in shared]


def carry_over(part: Span, whole: Span, other: Span) -> Span:
    """The place in `other` that corresponds to a part of `whole`."""
    scale = (other.end - other.start) / max(1, whole.end - whole.start)
    start = other.start + round((part.start - whole.start) * scale)
    return Span(start, max(start + 1, other.start + round((part.end - whole.start) * scale)))


def overlapping(starts: Sequence[int], lines: Sequence[Span], span: Span) -> Iterator[int]:
    """The numbers of the lines that share a place with a span."""
    n = max(0, bisect_right(starts, span.start) - 1)
    while n < len(lines) and lines[n].start < span.end:
        if lines[n].end > span.start:
            yield n
        n += 1


def touching(marks: Sequence[Marked], span: Span) -> list[Marked]:
    """The marks that share a place with a span; marks come in order and may overlap."""
    last = bisect_right(marks, span.end, key=lambda m: m[0].start)
    return [m for m in marks[:last] if m[0].end > span.start]


def join_lines(lines: Sequence[Sequence[Piece]]) -> tuple[Piece, ...]:
    """The lines of one cell; very long pieces without their middle, a very long cell without its end."""
    pieces: list[Piece] = []
    room = LONGEST_CELL
    for piece in (p for line in lines for p in (*line, Piece("\n", "same"))):
        if room <= 0:
            return (*pieces, Piece("…", "same"))
        pieces.append(shorten(piece))
        room -= len(pieces[-1].text)
    return tuple(pieces[:-1])


def shorten(piece: Piece) -> Piece:
    """A piece that fits into a row."""
    if len(piece.text) <= LONGEST_PIECE:
        return piece
    half = LONGEST_PIECE // 2
    return replace(piece, text=f"{piece.text[:half]} … {piece.text[-half:]}")


def line_spans(text: str) -> list[Span]:
    """The lines of a text that hold words.

    >>> [(s.start, s.end) for s in line_spans("one\\n\\ntwo")]
    [(0, 3), (5, 8)]
    """
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return spans
