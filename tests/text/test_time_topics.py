"""Times as the news of six topics tells them, seen from Thursday, 15 May 2031: rows of (text, what is read)."""

from __future__ import annotations

from datetime import date

import pytest

from retold.records import TimeSeen
from retold.text.times import find_times

ANCHOR = date(2031, 5, 15)

ROWS = [
    # disaster
    ("The quake struck at 3:42 a.m. on Sunday.", "3:42 a.m. on Sunday=2031-05-11T03:42/TIME"),
    ("Rescuers searched through the night of May 11 until Tuesday.", "May 11=2031-05-11; Tuesday=2031-05-13"),
    ("It was the worst flood since 1962.", "1962=1962"),
    ("Three days after the slide, 12 people are missing.", "Three days=P3D/DURATION"),
    ("The storm made landfall late Wednesday.", "late Wednesday=2031-05-14"),
    ("Power will be back by Saturday.", "Saturday=2031-05-17"),
    ("The warning ends at noon tomorrow.", "noon tomorrow=2031-05-16T12:00/TIME"),
    ("It has burned for nearly two weeks.", "nearly two weeks=P2W/DURATION"),
    ("The volcano last erupted in August 2018.", "August 2018=2018-08"),
    ("Rain is forecast through Sunday night.", "Sunday night=2031-05-18TNI/TIME"),
    ("The dam was built in the 1950s.", "the 1950s=195X"),
    ("They waited 36 hours on the roof.", "36 hours=PT36H/DURATION"),
    ("The ferry left at 6.30pm on Friday, 9 May.", "6.30pm on Friday, 9 May=2031-05-09T18:30/TIME"),
    ("The fire began last Thursday afternoon.", "last Thursday afternoon=2031-05-08TAF/TIME"),
    ("Flood season runs from June to September.", "June=2031-06; September=2031-09"),
    ("The shelters will stay open for at least ten days.", "at least ten days=P10D/DURATION"),
    ("The first quake hit on April 28, the second two days later.", "April 28=2031-04-28; two days later=2031-04-30"),
    ("Evacuees may return early next week.", "early next week=2031-W21"),
    ("An hour later the bridge fell.", "An hour later=PT1H/DURATION"),
    ("The alert was lifted on the morning of 12 May.", "12 May=2031-05-12"),
    # markets
    ("Shares closed lower on Monday.", "Monday=2031-05-12"),
    ("Profit rose in the three months to March.", "the three months=P3M/DURATION; March=2031-03"),
    ("The bank will report on May 22.", "May 22=2031-05-22"),
    ("Sales fell 4% in the first quarter of 2031.", "the first quarter of 2031=2031-Q1"),
    ("It expects growth in the second half of the year.", "the second half of the year=2031-H2"),
    ("Rates have been flat since December.", "December=2030-12"),
    ("The bonds mature in 2041.", "2041=2041"),
    ("The offer expires at 5 p.m. EST on June 2.", "5 p.m. EST on June 2=2031-06-02T17:00/TIME"),
    ("Output in fiscal 2030 was a record.", "fiscal 2030=2030"),
    ("In the third quarter it lost $3m; a year earlier it made $1m.", "the third quarter=2030-Q3; a year earlier=2029-Q3"),
    ("The fund was set up 12 years ago.", "12 years ago=2019"),
    ("Prices are up 3% from a year ago.", "a year ago=2030"),
    ("The contract runs from July 1 to June 30, 2033.", "July 1=2031-07-01; June 30, 2033=2033-06-30"),
    ("It pays a dividend every six months.", "every six months=P6M/SET"),
    ("The yearly report came out last month.", "yearly=P1Y/SET; last month=2031-04"),
    ("Trading resumed 20 minutes later.", "20 minutes later=PT20M/DURATION"),
    ("The 2029-30 budget ran dry.", "2029-30=2029/2030"),
    ("The rule takes effect on Jan. 1, 2032.", "Jan. 1, 2032=2032-01-01"),
    ("By the end of 2030 it had 40 shops.", "the end of 2030=2030"),
    ("The index rose 12% over the past year.", "the past year=P1Y/DURATION"),
    # courts
    ("The trial opens on September 8.", "September 8=2031-09-08"),
    ("He was arrested on the evening of 4 February.", "4 February=2031-02-04"),
    ("She was sentenced on Friday to six years.", "Friday=2031-05-09; six years=P6Y/DURATION"),
    ("The appeal was filed within 30 days.", "30 days=P30D/DURATION"),
    ("The judge will rule next Wednesday.", "next Wednesday=2031-05-21"),
    ("The murder took place in the summer of 2027.", "the summer of 2027=2027-SU"),
    ("He has been held since March 3, 2030.", "March 3, 2030=2030-03-03"),
    ("The hearing was put off until tomorrow morning.", "tomorrow morning=2031-05-16TMO/TIME"),
    ("Closing speeches are due on 19 May at 10 a.m.", "19 May=2031-05-19; 10 a.m.=2031-05-19T10:00/TIME"),
    ("The law dates from the 19th century.", "the 19th century=18XX"),
    ("He served two and a half years.", "two and a half years=P2Y6M/DURATION"),
    ("The verdict came a week after the last witness.", "a week=P1W/DURATION"),
    ("The crime went unsolved for three decades.", "three decades=P30Y/DURATION"),
    ("The two met in early 2026 and fell out the following year.", "early 2026=2026; the following year=2027"),
    ("He was 17 years old at the time.", ""),
    ("The deadline is midnight on Monday.", "midnight on Monday=2031-05-19T24:00/TIME"),
    # sport
    ("The final is on Sunday, June 1.", "Sunday, June 1=2031-06-01"),
    ("They last won the cup in 2011.", "2011=2011"),
    ("Kick-off is at 19:45 GMT.", "19:45 GMT=2031-05-15T19:45/TIME"),
    ("She broke the record on Saturday night.", "Saturday night=2031-05-10TNI/TIME"),
    ("They meet again in two weeks.", "two weeks=P2W/DURATION"),
    ("The season starts next month.", "next month=2031-06"),
    ("The match was delayed by 40 minutes.", "40 minutes=PT40M/DURATION"),
    ("The club was founded in 1898.", "1898=1898"),
    ("He scored in the 80th minute.", ""),
    ("It was their first win in five months.", "five months=P5M/DURATION"),
    ("The draw is on Friday at 1pm.", "Friday at 1pm=2031-05-16T13:00/TIME"),
    ("They trained every day last week.", "every day=P1D/SET; last week=2031-W19"),
    ("He joined in January for three years.", "January=2031-01; three years=P3Y/DURATION"),
    ("The tour ended on 31 April.", "31 April=2031-04-31 no such day"),
    # elections
    ("The polls close at 8 p.m. on Tuesday.", "8 p.m. on Tuesday=2031-05-13T20:00/TIME"),
    ("Voters go to the polls on June 15.", "June 15=2031-06-15"),
    ("The runoff will be held two weeks later.", "two weeks later=2031-W22"),
    ("The assembly was dissolved on 2 April 2031.", "2 April 2031=2031-04-02"),
    ("He took office in November 2027.", "November 2027=2027-11"),
    ("A vote is held every four years.", "every four years=P4Y/SET"),
    ("The count went on until early Thursday.", "early Thursday=2031-05-15"),
    ("The next vote is in 2035.", "2035=2035"),
    ("Turnout was 71%, up from 64% in 2027.", "2027=2027"),
    ("The talks began on Monday and will end this weekend.", "Monday=2031-05-12; this weekend=2031-W20-WE"),
    ("The campaign starts on the 20th of May.", "20th of May=2031-05-20"),
    ("The results are expected on Wednesday morning.", "Wednesday morning=2031-05-21TMO/TIME"),
    ("She resigned last autumn.", "last autumn=2030-FA"),
    ("The term runs until the spring of 2034.", "the spring of 2034=2034-SP"),
    ("On Election Day, May 4, it rained.", "May 4=2031-05-04"),
    ("He has been mayor for a decade.", "a decade=P10Y/DURATION"),
    # health
    ("The first case was seen on 14 January.", "14 January=2031-01-14"),
    ("Patients recover within ten days.", "ten days=P10D/DURATION"),
    ("A booster is given after six months.", "six months=P6M/DURATION"),
    ("The ban will last until 1 July.", "1 July=2031-07-01"),
    ("Cases peaked in late February.", "late February=2031-02"),
    ("The clinic is open on weekdays and Saturdays.", "Saturdays=XXXX-WXX-6/SET"),
    ("Take it twice a day for a week.", "a day=P1D/SET; a week=P1W/DURATION"),
    ("The drug was approved two years ago.", "two years ago=2029"),
    ("The outbreak began in mid-March.", "mid-March=2031-03"),
    ("Deaths fell in the week to May 10.", "the week=2031-W20; May 10=2031-05-10"),
    ("The ward reopened the next day.", "the next day=2031-05-16"),
    ("The strike by nurses enters its third week on Monday.", "Monday=2031-05-12"),
    ("It is the fifth outbreak in as many years.", ""),
    ("The study ran from 2019 to 2024.", "2019=2019; 2024=2024"),
    ("The virus was first found in the 1970s.", "the 1970s=197X"),
    # forms
    ("on 29 February 2031", "29 February 2031=2031-02-29 no such day"),
    ("on 30 February", "30 February=2031-02-30 no such day"),
    ("2031-13-45", "2031-13-45=2031-13-45 no such day"),
    ("05/12/2031", "05/12/2031=2031-05-12"),
    ("12.05.2031", "12.05.2031=2031-12-05"),
    ("1/2/31", "1/2/31=2031-01-02"),
    ("May 5-7", "May 5=2031-05-05; 7=2031-05-07"),
    ("5-7 May", "5=2031-05-05; 7 May=2031-05-07"),
    ("between 5 and 7 May", "5=2031-05-05; 7 May=2031-05-07"),
    ("May 5 and 6", "May 5=2031-05-05; 6=2031-05-06"),
    ("Dec. 24 to 31", "Dec. 24=2030-12-24; 31=2030-12-31"),
    ("the second half of 2029", "the second half of 2029=2029-H2"),
    ("Q1", "Q1=2031-Q1"),
    ("FY2030", "FY2030=2030"),
    ("at half past six", "half past six=2031-05-15T06:30/TIME"),
    ("at 1800 GMT", "1800 GMT=2031-05-15T18:00/TIME"),
    ("at 18:05", "18:05=2031-05-15T18:05/TIME"),
    ("at 12:30 a.m.", "12:30 a.m.=2031-05-15T00:30/TIME"),
    ("10 o'clock", "10 o'clock=2031-05-15T10:00/TIME"),
    ("Monday to Friday", "Monday=2031-05-12; Friday=2031-05-16"),
    ("this Friday", "this Friday=2031-05-16"),
    ("Friday last", "Friday=2031-05-09"),
    ("the day before yesterday", "the day before yesterday=2031-05-13"),
    ("the 21st century", "the 21st century=20XX"),
    ("the '90s", "the '90s=199X"),
    ("the mid-1980s", "the mid-1980s=198X"),
    ("1066", ""),
    ("in 1066", "1066=1066"),
    ("in the year 2000", "the year 2000=2000"),
    ("New Year's Day", "New Year's Day=2031-01-01"),
    ("Easter 2032", "Easter 2032=2032-03-28"),
    ("Good Friday", "Good Friday=2031-04-11"),
    ("a fortnight ago", "a fortnight ago=2031-W18"),
    ("last night", "last night=2031-05-14TNI/TIME"),
    ("tonight at 9", "tonight=2031-05-15TNI/TIME"),
    ("earlier today", "earlier today=2031-05-15"),
    ("later this month", "later this month=2031-05"),
    ("the previous day", "the previous day=2031-05-14"),
    ("the same day", "the same day=2031-05-15"),
    ("that year", "that year=2031"),
    ("these days", "these days=PRESENT_REF"),
    ("once a month", "a month=P1M/SET"),
    ("an hour and a half", "an hour and a half=PT1H30M/DURATION"),
    ("half a year", "half a year=P6M/DURATION"),
    ("a century", "a century=P100Y/DURATION"),
    ("in 30 seconds", "30 seconds=PT30S/DURATION"),
    ("years later", "years later=FUTURE_REF"),
    ("the coming weeks", "the coming weeks=FUTURE_REF"),
    ("next spring", "next spring=2032-SP"),
    ("every other Friday", "every other Friday=XXXX-WXX-5/SET"),
    ("nineteen eighty-nine", "nineteen eighty-nine=1989"),
]  # fmt: skip


