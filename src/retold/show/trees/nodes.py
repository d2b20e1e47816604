"""What every format says of a node of a tree, in words that the format then escapes.

Takes a stemma and its articles by id; gives nodes, pages before lost originals. Characters that no format can hold are
replaced here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from retold.records import Article, Edge, Stemma

# What XML 1.0 cannot hold (section 2.2), lone surrogates included.
UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Node:
    """A page or a lost original."""

    id: str
    kind: str  # "page" or "lost"
    sigil: str  # of the page; "*" for a lost original
    label: str
    published: str = ""
    address: str = ""


def nodes_of(stemma: Stemma, articles: Mapping[str, Article]) -> Iterator[Node]:
    """The nodes of a tree, those of pages first."""
    for witness in stemma.witnesses:
        article = articles.get(witness.article)
        told = (article.outlet or article.title) if article else None
        yield Node(
            fit(witness.article),
            "page",
            fit(witness.sigil),
            fit(told or witness.article),
            fit((article and article.published) or ""),
            fit((article and article.url) or ""),
        )
    for hidden in stemma.hidden:
        yield Node(fit(hidden.id), "lost", "*", fit(hidden.credit or "lost original"))


def reasons_of(edge: Edge) -> str:
    """The signs of an edge in words."""
    return fit("; ".join(s.note for s in edge.signs))


def fit(text: str) -> str:
    """A text with a replacement sign for what XML cannot hold.

    >>> fit("Varn\\x00 Post") == "Varn\\ufffd Post"
    True
    """
    return UNFIT.sub("\ufffd", text)
