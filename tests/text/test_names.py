"""Names by shape: what capitals mean inside a sentence, at its start, in a headline."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.text.common import is_common, page_shares
from retold.text.names import find_names

ROWS = [
    ("a name inside a sentence", "They met Ana Moss in Port Ella.", ["Ana Moss", "Port Ella"]),
    ("an ordinary opening word is no name", "Police said no. However, Arn agreed.", ["Arn"]),
    ("an opening name is kept", "Tornvik closed. Tornvik will open again.", ["Tornvik", "Tornvik"]),
    (
        "a shouted line keeps what the text shows to be names",
        "PEOPLE LEAVE PORT ELLA\nThey left Port Ella.",
        ["PORT ELLA", "Port Ella"],
    ),
    ("a headline in capitals", "Officials Say Water Will Rise In Arnholt Again\nThe officials said so.", ["Arnholt"]),
    (
        "little words inside",
        "She leads the Bank of the North and met Ana de la Cruz.",
        ["Bank of the North", "Ana de la Cruz"],
    ),
    (
        "initials and apostrophes",
        "He thanked J. K. O'Neil of the U.S. and Jean-Luc d'Arc.",
        ["J. K. O'Neil of the U.S.", "Jean-Luc d'Arc"],
    ),
    ("the possessive ends a name", "It is Ostia’s Health Ministry.", ["Ostia", "Health Ministry"]),
    ("honorifics stay outside", "It was Mr. Moss and Dr Arn.", ["Moss", "Arn"]),
    ("pronouns are no names", "Then I left. I told Arn.", ["Arn"]),
    ("no capitals, no names", "no names here.", []),
    (
        "a first name behind a comma",
        "The mayor, Rose Lind, and the clerk, Grace Moss, left.",
        ["Rose Lind", "Grace Moss"],
    ),
    ("a first name behind a bracket", "Two left (Grace Moss and Mark Dahl).", ["Grace Moss", "Mark Dahl"]),
    ("a quote opens with an ordinary word", "She said: “Water came.”", []),
    ("nothing", "", []),
]


@pytest.mark.parametrize(("why", "text", "names"), ROWS, ids=[r[0] for r in ROWS])
def test_names_by_shape(why: str, text: str, names: list[str]) -> None:
    assert [n.of(text) for n in find_names(text)] == names


@given(st.text(alphabet="ABabé’' .\n-&ofIThe“", max_size=120))
def test_names_lie_in_order_inside_the_text(text: str) -> None:
    names = find_names(text)
    assert all(0 <= n.start < n.end <= len(text) for n in names)
    assert all(a.end <= b.start for a, b in pairwise(names))


def test_common_words_are_words_of_the_language() -> None:
    assert is_common("Yesterday")
    assert not is_common("Tornvik")
    assert all(0 < share <= 1 for share in page_shares().values())
