"""What follows what: links are replaced where stories changed, and stand as if all were chosen anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retold.group.storylines import EARLIER, StoryLinks
from retold.records import StoryLink

STORIES = st.sampled_from("abcdefg")
PAIRS = st.tuples(STORIES, STORIES).filter(lambda p: p[0] < p[1])
SCORES = st.integers(1, 5)


def ranked(links: list[StoryLink]) -> list[StoryLink]:
    """The best few of each later story, chosen among all."""
    out = []
    for later in sorted({k.later for k in links}):
        own = sorted((k for k in links if k.later == later), key=lambda k: (-k.score, k.earlier))
        out += own[:EARLIER]
    return out


@given(st.lists(st.tuples(st.sets(STORIES, max_size=3), st.dictionaries(PAIRS, SCORES))))
def test_links_are_those_of_choosing_among_all_that_stand_and_all_that_came(
    steps: list[tuple[set[str], dict[tuple[str, str], int]]],
) -> None:
    links, all_links = StoryLinks(), list[StoryLink]()
    for changed, found in steps:
        new = [StoryLink(a, b, score, "") for (a, b), score in found.items() if {a, b} & changed]
        links.replace(changed, new)
        all_links = ranked([*(k for k in all_links if not {k.earlier, k.later} & changed), *new])
        assert list(links) == all_links
        assert links.of(changed) == [k for k in all_links if {k.earlier, k.later} & changed]
        assert list(StoryLinks(links)) == all_links
