"""Words, sentences and ids."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.text.hashes import content_id
from retold.text.sentences import find_sentences
from retold.text.tokens import find_words, fold_words

SENTENCES = [
    ("One. Two.", ["One.", "Two."]),
    ("The U.S. Senate met. It voted.", ["The U.S. Senate met.", "It voted."]),
    ("“Stop!” she said. He did.", ["“Stop!” she said.", "He did."]),
    ("A line\nAnother line", ["A line", "Another line"]),
    ("It rose to 3.5 percent. Then it fell.", ["It rose to 3.5 percent.", "Then it fell."]),
    ("Dr. J. Aldo came.", ["Dr. J. Aldo came."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "want"), SENTENCES)
def test_sentences_end_where_a_reader_ends_them(text: str, want: list[str]) -> None:
    assert [s.of(text) for s in find_sentences(text)] == want


@given(st.text())
def test_sentences_hold_every_character_that_is_not_blank(text: str) -> None:
    spans = find_sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(s.of(text) for s in spans).split()) == "".join(text.split())


@given(st.text())
def test_words_are_the_same_with_and_without_places(text: str) -> None:
    assert len(find_words(text)) == len(fold_words(text))


def test_ids_tell_parts_apart() -> None:
    assert content_id("ab", "c") != content_id("a", "bc")
    assert content_id(None) != content_id("")
