"""What tells a retelling from two reports of one event, and from two pages that quote one statement."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from match.ferry import OTHER, OWN_REPORT, REWRITE, WIRE
from retold.match.anchors import read_text
from retold.match.likeness import judge_rewrite, read, read_trees
from retold.match.measures import MEASURES, measure_texts
from retold.match.rivals import SURE_ODDS, measure_rivals, weigh_rivals

STATEMENT = """Marrow Foods has recalled its tinned plum jam after a customer in Edelby found a sliver of glass.

“We found the cause within a day and it lies with one broken lid on one line,” said Ivo Lassen, who runs the plant. “Nobody has been hurt, and every tin of that week will be taken back without a question.”

The recall covers 14,200 tins with the mark K7 that were sold between 3 and 9 May in shops of the Torv chain. Customers may call 0800 5511 at any hour."""

QUOTING = """Parents at the Edelby school say that they will go on cooking the meals themselves until the council finds a new kitchen.

The kitchen was closed in March when its roof leaked for the third time. Some 240 children have since eaten sandwiches, and the head, Birthe Holm, has asked for heaters.

On Thursday the plum jam went too. “We found the cause within a day and it lies with one broken lid on one line,” said Ivo Lassen, who runs the plant at Marrow Foods. “Nobody has been hurt, and every tin of that week will be taken back without a question.”

The council meets on 2 June. Its chair, Olaf Prin, said a tender for a kitchen was nearly ready, and that the cost had risen to 1.9 million crowns since the winter."""

ROWS = [(WIRE, REWRITE, True), (WIRE, OWN_REPORT, False), (WIRE, OTHER, False), (STATEMENT, QUOTING, False)]


@pytest.mark.parametrize(("left", "right", "retold"), ROWS)
def test_a_pair_is_judged_the_same_from_both_sides(left: str, right: str, retold: bool) -> None:
    odds = judge_rewrite(read(left), read(right))
    assert (odds > 0) is retold
    assert odds == judge_rewrite(read(right), read(left))


def test_too_few_words_tell_nothing() -> None:
    assert judge_rewrite(read("A ferry sank."), read("A ferry sank.")) == -math.inf


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    reading = read_text(text)
    sizes = {len(column) for column in (reading.stems, reading.kinds, reading.sentence, reading.at, reading.quoted)}
    assert len(sizes) == 1


pairs = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.floats(-9, 9)).filter(lambda r: r[0] < r[1]),
    max_size=8,
    unique_by=lambda r: r[:2],
)


@given(pairs)
def test_mirrors_are_one_rival(rows: list[tuple[int, int, float]]) -> None:
    plain = measure_rivals([r[:2] for r in rows], [r[2] for r in rows], range(6))
    mirrored = [(i + 6 * k, j + 6 * k, odds) for i, j, odds in rows for k in (0, 1)]
    group = [*range(6), *range(6)]
    doubled = measure_rivals([r[:2] for r in mirrored], [r[2] for r in mirrored], group)
    assert doubled[::2] == doubled[1::2] == plain


def test_a_doubtful_pair_far_behind_another_is_none() -> None:
    pairs = [(0, 1), (0, 2), (2, 3)]
    clear, doubtful, _ = weigh_rivals(pairs, [9.0, -2.0, -9.0], [0, 1, 2, 3])
    assert clear > SURE_ODDS
    assert doubtful == -math.inf


@given(st.text(max_size=300), st.text(max_size=300))
def test_measures_are_the_same_from_both_sides(left: str, right: str) -> None:
    one, other = (read(f"{text} The ferry Aurora sank off Port Ella with 41 crates.") for text in (left, right))
    assert measure_texts(one, other) == pytest.approx(measure_texts(other, one))
    assert len(measure_texts(one, other)) == len(MEASURES)


def test_trees_know_the_measures() -> None:
    _, trees = read_trees()
    for tree in trees:
        for number, node in enumerate(tree):
            assert len(node) in (1, 4)
            assert len(node) == 1 or (node[0] < len(MEASURES) and number < min(node[2:]) and max(node[2:]) < len(tree))
