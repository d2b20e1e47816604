"""Groups articles into stories: one story, all pages on one real-world event.

Takes articles, the stemmas that cover them and what people pinned, gives stories; every article stands in exactly one.
The same articles in any order give the same stories. Stories that follow from one another are not joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from retold.group.counts import stack_profiles
from retold.group.grouped import Grouped
from retold.group.labels import label_story
from retold.group.leaves import UNDATED, Leaf, PagePart, part_profiles, skim_leaf
from retold.group.links import link_nodes, weigh_articles
from retold.group.merge import join_nodes
from retold.group.nodes import find_nodes, find_tops, first_days, mean_rows
from retold.group.parts import Places, find_bridges, find_round_ups
from retold.group.pins import Pair, settle_pins
from retold.records import Article, Pins, Stemma, Story
from retold.text.hashes import content_id


def group_stories(
    articles: Sequence[Article],
    stemmas: Sequence[Stemma] = (),
    *,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[Story]:
    """The stories of these articles, in the order of their first dates, then ids.

    Pairs of article ids stand in one story, or in two, because a person says so.

    >>> pages = [Article("a", "A ferry sank off Arn."), Article("b", "A ferry sank off Arn."), Article("c", "Rain.")]
    >>> sorted(s.articles for s in group_stories(pages))
    [('a', 'b'), ('c',)]
    """
    if not articles:
        return []
    return tell_stories(group_articles(articles, stemmas, Pins(tuple(together), tuple(apart))).members(), stemmas)


def group_articles(articles: Sequence[Article], stemmas: Sequence[Stemma], pins: Pins) -> Grouped:
    """The groups of these articles, of which there is at least one, with what they rest on."""
    by_id = {a.id: a for a in articles}
    leaves = [skim_leaf(by_id[i]) for i in sorted(by_id)]
    return join_leaves(leaves, find_tops(stemmas), pins, parts_of=lambda a: part_profiles(by_id[a.id]))


def parts_kept(leaf: Leaf) -> Sequence[PagePart]:
    """The parts that a leaf was taken with."""
    return leaf.parts


def join_leaves(
    leaves: Sequence[Leaf],
    tops: Mapping[str, str],
    pins: Pins,
    *,
    parts_of: Callable[[Leaf], Sequence[PagePart]] = parts_kept,
) -> Grouped:
    """The one logic of batch and stream: the group of each leaf; the leaves are in the order of their ids."""
    counts = stack_profiles([a.profile for a in leaves])
    hold, never, _ = settle_pins(pins.together, pins.apart, {a.id for a in leaves})
    days = np.array([a.day for a in leaves])
    rows, novelty = weigh_articles(counts, days)
    counts = replace(counts, counts=counts.counts[:, :0].copy())  # what was counted is in the rows
    node = find_nodes(leaves, tops, rows, {i for pair in never for i in pair})
    at = {a.id: int(k) for a, k in zip(leaves, node, strict=True)}
    node_pins = [[(at[a], at[b]) for a, b in pairs] for pairs in (hold, never)]
    node_rows, node_days = mean_rows(rows, node), first_days(days, node)
    links = link_nodes(node_rows, node_days)
    group = join_nodes(links, *node_pins)
    found = Grouped(tuple(leaves), node, group, node_rows, node_days, novelty, counts, links)
    return set_round_ups_apart(found, node_pins, parts_of)


def set_round_ups_apart(
    grouped: Grouped, pins: Sequence[Sequence[tuple[int, int]]], parts_of: Callable[[Leaf], Sequence[PagePart]]
) -> Grouped:
    """The groups once more, pages that tell of several of them left out; those of them that are pinned stay."""
    pinned = {n for pairs in pins for pair in pairs for n in pair}
    first = grouped.first_leaves()
    read = {n: parts for n in find_bridges(grouped.links, grouped.group) if (parts := parts_of(first[n]))}
    if not read:
        return grouped
    found = tuple(p for p in find_round_ups(read, Places(grouped)) if p.node not in pinned)
    kept = np.ones(grouped.links.nodes, dtype=bool)
    kept[[p.node for p in found]] = False
    return replace(grouped, group=join_nodes(grouped.links.among(kept), *pins), parts=found)


def tell_stories(groups: Iterable[Sequence[Leaf]], stemmas: Sequence[Stemma]) -> list[Story]:
    """The stories of these groups of articles, in order."""
    families = families_of(stemmas)
    stories = [make_story(g, families) for g in groups]
    return sorted(stories, key=lambda s: (s.first or UNDATED, s.id))


def families_of(stemmas: Iterable[Stemma]) -> dict[str, list[str]]:
    """The families in which each article stands."""
    families: dict[str, list[str]] = {}
    for stemma in stemmas:
        for article in stemma.family:
            families.setdefault(article, []).append(stemma.id)
    return families


def make_story(leaves: Sequence[Leaf], families: Mapping[str, Sequence[str]]) -> Story:
    """The story of these articles; its id is that of its earliest one, so later pages do not change it.

    It names the stemma of each article, also one that has articles in another story.
    """
    ordered = sorted(leaves, key=lambda a: a.age)
    dates = [a.date for a in ordered if a.date]
    return Story(
        id=content_id(ordered[0].id, prefix="story-"),
        label=label_story(ordered),
        articles=tuple(sorted(a.id for a in leaves)),
        stemmas=tuple(sorted({s for a in leaves for s in families.get(a.id, ())})),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )
