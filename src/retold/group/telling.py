"""What is told of live stories: the stories themselves, the parts of round-ups, what follows what, cards.

Takes leaves and where they stand, gives records. It places nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from retold.group.cards import card_leaves
from retold.group.identity import StoryState
from retold.group.leaves import UNDATED, Leaf
from retold.group.stories import families_of, make_story
from retold.group.storylines import best_links, link_near
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
    links: Iterable[StoryLink],
    leaf_of: Mapping[str, Leaf],
) -> Grouping:
    """These stories, with what ties them to others; the parts of pages follow the stories that they tell of."""
    ids = {s.id for s in stories}
    now = (replace(p, story=state.follow(p.story)) for p in parts)
    return Grouping(
        tuple(stories),
        tuple(p for p in now if p.story in ids),
        tuple(k for k in links if k.earlier in ids or k.later in ids),
        tuple(card_leaves(s, [leaf_of[i] for i in s.articles]) for s in stories),
    )


def follow_anew(
    links: Iterable[StoryLink],
    stories: Sequence[Story],
    near: Mapping[tuple[str, str], float],
    told: Sequence[Story],
    leaf_of: Mapping[str, Leaf],
) -> list[StoryLink]:
    """The links after these stories have changed; `near` are pairs of them and of others `told`, which are alike."""
    changed = {s.id for s in stories}
    by_id = {s.id: s for s in told}
    found = [(by_id[a], by_id[b], like) for (a, b), like in sorted(near.items())]
    new = link_near(found, lambda story: [leaf_of[i] for i in story.articles])
    return best_links([*(k for k in links if changed.isdisjoint((k.earlier, k.later))), *new])
