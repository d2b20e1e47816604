"""Events as entries: one event of several sources, its day, its place, and what copies made of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from retold.records import Claims, Event, Span

if TYPE_CHECKING:
    from reconcile.conftest import World


def happen(world: World, name: str, text: str, did: str, when: str | None, **more: object) -> None:
    """An article with one event, named by the first word that begins with `did`."""
    article = world.tell(name, text, published="2031-03-07")
    start = text.index(f" {did}") + 1
    end = start + len(text[start:].split(maxsplit=1)[0].rstrip(".,"))
    event = Event(name + "-e", name, Span(start, end), did, who="The council", to_whom="the Osk bridge", when=when)
    event = replace(event, when_basis="told" if when else "", evidence=(event.span,), **more)  # type: ignore[arg-type]
    world.claims[article.id] = Claims(name, events=(event,))


CLOSED = "The council closed the Osk bridge to lorries on {} after engineers found cracks in its piers."
OTHER = "Because of cracks in its piers the council closed the Osk bridge to all lorries on {}, the mayor said."


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (("Tuesday", "2031-03-04"), ("Tuesday", "2031-03-04"), "agreed"),
        (("Tuesday", "2031-03-04"), ("4 March", "2031-03-04"), "agreed"),
        (("Tuesday", "2031-03-04"), ("Wednesday", "2031-03-05"), "contradicted"),
        (("Tuesday", "2031-03-04"), ("Tuesday", "2031-03-11"), "agreed"),
    ],
)
def test_two_sources_date_one_event(world: World, one: tuple[str, str], other: tuple[str, str], verdict: str) -> None:
    happen(world, "a", CLOSED.format(one[0]), "close", one[1])
    happen(world, "b", OTHER.format(other[0]), "close", other[1])
    (entry,) = [e for e in world.ledger().entries if e.kind == "event"]
    assert (entry.verdict, entry.sources, entry.question) == (
        verdict,
        2,
        "The council closed the Osk bridge: when?",
    )


def test_an_event_that_one_source_tells_is_left_to_the_timeline(world: World) -> None:
    happen(world, "a", CLOSED.format("Tuesday"), "close", "2031-03-04")
    ledger = world.ledger()
    assert not [e for e in ledger.entries if e.kind == "event"]
    assert [m.first for m in ledger.timeline if m.kind == "event"] == ["2031-03-04"]


@pytest.mark.parametrize(
    ("copy", "when", "negated", "kind"),
    [
        (CLOSED.format("Thursday"), "2031-03-06", False, "date"),
        (CLOSED.replace(" closed", " never closed").format("Tuesday"), "2031-03-04", True, "negation"),
        (CLOSED.format("Tuesday, 4 March,"), "2031-03-04", False, None),
    ],
)
def test_a_copy_that_moves_or_denies_an_event_drifts(
    world: World, copy: str, when: str, negated: bool, kind: str | None
) -> None:
    happen(world, "a", CLOSED.format("Tuesday"), "close", "2031-03-04")
    happen(world, "b", copy, "close", when, negated=negated)
    world.tree(("a", "b"))
    found = [(e.verdict, d.kind) for e in world.ledger().entries for d in e.drifts]
    assert found == ([("drifted", kind)] if kind else [])


def test_forty_mirrors_of_an_event_are_one_source(world: World) -> None:
    happen(world, "a", CLOSED.format("Tuesday"), "close", "2031-03-04")
    happen(world, "b", OTHER.format("Tuesday"), "close", "2031-03-04")
    mirrors = [f"m{n:02}" for n in range(40)]
    for m in mirrors:
        happen(world, m, CLOSED.format("Tuesday"), "close", "2031-03-04")
    world.tree(*(("a", m) for m in mirrors))
    (entry,) = [e for e in world.ledger().entries if e.kind == "event"]
    assert (entry.verdict, entry.sources, entry.pages) == ("agreed", 2, 42)


def test_a_moment_names_the_first_page_of_each_origin(world: World) -> None:
    happen(world, "a", CLOSED.format("Tuesday"), "close", "2031-03-04")
    happen(world, "b", OTHER.format("Tuesday"), "close", "2031-03-04")
    happen(world, "c", CLOSED.format("Tuesday"), "close", "2031-03-04")
    world.tree(("a", "c"))
    (moment,) = [m for m in world.ledger().timeline if m.kind == "event" and m.sources == 2]
    assert moment.told_by == ("a", "b")


def test_an_undated_page_is_drawn_as_the_days_its_text_implies(world: World) -> None:
    article = world.tell("a", "The bridge was closed.")
    world.articles["a"] = replace(article, implied=("2031-03-02", "2031-03-09"))
    (moment,) = world.ledger().timeline
    assert (moment.first, moment.last, moment.kind) == ("2031-03-02", "2031-03-09", "published")
