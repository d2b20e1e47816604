"""Ids of stories that people can live with: a grown store keeps them, and none is ever used twice.

Takes the stories of before and of now, gives those of now under the ids of before, redirects, and events for the log.
A merged story leaves a redirect; of a story that splits, the larger side keeps the id. From the events alone all of
this can be rebuilt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from retold.records import Story, StoryEvent
from retold.text.hashes import content_id


@dataclass(frozen=True, slots=True)
class Carried:
    """The stories of now under ids that last, the redirects that are new, and what happened."""

    stories: tuple[Story, ...]
    redirects: Mapping[str, str]
    events: tuple[StoryEvent, ...]


@dataclass(slots=True)
class StoryState:
    """Which article stands in which story, and where the ids of stories that are no more lead."""

    story_of: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)  # every id that a story ever had
    members: dict[str, set[str]] = field(init=False)  # the articles of each story that stands

    def __post_init__(self) -> None:
        self.members = {}
        for article, story in self.story_of.items():
            self.members.setdefault(story, set()).add(article)

    def put(self, article: str, story: str | None) -> None:
        """Let an article stand in a story, or in none; a story without articles stands no more."""
        before = self.story_of.pop(article, None)
        if before is not None:
            self.members[before].discard(article)
            if not self.members[before]:
                del self.members[before]
        if story is not None:
            self.story_of[article] = story
            self.members.setdefault(story, set()).add(article)

    def follow(self, story: str) -> str:
        """The story that an id means today.

        >>> StoryState(redirects={"a": "b"}).follow("a")
        'b'
        """
        return self.redirects.get(story, story)


def carry_ids(previous: Sequence[Story], new: Sequence[Story], used: Iterable[str] = ()) -> Carried:
    """The new stories under the ids that the previous ones had; `used` are the ids of stories that are no more.

    >>> before, now = Story("s", "", ("a", "b")), [Story("t", "", ("a",)), Story("s", "", ("b", "c"))]
    >>> [(s.id, s.articles) for s in carry_ids([before], now).stories]
    [('s', ('a',)), ('story-fc43d919a76f', ('b', 'c'))]
    """
    was = {a: s.id for s in previous for a in s.articles}
    kept = keep_ids(previous, new, was)
    taken = {s.id for s in previous} | set(used)
    ids = [kept.get(k) or fresh_id(s.id, taken) for k, s in enumerate(new)]
    stories = tuple(replace(s, id=i) for s, i in zip(new, ids, strict=True))
    redirects = find_redirects(previous, stories)
    return Carried(stories, redirects, tuple(tell_changes(previous, stories, was, redirects)))


def keep_ids(previous: Sequence[Story], new: Sequence[Story], was: Mapping[str, str]) -> dict[int, str]:
    """The place of each new story that goes on with an id, and this id: the pairs that share most articles first.

    Of equal shares the story with the earliest date wins, then the smaller id: no order of the input decides.
    """
    shared = [(n, old, k) for k, s in enumerate(new) for old, n in Counter(was.get(a) for a in s.articles).items()]
    rank = {s.id: (s.first or "9999", s.id) for s in previous}
    order = sorted(
        ((-n, rank[old], (new[k].first or "9999", new[k].articles), old, k) for n, old, k in shared if old is not None)
    )
    kept: dict[int, str] = {}
    given: set[str] = set()
    for _, _, _, old, k in order:
        if k not in kept and old not in given:
            kept[k] = old
            given.add(old)
    return kept


def fresh_id(wanted: str, taken: set[str]) -> str:
    """The id that is wanted, or one made from it when a story has or had it already."""
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = content_id(wanted, str(number), prefix="story-")
    taken.add(found)
    return found


def find_redirects(previous: Sequence[Story], stories: Sequence[Story]) -> dict[str, str]:
    """For each id that is no more the story where most of its articles stand; none when all of them are gone."""
    now = {a: s.id for s in stories for a in s.articles}
    kept = {s.id for s in stories}
    out = {}
    for story in previous:
        went = Counter(now[a] for a in story.articles if a in now)
        if story.id not in kept and went:
            out[story.id] = min(went, key=lambda s: (-went[s], s))
    return out


def tell_changes(
    previous: Sequence[Story], stories: Sequence[Story], was: Mapping[str, str], redirects: Mapping[str, str]
) -> Iterator[StoryEvent]:
    """What happened, in an order that the log can be rebuilt from: stories begin, articles move, stories end."""
    old = {s.id for s in previous}
    for story in sorted(stories, key=lambda s: s.id):
        if story.id not in old:
            yield beginning_of(story, was, redirects)
    for story in sorted(stories, key=lambda s: s.id):
        yield from (StoryEvent("joined", story.id, article=a) for a in story.articles if was.get(a) != story.id)
    now = {a for s in stories for a in s.articles}
    yield from (StoryEvent("left", was[a], article=a) for a in sorted(was.keys() - now))
    for gone in sorted(old - {s.id for s in stories}):
        into = redirects.get(gone)
        yield StoryEvent("merged", gone, other=into) if into else StoryEvent("ended", gone)


def beginning_of(story: Story, was: Mapping[str, str], redirects: Mapping[str, str]) -> StoryEvent:
    """How a story began: out of another one that goes on, or new."""
    out_of = Counter(was[a] for a in story.articles if a in was and was[a] not in redirects)
    if not out_of:
        return StoryEvent("opened", story.id)
    return StoryEvent("split", story.id, other=min(out_of, key=lambda s: (-out_of[s], s)))


def rebuild(events: Iterable[StoryEvent], state: StoryState | None = None) -> StoryState:
    """What the log says of today, from its beginning or from a state on.

    >>> log = [StoryEvent("opened", "s"), StoryEvent("joined", "s", article="a"), StoryEvent("merged", "s", other="t")]
    >>> rebuild(log).redirects
    {'s': 't'}
    """
    state = state or StoryState()
    for event in events:
        state.used.add(event.story)
        if event.kind == "joined" and event.article:
            state.put(event.article, event.story)
        elif event.kind == "left" and event.article:
            state.put(event.article, None)
        elif event.kind == "merged" and event.other:
            redirect(state, event.story, event.other)
    return state


def redirect(state: StoryState, gone: str, into: str) -> None:
    """Let an id, and all that led to it, lead to another one."""
    state.redirects[gone] = into
    for old, leads in state.redirects.items():
        if leads == gone:
            state.redirects[old] = into
