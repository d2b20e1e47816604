"""Everything that grouping tells of a set of articles at once: stories, parts of round-ups, storylines and cards.

Takes what `group_stories` takes, gives a Grouping. The ids are those of a fresh store; `rename_stories` puts all
of it under the ids that a grown store has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from retold.group.cards import card_leaves
from retold.group.grouped import Grouped
from retold.group.leaves import Leaf, take_leaf
from retold.group.nodes import find_tops
from retold.group.pins import Pair
from retold.group.stories import join_leaves, tell_stories
from retold.group.storylines import link_stories
from retold.records import Article, AttachedPart, Grouping, Pins, Stemma, Story


def group_pages(
    articles: Sequence[Article],
    stemmas: Sequence[Stemma] = (),
    *,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> Grouping:
    """The stories of these articles, and what ties them to one another and to pages outside them.

    >>> [c.label for c in group_pages([Article("a", "A ferry sank off Arn.")]).cards]
    ['A ferry sank off Arn.']
    """
    return group_leaves(list(map(take_leaf, articles)), stemmas, together=together, apart=apart)


def group_leaves(
    leaves: Sequence[Leaf],
    stemmas: Sequence[Stemma] = (),
    *,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> Grouping:
    """The same of articles of which only the leaves are at hand."""
    if not leaves:
        return Grouping(())
    by_id = {a.id: a for a in leaves}
    ordered = [by_id[i] for i in sorted(by_id)]
    grouped = join_leaves(ordered, find_tops(stemmas), Pins(tuple(together), tuple(apart)))
    return tell_grouping(grouped, tell_stories(grouped.members(), stemmas))


def tell_grouping(grouped: Grouped, stories: Sequence[Story]) -> Grouping:
    """All that is told of these stories, which are those of the groups, under any ids."""
    by_id = {a.id: a for a in grouped.leaves}
    cards = tuple(card_leaves(s, [by_id[i] for i in s.articles]) for s in stories)
    return Grouping(tuple(stories), tuple(attach_parts(grouped, stories)), tuple(link_stories(grouped, stories)), cards)


def attach_parts(grouped: Grouped, stories: Sequence[Story]) -> list[AttachedPart]:
    """The parts of round-ups with the stories they tell of; mirrors of a round-up are left to their first page."""
    story_of = {a: s.id for s in stories for a in s.articles}
    first = grouped.first_leaves()
    told = [AttachedPart(first[p.node].id, p.part, story_of[first[p.tells_of].id], p.score) for p in grouped.parts]
    return sorted(told, key=lambda p: (p.article, p.part))


def rename_stories(grouping: Grouping, stories: Sequence[Story]) -> Grouping:
    """A grouping whose stories carry other ids: those of `stories`, which hold the same articles."""
    now = {s.articles: s.id for s in stories}
    new: Mapping[str, str] = {s.id: now[s.articles] for s in grouping.stories}
    return Grouping(
        tuple(stories),
        tuple(replace(p, story=new[p.story]) for p in grouping.attached),
        tuple(replace(k, earlier=new[k.earlier], later=new[k.later]) for k in grouping.links),
        tuple(replace(c, story=new[c.story]) for c in grouping.cards),
    )
