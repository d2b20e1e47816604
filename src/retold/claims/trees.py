"""A parsed sentence as plain data: words, their tags, and who depends on whom.

Takes what a parser says once, and answers questions about it; knows nothing of the parser. Places are relative to the
sentence. Tags are those of the Penn Treebank, relations those of ClearNLP (as in spaCy's English models).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence: `head` is the place of the word it depends on, its own place for the root."""

    at: int
    text: str
    start: int
    tag: str
    dep: str
    head: int

    @property
    def end(self) -> int:
        """Where the word ends in its sentence."""
        return self.start + len(self.text)

    @property
    def low(self) -> str:
        """The word in lower case, with straight apostrophes."""
        return self.text.lower().replace("’", "'")

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun, a name or a pronoun."""
        return self.tag.startswith(("NN", "PRP", "WP")) or self.tag in ("DT", "CD", "FW")

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb in any form."""
        return self.tag.startswith("VB")


@dataclass(frozen=True, slots=True)
class Tree:
    """The words of one sentence and what hangs on each of them."""

    words: tuple[Word, ...]
    below: tuple[tuple[int, ...], ...] = field(repr=False, default=())

    def head(self, word: Word) -> Word:
        """The word it depends on (itself, for a root)."""
        return self.words[word.head]

    def children(self, word: Word, *deps: str) -> list[Word]:
        """The words that depend on it, in order; only those of these relations when some are named."""
        found = [self.words[i] for i in self.below[word.at]]
        return [w for w in found if w.dep in deps] if deps else found

    def child(self, word: Word, *deps: str) -> Word | None:
        """The first word that depends on it with one of these relations."""
        return next(iter(self.children(word, *deps)), None)

    def up(self, word: Word) -> Iterator[Word]:
        """The words above it, nearest first, the root last."""
        while word.head != word.at:
            word = self.words[word.head]
            yield word

    def under(self, word: Word, without: Sequence[str] = ()) -> list[Word]:
        """The word and all that hangs on it, in order; branches of the relations in `without` are left out."""
        out, todo = [], [word.at]
        while todo:
            at = todo.pop()
            out.append(at)
            todo.extend(i for i in self.below[at] if self.words[i].dep not in without)
        return [self.words[i] for i in sorted(out)]

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
    words = tuple(Word(i, *row) for i, row in enumerate(rows))
    below: list[list[int]] = [[] for _ in words]
    for w in words:
        if w.head != w.at:
            below[w.head].append(w.at)
    return Tree(words, tuple(tuple(b) for b in below))
