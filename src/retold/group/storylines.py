"""Stories that follow from one another: a trial after an arrest, a report after an accident.

Takes what was grouped and the stories made of it, gives links from the earlier to the later one. Two stories are linked
when their pages are alike by words, their days are apart, and rare names of people or bodies, not of places alone,
stand in both. It joins nothing: a link is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from retold.group.grouped import Grouped
from retold.group.leaves import Leaf, day_number
from retold.group.links import distinct
from retold.group.model import LEAST
from retold.group.words import share_of
from retold.records import Story, StoryLink

FOLLOWS = 0.8 * LEAST  # mean likeness by words of two linked stories; read on the development stream, 40 pairs
ACTORS = 2  # rare names that are no places, in both
RARE = 1 / 150  # share of pages that a name may stand on to tell who acts
KNOWN = 1 / 30  # the same for a name to tell where
HELD = 0.5  # share of a story's pages that must hold a name
DAYS = (1, 270)  # between two stories of which one follows the other; the flood of another year is another flood
EARLIER = 3  # stories that one may follow
SHOWN = 3  # names of each kind


def link_stories(grouped: Grouped, stories: Sequence[Story]) -> list[StoryLink]:
    """The links, ordered by the later story, the best first; `stories` are those of the groups, under any ids."""
    story_of = {a: s for s in stories for a in s.articles}
    members = grouped.members()
    told = [story_of[leaves[0].id] for leaves in members]
    cast = cache(lambda group: find_cast(members[group]))
    links: dict[str, list[StoryLink]] = {}
    for left, right, likeness in near_groups(grouped):
        first, then = sorted((left, right), key=lambda g: (told[g].first or "", told[g].id))
        if not DAYS[0] <= day_number(told[then].first) - day_number(told[first].first) <= DAYS[1]:
            continue
        actors, places = (a & b for a, b in zip(cast(first), cast(then), strict=True))
        if len(actors) >= ACTORS and places:
            score = round(min(likeness / LEAST, 1.0), 4)
            why = f"both name {', '.join(rarest(actors))}; and {', '.join(rarest(places))}"
            links.setdefault(told[then].id, []).append(StoryLink(told[first].id, told[then].id, score, why))
    best = (sorted(found, key=lambda x: (-x.score, x.earlier))[:EARLIER] for _, found in sorted(links.items()))
    return [link for found in best for link in found]


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


def find_cast(leaves: Sequence[Leaf]) -> tuple[frozenset[str], frozenset[str]]:
    """The rare names that a good part of a story's pages hold: those mostly not used as places, and the others."""
    held = Counter(w for a in leaves for w in a.profile.of("names"))
    named = add_up(a.profile.of("names") for a in leaves)
    placed = add_up(a.profile.of("places") for a in leaves)
    firm = [w for w, n in held.items() if n >= HELD * len(leaves) and len(w) > 2]
    actors = frozenset(w for w in firm if share_of(w) <= RARE and 2 * placed[w] < named[w])
    return actors, frozenset(w for w in firm if share_of(w) <= KNOWN and 2 * placed[w] >= named[w])


def add_up(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    """The sum of counts."""
    out: Counter[str] = Counter()
    for count in counts:
        out.update(count)
    return out
