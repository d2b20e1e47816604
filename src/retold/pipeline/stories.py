"""The stories of a store: all grouped anew, under the ids they had, with what people decided about them."""

from __future__ import annotations

from collections.abc import Sequence

from retold.pipeline.kept import read_leaf
from retold.records import Review, Stemma, Story
from retold.store import growth, story_log
from retold.store.database import Store
from retold.store.kept import read_kept


def make_stories(store: Store, stemmas: Sequence[Stemma], decided: Sequence[Review]) -> list[Story]:
    """The stories of all articles; what became of earlier ones goes to the log of stories, in the same transaction."""
    from retold.group import Stream, freeze_stream, rebuild
    from retold.review import apply_to_stories, pins_of

    pins, events = pins_of(decided, "story"), story_log.read_events(store)
    stream = Stream(together=pins.together, apart=pins.apart, state=rebuild(events), logged=len(events))
    stream.replay(stemmas, (read_leaf(data) for _, data in read_kept(store, "leaf")))
    told = stream.tell(stemmas=stemmas)
    with store.write() as connection:
        story_log.put_grouping(connection, told, stream.log)
        growth.freeze(connection, freeze_stream(stream))
    return apply_to_stories(told.stories, decided)
