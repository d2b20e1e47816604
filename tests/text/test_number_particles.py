"""A particle that belongs to its verb bounds no number."""

import pytest

from retold.text.numbers import find_numbers

ROWS = [
    ("It is to hand over 86 detainees.", "="),
    ("They handed over 12 boats.", "="),
    ("The mills turned over 30 files.", "="),
    ("The work is spread over nine towns.", "="),
    ("The march drew over 86 people.", ">"),
]


@pytest.mark.parametrize(("text", "change"), ROWS)
def test_over_bounds_a_number_only_where_it_belongs_to_it(text: str, change: str) -> None:
    assert [n.change for n in find_numbers(text)] == [change]
