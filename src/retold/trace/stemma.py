"""From a descent to a Stemma: equal texts put in, evidence written down, sigils given.

Takes a family of Twins and the descent of its distinct texts; gives a Stemma. Equal texts stand below the first dated
of them, or beside each other where nothing tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import exp, log

from retold.records import Article, Edge, Hidden, Relation, Sign, Stemma, Witness
from retold.text.hashes import content_id
from retold.trace.descent import Descent
from retold.trace.evidence import find_signs
from retold.trace.family import Family
from retold.trace.lost import Draft, hang_on_wires, join_tops
from retold.trace.merges import Merge, components, find_merges, places_of, settle, size_of
from retold.trace.residue import find_copied, find_holders, residue_sign
from retold.trace.shown import equal_places, show_signs
from retold.trace.twins import Twins
from retold.trace.weights import load_weights, mix_weights

# Two worlds of simulated cascades that nothing else was fitted on (`bench/trace/calibrate.py`, 1,113 and 80 edges).
CALM = 0.44, 0.32  # slope and shift of the log odds of an edge in its tree: a likelihood of many signs is too sure
MERGE_CHANCE = 0.6  # that a second parent with passages of its own is one; grown cascades with merged pages
TWIN_CHANCE = 0.6  # that the first dated of equal texts is the parent of another of them


def build_stemma(texts: Sequence[Twins], family: Family, descent: Descent) -> Stemma:
    """The stemma of a family."""
    draft = Draft(family, texts, list(descent.parents), list(descent.chances))
    merges = find_merges(family, draft.parents)
    settle(draft.parents, merges)
    hang_on_wires(draft)
    join_tops(draft, components(family, merges) if merges else [set(range(len(texts)))])
    part_equal_tops(draft)
    edges = [e for c in range(len(draft.twins)) for e in (*edge_above(draft, c, descent), *twin_edges(draft, c))]
    merged = {draft.twins[m.child].first.id: m for m in merges}
    edges = [told for e in edges for told in tell_merge(draft, merged.get(e.child), e)]
    return finish([a for t in texts for a in t.articles], draft.lost, edges)


def tell_merge(draft: Draft, merge: Merge | None, edge: Edge) -> Iterator[Edge]:
    """An edge; that of a merged page to its first parent with its passages, and then the edge to the second."""
    if merge is None or merge.first != draft.parents[merge.child]:
        yield edge
        return
    yield replace(edge, signs=(passage_sign(draft, merge, merge.first, merge.from_first), *edge.signs))
    view = draft.family.views[merge.second, merge.child]
    relation = relation_of(view.relation, view.p.words, view.c.words)
    sign = passage_sign(draft, merge, merge.second, merge.from_second)
    chance = min(MERGE_CHANCE, edge.confidence)
    yield Edge(draft.twins[merge.second].first.id, edge.child, relation, chance, (sign,))


def passage_sign(draft: Draft, merge: Merge, parent: int, passages: Sequence[tuple[int, int]]) -> Sign:
    """The passages that a merged page has from one parent alone."""
    above, child = draft.family.members[parent], draft.family.members[merge.child]
    note = f"{size_of(passages)} words in {len(passages)} passages stand in this parent and not in the other"
    return Sign("passages", above.id, log_odds(MERGE_CHANCE), note, tuple(places_of(above, child, passages)))


def part_equal_tops(draft: Draft) -> None:
    """Put a lost original above a top of equal texts of which no date tells the first."""
    for c, twins in enumerate(draft.twins):
        if draft.parents[c] is None and len(twins.articles) > 1 and beside(twins):
            draft.parents[c] = draft.lose(None, f"{len(twins.articles)} equal texts, and nothing tells which was first")


def beside(twins: Twins) -> bool:
    """Whether nothing tells the first of equal texts."""
    return not twins.told


def edge_above(draft: Draft, c: int, descent: Descent) -> Iterator[Edge]:
    """The edge from a text's parent to the first of its pages."""
    p = draft.parents[c]
    child = draft.twins[c].first.id
    if isinstance(p, str):
        hidden = draft.lost[p]
        why = Sign("lost original", p, log_odds(draft.chances[c]), hidden.why)
        near = draft.family.nearest.get(c)
        equals = draft.twins[c].articles
        why = replace(why, places=equal_places(*equals[:2]) if near is None and len(equals) > 1 else ())
        signs = (why,) if near is None else show(draft.family, near, c, (why,))
        yield Edge(p, child, lost_relation(draft.family, c), draft.chances[c], signs)
    elif p is not None:
        view = draft.family.views[p, c]
        weights = load_weights("chain") if (p, c) in descent.steps else mix_weights(view.retold)
        signs = show(draft.family, p, c, find_signs(view, draft.family.views[c, p], weights))
        page, signs = choose_page(draft.twins[p], draft.twins[c].first, signs)
        yield Edge(
            page.id,
            child,
            relation_of(view.relation, view.p.words, view.c.words),
            draft.chances[c] if (p, c) in descent.steps else calm(draft.chances[c]),
            signs,
        )


def show(family: Family, p: int, c: int, signs: Sequence[Sign]) -> tuple[Sign, ...]:
    """The signs of an edge with the places in both texts that show them."""
    above, below = family.members[p], family.members[c]
    return show_signs(signs, above, below, family.align(above.article.id, below.article.id))


