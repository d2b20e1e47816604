"""A collation as a table of plain text: a row a witness, a column a reading, in blocks that fit a line.

Takes a collation of joined readings; the words are shown as they stand. A tilde stands before a reading that its text
has elsewhere, a dash where a witness has nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.records import Collation, Column
from retold.show.trees.outline import printable

WIDTH, CELL = 110, 34  # letters of a line, and of a reading


def to_table(collation: Collation, *, width: int = WIDTH) -> str:
    """The table, and above it which witness each row is."""
    names = [f"{w.sigil}  {' '.join(w.article.split())}" for w in collation.witnesses]
    return printable("\n".join([*names, *blocks_of(collation, width)])) + "\n"


def blocks_of(collation: Collation, width: int) -> Iterator[str]:
    """The rows in blocks of columns."""
    head = max((len(w.sigil) for w in collation.witnesses), default=0)
    block: list[list[str]] = []
    room = width - head
    for column in collation.columns:
        cells = [cell_of(collation, column, row) for row in range(len(collation.witnesses))]
        size = max(map(len, cells)) + 3
        if block and size > room:
            yield rows_of(collation, block, head)
            block, room = [], width - head
        block.append(cells)
        room -= size
    if block:
        yield rows_of(collation, block, head)


def rows_of(collation: Collation, block: Sequence[Sequence[str]], head: int) -> str:
    """The rows of one block."""
    widths = [max(map(len, cells)) for cells in block]
    lines = [""]
    for row, witness in enumerate(collation.witnesses):
        cells = (cells[row].ljust(wide) for cells, wide in zip(block, widths, strict=True))
        lines.append(f"{witness.sigil.ljust(head)} | {' | '.join(cells)}".rstrip())
    return "\n".join(lines)


def cell_of(collation: Collation, column: Column, row: int) -> str:
    """One reading as it stands, a long one without its middle."""
    if not column.words[row]:
        return "-"
    words = " ".join(column.places[row].of(collation.witnesses[row].text).split())
    half = CELL // 2
    cut = words if len(words) <= CELL else f"{words[: half - 1]}…{words[-half:]}"
    return f"~{cut}" if row in column.moved else cut
