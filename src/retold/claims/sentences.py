"""A text as its sentences, those worth it parsed.

Takes any string, gives a `Reading`: sentences in order, each with its tree or None. Only sentences that hold a number,
a quotation mark or a word of saying are parsed, and only in English texts; the others are there for their places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from retold.claims.language import parse_all
from retold.claims.sayings import NUMBER_WORD, SAY_FORMS
from retold.claims.trees import Tree, Word
from retold.records import Span
from retold.text.sentences import find_sentences
from retold.text.tables import DEFAULT, language_of

WORTH_PARSING = re.compile(rf"\d|[“”\"«»„‘]|(?<!\w)'|\b(?:{NUMBER_WORD})\b|{SAY_FORMS}", re.IGNORECASE)
ENGLISH = frozenset(
    "the of and to in a is that for on was with as it by at from are be has have an said were this which or not but "
    "his their after will its who he they more been had would".split()
)
SAMPLE_WORDS = 400
ENGLISH_SHARE = 0.15  # news in English has .33 to .45 of these words, Dutch .06, French and Spanish .05
FEW_WORDS = 12
MOST_SENTENCES = 4_000  # of one page; no article is longer
# "PORT ELLA, Norland (Coastwire) — ": where and by whom a report was filed; it is no part of the sentence behind it.
DATELINE = re.compile(
    r"(?:[^\W\d_a-z][^\W\d_a-z.'’ -]+(?:,[^()\n—–]{2,40})?(?: \([^()\n]{2,40}\))?"
    r"|[^\W\d_a-z][^()\n—–]{2,60} \([^()\n]{2,40}\)) ?(?:—|–|--|-) ?(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place in the text, its words, its tree when it was parsed."""

    span: Span
    text: str
    tree: Tree | None

    def place(self, start: int, end: int) -> Span:
        """A place of the sentence as a place of the text."""
        return Span(self.span.start + start, self.span.start + end)

    def words_at(self, at: Span) -> list[Word]:
        """The words of the tree that meet a place of the text."""
        return self.tree.inside(at.start - self.span.start, at.end - self.span.start) if self.tree else []


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and its sentences."""

    text: str
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]
    language: str = DEFAULT

    def index_at(self, place: int) -> int | None:
        """The number of the sentence that holds a place of the text."""
        at = bisect_right(self.starts, place) - 1
        return at if at >= 0 and place < self.sentences[at].span.end else None

    def within(self, at: Span) -> Iterator[Sentence]:
        """The sentences that meet a place of the text."""
        first = max(0, bisect_right(self.starts, at.start) - 1)
        for sentence in self.sentences[first:]:
            if sentence.span.start >= at.end:
                return
            if sentence.span.meets(at):
                yield sentence


@lru_cache(maxsize=16)
def read_sentences(text: str, everything: bool = False, only: frozenset[int] | None = None) -> Reading:
    """The sentences of a text, those worth it parsed (all of them, or at most those of these numbers, when asked)."""
    spans = sentence_spans(text)
    english = looks_english(text)
    worth: Callable[[str], object] = (lambda s: True) if everything else WORTH_PARSING.search
    words = [s.of(text) for s in spans]
    asked = [(n, w) for n, w in enumerate(words[:MOST_SENTENCES]) if only is None or n in only]
    chosen = [n for n, w in asked if english and worth(w)]
    trees = dict(zip(chosen, parse_all([words[n] for n in chosen]), strict=True))
    found = tuple(Sentence(s, w, trees.get(n)) for n, (s, w) in enumerate(zip(spans, words, strict=True)))
    return Reading(text, found, tuple(s.start for s in spans), language_of(None, text))


@lru_cache(maxsize=64)
def sentence_spans(text: str) -> tuple[Span, ...]:
    """The sentences of a text, datelines apart."""
    return tuple(part for span in find_sentences(text) for part in without_dateline(text, span))


def without_dateline(text: str, sentence: Span) -> list[Span]:
    """A sentence, or a dateline and the sentence behind it: the first words of a line, when they are one.

    >>> text = "PORT ELLA (Coastwire) - Nine boats sank."
    >>> [s.of(text) for s in without_dateline(text, Span(0, len(text)))]
    ['PORT ELLA (Coastwire) -', 'Nine boats sank.']
    """
    if text[sentence.start - 1 : sentence.start] not in ("", "\n"):
        return [sentence]
    found = DATELINE.match(text, sentence.start, sentence.end)
    if found is None:
        return [sentence]
    return [Span(sentence.start, sentence.start + len(found.group().rstrip())), Span(found.end(), sentence.end)]


@lru_cache(maxsize=64)
def looks_english(text: str) -> bool:
    """Whether the little words of a text are those of English; of a text of few words its letters decide.

    >>> [looks_english(t) for t in ("The ferry sank in the bay.", "Die Fähre sank in der Bucht.")]
    [True, False]
    """
    words = re.findall(r"[^\W\d_]+", text[: SAMPLE_WORDS * 12].lower())[:SAMPLE_WORDS]
    if not words:
        return False
    if len(words) < FEW_WORDS:
        return all(w.isascii() for w in words)
    return sum(w in ENGLISH for w in words) >= ENGLISH_SHARE * len(words)
