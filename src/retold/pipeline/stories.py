"""The stories of a store: grouped anew, under the ids they had, with what people decided about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retold.pipeline.kept import read_leaf
from retold.pipeline.sets import group_pages
from retold.records import Review, Stemma, Story
from retold.store import reading, story_log
from retold.store.database import Store
from retold.store.kept import read_kept


def make_stories(store: Store, stemmas: Sequence[Stemma], decided: Sequence[Review]) -> list[Story]:
    """The stories of all articles; what became of earlier ones goes to the log of stories, in the same transaction."""
    from retold.group import carry_ids, rebuild, rename_stories
    from retold.review import apply_to_stories, pins_of

    leaves = (read_leaf(data) for _, data in read_kept(store, "leaf"))
    grouping = group_pages(leaves, stemmas, pins_of(decided, "story"))
    state = rebuild(story_log.read_events(store))
    dates = {i: a.published for i, a in reading.read_dates(store).items()}
    carried = carry_ids(stories_before(state.story_of, dates), grouping.stories, used=state.used)
    named = rename_stories(grouping, carried.stories)
    story_log.write_grouping(store, named, carried.events)
    return apply_to_stories(named.stories, decided)


def stories_before(story_of: Mapping[str, str], dates: Mapping[str, str | None]) -> list[Story]:
    """The stories that the log tells of, as far as ids are carried on by them: their articles and their first day."""
    members: dict[str, list[str]] = {}
    for article, story in sorted(story_of.items()):
        members.setdefault(story, []).append(article)
    return [
        Story(story, "", tuple(ids), first=min((d for i in ids if (d := dates.get(i))), default=None))
        for story, ids in sorted(members.items())
    ]
