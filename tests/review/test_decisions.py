"""What people decide stands over what the machine says, which stays visible, and new evidence against it is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from retold.records import (
    Claims,
    Decision,
    Edge,
    Entry,
    Figure,
    Hidden,
    Ledger,
    Pins,
    Quantity,
    Review,
    ReviewTarget,
    Span,
    Stemma,
    Story,
    Witness,
)
from retold.review import apply_to_claims, apply_to_ledger, apply_to_stemmas, apply_to_stories, pins_of, standing


def review(
    target: ReviewTarget,
    on: str,
    decision: Decision,
    value: str = "",
    *,
    others: str = "",
    suggested: str = "",
    name: str = "r1",
) -> Review:
    """A decision of Ada's."""
    when = "2031-05-06T07:08:09+00:00"
    return Review(
        name, when, "Ada", target, tuple(on.split()), decision, tuple(others.split()), value, "seen", suggested
    )


def family(*edges: str, hidden: str = "") -> Stemma:
    """A tree from "parent child" rows."""
    rows = tuple(Edge(p, c, "near-verbatim", 0.7) for p, c in map(str.split, edges))
    lost = tuple(hidden.split())
    nodes = dict.fromkeys(n for e in rows for n in (e.parent, e.child))
    pages = [n for n in nodes if n not in lost]
    return Stemma(
        "s-" + pages[0],
        tuple(Witness(chr(65 + n), p) for n, p in enumerate(pages)),
        tuple(Hidden(h, "Coastwire", "told") for h in lost),
        rows,
        rows[0].parent,
    )


def shape(stemmas: list[Stemma]) -> dict[str, set[tuple[str, str]]]:
    """The edges of each family by its top."""
    return {str(s.root): {(e.parent, e.child) for e in s.edges} for s in stemmas}


# ---- edges ---------------------------------------------------------------------------------------------------------

TREE = family("a b", "b c", "a d")
OTHER = family("x y")


@pytest.mark.parametrize(
    ("rows", "trees"),
    [
        ([("a b", "confirm", "")], {"a": {("a", "b"), ("b", "c"), ("a", "d")}, "x": {("x", "y")}}),
        ([("a b", "reject", "")], {"a": {("a", "d")}, "b": {("b", "c")}, "x": {("x", "y")}}),
        ([("b c", "edit", "a")], {"a": {("a", "b"), ("a", "c"), ("a", "d")}, "x": {("x", "y")}}),
        ([("a b", "edit", "x")], {"a": {("a", "d")}, "x": {("x", "y"), ("x", "b"), ("b", "c")}}),
        ([("a b", "edit", "")], {"a": {("a", "d")}, "b": {("b", "c")}, "x": {("x", "y")}}),
        ([("a b", "edit", "c")], {"a": {("a", "b"), ("b", "c"), ("a", "d")}, "x": {("x", "y")}}),
        (
            [("a b", "reject", ""), ("a b", "confirm", "")],
            {"a": {("a", "b"), ("b", "c"), ("a", "d")}, "x": {("x", "y")}},
        ),
        ([("gone gone2", "reject", "")], {"a": {("a", "b"), ("b", "c"), ("a", "d")}, "x": {("x", "y")}}),
    ],
)
def test_edges_are_as_people_left_them(
    rows: list[tuple[str, Decision, str]], trees: dict[str, set[tuple[str, str]]]
) -> None:
    reviews = [review("edge", on, d, v, name=f"r{n}") for n, (on, d, v) in enumerate(rows)]
    found = apply_to_stemmas([TREE, OTHER], reviews)
    assert shape(found) == trees
    assert sorted(a for s in found for a in s.family) == ["a", "b", "c", "d", "x", "y"]
    assert all(s.sources == 1 for s in found)


def test_the_machines_edge_stays_visible_beside_the_decision() -> None:
    found = apply_to_stemmas([TREE, OTHER], [review("edge", "b c", "edit", "a")])
    (mark,) = next(e for s in found for e in s.edges if e.child == "c").decided
    assert (mark.by, mark.machine, mark.against) == ("Ada", "near-verbatim copy of b, 70%", "")


def test_a_confirmed_edge_says_when_the_machine_sees_another_parent_now() -> None:
    now = family("a b", "a c", "a d")
    (tree,) = apply_to_stemmas([now], [review("edge", "b c", "confirm")])
    (edge,) = [e for e in tree.edges if e.child == "c"]
    assert edge.parent == "b" and edge.decided[0].against == "the machine now says: near-verbatim copy of a, 70%"


def test_a_rejected_edge_says_when_the_machine_is_surer_now() -> None:
    surer = replace(TREE, edges=tuple(replace(e, confidence=0.98) for e in TREE.edges))
    said = review("edge", "a b", "reject", suggested="near-verbatim copy of a, 70%")
    found = apply_to_stemmas([surer], [said])
    assert [d.against for s in found for d in s.decided] == ["the machine now says: near-verbatim copy of a, 98%"]
    found = apply_to_stemmas([TREE], [said])
    assert [d.against for s in found for d in s.decided] == [""]


def test_a_lost_original_is_found_under_its_new_id() -> None:
    now = family("lost-2 a", "lost-2 b", hidden="lost-2")
    found = apply_to_stemmas([now], [review("edge", "lost-1 b", "reject")])
    assert shape(found) == {"lost-2": {("lost-2", "a")}, "b": set()}


def test_families_without_decisions_stay_as_they_are() -> None:
    assert apply_to_stemmas([TREE, OTHER], []) == [TREE, OTHER]
    assert OTHER in apply_to_stemmas([TREE, OTHER], [review("edge", "a b", "reject")])


# ---- questions and verdicts ----------------------------------------------------------------------------------------

