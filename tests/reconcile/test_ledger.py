"""The verdicts of the ledger, on a flood told by invented outlets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from retold.records import SharedPassage, Span

if TYPE_CHECKING:
    from reconcile.conftest import World

HOMES = "The river Osk rose overnight and [1,240|home flood|homes flooded] homes were flooded in Marn."
DEAD = "Rescuers said [17|person die|people killed] people died in the flood at Marn."


def test_two_sources_with_one_value_agree(world: World) -> None:
    world.tell("a", HOMES)
    world.tell("b", "In Marn the flood has left [1,240|house flood|houses under water] houses flooded, the mayor said.")
    entry = world.entry(1240)
    assert (entry.verdict, entry.sources, entry.pages) == ("agreed", 2, 2)


def test_copies_of_one_source_count_once(world: World) -> None:
    world.tell("a", HOMES)
    world.tell("b", HOMES)
    world.tree(("lost", "a"), ("lost", "b"))
    entry = world.entry(1240)
    assert (entry.verdict, entry.sources, entry.pages) == ("only-here", 1, 2)


def test_a_bound_and_its_own_number_make_a_range(world: World) -> None:
    world.tell("a", "The flood in Marn left [over 300|person die|people dead] people dead.")
    world.tell("b", "The flood in Marn killed [300|person die|people killed] people.")
    assert world.entry(300).verdict == "range"


def test_values_that_exclude_each_other_contradict(world: World) -> None:
    world.tell("a", "The flood at Marn killed [17|person die|people killed] people, the police said.")
    world.tell("b", "The flood at Marn killed [29|person die|people killed] people, the police said.")
    assert world.entry(17).verdict == "contradicted"


def test_a_later_figure_supersedes(world: World) -> None:
    world.tell("a", "The flood at Marn has killed [17|person die at=2031-03-02|people killed] people, the police said.")
    world.tell("b", "The flood at Marn has killed [29|person die at=2031-03-04|people killed] people, the police said.")
    entry = world.entry(17)
    assert entry.verdict == "superseded"
    assert [int(v) for v in entry.values] == [17, 29]


def test_one_number_may_answer_two_questions(world: World) -> None:
    world.tell(
        "a",
        "The flood at Marn killed [52|person die|people killed] people and injured [52|person injure|people hurt] others.",
    )
    world.tell(
        "b",
        "In Marn [52|person die|people killed] people were killed by the flood. [52|person injure|people hurt] were hurt.",
    )
    entries = [e for e in world.ledger().entries if 52 in map(int, e.values)]
    assert [(e.verdict, e.sources) for e in entries] == [("agreed", 2), ("agreed", 2)]


def test_a_shared_passage_is_one_voice(world: World) -> None:
    a, b = world.tell("a", DEAD + " Roads were closed."), world.tell("b", "Trains stopped. " + DEAD)
    at = b.text.index("Rescuers")
    size = len(b.text) - at
    world.passages.append(SharedPassage("a", "b", Span(0, size), Span(at, at + size), "passage"))
    assert a.text[:size] == b.text[at:]
    assert (world.entry(17).verdict, world.entry(17).sources) == ("only-here", 1)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("The army freed [at least 60|captive free] captives on Monday.", "The army freed [60|captive free] captives on Monday.", "bound"),
        ("The army freed [about 60|captive free] captives on Monday.", "The army freed [60|captive free] captives on Monday.", "hedge"),
        ("The army freed [64|captive free] captives on Monday.", "The army freed [84|captive free] captives on Monday.", "value"),
        ("The trench is [64|- be unit=km] km long in Marn.", "The trench is [64|- be unit=mile] miles long in Marn.", "unit"),
        ("The blast killed [64|worker kill] workers in Marn.", "The blast injured [64|worker injure] workers in Marn.", "what"),
        ("The blast killed [64|worker kill] workers at the Marn mill on its north quay, the mayor said.", "The blast killed [64|passenger kill] passengers at the Marn mill on its north quay, the mayor said.", "what"),
        ("The army freed [64|captive free] captives on Monday.", "The army freed [64|captive free] captives on Sunday.", "date"),
        ("The blast killed [64|worker kill by=Dana_Moss] workers, Dana Moss said.", "The blast killed [64|worker kill] workers.", "speaker"),
        ("It hit [64%|- hit] of the harvest.", "It hit [64%|- hit] of the population.", "denominator"),
        ("It cost [64|job cost] jobs in Marn.", "It cost [64|job cost] jobs across the country.", "what"),
        ("The boat held 31 divers and [64|cook hold] cooks bound for Osk.", "On board were [64|diver be] divers bound for Osk.", "what"),
        ("The strike began on 3 May with [64|docker strike] dockers.", "The strike began on May 9 with [64|docker strike] dockers.", "date"),
    ],
)  # fmt: skip
def test_a_copy_that_changes_a_figure_drifts(world: World, before: str, after: str, kind: str) -> None:
    world.tell("a", before)
    world.tell("b", after)
    world.tree(("a", "b"))
    drifts = [d for e in world.ledger().entries for d in e.drifts]
    assert [(d.parent, d.child, d.kind) for d in drifts] == [("a", "b", kind)]
    assert [e.verdict for e in world.ledger().entries] == ["drifted"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The army freed [some 60|captive free] captives on Monday.", "On Monday, the army released [around 60|hostage release] hostages."),
        ("The army freed [more than 60|captive free] captives.", "The army freed [over 60|captive free] captives."),
        ("Talks begin on 3 May with [64|docker talk] dockers.", "With [64|docker talk] dockers, talks begin on May 3."),
        ("The loss is spread over [9|town spread] towns.", "The loss is spread across [9|town spread] towns."),
        ("Prices rose by [64%|- rise|prices rose] in Marn.", "Prices rose by [64%|- rise|prices rose] in Marn, which has no harbour."),
        ("The flood drove out [1.9 million|person displace] people.", "The flood displaced [1,900,000|individual displace] individuals."),
        ("The blast killed [64|worker kill by=Dana_Moss] workers, Dana Moss said.", "Dana Moss said that the blast killed [64|worker kill by=Moss] workers."),
    ],
)  # fmt: skip
def test_a_rewording_is_no_drift(world: World, before: str, after: str) -> None:
    world.tell("a", before)
    world.tell("b", after)
    world.tree(("a", "b"), relation="rewrite")
    ledger = world.ledger()
    assert [e.verdict for e in ledger.entries] == ["only-here"]
    assert not [d for e in ledger.entries for d in e.drifts]


def test_a_qualifier_that_moved_drifts(world: World) -> None:
    world.tell(
        "a",
        "The rebels still hold [64|captive hold] captives after most of the others, mainly miners and cooks, were freed in May.",
    )
    world.tell("b", "After the raid, [64|captive hold] captives are still being held, mostly miners and cooks.")
    world.tree(("a", "b"), relation="rewrite")
    assert [d.kind for e in world.ledger().entries for d in e.drifts] == ["what"]


def test_versions_of_one_report_supersede_and_do_not_drift(world: World) -> None:
    world.tell("v1", "At least [9|person die|people killed] people died when the mill burned.", published="2031-05-01")
    late = "The number of dead rose to [14|person die|people killed] after the mill burned, and two roads were closed."
    world.tell("v2", late, published="2031-05-02")
    world.tree(("v1", "v2"), relation="expanded")
    entry = world.entry(9)
    assert (entry.verdict, entry.sources) == ("superseded", 1)
    assert int(entry.values[-1]) == 14
    assert not entry.drifts


def test_a_correction_supersedes_what_it_corrects(world: World) -> None:
    world.tell("first", "The ferry had [6|boat have|lifeboats] boats in the water.")
    notice = " Correction: an earlier version said six; there were 4."
    world.tell("second", "The ferry had [4|boat have|lifeboats] boats in the water." + notice)
    world.tree(("first", "second"))
    entry = world.entry(6)
    assert entry.verdict == "superseded"
    assert int(entry.values[-1]) == 4
    assert not entry.drifts


def test_the_one_copy_that_stands_alone_is_the_one_that_changed(world: World) -> None:
    for name in ("b", "c", "d"):
        world.tell(name, HOMES)
    world.tell("a", HOMES.replace("1,240", "1,340"))
    world.tree(*(("lost", name) for name in "abcd"))
    drifts = [d for e in world.ledger().entries for d in e.drifts]
    assert [(d.child, d.kind) for d in drifts] == [("a", "value")]


def test_every_claim_names_its_source(world: World) -> None:
    world.tell("a", HOMES)
    world.tell("b", HOMES)
    world.tree(("lost", "a"), ("lost", "b"))
    entry = world.entry(1240)
    assert {source for _, source in entry.source_of} == {"lost"}
    assert sorted(claim for claim, _ in entry.source_of) == sorted(entry.claims)
