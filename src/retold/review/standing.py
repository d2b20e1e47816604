"""Which reviews stand: all of the log, in its order, save those that were taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retold.records import Decided, Review, ReviewTarget


def standing(reviews: Iterable[Review]) -> list[Review]:
    """The reviews that nobody took back; a taking back can itself be taken back.

    >>> one = Review("r1", "2031-01-01", "Ada", "claim", ("f1",), "reject")
    >>> two = Review("r2", "2031-01-02", "Ben", "review", ("r1",), "reject")
    >>> standing([one, two]), [r.id for r in standing([one, two, Review("r3", "", "Ada", "review", ("r2",), "reject")])]
    ([], ['r1'])
    """
    gone: set[str] = set()
    ordered = list(reviews)
    for r in reversed(ordered):
        if r.target == "review" and r.id not in gone:
            gone.update(r.on)
    return [r for r in ordered if r.target != "review" and r.id not in gone]


def about(reviews: Sequence[Review], *targets: ReviewTarget) -> list[Review]:
    """The standing reviews of these targets, in order."""
    return [r for r in standing(reviews) if r.target in targets]


def decided(review: Review, machine: str, against: str = "") -> Decided:
    """A review as it stands on its object."""
    r = review
    return Decided(r.id, r.at, r.by, r.decision, r.value, r.reason, machine, against, r.on)
