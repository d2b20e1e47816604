"""The words that a reader searches: read as words and phrases, never as syntax, and found again in a text.

`match_of` writes them in the language of SQLite's full-text index; `cut_out` shows where a text holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST_TERMS = 12
LEAST_BEGINNING = (
    4  # letters of a word that is being typed: "th" begins words of every page, and costs 56 ms of 100,000
)
SNIPPET = 240  # characters of a page shown around the first word found
TERM = re.compile(r'(-?)(?:"([^"]{0,200})"|([^\s"]{1,80}))')


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase that is wanted, or not."""

    words: tuple[str, ...]
    wanted: bool


def read_terms(asked: str) -> list[Term]:
    """The words and phrases of a search.

    >>> [("".join(t.words), t.wanted) for t in read_terms('ferry "at least" -storm')]
    [('ferry', True), ('atleast', True), ('storm', False)]
    """
    terms = []
    for sign, phrase, word in TERM.findall(asked):
        words = tuple(re.findall(r"\w+", phrase or word))
        if words:
            terms.append(Term(words, not sign))
    return terms[:MOST_TERMS]


def match_of(terms: Iterable[Term]) -> str:
    """The terms as FTS5 wants them; every word stands in quotation marks, so that none is an operator.

    >>> match_of(read_terms("OR ferry -storm"))
    '("OR" AND "ferry"*) NOT "storm"'
    """
    terms = list(terms)
    wanted = [t for t in terms if t.wanted]
    if not wanted:
        return ""
    said = ['"' + " ".join(t.words) + '"' for t in wanted]
    if len(wanted[-1].words) == 1 and len(wanted[-1].words[0]) >= LEAST_BEGINNING:
        said[-1] += "*"  # the word that is being typed
    unwanted = "".join(f' NOT "{" ".join(t.words)}"' for t in terms if not t.wanted)
    return f"({' AND '.join(said)}){unwanted}"


def cut_out(page: str, terms: Sequence[Term]) -> Iterator[tuple[str, bool]]:
    """The part of a text around the first of the words, the words told apart.

    >>> list(cut_out("The ferries left.", read_terms("ferry")))
    [('The ', False), ('ferries', True), (' left.', False)]
    """
    stems = [stem(w) for t in terms if t.wanted for w in t.words]
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})\w{{0,40}}", re.IGNORECASE)
    first = words.search(page)
    start = max(0, (first.start() if first else 0) - SNIPPET // 3)
    start = 0 if start == 0 else page.find(" ", start, start + 30) + 1 or start
    part = page[start : start + SNIPPET].replace("\n", " ")
    at = 0
    if start:
        yield "… ", False
    for found in words.finditer(part):
        if found.start() > at:
            yield part[at : found.start()], False
        yield found.group(), True
        at = found.end()
    yield part[at:] + (" …" if start + SNIPPET < len(page) else ""), False


def stem(word: str) -> str:
    """The beginning that the forms of a word share, near enough for marking it."""
    return word if len(word) <= 4 else word[: max(4, len(word) - 2)]
