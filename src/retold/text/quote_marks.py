"""How a language marks what is said: pairs of marks, and the dash that opens a line of dialogue.

The marks are a table, `rules/<language>/quotes.tsv`. In a line that opens with the dash, words are spoken up to the
dash that leads in the teller ("—dijo Ana—"); after the dash that ends his words they are spoken again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from retold.records import Span
from retold.text.number_rules import listed, valued
from retold.text.tables import language_of, words_of

LINE = re.compile(r"[^\n]+")
STOPS = " \u00a0.,;:"


@dataclass(frozen=True, slots=True)
class QuoteMarks:
    """The marks of one language."""

    pairs: Mapping[str, str]  # opening mark -> closing mark, the usual ones first
    dashes: frozenset[str]  # open a line of dialogue; empty where dialogue is not written so


def quote_marks(language: str | None, text: str = "") -> QuoteMarks:
    """The marks of a language told as ISO 639-1, or of the one that the text looks like.

    >>> quote_marks("es").pairs["«"], sorted(quote_marks("es-MX").dashes), quote_marks("en").dashes
    ('»', ['—', '―'], frozenset())
    """
    return read_marks(language_of(language, text))


@cache
def read_marks(language: str) -> QuoteMarks:
    """The marks of a language from its table."""
    tables = words_of(language, "quotes")
    return QuoteMarks(valued(tables, "pair", str), listed(tables, "dash"))


def find_dialogue(text: str, language: str | None) -> list[Span]:
    """The words spoken in lines of dialogue, in order; nothing where the language does not write dialogue with dashes.

    >>> text = "—No hay noticias —dijo Ana—. Seguimos."
    >>> [s.of(text) for s in find_dialogue(text, "es")]
    ['No hay noticias', 'Seguimos.']
    """
    dashes = quote_marks(language, text).dashes
    if not dashes:
        return []
    return [s for line in LINE.finditer(text) for s in spoken_in_line(text, Span(*line.span()), dashes)]


def spoken_in_line(text: str, line: Span, dashes: frozenset[str]) -> Iterator[Span]:
    """The spoken stretches of a line that opens with a dash: every other one between its dashes."""
    start = line.start + len(line.of(text)) - len(line.of(text).lstrip())
    if text[start : start + 1] not in dashes:
        return
    ends = [i for i in range(start, line.end) if text[i] in dashes and not within_word(text, i)]
    for n in range(0, len(ends), 2):
        until = ends[n + 1] if n + 1 < len(ends) else line.end
        part = text[ends[n] + 1 : until]
        left = len(part) - len(part.lstrip(STOPS))
        if any(c.isalnum() for c in part):
            yield Span(ends[n] + 1 + left, ends[n] + 1 + len(part.rstrip()))


def within_word(text: str, at: int) -> bool:
    """Whether a dash ties two words: no blank on either side and letters on both."""
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
