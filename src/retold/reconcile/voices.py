"""Which independent origin stands behind a claim.

Takes stemmas and shared passages. A family of copies is one voice, its lost original included; two articles that took
one passage from elsewhere are one voice for what that passage says, and two for the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from retold.records import Article, Claim, Figure, Quote, SharedPassage, Span, Stemma


@dataclass(frozen=True)
class Voices:
    """The origin of every article, how origins are called, and the passages that articles share."""

    origin: Mapping[str, str]
    family: Mapping[str, str]
    names: Mapping[str, str]
    shared: Mapping[str, Sequence[tuple[Span, str, Span]]] = field(default_factory=dict)


def hear(articles: Mapping[str, Article], stemmas: Sequence[Stemma], passages: Sequence[SharedPassage]) -> Voices:
    """The voices behind these articles."""
    origin = {i: i for i in articles}
    family = dict(origin)
    names = {i: name_of(articles[i]) for i in articles}
    for stemma in stemmas:
        tops = tops_of(stemma)
        for article in stemma.family:
            if article in origin:
                origin[article], family[article] = tops[article], stemma.id
        for top in sorted(set(tops.values())):
            names.setdefault(top, name_of_stemma(stemma, articles))
        for hidden in stemma.hidden:
            if hidden.credit:
                names[hidden.id] = hidden.credit
    return Voices(origin, family, names, passages_by_article(passages))


def tops_of(stemma: Stemma) -> dict[str, str]:
    """The origin of each article of a family: one for all, or its own top where a family has several."""
    if stemma.sources <= 1:
        return dict.fromkeys(stemma.family, stemma.root or stemma.id)
    parents: dict[str, tuple[float, str]] = {}
    for edge in stemma.edges:
        best = (-edge.confidence, edge.parent)
        parents[edge.child] = min(best, parents.get(edge.child, best))
    return {article: climb(article, parents) for article in stemma.family}


def climb(article: str, parents: Mapping[str, tuple[float, str]]) -> str:
    """The topmost ancestor, by the most likely parent at each step."""
    seen = {article}
    while article in parents and parents[article][1] not in seen:
        article = parents[article][1]
        seen.add(article)
    return article


def name_of(article: Article) -> str:
    """What a reader calls the source of a page."""
    agency = article.dateline.agency if article.dateline else None
    return article.credit or agency or article.outlet or article.title or article.id


def name_of_stemma(stemma: Stemma, articles: Mapping[str, Article]) -> str:
    """What a reader calls the source of a family: the credit that most of its pages give."""
    named = sorted(name_of(articles[i]) for i in stemma.family if i in articles)
    return max(named, key=lambda n: (named.count(n), n), default=stemma.id)


def passages_by_article(passages: Iterable[SharedPassage]) -> dict[str, list[tuple[Span, str, Span]]]:
    """For each article: its part of a passage, the other article, and that one's part."""
    out: dict[str, list[tuple[Span, str, Span]]] = defaultdict(list)
    for p in (p for p in passages if p.kind != "formula"):
        out[p.left].append((p.left_span, p.right, p.right_span))
        out[p.right].append((p.right_span, p.left, p.left_span))
    return {article: sorted(rows) for article, rows in sorted(out.items())}


def place_of(claim: Claim) -> Span:
    """Where a claim stands: its number, its words, or the word that names the event."""
    if isinstance(claim, Quote):
        return claim.words
    if isinstance(claim, Figure):
        return claim.evidence[0] if claim.evidence else claim.sentence
    return claim.span


def sources_of(claims: Sequence[Claim], voices: Voices, same: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """The origin behind each claim of one entry; origins are joined that share the passage of a claim, or `same`."""
    joined: dict[str, str] = {}

    def find(origin: str) -> str:
        while joined.get(origin, origin) != origin:
            origin = joined[origin]
        return origin

    places = defaultdict(list)
    for claim in claims:
        places[claim.article].append(place_of(claim))
    for claim in claims:
        at = place_of(claim)
        for own, other, there in voices.shared.get(claim.article, ()):
            if own.holds(at) and any(there.holds(p) for p in places.get(other, ())):
                ends = sorted((find(voices.origin[claim.article]), find(voices.origin[other])))
                joined[ends[1]] = ends[0]
    origin_of = {claim.id: voices.origin[claim.article] for claim in claims}
    for one, other in same:
        ends = sorted((find(origin_of[one]), find(origin_of[other])))
        if ends[0] != ends[1]:
            joined[ends[1]] = ends[0]
    return {claim: find(origin) for claim, origin in origin_of.items()}
