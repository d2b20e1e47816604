"""Stories as pages come in: each page is placed at once, and a replay pass ends where the batch ends.

Takes articles or leaves one by one, gives a placement each and a log of what happened. Pages and stories are held
against one another with the rows, the model and the pins of the batch; a placement may be wrong for want of what comes
later, and `replay` mends it with the very function that groups a batch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from retold.group.cards import card_leaves
from retold.group.counts import round_novelty
from retold.group.grouped import Grouped
from retold.group.identity import Carried, StoryState, carry_ids, rebuild
from retold.group.index import Growing, LiveIndex, LiveRow, settle_index
from retold.group.leaves import UNDATED, Leaf, take_leaf
from retold.group.links import Links
from retold.group.model import COPIED, add_time, chance
from retold.group.nodes import STRANGER, find_tops
from retold.group.parts import SURE_PART
from retold.group.pins import Pair
from retold.group.ranking import LiveStory, Ranked, rank_stories
from retold.group.stories import families_of, join_leaves, make_story, tell_stories
from retold.group.storylines import FOLLOWS, best_links, link_near, link_stories
from retold.group.whole import attach_parts
from retold.group.wording import same_wording
from retold.records import Article, AttachedPart, Grouping, Pins, Placement, Span, Stemma, Story, StoryEvent, StoryLink
from retold.text.hashes import content_id

RUNNERS_UP = 3
CERTAIN = 0.999  # the score of a copy of a page that stands in the story already, and of a pin
WORTH_TELLING = 0.005  # chance of a runner-up
READ = 30  # pages of a story that are held against others to see what follows it


class Stream:
    """Stories of pages that come one by one.

    >>> stream = Stream()
    >>> [stream.add(Article(i, "A ferry sank off Arn.")).opened for i in "ab"]
    [True, False]
    """

    def __init__(
        self,
        *,
        together: Iterable[Pair] = (),
        apart: Iterable[Pair] = (),
        state: StoryState | None = None,
        logged: int = 0,
    ) -> None:
        self.pins = Pins(tuple(together), tuple(apart))
        self.leaves: list[Leaf] = []
        self.settled = 0  # leaves that the last replay grouped, in the order of their ids; the others follow
        self.tops: dict[str, str] = {}
        self.state = state or StoryState()
        self.log: list[StoryEvent] = []
        self.logged = logged  # events before those of `log`
        self.links: list[StoryLink] = []
        self.attached: dict[str, tuple[AttachedPart, ...]] = {}  # of each page whose parts tell of stories
        self.node_of: dict[str, int] = {}  # of each article
        self.novelty: list[float] = []  # of each leaf
        self.forget_nodes(LiveIndex())

    def forget_nodes(self, index: LiveIndex) -> None:
        """Begin anew with the nodes of this index."""
        self.index = index
        self.first_leaf: list[int] = []  # of each node
        self.story_of_node: list[str] = []
        self.days = Growing(np.float64)
        self.copied: dict[str, int] = {}  # the node of each text, and of each article that others were copied from
        self.live: dict[str, LiveStory] = {}

    @property
    def log_number(self) -> int:
        """The number of the last event."""
        return self.logged + len(self.log)

    # ---- a page comes ----------------------------------------------------------------------------------------------

    def add(self, page: Article | Leaf, family: str | None = None) -> Placement:
        """Place one page; `family` is the article from which it was copied in the same words, or the first of them.

        A page that was added before is told again where it stands.
        """
        if page.id in self.state.story_of:
            return Placement(page.id, self.state.story_of[page.id], CERTAIN, (), self.log_number)
        leaf = page if isinstance(page, Leaf) else take_leaf(page)
        if family is not None:
            self.tops[leaf.id] = family
        row = self.index.row(leaf.profile)
        nodes, words, kin = self.index.near(row)
        copied = self.copied_node(leaf, row, nodes, words)
        day = self.day_of(leaf, nodes, words)
        ranked = self.rank(nodes, words, day)
        attached = self.attach(leaf, day)
        story, score = self.choose(leaf, ranked, copied, attached)
        opened = story is None
        story = self.open(leaf) if story is None else story
        self.note(StoryEvent("joined", story, article=leaf.id))
        self.keep(leaf, row, copied, day, 0.0 if copied is not None else float(round_novelty(1 / (1 + kin))))
        if copied is None:
            self.enter(story, ranked.words.get(story, 0.0))
        told = tuple(AttachedPart(leaf.id, span, *at) for span, at in attached.items())
        if told:
            self.attached[leaf.id] = told
        others = tuple(s for s in ranked.scores() if s[0] != story and s[1] >= WORTH_TELLING)[:RUNNERS_UP]
        return Placement(leaf.id, story, score, others, self.log_number, opened, told)

    def keep(self, leaf: Leaf, row: LiveRow, copied: int | None, day: float, novelty: float) -> None:
        """Make a page one of a node that is there, or a node of its own whose words count from now on."""
        self.leaves.append(leaf)
        self.novelty.append(novelty)
        node = copied
        if node is None:
            node = self.index.add(row)
            self.first_leaf.append(len(self.leaves) - 1)
            self.days.extend(np.array([day]))
            self.index.learn(leaf.profile, novelty)
        self.remember(leaf, node)

    def enter(self, story: str, like: float) -> None:
        """Make the last node one of a story, with this sum of likenesses to the others."""
        self.story_of_node.append(story)
        live = self.live.setdefault(story, LiveStory())
        live.inside += like
        live.size += 1

    def remember(self, leaf: Leaf, node: int) -> None:
        """Note of which node a page is, for its copies that are to come."""
        self.node_of[leaf.id] = node
        for key in (leaf.digest, self.tops.get(leaf.id), leaf.id):
            if key is not None:
                self.copied.setdefault(key, node)

    def copied_node(self, leaf: Leaf, row: LiveRow, nodes: NDArray[np.int64], words: NDArray[np.float64]) -> int | None:
        """The node of which a page is a copy: of the same text, of its family and no stranger in it, or by wording."""
        if (same := self.copied.get(leaf.digest)) is not None:
            return same
        node = self.copied.get(self.tops.get(leaf.id, leaf.id))
        if node is not None:
            return node if self.index.measure(row, np.array([node]))[0] >= STRANGER else None
        if leaf.id in self.tops:
            return None
        alike = nodes[words > COPIED].tolist()
        return next((n for n in alike if same_wording(leaf.grams, self.leaves[self.first_leaf[n]].grams)), None)

    def day_of(self, leaf: Leaf, nodes: NDArray[np.int64], words: NDArray[np.float64]) -> float:
        """The day a page is taken to be of: its own, or that of the page that it copies or rewrites."""
        day = leaf.day
        if np.isnan(day) and len(words) and words.max() > COPIED:
            day = float(self.days.all[nodes[int(np.argmax(words))]])
        return day

    def rank(self, nodes: NDArray[np.int64], words: NDArray[np.float64], day: float) -> Ranked:
        """The stories that a page of this day is like."""
        told = [self.story_of_node[n] for n in nodes.tolist()]
        like = add_time(words, self.days.all[nodes] - day).tolist()
        return rank_stories(told, like, words.tolist(), self.live)

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

    def attach(self, leaf: Leaf, day: float) -> dict[Span, tuple[str, float]]:
        """The stories that the parts of a page tell of."""
        out = {}
        for span, profile in leaf.parts:
            nodes, words, _ = self.index.near(self.index.row(profile))
            ranked = self.rank(nodes, words, day)
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

    def note(self, event: StoryEvent) -> None:
        """Write an event into the log, and do what it says."""
        self.log.append(event)
        rebuild([event], self.state)

    # ---- all pages anew --------------------------------------------------------------------------------------------

    def replay(self, stemmas: Sequence[Stemma] | None = None, leaves: Iterable[Leaf] | None = None) -> Carried:
        """Group all pages anew, as a batch does, under the ids that the stories have; what changed is in the log.

        `leaves` are all pages there are, when some of them are new, changed or gone.
        """
        if stemmas is not None:
            self.tops = find_tops(stemmas)
        by_id = {leaf.id: leaf for leaf in (self.leaves if leaves is None else leaves)}
        self.leaves = [by_id[i] for i in sorted(by_id)]
        before = self.stories_before()
        grouped = join_leaves(self.leaves, self.tops, self.pins) if self.leaves else None
        now = tell_stories(grouped.members(), stemmas or ()) if grouped else []
        carried = carry_ids(before, now, self.state.used)
        for event in carried.events:
            self.note(event)
        self.node_of, self.attached, self.links = {}, {}, []
        if grouped:
            self.settle(grouped)
            self.links = link_stories(grouped, carried.stories)
            for part in attach_parts(grouped, carried.stories):
                self.attached[part.article] = (*self.attached.get(part.article, ()), part)
        return carried

    def stories_before(self) -> list[Story]:
        """The stories as the state tells them, as far as ids are carried on by them."""
        dates = {leaf.id: leaf.date for leaf in self.leaves}
        members: dict[str, list[str]] = {}
        for article, story in sorted(self.state.story_of.items()):
            members.setdefault(story, []).append(article)
        firsts = {s: [d for i in ids if (d := dates.get(i))] for s, ids in members.items()}
        return [Story(s, "", tuple(ids), first=min(firsts[s], default=None)) for s, ids in sorted(members.items())]

    def settle(self, grouped: Grouped) -> None:
        """Let the nodes and rows be those of a batch."""
        self.seat(grouped.leaves, grouped.node, grouped.novelty, grouped.days)
        self.index = settle_index(grouped.counts, grouped.novelty, grouped.rows)
        self.live = measure_stories(self.story_of_node, grouped.links)

    def seat(
        self,
        leaves: Sequence[Leaf],
        node: NDArray[np.int64],
        novelty: NDArray[np.float64],
        days: NDArray[np.float64],
    ) -> None:
        """Take leaves in the order of their ids, the node and novelty of each, and the days of the nodes."""
        self.forget_nodes(self.index)
        self.leaves, self.settled = list(leaves), len(leaves)
        self.novelty = novelty.tolist()
        self.first_leaf = np.unique(node, return_index=True)[1].tolist()
        self.days.extend(days)
        self.story_of_node = [self.state.story_of[leaves[k].id] for k in self.first_leaf]
        for leaf, at in zip(leaves, node.tolist(), strict=True):
            self.remember(leaf, at)

    # ---- what is told ----------------------------------------------------------------------------------------------

    def stories(self, wanted: Collection[str] | None = None, stemmas: Sequence[Stemma] = ()) -> list[Story]:
        """The stories as they stand, or those wanted, in the order of their first dates, then ids."""
        members: dict[str, list[Leaf]] = {}
        for leaf in self.leaves:
            story = self.state.story_of[leaf.id]
            if wanted is None or story in wanted:
                members.setdefault(story, []).append(leaf)
        families = families_of(stemmas)
        told = (replace(make_story(leaves, families), id=story) for story, leaves in members.items())
        return sorted(told, key=lambda s: (s.first or UNDATED, s.id))

    def tell(self, wanted: Collection[str] | None = None, stemmas: Sequence[Stemma] = ()) -> Grouping:
        """All that is told of the stories as they stand, or of those wanted: what follows them is looked for anew."""
        stories = self.stories(wanted, stemmas)
        ids = {s.id for s in stories}
        if wanted is not None:
            self.follow(stories)
        leaf_of = {leaf.id: leaf for leaf in self.leaves}
        return Grouping(
            tuple(stories),
            tuple(p for _, parts in sorted(self.attached.items()) for p in parts if p.story in ids),
            tuple(k for k in self.links if k.earlier in ids or k.later in ids),
            tuple(card_leaves(s, [leaf_of[i] for i in s.articles]) for s in stories),
        )

    def follow(self, stories: Sequence[Story]) -> None:
        """Look anew for the stories that these follow, and that follow these."""
        ids = {s.id for s in stories}
        near = self.near_stories(ids)
        told = {s.id: s for s in self.stories({s for pair in near for s in pair})}
        leaf_of = {leaf.id: leaf for leaf in self.leaves}
        found = [(told[a], told[b], like) for (a, b), like in sorted(near.items())]
        links = link_near(found, lambda story: [leaf_of[i] for i in story.articles])
        self.links = best_links([*(k for k in self.links if ids.isdisjoint((k.earlier, k.later))), *links])

    def near_stories(self, ids: Collection[str]) -> dict[tuple[str, str], float]:
        """Pairs of stories, one of them of these, that are alike by words, with their mean likeness."""
        nodes: dict[str, list[int]] = {}
        for node, story in enumerate(self.story_of_node):
            if story in ids:
                nodes.setdefault(story, []).append(node)
        out = {}
        for story, held in sorted(nodes.items()):
            sums: dict[str, float] = {}
            for node in held[:READ]:
                others, words, _ = self.index.near(self.index.row_of(node))
                for other, word in zip(others.tolist(), words.tolist(), strict=True):
                    told = self.story_of_node[other]
                    sums[told] = sums.get(told, 0.0) + min(word, COPIED)
            for other, value in sums.items():
                mean = value / (len(held[:READ]) * self.live[other].size)
                if other != story and mean >= FOLLOWS:
                    out[min(story, other), max(story, other)] = mean
        return out


def measure_stories(story_of_node: Sequence[str], links: Links) -> dict[str, LiveStory]:
    """The stories of nodes: how many nodes each has, and how alike they are."""
    number: dict[str, int] = {}
    at = np.array([number.setdefault(s, len(number)) for s in story_of_node], dtype=np.int64)
    size = np.bincount(at, minlength=len(number)).tolist()
    within = at[links.left] == at[links.right]
    inside = np.bincount(at[links.left[within]], links.words[within], len(number)).tolist()
    return {s: LiveStory(float(n), float(i)) for s, n, i in zip(number, size, inside, strict=True)}
