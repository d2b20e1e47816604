"""Quantities to figures: what is counted, under which act, on whose word, as of when, and as a part of what.

Takes a scene with its quantities, gives the figures in order. Where nothing is parsed, the words beside the number
have to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from retold.claims.counted import Counted, find_counted, noun_of, predicate_of
from retold.claims.extents import extent_noun
from retold.claims.figure_terms import terms_of
from retold.claims.figure_words import extent_words, what_of, what_places
from retold.claims.holders import holder_of
from retold.claims.identity import claim_id
from retold.claims.no_claims import MEASURES, is_claim
from retold.claims.parts import inherit_noun, link_parts
from retold.claims.plain_figures import plain_figure
from retold.claims.scenes import Scene, date_near
from retold.claims.sentences import Sentence
from retold.claims.sources import find_source
from retold.claims.standings import is_negated, reached, standing_of
from retold.claims.trees import Tree
from retold.records import Figure, Quantity, QuantitySeen

# Acts that befall people: a number that stands alone under one counts people.
OF_PEOPLE = frozenset(
    "kill injure displace miss arrest seize release hold hospitalize infect evacuate rescue convict sentence "
    "employ lay vaccinate flee charge".split()
)


def figures_in(scene: Scene, quantities: Iterable[QuantitySeen]) -> list[Figure]:
    """The figures among these quantities, in order, each tied to the figure it is a part of."""
    out: list[Figure] = []
    for seen in sorted(quantities, key=lambda q: (q.span, q.what)):
        if is_claim(scene, seen):
            out.append(inherit_noun(make_figure(scene, seen), out))
    return link_parts(scene.reading.text, out)


def make_figure(scene: Scene, seen: QuantitySeen) -> Figure:
    """One figure with all that its sentence tells."""
    text, at = scene.reading.text, seen.span
    index = scene.reading.index_at(at.start)
    sentence = scene.reading.sentences[index] if index is not None else Sentence(at, at.of(text), None)
    found = find_counted(sentence, at)
    day = date_near(scene, sentence.span, at)
    base = Figure(
        claim_id(scene.article, "figure", at),
        scene.article,
        in_hundredths(seen.quantity),
        seen.what,
        noun="",
        predicate="",
        terms=(),
        evidence=(at,),
        sentence=sentence.span,
        speaker=find_source(scene, sentence, found, at),
        as_of=day,
        as_of_basis="told" if day is not None else "",
    )
    if found is None or sentence.tree is None:
        return plain_figure(text, base, scene.reading.language)
    return with_words(sentence, sentence.tree, found, base)


def in_hundredths(quantity: Quantity) -> Quantity:
    """A fraction of a group ("half of the ships") as a share in percent; other quantities as they are."""
    if not quantity.unit.startswith("% "):
        return quantity
    return replace(quantity, low=quantity.low * 100, high=quantity.high * 100, unit="%")


def with_words(sentence: Sentence, tree: Tree, found: Counted, base: Figure) -> Figure:
    """A figure with noun, predicate, terms, words and places from its tree."""
    noun = noun_of(tree, found.counted) if found.counted is not None else ""
    if found.counted is None and found.stand == "noun" and found.governor is not None:
        noun = noun_of(tree, found.governor)
    predicate = predicate_of(tree, found)
    extent = extent_noun(tree, found, base.quantity.unit)
    what = extent_words(sentence, tree, found, extent) if extent else what_of(sentence, found)
    noun = extent or noun
    if not noun and predicate in OF_PEOPLE and base.quantity.unit not in MEASURES:
        noun = "people"
        what = what if found.counted is not None or "people" in what.split() else f"people {what}"
    return replace(
        base,
        quantity=reached(base.quantity, found),
        noun=noun,
        predicate=predicate,
        what=what or base.what,
        terms=terms_of(sentence, found, noun),
        evidence=(base.evidence[0], *what_places(sentence, found)),
        standing=standing_of(tree, found, base.quantity, predicate),
        negated=is_negated(tree, found),
        holder=holder_of(sentence, tree, found),
    )
