"""Whether one figure counts a part of what another counts.

Takes two Asked. Signs of a part: "including", "of them"; a narrower group for the same act; never a larger number.
"""

from __future__ import annotations

from retold.reconcile.asked import Asked
from retold.reconcile.question import opposed, share
from retold.reconcile.words import GENERIC, PEOPLE_PARTS, group_class

PARTS = frozenset(map(group_class, PEOPLE_PARTS))
FAR = 5  # times as large
ALIKE = 0.12  # share of words in common from which two sentences can be about one whole


def counts_part(part: Asked, whole: Asked) -> bool:
    """Whether the first figure counts a part of the second."""
    if part.figure.part_of == whole.figure.id:
        return True
    if part.answer.dimension != whole.answer.dimension or part.answer.value >= whole.answer.value:
        return False
    if opposed(part.act, whole.act) or not same_matter(part, whole):
        return False
    return narrower(part, whole) or (part.part and part.noun in ("", whole.noun)) or far_smaller(part, whole)


def far_smaller(part: Asked, whole: Asked) -> bool:
    """Whether both name the same thing, in numbers that no two answers to one question would give."""
    return bool(part.noun) and part.noun == whole.noun and part.answer.value * FAR < whole.answer.value


def same_matter(part: Asked, whole: Asked) -> bool:
    """Whether two figures are about one act and share some of their surroundings."""
    act = part.act == whole.act or part.act in whole.acts or whole.act in part.acts
    act = act or (bool(part.noun) and part.noun == whole.noun)
    return act and share(part.words, whole.words) >= ALIKE


def narrower(part: Asked, whole: Asked) -> bool:
    """Whether the first counts a group of people and the second people at large."""
    return part.noun in PARTS and part.noun != whole.noun and (whole.figure.noun.casefold() in GENERIC)
