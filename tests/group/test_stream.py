"""Stories as pages come in: the end is that of the batch, in any order, and nothing that was told is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from group.events import PAGES
from retold.group import Stream, carry_ids, group_stories, rebuild
from retold.group.identity import StoryState
from retold.records import Article, Edge, Stemma, Story, StoryEvent, Witness

MIRROR = replace(PAGES[0], id="mirror", text=PAGES[0].text + " Read more.")
FAMILY = Stemma(
    "fam",
    (Witness("A", "page-00"), Witness("B", "mirror")),
    (),
    (Edge("page-00", "mirror", "near-verbatim", 0.9),),
    None,
)


def groups(stories: list[Story] | tuple[Story, ...]) -> set[tuple[str, ...]]:
    return {s.articles for s in stories}


@given(st.permutations(range(len(PAGES) + 1)))
@settings(max_examples=12)
def test_pages_one_by_one_then_a_replay_end_where_the_batch_ends(order: list[int]) -> None:
    pages = [*PAGES, MIRROR]
    stream = Stream()
    for k in order:
        stream.add(pages[k], family="page-00" if pages[k].id in ("page-00", "mirror") else None)
    stream.replay([FAMILY])
    assert groups(stream.stories()) == groups(group_stories(pages, [FAMILY]))


@given(st.permutations(range(len(PAGES))), st.integers(1, len(PAGES)))
@settings(max_examples=12)
def test_all_state_can_be_rebuilt_from_the_log(order: list[int], replay_after: int) -> None:
    stream = Stream()
    for n, k in enumerate(order, 1):
        stream.add(PAGES[k])
        if n == replay_after:
            stream.replay()
    assert rebuild(stream.log) == stream.state
    told = {a: s.id for s in stream.stories() for a in s.articles}
    assert told == stream.state.story_of


def test_a_placement_names_the_story_the_chance_and_the_log() -> None:
    stream = Stream()
    first, second, other = (stream.add(PAGES[k]) for k in (0, 1, 3))
    assert (first.opened, second.opened, other.opened) == (True, False, True)
    assert first.story == second.story != other.story
    assert second.score > 0.9
    assert (first.log_number, second.log_number, other.log_number) == (2, 3, 5)
    assert all(0 <= score <= 1 for _, score in second.runners_up)


def test_one_page_sent_twice_is_told_where_it_stands() -> None:
    stream = Stream()
    first = stream.add(PAGES[0])
    again = stream.add(PAGES[0])
    assert (again.story, again.log_number, len(stream.leaves)) == (first.story, first.log_number, 1)


def test_hundreds_of_copies_weigh_as_one() -> None:
    stream = Stream()
    for k in range(500):
        stream.add(replace(PAGES[0], id=f"copy-{k}"))
    stream.add(PAGES[1])
    assert stream.index.nodes == 2
    assert len(stream.stories()) == 1


@pytest.mark.parametrize("told", [None, "page-00"])
def test_a_copy_may_come_before_its_original(told: str | None) -> None:
    stream = Stream()
    stream.add(MIRROR, family="page-00")
    stream.add(PAGES[0], family=told)
    assert (stream.index.nodes, len(stream.stories())) == (1, 1)
    stranger = replace(PAGES[3], id="page-99")
    stream.add(replace(PAGES[4], id="short"), family="page-99")
    stream.add(stranger, family="page-00")
    stream.replay()
    assert len(stream.stories()) == 2


def test_a_later_page_may_bring_stories_together_under_the_id_of_the_larger() -> None:
    one, two, three = (Story(f"story-{k}", "", tuple(a)) for k, a in zip("xyz", ("abc", "de", "f"), strict=True))
    whole = Story("story-new", "", tuple("abcdef"))
    carried = carry_ids([one, two, three], [whole])
    assert [s.id for s in carried.stories] == ["story-x"]
    assert carried.redirects == {"story-y": "story-x", "story-z": "story-x"}
    state = rebuild(carried.events, StoryState({a: s.id for s in (one, two, three) for a in s.articles}))
    assert set(state.story_of.values()) == {"story-x"}


def test_a_split_keeps_the_id_with_the_larger_side() -> None:
    before = Story("story-x", "", tuple("abcde"))
    carried = carry_ids([before], [Story("story-p", "", ("a", "b")), Story("story-q", "", ("c", "d", "e"))])
    assert [(s.id, s.articles) for s in carried.stories] == [("story-p", ("a", "b")), ("story-x", ("c", "d", "e"))]
    assert StoryEvent("split", "story-p", other="story-x") in carried.events


def test_an_id_that_was_used_is_never_given_again() -> None:
    now = Story("story-old", "", ("z",))
    (story,) = carry_ids([], [now], used={"story-old"}).stories
    assert story.id != "story-old"


def test_a_redirect_leads_on_when_its_story_is_merged_too() -> None:
    state = rebuild([StoryEvent("merged", "a", other="b"), StoryEvent("merged", "b", other="c")])
    assert state.follow("a") == "c"


groupings = st.lists(st.integers(0, 5), min_size=8, max_size=8)


@given(st.lists(groupings, min_size=1, max_size=5))
def test_ids_last_through_any_history(history: list[list[int]]) -> None:
    state = StoryState()
    stories: tuple[Story, ...] = ()
    log: list[StoryEvent] = []
    for grouping in history:
        members: dict[int, list[str]] = {}
        for page, group in zip("abcdefgh", grouping, strict=True):
            members.setdefault(group, []).append(page)
        new = [Story(f"story-{m[0]}", "", tuple(m)) for m in members.values()]
        carried = carry_ids(stories, new, state.used)
        known = set(state.used)
        state = rebuild(carried.events, state)
        log += carried.events
        assert groups(carried.stories) == groups(new)
        gone = {s.id for s in stories} - {s.id for s in carried.stories}
        assert gone == set(carried.redirects)
        opened = {s.id for s in carried.stories} - {s.id for s in stories}
        assert not opened & known
        stories = carried.stories
        assert state.story_of == {a: s.id for s in stories for a in s.articles}
    assert rebuild(log) == state


@given(st.permutations(range(4)))
def test_the_order_of_stories_changes_no_id(order: list[int]) -> None:
    before = [Story(f"story-{k}", "", (f"{k}a", f"{k}b")) for k in range(4)]
    now = [
        Story("story-n", "", ("0a", "1a", "2a")),
        Story("story-m", "", ("0b", "1b", "3a", "3b")),
        Story("story-o", "", ("2b",)),
    ]
    by_articles = {s.articles: s.id for s in carry_ids(before, now).stories}
    carried = carry_ids([before[k] for k in order], now[::-1])
    assert {s.articles: s.id for s in carried.stories} == by_articles


# ---- pins -----------------------------------------------------------------------------------------------------------


def test_pages_that_a_person_puts_together_stand_in_one_story_and_those_kept_apart_in_two() -> None:
    stories = group_stories(PAGES, together=[("page-00", "page-10")], apart=[("page-20", "page-21")])
    of = {a: s.id for s in stories for a in s.articles}
    assert of["page-00"] == of["page-10"]
    assert of["page-20"] != of["page-21"]


def test_apart_outranks_a_copy_family() -> None:
    stories = group_stories([PAGES[0], MIRROR], [FAMILY], apart=[("mirror", "page-00")])
    assert len(stories) == 2


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_pins_hold_for_pages_that_come_one_by_one(order: tuple[int, ...]) -> None:
    stream = Stream(together=[("page-00", "page-10")], apart=[("page-00", "page-01")])
    pages = {0: PAGES[0], 1: PAGES[1], 2: PAGES[3]}
    for k in order:
        stream.add(pages[k])
    for _ in range(2):
        of = stream.state.story_of
        assert of["page-00"] == of["page-10"] != of["page-01"]
        stream.replay()


@given(
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=4),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=4),
)
@settings(max_examples=25)
def test_no_pins_break_a_grouping_and_apart_always_holds(
    together: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> None:
    pairs = [[(PAGES[a].id, PAGES[b].id) for a, b in pins] for pins in (together, apart)]
    of = {a: s.id for s in group_stories(PAGES, together=pairs[0], apart=pairs[1]) for a in s.articles}
    assert len(of) == len(PAGES)
    assert all(of[a] != of[b] for a, b in pairs[1] if a != b)


# ---- stories decided again ------------------------------------------------------------------------------------------

QUAKES = [
    Article(f"quake-{town}-{k}", text.format(town=town, dead=dead, mayor=mayor, size=size, village=village))
    for town, dead, mayor, size, village in (
        ("Tarn", 14, "Ilse Dorn", "5.8", "Oberried"),
        ("Velm", 61, "Pavel Rask", "6.4", "Kettlemoor"),
    )
    for k, text in enumerate(
        (
            "An earthquake of magnitude {size} struck {town} before dawn, killing {dead} people, said {mayor}.",
            "Rescuers in {town} pulled survivors out of the rubble of {village}; {dead} had died, and {mayor} asked "
            "for tents.",
            "The earthquake that killed {dead} people near {town} had a magnitude of {size}. In {village} all houses "
            "fell, {mayor} said, and rescuers searched on.",
        )
    )
]


@given(
    st.permutations(range(len(PAGES) + len(QUAKES) + 1)),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=2),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=2),
)
@settings(max_examples=20)
def test_stories_decided_again_keep_what_holds_of_all_stories(
    order: list[int], together: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> None:
    pages = [*PAGES, *QUAKES, MIRROR]
    pins = [[(PAGES[a].id, PAGES[b].id) for a, b in pairs] for pairs in (together, apart)]
    stream = Stream(together=pins[0], apart=pins[1])
    for k in order:
        number = stream.log_number
        placed = stream.add(pages[k], mend=True)
        standing, gone = stream.touched_since(number)
        assert placed.story == stream.state.story_of[pages[k].id] in standing
        assert gone.isdisjoint(stream.state.story_of.values())
        assert all(stream.state.follow(s) in stream.live.by_id for s in gone)
    of = stream.state.story_of
    assert rebuild(stream.log) == stream.state
    assert all(of[a] != of[b] for a, b in pins[1] if a != b)
    assert {n for live in stream.live.by_id.values() for n in live.nodes} == set(range(stream.index.nodes))
    assert all(of[stream.first_of(n).id] == s for n, s in enumerate(stream.live.of_node))
    stream.replay()
    assert groups(stream.stories()) == groups(group_stories(pages, together=pins[0], apart=pins[1]))


@pytest.mark.parametrize("order", [range(6), (3, 0, 4, 1, 5, 2), range(5, -1, -1)])
def test_twin_events_end_apart_whatever_came_first(order: Sequence[int]) -> None:
    stream = Stream()
    for k in order:
        stream.add(QUAKES[k], mend=True)
    assert groups(stream.stories()) == {tuple(a.id for a in QUAKES[:3]), tuple(a.id for a in QUAKES[3:])}
