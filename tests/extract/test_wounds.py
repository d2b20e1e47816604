"""Wounds: where characters were lost is found and said; the text stays, and what is whole is left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.extract import extract_article
from retold.extract.wounds import find_wounds
from retold.records import Page

REST = " The coast guard of Norland said the search would go on until nightfall."
ROWS = [
    ("The convoy reached Vella on Monday. Aid to Vellawhere nobody had eaten for days was late.", "joined", "Vellawhere"),
    ("The governmentsaid no to the plan, and the government kept its word.", "joined", "governmentsaid"),
    ("They had waited for hours.Then the boats came back without the crew.", "joined", "hours.Then"),
    ("The ships were bound for NorlandThe storm had other plans for Norland.", "joined", "NorlandThe"),
    ("A spokesman for the nancial regulator said the bank would open again.", "ligature", "nancial"),
    ("An ofcer of the harbour police was first on the pier, witnesses said.", "ligature", "ofcer"),
    ("The cafÃ© by the pier was closed on Monday.", "encoding", "Ã©"),
    ("He didnâ€™t see the rocks, the captain told the court.", "encoding", "â€™"),
    ("The mayor of M\ufffdrren was in the hall when it happened.", "encoding", "\ufffd"),
    ("They don?t know who opened the gates of the dam.", "encoding", "?"),
    ("The mill &amp;nbsp; burnt down on Friday night.", "encoding", "&amp;nbsp;"),
    ("The lock ( ) beside the address was gone on all of them.", "gap", "( )"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "words"), ROWS)
def test_lost_characters_are_found(text: str, kind: str, words: str) -> None:
    found = [(w.kind, w.span.of(text + REST)) for w in find_wounds(text + REST, "en")]
    assert (kind, words) in found


WHOLE = [
    "Ana McAllister of the PowerHouse group met O’Brien and DiCarlo at YouTube’s offices in St. Ives on Monday.",
    "The U.S. envoy arrived at 3 p.m. local time. Read more at www.coast.example/what?id=3 or write to a.b@c.example.",
    "Somewhere in Ireland a brand was found; the island was sold to Roland, who lives in Sheffield.",
    "Who was it? Nobody knows. “Was it you?” she asked (and he did not answer).",
    "La réunion aura lieu à Genève ; Müller y sera, dit-elle.",
    "Die Regierungssprecherin sagte, das Bundesverfassungsgericht habe entschieden.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_whole_text_has_no_wounds(text: str) -> None:
    assert find_wounds(text, None) == ()


CUT = [
    ("The search was called off at night, and the families were told to wait for the boats that", "ends inside a sentence"),
    ("The search was called off at night, and the families were told to wait for the boats…", "ends in dots"),
    ("and the families were told to wait at the pier until the last of the boats had come back.", "begins inside a sentence"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "why"), CUT)
def test_cut_ends_are_found(line: str, why: str) -> None:
    text = f"{line}\n{REST.strip()}" if why.startswith("begins") else f"{REST.strip()}\n{line}"
    assert why in {w.why for w in find_wounds(text, "en")}


def test_article_reports_wounds_and_keeps_its_text() -> None:
    text = ROWS[0][0] + REST
    found = extract_article(Page("p", None, f"<p>{text}</p>".encode(), "text/html"))
    assert found.text == text
    assert [w.span.of(found.text) for w in found.wounds] == ["Vellawhere"]


@given(st.text(alphabet="aZ .?(“”)&#;Ãâ€™\ufffd\n", max_size=200))
def test_wounds_lie_inside_the_text_in_order(text: str) -> None:
    spans = [w.span for w in find_wounds(text, "en")]
    assert spans == sorted(spans)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)


@pytest.mark.parametrize("unit", ["aB", "a.B", "Ã©", "( ", "&amp;", "a?", "x" * 50, "M\ufffd "])
def test_long_broken_text_is_read_in_time(unit: str) -> None:
    started = time.process_time()
    find_wounds(unit * (400_000 // len(unit)), "en")
    assert time.process_time() - started < 5
