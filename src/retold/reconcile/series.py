"""The history of a figure: what each origin said, since when, and what was later replaced or corrected.

Takes the answers that a verdict rests on, gives points, the oldest first. It chooses none; `policies.py` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retold.reconcile.asked import Asked
from retold.reconcile.values import moved
from retold.reconcile.verdicts import Said, age, succeeds
from retold.records import Point


def tell_series(
    claims: Sequence[Asked], said: Sequence[Said], origin_of: Mapping[str, str], names: Mapping[str, str]
) -> tuple[Point, ...]:
    """The points of one entry, the oldest first."""
    rows: dict[tuple[str, float, float, str], list[str]] = {}
    for a in claims:
        rows.setdefault(key(origin_of[a.figure.id], a), []).append(a.figure.id)
    ordered = sorted(said, key=lambda s: (s.stated or s.day or "", age(s), s.origin))
    return tuple(make_point(s, said, tuple(rows[key(s.origin, s.asked)]), names) for s in ordered)


def key(origin: str, asked: Asked) -> tuple[str, float, float, str]:
    """What makes two claims one point: origin and value."""
    a = asked.answer
    return (origin, a.value, a.top, a.change)


def make_point(said: Said, others: Sequence[Said], claims: tuple[str, ...], names: Mapping[str, str]) -> Point:
    """The point of one answer."""
    figure = said.asked.figure
    newer = [s for s in others if s is not said and moved(said.asked.answer, s.asked.answer) and succeeds(s, said)]
    corrected = any(s.corrects and not said.corrects for s in newer)
    return Point(
        as_of=said.stated or said.day,
        low=figure.quantity.low,
        high=figure.quantity.high,
        change=figure.quantity.change,
        unit=figure.quantity.unit,
        words=" ".join(said.asked.number.split()),
        source=said.origin,
        name=names.get(said.origin, said.origin),
        speaker=figure.speaker,
        claims=claims,
        pages=said.pages,
        standing="corrected" if corrected else "replaced" if newer else "stands",
    )
