"""The list of stories: independent sources against pages, what is disputed, filters in the address."""

from __future__ import annotations

from dataclasses import dataclass

from retold.show.web.ask import Ask, Part, Shown, bounds, part_cut
from retold.store.outline import ORDERS, StoryFilter, find_stories
from retold.store.reading import StoryRow

A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Stories:
    """A part of the stories, and the filters it was cut with."""

    asked: StoryFilter
    stories: Part[StoryRow]


def show_stories(ask: Ask) -> Shown:
    """The stories that fit the filters."""
    asked = StoryFilter(
        words=ask.one("words"),
        outlet=ask.one("outlet"),
        disputed=ask.one("disputed") == "yes",
        least_sources=ask.number("sources", 0),
        since=ask.one("since"),
        order=ask.choice("order", tuple(ORDERS)),
    )
    start, size = bounds(ask, "page", A_PAGE)
    rows, total = find_stories(ask.store, asked, start, size)
    part = part_cut(rows, total, ask, "page", A_PAGE)
    most = max((r.pages for r in rows), default=1)
    return Shown("Stories", Stories(asked, part), {"orders": tuple(ORDERS), "most": most})
