"""The people, bodies and places that a text names, in their fullest form, and which stand after a word of place.

Takes a text, gives names with a mark each. Everything is cut from the text.
"""

from __future__ import annotations

import re

from retold.group.languages import DAYS_AND_MONTHS
from retold.text.names import find_names

LETTERS = 4000  # of a text that are looked at
LEAD = 12  # letters before a name in which a word of place is looked for
PLACE_LEAD = re.compile(r"(?i)\b(?:in|at|near|off|from|outside|across|around|to)(?: the)? $")
Named = tuple[tuple[str, bool], ...]


def find_named(text: str) -> Named:
    """The names of a text, each at most once with a word of place before it and once without.

    >>> find_named("A ferry sank near Skarn, said Ana Moss. Divers in Skarn met Moss.")
    (('Ana Moss', False), ('Divers', False), ('Skarn', True))
    """
    text = text[:LETTERS]
    spans = [s for s in find_names(text) if not s.of(text).isupper() and s.of(text).casefold() not in DAYS_AND_MONTHS]
    names = [" ".join(s.of(text).split()) for s in spans]
    last = {n.rsplit(" ", 1)[1]: n for n in names if " " in n}
    lead = [bool(PLACE_LEAD.search(text[max(s.start - LEAD, 0) : s.start])) for s in spans]
    return tuple(sorted({(last.get(n, n) if not place else n, place) for n, place in zip(names, lead, strict=True)}))
