"""Figures as they read: plan against result, parts, captions, speakers, and what the date rests on."""

from __future__ import annotations

import pytest

from retold.claims.language import load_model
from retold.claims.reading import read_claims
from retold.records import Article, Figure

MODEL = pytest.mark.skipif(load_model() is None, reason="no language model is installed")


def figures_of(text: str) -> list[Figure]:
    return list(read_claims(Article("a page", text, published="2026-03-10")).figures)


def figure_for(text: str, number: str) -> Figure:
    at = text.index(number)
    return next(f for f in figures_of(text) if f.evidence[0].start <= at < f.evidence[0].end)


READS = [
    ("The meeting was planned for 90 minutes but lasted two hours.", "90", "meeting planned", "plan"),
    ("The meeting was planned for 90 minutes but lasted two hours.", "two", "meeting lasted", "flow"),
    ("The talks took four hours.", "four", "talks took", "flow"),
    ("The company has 500 employees.", "500", "employees of the company", "flow"),
    ("The bank has 300 branches in the north.", "300", "branches of the bank in the north", "flow"),
    ("The strike closed 14 schools.", "14", "schools closed by the strike", "flow"),
    ("The country was lauded by Omar Rey for 12 reforms.", "12", "reforms", "flow"),
    ("The fund is expected to cost 3 million euros.", "3 million", "fund", "plan"),
    ("Police arrested 12 protesters.", "12", "protesters arrested by police", "flow"),
]


@MODEL
@pytest.mark.parametrize(("text", "number", "what", "standing"), READS)
def test_what_is_counted_reads_well(text: str, number: str, what: str, standing: str) -> None:
    figure = figure_for(text, number)
    assert (figure.what, figure.standing) == (what, standing)


PARTS = [
    ("At least 16,000 people were killed, including 7,700 children.", "7,700", "16,000"),
    ("The flood killed 200 people. Of them, 12 were children.", "12", "200"),
    ("The ministry counted 340 dead. Among them were 45 soldiers.", "45", "340"),
    ("Some 9,400 people were displaced. The figure includes 2,100 children.", "2,100", "9,400"),
    ("The company has 500 employees; 40 of them will be laid off.", "40", "500"),
]


@MODEL
@pytest.mark.parametrize(("text", "part", "whole"), PARTS)
def test_part_is_tied_to_its_whole_also_across_sentences(text: str, part: str, whole: str) -> None:
    assert figure_for(text, part).part_of == figure_for(text, whole).id


NO_FIGURES = [
    "Photo 3 of 12",
    "Rescuers carry three children on Monday. (Photo by A. Moss)",
    "12 comments",
    "5 min read",
    "Top 10 beaches of the north\n5 ways to save money\nBest 7 phones for winter",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_captions_and_listings_give_no_figures(text: str) -> None:
    assert figures_of(text) == []


@MODEL
def test_figure_says_what_its_date_rests_on() -> None:
    assert figure_for("On 2 March 2026 the ferry carried 120 people.", "120").as_of_basis == "told"
    assert figure_for("The ferry carried 120 people.", "120").as_of_basis == ""


def test_spanish_page_is_read_by_rules() -> None:
    text = "Según la policía, 12 personas murieron en la inundación y 3,5 millones de personas no tienen agua en la ciudad."
    claims = read_claims(Article("una página", text, published="2026-03-10"))
    assert claims.model == "rules"
    assert [(f.noun, f.speaker) for f in claims.figures] == [("persona", "la policía")] * 2


LONG = "The flood killed 12 people and the army said so " * 20_000  # one line without a stop


@pytest.mark.parametrize(
    "text",
    [
        LONG[:200_000],
        "12\x00 people\x01 were\x02 killed.",
        "\u202e41 people were killed\u202c. قتل 12 شخصا. 死者12人。",
        "9" * 5_000 + " people were killed.",
        "On 31 February 2026 the ferry carried 12 people.",
        "killed " * 3_000,
    ],
)
def test_bad_input_is_read_without_a_crash(text: str) -> None:
    for claim in read_claims(Article("a page", text)).figures:
        assert all(0 <= e.start < e.end <= len(text) for e in claim.evidence)


def test_number_beyond_any_float_is_kept_exactly() -> None:
    text = "The fund holds " + "9" * 400 + " crowns."
    assert any(str(f.quantity.low) == "9" * 400 for f in figures_of(text))
