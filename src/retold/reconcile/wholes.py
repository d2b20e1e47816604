"""Which entry holds the whole that another entry counts a part of.

Takes entries and their figures, gives the entries with `part_of`; a part larger than its whole is said in `why`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from retold.reconcile.words import PEOPLE_PARTS, are_kin, group_class
from retold.records import Entry, Figure


def link_wholes(entries: Sequence[Entry], figures: Iterable[Figure]) -> list[Entry]:
    """The entries, each with the entry of its whole where its claims name one."""
    known = {f.id: f for f in figures}
    holder = {claim: entry for entry in entries for claim in entry.claims}
    return [link(entry, known, holder) for entry in entries]


def link(entry: Entry, figures: Mapping[str, Figure], holder: Mapping[str, Entry]) -> Entry:
    """An entry with the whole that most of its claims name."""
    wholes = Counter(
        holder[whole].id
        for claim in entry.claims
        if (whole := figures[claim].part_of) and whole in holder and holder[whole].id != entry.id
        if may_hold(figures[whole].noun, figures[claim].noun)
    )
    if not wholes:
        return entry
    best = min(wholes, key=lambda i: (-wholes[i], i))
    of = next(e for e in holder.values() if e.id == best)
    return replace(entry, part_of=best, why=entry.why + too_large(entry, of))


def may_hold(whole: str, part: str) -> bool:
    """Whether things of one name can be a part of things of another: women of people, not families of schools.

    >>> may_hold("people", "crew"), may_hold("defendant", "woman"), may_hold("school", "family")
    (True, True, False)
    """
    wide = not group_class(whole) or not group_class(part) or part.casefold() in PEOPLE_PARTS
    return wide or group_class(whole) == group_class(part) or are_kin(whole, part)


def too_large(part: Entry, whole: Entry) -> str:
    """A sentence that says so where the last value of a part exceeds the last of its whole."""
    if not part.values or not whole.values or part.values[-1] <= whole.values[-1]:
        return ""
    return f" The part ({part.values[-1]:f}) exceeds its whole ({whole.values[-1]:f}: {whole.question})."
