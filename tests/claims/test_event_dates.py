"""When events happened: what hangs on them, what the tense says, what another mention of the event tells."""

from __future__ import annotations

import pytest

from retold.claims.event_dates import iso_of
from retold.claims.event_links import link_events
from retold.claims.events import find_events
from retold.claims.language import load_model
from retold.records import Article, Event

MODEL = pytest.mark.skipif(load_model() is None, reason="no language model is installed")


def events_of(text: str, published: str | None = "2026-03-10") -> list[Event]:
    article = Article("a page", text, published=published)
    return link_events([(article, find_events(article))])[0]


# text, act, its date, what that rests on
DATED = [
    ("The ferry sank on 2 March 2026.", "sink", "2026-03-02", "told"),
    ("The ferry sank.", "sink", "2026-03-10", "story"),
    ("Divers met on Monday. The ferry sank.", "sink", "2026-03-09", "story"),
    ("The yard closed. The firm owns 12 ships.", "own", "2026-03-10", "published"),
    ("The firm must repay the loan by 1 June 2026.", "repay", None, ""),
    ("The firm cut jobs in 2024. It had sold its ships.", "sell", "2024", "passage"),
    ("Sales fell in the third quarter of 2025.", "fall", "2025", "told"),
    ("At 16:15 on 2 March 2026 the mayor resigned.", "resign", "2026-03-02", "told"),
    ("The mayor resigned on 2 March 2026. The resignation surprised the town.", "resign", "2026-03-02", "told"),
    ("The court will rule in May.", "rule", "2026-05", "told"),
    ("The court will rule.", "rule", None, ""),
]


@MODEL
@pytest.mark.parametrize(("text", "did", "when", "basis"), DATED)
def test_event_has_its_date_and_what_it_rests_on(text: str, did: str, when: str | None, basis: str) -> None:
    event = next(e for e in events_of(text) if e.did == did)
    assert (event.when, event.when_basis) == (when, basis)


@MODEL
def test_mention_with_a_guessed_date_takes_the_date_told_elsewhere() -> None:
    text = "Mayor of Port Ella resigns\nThe mayor of the town resigned on 2 March 2026. The resignation was late."
    told = {e.when for e in events_of(text) if e.did == "resign" and e.event is not None}
    assert told == {"2026-03-02"}


@MODEL
def test_events_of_different_days_stay_apart() -> None:
    text = "The Orla ferry sank on 2 March 2026. The Orla ferry sank on 4 May 2019."
    assert len({e.event or e.id for e in events_of(text) if e.did == "sink"}) == 2


@pytest.mark.parametrize(
    ("value", "want"),
    [
        ("2026-03-10", "2026-03-10"),
        ("2026-03-10TNI", "2026-03-10"),
        ("2026-03", "2026-03"),
        ("2026", "2026"),
        ("2026-Q3", "2026"),
        ("2026-SU", "2026"),
        ("2026-W11", "2026-03"),
        ("2026-W99", None),
        ("XXXX-05-12", None),
        ("PRESENT_REF", None),
    ],
)
def test_value_of_a_time_as_a_date(value: str, want: str | None) -> None:
    assert iso_of(value) == want