ENTRY = Entry("l1", "wells: how many?", "contradicted", ("f1", "f2"), 2, 2, (Decimal(4), Decimal(9)), "They differ.")
REST = Entry("l2", "pumps: how many?", "agreed", ("f3", "f4"), 2, 2, (Decimal(7),), "They fit.")
LEDGER = Ledger("s1", (ENTRY, REST), sources=2)


def test_a_verdict_is_the_persons_and_the_machines_stands_beside_it() -> None:
    (entry, _) = apply_to_ledger(LEDGER, [review("verdict", "f1 f2", "edit", "superseded")]).entries
    assert entry.verdict == "superseded"
    assert entry.decided[0].machine == "contradicted: wells: how many? 4, 9"


def test_a_confirmed_verdict_stays_and_says_what_came_since() -> None:
    confirmed = review("verdict", "f1 f2", "confirm", suggested="agreed: wells: how many? 4")
    grown = replace(ENTRY, claims=("f1", "f2", "f9"))
    (entry, _) = apply_to_ledger(replace(LEDGER, entries=(grown, REST)), [confirmed]).entries
    assert entry.verdict == "agreed"
    assert entry.decided[0].against == "the machine now says contradicted; 1 claim has come since"


@pytest.mark.parametrize(
    ("row", "question"),
    [
        (review("entry", "f1 f2", "edit", "dry wells: how many?"), "dry wells: how many?"),
        (review("entry", "f1 f2 f77", "edit", "question=wells dug: how many?"), "wells dug: how many?"),
    ],
)
def test_a_question_is_worded_by_a_person(row: Review, question: str) -> None:
    assert apply_to_ledger(LEDGER, [row]).entries[0].question == question


def test_a_figure_chosen_by_hand_is_recommended() -> None:
    entry = apply_to_ledger(LEDGER, [review("entry", "f1 f2", "edit", "figure=9")]).entries[0]
    assert entry.recommended and (int(entry.recommended.low), entry.recommended.policy.name) == (9, "manual")


def test_a_rejected_question_stands_last_and_can_be_confirmed_again() -> None:
    no, yes = review("entry", "f1 f2", "reject"), review("entry", "f1 f2", "confirm", name="r2")
    assert [e.id for e in apply_to_ledger(LEDGER, [no]).entries] == ["l2", "l1"]
    assert [e.id for e in apply_to_ledger(LEDGER, [no, yes]).entries] == ["l1", "l2"]


def test_a_decision_taken_back_leaves_no_trace_on_the_ledger() -> None:
    no = review("entry", "f1 f2", "reject")
    assert apply_to_ledger(LEDGER, [no, review("review", "r1", "reject", name="r2")]) == LEDGER


def test_a_merge_that_could_not_be_kept_says_so() -> None:
    entry = apply_to_ledger(LEDGER, [review("entry", "f1", "merge", others="f3")]).entries[0]
    assert entry.decided[0].against == "they are still 2 questions"


# ---- stories -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "pins"),
    [
        ([("a b", "merge", "c")], Pins((("a", "b"), ("a", "c")))),
        ([("a", "split", "b c")], Pins((), (("a", "b"), ("a", "c")))),
        ([("a b", "merge", "c"), ("b", "split", "a c")], Pins((("a", "c"),), (("a", "b"), ("b", "c")))),
        ([("a", "split", "b c"), ("a", "merge", "b")], Pins((("a", "b"),), (("a", "c"),))),
        ([("a", "merge", "b"), ("b", "merge", "c")], Pins((("a", "b"), ("a", "c")))),
    ],
)
def test_the_latest_merge_or_split_wins(rows: list[tuple[str, Decision, str]], pins: Pins) -> None:
    reviews = [review("story", on, d, others=others, name=f"r{n}") for n, (on, d, others) in enumerate(rows)]
    assert pins_of(reviews) == pins
    assert pins_of(reviews, "entry") == Pins()


def test_a_story_bears_the_label_that_a_person_gave() -> None:
    stories = [Story("story-1", "Wells run dry", ("p1", "p2")), Story("story-2", "Pumps stop", ("p3",))]
    first, second = apply_to_stories(stories, [review("story", "p1 p2", "edit", "The dry wells of Marn")])
    assert (first.label, len(first.decided), second) == ("The dry wells of Marn", 1, stories[1])


# ---- claims --------------------------------------------------------------------------------------------------------

FIGURE = Figure("f1", "p1", Quantity(Decimal(4), Decimal(4), ""), "wells", "well", "dry", (), (Span(0, 1),), Span(0, 9))


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        (["value=1,200"], ("1200", None)),
        (["value=4..6"], ("6", None)),
        (["value=many"], ("4", None)),
        (["speaker=the mayor", "as_of=2031-01-02"], ("4", "the mayor")),
        (["speaker="], ("4", None)),
        (["sentence=x"], ("4", None)),
    ],
)
def test_a_claim_is_read_as_a_person_reads_it(values: list[str], seen: tuple[str, str | None]) -> None:
    reviews = [review("claim", "f1", "edit", v, name=f"r{n}") for n, v in enumerate(values)]
    (figure,) = apply_to_claims({"p1": Claims("p1", (FIGURE,))}, reviews)["p1"].figures
    assert (str(figure.quantity.high), figure.speaker) == seen


def test_a_rejected_claim_is_left_out_until_it_is_confirmed() -> None:
    no, yes = review("claim", "f1", "reject"), review("claim", "f1", "confirm", name="r2")
    claims = {"p1": Claims("p1", (FIGURE,))}
    assert apply_to_claims(claims, [no])["p1"].figures == ()
    assert apply_to_claims(claims, [no, yes]) == claims
    assert standing([no, yes]) == [no, yes]
