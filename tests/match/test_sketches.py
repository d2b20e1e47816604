"""Sketches: the same alone or among others, at once or thinned later, as bytes or in memory; never large."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.match.sketches import (
    MOST,
    Sketch,
    Sketches,
    coarsen,
    sketch_text,
    sketch_texts,
    split_sketches,
    stack_sketches,
)

words = st.lists(st.sampled_from([*"abcdefghij", "Ella", '"', "\n", "„Tarn“"]), max_size=30).map(" ".join)
long_texts = st.integers(150, 900).map(lambda n: " ".join(f"w{k * n}" for k in range(n)))
texts = st.lists(st.one_of(words, long_texts), max_size=5)


def same(left: Sketches, right: Sketches) -> bool:
    return all(np.array_equal(getattr(left, c), getattr(right, c)) for c in left.__slots__)


@given(texts)
def test_a_sketch_is_the_same_alone_or_among_others(chosen: list[str]) -> None:
    assert same(stack_sketches([sketch_text(t) for t in chosen]), sketch_texts(chosen))


@given(texts)
def test_bytes_give_the_sketch_back(chosen: list[str]) -> None:
    kept = split_sketches(sketch_texts(chosen))
    assert same(stack_sketches([Sketch.from_bytes(s.to_bytes()) for s in kept]), sketch_texts(chosen))


@given(texts, st.integers(1, 3))
def test_a_sketch_thinned_later_is_the_coarse_sketch(chosen: list[str], rate: int) -> None:
    assert same(coarsen(sketch_texts(chosen), rate), sketch_texts(chosen, rate))


def test_a_sample_is_a_fixed_part_of_the_whole() -> None:
    text = " ".join(f"word{k}" for k in range(500))
    whole, part = sketch_texts([text]), sketch_texts([text], 2)
    assert set(part.grams.tolist()) < set(whole.grams.tolist())
    assert 80 < len(part.grams) < 170


@pytest.mark.parametrize("words_of_text", [10, 1_000, 200_000])
def test_no_sketch_is_large(words_of_text: int) -> None:
    sketch = sketch_text(" ".join(f"w{k}" for k in range(words_of_text)))
    assert sketch.total == words_of_text
    assert len(sketch.to_bytes()) < 14 * MOST


def test_only_rare_words_are_kept() -> None:
    text = "The minister said on Monday that the Vellorin pipeline would open"
    assert len(sketch_text(text).words) < len(re.findall(r"\w+", text)) / 2
    assert len(sketch_text("Vellorin").words) == 1
