"""Merges and splits as pairs of ids: what belongs together, what is kept apart.

Takes reviews in their order, gives pins for grouping (of articles into stories, of claims into questions). A later
decision wins over an earlier one; what was merged and later split is apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from retold.records import Decided, Pins, Review, Story
from retold.review.standing import about, decided

JOINS = ("merge", "confirm")


def pins_of(reviews: Sequence[Review], target: Literal["story", "entry"] = "story") -> Pins:
    """The pins that the reviews of stories, or of questions, ask for.

    >>> pins_of([Review("r1", "", "Ada", "story", ("p1", "p2"), "merge", ("p3",))])
    Pins(together=(('p1', 'p2'), ('p1', 'p3')), apart=())
    """
    blocks: dict[str, set[str]] = {}
    apart: set[tuple[str, str]] = set()
    for r in about(reviews, target):
        if r.decision in JOINS:
            block = put_together(blocks, (*r.on, *r.others))
            apart = {pair for pair in apart if not block.issuperset(pair)}
        elif r.decision == "split":
            take_out(blocks, r.on)
            first = min(r.on)
            apart |= {ordered(first, other) for other in r.others if other not in r.on}
    together = {(min(block), member) for block in blocks.values() for member in block if member != min(block)}
    return Pins(tuple(sorted(together)), tuple(sorted(apart)))


def put_together(blocks: dict[str, set[str]], ids: Iterable[str]) -> set[str]:
    """Make one block of these ids and of all that was put together with them."""
    block = {other for i in ids for other in blocks.get(i, {i})}
    blocks.update(dict.fromkeys(block, block))
    return block


def take_out(blocks: dict[str, set[str]], ids: Sequence[str]) -> None:
    """Make a block of its own of these ids."""
    for i in ids:
        blocks.get(i, set()).discard(i)
    block = set(ids)
    blocks.update(dict.fromkeys(ids, block))


def ordered(one: str, other: str) -> tuple[str, str]:
    """A pair, the lower id first."""
    return (one, other) if one < other else (other, one)


def apply_to_stories(stories: Sequence[Story], reviews: Sequence[Review]) -> list[Story]:
    """The stories with the labels that people gave, and every decision about them beside what came of it."""
    told: dict[str, list[Decided]] = {}
    labels: dict[str, str] = {}
    story_of = {article: s.id for s in stories for article in s.articles}
    for r in about(reviews, "story"):
        home = most_frequent(story_of, r.on)
        if home is None:
            continue
        told.setdefault(home, []).append(decided(r, r.suggested, unmet(r, story_of)))
        if r.decision == "edit":
            labels[home] = r.value
    return [
        replace(s, label=labels.get(s.id, s.label), decided=tuple(told.get(s.id, ()))) if s.id in told else s
        for s in stories
    ]


def most_frequent(home_of: Mapping[str, str], ids: Iterable[str]) -> str | None:
    """The home of most of these ids; the lowest of several, None where none has one."""
    homes = [home_of[i] for i in ids if i in home_of]
    return min(homes, key=lambda h: (-homes.count(h), h), default=None)


def unmet(review: Review, home_of: Mapping[str, str]) -> str:
    """What of a decision could not be kept."""
    own = {home_of[i] for i in review.on if i in home_of}
    others = {home_of[i] for i in review.others if i in home_of}
    if review.decision in JOINS and len(own | others) > 1:
        return f"they are still {len(own | others)}"
    if review.decision == "split" and own & others:
        return "they are still one"
    return ""
