"""What must not change when pages are added, shuffled or altered."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retold.records import Edge, Ledger, Stemma, Witness

if TYPE_CHECKING:
    from reconcile.conftest import World

STRIKE = (
    "Dock workers in Port Ilm walked out on Monday, [6,350|worker walk|workers on strike] workers joining the strike. "
    "The union says [at least 41|ship hold|ships held up] ships are waiting outside the harbour. "
    "The port lost [2.4 million|- lose unit=EUR|lost] euros a day."
)
OTHER = (
    "At Port Ilm [6,350|worker strike|workers on strike] dock workers were on strike, the harbour office said. "
    "It counted [43|ship wait|ships waiting] ships waiting outside the harbour."
)
REWRITE = (
    "The strike at Port Ilm, which [6,350|worker join|workers joining] workers joined on Monday, holds up "
    "[at least 41|vessel hold|vessels held up] vessels outside the harbour and costs [2.4 million|- cost unit=EUR|costs] euros a day."
)


@pytest.fixture
def strike(world: World) -> World:
    """A wire story with two copies, and a report of somebody else."""
    world.tell("wire", STRIKE, published="2031-05-05T08:00Z")
    world.tell("mirror", STRIKE, published="2031-05-05T09:00Z")
    world.tell("rewrite", REWRITE, published="2031-05-05T11:00Z")
    world.tell("local", OTHER, published="2031-05-05T12:00Z")
    world.tree(("wire", "mirror"), ("wire", "rewrite"))
    return world


def verdicts(ledger: Ledger) -> list[tuple[str, str, int, tuple[object, ...]]]:
    """What a reader sees of each entry, pages left out."""
    return sorted((e.question, e.verdict, e.sources, e.values) for e in ledger.entries)


def test_the_strike_reads_as_two_sources(strike: World) -> None:
    ledger = strike.ledger()
    assert ledger.sources == 2
    assert [(e.verdict, e.sources, e.pages) for e in ledger.entries] == [
        ("agreed", 2, 4),
        ("agreed", 2, 4),
        ("only-here", 1, 3),
    ]


def test_forty_mirrors_change_no_count_of_sources_and_no_verdict(strike: World) -> None:
    before = strike.ledger()
    copies = [f"copy-{n:02}" for n in range(40)]
    for n, name in enumerate(copies):
        strike.tell(name, STRIKE, published=f"2031-0{6 + n % 3}-0{1 + n % 9}")
    old = strike.stemmas.pop()
    edges = (*old.edges, *(Edge("wire", c, "near-verbatim", 0.9) for c in copies))
    witnesses = (*old.witnesses, *(Witness(c, c) for c in copies))
    strike.stemmas.append(Stemma(old.id, witnesses, old.hidden, edges, old.root))
    after = strike.ledger()
    assert verdicts(after) == verdicts(before)
    assert after.sources == before.sources
    assert not [d for e in after.entries for d in e.drifts]


@pytest.mark.parametrize(("old", "new"), [("6,350", "8,350"), ("41", "47"), ("2.4", "2.9")])
def test_one_changed_digit_is_one_drift_and_changes_no_other_verdict(strike: World, old: str, new: str) -> None:
    before = strike.ledger()
    strike.tell("mirror", STRIKE.replace(old, new), published="2031-05-05T09:00Z")
    after = strike.ledger()
    assert [(d.child, d.kind) for e in after.entries for d in e.drifts] == [("mirror", "value")]
    touched = {e.question for e in after.entries if e.drifts}
    same = [v for v in verdicts(after) if v[0] not in touched]
    assert same == [v for v in verdicts(before) if v[0] not in touched]
    (entry,) = [e for e in after.entries if e.drifts]
    assert entry.verdict == ("agreed" if entry.sources > 1 else "drifted")


@pytest.mark.parametrize("seed", range(5))
def test_order_of_input_makes_no_difference(strike: World, seed: int) -> None:
    def shuffle(names: list[str]) -> list[str]:
        return random.Random(seed).sample(names, len(names))

    assert strike.ledger(shuffle) == strike.ledger()


def test_a_later_report_turns_agreed_into_superseded(strike: World) -> None:
    assert strike.entry(6350).verdict == "agreed"
    late = "At Port Ilm [7,900|worker strike at=2031-05-09|workers on strike] dock workers were on strike on Friday, the harbour office said."
    strike.claims["local"] = strike.claims["local"]
    strike.tell("late", late, published="2031-05-09")
    entry = strike.entry(6350)
    assert entry.verdict == "superseded"
    assert entry.values[-1] == 7900


@given(value=st.integers(2, 10**7), other=st.integers(2, 10**7))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_verdict_never_depends_on_which_side_speaks_first(world: World, value: int, other: int) -> None:
    first, second = (f"The flood at Marn killed [{v:,}|person die|people killed] people." for v in (value, other))
    seen = []
    for a, b in ((first, second), (second, first)):
        world.tell("a", a)
        world.tell("b", b)
        seen.append(sorted((e.verdict, e.sources) for e in world.ledger().entries))
    assert seen[0] == seen[1]
