"""The parts of a page that tells of many things: a round-up, a live page, a newsletter.

Takes a text, gives the spans of its parts, or none when it is of one piece. Paragraphs that share a name or a rare
word, with one another or with the headline, are of one piece. It looks at one page alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retold.group.words import english_lexicon
from retold.records import Span

PARAGRAPH = re.compile(r"[^\n]+")
LETTERS = 12_000  # of a page that are looked at
GLANCE = 4000  # of these letters a page of many pieces shows that it is one
LONG = 20  # words of a part that counts
PARTS = 3  # of which a page must have so many; a report with an aside has two
LARGEST = 0.6  # of the words in one part: then the page is a report with notes at its end


def find_parts(text: str, title: str | None = None) -> list[Span]:
    """The parts of a page that is of many pieces.

    >>> find_parts("The ferry Osprey sank off Skarn.\\nDivers saw the Osprey on Monday.\\nSkarn mourns.")
    []
    """
    if len(text) > GLANCE and not parts_in(text[:GLANCE], title):
        return []
    return parts_in(text[:LETTERS], title)


def parts_in(text: str, title: str | None) -> list[Span]:
    """The same for a text of bounded length."""
    spans = [Span(*m.span()) for m in PARAGRAPH.finditer(text)]
    if len(spans) < PARTS:
        return []
    lexicon = english_lexicon()
    words = [lexicon.read(line) for line in (title or "", *(s.of(text) for s in spans))]
    ties = [set(lexicon.key[line[lexicon.ties[line]]].tolist()) for line in words]
    piece = tie_together(ties)[1:]
    parts = stretch_parts(piece)
    size = [sum(len(words[k + 1]) for k in range(a, b)) for a, b in parts]
    long = [k for k, n in enumerate(size) if n >= LONG]
    if len(long) < PARTS or max(size) > LARGEST * sum(size):
        return []
    return [Span(spans[parts[k][0]].start, spans[parts[k][1] - 1].end) for k in long]


def tie_together(ties: Sequence[set[int]]) -> list[int]:
    """The piece of each paragraph: paragraphs that share a word, or are tied by others, are of one.

    >>> tie_together([{1}, {2}, {1, 3}, {3}])
    [0, 1, 0, 0]
    """
    above = list(range(len(ties)))

    def first(k: int) -> int:
        """The first paragraph of a piece."""
        while above[k] != k:
            above[k] = above[above[k]]
            k = above[k]
        return k

    holder: dict[int, int] = {}
    for k, words in enumerate(ties):
        for word in words:
            a, b = first(holder.setdefault(word, k)), first(k)
            above[max(a, b)] = min(a, b)
    return [first(k) for k in range(len(ties))]


def stretch_parts(piece: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches of paragraphs, first and behind the last, such that no piece stands in two.

    >>> stretch_parts([0, 1, 0, 3])
    [(0, 3), (3, 4)]
    """
    last = {p: k for k, p in enumerate(piece)}
    out: list[tuple[int, int]] = []
    start = end = 0
    for k, p in enumerate(piece):
        end = max(end, last[p])
        if k == end:
            out.append((start, k + 1))
            start = end = k + 1
    return out
