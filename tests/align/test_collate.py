"""Many witnesses in one table, and its words joined into readings."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.grown import Hand, as_rows, grow, token_pair_f
from retold.align import collate_texts, find_variants, join_readings
from retold.records import CollatedWitness, Collation


def rows_of(texts: Sequence[str]) -> list[CollatedWitness]:
    return [CollatedWitness(f"W{k}", f"w{k}", t) for k, t in enumerate(texts)]


def table_of(collation: Collation) -> list[str]:
    return [" | ".join(" ".join(cell) or "-" for cell in c.words) for c in collation.columns]


TABLES = [
    (["a b c", "a c"], ["a | a", "b | -", "c | c"]),
    (["a b c", "a x c", "a c"], ["a | a | a", "b | x | -", "c | c | c"]),
    (["The Mill, burned.", "the mill burned"], ["the | the", "mill | mill", "burned | burned"]),
    (["a mill burned down", "a mihll byrned down"], ["a | a", "mill | mihll", "burned | byrned", "down | down"]),
    (["one two", "", "..."], ["one | - | ...", "two | - | -"]),
    (["...", "!!!"], ["... | !!!"]),
    ([], []),
    (["", ""], []),
]


@pytest.mark.parametrize(("texts", "table"), TABLES)
def test_words_that_stand_for_each_other_share_a_column(texts: list[str], table: list[str]) -> None:
    assert sorted(table_of(collate_texts(rows_of(texts)))) == sorted(table)


def test_a_word_of_one_witness_takes_the_place_of_what_most_have_and_not_of_what_few_added() -> None:
    texts = ["p q r s"] * 4 + ["p q new r s", "p q old s"]
    assert table_of(collate_texts(rows_of(texts)))[3] == "r | r | r | r | r | old"


MILL = "the old mill by the river burned down one night in may"
GATE = "nobody was hurt and the gate stood open all the while"


def test_a_passage_that_stands_elsewhere_shares_its_columns_and_is_told() -> None:
    table = collate_texts(rows_of([f"{MILL} {GATE}", f"{MILL} {GATE} then", f"{GATE} {MILL}"]))
    moved = [c for c in table.columns if c.moved]
    assert {c.moved for c in moved} == {(2,)}
    assert {" ".join(c.words[0]) for c in moved} in (set(MILL.split()), set(GATE.split()))
    assert all(len(set(c.words)) == 1 for c in moved)


def test_joined_readings_keep_apart_what_different_rows_say() -> None:
    table = join_readings(collate_texts(rows_of(["a b c d e", "a x y d e", "a b c d"])))
    assert table_of(table) == ["a | a | a", "b c | x y | b c", "d | d | d", "e | e | -"]
    assert len(find_variants(table)) == 2


words = st.sampled_from(["mill", "river", "Osk", "the", "the", "of", "19,600", "burned", "byrned", "—", "«so»", "\n"])
texts = st.lists(st.lists(words, max_size=30).map(" ".join), max_size=5)
any_texts = st.lists(st.text(max_size=40), max_size=4)


def spans_cover(collation: Collation) -> bool:
    """Whether the places of every row, in the order of its text, are the whole text."""
    for row, witness in enumerate(collation.witnesses):
        places = sorted(c.places[row] for c in collation.columns if c.words[row])
        if "".join(p.of(witness.text) for p in places) != witness.text:
            return False
    return True


@settings(max_examples=60, deadline=None)
@given(st.one_of(texts, any_texts))
def test_every_row_keeps_its_whole_text(found: list[str]) -> None:
    table = collate_texts(rows_of(found))
    assert spans_cover(table)
    assert spans_cover(join_readings(table))


@settings(max_examples=40, deadline=None)
@given(texts, st.randoms(use_true_random=False))
def test_columns_do_not_depend_on_the_order_of_rows(found: list[str], r: object) -> None:
    mixed = list(range(len(found)))
    r.shuffle(mixed)  # type: ignore[attr-defined]
    plain, other = collate_texts(rows_of(found)), collate_texts(rows_of([found[k] for k in mixed]))
    assert [[c.words[k] for k in mixed] for c in plain.columns] == [list(c.words) for c in other.columns]


@settings(max_examples=40, deadline=None)
@given(texts)
def test_readings_in_order_never_go_back(found: list[str]) -> None:
    table = collate_texts(rows_of(found))
    for row in range(len(found)):
        starts = [c.places[row].start for c in table.columns if row not in c.moved]
        assert starts == sorted(starts)


GROWN = [(Hand(), 0.999), (Hand(0.02, 0.01, 0.01, 0.03), 0.995), (Hand(move=0.2), 0.985), (Hand(spell=0.3), 0.995)]


@pytest.mark.parametrize(("hand", "least"), GROWN)
def test_texts_whose_alignment_is_known(hand: Hand, least: float) -> None:
    found = [token_pair_f(g, collate_texts(as_rows(g))) for g in (grow(seed, hand=hand) for seed in (1, 2, 3))]
    assert sum(found) / len(found) >= least
