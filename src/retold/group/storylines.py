"""Stories that follow from one another: a trial after an arrest, a report after an accident.

Takes what was grouped and the stories made of it, gives links from the earlier to the later one. Two stories are linked
when their pages are alike by words, their days are apart, and rare names of people or bodies, not of places alone,
stand in both. It joins nothing: a link is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache

import numpy as np

from retold.group.grouped import Grouped
from retold.group.index import LiveIndex
from retold.group.leaves import Leaf, day_number
from retold.group.lexicon import share_of
from retold.group.model import COPIED, LEAST
from retold.group.places import distinct
from retold.group.ranking import LiveStories
from retold.records import Story, StoryLink

FOLLOWS = 0.8 * LEAST  # mean likeness by words of two linked stories; read on the development stream, 40 pairs
ACTORS = 2  # rare names that are no places, in both
RARE = 1 / 150  # share of pages that a name may stand on to tell who acts
KNOWN = 1 / 30  # the same for a name to tell where
HELD = 0.5  # share of a story's pages that must hold a name
DAYS = (1, 270)  # between two stories of which one follows the other; the flood of another year is another flood
EARLIER = 3  # stories that one may follow
SHOWN = 3  # names of each kind
READ = 30  # pages of a live story that are held against others to see what follows it


class StoryLinks:
    """The links that stand, the best few of each later story, found by either end."""

    def __init__(self, links: Iterable[StoryLink] = ()) -> None:
        self.before: dict[str, list[StoryLink]] = {}  # by the later story, the best first
        self.after: dict[str, set[str]] = {}  # the later stories of each earlier one
        self.replace((), links)

    def __iter__(self) -> Iterator[StoryLink]:
        """All, ordered by the later story, the best first."""
        return (link for _, held in sorted(self.before.items()) for link in held)

    def of(self, stories: Collection[str]) -> list[StoryLink]:
        """Those that begin or end at one of these stories, in the same order."""
        later = sorted({s for i in stories for s in (i, *self.after.get(i, ()))})
        return [k for s in later for k in self.before.get(s, ()) if s in stories or k.earlier in stories]

    def replace(self, stories: Collection[str], new: Iterable[StoryLink]) -> None:
        """Put new links in place of all that begin or end at these stories."""
        for link in self.of(stories):
            self.before[link.later].remove(link)
            self.after[link.earlier].remove(link.later)
        came: dict[str, list[StoryLink]] = {}
        for link in new:
            came.setdefault(link.later, []).append(link)
        for later, links in came.items():
            held = self.before.get(later, [])
            for link in held:
                self.after[link.earlier].remove(later)
            self.before[later] = sorted([*held, *links], key=lambda k: (-k.score, k.earlier))[:EARLIER]
            for link in self.before[later]:
                self.after.setdefault(link.earlier, set()).add(later)


def link_stories(grouped: Grouped, stories: Sequence[Story]) -> StoryLinks:
    """The links among the stories of these groups, which may have any ids."""
    story_of = {a: s for s in stories for a in s.articles}
    members = grouped.members()
    told = [story_of[leaves[0].id] for leaves in members]
    leaves_of = {s.id: leaves for s, leaves in zip(told, members, strict=True)}
    near = ((told[left], told[right], likeness) for left, right, likeness in near_groups(grouped))
    return StoryLinks(link_near(near, lambda story: leaves_of[story.id]))


def link_near(
    near: Iterable[tuple[Story, Story, float]], leaves_of: Callable[[Story], Sequence[Leaf]]
) -> Iterator[StoryLink]:
    """The links among pairs of stories that are alike by words."""
    cast = cache(lambda story: find_cast(leaves_of(story)))
    for left, right, likeness in near:
        first, then = sorted((left, right), key=lambda s: (s.first or "", s.id))
        if not DAYS[0] <= day_number(then.first) - day_number(first.first) <= DAYS[1]:
            continue
        actors, places = (a & b for a, b in zip(cast(first), cast(then), strict=True))
        if len(actors) >= ACTORS and places:
            score = round(min(likeness / LEAST, 1.0), 4)
            why = f"both name {', '.join(rarest(actors))}; and {', '.join(rarest(places))}"
            yield StoryLink(first.id, then.id, score, why)


def rarest(names: Iterable[str]) -> list[str]:
    """The rarest names, as many as are shown."""
    return sorted(names, key=lambda w: (share_of(w), w))[:SHOWN]


def near_groups(grouped: Grouped) -> Iterator[tuple[int, int, float]]:
    """Pairs of groups that are alike by words, with their mean likeness."""
    links, group = grouped.links, grouped.group
    a, b = group[links.left], group[links.right]
    count = int(group.max()) + 1
    keys = np.minimum(a, b) * count + np.maximum(a, b)
    key = distinct(keys[a != b])
    size = np.bincount(group)
    sums = np.bincount(np.searchsorted(key, keys[a != b]), links.words[a != b], len(key))
    mean = sums / (size[key // count] * size[key % count])
    for k in np.flatnonzero(mean >= FOLLOWS):
        yield int(key[k] // count), int(key[k] % count), float(mean[k])


def near_stories(live: LiveStories, index: LiveIndex, ids: Sequence[str]) -> dict[tuple[str, str], float]:
    """Pairs of live stories, one of them of these, that are alike by words, with their mean likeness."""
    out = {}
    for story in ids:
        held = live.by_id[story].nodes[:READ] if story in live.by_id else []
        sums: dict[str, float] = {}
        for node in held:
            others, words, _ = index.near(index.row_of(node))
            for other, word in zip(others.tolist(), words.tolist(), strict=True):
                sums[live.of_node[other]] = sums.get(live.of_node[other], 0.0) + min(word, COPIED)
        for other_story, value in sums.items():
            mean = value / (len(held) * live.by_id[other_story].size)
            if other_story != story and mean >= FOLLOWS:
                out[min(story, other_story), max(story, other_story)] = mean
    return out


def find_cast(leaves: Sequence[Leaf]) -> tuple[frozenset[str], frozenset[str]]:
    """The rare names that a good part of a story's pages hold: those mostly not used as places, and the others."""
    held: Counter[str] = Counter()
    named: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    for leaf in leaves:
        for name, used, as_place in leaf.profile.named():
            held[name] += 1
            named[name] += used
            placed[name] += as_place
    firm = [w for w, n in held.items() if n >= HELD * len(leaves) and len(w) > 2]
    actors = frozenset(w for w in firm if share_of(w) <= RARE and 2 * placed[w] < named[w])
    return actors, frozenset(w for w in firm if share_of(w) <= KNOWN and 2 * placed[w] >= named[w])
