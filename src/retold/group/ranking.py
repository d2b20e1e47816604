"""The live stories with their nodes, and how a page stands to them: mean links, margins and chances.

Takes the likenesses of a page to live nodes, gives the stories in order. It decides nothing and logs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from retold.group.links import Links
from retold.group.model import COPIED, add_time, chance, margin, own_likeness


@dataclass(slots=True)
class LiveStory:
    """A story while it grows: its nodes, and the sum of the likenesses among them."""

    nodes: list[int] = field(default_factory=list)
    inside: float = 0.0

    @property
    def size(self) -> int:
        """The number of its nodes."""
        return len(self.nodes)

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


class LiveStories:
    """Which live node stands in which story."""

    def __init__(self) -> None:
        self.of_node: list[str] = []
        self.by_id: dict[str, LiveStory] = {}

    def enter(self, story: str, like: float = 0.0) -> None:
        """Put the next node into a story, with this sum of likenesses to the others there."""
        live = self.by_id.setdefault(story, LiveStory())
        live.nodes.append(len(self.of_node))
        live.inside += like
        self.of_node.append(story)

    def place(self, nodes: Sequence[int], stories: Sequence[str], links: Links) -> None:
        """Put nodes that make up whole stories into these stories; links are those among the nodes, by their places."""
        for story in {self.of_node[n] for n in nodes}:
            self.by_id.pop(story, None)
        for node, story in zip(nodes, stories, strict=True):
            self.of_node[node] = story
            self.by_id.setdefault(story, LiveStory()).nodes.append(node)
        self.measure(stories, links)

    def measure(self, stories: Sequence[str], links: Links) -> None:
        """How alike the nodes of each story are, of the story at each place of the links."""
        number: dict[str, int] = {}
        at = np.array([number.setdefault(s, len(number)) for s in stories], dtype=np.int64)
        within = at[links.left] == at[links.right]
        inside = np.bincount(at[links.left[within]], links.words[within], len(number)).tolist()
        for story, k in number.items():
            self.by_id[story].inside = float(inside[k])

    def rank(self, nodes: NDArray[np.int64], words: NDArray[np.float64], gaps: NDArray[np.float64]) -> Ranked:
        """The stories by mean link, of the near nodes, the likeness by words to each, and the days between."""
        link: dict[str, float] = {}
        shared: dict[str, float] = {}
        for node, value, word in zip(nodes.tolist(), add_time(words, gaps).tolist(), words.tolist(), strict=True):
            story = self.of_node[node]
            link[story] = link.get(story, 0.0) + value
            shared[story] = shared.get(story, 0.0) + min(word, COPIED)
        alone = float(own_likeness(0.0, 1.0))
        mean = {s: value / self.by_id[s].size for s, value in link.items()}
        order = sorted(mean, key=lambda s: (-round(mean[s], 9), s))
        margins = (float(margin(mean[s], alone, self.by_id[s].own)) for s in order)
        return Ranked(tuple(order), tuple(margins), shared)
