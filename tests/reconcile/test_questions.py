"""Which figures in other words answer one question, how it is worded, and what the timeline tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from retold.reconcile.asked import ask_all
from retold.reconcile.fates import act_of
from retold.reconcile.lone import EXTENT_FLOOR, FLOOR, floor
from retold.reconcile.spoken import Named, disagree, exclude, proper_words
from retold.reconcile.timeline import build_timeline, names_days
from retold.reconcile.times import told_day
from retold.reconcile.voices import hear
from retold.reconcile.wording import tidy_words
from retold.records import Claims, Event, Pins, SharedPassage, Span

if TYPE_CHECKING:
    from reconcile.conftest import World


@pytest.mark.parametrize(
    ("predicate", "noun", "before", "after", "act"),
    [
        ("know", "people", "the number of people known to have drowned reached at least ", ".", "die"),
        ("claim", "life", "The fire has now claimed ", " lives.", "die"),
        ("", "people", "", " were still in hospital", "treat"),
        ("kill", "people", "The blast killed ", " people and hurt 9", "die"),
        ("pack", "crate", "They packed ", " crates for the missing", "pack"),
    ],
)
def test_what_befell_people_is_read_behind_light_verbs(
    predicate: str, noun: str, before: str, after: str, act: str
) -> None:
    assert act_of(predicate, noun, False, before, after) == act


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("The train left [20 minutes|- leave unit=minute|train left late] late, the line said.", "It went [40 minutes|- go unit=minute|train went late] late, a guard told us.", {20, 40}),
        ("The train left [20 minutes|- leave unit=minute|train left late] late, the line said.", "It went [95 minutes|- go unit=minute|train went late] late, a guard told us.", {20}),
        ("The port office in Marn confirmed on Monday that the packet boat had sailed [20 minutes|delay sail unit=minute|delay of the boat] late.", "It went [40 minutes|delay go unit=minute|delay] late, two cooks told a reporter separately, because a crane on the quay had jammed again.", {20, 40}),
        ("Turnout was [61.2%|turnout] in Marn.", "Turnout stood at [60.4%|turnout], the institute said.", {60.4, 61.2}),
    ],
)  # fmt: skip
def test_lone_figures_of_one_kind_answer_one_question(world: World, one: str, other: str, values: set[float]) -> None:
    world.tell("a", one)
    world.tell("b", other)
    entry = next(e for e in world.ledger().entries if min(values) in map(float, e.values))
    assert set(map(float, entry.values)) == values
    assert (entry.verdict == "contradicted") == (len(values) > 1)


def test_delays_of_two_things_need_more_in_common(world: World) -> None:
    world.tell("a", "The boat sailed [20 minutes|delay sail unit=minute] late.")
    world.tell("b", "The train left [40 minutes|delay leave unit=minute] late.")
    boat, train = (
        ask_all([replace(world.claims[page].figures[0], terms=(thing,))], world.articles[page])[0]
        for page, thing in (("a", "boat"), ("b", "train"))
    )
    assert (floor([boat], [train]), floor([boat], [boat])) == (FLOOR, EXTENT_FLOOR)


def test_a_figure_of_another_year_is_another_question(world: World) -> None:
    world.tell("a", "The flood at Marn killed [17|person die|people killed] people.", published="2031-03-02")
    world.tell("b", "A flood at Marn killed [15|person die|people killed] people in 1987.", published="2031-03-02")
    assert world.entry(17).sources == 1


def test_a_value_beside_its_former_one_supersedes(world: World) -> None:
    world.tell(
        "a",
        "The mill fire has killed [44|person die|people dead] people, up from [37|person die|people dead] on Monday.",
    )
    entry = world.entry(44)
    assert entry.verdict == "superseded"
    assert [int(v) for v in entry.values] == [37, 44]


def test_another_number_for_the_same_thing_is_read_through_it(world: World) -> None:
    world.tell("a", "Her firm bought [14|yard buy unit=hectare|yard bought] hectares of the yard in Marn.")
    world.tell(
        "b",
        "The firm got [14|yard get unit=hectare|yard] hectares of the yard in Marn. By our count it was [16|- be unit=hectare] hectares.",
    )
    assert world.entry(16).verdict == "contradicted"


def test_one_release_is_one_voice(world: World) -> None:
    said = "“We mourn with all who lost a friend at the mill,” Ada Moss said in a statement"
    a = world.tell("a", f"{said}. The firm gives [3,150|crown give|crowns given] crowns.")
    b = world.tell("b", f"{said}, which promised [3,150|crown promise|crowns promised] crowns.")
    size = said.index("”")
    world.passages.append(SharedPassage("a", "b", Span(0, size), Span(0, size), "quote"))
    assert a.text[:size] == b.text[:size]
    entry = world.entry(3150)
    assert (entry.verdict, entry.sources, entry.pages) == ("only-here", 1, 2)


@pytest.mark.parametrize(
    ("one", "other", "two_people"),
    [
        (("Moss", "Ada Moss"), ("Ada Moss", "President Ada Moss"), False),
        (("he", "Bo Lund"), ("Moss", "Ada Moss"), False),
        (("the senator", "Bo Lund"), ("Moss", "Ada Moss"), False),
        (("President Lund", "President Bo Lund"), ("President Moss", "Ada Moss"), True),
    ],
)
def test_speakers_exclude_each_other_only_by_name(
    one: tuple[str, str], other: tuple[str, str], two_people: bool
) -> None:
    names = [Named(proper_words(mention), proper_words(mention) | proper_words(full)) for mention, full in (one, other)]
    assert exclude(*names) == two_people


@pytest.mark.parametrize(
    ("what", "tidied"),
    [
        ("crew carried by The ship in", "crew carried by the ship"),
        ("they sent on occasions", "sent on occasions"),
        ("public wells (samples)", "public wells samples"),
    ],
)
def test_a_question_has_no_loose_ends(what: str, tidied: str) -> None:
    assert tidy_words(what) == tidied


def test_the_dead_are_asked_for_as_dead(world: World) -> None:
    world.tell("a", "In Marn [17|person know|people known] people are known to have died.")
    assert world.entry(17).question == "people dead: how many?"


def test_a_part_names_the_entry_of_its_whole(world: World) -> None:
    world.tell("a", "Aboard were [412|person carry|people aboard] people. The crew numbered [120|crew number|crew].")
    whole, part = world.claims["a"].figures
    world.claims["a"] = Claims("a", figures=(whole, replace(part, part_of=whole.id)))
    ledger = world.ledger()
    assert world.entry(120, ledger=ledger).part_of == world.entry(412, ledger=ledger).id


def test_one_sentence_on_one_day_is_one_moment(world: World) -> None:
    text = "The mill at Marn burned on Tuesday and two roads were closed."
    for name in "ab":
        world.tell(name, text, published="2031-03-04")
        events = [
            Event(f"{name}{word}", name, Span(text.index(word), text.index(word) + len(word)), word, when="2031-03-04")
            for word in ("burned", "closed")
        ]
        world.claims[name] = Claims(name, events=tuple(events))
    moments = [
        m for m in build_timeline(world.articles, world.claims, hear(world.articles, (), ())) if m.kind == "event"
    ]
    assert [(m.text, m.sources) for m in moments] == [(text, 2)]


def test_a_month_in_the_text_names_its_stretch() -> None:
    assert names_days("Work ended in June 2031.", ("2031-06-01", "2031-06-30"))
    assert not names_days("Work ended then.", ("2031-06-01", "2031-06-30"))


def test_people_over_an_age_are_no_count(world: World) -> None:
    article = world.tell("a", "Most were people over [60|person be|people].")
    assert ask_all(world.claims["a"].figures, article)[0].answer.dimension == "age"


def test_questions_that_people_split_or_merged_stay_so(world: World) -> None:
    world.tell("a", "The flood at Marn killed [17|person die|people killed] people, the police said.")
    world.tell("b", "The flood at Marn killed [17|person die|people killed] people, the police said.")
    world.tell("c", "Engineers closed [6|lock close|locks closed] locks on the river.")
    one, two, three = (world.claims[n].figures[0].id for n in "abc")
    apart = Pins(apart=((one, two),))
    together = Pins(together=((one, three),))
    assert sorted(len(e.claims) for e in world.ledger(pins=apart).entries) == [1, 1, 1]
    assert sorted(len(e.claims) for e in world.ledger(pins=together).entries) == [3]


def test_a_question_is_worded_in_what_its_sources_have_in_common(world: World) -> None:
    world.tell("a", "The pact caps each fleet at [1,550|- cap|fleet reach capped] deployed river barges.")
    world.tell("b", "It limits both sides to [1,550|barge limit|barges limited] deployed river barges.")
    world.tell("c", "The pact allows [1,550|barge allow|deployed river barges allowed] deployed river barges.")
    question = world.entry(1550).question
    assert "river barges" in question and "reach" not in question


def test_a_number_of_nothing_clear_is_left_out_and_said_so(world: World) -> None:
    world.tell("a", "She has kept at it for [18 years|- keep unit=year|office], he said.")
    ledger = world.ledger()
    assert not ledger.entries
    assert ledger.notes == ("1 number is left out, since no page says clearly what it counts: “18 years”.",)


def test_two_tolls_among_strange_names_are_two_questions(world: World) -> None:
    world.tell("a", "A blast at a rally in Marn killed [128|person die|people killed] people, Mayor Haldane said.")
    world.tell("b", "General Osk shot down a plane and killed [300|person die|people killed] people over Lorn.")
    assert world.entry(128).sources == 1


def test_one_voice_named_by_both_pages_is_no_contradiction() -> None:
    moss, grau = frozenset({"moss"}), frozenset({"grau"})
    assert disagree(Named(moss, moss), Named(grau, grau))
    assert not disagree(Named(moss, moss), Named(grau, grau, frozenset({"told", "moss"})))


def test_a_dated_higher_toll_stays_the_current_one(world: World) -> None:
    world.tell(
        "a", "By Tuesday the flood at Marn had killed [16|person die|people killed] people.", published="2031-03-04"
    )
    world.claims["a"] = replace(
        world.claims["a"], figures=tuple(replace(f, as_of="2031-03-04") for f in world.claims["a"].figures)
    )
    world.tell("b", "The flood at Marn killed [14|person die|people killed] people.", published="2031-03-05")
    assert [int(v) for v in world.entry(16).values] == [14, 16]


def test_a_day_still_to_come_is_no_day_of_a_count(world: World) -> None:
    world.tell(
        "a", "Attacks killed [150|person die|people killed] people ahead of the July 25 vote.", published="2031-07-15"
    )
    figure = replace(world.claims["a"].figures[0], as_of="2031-07-25")
    assert told_day(ask_all([figure], world.articles["a"])[0]) is None


def test_two_speakers_counts_of_one_crowd_answer_one_question(world: World) -> None:
    world.tell(
        "a",
        "The union said [7,000|people join|people joined] joined the march. Police put the crowd at [2,800|crowd|crowd].",
    )
    union, police = world.claims["a"].figures
    world.claims["a"] = replace(
        world.claims["a"], figures=(replace(union, speaker="the union"), replace(police, speaker="Police"))
    )
    assert {int(v) for v in world.entry(7000).values} == {2800, 7000}


def test_two_questions_that_read_alike_are_told_apart_by_a_name(world: World) -> None:
    world.tell("a", "The blast at the rally in Marn killed [128|person die|people killed] people.")
    world.tell("b", "The blast at the rally in Marn killed [128|person die|people killed] people, the army said.")
    world.tell(
        "c", "Long before, a ferry sank off Cape Orm and took the lives of [41|person die|people killed] people."
    )
    assert world.entry(128).question == "people killed (Marn): how many?"
    assert world.entry(41).question == "people killed (Cape Orm): how many?"
