"""A collation as a TEI apparatus, parallel segmentation (TEI P5, chapter 12): every witness re-reads to its own text.

To read a witness, take what stands outside of `app` and the `rdg` whose `wit` names it, in the order of the document.
A reading that stands elsewhere in its text has an `app` of its own at that place, and an empty `rdg` with `corresp`
where the others have it. A character that XML cannot hold is a `g` whose `n` is its number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from retold.records import Collation, Column, Span
from retold.show.trees.nodes import UNFIT, fit

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")


def to_tei(collation: Collation) -> str:
    """The collation as one TEI document."""
    ids = ids_of(collation)
    witnesses = "".join(
        f'<witness xml:id="{i}" n="{attribute(w.sigil)}">{escape(fit(w.article))}</witness>\n'
        for i, w in zip(ids, collation.witnesses, strict=True)
    )
    body = "".join(pieces_of(collation, ids))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader>\n<fileDesc>\n'
        f"<titleStmt><title>Collation of {len(ids)} witnesses</title></titleStmt>\n"
        "<publicationStmt><p>Made by retold.</p></publicationStmt>\n"
        f"<sourceDesc><listWit>\n{witnesses}</listWit></sourceDesc>\n</fileDesc>\n<encodingDesc>"
        '<variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>\n</teiHeader>\n'
        f'<text><body><ab xml:space="preserve">{body}</ab></body></text>\n</TEI>\n'
    )


def ids_of(collation: Collation) -> list[str]:
    """An XML name for each witness: its sigil where that is one and no other has it."""
    sigils = [w.sigil for w in collation.witnesses]
    fine = all(map(NAME.fullmatch, sigils)) and len(set(sigils)) == len(sigils)
    return sigils if fine else [f"w{k}" for k in range(1, len(sigils) + 1)]


def pieces_of(collation: Collation, ids: list[str]) -> Iterator[str]:
    """The text with its apparatus, piece by piece."""
    waiting = moved_readings(collation)
    for number, column in enumerate(collation.columns):
        for row, place in enumerate(column.places):
            if column.words[row] and row not in column.moved:
                yield from moved_before(collation, waiting, ids, row, place.start)
        yield column_piece(collation, column, ids, number)
    for row in range(len(ids)):
        yield from moved_before(collation, waiting, ids, row, len(collation.witnesses[row].text))


def moved_readings(collation: Collation) -> Mapping[int, list[tuple[Span, int]]]:
    """For each row its readings that stand elsewhere, the last first, with the number of their column."""
    found: dict[int, list[tuple[Span, int]]] = defaultdict(list)
    for number, column in enumerate(collation.columns):
        for row in column.moved:
            found[row].append((column.places[row], number))
    return {row: sorted(readings, reverse=True) for row, readings in found.items()}


def moved_before(
    collation: Collation, waiting: Mapping[int, list[tuple[Span, int]]], ids: list[str], row: int, start: int
) -> Iterator[str]:
    """The readings of a row that stand in its text before this place and were not told yet."""
    left = waiting.get(row, [])
    while left and left[-1][0].start < start:
        place, number = left.pop()
        words = content(place.of(collation.witnesses[row].text))
        yield f'<app type="transposed"><rdg xml:id="moved.{number}.{row}" wit="#{ids[row]}">{words}</rdg></app>'


def column_piece(collation: Collation, column: Column, ids: list[str], number: int) -> str:
    """One column: plain text where all have the same characters, else an `app` with a `rdg` for each reading."""
    groups: dict[str, list[int]] = defaultdict(list)
    for row, (witness, place) in enumerate(zip(collation.witnesses, column.places, strict=True)):
        if row not in column.moved:
            groups[place.of(witness.text) if column.words[row] else ""].append(row)
    if len(groups) == 1 and not column.moved:
        return content(next(iter(groups)))
    kind = "substantive" if len(set(column.words)) > 1 else "orthographic"
    readings = "".join(
        f'<rdg wit="{" ".join(f"#{ids[r]}" for r in rows)}">{content(words)}</rdg>'
        for words, rows in sorted(groups.items(), key=lambda group: group[1])
    )
    readings += "".join(f'<rdg wit="#{ids[r]}" corresp="#moved.{number}.{r}"/>' for r in column.moved)
    return f'<app type="{kind}">{readings}</app>'


def content(text: str) -> str:
    """Words as XML content; a carriage return as a reference, a character that XML cannot hold as a `g`."""
    escaped = escape(text, {"\r": "&#13;"})
    return UNFIT.sub(lambda m: f'<g n="{ord(m.group()):X}"/>', escaped)


def attribute(text: str) -> str:
    """A text as the value of an attribute."""
    return escape(fit(text), {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
