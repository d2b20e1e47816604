"""What the store keeps of stories over time can be read back, and told again from its log alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from retold.cli import app
from retold.group import StoryState, carry_ids, group_pages, rebuild, rename_stories
from retold.records import Article, AttachedPart, Grouping, Span, Story, StoryCard, StoryEvent, StoryLink
from retold.store import story_log
from retold.store.database import Store


def test_the_log_is_appended_to_and_tells_the_state(store: Store) -> None:
    first = carry_ids([], [Story("story-a", "", ("p", "q"))])
    second = carry_ids(first.stories, [Story("story-b", "", ("p",)), Story("story-c", "", ("q", "r"))], {"story-a"})
    assert story_log.append_events(store, first.events) == len(first.events)
    assert story_log.append_events(store, second.events) == len(first.events) + len(second.events)
    state = rebuild(story_log.read_events(store))
    assert state == rebuild([*first.events, *second.events])
    assert state.story_of == {a: s.id for s in second.stories for a in s.articles}
    assert story_log.read_events(store, after=len(first.events)) == list(second.events)
    assert StoryEvent("opened", "story-a") in story_log.read_events(store, story="story-a")


def test_what_stands_beside_stories_is_replaced_with_each_grouping(store: Store) -> None:
    whole = Grouping(
        (),
        (AttachedPart("p", Span(3, 9), "story-a", 0.9),),
        (StoryLink("story-a", "story-b", 0.8, "both name welk"),),
        (StoryCard("story-a", "Ferry sinks", "A ferry sank.", ("Ana Moss",), ("Skarn",)),),
    )
    for _ in range(2):
        story_log.write_grouping(store, whole)
    assert tuple(story_log.read_parts(store, "story-a")) == whole.attached
    assert tuple(story_log.read_links(store, "story-b")) == whole.links
    assert story_log.read_cards(store) == {"story-a": whole.cards[0]}
    story_log.write_grouping(store, Grouping(()))
    assert not story_log.read_links(store)
    assert not story_log.read_parts(store)


def test_a_grouping_is_put_under_the_ids_that_last() -> None:
    pages = [Article("a", "A ferry sank off Arn."), Article("b", "Rain fell in Skarn.")]
    found = group_pages(pages)
    before = tuple(Story(f"story-old-{a}", "", (a,)) for a in "ab")
    renamed = rename_stories(found, carry_ids(before, found.stories, StoryState().used).stories)
    assert sorted(c.story for c in renamed.cards) == sorted(s.id for s in renamed.stories) == [s.id for s in before]


def test_a_folder_is_watched_once_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETOLD_MODEL", "none")
    folder = tmp_path / "pages"
    folder.mkdir()
    page = folder / "a.txt"
    page.write_text("A pier fell in Tornvik. Nobody was hurt, said Ana Moss.", encoding="utf-8")
    os.utime(page, (1_900_000_000, 1_700_000_000))
    done = CliRunner().invoke(app, ["watch", str(folder), "--once", "--json", "--store", str(tmp_path / "n.sqlite")])
    assert done.exit_code == 0, done.output
    (notice,) = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert (notice["kind"], notice["number"]) == ("new-story", 1)


def test_a_target_that_is_nothing_is_wrong_usage(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["watch", "nowhere", "--store", str(tmp_path / "n.sqlite")])
    assert done.exit_code == 2
