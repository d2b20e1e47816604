"""Text that nobody meant to be read: other languages, one endless line, no stops, control characters, mixed scripts.

Times are CPU seconds and generous: what is tested is that work grows with the text, not how fast a machine is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.records import Span
from retold.text.names import find_names
from retold.text.numbers import find_numbers
from retold.text.quote_marks import find_dialogue
from retold.text.sentences import find_sentences
from retold.text.stems import stem_word
from retold.text.times import find_times
from retold.text.tokens import fold_words

ANCHOR = date(2031, 5, 15)
LONG = 5_000  # characters of an adversarial text
LONG_SECONDS = 3.0
LINE = 2_000_000  # characters of one line: 2 MB
LINE_SECONDS = 40.0

READERS: dict[str, Callable[[str], list[Span]]] = {
    "numbers": lambda t: [n.span for n in find_numbers(t)],
    "Spanish numbers": lambda t: [n.span for n in find_numbers(t, "es")],
    "numbers of any language": lambda t: [n.span for n in find_numbers(t, "any")],
    "times": lambda t: [x.span for x in find_times(t, ANCHOR)],
    "Spanish times": lambda t: [x.span for x in find_times(t, ANCHOR, "es")],
    "times of any language": lambda t: [x.span for x in find_times(t, ANCHOR, "any")],
    "sentences": find_sentences,
    "names": find_names,
    "dialogue": lambda t: find_dialogue(t, "es"),
}

PIECES = [
    *("1", "1,", "1.", "1-", "1/", "1:", "1 ", "1 to ", "0", "½", "$", "$1", "€ ", "+", "-", "−", "٣", "１"),
    *("one ", "a ", "half a ", "twenty-", "two hundred and ", "of a ", "thousand ", "dozens of ", "nearly ", "point "),
    *("May ", "May 1 ", "Monday, ", "the ", "last ", "years ", "every ", "19", "1990-", "at 5 ", "q1 ", "early "),
    *("the second half of ", "a few or ", "two to ", "since ", "from 1 in ", "biggest ", "after the ", "until "),
    *("dos mil ", "y ", "de ", "treinta y ", "hace ", "del 1 al ", "la mañana de ", "más de ", "una de cada "),
    *("A", "A ", "A.", "Ab-", "Al-", "A & ", "of the ", "O'", "'", "“", "—", "— a", "«", "...", "! ", "\n", "\t", " "),
    *("\x00", "\x1b[31m", "\u200f", "\u202e", "\ufeff", "\u0301", "İ", "ß", "中", "א", "a\u0301", "\ud83d\ude00", "."),
]


@pytest.mark.parametrize("reader", READERS)
def test_no_piece_said_over_and_over_takes_long(reader: str) -> None:
    read = READERS[reader]
    slow = []
    for piece in PIECES:
        text = piece * (LONG // len(piece))
        start = time.process_time()
        read(text)
        if time.process_time() - start > LONG_SECONDS:
            slow.append(piece)
    assert slow == []


@pytest.mark.parametrize("reader", ["numbers", "times", "sentences", "names"])
def test_one_line_of_two_million_characters(reader: str) -> None:
    text = ("the barge of Osten carried 412 crates on 3 May and " * (LINE // 51))[:LINE]
    start = time.process_time()
    READERS[reader](text)
    assert time.process_time() - start < LINE_SECONDS


STRANGE = st.text(
    alphabet=st.sampled_from("12 .,-–—/:$€%½abAB\n\t'’“”«»mañiİßא中٣\x00\x1b\u200e\u200f\u202e\ufeff\u0301"),
    max_size=60,
)


@pytest.mark.parametrize("reader", READERS)
@given(text=STRANGE)
def test_any_string_gives_spans_in_order_inside_it(reader: str, text: str) -> None:
    found = READERS[reader](text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.start <= b.start for a, b in pairwise(found))


@given(STRANGE)
def test_folding_and_stemming_never_fail(text: str) -> None:
    assert all(isinstance(stem_word(w), str) for w in fold_words(text))


ROWS = [
    ("right-to-left marks beside the digits", "fled: \u200f1,200\u200f people", ["1200"]),
    ("a soft hyphen and a zero-width space", "12\u00ad and 13\u200b came", ["12", "13"]),
    ("control characters", "\x07412\x07 crates\x0b and \x1c9 boxes", ["412", "9"]),
    ("a null byte", "412\x00 crates", ["412"]),
    ("Arabic-Indic digits", "٤٥ crates", ["45"]),
    ("full-width digits", "４５ crates", ["45"]),
    ("letters of two scripts glued to the digits", "12кг and 12kg", ["12"]),
    ("no sentence marks", "412 crates 13 barges 2 docks", ["412", "13", "2"]),
    ("another language", "Rund 1.234.567 Menschen flohen, 3,5 Prozent starben", []),
]


@pytest.mark.parametrize(("why", "text", "values"), ROWS, ids=[r[0] for r in ROWS])
def test_strange_texts_give_what_can_be_read(why: str, text: str, values: list[str]) -> None:
    assert [str(n.low) for n in find_numbers(text)] == values


def test_a_text_of_another_language_keeps_its_digits_by_its_own_marks() -> None:
    text = "Rund 1.234.567 Menschen flohen, 3,5 Prozent starben, 12.000 kamen am 24.12.2030 um 14:30 zurück."
    assert [str(n.low) for n in find_numbers(text, "de")] == ["1234567", "3.5", "12000"]
    assert [t.value for t in find_times(text, ANCHOR, "de")] == ["2030-12-24", "2030-12-24T14:30"]


def test_a_number_beyond_any_float_is_kept_digit_by_digit() -> None:
    digits = "7" * 400 + "." + "3" * 30
    assert [n.low for n in find_numbers(f"{digits} grains")] == [Decimal(digits)]
    assert [n.low for n in find_numbers("9" * 400 + " trillion grains")] == [Decimal("9" * 400 + "0" * 12)]


NO_SUCH_DAY = ["31 June 2030", "30 February", "29 February 2031", "2031-13-45", "April 31"]


@pytest.mark.parametrize("told", NO_SUCH_DAY)
def test_a_day_that_no_calendar_has_is_reported_as_such(told: str) -> None:
    (seen,) = find_times(f"It sank on {told}.", ANCHOR)
    assert not seen.exists


@pytest.mark.parametrize("told", ["29 February 2032", "31 May", "yesterday", "2030"])
def test_other_days_exist(told: str) -> None:
    (seen,) = find_times(f"It sank on {told}.", ANCHOR)
    assert seen.exists
