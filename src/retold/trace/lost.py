"""Lost originals: the wire text that no page holds, and the common source of tops that copy one another's words.

Changes a Draft (parents of the distinct texts of one family); adds Hidden nodes to it. A wire's lost text is asked for
when pages of two outlets carry its credit and none is the wire's own page; pages of other outlets then hang on it, and
not on each other, unless one names the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from retold.records import Hidden
from retold.text.hashes import content_id
from retold.trace.family import Family
from retold.trace.names import host_of, keys_of
from retold.trace.signs import View, cites, one_house, points_at
from retold.trace.twins import Twins

WIRE_CHANCE = (
    0.8  # that a page under a wire's credit was made from the wire and from no other page; a guess, not fitted
)
# Real wire copies of one event and simulated cascades with real datelines: of the true edges of the latter .65 pass all
# three, of the edges between sister copies of the former .02.
SURE_ENOUGH = 0.5
OWN_WORDS = 0.008
SHARED_MORE = 3  # shingles
# Where most texts under a wire's credit were copied from each other, the others were, too: of 18 families of real wire
# copies one has so few that belong to the wire's text, of 11 simulated cascades with real datelines seven.
TAKEN = 0.5
COMMON_ROOT = 0.5  # share of the shorter text from which on two tops are held to have one lost original


@dataclass
class Draft:
    """A stemma in the making. A parent is a member's number, a lost original's id, or None for a top."""

    family: Family
    twins: Sequence[Twins]
    parents: list[int | str | None]
    chances: list[float]
    lost: dict[str, Hidden] = field(default_factory=dict)

    @cached_property
    def ids(self) -> list[str]:
        """The ids of all pages."""
        return sorted(a.id for t in self.twins for a in t.articles)

    def lose(self, credit: str | None, why: str) -> str:
        """The id of a new lost original."""
        key = content_id(*self.ids, credit, str(len(self.lost)) if credit is None else None, prefix="lost-")
        self.lost[key] = Hidden(key, credit, why)
        return key


def hang_on_wires(draft: Draft) -> None:
    """Hang the pages of every wire on its own page, or on its lost text where no page of the family is its own.

    A wire with fewer pages whose words stand in those of another is no source of its own: it gave a picture.
    """
    wires = wires_of(draft)
    count = Counter(filter(None, wires))
    hung: list[tuple[str, Collection[int]]] = []
    for wire in sorted(count, key=lambda w: (-count[w], w)):
        credited = {i: w for i, w in enumerate(wires) if w == wire}
        own = {i: m for i, m in enumerate(draft.family.members) if m.outlets & keys_of(wire)}
        if own:
            hang_on_own(draft, credited, own)
        elif is_lost(draft, credited):
            pages = sum(len(draft.twins[i].articles) for i in credited)
            known = (k for k, others in hung if meet(draft.family, credited, others))
            taken = [c for c in range(len(draft.parents)) if belongs(draft, c, credited)]
            if len(credited.keys() & set(taken)) <= TAKEN * len(credited):
                continue
            key = next(known, None) or draft.lose(wire, f"{pages} pages credit {wire} and none of them is its own")
            hung.append((key, credited))
            for c in taken:
                draft.parents[c] = key
                draft.chances[c] = WIRE_CHANCE


def hang_on_own(draft: Draft, credited: Collection[int], own: Collection[int]) -> None:
    """Hang pages of a wire on the nearest of its own pages, unless something ties them to another."""
    for c in credited:
        near = [p for p in draft.family.compared[c] if p in own and c not in line_from(draft.parents, p)]
        p = draft.parents[c]
        if c in own or p in own or not near or (p is not None and not belongs(draft, c, credited)):
            continue
        draft.parents[c] = max(near, key=lambda q: (in_common(draft.family, q, c), -q))
        draft.chances[c] = WIRE_CHANCE


def wires_of(draft: Draft) -> list[str | None]:
    """The wire of every member; of several the one that most of the family credit."""
    members = draft.family.members
    count = Counter(w for m in members for w in m.credits.wires)
    return [min(m.credits.wires, key=lambda w: (-count[w], w), default=None) for m in members]


def is_lost(draft: Draft, credited: Iterable[int]) -> bool:
    """Whether pages of two outlets or more carry the credit."""
    pages = [a for i in credited for a in draft.twins[i].articles]
    return len({(a.outlet or host_of(a.url) or a.id).casefold() for a in pages}) > 1


def belongs(draft: Draft, c: int, credited: Collection[int]) -> bool:
    """Whether a member hangs on the lost text of the wire that these credit, and not where the signs put it."""
    p = draft.parents[c]
    if isinstance(p, str):
        return False
    if p is None:
        return c in credited or any(i in credited and stands_in(draft.family, i, c) for i in draft.family.compared[c])
    if c not in credited and p not in credited:
        return False
    return not tied(draft.family.views[p, c]) and not shares_more(draft, p, c)


def tied(view: View) -> bool:
    """Whether something besides the wire's words ties the child to this parent."""
    return one_house(view) or view.same_address or bool(cites(view) or points_at(view))


def shares_more(draft: Draft, p: int, c: int) -> bool:
    """Whether a text has words in common with its parent that no rival has, while the parent adds next to nothing.

    Two pages that each took a wire's text have words of their own; one copied from the other has the other's.
    """
    view = draft.family.views[p, c]
    if draft.chances[c] < SURE_ENOUGH or view.p.alone > OWN_WORDS * view.p.words:
        return False
    if all(p in line_from(draft.parents, q) for q in range(len(draft.parents))):
        return False
    near = (q for q in draft.family.compared[c] if p not in line_from(draft.parents, q))
    rival = max((in_common(draft.family, q, c) for q in near), default=0)
    return in_common(draft.family, p, c) - rival >= SHARED_MORE


def in_common(family: Family, q: int, c: int) -> int:
    """Shingles of a text that another has too."""
    view = family.views.get((q, c))
    return view.c.words - view.c.alone - view.c.confirmed if view else 0


def line_from(parents: Sequence[int | str | None], text: int) -> list[int]:
    """A text and those above it."""
    line = [text]
    while isinstance(up := parents[line[-1]], int):
        line.append(up)
    return line


def stands_in(family: Family, i: int, j: int) -> bool:
    """Whether the shorter of two members stands to a good part in the other."""
    view = family.views.get((i, j))
    return view is not None and view.pair.same >= COMMON_ROOT * min(view.p.words, view.c.words)


def meet(family: Family, one: Collection[int], other: Collection[int]) -> bool:
    """Whether a text of one group stands in one of the other."""
    return any(j in other and stands_in(family, i, j) for i in one for j in family.compared[i])


def join_tops(draft: Draft, groups: Sequence[set[int]]) -> None:
    """Put a lost original above the tops of each group of texts that their words hold together.

    A family is one source, for its words are, whatever its dates say; texts that only a merged page holds together are
    as many sources as there are groups.
    """
    for group in groups:
        tops = [c for c in sorted(group) if draft.parents[c] is None]
        wires = {p for c in group if isinstance(p := draft.parents[c], str)}
        if tops and len(tops) + len(wires) > 1:
            key = draft.lose(None, f"{len(tops)} copies share their words and none can be the source of the others")
            for c in tops:
                draft.parents[c] = key
