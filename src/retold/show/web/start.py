"""The start page: what the store holds, pages to add, runs; and one run, how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from retold.show.runs import Runs, RunState
from retold.show.web.ask import Ask, Shown
from retold.store.outline import Counts, StoryFilter, count_all, find_stories
from retold.store.reading import StoryRow
from retold.store.runs import Manifest, read_manifests

TOP_STORIES = 5
LAST_RUNS = 6


@dataclass(frozen=True, slots=True)
class Start:
    """What the store holds, and what was done last."""

    counts: Counts
    stories: tuple[StoryRow, ...]
    now: tuple[RunState, ...]
    runs: tuple[Manifest, ...]


@dataclass(frozen=True, slots=True)
class StartViews:
    """The views that know of runs."""

    runs: Runs

    def show_start(self, ask: Ask) -> Shown:
        """The start page."""
        stories, _ = find_stories(ask.store, StoryFilter(), 0, TOP_STORIES)
        states = [self.runs.state(r) for r in self.runs.list()[:LAST_RUNS]]
        now = tuple(s for s in states if not s.over)
        data = Start(count_all(ask.store), tuple(stories), now, tuple(read_manifests(ask.store, LAST_RUNS)))
        return Shown("Start", data, {"most": max((s.pages for s in stories), default=1)})

    def show_run(self, ask: Ask) -> Shown:
        """How far a run is."""
        state = self.runs.state(ask.path["run"])
        return Shown(f"Run: {state.state}", state)
