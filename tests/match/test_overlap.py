"""What pages share, counted by sorting, agrees with plain sets and with brute force."""

import random
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.match import postings
from retold.match.overlap import Overlaps, count_families, find_families, find_overlaps, join_pairs, meet_given
from retold.match.postings import meet_pages, post_grams
from retold.match.sketches import sketch_texts

pages = st.lists(st.lists(st.integers(0, 6), min_size=5, max_size=14), min_size=2, max_size=5)


def texts_of(numbers: list[list[int]]) -> list[str]:
    return [" ".join(f"w{n}" for n in page) for page in numbers]


def overlaps_of(texts: list[str]) -> Overlaps:
    postings = post_grams(sketch_texts(texts), np.arange(len(texts)))
    return find_overlaps(postings, find_families(postings))


def grams_of(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[k:] for k in range(5)), strict=False))


def shared_grams(texts: list[str]) -> dict[tuple[int, int], int]:
    sets = [grams_of(t) for t in texts]
    shared = {(i, j): len(sets[i] & sets[j]) for j in range(len(sets)) for i in range(j)}
    return {pair: n for pair, n in shared.items() if n > 0}


@given(pages)
def test_overlaps_agree_with_plain_sets(numbers: list[list[int]]) -> None:
    texts = texts_of(numbers)
    found = overlaps_of(texts)
    rows = zip(found.left.tolist(), found.right.tolist(), found.shared.tolist(), strict=True)
    assert {(i, j): n for i, j, n in rows} == shared_grams(texts)
    sizes = [len(grams_of(t)) for t in texts]
    assert found.left_size.tolist() == [sizes[i] for i in found.left]
    assert found.right_size.tolist() == [sizes[j] for j in found.right]


@given(pages)
def test_meetings_in_many_parts_are_the_same_as_in_one(numbers: list[list[int]]) -> None:
    table = post_grams(sketch_texts(texts_of(numbers)), np.arange(len(numbers)))
    kinds = np.zeros(int(table.gram.max(initial=-1)) + 1, np.uint8)
    everything = np.ones(len(table.gram), np.bool_)
    whole = meet_pages(table, everything, kinds, np.ones(1), 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "PART", 1)
        parts = meet_pages(table, everything, kinds, np.ones(1), 1)
    assert all(np.array_equal(getattr(whole, c), getattr(parts, c)) for c in whole.__slots__)


def test_quoted_grams_are_shared_but_not_told() -> None:
    quote = '"we heard a bang and then only water was there" '
    texts = [f"{quote} first of all came fog {page}" for page in ("one", "two")]
    found = overlaps_of(texts)
    assert found.shared.tolist() == [11]
    assert found.told.tolist() == [3]


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=14))
def test_joined_pairs_are_the_connected_parts(edges: list[tuple[int, int]]) -> None:
    left, right = (np.array([e[k] for e in edges], np.int64) for k in (0, 1))
    found = join_pairs(left, right, 12)
    names = list(range(12))
    for _ in names:
        for i, j in edges:
            names[i] = names[j] = min(names[i], names[j])
    assert found.tolist() == names


@given(pages)
def test_what_given_pairs_share_is_what_they_share_among_all(numbers: list[list[int]]) -> None:
    table = post_grams(sketch_texts(texts_of(numbers)), np.arange(len(numbers)))
    spread = count_families(table, np.arange(table.pages))
    left, right = np.triu_indices(table.pages, 1)
    given_pairs = meet_given(table, spread, left.astype(np.int64), right.astype(np.int64))
    shared = {(i, j): int(n) for i, j, n in zip(left.tolist(), right.tolist(), given_pairs.shared, strict=True) if n}
    assert shared == shared_grams(texts_of(numbers))


def test_copies_of_a_short_text_that_drown_each_other_are_laid_beside_each_other() -> None:
    rng = random.Random(5)
    texts = [" ".join(f"own{k}" if rng.random() < 0.03 else f"w{n}" for n in range(60)) for k in range(300)]
    texts += [" ".join(f"other{k}x{n}" for n in range(60)) for k in range(30)]
    table = post_grams(sketch_texts(texts), np.arange(len(texts)))
    families = find_families(table)
    assert np.bincount(families.near).max() >= 280
    assert len(np.unique(families.near[300:])) == 30
