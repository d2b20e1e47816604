"""Decisions about edges, put on the families of copies that were traced anew.

A confirmed or edited edge stands whatever the machine says now. A rejected one goes: its child hangs on what else the
tree offers, or leaves the family with all that was copied from it and is a source of its own. Families that an edit
ties together become one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from retold.records import Decided, Edge, Review, Stemma, Witness
from retold.review.standing import about, decided
from retold.text.hashes import content_id

LOST = "lost-"  # how the ids of lost originals begin; they change when pages are added
BY_HAND = 1.0  # confidence of an edge that a person decided


def apply_to_stemmas(stemmas: Sequence[Stemma], reviews: Sequence[Review]) -> list[Stemma]:
    """The families as people left them; those that nobody decided about stay as they are."""
    family_of = {node: s for s in stemmas for node in nodes_of(s)}
    kept = [name_lost(r, family_of) for r in about(reviews, "edge") if r.on[1] in family_of]
    if not kept:
        return list(stemmas)
    named = {n for r in kept for n in (r.on[1], parent_of(r)) if n in family_of}
    touched = {family_of[n].id: family_of[n] for n in sorted(named)}
    rest = [s for s in stemmas if s.id not in touched]
    return sorted([*rest, *rebuild(list(touched.values()), kept)], key=lambda s: s.id)


def name_lost(review: Review, family_of: Mapping[str, Stemma]) -> Review:
    """The same decision about the lost original that its child hangs on now, where the one it names has another id."""
    parent, child = review.on
    if parent in family_of:
        return review
    lost = {h.id for h in family_of[child].hidden}
    now = [e.parent for e in family_of[child].edges if e.child == child and e.parent in lost]
    return replace(review, on=(now[0], child)) if parent.startswith(LOST) and now else review


def parent_of(review: Review) -> str:
    """The parent that a decision gives a child; "" where it only takes one away."""
    if review.decision == "confirm":
        return review.on[0]
    return review.value if review.decision == "edit" else ""


def nodes_of(stemma: Stemma) -> list[str]:
    """Pages and lost originals."""
    return [*stemma.family, *(h.id for h in stemma.hidden)]


def rebuild(stemmas: Sequence[Stemma], reviews: Sequence[Review]) -> list[Stemma]:
    """These families with the decisions, each component of the new forest a family."""
    edges: dict[str, list[Edge]] = {n: [] for s in stemmas for n in nodes_of(s)}
    for s in stemmas:
        for e in s.edges:
            edges[e.child].append(e)
    gone: list[tuple[str, Decided]] = []
    for r in reviews:
        change = hang if parent_of(r) else take_away
        change(edges, r, gone)
    forest = [e for child in sorted(edges) for e in edges[child]]
    return [make_family(part, stemmas, forest, gone) for part in components(stemmas, forest)]


def hang(edges: dict[str, list[Edge]], review: Review, gone: list[tuple[str, Decided]]) -> None:
    """Hang a child on the parent that a person names, unless that would make a circle."""
    parent, child = parent_of(review), review.on[1]
    own = next((e for e in edges[child] if e.parent == parent), None)
    machine = machine_said(edges[child])
    if refused := why_not(parent, child, edges):
        gone.append((child, decided(review, machine, refused)))
        return
    differs = own is None and review.decision == "confirm"
    mark = decided(review, machine, f"the machine now says: {machine}" if differs else "")
    before = tuple(d for e in edges[child] for d in e.decided)
    relation = own.relation if own else (edges[child][0].relation if edges[child] else "near-verbatim")
    signs = own.signs if own else ()
    edges[child] = [Edge(parent, child, relation, BY_HAND, signs, (*before, mark))]


def why_not(parent: str, child: str, edges: Mapping[str, list[Edge]]) -> str:
    """Why a child cannot hang on this parent; "" where it can."""
    if parent not in edges:
        return f"{parent} is no longer among the pages"
    return "the parent now hangs on the child" if parent in below(child, edges) else ""


def take_away(edges: dict[str, list[Edge]], review: Review, gone: list[tuple[str, Decided]]) -> None:
    """Take an edge away, or every edge above a child that has no parent by a person's word."""
    child = review.on[1]
    machine = machine_said(edges[child])
    left = [e for e in edges[child] if review.decision == "reject" and e.parent != review.on[0]]
    still = any(e.parent == review.on[0] for e in edges[child])
    news = still and review.suggested and machine_said([e for e in edges[child] if e.parent == review.on[0]])
    against = f"the machine now says: {news}" if news and news not in review.suggested else ""
    gone.append((child, decided(review, machine, against)))
    edges[child] = left


def machine_said(edges: Sequence[Edge]) -> str:
    """What the machine says of the parents of a child, whatever people have made of them."""
    first = next((d.machine for e in edges for d in e.decided), None)
    return first if first is not None else "; ".join(e.said for e in edges) or "no parent"


def below(top: str, edges: Mapping[str, list[Edge]]) -> set[str]:
    """A node and all that descend from it."""
    children: dict[str, list[str]] = defaultdict(list)
    for rows in edges.values():
        for e in rows:
            children[e.parent].append(e.child)
    seen, waiting = {top}, [top]
    while waiting:
        fresh = [c for c in children[waiting.pop()] if c not in seen]
        seen.update(fresh)
        waiting += fresh
    return seen


def components(stemmas: Sequence[Stemma], edges: Sequence[Edge]) -> list[set[str]]:
    """The nodes by tree, in the order of their lowest ids; a lost original that lost its copies is dropped."""
    near: dict[str, set[str]] = {n: {n} for s in stemmas for n in nodes_of(s)}
    for e in edges:
        small, large = sorted((near[e.parent], near[e.child]), key=len)
        if small is not large:
            large |= small
            near.update(dict.fromkeys(small, large))
    pages = {a for s in stemmas for a in s.family}
    return sorted((p for p in {id(p): p for p in near.values()}.values() if p & pages), key=min)


def make_family(
    part: set[str], stemmas: Sequence[Stemma], forest: Sequence[Edge], gone: Sequence[tuple[str, Decided]]
) -> Stemma:
    """One family; its pages keep the order they had."""
    edges = [e for e in forest if e.child in part]
    pages = [a for s in sorted(stemmas, key=lambda s: (-len(s.family), s.id)) for a in s.family if a in part]
    order = {a: n for n, a in enumerate(pages)}
    tops = count_tops(pages, edges)
    return Stemma(
        id=content_id(*sorted(pages), prefix="s"),
        witnesses=tuple(Witness(sigil(n), a) for n, a in enumerate(pages)),
        hidden=tuple(h for s in stemmas for h in s.hidden if h.id in part),
        edges=tuple(sorted(edges, key=lambda e: (order.get(e.child, len(order)), e.child, e.parent))),
        root=min(tops, key=lambda t: (-tops[t], t)),
        sources=len(tops),
        decided=tuple(d for child, d in gone if child in part),
    )


def count_tops(pages: Sequence[str], edges: Sequence[Edge]) -> Counter[str]:
    """How many pages descend from each top, by the most likely parent at each step."""
    parent = {e.child: e.parent for e in sorted(edges, key=lambda e: (e.confidence, e.parent))}
    top: dict[str, str] = {}
    for page in pages:
        path = {page: None}
        at = page
        while at in parent and at not in top and parent[at] not in path:
            at = parent[at]
            path[at] = None
        top.update(dict.fromkeys(path, top.get(at, at)))
    return Counter(top[page] for page in pages)


def sigil(number: int) -> str:
    """A, B, ... Z, AA, AB, ...

    >>> sigil(0), sigil(25), sigil(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
