"""Events: who did what to whom and when, and which mentions are one event."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.claims.event_links import link_events
from retold.claims.events import find_events
from retold.claims.language import load_model
from retold.records import Article, Event

MODEL = pytest.mark.skipif(load_model() is None, reason="no language model is installed")


def event_of(text: str, did: str, published: str | None = "2026-03-10") -> Event:
    return next(e for e in find_events(Article("a page", text, published=published)) if e.did == did)


EVENTS = [
    ("The ferry sank off Port Ella.", ["sink"]),
    ("The collapse of the bridge shocked the city.", ["collapse", "shock"]),
    ("The court sentenced Ana Moss.", ["sentence"]),
    ("The election will be held in May.", ["elect", "hold"]),
    ("The government is in the building.", ["be"]),
]


@MODEL
@pytest.mark.parametrize(("text", "want"), EVENTS)
def test_verbs_and_nouns_of_happening_are_events(text: str, want: list[str]) -> None:
    assert [e.did for e in find_events(Article("a page", text))] == want


@MODEL
def test_event_names_who_and_whom() -> None:
    event = event_of("Police arrested Omar Rey in Lorn.", "arrest")
    assert (event.who, event.to_whom, event.where) == ("Police", "Omar Rey", "Lorn")


@MODEL
def test_event_has_the_date_that_hangs_on_it() -> None:
    assert event_of("The ferry sank on 2 March 2026.", "sink").when == "2026-03-02"
    assert event_of("The ferry sank.", "sink").when == "2026-03-10"


@MODEL
def test_denied_and_planned_events_are_marked() -> None:
    assert event_of("The ferry did not sink.", "sink").negated
    assert event_of("The court will rule on the case.", "rule").planned


@MODEL
def test_mentions_of_one_event_share_an_id_within_and_across_articles() -> None:
    texts = ["The Orla ferry sank on Monday. The ferry sank in minutes.", "The Orla ferry sank on 9 March 2026."]
    articles = [Article(f"page {n}", t, published="2026-03-10") for n, t in enumerate(texts)]
    linked = link_events([(a, find_events(a)) for a in articles])
    ids = {e.event for events in linked for e in events if e.did == "sink"}
    assert len(ids) == 1 and None not in ids


@MODEL
def test_ids_do_not_depend_on_the_order_of_articles() -> None:
    texts = ["The Orla ferry sank on Monday.", "The Orla ferry sank on 9 March 2026.", "Ana Moss resigned."]
    found = [
        (a, find_events(a)) for a in (Article(f"page {n}", t, published="2026-03-10") for n, t in enumerate(texts))
    ]
    forward, backward = link_events(found), link_events(found[::-1])
    assert forward == backward[::-1]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120))
def test_events_lie_inside_any_text(text: str) -> None:
    for event in find_events(Article("any", text, published="no date")):
        assert 0 <= event.span.start < event.span.end <= len(text)
