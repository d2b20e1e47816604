"""Marks of speech by language, and dialogue that is led in by dashes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.text.quote_marks import find_dialogue, quote_marks

MARKS = [
    ("en", "“", "”"),
    ("en", '"', '"'),
    ("es", "«", "»"),
    ("es", "“", "”"),
    ("es-AR", '"', '"'),
    ("de", "„", "“"),
    ("fr", "«", "»"),
]


@pytest.mark.parametrize(("language", "opening", "closing"), MARKS)
def test_each_language_closes_with_its_own_mark(language: str, opening: str, closing: str) -> None:
    assert quote_marks(language).pairs[opening] == closing


DIALOGUE = [
    ("—No hay noticias.", ["No hay noticias."]),
    ("—No hay noticias —dijo Ana.", ["No hay noticias"]),
    ("—No hay noticias —dijo Ana—. Seguimos buscando.", ["No hay noticias", "Seguimos buscando."]),
    ("—¿Dónde están?\n—En el puerto —respondió él.", ["¿Dónde están?", "En el puerto"]),
    ("  — Vamos —gritó.", ["Vamos"]),
    ("Ana —la alcaldesa— no habló.", []),
    ("El eje Norte—Sur sigue cerrado.", []),
    ("—", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "spoken"), DIALOGUE)
def test_a_line_that_opens_with_a_dash_is_spoken_up_to_the_teller(text: str, spoken: list[str]) -> None:
    assert [s.of(text) for s in find_dialogue(text, "es")] == spoken


def test_english_writes_no_dialogue_with_dashes() -> None:
    assert find_dialogue("—No news, she said.", "en") == []


@given(st.text(alphabet="—― \nabÑ.,«»", max_size=60))
def test_spoken_words_lie_in_order_inside_the_text(text: str) -> None:
    found = find_dialogue(text, "es")
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
