"""A family of copies read once: the first page is read, each copy takes over what its nearest relative told before it.

Takes articles, who was copied from whom, and a way to align two of them; gives the claims of each. A copy of a lost
original takes over from the first of its siblings. The order in which articles are given makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from retold.claims.inheritance import inherit_claims
from retold.claims.reading import read_claims
from retold.records import Alignment, Article, Claims, Stemma

Align = Callable[[str, str], Alignment]


def read_family(articles: Mapping[str, Article], stemma: Stemma, align: Align) -> dict[str, Claims]:
    """The claims of every article of a family; `align` lays two of them side by side, by id."""
    parent_of = {e.child: e.parent for e in reversed(stemma.edges)}
    read: dict[str, Claims] = {}
    elder_of: dict[str, str] = {}  # for each parent, lost ones included, the article that was read for it
    for article in down_the_tree(stemma, parent_of):
        parent = parent_of.get(article)
        elder = elder_of.get(parent) if parent is not None else None
        if elder is None:
            read[article] = read_claims(articles[article])
        else:
            read[article] = inherit_claims(articles[elder], read[elder], articles[article], align(elder, article))
        elder_of[article] = article
        if parent is not None:
            elder_of.setdefault(parent, article)
    return read


def down_the_tree(stemma: Stemma, parent_of: Mapping[str, str]) -> list[str]:
    """The articles of a family, each behind those it was made from."""
    return sorted(stemma.family, key=lambda a: (depth_of(a, parent_of), a))


def depth_of(article: str, parent_of: Mapping[str, str]) -> int:
    """How many steps an article stands below its top."""
    seen = [article]
    while (above := parent_of.get(seen[-1])) is not None and above not in seen:
        seen.append(above)
    return len(seen)
