"""A label for a story: a headline of one of its articles, never invented.

Takes the articles of a story, the earliest first, gives one line. The headline that shares most words with the other
headlines wins; without headlines the first sentence of the earliest article stands in, cut where it is long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from retold.records import Article
from retold.text.sentences import find_sentences
from retold.text.tokens import fold_words

LONGEST = 120  # letters of a label that is cut from a text
SHORTEST = 3  # words of a headline; fewer are the name of a site or a section
OPENING = 2000  # letters of a text in which its first sentence must begin


def label_story(articles: Sequence[Article]) -> str:
    """The label of the story of these articles.

    >>> titles = ["Example News", "Ferry sinks off Arn", "Ferry with 40 sinks off Arn harbour"]
    >>> label_story([Article(str(i), "", title=t) for i, t in enumerate(titles)])
    'Ferry sinks off Arn'
    """
    titles = [a.title.strip() for a in articles if a.title and a.title.strip()]
    if titles:
        return best_headline(titles)
    return next((s for a in articles if (s := first_sentence(a.text))), "")


def best_headline(titles: Sequence[str]) -> str:
    """The title whose words most of the others share; the first of equals."""
    words = [sorted(set(fold_words(t))) for t in titles]
    count = Counter(w for ws in words for w in ws)
    worth = [headline_worth(ws, count) for ws in words]
    return " ".join(titles[worth.index(max(worth))].split())


def headline_worth(words: Sequence[str], count: Counter[str]) -> tuple[bool, float]:
    """Long enough, and how many other headlines hold its words, the square root of its length set off."""
    return len(words) >= SHORTEST, sum(count[w] - 1 for w in words) / max(len(words), 1) ** 0.5


def first_sentence(text: str) -> str:
    """The first sentence, or its beginning when it is long."""
    for sentence in find_sentences(text[:OPENING]):
        words = " ".join(sentence.of(text).split())
        return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + "…"
    return ""
