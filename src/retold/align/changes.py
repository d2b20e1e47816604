"""The differences of two aligned texts, each with its kind and a note in words.

Takes an alignment and its texts, gives changes in the order of the right text. A change is cut where the kinds differ:
a figure, a name, a day, a hedge or a "not" inside a rewritten clause is named for itself; the rest is wording. How a
place is cut stands in pieces.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.align.marks import mark_text
from retold.align.notes import change_note, punctuation_note, shown
from retold.align.pairs import Place, Sides
from retold.align.pieces import MOST_WORDS, as_one, cut_place
from retold.records import Alignment, ChangeKind, Run, Span, TypedChange
from retold.text.tokens import WORD

CHROME = re.compile(
    r"(?i)\b(?:read more|see also|sign up|subscribe|newsletter|advertisement|related (?:articles|stories|content)|"
    r"most read|click here|follow us|share this|all rights reserved|cookie|copyright|©|leave a (?:reply|comment))"
)
LINE = re.compile(r"^[^\S\n]*+\S[^\n]*", re.MULTILINE)


def type_changes(alignment: Alignment, left_text: str, right_text: str) -> list[TypedChange]:
    """Every difference with its kind.

    >>> from retold.align import align_texts
    >>> a, b = "At least 41 died, Ms Moss said.", "At least 43 died Ms Moss said."
    >>> [(c.kind, c.note) for c in type_changes(align_texts(a, b), a, b)]
    [('figure', "figure '41' became '43'"), ('punctuation', "lost ',' between 'died' and 'Ms'")]
    """
    changed = [run for run in alignment.runs if run.kind != "same"]
    if not changed:
        return []
    sides = mark_text(left_text), mark_text(right_text)
    return [change for run in changed for place in lines_of(run, sides) for change in name_place(run, place, sides)]


def lines_of(run: Run, sides: Sides) -> Iterator[Place]:
    """The place of a run; of words that one side lacks, each line for itself."""
    if run.kind == "moved" or (run.left.of(sides[0].text).strip() and run.right.of(sides[1].text).strip()):
        yield run.left, run.right
        return
    side = 0 if run.left.start < run.left.end else 1
    span, other = (run.left, run.right) if side == 0 else (run.right, run.left)
    lines = [Span(*m.span()) for m in LINE.finditer(sides[side].text, span.start, span.end)]
    for line in lines or [span]:
        yield (line, other) if side == 0 else (other, line)


def name_place(run: Run, place: Place, sides: Sides) -> Iterator[TypedChange]:
    """The change or changes in one place."""
    texts = sides[0].text, sides[1].text
    before, after = place[0].of(texts[0]), place[1].of(texts[1])
    longest = max(len(WORD.findall(before)), len(WORD.findall(after)))
    if run.kind == "moved":
        yield TypedChange("moved", *place, f"moved {shown(after)}")
    elif not any(map(str.isalnum, before + after)):
        yield TypedChange("punctuation", *place, punctuation_note(place, texts))
    elif CHROME.search(before + after) and (not (before and after) or longest <= MOST_WORDS):
        yield TypedChange("chrome", *place, change_note("page furniture", before, after))
    else:
        cut = list(cut_place(place, sides))
        yield from cut or [as_one(place, rest_kind(before, after), sides)]


def rest_kind(before: str, after: str) -> ChangeKind:
    """The kind of a change in which no piece differs: other marks between the same words."""
    return "punctuation" if before and after else "dropped" if before else "added"
