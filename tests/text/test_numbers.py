"""Numbers: rows of (text, what is read), then what must hold for any string."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.text.numbers import NumberSeen, find_numbers

# text | each number as "words=low" or "words=low..high", with its change and mark where it has one; "" when none is read
ROWS = [
    # digits
    ("The barge carried 412 crates.", "412=412"),
    ("It cost 1,204,550 in all.", "1,204,550=1204550"),
    ("A reading of 3.75 was kept.", "3.75=3.75"),
    ("a batting mark of .312 this year", ".312=0.312"),
    ("some 12,00,000 voters", "some 12,00,000=1200000 ~"),
    ("a canton of 2’450 souls", "2’450=2450"),
    ("a town of 31\u00a0400 people", "31\u00a0400=31400"),
    ("a loss of -14 points", "-14=-14"),
    ("it was −6 at dawn", "−6=-6"),
    ("up +0.4 on the day", "+0.4=0.4"),
    ("they waited 2 1/2 hours", "2 1/2=2.5"),
    ("a 5½ hour crossing", "5½=5.5"),
    ("½ the harvest", "½=0.5"),
    ("007 is no count but 7 is", "007=7; 7=7"),
    ("99999999999999999999999999999999999999 grains", "99999999999999999999999999999999999999=99999999999999999999999999999999999999"),
    # scales
    ("1.7 million left home", "1.7 million=1700000"),
    ("a budget of 4.2bn", "4.2bn=4200000000"),
    ("3tn in debt", "3tn=3000000000000"),
    ("25k runners", "25k=25000"),
    ("11.6m tonnes of rice", "11.6m=11600000"),
    ("the wall is 3m high", "3=3"),
    ("a 40m pool", "40m=40000000"),
    ("4 hundred million of them", "4 hundred million=400000000"),
    ("two lakh farmers and one crore votes", "two lakh=200000; one crore=10000000"),
    ("a 2-million-strong crowd", "2-million=2000000"),
    # words
    ("Seventeen miners were lifted out.", "Seventeen=17"),
    ("twenty-one ballots", "twenty-one=21"),
    ("twenty one ballots", "twenty one=21"),
    ("one hundred and five cases", "one hundred and five=105"),
    ("a hundred cases", "a hundred=100"),
    ("three hundred forty", "three hundred forty=340"),
    ("one million two hundred thousand", "one million two hundred thousand=1200000"),
    ("two and a half million", "two and a half million=2500000"),
    ("half a million", "half a million=500000"),
    ("a half-million", "a half-million=500000"),
    ("a quarter of a million", "a quarter of a million=250000"),
    ("a dozen eggs", "a dozen=12"),
    ("two dozen arrests", "two dozen=24"),
    ("half a dozen boats", "half a dozen=6"),
    ("nineteen eighty-four", "nineteen eighty-four=1984"),
    ("five and six were shut", "five=5; six=6"),
    ("zero deaths", "zero=0"),
    ("seven thousand and twelve", "seven thousand and twelve=7012"),
    # vague plurals
    ("dozens of boats", "dozens=12..120"),
    ("hundreds of marchers", "hundreds=100..1000"),
    ("thousands fled", "thousands=1000..10000"),
    ("tens of thousands of homes", "tens of thousands=10000..100000"),
    ("hundreds of millions", "hundreds of millions=100000000..1000000000"),
    ("several hundred nurses", "several hundred=200..900"),
    ("a few thousand seats", "few thousand=2000..9000"),
    ("several nurses", ""),
    # shares
    ("a third of the wells", "a third=1/3"),
    ("two-thirds of voters", "two-thirds=2/3"),
    ("two thirds voted", "two thirds=2/3"),
    ("three quarters of the crop", "three quarters=3/4"),
    ("half of the crop", "half=1/2"),
    ("half the town", "half=1/2"),
    ("more than half its fleet", "more than half=1/2 >"),
    ("one in five adults", "one in five=1/5"),
    ("nine out of 10 wards", "nine out of 10=9/10"),
    ("4 in 10 homes", "4 in 10=4/10"),
    ("output fell by a third", "a third=1/3"),
    ("the second half was dull", ""),
    ("a third suspect fled", ""),
    ("the third quarter", ""),
    ("two in five days", "two=2; five=5"),
    # ranges
    ("between 35 and 45 prisoners", "between 35 and 45=35..45"),
    ("12-15 people", "12-15=12..15"),
    ("12 – 15 people", "12 – 15=12..15"),
    ("5 to 10 million", "5 to 10 million=5000000..10000000"),
    ("between two and three dozen", "between two and three dozen=24..36"),
    ("two or three ships", "two or three=2..3"),
    ("10% to 15% of them", "10% to 15=10..15"),
    ("from 30 to 45 beds", "from 30 to 45=30..45"),
    ("four thousand to five thousand", "four thousand to five thousand=4000..5000"),
    ("rose 5 to 120", "5=5; 120=120"),
    ("in 2018 to 3.9 million sets", "2018=2018; 3.9 million=3900000"),
    ("500,000-600,000 doses", "500,000-600,000=500000..600000"),
    ("ranging from 5 to 9 metres", "from 5 to 9=5..9"),
    ("3 and 4 were lost", "3=3; 4=4"),
    # bounds and hedges
    ("Nearly 18,000 fled", "Nearly 18,000=18000 ~"),
    ("almost 40", "almost 40=40 ~"),
    ("an estimated 136", "an estimated 136=136 ~"),
    ("about a dozen", "about a dozen=12 ~"),
    ("roughly 7,000", "roughly 7,000=7000 ~"),
    ("close to 90", "close to 90=90 ~"),
    ("at least 41", "at least 41=41 >"),
    ("more than 23,400", "more than 23,400=23400 >"),
    ("over 110", "over 110=110 >"),
    ("no fewer than 60", "no fewer than 60=60 >"),
    ("well over 300", "well over 300=300 >"),
    ("upwards of 50", "upwards of 50=50 >"),
    ("up to 80", "up to 80=80 <"),
    ("fewer than 12", "fewer than 12=12 <"),
    ("at most six", "at most six=6 <"),
    ("just under 9", "just under 9=9 <"),
    ("no more than 25", "no more than 25=25 <"),
    ("20 or more", "20 or more=20 >"),
    ("40-plus", "40-plus=40 >"),
    ("30-odd", "30-odd=30 ~"),
    ("15 or so", "15 or so=15 ~"),
    ("18 or under", "18 or under=18 <"),
    ("50+ guests", "50+=50 >"),
    ("at least about 40", "at least about 40=40 >"),
    ("more than an estimated 300", "more than an estimated 300=300 >"),
    ("(over 70)", "over 70=70 >"),
    ("the war was over. 100 returned", "100=100"),
    ("~300 birds", "~300=300 ~"),
    ("sub-300 rooms", "sub-300=300 <"),
    ("minus 12", "minus 12=-12"),
    ("minus-12 degrees", "minus-12=-12"),
    # money
    ("$40 million", "$40 million=40000000 USD"),
    ("about US$1.3bn", "about US$1.3bn=1300000000 ~ USD"),
    ("€5", "€5=5 EUR"),
    ("1,300€", "1,300=1300 EUR"),
    ("£3.5m", "£3.5m=3500000 GBP"),
    ("A$20 or NZ$22", "A$20=20 AUD; NZ$22=22 NZD"),
    ("RM64", "RM64=64 MYR"),
    ("EUR35m", "EUR35m=35000000 EUR"),
    ("$2 billion to $6 billion", "$2 billion to $6 billion=2000000000..6000000000 USD"),
    ("between $51 and $57", "between $51 and $57=51..57 USD"),
    ("$-31.4bn", "$-31.4bn=-31400000000 USD"),
    # no numbers
    ("COVID-19 and the A320", ""),
    ("at 10:35 on line 1.2.3", ""),
    ("the 5th of the 1990s", ""),
    ("call 555-0142", ""),
    ("dated 2031-05-12", ""),
    ("someone tense and weightless", ""),
    ("24/7 care", ""),
    # glued units stay outside
    ("85kg", "85=85"),
    ("a 9kW motor", "9=9"),
    ("at 90km/h", "90=90"),
]  # fmt: skip


def said(number: NumberSeen, text: str) -> str:
    """A number as a row tells it."""
    span = number.low if number.low == number.high else f"{number.low}..{number.high}"
    extra = "".join(f" {w}" for w in (number.change.strip("="), number.currency) if w)
    return f"{number.span.of(text)}={span}{extra}"


def value(told: str) -> Decimal:
    """A value of a row; "1/3" is a share."""
    over, _, under = told.partition("/")
    return Decimal(over) / Decimal(under or 1)


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_numbers_are_read_with_place_value_and_bound(text: str, expected: str) -> None:
    found = "; ".join(said(n, text) for n in find_numbers(text))
    if "/" in expected.partition("=")[2]:
        words, _, rest = expected.partition("=")
        share, _, change = rest.partition(" ")
        (only,) = find_numbers(text)
        assert (only.span.of(text), only.low, only.shape) == (words, value(share), "share")
        assert only.change == (change or "=")
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("won 3-1", "score"),
        ("drew 2-2", "score"),
        ("a 2-4 defeat", "score"),
        ("12-15 people", "count"),
        ("dozens", "vague"),
    ],
)
def test_a_score_is_told_from_a_range(text: str, shape: str) -> None:
    assert [n.shape for n in find_numbers(text)] == [shape]


def test_core_leaves_the_hedge_out() -> None:
    text = "at least $1.2 billion"
    (number,) = find_numbers(text)
    assert number.core.of(text) == "$1.2 billion"


def test_from_to_is_marked_as_moved_unless_it_tells_a_spread() -> None:
    assert [n.moved for n in find_numbers("from 30 to 45 beds")] == [True]
    assert [n.moved for n in find_numbers("ranging from 30 to 45 beds")] == [False]


def test_a_number_beyond_any_float_is_exact() -> None:
    digits = "7" * 400
    assert [n.low for n in find_numbers(f"{digits} stars")] == [Decimal(digits)]


def test_thousands_of_digits_are_data_and_no_number() -> None:
    assert find_numbers("7" * 5000) == []


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_any_string_gives_spans_inside_it(text: str) -> None:
    check_places(text, find_numbers(text))


PIECES = st.sampled_from(
    "one two dozen half a an third million 12 3.5 1,200 - – to and or of in out between from $ € % nearly at least ½ k m "
    "minus twenty hundred hundreds tens . , \n ( ) : /".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from(["", " "]))
def test_any_heap_of_number_words_gives_spans_in_order(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    check_places(text, find_numbers(text))


def check_places(text: str, found: list[NumberSeen]) -> None:
    """Spans lie inside, hold their cores, and cores follow each other."""
    for n in found:
        assert 0 <= n.span.start < n.span.end <= len(text)
        assert n.span.holds(n.core)
    assert all(a.core.end <= b.core.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "1-",
        "one ",
        "a ",
        "half a ",
        "twenty-",
        "1 to ",
        "$",
        "nearly ",
        "two hundred and ",
        "1/",
        "1.",
        "of a ",
        "İ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    start = time.perf_counter()
    find_numbers(text)
    assert time.perf_counter() - start < 10
