"""An article's claims: figures, quotes and events, read over one parse of its sentences."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from retold.claims.event_dates import day_of
from retold.claims.events import events_in
from retold.claims.figures import figures_in, make_figure
from retold.claims.language import model_name
from retold.claims.quantities import plain_quantities
from retold.claims.quotes import quotes_in
from retold.claims.scenes import Scene, set_scene
from retold.claims.sentences import looks_english, read_sentences
from retold.records import Article, Claims, Figure, Quantity, QuantitySeen, Span
from retold.text.numbers import find_numbers
from retold.text.tables import language_of
from retold.text.times import find_times

NO_VALUE = Quantity(Decimal(0), Decimal(0), "")


def read_claims(article: Article, anchor: str | None = None) -> Claims:
    """All that an article claims; times are resolved against `anchor`, by default the day it was published."""
    return read_cached(article, anchor or article.published)


@lru_cache(maxsize=32)
def read_cached(article: Article, anchor: str | None) -> Claims:
    """The claims of an article."""
    scene, figures = figures_of(article, anchor)
    events = tuple(events_in(scene.reading, article, scene.dates))
    return Claims(article.id, figures, tuple(scene.quotes), events, model_for(article.text))


def model_for(text: str) -> str:
    """The language model that reads a text, by name and version."""
    return model_name() if looks_english(text) else "rules"


@lru_cache(maxsize=64)
def figures_of(article: Article, anchor: str | None) -> tuple[Scene, tuple[Figure, ...]]:
    """The figures of an article and their scene, kept for those who ask for one of its figures again."""
    scene = scene_of(article, anchor)
    return scene, tuple(figures_in(scene, plain_quantities(article.text, scene.reading.language)))


def scene_of(article: Article, anchor: str | None, only: frozenset[int] | None = None) -> Scene:
    """The article read: sentences, quotes, times; `only` the sentences of these numbers are parsed, when given."""
    reading = read_sentences(article.text, only=only)
    times = find_times(article.text, day_of(anchor), reading.language)
    return set_scene(reading, article.id, quotes_in(reading, article.id), times)


def figure_at(article: Article, place: Span) -> Figure:
    """The figure at a place of the article, or one made of the bare number there with the words around it."""
    scene, all_figures = figures_of(article, article.published)
    figures = [f for f in all_figures if f.evidence[0].meets(place)]
    if figures:
        return min(figures, key=lambda f: (not f.evidence[0].holds(place), f.evidence[0], f.id))
    return make_figure(scene, quantity_at(article.text, place))


def quantity_at(text: str, place: Span) -> QuantitySeen:
    """The number that stands at a place, hedges included; zero when no number is there."""
    left = max(0, place.start - 40)
    for n in find_numbers(text[left : place.end + 40], language_of(None, text)):
        at = Span(n.span.start + left, n.span.end + left)
        if at.meets(place):
            return QuantitySeen(at, Quantity(n.low, n.high, "", n.change), "")
    return QuantitySeen(place, NO_VALUE, place.of(text))
