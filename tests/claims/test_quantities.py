"""Quantities: rows of (text, what is read) by rules alone, then with the tree of the sentence."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.claims.language import load_model
from retold.claims.quantities import find_quantities, plain_quantities
from retold.claims.quantity_amounts import Amount, find_amounts

# text | each amount as "words=low[..high] unit change"; "" when none is read
ROWS = [
    # counts
    ("The flood killed 41 people.", "41=41"),
    ("Police said more than 300 families fled.", "more than 300=300 >"),
    ("At least seven miners are missing.", "At least seven=7 >"),
    ("Dozens of boats sank.", "Dozens=12..120"),
    ("between 35 and 45 nurses", "between 35 and 45=35..45"),
    ("between 2000 and 2500 nurses", "between 2000 and 2500=2000..2500"),
    ("Some 2000 nurses walked out.", "Some 2000=2000 ~"),
    ("The club sold 1900 tickets.", "1900=1900"),
    ("Israel Harbour freed 260 prisoners.", "260=260"),
    # percent and points
    ("Turnout was 61%.", "61%=61 %"),
    ("nearly 85 percent of the crop", "nearly 85 percent=85 % ~"),
    ("12 per cent", "12 per cent=12 %"),
    ("a 7% rise", "7%=7 %"),
    ("10% to 15% of voters", "10% to 15%=10..15 %"),
    ("two percentage points", "two percentage points=2 percentage point"),
    ("a 35 basis point gain", "35 basis point=35 basis point"),
    ("half of the crop", "half=0.5"),
    # money
    ("a fine of $40 million", "$40 million=40000000 USD"),
    ("It cost 300 euros.", "300 euros=300 EUR"),
    ("12 million Australian dollars", "12 million Australian dollars=12000000 AUD"),
    ("tens of millions of dollars", "tens of millions of dollars=10000000..100000000 USD"),
    ("up to £2.5m", "up to £2.5m=2500000 GBP <"),
    ("$12.75 a month", "$12.75 a month=12.75 dollar per month"),
    ("€3 per litre", "€3 per litre=3 euro per litre"),
    ("£90 per square metre", "£90 per square metre=90 pound sterling per square metre"),
    ("$6.1 billion a year earlier", "$6.1 billion=6100000000 USD"),
    ("between $51 and $57 per share", "between $51 and $57 per share=51..57 dollar per share"),
    ("a 50 cents stamp", "50 cents=50 cent"),
    # measures
    ("The river rose 3 metres.", "3 metres=3 metre up"),
    ("waves of 12 feet", "12 feet=12 foot"),
    ("85kg of rice", "85kg=85 kilogram"),
    ("winds of 120 km/h", "120 km/h=120 kilometre per hour"),
    ("winds of at least 74 mph", "at least 74 mph=74 mile per hour >"),
    ("a 8 W lamp", "8 W=8 watt"),
    ("1,000 megawatts of wind", "1,000 megawatts=1000 megawatt"),
    ("480 sq ft", "480 sq ft=480 square foot"),
    ("41m2", "41m2=41 square metre"),
    ("minus 40 degrees Celsius", "minus 40 degrees Celsius=-40 celsius"),
    ("12 °C", "12 °C=12 celsius"),
    ("2 parts per million", "2 parts per million=2 part per million"),
    ("61,000 barrels a day", "61,000 barrels a day=61000 barrel per day"),
    ("11.6m tonnes", "11.6m tonnes=11600000 metric ton"),
    ("1.2 million hectares burned", "1.2 million hectares=1200000 hectare"),
    ("a 200-pound man", "200-pound=200 pound-mass"),
    ("he weighs 90 pounds", "90 pounds=90 pound-mass"),
    ("a fee of 90 pounds", "90 pounds=90 GBP"),
    ("over 60 miles (97 km)", "over 60 miles=60 mile >; 97 km=97 kilometre >"),
    ("5, 7 or 9 km", "5=5 kilometre; 7 or 9 km=7..9 kilometre"),
    ("a 6.2 magnitude quake", "6.2 magnitude=6.2 magnitude"),
    ("five times the usual rain", "five times=5 count"),
    # stretches of time
    ("They held out for three weeks.", "three weeks=3 week"),
    ("a two-year term", "two-year=2 year"),
    ("more than 10 hours", "more than 10 hours=10 hour >"),
    ("sentenced to 12 years", "12 years=12 year"),
    ("one to two years", "one to two years=1..2 year"),
    # ages keep their own unit
    ("a 45-year-old nurse", "45-year-old=45 year of age"),
    ("children under the age of 5", "5=5 year of age <"),
    ("a girl six months old", "six months old=6 month of age"),
    ("Ann Lind, 45, said", ""),
    ("a man aged 45", ""),
    # up and down
    ("Shares fell 5% to $12.", "5%=5 % down; $12=12 USD"),
    ("Prices rose by 3 percent.", "3 percent=3 % up"),
    ("Output climbed nearly 57%.", "nearly 57%=57 % up"),
    ("Sales dropped more than 3%.", "more than 3%=3 % >"),
    ("the index was up 0.4%", "0.4%=0.4 % up"),
    ("the index closed at 900 points", "900 points=900 point"),
    ("Rents jumped another 12%", "12%=12 % up"),
    ("They cut the number of beds by 40.", "40=40 down"),
    ("The firm cut 900 jobs.", "900=900"),
    ("The firm added 400 jobs.", "400=400"),
    ("Planes dropped 200 bombs.", "200=200"),
    ("The side gave up 40 goals.", "40=40"),
    ("The toll rose to 41.", "41=41"),
    ("The toll rose from 30 to 41.", "from 30 to 41=30..41"),
    ("+0.2% on the day", "+0.2%=0.2 % up"),
    ("up to 9%", "up to 9%=9 % <"),
    ("down 12 points, or 1.5%", "12 points=12 point down; 1.5%=1.5 % down"),
    ("a 3.7 percent drop", "3.7 percent=3.7 %"),
    # dates, times, years are no quantities
    ("On May 3 it rained.", ""),
    ("On 3 May 2031 it rained.", ""),
    ("Sept. 20-24", ""),
    ("in 2031", ""),
    ("Since 1987 it has stood.", ""),
    ("between 1990 and 1995", ""),
    ("the 2030 vote", ""),
    ("at 5 p.m.", ""),
    ("at 5:30pm", ""),
    ("from 5 to 7 p.m.", ""),
    ("in the 1990s", ""),
    # labels are no quantities
    ("Route 66", ""),
    ("page 12 of the ruling", ""),
    ("Article 50", ""),
    ("No. 4 seed", ""),
    ("Boeing 737", ""),
    ("the FTSE 100 fell", ""),
    ("on Channel 5", ""),
    ("gate 12", ""),
    ("221 Baker Street", ""),
    ("call 555-0142", ""),
    ("3. Close the gate", ""),
    ("Ole Dahl (4) waits", ""),
    ("the COVID-19 ward", ""),
    ("the A320", ""),
    ("won 3-1", ""),
    ("a 5-4 ruling", ""),
    ("the third man", ""),
    ("the 21st floor", ""),
    ("a 90049 ZIP code", ""),
    # the pronoun
    ("No one came, and this one left.", ""),
    ("One of the boats sank.", "One=1"),
    ("one can see", ""),
    ("a one-on-one talk", ""),
    ("They spoke one on one.", ""),
    ("the number one aim", ""),
    ("at one point it rained", ""),
    ("ground zero", ""),
    ("the bottom three", ""),
    ("the top three teams", "three=3"),
    ("", ""),
]  # fmt: skip


def said(amount: Amount, text: str) -> str:
    """An amount as a row tells it."""
    q = amount.quantity
    number = f"{q.low}" if q.low == q.high else f"{q.low}..{q.high}"
    return f"{amount.span.of(text)}={number}" + "".join(f" {w}" for w in (q.unit, q.change.strip("=")) if w)


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_amounts_are_read_with_unit_and_change(text: str, expected: str) -> None:
    assert "; ".join(said(a, text) for a in find_amounts(text)) == expected


def test_plain_quantities_leave_the_thing_counted_to_the_reader() -> None:
    assert [q.quantity.unit for q in plain_quantities("41 people paid $5 for 12 kg.")] == ["", "USD", "kilogram"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The toll rose from 30 to 41.", 41, 41),
        ("Officials revised the toll from 233 to 197.", 197, 197),
        ("It takes from 10 to 20 people.", 10, 20),
        ("Prices range from 5 to 9 euros.", 5, 9),
    ],
)
def test_a_level_that_moved_is_told_by_where_it_came_to(text: str, low: int, high: int) -> None:
    (seen,) = plain_quantities(text)
    assert (int(seen.quantity.low), int(seen.quantity.high)) == (low, high)


def test_shares_of_two_sides_are_no_range() -> None:
    assert [a.quantity.low for a in find_amounts("She won 53% to 47% of the vote.")] == [53, 47]


def test_core_is_the_number_alone() -> None:
    text = "at least 41.5 kilometres"
    (amount,) = find_amounts(text)
    assert (amount.core.of(text), amount.span.of(text)) == ("41.5", text)


NEEDS_MODEL = pytest.mark.skipif(load_model() is None, reason="no language model is installed")

# sentence | unit of the only quantity | words that must be among those it is about
COUNTED = [
    ("The ferry company laid off 650 workers.", "worker", {"company"}),
    ("The flood destroyed 40 wooden fishing boats.", "wooden fishing boat", {"flood"}),
    ("The army said 118 of its soldiers had been killed.", "soldier", set()),
    ("More than 4 million homes in Portum lost power.", "home", {"Portum"}),
    ("Officials counted 12 deaths.", "death", {"Officials"}),
    ("The court fined the bank $40 million.", "USD", {"court"}),
    ("The price of bread fell 5%.", "%", {"price", "bread"}),
    ("The mill has a 24% stake in the port.", "%", {"stake", "port"}),
    ("A third of the villagers fled.", "% villager", set()),
    ("The clinic gives 3,000 tests per day.", "test per day", {"clinic"}),
    ("The truck carried 85kg of rice.", "kilogram", {"rice"}),
    ("Turnout in Westmark reached 61%.", "%", {"Turnout", "Westmark"}),
]


@NEEDS_MODEL
@pytest.mark.parametrize(("text", "unit", "about"), COUNTED)
def test_the_tree_tells_what_is_counted_and_what_it_is_about(text: str, unit: str, about: set[str]) -> None:
    (seen,) = find_quantities(text)
    assert seen.quantity.unit == unit
    assert about <= set(seen.what.split())


@NEEDS_MODEL
def test_a_number_without_a_noun_takes_over_what_is_counted() -> None:
    found = find_quantities("The storm cut power to 60,000 homes, including 15,000 in Portum.")
    assert [q.quantity.unit for q in found] == ["home", "home"]


@NEEDS_MODEL
def test_an_equivalent_in_brackets_is_about_the_same() -> None:
    miles, kilometres = find_quantities("The wall runs for 60 miles (97 km).")
    assert miles.what == kilometres.what


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_any_string_gives_amounts_inside_it(text: str) -> None:
    check_places(text, find_amounts(text))


PIECES = st.sampled_from(
    "one 12 3.5 1,200 2031 May $ € % kg km/h per a day year old -year-old people of and to - ( ) , . up fell by from in "
    "nearly at least half dozens million p.m. Route page the Ann".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=20), st.sampled_from(["", " "]))
def test_any_heap_of_words_gives_amounts_in_order(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    check_places(text, find_amounts(text))


def check_places(text: str, found: list[Amount]) -> None:
    """Spans lie inside the text and hold their numbers, which follow each other."""
    assert all(0 <= a.span.start < a.span.end <= len(text) and a.span.holds(a.core) for a in found)
    assert all(a.core.end <= b.core.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "piece", ["1 ", "1% ", "$5 a ", "up 5 ", "one ", "5 per ", "(1) ", "12 boats and ", "from 1 to 2 "]
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    start = time.perf_counter()
    find_amounts(text)
    assert time.perf_counter() - start < 15
