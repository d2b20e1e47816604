"""How a page stands to the live stories: mean links, margins and chances.

Takes the likenesses of a page to live nodes, gives the stories in order. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from retold.group.model import COPIED, chance, margin, own_likeness


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


def rank_stories(
    told: Sequence[str], like: Iterable[float], words: Iterable[float], live: Mapping[str, LiveStory]
) -> Ranked:
    """The stories by mean link, of the story of each near node, its likeness and that by words alone."""
    link: dict[str, float] = {}
    shared: dict[str, float] = {}
    for story, value, word in zip(told, like, words, strict=True):
        link[story] = link.get(story, 0.0) + value
        shared[story] = shared.get(story, 0.0) + min(word, COPIED)
    alone = float(own_likeness(0.0, 1.0))
    mean = {s: value / live[s].size for s, value in link.items()}
    order = sorted(mean, key=lambda s: (-round(mean[s], 9), s))
    return Ranked(tuple(order), tuple(float(margin(mean[s], alone, live[s].own)) for s in order), shared)
