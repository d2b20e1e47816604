"""Whose a figure is: who did what it counts, who has it, or whose sum it is."""

from __future__ import annotations

import pytest

from retold.claims.language import load_model
from retold.claims.reading import read_claims
from retold.reconcile.pairs import label_figures
from retold.records import Article

MODEL = pytest.mark.skipif(load_model() is None, reason="no language model is installed")


def read(text: str, name: str = "a page") -> Article:
    return Article(name, text, published="2031-06-14")


@MODEL
@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Brandt will cut 30,000 jobs.", "Brandt"),
        ("Brandt and Mercer Motors plan to cut 30,000 jobs.", "Brandt and Mercer Motors"),
        ("Brandt's sales fell 41% in March.", "Brandt"),
        ("The 12 depots were closed by Brandt.", "Brandt"),
        ("Another maker, Mercer Motors, said it had received 5 loans.", "Mercer Motors"),
        ("About 300 people marched in Marn.", ""),
        ("They bought 12 boats.", ""),
        ("Unions spoke to Brandt, which will cut 300 jobs.", "Brandt"),
    ],
)
def test_holder_is_an_owner_a_doer_or_the_subject(text: str, holder: str) -> None:
    assert read_claims(read(text)).figures[0].holder == holder


@MODEL
def test_one_number_of_two_named_holders_answers_two_questions() -> None:
    one = read("The Mercer Motor Company will cut 30,000 jobs as part of a plan, ahead of Brandt.", "one")
    other = read("Two years later Brandt said it would cut 30,000 jobs too.", "other")
    same = read("Mercer plans to cut 30,000 jobs as part of its plan.", "same")
    figures = [next(f for f in read_claims(a).figures if f.quantity.low == 30_000) for a in (one, other, same)]
    assert label_figures(figures[0], one, figures[1], other) == "different"
    assert label_figures(figures[0], one, figures[2], same) == "agree"


@MODEL
@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The talks lasted two hours and ten minutes.", [("130", "minute")]),
        ("The talks lasted two hours and ten people left.", [("2", "hour"), ("10", "")]),
        ("A third party paid for the trip.", []),
        ("A third of the houses burned.", [("0", "")]),
    ],
)
def test_a_measure_in_two_units_is_one_and_a_third_party_is_no_part(text: str, numbers: list[tuple[str, str]]) -> None:
    figures = read_claims(read(text)).figures
    assert [(str(round(f.quantity.low)), f.quantity.unit) for f in figures] == numbers
