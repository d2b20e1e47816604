"""What is found out once for all copies is what each would give by itself."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from retold.reconcile.asked import AROUND, PARTS_OF_TIMES, TIME, Page, ask
from retold.reconcile.edges import FITS, in_order
from retold.reconcile.words import concept, content_words
from retold.records import Article, Figure, Quantity, Span
from retold.text.names import find_names
from retold.text.tokens import fold_words, folded_words

if TYPE_CHECKING:
    from reconcile.conftest import World

WORDS = st.sampled_from(
    "The|mayor|of|Port|Ella|said|Ana|Moss|12|1,900|ferries|on|Monday|5 May|2031|by|the|last|quarter|Correction:|not|13|’s"
    "|McBay|\n|.|,|it's|İlm|ſunday|frıday".split("|")
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)
PLACES = st.tuples(st.integers(-20, 300), st.integers(0, 120)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(TEXTS, PLACES)
def test_names_of_a_place_are_those_that_stand_wholly_in_it(text: str, place: Span) -> None:
    page = Page(Article("a", text))
    inside = [(start, end, name) for start, end, name in page.names if start >= place.start and end <= place.end]
    assert page.names_in(place) == {name for *_, name in inside}
    assert page.stems_in(place) == {concept(w) for s, e, _ in inside for w in fold_words(text[s:e])}
    assert [s for s, *_ in page.names] == sorted(
        s.start for s in find_names(text) if s.start in {r[0] for r in page.names}
    )


@given(TEXTS)
def test_words_around_a_number_are_those_of_one_window(text: str) -> None:
    found = text.find("12")
    if found < 0:
        return
    at = Span(found, found + 2)
    figure = Figure("f", "a", Quantity(Decimal(12), Decimal(12), ""), "ferries", "ferry", "sink", (), (at,), at)
    asked = ask(figure, Page(Article("a", text)))
    window = text[max(0, at.start - AROUND) : at.end + AROUND]
    assert asked.around == {concept(w) for w in content_words(window)}
    assert asked.words == {concept(w) for w in content_words(asked.before + " " + asked.after)}
    assert asked.near <= asked.words


@given(TEXTS)
def test_a_text_is_passed_over_only_where_it_names_no_time(text: str) -> None:
    assert TIME.search(text) is None or any(part in text.casefold() for part in PARTS_OF_TIMES)


@given(TEXTS)
def test_folded_words_are_the_folded_words(text: str) -> None:
    assert [*folded_words(text)] == fold_words(text)


def tell(world: World, name: str, held: str, hour: str) -> None:
    """A report of a storm at a place that is made up."""
    text = (
        f"A storm tore [{held}|boat lose|boats lost] boats from the quay of {name} on Monday. "
        "The warden of the port said [at least 31|sailor hurt|sailors hurt] sailors were hurt. "
        f"Correction: an earlier version gave {held} as 90."
    )
    world.tell(f"{name}-{hour}", text, published=f"2031-05-05T{hour}:00Z")


def test_a_ledger_is_the_same_whatever_was_told_before_it(world: World) -> None:
    from reconcile.conftest import World as Fresh

    def build(target: World) -> bytes:
        for name, held, hour in (("Ilm", "44", "08"), ("Ilm", "46", "09"), ("Marn", "44", "10")):
            tell(target, name, held, hour)
        target.tree(("Ilm-08", "Ilm-09"))
        return msgspec.json.encode(target.ledger())

    first = build(world)
    other = Fresh()
    for held in ("43", "45", "46"):
        tell(other, "Ilm", held, held)
    other.ledger()
    assert build(Fresh()) == first


def test_sentences_are_paired_only_where_two_figures_can_belong_together(world: World) -> None:
    world.tell("wire", "The mill burned on Monday and [12|barn burn|barns burned] barns with it.")
    world.tell("copy", "The mill burned on Monday. It had made [7%|- make|made] of the paper sold in Marn.")
    world.tree(("wire", "copy"))
    asked: list[tuple[str, str]] = []
    world.pair = lambda left, right: asked.append((left, right)) or []  # type: ignore[method-assign,func-returns-value]
    world.ledger()
    assert asked == []


def test_figures_that_never_fit_are_never_paired(world: World) -> None:
    world.tell("one", "In Marn [12|barn burn|barns burned] barns burned.")
    world.tell("two", "The fire cost [7 million|- cost unit=EUR|cost] euros.")
    pages = {i: Page(a) for i, a in world.articles.items()}
    (a,), (b,) = ([ask(f, pages[i]) for f in world.claims[i].figures] for i in ("one", "two"))
    assert not any(fits(a, b) for fits in FITS)
    assert list(in_order([a], [b])) == []
