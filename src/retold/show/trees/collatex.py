"""A collation as the JSON of CollateX (collatex.net): witnesses, and for each its row of cells.

A cell holds the tokens of a reading, or null: `t` the words as they stand, with all up to the next, `n` their normal
form. A reading that stands elsewhere in its text is told by its `_token_array_position`.
"""

from __future__ import annotations

import json
import re

from retold.records import Collation, Column

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def to_collatex(collation: Collation) -> str:
    """The table as one JSON document."""
    table = [row_of(collation, row) for row in range(len(collation.witnesses))]
    document = {"table": table, "witnesses": [w.sigil for w in collation.witnesses]}
    written = json.dumps(document, ensure_ascii=False, sort_keys=True)
    return LONE_SURROGATE.sub(lambda m: f"\\u{ord(m.group()):04x}", written) + "\n"


def row_of(collation: Collation, row: int) -> list[list[dict[str, str | int]] | None]:
    """The cells of one witness."""
    starts = sorted(c.places[row].start for c in collation.columns if c.words[row])
    number = {start: k for k, start in enumerate(starts)}
    return [cell_of(collation, c, row, number) if c.words[row] else None for c in collation.columns]


def cell_of(collation: Collation, column: Column, row: int, number: dict[int, int]) -> list[dict[str, str | int]]:
    """The token of one reading."""
    witness, place = collation.witnesses[row], column.places[row]
    return [
        {
            "_sigil": witness.sigil,
            "_token_array_position": number[place.start],
            "n": " ".join(column.words[row]),
            "t": place.of(witness.text),
        }
    ]