def choose_page(above: Twins, child: Article, signs: tuple[Sign, ...]) -> tuple[Article, tuple[Sign, ...]]:
    """Of the equal texts above a page the one that it was copied from, and the signs turned to that one."""
    page, line = find_copied(above.first, find_holders(above.articles[1:]), child, equal=False)
    if line is None:
        return page, signs
    turned = (replace(s, points_to=page.id) if s.points_to == above.first.id else s for s in signs)
    return page, tuple(sorted((residue_sign(page, line), *turned), key=lambda s: (-s.weight, s.kind)))


def log_odds(chance: float) -> float:
    """Log odds of a probability."""
    held = min(max(chance, 1e-6), 1 - 1e-6)
    return log(held / (1 - held))


def calm(chance: float) -> float:
    """How often an edge of this chance proved true.

    >>> round(calm(0.5), 2), round(calm(0.999), 2)
    (0.58, 0.97)
    """
    slope, shift = CALM
    return 1 / (1 + exp(-slope * log_odds(chance) - shift))


def relation_of(relation: Relation, parent_words: int, child_words: int) -> Relation:
    """The relation of a child to its parent, given that of the pair."""
    if relation in ("excerpt", "expanded"):
        return "excerpt" if child_words <= parent_words else "expanded"
    return relation


def lost_relation(family: Family, c: int) -> Relation:
    """How a text stands to a lost original: as it stands to the nearest surviving copy."""
    near = family.nearest.get(c)
    if near is None:
        return "identical"
    view = family.views[near, c]
    return relation_of(view.relation, view.p.words, view.c.words)


def twin_edges(draft: Draft, c: int) -> Iterator[Edge]:
    """The edges to the other pages of a text: from the first, or from above when nothing tells."""
    twins, above = draft.twins[c], draft.parents[c]
    holders = find_holders(twins.articles[1:])
    common: tuple[Sign, ...] = ()
    if len(twins.articles) > 1 and isinstance(above, int) and beside(twins):
        common = show(draft.family, above, c, ())
    for other in twins.articles[1:]:
        page, line = find_copied(twins.first, holders, other, equal=True)
        if line is not None:
            line_sign = replace(residue_sign(page, line), places=equal_places(page, other))
            yield Edge(page.id, other.id, "identical", TWIN_CHANCE, (line_sign,))
        elif isinstance(above, str):
            yield Edge(above, other.id, "identical", draft.chances[c], (equal_sign(above, twins.first, other),))
        elif above is not None and beside(twins):
            parent = draft.twins[above].first.id
            relation, sign = lost_relation(draft.family, c), equal_sign(parent, twins.first, other)
            yield Edge(parent, other.id, relation, draft.chances[c], (sign, *common))
        else:
            yield Edge(twins.first.id, other.id, "identical", TWIN_CHANCE, (twin_sign(twins.first, other),))


def equal_sign(above: str, first: Article, other: Article) -> Sign:
    """Why a page of equal words hangs where the first of them does."""
    return Sign("equal text", above, 0.0, "the same words as another copy", equal_places(first, other))


def twin_sign(first: Article, other: Article) -> Sign:
    """Why the first of equal texts is held to be above another."""
    if first.canonical is None and other.canonical is not None:
        note = f"the copy names {other.canonical} as its original"
        return Sign("canonical", first.id, 2.0, note, equal_places(first, other))
    dates = f"{first.published or 'no date'} against {other.published or 'no date'}"
    note = f"equal texts, the first dated is above: {dates}"
    return Sign("date", first.id, log_odds(TWIN_CHANCE), note, equal_places(first, other))


def finish(pages: Iterable[Article], lost: Mapping[str, Hidden], edges: Sequence[Edge]) -> Stemma:
    """The stemma of these edges, in a fixed order."""
    articles = {a.id: a for a in pages}
    parent = {e.child: e.parent for e in sorted(edges, key=lambda e: e.confidence)}
    paths = {i: path_up(i, parent) for i in sorted(articles)}
    below = Counter(path[-1] for path in paths.values())
    used = {step for path in paths.values() for step in path}
    order = sorted(articles, key=lambda i: (len(paths[i]), articles[i].published or "9999", i))
    place = {i: k for k, i in enumerate(order)}
    return Stemma(
        id=content_id(*sorted(articles), prefix="s"),
        witnesses=tuple(Witness(sigil(k), i) for k, i in enumerate(order)),
        hidden=tuple(h for key, h in sorted(lost.items()) if key in used),
        edges=tuple(sorted(edges, key=lambda e: (place.get(e.child, -1), e.child, e.parent))),
        root=min(below, key=lambda i: (-below[i], i)),
        sources=len(below),
    )


def path_up(start: str, parent: dict[str, str]) -> list[str]:
    """The ids from `start` up to its top."""
    path = [start]
    while path[-1] in parent:
        path.append(parent[path[-1]])
    return path


def sigil(number: int) -> str:
    """A, B, ... Z, AA, AB, ...

    >>> sigil(0), sigil(25), sigil(26), sigil(27)
    ('A', 'Z', 'AA', 'AB')
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
