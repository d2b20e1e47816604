"""A figure has a history, and a policy that is named chooses one figure of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from retold.reconcile import apply_policy, read_policy
from retold.records import Decided, Entry, Ledger, Point, Policy

if TYPE_CHECKING:
    from reconcile.conftest import World


def point(words: str, low: int, high: int | None = None, *, source: str = "a", **more: object) -> Point:
    """A point that stands."""
    row = Point("2031-03-02", Decimal(low), Decimal(high or low), "=", "", words, source, source, None, (words,), 1)
    return replace(row, **more)  # type: ignore[arg-type]


def entry(*points: Point) -> Entry:
    """An entry with this history."""
    return Entry("l1", "people: how many?", "range", (), len(points), len(points), (), "", series=points)


def chosen(e: Entry, policy: str) -> tuple[int, int] | None:
    """What a policy chooses."""
    found = apply_policy(Ledger("s", (e,)), read_policy(policy)).entries[0].recommended
    return (int(found.low), int(found.high)) if found else None


FOUR = (
    point("17", 17, source="Coastwire"),
    point("about 20", 20, source="Harbour Office", change="~"),
    point("20", 20, source="Marn Courier"),
    point("dozens", 12, 120, source="Radio Osk"),
)


@pytest.mark.parametrize(
    ("points", "policy", "figure"),
    [
        (FOUR, "range", (17, 20)),
        (FOUR, "most-conservative", (12, 12)),
        (FOUR[:3], "most-conservative", (17, 17)),
        ((point("tens", 10, 100),), "most-conservative", (10, 10)),
        ((point("hundreds", 100, 1000), point("dozens", 12, 120)), "range", (12, 1000)),
        ((point("up to 9", 9, change="<"), point("11", 11, source="b")), "most-conservative", (11, 11)),
        (FOUR, "majority", (20, 20)),
        (FOUR, "hierarchy: Unheard > Harbour", (20, 20)),
        (FOUR, "hierarchy: Unheard", None),
        (FOUR, "manual", None),
        ((replace(FOUR[0], standing="replaced"), FOUR[2]), "range", (20, 20)),
        ((replace(FOUR[0], standing="corrected"),), "range", None),
    ],
)
def test_a_policy_chooses(points: tuple[Point, ...], policy: str, figure: tuple[int, int] | None) -> None:
    assert chosen(entry(*points), policy) == figure


def test_a_hierarchy_hears_the_speaker_too() -> None:
    points = (point("17", 17, speaker="the mayor of Marn"), point("21", 21, source="b"))
    assert chosen(entry(*points), "hierarchy: mayor") == (17, 17)


def test_a_figure_chosen_by_hand_names_who_chose_it() -> None:
    decided = Decided("r1", "2031-03-09T10:00:00+00:00", "Ada", "edit", "figure=1,240", "counted again", "", "")
    e = replace(entry(*FOUR), decided=(decided,))
    found = apply_policy(Ledger("s", (e,)), Policy("manual")).entries[0].recommended
    assert found and (int(found.low), found.why) == (1240, "chosen by Ada on 2031-03-09: counted again")


@pytest.mark.parametrize("text", ["best", "hierarchy", "range: a", ""])
def test_an_unknown_policy_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"policies are|names sources"):
        read_policy(text)


def test_the_ledger_records_its_policy_and_shows_the_figures_beside(world: World) -> None:
    world.tell("a", "The flood at Marn killed [17|person die|people killed] people, the police said.")
    world.tell("b", "The flood at Marn killed [29|person die|people killed] people, the police said.")
    ledger = world.ledger()
    assert ledger.policy == Policy("range")
    e = world.entry(17, ledger=ledger)
    assert e.recommended and (int(e.recommended.low), int(e.recommended.high)) == (17, 29)
    low = apply_policy(ledger, Policy("most-conservative")).entries[0]
    assert low.recommended and low.recommended.low == 17 and len(low.recommended.claims) == 1 < len(low.series)


def test_the_history_of_a_toll_shows_what_was_replaced_and_what_was_corrected(world: World) -> None:
    world.tell("a", "The flood at Marn has killed [17|person die at=2031-03-02|people killed] people, police said.")
    world.tell("b", "The flood at Marn has killed [29|person die at=2031-03-04|people killed] people, police said.")
    world.tell(
        "c",
        "Correction: the flood at Marn has killed [26|person die at=2031-03-05|people killed] people, police said.",
    )
    e = world.entry(17)
    assert [(p.as_of, int(p.low), p.standing) for p in e.series] == [
        ("2031-03-02", 17, "corrected"),
        ("2031-03-04", 29, "corrected"),
        ("2031-03-05", 26, "stands"),
    ]
    assert e.recommended and e.recommended.low == 26
