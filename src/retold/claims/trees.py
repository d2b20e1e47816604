"""A parsed sentence as plain data: words, their tags, and who depends on whom.

Takes what a parser says once, and answers questions about it; knows nothing of the parser. Places are relative to the
sentence. Tags are those of the Penn Treebank, relations those of ClearNLP (as in spaCy's English models).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

KEPT_WORDS = 1 << 15


class Word(NamedTuple):
    """One word of a sentence: `head` is the place of the word it depends on, its own place for the root."""

    at: int
    text: str
    start: int
    tag: str
    dep: str
    head: int
    end: int  # where the word ends in its sentence
    low: str  # the word in lower case, with straight apostrophes
    is_verb: bool  # in any form

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun, a name or a pronoun."""
        return self.tag.startswith(("NN", "PRP", "WP")) or self.tag in ("DT", "CD", "FW")


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The words of one sentence and what hangs on each of them; what is asked of it is kept by its identity."""

    words: tuple[Word, ...]
    below: tuple[tuple[int, ...], ...] = field(repr=False, default=())

    def head(self, word: Word) -> Word:
        """The word it depends on (itself, for a root)."""
        return self.words[word.head]

    def children(self, word: Word, *deps: str) -> list[Word]:
        """The words that depend on it, in order; only those of these relations when some are named."""
        words = self.words
        if deps:
            return [w for i in self.below[word.at] if (w := words[i]).dep in deps]
        return [words[i] for i in self.below[word.at]]

    def child(self, word: Word, *deps: str) -> Word | None:
        """The first word that depends on it with one of these relations."""
        words = self.words
        for i in self.below[word.at]:
            if not deps or words[i].dep in deps:
                return words[i]
        return None

    def up(self, word: Word) -> Iterator[Word]:
        """The words above it, nearest first, the root last."""
        while word.head != word.at:
            word = self.words[word.head]
            yield word

    def under(self, word: Word, without: Sequence[str] = ()) -> list[Word]:
        """The word and all that hangs on it, in order; branches of the relations in `without` are left out."""
        words, below = self.words, self.below
        out = [word.at]
        for at in out:  # which grows as it is walked
            out += [i for i in below[at] if words[i].dep not in without] if without else below[at]
        out.sort()
        return [words[i] for i in out]

    def reach(self, word: Word, without: Sequence[str] = ()) -> tuple[int, int]:
        """Where the words of `under` begin and end in the sentence."""
        words = self.under(word, without)
        return words[0].start, words[-1].end

    def inside(self, start: int, end: int) -> list[Word]:
        """The words that meet a place of the sentence."""
        return [w for w in self.words if w.start < end and start < w.end]


def build_tree(rows: Sequence[tuple[str, int, str, str, int]]) -> Tree:
    """A tree of rows (text, start, tag, relation, head); blanks are left out by the caller.

    >>> t = build_tree([("Ships", 0, "NNS", "nsubj", 1), ("sank", 6, "VBD", "ROOT", 1)])
    >>> t.child(t.words[1], "nsubj").text
    'Ships'
    """
    words = tuple(read_word(at, row) for at, row in enumerate(rows))
    below: list[list[int]] = [[] for _ in words]
    for w in words:
        if w.head != w.at:
            below[w.head].append(w.at)
    return Tree(words, tuple(tuple(b) for b in below))


def read_word(at: int, row: tuple[str, int, str, str, int]) -> Word:
    """A word with what is asked of every word."""
    text, start, tag, dep, head = row
    return Word(at, text, start, tag, dep, head, start + len(text), plain_low(text), tag.startswith("VB"))


@lru_cache(maxsize=KEPT_WORDS)
def plain_low(text: str) -> str:
    """A word in lower case, with straight apostrophes; the same object for the same word."""
    return text.lower().replace("’", "'")
