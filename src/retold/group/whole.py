"""Everything that grouping tells of a set of articles at once: stories, parts of round-ups, storylines and cards.

Takes what `group_stories` takes, gives a Grouping. The ids are those of a fresh store; `rename_stories` puts all
of it under the ids that a grown store has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from retold.group.cards import card_story
from retold.group.grouped import Grouped
from retold.group.pins import Pair
from retold.group.stories import group_articles, tell_stories
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
    if not articles:
        return Grouping(())
    by_id = {a.id: a for a in articles}
    grouped = group_articles(articles, stemmas, Pins(tuple(together), tuple(apart)))
    stories = tell_stories(grouped.members(), stemmas)
    cards = tuple(card_story(s, [by_id[i] for i in s.articles]) for s in stories)
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
