"""Dating: which of a page's dates is believed, and why the others are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.extract.dating import Offered, believe
from retold.extract.days import address_day, parse_date
from retold.extract.signs import contradiction, implied_days
from retold.records import Span

WRITTEN = [
    ("2031-05-06T07:08:09Z", "2031-05-06T07:08:09+00:00"),
    ("2031-05-06T07:08:09.123+02:00", "2031-05-06T07:08:09+02:00"),
    ("2031-05-06 07:08", "2031-05-06T07:08:00"),
    ("20310506", "2031-05-06"),
    ("Tue, 06 May 2031 07:08:09 GMT", "2031-05-06T07:08:09+00:00"),
    ("May 6th, 2031", "2031-05-06"),
    ("6 May 2031 at 7:08 pm", "2031-05-06T19:08:00"),
    ("6. Mai 2031", "2031-05-06"),
    ("le 6 mai 2031", "2031-05-06"),
    ("6 de mayo de 2031", "2031-05-06"),
    ("2031年5月6日", "2031-05-06"),
    ("06.05.2031", "2031-05-06"),
    ("25/12/2030", "2030-12-25"),
    ("12/25/2030", "2030-12-25"),
    ("05/06/2031", None),
    ("2031-13-45", None),
    ("Chapter 12", None),
    ("", None),
]


@pytest.mark.parametrize(("value", "want"), WRITTEN)
def test_dates_as_pages_write_them(value: str, want: str | None) -> None:
    assert parse_date(value) == want


ADDRESSES = [
    ("http://coast.example/2031/05/06/ferry", "2031-05-06"),
    ("http://coast.example/news/20310506-ferry", "2031-05-06"),
    ("http://coast.example/2031/may/06/ferry", "2031-05-06"),
    ("http://coast.example/news/1234567", None),
]


@pytest.mark.parametrize(("url", "want"), ADDRESSES)
def test_day_in_an_address(url: str, want: str | None) -> None:
    assert address_day(url) == want


REPORT = (
    "Divers reached the wreck on Wednesday after more than 10 weeks of storms, the navy said. "
    "Gov. Ana Moss said Tuesday that the search would go on. The ferry sank on Oct. 7 off Port Ella."
)


def test_date_on_which_the_text_cannot_have_been_written_is_disbelieved() -> None:
    believed, seen = believe([Offered("2032-04-12", "text", "text")], REPORT, None)
    assert believed is None
    assert not seen[0].trusted
    assert "Wednesday" in seen[0].why


def test_date_that_fits_the_text_is_believed() -> None:
    believed, seen = believe([Offered("2031-12-18", "text", "text")], REPORT, None)
    assert believed == "2031-12-18"
    assert seen[0].trusted


def test_well_marked_date_needs_two_signs_against_it() -> None:
    text = "Divers reached the wreck on Wednesday, the navy said. Gov. Ana Moss spoke Tuesday of a long search."
    assert contradiction(text, "2032-04-12", weak=True)
    assert contradiction(text, "2032-04-12", weak=False) is None
    assert contradiction(REPORT, "2032-04-12", weak=False)


def test_date_after_the_crawl_is_disbelieved() -> None:
    believed, seen = believe([Offered("2035-01-01", "json-ld datePublished", "json-ld")], "", "2031-05-06T00:00:00Z")
    assert believed is None
    assert "after the page was fetched" in seen[0].why


def test_most_trusted_agreement_wins_and_the_zone_is_kept() -> None:
    offers = [
        Offered("2031-05-09", "time element", "time"),
        Offered("2031-05-06T07:08:09+02:00", "json-ld datePublished", "json-ld"),
        Offered("2031-05-06", "url", "url"),
    ]
    believed, seen = believe(offers, "", None)
    assert believed == "2031-05-06T07:08:09+02:00"
    assert [s.trusted for s in seen] == [False, True, True]


@given(st.text(max_size=80), st.text(max_size=300))
def test_no_string_breaks_dating(value: str, text: str) -> None:
    day = parse_date(value)
    if day:
        believed, seen = believe([Offered(day, "text", "text")], text, value)
        assert believed in (None, day)
        assert [s.value for s in seen] == [day]


FILED = "PORT ELLA, Norland, Feb. 12 (Coastwire) — Crews stopped work at the yard on Monday, the union said."
STANDS = [
    ([Offered("2031-05-05", "text", "text")], "The ferry sank on Monday, the navy said.", "2031-05-05"),
    ([Offered("2031-05-09", "text", "text")], "The ferry sank on Monday, the navy said.", None),
    ([Offered("2031-11-30T09:12:44", "text", "stamp")], "A ferry sank.", None),
    ([Offered("2031-11-30", "meta date", "meta"), Offered("2031-11-30", "text", "stamp")], "A ferry sank.", None),
    ([Offered("2031-11-30", "url", "url"), Offered("2031-11-30", "text", "stamp")], "A ferry sank.", "2031-11-30"),
    ([Offered("2031-11-30", "text", "modified", Span(0, 4))], "A ferry sank.", None),
    ([Offered("2031-11-30", "json-ld dateModified", "modified")], "A ferry sank.", "2031-11-30"),
    ([Offered("2031-11-30", "meta date", "meta")], FILED, None),
    ([Offered("2031-02-13", "meta date", "meta")], FILED, "2031-02-13"),
]


@pytest.mark.parametrize(("offers", "text", "want"), STANDS)
def test_weak_dates_stand_only_with_the_text(offers: list[Offered], text: str, want: str | None) -> None:
    believed, seen = believe(offers, text, None)
    assert believed == want
    assert all(s.why for s in seen)


IMPLIED = [
    (FILED, "2031-03-01", ("2030-02-12", "2030-02-12")),
    ("The bridge opened on Tuesday, 4 March.", "2031-06-01", ("2031-03-04", "2031-06-01")),
    ("The bridge opened on March 4, 2030.", "2031-06-01", ("2030-03-04", "2031-06-01")),
    ("The bridge will open by March 4, 2030.", "2031-06-01", None),
    ("The bridge opened on Tuesday.", "2031-06-01", None),
    ("The bridge opened on March 4, 2030.", None, None),
]


@pytest.mark.parametrize(("text", "fetched", "want"), IMPLIED)
def test_days_that_a_text_implies(text: str, fetched: str | None, want: tuple[str, str] | None) -> None:
    assert implied_days(text, fetched) == want
