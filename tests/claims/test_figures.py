"""Figures: what is counted, under which act, on whose word, and as a part of what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.claims.language import load_model
from retold.claims.reading import figure_at, read_claims
from retold.records import Article, Figure, Span

MODEL = pytest.mark.skipif(load_model() is None, reason="no language model is installed")


def figures_of(text: str, published: str | None = "2026-03-10") -> list[Figure]:
    return list(read_claims(Article("a page", text, published=published)).figures)


def figure_for(text: str, number: str) -> Figure:
    at = text.index(number)
    return next(f for f in figures_of(text) if f.evidence[0].start <= at < f.evidence[0].end)


# text, number, noun, predicate, word of what
COUNTED = [
    ("A landslide killed 41 people in Tarma.", "41", "people", "kill", "killed"),
    ("At least 41 people were killed and 130 injured in Tarma.", "130", "people", "injure", "injured"),
    ("The death toll rose to 57 on Tuesday.", "57", "death", "kill", "death"),
    ("The number of dead has climbed to 19.", "19", "people", "kill", "dead"),
    ("Rescuers said 23 people remain missing.", "23", "people", "miss", "missing"),
    ("The rebels are still holding 112 captives.", "112", "captive", "hold", "held"),
    ("Pressure grows to return the 129 captives still held in the north.", "129", "captive", "hold", "held"),
    ("The rebels freed 30 hostages.", "30", "hostage", "release", "released"),
    ("The swap led to the release of 240 prisoners.", "240", "prisoner", "release", "prisoners"),
    ("The storm left 1.9 million displaced.", "1.9 million", "people", "displace", "displaced"),
    ("The army says 131 of its soldiers have been killed.", "131", "soldier", "kill", "soldiers"),
    ("The quake destroyed more than 3,000 homes.", "3,000", "home", "destroy", "destroyed"),
    ("Police arrested 12 protesters.", "12", "protester", "arrest", "arrested"),
    ("The company plans to cut 1,200 jobs.", "1,200", "job", "cut", "jobs"),
    ("The ministry confirmed 312 cases of cholera.", "312", "case", "confirm", "cholera"),
    ("Turnout was 62%.", "62%", "turnout", "", "Turnout"),
    ("Revenue reached $5 million last year.", "$5 million", "revenue", "", "Revenue"),
    ("The bank made a profit of 2.3 billion euros.", "2.3 billion euros", "profit", "", "profit"),
    ("Shares in Novak fell 5.2%.", "5.2%", "share", "fall", "fell"),
    ("Nearly 80,000 households lost power.", "80,000", "household", "lose", "households"),
    ("Some 20,000 people marched through Ostby.", "20,000", "people", "march", "marched"),
    ("Hospitals treated 85 wounded.", "85", "people", "injure", "wounded"),
    ("The clinic vaccinated 1.2 million people.", "1.2 million", "people", "vaccinate", "vaccinated"),
    ("Three children are among the dead.", "Three", "child", "kill", "children"),
    ("The deaths of 12 miners shocked Lorn.", "12", "miner", "kill", "miners"),
]


@MODEL
@pytest.mark.parametrize(("text", "number", "noun", "predicate", "word"), COUNTED)
def test_figure_names_what_is_counted(text: str, number: str, noun: str, predicate: str, word: str) -> None:
    figure = figure_for(text, number)
    assert (figure.noun, figure.predicate) == (noun, predicate)
    assert word.lower() in figure.what.lower()


# text, number, who says it
SAID = [
    ("The army says 131 of its soldiers have been killed.", "131", "The army"),
    ("The toll rose to 57, according to the civil defence agency.", "57", "the civil defence agency"),
    ("“We have counted 40 ships,” said Ana Moss.", "40", "Ana Moss"),
    ("Health officials reported 12 dead.", "12", "Health officials"),
    ("Some 9,000 workers walked out, the union said.", "9,000", "the union"),
    ("Organisers spoke of a full square, but police estimated the crowd at 8,000.", "8,000", "police"),
    ("The storm killed 12 people.", "12", None),
]


@MODEL
@pytest.mark.parametrize(("text", "number", "speaker"), SAID)
def test_figure_is_on_somebodys_word(text: str, number: str, speaker: str | None) -> None:
    assert figure_for(text, number).speaker == speaker


STANDINGS = [
    ("The rebels are still holding 112 captives.", "112", "stock"),
    ("Police arrested 12 protesters.", "12", "flow"),
    ("Turnout was 62%.", "62%", "share"),
    ("Shares in Novak fell 5.2%.", "5.2%", "change"),
    ("The company plans to cut 1,200 jobs.", "1,200", "plan"),
    ("The plant will employ 400 people.", "400", "plan"),
]


@MODEL
@pytest.mark.parametrize(("text", "number", "standing"), STANDINGS)
def test_figure_knows_level_from_flow(text: str, number: str, standing: str) -> None:
    assert figure_for(text, number).standing == standing


NO_CLAIMS = [
    "She was born on 7 October 1990.",
    "The talks ended in 2019.",
    "Omar Rey, 45, was there.",
    "The 45-year-old was there.",
    "The Hawks won 3-1.",
    "The two sides met again.",
    "He is one of the best.",
]


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_dates_ages_scores_and_pointers_are_no_figures(text: str) -> None:
    assert figures_of(text) == []


@MODEL
def test_group_of_the_freed_does_not_narrow_the_held() -> None:
    held = figure_for("They still hold 129 miners after most of the rest, mainly boys and elders, were freed.", "129")
    mixed = figure_for("Some 129 miners are still being held, predominantly boys and elders.", "129")
    assert "boy" not in held.terms
    assert "boy" in mixed.terms


@MODEL
def test_part_is_tied_to_its_whole() -> None:
    text = "The flood killed 200 people, including 29 children."
    part, whole = figure_for(text, "29"), figure_for(text, "200")
    assert part.part_of == whole.id and part.predicate == "kill"
    assert "child" not in whole.terms


@MODEL
def test_number_of_a_number_is_a_part() -> None:
    text = "Police arrested 12 of the 40 protesters."
    assert figure_for(text, "12").part_of == figure_for(text, "40").id


@MODEL
def test_date_of_the_sentence_is_its_as_of() -> None:
    assert figure_for("On 2 March 2026 the ferry carried 120 people.", "120").as_of == "2026-03-02"
    assert figure_for("The ferry carried 120 people.", "120").as_of is None


def test_figure_at_a_place_is_the_one_that_claims_hold() -> None:
    article = Article("a page", "The flood killed 200 people.", published=None)
    at = Span(article.text.index("200"), article.text.index("200") + 3)
    assert figure_at(article, at) in read_claims(article).figures


def test_figure_at_a_place_without_a_claim_is_made_of_the_bare_number() -> None:
    article = Article("a page", "The Hawks won 3-1 on Friday.", published=None)
    assert figure_at(article, Span(14, 15)).evidence[0].meets(Span(14, 15))
    assert figure_at(article, Span(0, 3)).quantity.low == 0


WORDS = st.lists(
    st.sampled_from(
        [
            "12",
            "people",
            "killed",
            "%",
            "$5",
            "million",
            ",",
            ".",
            " ",
            "\n",
            "of the",
            "including",
            "“",
            "said",
            "é",
            "3-1",
        ]
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=120), WORDS))
def test_figures_lie_inside_any_text(text: str) -> None:
    claims = read_claims(Article("any", text))
    assert len({f.id for f in claims.figures}) == len(claims.figures)
    for figure in claims.figures:
        assert all(0 <= e.start < e.end <= len(text) for e in figure.evidence)
        assert figure.sentence.meets(figure.evidence[0])
        assert figure.part_of is None or figure.part_of in {f.id for f in claims.figures}


@MODEL
@pytest.mark.parametrize(
    ("text", "number", "what"),
    [
        ("MARLOW BAY, Estoria (Wireline) — Divers found the hull, and the dead rose to 41.", "41", "dead"),
        ("The inquiry put the sum at 3 million kroner.", "3 million kroner", "sum"),
        (
            "There were 80 confirmed cases. Of the confirmed cases, 31 were still in hospital.",
            "31",
            "cases still in hospital",
        ),
        ("The storm cut power, raising the death toll to 12.", "12", "death toll"),
        (
            "The tanker sank about six kilometers (3.7 miles) off Gull Head.",
            "about six kilometers",
            "distance off Gull Head",
        ),
        ("The board employs up to 70 divers.", "up to 70", "divers employed by the board"),
        ("Twenty-one people have drowned.", "Twenty-one", "people drowned"),
        ("The guard said that the train had left ten minutes late.", "ten", "delay of the train"),
        ("The bridge is three months behind schedule.", "three", "delay of the bridge"),
        ("The parcel came two days early.", "two", "lead of the parcel"),
        ("Lorries queued in a line 4 miles long.", "4", "length of a line"),
        ("Across the group 2,250 posts will go.", "2,250", "posts go"),
    ],
)
def test_what_reads_as_a_short_phrase(text: str, number: str, what: str) -> None:
    assert what in figure_for(text, number).what


@MODEL
@pytest.mark.parametrize(
    ("text", "number", "noun"),
    [
        ("It left thirty minutes late, two porters said.", "thirty", "delay"),
        ("It was 40 metres long.", "40", "length"),
        ("They spent two hours late on Tuesday in talks.", "two", ""),
        ("She finished two minutes behind the leader.", "two", ""),
        ("The trench was 3 metres deep.", "3", "trench"),
    ],
)
def test_an_extent_is_what_its_measure_counts(text: str, number: str, noun: str) -> None:
    assert figure_for(text, number).noun == noun


@MODEL
def test_part_belongs_to_the_figure_of_its_kind() -> None:
    text = "The fire killed 118 people and damaged 40 homes. Of those, 21 were children."
    assert figure_for(text, "21").part_of == figure_for(text, "118").id
