"""A label for a story: a headline of one of its articles, never invented.

Takes the leaves of a story, the earliest first, gives one line. The headline that shares most words with the other
headlines wins; without headlines the first sentence of the earliest article stands in, cut where it is long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from retold.text.sentences import find_sentences
from retold.text.tokens import fold_words

LONGEST = 120  # letters of a label that is cut from a text
SHORTEST = 3  # words of a headline; fewer are the name of a site or a section


class Headed(Protocol):
    """What has a headline and an opening."""

    @property
    def title(self) -> str | None:
        """The headline."""

    @property
    def opening(self) -> str:
        """The first lines of the text."""


def label_story(leaves: Sequence[Headed]) -> str:
    """The label of the story of these leaves.

    >>> from retold.group.leaves import take_leaf
    >>> from retold.records import Article
    >>> titles = ["Example News", "Ferry sinks off Arn", "Ferry with 40 sinks off Arn harbour"]
    >>> label_story([take_leaf(Article(str(i), "", title=t)) for i, t in enumerate(titles)])
    'Ferry sinks off Arn'
    """
    titles = [a.title for a in leaves if a.title]
    if titles:
        return best_headline(titles)
    return next((s for a in leaves if (s := first_sentence(a.opening))), "")


def best_headline(titles: Sequence[str]) -> str:
    """The title whose words most of the others share; the first of equals."""
    if len(titles) == 1:
        return titles[0]
    words = [sorted(set(fold_words(t))) for t in titles]
    count = Counter(w for ws in words for w in ws)
    worth = [headline_worth(ws, count) for ws in words]
    return titles[worth.index(max(worth))]


def headline_worth(words: Sequence[str], count: Counter[str]) -> tuple[bool, float]:
    """Long enough, and how many other headlines hold its words, the square root of its length set off."""
    return len(words) >= SHORTEST, sum(count[w] - 1 for w in words) / max(len(words), 1) ** 0.5


def first_sentence(text: str, longest: int = LONGEST) -> str:
    """The first sentence, or its beginning when it is long."""
    for sentence in find_sentences(text):
        words = " ".join(sentence.of(text).split())
        return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + "…"
    return ""
