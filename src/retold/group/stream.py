"""Stories as pages come in: each page is placed at once, and a replay pass ends where the batch ends.

Takes articles one by one, gives a placement each and a log of what happened. Pages and stories are held against one
another with the rows, the model and the pins of the batch; a placement may be wrong for want of what comes later, and
`replay` mends it with the very function that groups a batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from retold.group.counts import Tally
from retold.group.identity import Carried, StoryState, carry_ids, rebuild
from retold.group.index import LiveIndex, LiveRow
from retold.group.leaves import Leaf, take_leaf
from retold.group.model import COPIED, add_time, chance, margin, own_likeness
from retold.group.nodes import STRANGER, find_tops
from retold.group.parts import SURE_PART, PagePart
from retold.group.pins import Pair
from retold.group.stories import group_leaves, part_profiles, tell_stories
from retold.records import Article, AttachedPart, Pins, Placement, Span, Stemma, Story, StoryEvent
from retold.text.hashes import content_id

RUNNERS_UP = 3
CERTAIN = 0.999  # the score of a copy of a page that stands in the story already, and of a pin
WORTH_TELLING = 0.005  # chance of a runner-up


@dataclass(slots=True)
class LiveStory:
    """A story while it grows: its nodes, and the sum of the likenesses among them."""

    size: float = 0.0
    inside: float = 0.0

    @property
    def own(self) -> float:
        """How like its own members are."""
        return float(own_likeness(self.inside, self.size))


@dataclass(frozen=True, slots=True)
class Ranked:
    """The stories that a page may belong to, the best first, with how far each is from taking it."""

    stories: tuple[str, ...] = ()
    margins: tuple[float, ...] = ()
    words: Mapping[str, float] = field(default_factory=dict)  # sum of likenesses to the nodes of each story

    def scores(self) -> tuple[tuple[str, float], ...]:
        """Each story with the chance that the page belongs to it."""
        return tuple((s, round(float(chance(m)), 4)) for s, m in zip(self.stories, self.margins, strict=True))


class Stream:
    """Stories of pages that come one by one.

    >>> stream = Stream()
    >>> [stream.add(Article(i, "A ferry sank off Arn.")).opened for i in "ab"]
    [True, False]
    """

    def __init__(self, *, together: Iterable[Pair] = (), apart: Iterable[Pair] = ()) -> None:
        self.pins = Pins(tuple(together), tuple(apart))
        self.tally = Tally()
        self.index = LiveIndex(self.tally)
        self.leaves: list[Leaf] = []
        self.parts: dict[str, list[PagePart]] = {}
        self.tops: dict[str, str] = {}
        self.state = StoryState()
        self.log: list[StoryEvent] = []
        self.node_of: dict[str, int] = {}  # of each article
        self.copied: dict[str, int] = {}  # the node of each text, and of each article that others were copied from
        self.story_of_node: list[str] = []
        self.days = np.full(1 << 10, np.nan)
        self.live: dict[str, LiveStory] = {}

    def add(self, article: Article, family: str | None = None) -> Placement:
        """Place one article; `family` is the article from which it was copied in the same words, or the first of them.

        An article that was added before is told again where it stands.
        """
        if article.id in self.state.story_of:
            return Placement(article.id, self.state.story_of[article.id], CERTAIN, (), len(self.log))
        leaf = take_leaf(article)
        self.tally.add(leaf.profile)
        self.leaves.append(leaf)
        if family is not None:
            self.tops[leaf.id] = family
        row = self.index.row(leaf.profile)
        copied = self.copied_node(leaf, row)
        ranked, day, kin = self.rank(row, leaf)
        parts = part_profiles(article)
        attached = self.attach(parts, leaf) if parts else {}
        told = tuple(AttachedPart(leaf.id, span, *at) for span, at in attached.items())
        self.parts[leaf.id] = parts
        story, score = self.choose(leaf, ranked, copied, attached)
        opened = story is None
        story = self.open(leaf) if story is None else story
        self.note(StoryEvent("joined", story, article=leaf.id))
        if copied is None:
            self.settle(row, story, day, ranked)
            self.index.learn(leaf.profile, 1 / (1 + kin))
        self.remember(leaf, len(self.story_of_node) - 1 if copied is None else copied)
        others = tuple(s for s in ranked.scores() if s[0] != story and s[1] >= WORTH_TELLING)[:RUNNERS_UP]
        return Placement(leaf.id, story, score, others, len(self.log), opened, told)

    def remember(self, leaf: Leaf, node: int) -> None:
        """Note of which node a page is, for its copies that are to come."""
        self.node_of[leaf.id] = node
        for key in (leaf.digest, self.tops.get(leaf.id), leaf.id):
            if key is not None:
                self.copied.setdefault(key, node)

    def copied_node(self, leaf: Leaf, row: LiveRow) -> int | None:
        """The node of which a page is a copy: of the same text, or of its family and not a stranger in it."""
        if (same := self.copied.get(leaf.digest)) is not None:
            return same
        node = self.copied.get(self.tops.get(leaf.id, leaf.id))
        if node is None:
            return None
        return node if self.index.measure(row, np.array([node]))[0] >= STRANGER else None

    def rank(self, row: LiveRow, leaf: Leaf) -> tuple[Ranked, float, int]:
        """The stories that a page is like, the day it is taken to be of, and how many pages tell of its event."""
        nodes, words, kin = self.index.near(row)
        day = leaf.day
        if np.isnan(day) and len(words) and words.max() > COPIED:
            day = float(self.days[nodes[int(np.argmax(words))]])
        sums: dict[str, list[float]] = {}
        for node, like, word in zip(nodes.tolist(), self.with_time(words, nodes, day), words.tolist(), strict=True):
            both = sums.setdefault(self.story_of_node[node], [0.0, 0.0])
            both[0] += like
            both[1] += min(word, COPIED)
        return self.in_rank(sums), day, kin

    def with_time(self, words: NDArray[np.float64], nodes: NDArray[np.int64], day: float) -> list[float]:
        """Likenesses by words to nodes as the days between weigh them."""
        return list(map(float, add_time(words, self.days[nodes] - day)))

    def in_rank(self, sums: Mapping[str, Sequence[float]]) -> Ranked:
        """The stories by mean link."""
        alone = float(own_likeness(0.0, 1.0))
        link = {s: like / self.live[s].size for s, (like, _) in sums.items()}
        order = sorted(link, key=lambda s: (-round(link[s], 9), s))
        margins = tuple(float(margin(link[s], alone, self.live[s].own)) for s in order)
        return Ranked(tuple(order), margins, {s: word for s, (_, word) in sums.items()})

    def choose(
        self, leaf: Leaf, ranked: Ranked, copied: int | None, attached: Mapping[Span, tuple[str, float]]
    ) -> tuple[str | None, float]:
        """The story of a page, or None for a new one, and the chance that this is right."""
        never = {self.state.story_of.get(b if a == leaf.id else a) for a, b in self.pins.apart if leaf.id in (a, b)}
        for a, b in self.pins.together:
            other = self.state.story_of.get(b if a == leaf.id else a) if leaf.id in (a, b) else None
            if other and other not in never:
                return other, CERTAIN
        if copied is not None and self.story_of_node[copied] not in never:
            return self.story_of_node[copied], CERTAIN
        if len({story for story, _ in attached.values()}) > 1:
            return None, round(1 - max(1 - score for _, score in attached.values()), 4)
        scores = [(s, m) for s, m in zip(ranked.stories, ranked.margins, strict=True) if s not in never]
        taken = next(((s, m) for s, m in scores if m >= 1), None)
        if taken:
            return taken[0], round(float(chance(taken[1])), 4)
        return None, round(1 - float(chance(max((m for _, m in scores), default=0.0))), 4)

    def attach(self, parts: Sequence[PagePart], leaf: Leaf) -> dict[Span, tuple[str, float]]:
        """The stories that the parts of a page tell of."""
        out = {}
        for span, profile in parts:
            ranked, _, _ = self.rank(self.index.row(profile), leaf)
            best = next(((s, c) for s, c in ranked.scores() if c >= SURE_PART), None)
            if best:
                out[span] = best
        return out

    def open(self, leaf: Leaf) -> str:
        """A new story; an id that was ever used is not used again."""
        story, number = content_id(leaf.id, prefix="story-"), 1
        while story in self.state.used:
            number += 1
            story = content_id(leaf.id, str(number), prefix="story-")
        self.note(StoryEvent("opened", story))
        return story

    def settle(self, row: LiveRow, story: str, day: float, ranked: Ranked) -> None:
        """Make the page a node of its story."""
        node = self.index.add(row)
        self.story_of_node.append(story)
        if node >= len(self.days):
            self.days = np.append(self.days, np.full(len(self.days), np.nan))
        self.days[node] = day
        live = self.live.setdefault(story, LiveStory())
        live.inside += ranked.words.get(story, 0.0)
        live.size += 1

    def note(self, event: StoryEvent) -> None:
        """Write an event into the log, and do what it says."""
        self.log.append(event)
        rebuild([event], self.state)

    def replay(self, stemmas: Sequence[Stemma] | None = None) -> Carried:
        """Group all pages anew, as a batch does, under the ids that the stories have; what changed is in the log."""
        if stemmas is not None:
            self.tops = find_tops(stemmas)
        before = self.stories()
        order = sorted(range(len(self.leaves)), key=lambda k: self.leaves[k].id)
        leaves = [self.leaves[k] for k in order]
        if not leaves:
            return Carried((), {}, ())
        counts = self.tally.counts(order)
        grouped = group_leaves(leaves, counts, self.tops, self.pins, parts_of=lambda a: self.parts[a.id])
        carried = carry_ids(before, tell_stories(grouped.members(), stemmas or ()), self.state.used)
        for event in carried.events:
            self.note(event)
        self.resettle()
        return carried

    def resettle(self) -> None:
        """Let the nodes follow their pages, and measure the stories again."""
        first = {node: i for i, node in reversed(self.node_of.items())}
        self.story_of_node = [self.state.story_of[first[n]] for n in range(len(self.story_of_node))]
        self.live = {}
        members: dict[str, list[int]] = {}
        for node, story in enumerate(self.story_of_node):
            members.setdefault(story, []).append(node)
        for story, nodes in members.items():
            at = np.array(nodes)
            sums = (
                float(np.minimum(self.index.measure(self.index.rows[n], at[:k]), COPIED).sum())
                for k, n in enumerate(nodes)
            )
            self.live[story] = LiveStory(float(len(nodes)), sum(sums))

    def stories(self) -> list[Story]:
        """The stories as they stand, in the order of their first dates, then ids."""
        members: dict[str, list[Leaf]] = {}
        for leaf in self.leaves:
            members.setdefault(self.state.story_of[leaf.id], []).append(leaf)
        told = ((story, tell_stories([leaves], ())[0]) for story, leaves in members.items())
        return sorted((replace(s, id=i) for i, s in told), key=lambda s: (s.first or "9999", s.id))
