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

from retold.group.counts import round_novelty
from retold.group.grouped import Grouped
from retold.group.identity import Carried, StoryState, carry_ids, rebuild
from retold.group.index import Growing, LiveIndex, LiveRow, settle_index
from retold.group.leaves import Leaf, take_leaf
from retold.group.links import Links
from retold.group.merge import NodePairs
from retold.group.model import COPIED, chance
from retold.group.nodes import STRANGER, find_tops
from retold.group.parts import SURE_PART
from retold.group.pins import Pair, settle_pins
from retold.group.ranking import LiveStories, Ranked
from retold.group.reconsider import MOST_NODES, MOST_STORIES, REACH, regroup
from retold.group.stories import join_leaves, make_story, tell_stories
from retold.group.storylines import StoryLinks, link_stories, near_stories
from retold.group.telling import follow_near, name_stories, tell_all
from retold.group.whole import attach_parts
from retold.group.wording import same_wording
from retold.records import Article, AttachedPart, Grouping, Pins, Placement, Span, Stemma, Story, StoryEvent
from retold.text.hashes import content_id

RUNNERS_UP = 3
CERTAIN = 0.999  # the score of a copy of a page that stands in the story already, and of a pin
WORTH_TELLING = 0.005  # chance of a runner-up


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
        self.leaf_of: dict[str, Leaf] = {}
        self.settled = 0  # leaves that the last replay grouped, in the order of their ids; the others follow
        self.tops: dict[str, str] = {}
        self.state = state or StoryState()
        self.log: list[StoryEvent] = []
        self.logged = logged  # events before those of `log`
        self.links = StoryLinks()
        self.attached: dict[str, tuple[AttachedPart, ...]] = {}  # of each page whose parts tell of stories
        self.node_of: dict[str, int] = {}  # of each article
        self.novelty: list[float] = []  # of each leaf
        self.forget_nodes(LiveIndex())

    def forget_nodes(self, index: LiveIndex) -> None:
        """Begin anew with the nodes of this index."""
        self.index = index
        self.pages_of: list[list[int]] = []  # the places of the leaves of each node, the first of them before others
        self.days = Growing(np.float64)
        self.copied: dict[str, int] = {}  # the node of each text, and of each article that others were copied from
        self.live = LiveStories()

    @property
    def log_number(self) -> int:
        """The number of the last event."""
        return self.logged + len(self.log)

    # ---- a page comes ----------------------------------------------------------------------------------------------

    def add(self, page: Article | Leaf, family: str | None = None, *, mend: bool = False) -> Placement:
        """Place one page; `family` is the article from which it was copied in the same words, or the first of them.

        With `mend` the stories within its reach are decided again in its light: so pages may move from one to another,
        stories merge and split, as the log tells. A page that was added before is told again where it stands.
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
            self.live.enter(story, ranked.words.get(story, 0.0))
        told = tuple(AttachedPart(leaf.id, span, *at) for span, at in attached.items())
        if told:
            self.attached[leaf.id] = told
        if mend and copied is None:
            story, score = self.mend(ranked, story, score)
            opened = self.live.by_id[story].size == 1
        others = tuple(s for s in ranked.scores() if s[0] != story and s[1] >= WORTH_TELLING)[:RUNNERS_UP]
        return Placement(leaf.id, story, score, others, self.log_number, opened, told)

    def keep(self, leaf: Leaf, row: LiveRow, copied: int | None, day: float, novelty: float) -> None:
        """Make a page one of a node that is there, or a node of its own whose words count from now on."""
        self.leaves.append(leaf)
        self.leaf_of[leaf.id] = leaf
        self.novelty.append(novelty)
        node = copied
        if node is None:
            node = self.index.add(row)
            self.pages_of.append([])
            self.days.extend(np.array([day]))
            self.index.learn(leaf.profile, novelty)
        self.pages_of[node].append(len(self.leaves) - 1)
        self.remember(leaf, node)

    def mend(self, ranked: Ranked, story: str, score: float) -> tuple[str, float]:
        """Decide the stories within reach of the last node again; its story after that, and the chance."""
        reach = [s for s, m in zip(ranked.stories, ranked.margins, strict=True) if m >= REACH and s != story]
        nodes = self.nodes_within([story, *reach[:MOST_STORIES]])
        if len(nodes) < 3 or nodes[-1] != self.index.nodes - 1:
            return story, score
        first = [self.first_of(n) for n in nodes]
        late = np.array([self.pages_of[n][0] >= self.settled for n in nodes])
        at = np.array(nodes, dtype=np.int64)
        undated = [(k, first[k].profile) for k in np.flatnonzero(late & np.isnan(self.days.all[at])).tolist()]
        group, links = regroup(self.index, at, self.days.all[at], undated, self.pins_among(first))
        self.place(nodes, group, links)
        now = self.live.of_node[-1]
        return now, score if now == story else round(1 - score, 4)

    def nodes_within(self, stories: Sequence[str]) -> list[int]:
        """The nodes of the first of these stories, as many as are decided together; round-ups stay as they are."""
        out: list[int] = []
        for story in stories:
            nodes = self.live.by_id[story].nodes
            if len(out) + len(nodes) <= MOST_NODES and not any(map(self.is_round_up, nodes)):
                out += nodes
        return sorted(out)

    def first_of(self, node: int) -> Leaf:
        """The first page of a node."""
        return self.leaves[self.pages_of[node][0]]

    def is_round_up(self, node: int) -> bool:
        """Whether parts of the first page of a node tell of several stories."""
        return len({p.story for p in self.attached.get(self.first_of(node).id, ())}) > 1

    def pins_among(self, leaves: Sequence[Leaf]) -> tuple[NodePairs, NodePairs]:
        """The pins among these leaves by their places."""
        at = {leaf.id: k for k, leaf in enumerate(leaves)}
        hold, never, _ = settle_pins(self.pins.together, self.pins.apart, at)
        return [(at[a], at[b]) for a, b in hold], [(at[a], at[b]) for a, b in never]

    def place(self, nodes: Sequence[int], group: NDArray[np.int64], links: Links) -> None:
        """Let the pages of nodes that make up whole stories stand in these groups, under the ids they had."""
        was = [self.live.of_node[n] for n in nodes]
        if len(set(zip(was, group.tolist(), strict=True))) == len(set(was)) == len(set(group.tolist())):
            return
        before: dict[str, list[Leaf]] = {}
        now: dict[int, list[Leaf]] = {}
        for node, story, into in zip(nodes, was, group.tolist(), strict=True):
            pages = [k for k in self.pages_of[node] if self.state.story_of[self.leaves[k].id] == story]
            before.setdefault(story, []).extend(self.leaves[k] for k in pages)
            now.setdefault(into, []).extend(self.leaves[k] for k in pages)
        old = [replace(make_story(leaves, {}), id=s) for s, leaves in sorted(before.items())]
        for event in carry_ids(old, tell_stories(now.values(), ()), self.state.used).events:
            self.note(event)
        self.live.place(nodes, [self.state.story_of[self.first_of(n).id] for n in nodes], links)

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
        return next((n for n in alike if same_wording(leaf.grams, self.first_of(n).grams)), None)

    def day_of(self, leaf: Leaf, nodes: NDArray[np.int64], words: NDArray[np.float64]) -> float:
        """The day a page is taken to be of: its own, or that of the page that it copies or rewrites."""
        day = leaf.day
        if np.isnan(day) and len(words) and words.max() > COPIED:
            day = float(self.days.all[nodes[int(np.argmax(words))]])
        return day

    def rank(self, nodes: NDArray[np.int64], words: NDArray[np.float64], day: float) -> Ranked:
        """The stories that a page of this day is like."""
        return self.live.rank(nodes, words, self.days.all[nodes] - day)

    def choose(
        self, leaf: Leaf, ranked: Ranked, copied: int | None, attached: Mapping[Span, tuple[str, float]]
    ) -> tuple[str | None, float]:
        """The story of a page, or None for a new one, and the chance that this is right."""
        never = {self.state.story_of.get(b if a == leaf.id else a) for a, b in self.pins.apart if leaf.id in (a, b)}
        for a, b in self.pins.together:
            other = self.state.story_of.get(b if a == leaf.id else a) if leaf.id in (a, b) else None
            if other and other not in never:
                return other, CERTAIN
        if copied is not None and self.live.of_node[copied] not in never:
            return self.live.of_node[copied], CERTAIN
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
        self.node_of, self.attached, self.links = {}, {}, StoryLinks()
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
        self.live.measure(self.live.of_node, grouped.links)

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
        self.leaf_of = {leaf.id: leaf for leaf in leaves}
        self.novelty = novelty.tolist()
        self.pages_of = [[] for _ in range(int(node.max()) + 1)]
        self.days.extend(days)
        for k, at in enumerate(node.tolist()):
            self.pages_of[at].append(k)
            self.remember(leaves[k], at)
        for pages in self.pages_of:
            self.live.enter(self.state.story_of[leaves[pages[0]].id])

    # ---- what is told ----------------------------------------------------------------------------------------------

    def stories(self, wanted: Collection[str] | None = None, stemmas: Sequence[Stemma] = ()) -> list[Story]:
        """The stories as they stand, or those wanted, in the order of their first dates, then ids."""
        return name_stories(self.leaf_of, self.state.members, wanted, stemmas)

    def tell(self, wanted: Collection[str] | None = None, stemmas: Sequence[Stemma] = ()) -> Grouping:
        """All that is told of the stories as they stand, or of those wanted: what follows them is looked for anew."""
        stories = self.stories(wanted, stemmas)
        if wanted is not None:
            near = near_stories(self.live, self.index, sorted(s.id for s in stories))
            told = self.stories({s for pair in near for s in pair})
            self.links.replace({s.id for s in stories}, follow_near(near, told, self.leaf_of))
        parts = [p for _, held in sorted(self.attached.items()) for p in held]
        return tell_all(stories, self.state, parts, self.links, self.leaf_of)

    def touched_since(self, number: int) -> tuple[set[str], set[str]]:
        """The stories that events after this log number are about: those that stand, and those that are no more."""
        named = {s for e in self.log[max(number - self.logged, 0) :] for s in (e.story, e.other) if s}
        standing = self.state.members.keys()
        return named & standing, named - standing
