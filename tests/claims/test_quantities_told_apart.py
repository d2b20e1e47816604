"""Counts told apart from labels, furniture and codes; quantities told twice; units and labels in Spanish."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.claims import read_claims
from retold.claims.quantities import find_quantities, plain_quantities
from retold.claims.quantity_amounts import Amount, find_amounts
from retold.records import Article


def said(amount: Amount, text: str) -> str:
    """An amount as a row tells it."""
    q = amount.quantity
    value = f"{q.low}" if q.low == q.high else f"{q.low}..{q.high}"
    extra = "".join(f" {w}" for w in (q.unit, q.change.strip("=")) if w)
    return f"{amount.span.of(text)}={value}{extra}"


# text | each amount as "words=low[..high] unit change"; "" when none is read
ENGLISH = [
    # what a page adds to itself
    ("Image 2 of 12\nA man walks.", ""),
    ("3 min read\nThe dam broke.", ""),
    ("Gallery 1/5\nThe dam broke.", ""),
    ("(2/12)\nThe dam broke.", ""),
    ("5 comments\nThe dam broke.", ""),
    ("Image 3 of 9 A man walks past 40 boats.", "40=40"),
    ("The walk took 3 min in all.\nIt rained.", "3 min=3 minute"),
    # names that hold a number
    ("The barge Osmelia 56 sailed at noon.", ""),
    ("Osmelia 56 sailed.", ""),
    ("Boeing 737 MAX planes", ""),
    ("the Group of 20 met", ""),
    ("ISO 3888-2 holds", ""),
    ("12 F-16s and an F-35", "12=12"),
    ("Norland 40 boats sank.", "40=40"),
    # lists of labels, years of two digits, series of games
    ("Units 5 and 6 were unharmed.", ""),
    ("It stands on pages 3, 4 and 7.", ""),
    ("Rooms 12 to 14 burned.", ""),
    ("In 3 units 5 people died.", "3=3; 5=5"),
    ("The arena opened in '98.", ""),
    ("the best-of-seven series", ""),
    # telephone numbers
    ("Call 0800 555 0142 or +1 202-555-0142.", ""),
    ("tel. (020) 7946 0999", ""),
    ("They fled 1 202 555 times? No.", "1=1; 202=202; 555 times=555 count"),
    # clock times
    ("They met at 4 p.m. and left at 4 pm.", ""),
    ("from 4 to 5 p. m.", ""),
    # ages
    ("between the ages of 18 and 65", "18=18 year of age; 65=65 year of age"),
    ("He died at age 81.", ""),
    # steps and levels
    ("It lost 12 points to 7,425.81.", "12 points=12 point down; 7,425.81=7425.81"),
    ("Rents rose 5 to 10 percent.", "5 to 10 percent=5..10 % up"),
    ("The peso lost 0.85 to 17.32.", "0.85=0.85; 17.32=17.32"),
    # quotation marks and feet
    ("He said 'up to 500' came.", "up to 500=500 <"),
    ("at an altitude of 30' then", "30'=30 foot"),
    # lists that share a unit
    ("They lie 5, 7 and 9 km out.", "5=5 kilometre; 7=7 kilometre; 9 km=9 kilometre"),
    ("between 5 and 9 tonnes", "between 5 and 9 tonnes=5..9 metric ton"),
    # shares
    ("Three in ten wards closed.", "Three in ten=0.3"),
]  # fmt: skip

SPANISH = [
    ("Murieron al menos 41 personas.", "al menos 41=41 >"),
    ("La inflación subió un 5,2% en mayo.", "5,2%=5.2 % up"),
    ("El 40 por ciento no votó.", "40 por ciento=40 %"),
    ("Vale 1.250 millones de euros.", "1.250 millones de euros=1250000000 EUR"),
    ("Pagan unos 40 dólares al mes.", "unos 40 dólares al mes=40 dollar per month ~"),
    ("vientos de 120 km/h", "120 km/h=120 kilometre per hour"),
    ("Cayeron 200 milímetros de lluvia.", "200 milímetros=200 millimetre down"),
    ("una deuda de 300 pesos mexicanos", "300 pesos mexicanos=300 MXN"),
    ("Perdió 162 puntos.", "162 puntos=162 point down"),
    ("los menores de 18 años", "menores de 18 años=18 year of age <"),
    ("El 3 de mayo de 2029 llovió.", ""),
    ("desde 1990", ""),
    ("Entre el 3 y el 5 de febrero llovió.", ""),
    ("El alcalde, de 38 años, dimitió.", "38 años=38 year of age"),
    ("una mujer de 61 años", "61 años=61 year of age"),
    ("Cumple una pena de 12 años.", "12 años=12 year"),
    ("Cerró a las 5 de la tarde.", ""),
    ("el artículo 50 y la página 12", ""),
    ("el vuelo 345", ""),
    ("en la calle Mayor 24", ""),
    ("Pedro Gil, 52, lo vio.", ""),
    ("Foto 2 de 12\nTres barcos se hundieron.", "Tres=3"),
    ("3 min de lectura\nEl dique se rompió.", ""),
    ("una de cada cinco mujeres", "una de cada cinco=0.2"),
    ("un hombre y una mujer", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_counts_are_told_from_what_looks_like_them(text: str, expected: str) -> None:
    assert "; ".join(said(a, text) for a in find_amounts(text)) == expected


@pytest.mark.parametrize(("text", "expected"), SPANISH)
def test_spanish_amounts_are_read(text: str, expected: str) -> None:
    assert "; ".join(said(a, text) for a in find_amounts(text, "es")) == expected


TWICE = [
    "winds of 56 mph (90 km/h)",
    "$5.6 million (€4.9 million)",
    "35 degrees Celsius (95 F)",
    "over 60 miles (97 km)",
]


@pytest.mark.parametrize("text", TWICE)
def test_a_measure_told_in_two_units_is_one_quantity(text: str) -> None:
    first, second = find_amounts(text)
    assert second.restates == first.span
    assert len(plain_quantities(text)) == 1
    assert [q.restates for q in find_quantities(text)] == [None, first.span]


def test_a_bare_level_in_a_sentence_of_points_is_in_points() -> None:
    assert [q.quantity.unit for q in find_quantities("The index lost 12 points to 7,425.81.")] == ["point", "point"]


def test_spanish_counts_keep_their_words() -> None:
    found = find_quantities("Unas 35.000 personas, entre ellas 7.729 niños, huyeron.", "es")
    assert [(str(q.quantity.low), q.quantity.unit) for q in found] == [("35000", "personas"), ("7729", "niños")]


def test_the_language_is_seen_where_it_is_not_told() -> None:
    text = "El dique se rompió y más de 1.200 personas de la ciudad huyeron en la noche."
    assert [str(q.quantity.low) for q in find_quantities(text, None)] == ["1200"]


AS_OF = [
    ("The flood killed 41 people, the worst toll since 1931.", ["41 None"]),
    ("Turnout was 62%, up from 58% in 2019.", ["62 None", "58 2019"]),
    ("They sold 12 boats in May compared with 9 boats in March.", ["12 2031-05", "9 2031-03"]),
    ("Some 300 people have fled since May 3.", ["300 2031-05-03"]),
]


@pytest.mark.parametrize(("text", "dated"), AS_OF)
def test_a_year_that_is_only_compared_with_dates_no_other_figure(text: str, dated: list[str]) -> None:
    figures = read_claims(Article(id="a", text=text, published="2031-05-15")).figures
    assert [f"{f.quantity.low} {f.as_of}" for f in figures] == dated


@given(st.text(max_size=80), st.sampled_from(["en", "es", "any", None]))
def test_any_string_gives_amounts_inside_it(text: str, language: str | None) -> None:
    assert all(0 <= a.span.start < a.span.end <= len(text) for a in find_amounts(text, language))


@pytest.mark.parametrize(
    "piece", ["1 of ", "image 1 of ", "0800 ", "+1 ", "$1 (", "1 point to ", "from 1 ", "a las 1 "]
)
def test_amounts_of_a_long_line_take_time_in_step_with_it(piece: str) -> None:
    start = time.process_time()
    find_amounts(piece * (6_000 // len(piece)))
    assert time.process_time() - start < 8
