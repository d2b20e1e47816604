"""Bulk hashing agrees with a slow and simple count of words and five-grams."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retold.match.grams import hash_grams
from retold.match.overlap import distinct, find_overlaps

ascii_texts = st.lists(st.text(alphabet="ab1 _.,\n'", max_size=60), max_size=8)


def grams_of(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return list(zip(*(words[k:] for k in range(5)), strict=False))


@given(ascii_texts)
def test_counts_agree_with_a_plain_split(texts: list[str]) -> None:
    grams = hash_grams(texts)
    assert grams.total.tolist() == [len(re.findall(r"\w+", t)) for t in texts]
    assert np.diff(grams.gram_at).tolist() == [len(grams_of(t)) for t in texts]


@given(ascii_texts)
def test_equal_five_grams_and_only_they_have_equal_hashes(texts: list[str]) -> None:
    grams = hash_grams(texts)
    plain = [g for t in texts for g in grams_of(t)]
    assert len(set(grams.grams.tolist())) == len(set(plain))
    assert len(set(zip(grams.grams.tolist(), plain, strict=True))) == len(set(plain))


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_text_can_be_hashed_alone_or_among_others(texts: list[str]) -> None:
    together = hash_grams(texts)
    alone = [hash_grams([t]) for t in texts]
    assert together.grams.tolist() == [h for g in alone for h in g.grams.tolist()]
    assert together.mark.tolist() == [int(g.mark[0]) for g in alone]


def test_curly_marks_and_capitals_make_no_difference() -> None:
    left, right = hash_grams(["“ÜNAL’S ferry—sank”, twice"]), hash_grams(["ünal s Ferry sank twice"])
    assert left.grams.tolist() == right.grams.tolist()
    assert left.total.tolist() == [5]


def test_a_sample_is_a_part_of_the_whole() -> None:
    text = " ".join(f"word{k}" for k in range(500))
    whole, part = hash_grams([text]), hash_grams([text], one_in=4)
    assert set(part.grams.tolist()) < set(whole.grams.tolist())
    assert 80 < len(part.grams) < 170


@given(st.lists(st.lists(st.integers(0, 6), min_size=5, max_size=14), min_size=2, max_size=5))
def test_overlaps_agree_with_plain_sets(pages: list[list[int]]) -> None:
    texts = [" ".join(f"w{n}" for n in page) for page in pages]
    found = find_overlaps(hash_grams(texts), np.ones(len(texts), bool), 1)
    sets = [set(grams_of(t)) for t in texts]
    wanted = {(i, j): len(sets[i] & sets[j]) for j in range(len(sets)) for i in range(j) if sets[i] & sets[j]}
    assert {
        (i, j): n for i, j, n in zip(found.left.tolist(), found.right.tolist(), found.shared.tolist(), strict=True)
    } == wanted


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9))))
def test_distinct_pairs_are_sorted(rows: list[tuple[int, int]]) -> None:
    high, low = (np.array([r[k] for r in rows], np.int64) for k in (0, 1))
    assert list(zip(*(x.tolist() for x in distinct(high, low, 10)), strict=True)) == sorted(set(rows))
