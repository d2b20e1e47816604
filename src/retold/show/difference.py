"""Two texts side by side: rows of pieces, ready for a terminal or a page; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retold.records import Alignment, Span, TypedChange

Kind = str  # "same", or the kind of the change


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one side with what happened to them."""

    text: str
    kind: Kind
    note: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Both sides in pieces, and the changes in the order of the right side."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    changes: tuple[TypedChange, ...]


def lay_out(left: str, right: str, alignment: Alignment, changes: Sequence[TypedChange]) -> Difference:
    """The pieces of both sides; a change that is in no text of its own side leaves no piece there."""
    moved_left = [r.left for r in alignment.runs if r.kind == "moved"]
    moved_right = [r.right for r in alignment.runs if r.kind == "moved"]
    return Difference(
        pieces_of(left, [(c.left, c) for c in changes], moved_left),
        pieces_of(right, [(c.right, c) for c in changes], moved_right),
        tuple(changes),
    )


def pieces_of(text: str, marks: Sequence[tuple[Span, TypedChange]], moved: Sequence[Span]) -> tuple[Piece, ...]:
    """A text cut at its marks; overlapping marks are cut at the first."""
    spans = [(s, c.kind, c.note) for s, c in marks if s.end > s.start]
    spans += [(s, "moved", "stands elsewhere on the other side") for s in moved]
    pieces: list[Piece] = []
    at = 0
    for span, kind, note in sorted(spans, key=lambda m: (m[0], m[1])):
        start = max(span.start, at)
        if span.end <= start:
            continue
        if start > at:
            pieces.append(Piece(text[at:start], "same"))
        pieces.append(Piece(text[start : span.end], kind, note))
        at = span.end
    if at < len(text):
        pieces.append(Piece(text[at:], "same"))
    return tuple(pieces)
