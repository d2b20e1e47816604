"""Time expressions: rows of (text, what is read), seen from Thursday, 15 May 2031; then what holds for any string."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.records import TimeSeen
from retold.text.times import find_times

ANCHOR = date(2031, 5, 15)  # a Thursday

ROWS = [
    # days of the week
    ("The dam broke on Monday.", "Monday=2031-05-12"),
    ("The verdict came Thursday.", "Thursday=2031-05-15"),
    ("Voters will decide on Sunday.", "Sunday=2031-05-18"),
    ("The talks are due on Friday.", "Friday=2031-05-16"),
    ("They lost last Saturday.", "last Saturday=2031-05-10"),
    ("They play next Tuesday.", "next Tuesday=2031-05-20"),
    ("It was signed on Friday.", "Friday=2031-05-09"),
    ("postponed until Wednesday", "Wednesday=2031-05-21"),
    ("On Tuesday evening the bridge fell.", "Tuesday evening=2031-05-13TEV/TIME"),
    ("It burned all Sunday night.", "Sunday night=2031-05-11TNI/TIME"),
    ("The market opens every Saturday.", "every Saturday=XXXX-WXX-6/SET"),
    ("It is shut on Mondays.", "Mondays=XXXX-WXX-1/SET"),
    ("They train on Tuesday nights.", "Tuesday nights=XXXX-WXX-2TNI/SET"),
    # deictic days
    ("He resigned yesterday.", "yesterday=2031-05-14"),
    ("It opens tomorrow.", "tomorrow=2031-05-16"),
    ("Rain fell today.", "today=2031-05-15"),
    ("the day before yesterday", "the day before yesterday=2031-05-13"),
    ("the day after tomorrow", "the day after tomorrow=2031-05-17"),
    ("They met last night.", "last night=2031-05-14TNI/TIME"),
    ("He left this morning.", "this morning=2031-05-15TMO/TIME"),
    ("They vote tonight.", "tonight=2031-05-15TNI/TIME"),
    ("It rained yesterday afternoon.", "yesterday afternoon=2031-05-14TAF/TIME"),
    # dates
    ("On May 3 the river rose.", "May 3=2031-05-03"),
    ("On 3 May the river rose.", "3 May=2031-05-03"),
    ("On May 3, 2029, it rose.", "May 3, 2029=2029-05-03"),
    ("On the 3rd of May 2029 it rose.", "3rd of May 2029=2029-05-03"),
    ("It rose on Nov. 20.", "Nov. 20=2030-11-20"),
    ("The vote is on June 8.", "June 8=2031-06-08"),
    ("Monday, May 12", "Monday, May 12=2031-05-12"),
    ("Wednesday, 4 September 2030", "Wednesday, 4 September 2030=2030-09-04"),
    ("Sept. 20-24", "Sept. 20=2031-09-20; 24=2031-09-24"),
    ("from July 2 to 9, they said", "July 2=2031-07-02; 9=2031-07-09"),
    ("filed on 2030-11-04", "2030-11-04=2030-11-04"),
    ("filed on 11/24/2030", "11/24/2030=2030-11-24"),
    ("filed on 24/11/2030", "24/11/2030=2030-11-24"),
    ("filed on 24.11.2030", "24.11.2030=2030-11-24"),
    ("on 31 June 2030", "31 June 2030=2030-06-31"),
    ("since October 7", "October 7=2030-10-07"),
    # months
    ("The strike began in March.", "March=2031-03"),
    ("It ended in November.", "November=2030-11"),
    ("The fair will open in July.", "July=2031-07"),
    ("In March 2028 it closed.", "March 2028=2028-03"),
    ("last October", "last October=2030-10"),
    ("next January", "next January=2032-01"),
    ("in late April", "late April=2031-04"),
    ("by mid-June", "mid-June=2031-06"),
    ("in June last year", "June last year=2030-06"),
    ("She may go.", ""),
    ("They march on.", ""),
    ("May Lind won.", "May=2031-05"),
    # years, decades, centuries
    ("The mill closed in 1987.", "1987=1987"),
    ("since 2019", "2019=2019"),
    ("in fiscal 2030", "fiscal 2030=2030"),
    ("early 2030", "early 2030=2030"),
    ("the end of 2032", "the end of 2032=2032"),
    ("in the 1990s", "the 1990s=199X"),
    ("It opened in '98.", "'98=1998"),
    ("the vote of ’27", "’27=2027"),
    ("She said '98 of us came'.", ""),
    ("the late '80s", "the late '80s=198X"),
    ("in the nineties", "the nineties=199X"),
    ("a 19th century mill", "19th century=18XX"),
    ("1900 people came", ""),
    ("2,019 ballots", ""),
    ("$1990 for a cow", ""),
    ("the 2029-30 season", "2029-30=2029/2030"),
    # shifted units
    ("last year", "last year=2030"),
    ("this year", "this year=2031"),
    ("next month", "next month=2031-06"),
    ("last month", "last month=2031-04"),
    ("last week", "last week=2031-W19"),
    ("later this week", "later this week=2031-W20"),
    ("earlier this month", "earlier this month=2031-05"),
    ("last summer", "last summer=2030-SU"),
    ("this fall", "this fall=2031-FA"),
    ("the winter of 2027", "the winter of 2027=2027-WI"),
    ("over the weekend", "the weekend=2031-W19-WE"),
    ("by the end of the year", "the end of the year=2031"),
    ("this decade", "this decade=203X"),
    # quarters
    ("in the first quarter", "the first quarter=2031-Q1"),
    ("third-quarter profit", "third-quarter=2030-Q3"),
    ("the second quarter of 2029", "the second quarter of 2029=2029-Q2"),
    ("last year's fourth quarter", "last year's fourth quarter=2030-Q4"),
    ("the first half of 2030", "the first half of 2030=2030-H1"),
    ("Q3 2030", "Q3 2030=2030-Q3"),
    ("In the first quarter it sold 90; a year earlier, 70.", "the first quarter=2031-Q1; a year earlier=2030-Q1"),
    # ago and later
    ("three days ago", "three days ago=2031-05-12"),
    ("two weeks ago", "two weeks ago=2031-W18"),
    ("six months ago", "six months ago=2030-11"),
    ("ten years ago", "ten years ago=2021"),
    ("nearly four years ago", "nearly four years ago=2027"),
    ("two decades ago", "two decades ago=2011"),
    ("a year ago", "a year ago=2030"),
    ("years ago", "years ago=PAST_REF"),
    ("It sank on May 3, 2030. Two days later it was found.", "May 3, 2030=2030-05-03; Two days later=2030-05-05"),
    ("It sank on May 3, 2030. The next day it was found.", "May 3, 2030=2030-05-03; The next day=2030-05-04"),
    ("It was built in 1960 and sold the following year.", "1960=1960; the following year=1961"),
    # durations
    ("a three-day strike", "three-day=P3D/DURATION"),
    ("for six weeks", "six weeks=P6W/DURATION"),
    ("nearly two years", "nearly two years=P2Y/DURATION"),
    ("more than four hours", "more than four hours=PT4H/DURATION"),
    ("a 90-minute match", "90-minute=PT90M/DURATION"),
    ("several months", "several months=PXM/DURATION"),
    ("a few days", "a few days=PXD/DURATION"),
    ("a couple of years", "a couple of years=P2Y/DURATION"),
    ("the past two months", "the past two months=P2M/DURATION"),
    ("the next 14 months", "the next 14 months=P14M/DURATION"),
    ("the first nine months", "the first nine months=P9M/DURATION"),
    ("half an hour", "half an hour=PT30M/DURATION"),
    ("two and a half years", "two and a half years=P2Y6M/DURATION"),
    ("a minute and a half", "a minute and a half=PT1M30S/DURATION"),
    ("two decades", "two decades=P20Y/DURATION"),
    ("for years", "years=PXY/DURATION"),
    ("a 45-year-old nurse", ""),
    ("a nurse 45 years old", ""),
    # sets
    ("every day", "every day=P1D/SET"),
    ("twice a week", "a week=P1W/SET"),
    ("paid annually", "annually=P1Y/SET"),
    ("every two years", "every two years=P2Y/SET"),
    ("each July", "each July=XXXX-07/SET"),
    ("daily flights", "daily=P1D/SET"),
    ("the Lakeside Daily", ""),
    # the clock
    ("at 5 p.m. on Tuesday", "5 p.m. on Tuesday=2031-05-13T17:00/TIME"),
    ("at 9:45 a.m. Monday", "9:45 a.m. Monday=2031-05-12T09:45/TIME"),
    ("at 14:30 GMT", "14:30 GMT=2031-05-15T14:30/TIME"),
    ("at noon", "noon=2031-05-15T12:00/TIME"),
    ("at midnight Friday", "midnight Friday=2031-05-09T24:00/TIME"),
    ("at 4 in the morning", "4 in the morning=2031-05-15T04:00/TIME"),
    ("at six o'clock", "six o'clock=2031-05-15T06:00/TIME"),
    ("a 4:3 ratio", ""),
    # feasts
    ("on Christmas Eve", "Christmas Eve=2030-12-24"),
    ("Easter Sunday 2030", "Easter Sunday 2030=2030-04-21"),
    ("Thanksgiving", "Thanksgiving=2030-11-28"),
    # no calendar
    ("It is now calm.", "now=PRESENT_REF"),
    ("She recently moved.", "recently=PAST_REF"),
    ("in recent years", "recent years=PAST_REF"),
    ("in the near future", "the near future=FUTURE_REF"),
    ("the current mayor", "current=PRESENT_REF"),
    # names and traps
    ("The Monday Post said so.", ""),
    ("Sun Harbour and Jan Lind", ""),
    ("The film 90 Minutes ran.", ""),
    ("second to none", ""),
    ("a quarter of the crop", ""),
    ("", ""),
]  # fmt: skip


def said(seen: TimeSeen, text: str) -> str:
    """An expression as a row tells it."""
    return f"{seen.span.of(text)}={seen.value}" + ("" if seen.type == "DATE" else f"/{seen.type}")


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_times_are_read_with_place_type_and_value(text: str, expected: str) -> None:
    assert "; ".join(said(t, text) for t in find_times(text, ANCHOR)) == expected


OPEN_ROWS = [
    ("on October 7", "XXXX-10-07"),
    ("on October 7, 2029", "2029-10-07"),
    ("in October", "XXXX-10"),
    ("on Wednesday", "XXXX-WXX-3"),
    ("on Wednesday night", "XXXX-WXX-3TNI"),
    ("last month", "PAST_REF"),
    ("next year", "FUTURE_REF"),
    ("today", "PRESENT_REF"),
    ("yesterday", "PAST_REF"),
    ("two weeks ago", "PAST_REF"),
    ("in the third quarter", "XXXX-Q3"),
    ("at 5 p.m.", "XXXX-XX-XXT17:00"),
    ("this morning", "XXXX-XX-XXTMO"),
    ("on Christmas Day", "XXXX-12-25"),
    ("for three days", "P3D"),
]


@pytest.mark.parametrize(("text", "value"), OPEN_ROWS)
def test_without_an_anchor_the_value_stays_open(text: str, value: str) -> None:
    assert [t.value for t in find_times(text, None)] == [value]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80), st.dates() | st.none())
def test_any_string_and_any_anchor_give_spans_in_order(text: str, anchor: date | None) -> None:
    check_places(text, find_times(text, anchor))


PIECES = st.sampled_from(
    "Monday May March 3 24 1999 2031 the last next this every a two few of and to - , . : at p.m. noon o'clock quarter "
    "half third years day week months ago earlier later 's 1990s century Christmas Easter fiscal early end morning "
    "decades century in nineteen eighty-four 12/31/2030 2031-02-30 31 June".split(" ")
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=20), st.dates() | st.none())
def test_any_heap_of_time_words_gives_spans_in_order(pieces: list[str], anchor: date | None) -> None:
    text = " ".join(pieces)
    check_places(text, find_times(text, anchor))


def check_places(text: str, found: list[TimeSeen]) -> None:
    """Spans lie inside the text, in order, none on another."""
    assert all(0 <= t.span.start < t.span.end <= len(text) and t.value for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    ["1", "1:", "May ", "two ", "the ", "last ", "a ", "years ", "1990-", "every ", "19", "Monday, ", "at 5 ", "İ"],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    start = time.perf_counter()
    find_times(text, ANCHOR)
    assert time.perf_counter() - start < 15


AHEAD = (
    "The assembly meets on {}.",
    "Sentence is to be passed on {}.",
    "The next hearing is on {}.",
    "The mediator said he had kept {} free.",
    "Forecasters expect hail on {}.",
    "Talks resume {}.",
)


@pytest.mark.parametrize("clause", AHEAD)
def test_a_weekday_of_a_plan_lies_ahead(clause: str) -> None:
    assert [t.value for t in find_times(clause.format("Sunday"), ANCHOR)] > [ANCHOR.isoformat()]
