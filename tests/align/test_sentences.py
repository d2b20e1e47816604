"""Sentences that tell the same thing find each other, also in other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.align import pair_sentences

LEFT = (
    "The ferry Aurora left Port Ella at dawn. Rescuers pulled 41 people from the water before noon. "
    "Some 120 crew and contractors were still missing, mostly from the engine deck. The owner did not comment."
)
RIGHT = (
    "Before midday, 41 people had been pulled from the water by rescuers. "
    "Around 120 passengers are still missing, predominantly from the engine deck. The weather was calm."
)


def pairs(left: str, right: str) -> list[tuple[str, str]]:
    return [(p.left.of(left), p.right.of(right)) for p in pair_sentences(left, right)]


def test_a_retold_sentence_finds_its_source() -> None:
    assert pairs(LEFT, RIGHT) == [
        (
            "Rescuers pulled 41 people from the water before noon.",
            "Before midday, 41 people had been pulled from the water by rescuers.",
        ),
        (
            "Some 120 crew and contractors were still missing, mostly from the engine deck.",
            "Around 120 passengers are still missing, predominantly from the engine deck.",
        ),
    ]


def test_one_sentence_may_hold_two() -> None:
    left = "Guards seized 300 crates of cigarettes. They arrested nine drivers near Lake Orin."
    right = "Guards arrested nine drivers near Lake Orin and seized 300 crates of cigarettes."
    assert [r for _, r in pairs(left, right)] == [right, right]


def test_unrelated_sentences_stay_alone() -> None:
    assert pairs("The choir sang in the old town hall.", "Prices of copper fell by a tenth.") == []


@pytest.mark.parametrize("text", [LEFT, RIGHT])
def test_every_sentence_of_a_text_meets_itself(text: str) -> None:
    assert all((s, s) in pairs(text, text) for s, _ in pairs(text, text))


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_a_share_and_spans_lie_inside(left: str, right: str) -> None:
    for pair in pair_sentences(left, right):
        assert 0 < pair.likeness <= 1
        assert pair.left.of(left)
        assert pair.right.of(right)
