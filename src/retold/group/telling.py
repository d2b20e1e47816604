"""What is told of live stories: the stories themselves, the parts of round-ups, what follows what, cards.

Takes leaves and where they stand, gives records. It places nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from retold.group.cards import card_leaves
from retold.group.identity import StoryState
from retold.group.leaves import UNDATED, Leaf
from retold.group.stories import families_of, make_story
from retold.group.storylines import StoryLinks, link_near
from retold.records import AttachedPart, Grouping, Stemma, Story, StoryLink


def name_stories(
    leaf_of: Mapping[str, Leaf],
    members: Mapping[str, Collection[str]],
    wanted: Collection[str] | None,
    stemmas: Sequence[Stemma],
) -> list[Story]:
    """The stories that stand, or those wanted, in the order of their first dates, then ids."""
    families = families_of(stemmas)
    told = (
        replace(make_story([leaf_of[i] for i in members[s]], families), id=s)
        for s in (members if wanted is None else members.keys() & set(wanted))
    )
    return sorted(told, key=lambda s: (s.first or UNDATED, s.id))


def tell_all(
    stories: Sequence[Story],
    state: StoryState,
    parts: Iterable[AttachedPart],
    links: StoryLinks,
    leaf_of: Mapping[str, Leaf],
) -> Grouping:
    """These stories, with what ties them to others; the parts of pages follow the stories that they tell of."""
    ids = {s.id for s in stories}
    now = (replace(p, story=state.follow(p.story)) for p in parts)
    return Grouping(
        tuple(stories),
        tuple(p for p in now if p.story in ids),
        tuple(links.of(ids)),
        tuple(card_leaves(s, [leaf_of[i] for i in s.articles]) for s in stories),
    )


def follow_near(
    near: Mapping[tuple[str, str], float], told: Sequence[Story], leaf_of: Mapping[str, Leaf]
) -> Iterator[StoryLink]:
    """The links among pairs of these stories that are alike."""
    by_id = {s.id: s for s in told}
    found = [(by_id[a], by_id[b], like) for (a, b), like in sorted(near.items())]
    return link_near(found, lambda story: [leaf_of[i] for i in story.articles])
