"""Lines of another site left standing inside a text: of pages with equal words, the one that was copied.

Takes pages of equal words and a page below them; gives the page that alone explains a foreign line. The words have
spoken before: where they are equal on both sides, only a page whose every such line stands in the other is above it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from retold.records import Article, Sign
from retold.trace.names import outlet_keys
from retold.trace.rules import SAYS
from retold.trace.twins import hours_of

SHORTEST_LINE = 5  # words: a shorter line, as "see also more news", may stand on any two sites
MOST_HOLDERS = 20  # pages looked at for a line: what more of them carry tells none of them from the rest

Holders = Mapping[str, Sequence[Article]]


def find_holders(pages: Iterable[Article]) -> Holders:
    """The first pages that carry each line, in their order."""
    holders: dict[str, list[Article]] = defaultdict(list)
    for page in pages:
        for line in dict.fromkeys(page.residue):
            if len(holders[line]) < MOST_HOLDERS and len(line.split()) >= SHORTEST_LINE:
                holders[line].append(page)
    return dict(holders)


def find_copied(first: Article, holders: Holders, child: Article, *, equal: bool) -> tuple[Article, str | None]:
    """The page with which a child shares most lines that the first lacks, and one of these; else the first.

    >>> first, child = Article("a", ""), Article("c", "", residue=("see also ten soups for spring",))
    >>> find_copied(first, find_holders([Article("b", "", residue=child.residue)]), child, equal=False)[0].id
    'b'
    """
    shared: Counter[str] = Counter()
    found: dict[str, tuple[Article, str]] = {}
    for line in dict.fromkeys(child.residue):
        for page in holders.get(line, ()) if line not in first.residue else ():
            if may_be_copied(page, child, equal=equal):
                shared[page.id] += 1
                found.setdefault(page.id, (page, line))
    return found[max(found, key=lambda i: shared[i])] if found else (first, None)


def may_be_copied(page: Article, child: Article, *, equal: bool) -> bool:
    """Whether a line of this page would be foreign to the child, and nothing tells that the child was first."""
    if page.id == child.id or outlet_keys(page) & outlet_keys(child):
        return False
    if not equal:
        return True
    at, after = hours_of(page.published), hours_of(child.published)
    later = at is not None and after is not None and at > after
    return set(page.residue) < set(child.residue) and not later


def residue_sign(page: Article, line: str) -> Sign:
    """The reason that a shared line gives."""
    return Sign("residue", page.id, SAYS, f"both carry the foreign line '{line}'")
