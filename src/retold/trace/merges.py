"""Pages made from two others: which passages came from which, and which texts only such a page holds together.

Changes nothing of a tree; gives Merges for its members. A page has a second parent when each of the two has passages of
it that the other lacks. Versions of one outlet are no merges: they grow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.records import Place, Span
from retold.trace.families import JOINS, RETOLD, THIN, Sets
from retold.trace.family import Family
from retold.trace.portrait import SHINGLE, Portrait
from retold.trace.signs import View, gap_hours, one_house, plausible
from retold.trace.versions import WHOLE

PASSAGE = 25  # words in a row that make a passage
LEAST, PART = 40, 0.15  # words of such passages, and their part of the page, that a parent must have alone
SHOWN = 3  # passages named in a sign

Parents = Sequence[int | str | None]


@dataclass(frozen=True, slots=True)
class Merge:
    """A page and its second parent; passages of words (start, end), by number, that each parent has alone."""

    child: int
    first: int
    second: int
    from_first: tuple[tuple[int, int], ...]
    from_second: tuple[tuple[int, int], ...]


def find_merges(family: Family, parents: Parents) -> list[Merge]:
    """The pages with two parents: the pair that leaves least of them to others."""
    out = []
    for child, parent in enumerate(parents):
        if isinstance(parent, str) or not may_be_merged(family, parents, child):
            continue
        rivals = [q for q in family.compared[child] if q != parent]
        below = {q for q in rivals if child in line_above(parents, q)}
        firsts = [parent] if parent is not None else [q for q in rivals if told_before(family, q, child)]
        pairs = ((p, q) for p in firsts for q in rivals if p != q and may_join(family, (p, q), child, below))
        found = [m for p, q in pairs if (m := merge_of(family, child, p, q))]
        if found:
            out.append(max(found, key=lambda m: (size_of(m.from_first) + size_of(m.from_second), -m.first, -m.second)))
    return out


def may_be_merged(family: Family, parents: Parents, child: int) -> bool:
    """Whether a page has words enough that its parent lacks and others have, or hangs on nothing."""
    parent = parents[child]
    if not isinstance(parent, int):
        return True
    view = family.views[parent, child]
    return not one_house(view) and view.c.confirmed >= LEAST


def may_join(family: Family, pair: tuple[int, int], child: int, below: set[int]) -> bool:
    """Whether two texts may be the parents of a page.

    One that hangs below the page must have been told before it, and have no words in common with the other: else it is
    more likely to be an excerpt.
    """
    first, second = pair
    apart = pair not in family.views or not holds(family.views[pair])
    return all(k not in below or (apart and told_before(family, k, child)) for k in (first, second))


def told_before(family: Family, text: int, child: int) -> bool:
    """Whether a text is dated before a page, by dates that fit their family."""
    view = family.views[text, child]
    return plausible(view) and (gap_hours(view) or 0.0) > 0


def settle(parents: list[int | str | None], merges: Sequence[Merge]) -> None:
    """Hang merged pages on their first parent, and free their parents from hanging on them."""
    for merge in merges:
        for k in (merge.first, merge.second):
            if merge.child in line_above(parents, k):
                parents[k] = None
        parents[merge.child] = merge.first


def line_above(parents: Parents, at: int) -> list[int]:
    """The members above one."""
    line: list[int] = []
    while isinstance(up := parents[line[-1] if line else at], int):
        line.append(up)
    return line


def merge_of(family: Family, child: int, first: int, second: int) -> Merge | None:
    """The merge of these two in a child, if both have passages of it alone."""
    view = family.views[second, child]
    if one_house(view) or (plausible(view) and (gap_hours(view) or 0.0) < 0):
        return None
    text = family.members[child]
    has = [family.members[k].holds(text.shingles) for k in (first, second)]
    alone = [passages_of(has[0] & ~has[1]), passages_of(has[1] & ~has[0])]
    least = max(LEAST, PART * len(text.words))
    if min(map(size_of, alone)) < least:
        return None
    return Merge(child, first, second, alone[0], alone[1])


def passages_of(flags: NDArray[np.bool_]) -> tuple[tuple[int, int], ...]:
    """The long stretches of words that are set, by the numbers of their first word and the one after the last.

    >>> passages_of(np.array([False] + 30 * [True] + [False, True]))
    ((1, 33),)
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    runs = ((int(a), min(len(flags), int(b) + SHINGLE - 1)) for a, b in zip(edges[::2], edges[1::2], strict=True))
    return tuple((a, b) for a, b in runs if b - a >= PASSAGE)


def size_of(passages: Sequence[tuple[int, int]]) -> int:
    """The words of passages."""
    return sum(b - a for a, b in passages)


def components(family: Family, merges: Sequence[Merge]) -> list[set[int]]:
    """The members that their words hold together when no merged page does."""
    merged = {m.child for m in merges}
    sets = Sets([str(i) for i in range(len(family.members))])
    for (i, j), view in family.views.items():
        if i < j and not merged & {i, j} and holds(view):
            sets.join(str(i), str(j))
    for m in merges:
        sets.join(str(m.child), str(m.first))
    groups: dict[str, set[int]] = {}
    for i in range(len(family.members)):
        groups.setdefault(sets.find(str(i)), set()).add(i)
    return [groups[k] for k in sorted(groups, key=int)]


def holds(view: View) -> bool:
    """Whether a pair makes its two texts one family, as in `families.joins`."""
    shares = (1 - (side.alone + side.confirmed) / max(1, side.words) for side in (view.p, view.c))
    low, high = sorted(shares)
    return view.relation in RETOLD or high >= WHOLE or (high >= JOINS and low >= THIN)


def places_of(parent: Portrait, child: Portrait, passages: Sequence[tuple[int, int]]) -> Iterator[Place]:
    """The first passages in the parent's text and in the child's."""
    at: Mapping[int, int] = {int(h): k for k, h in reversed(list(enumerate(parent.shingles)))}
    for start, end in passages[:SHOWN]:
        here = at.get(int(child.shingles[start]))
        if here is not None:
            yield Place(parent.id, stretch(parent, here, here + end - start))
        yield Place(child.id, stretch(child, start, end))


def stretch(portrait: Portrait, start: int, end: int) -> Span:
    """The characters of these words, in the first of the pages that have them."""
    last = min(end, len(portrait.starts))
    stop = portrait.starts[last] if last < len(portrait.starts) else len(portrait.article.text)
    text = portrait.article.text[portrait.starts[start] : stop].rstrip()
    return Span(portrait.starts[start], portrait.starts[start] + len(text))