def said(seen: TimeSeen, text: str) -> str:
    """An expression as a row tells it."""
    kind = "" if seen.type == "DATE" else f"/{seen.type}"
    return f"{seen.span.of(text)}={seen.value}{kind}{'' if seen.exists else ' no such day'}"


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_times_of_a_topic_are_read(text: str, expected: str) -> None:
    assert "; ".join(said(t, text) for t in find_times(text, ANCHOR)) == expected


HAPPENINGS = [
    ("The vote was held on May 3. A day after the vote, she resigned.", "2031-05-04"),
    ("The vote was held on May 3. Two weeks before the vote she had left.", "2031-W16"),
    ("The vote was held on May 3. The day after the vote it rained.", "2031-05-04"),
    ("The ferry sank on May 3, 2030. Three months after the sinking they met.", "P3M"),
    ("Two days after the strike on Friday they met.", "2031-05-09"),
]


@pytest.mark.parametrize(("text", "value"), HAPPENINGS)
def test_a_happening_that_the_text_has_dated_is_counted_from(text: str, value: str) -> None:
    assert [t.value for t in find_times(text, ANCHOR)][-1] == value


COMPARED = [
    ("It was the worst flood since 1931.", [True]),
    ("She has lived there since 1931.", [False]),
    ("Turnout was 62%, up from 58% in 2027.", [True]),
    ("Sales rose to 12 compared with 9 in March.", [True]),
    ("Deaths fell from 40 in 2029 to 12 in 2030.", [True, False]),
    ("from 5 to 7 May 2030", [False, False]),
    ("It was built in 1931.", [False]),
]


@pytest.mark.parametrize(("text", "compared"), COMPARED)
def test_a_time_that_something_is_only_compared_with_says_so(text: str, compared: list[bool]) -> None:
    assert [t.compared for t in find_times(text, ANCHOR)] == compared
