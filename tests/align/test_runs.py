"""Runs cover both texts end to end, say what differs, and see moves."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.align import align_texts
from retold.align.tiles import find_tiles, pick_chain

ROWS = [
    ("The old ferry sank.", "The ferry sank.", [("lost", "old", "")]),
    ("The ferry sank.", "The old ferry sank.", [("added", "", "old")]),
    ("Nine people died.", "Ten people died.", [("changed", "Nine", "Ten")]),
    ("He came to the port, where he slept.", "He came to the portwhere he slept.", [("lost", ",", "")]),
    ("“Go,” she said.", "Go, she said.", [("lost", "“", ""), ("lost", "”", "")]),
    ("“Go,” she  said.", '"GO," she\nsaid.', []),
    ("At least 1,200 fled.", "At least 1200 fled.", []),
    ("", "New words.", [("added", "", "New words.")]),
    ("Old words.", "", [("lost", "Old words.", "")]),
    ("", "", []),
]


@pytest.mark.parametrize(("left", "right", "wanted"), ROWS)
def test_differences_are_named(left: str, right: str, wanted: list[tuple[str, str, str]]) -> None:
    runs = align_texts(left, right).runs
    assert [(r.kind, r.left.of(left), r.right.of(right)) for r in runs if r.kind != "same"] == wanted


def test_a_paragraph_that_changed_its_place_is_moved() -> None:
    first = "The harbour master of Port Ella opened the gates at dawn. "
    then = "Nobody in the village had slept, and most had gone down to the quay with lamps. "
    left, right = first + then, then + first
    moved = [r for r in align_texts(left, right).runs if r.kind == "moved"]
    assert [r.left.of(left) for r in moved] == [first]
    assert [r.right.of(right) for r in moved] == [first]


def test_lone_common_words_of_unrelated_texts_are_no_agreement() -> None:
    left = "A quarry owner bought fourteen lorries and the council objected loudly in spring."
    right = "Children painted eleven murals for the museum because nobody else wanted that job."
    assert all(r.kind != "same" or len(r.left.of(left)) < 3 for r in align_texts(left, right).runs)


words = st.lists(st.sampled_from(["ferry", "sank", "the", "A", "19,600", "“", "—", ".", "\n\n", "ß", "Ünal’s", "1.9"]))
texts = st.one_of(st.text(max_size=40), words.map(" ".join), words.map("".join))


def assert_covered(left: str, right: str) -> None:
    """Every character of both texts stands in one run."""
    runs = align_texts(left, right).runs
    at = 0
    for run in runs:
        assert run.right.start == at
        at = run.right.end
    assert at == len(right)
    at = 0
    for span in sorted(r.left for r in runs):
        assert span.start == at
        at = span.end
    assert at == len(left)


@given(texts, texts)
def test_runs_cover_both_texts_end_to_end(left: str, right: str) -> None:
    assert_covered(left, right)


@given(texts)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert {r.kind for r in align_texts(text, text).runs} <= {"same"}


@given(words.map(" ".join), words.map(" ".join), words.map(" ".join), words.map(" ".join))
def test_runs_cover_texts_with_blocks_in_another_order(a: str, b: str, c: str, d: str) -> None:
    assert_covered("\n".join((a, b, c, d)), "\n".join((c, a, d, b)))


ids = st.lists(st.integers(0, 3), max_size=40)


@given(ids, ids)
def test_tiles_are_equal_and_share_no_word(left: list[int], right: list[int]) -> None:
    tiles = find_tiles(left, right)
    for tile in tiles:
        assert left[tile.left : tile.left + tile.size] == right[tile.right : tile.right + tile.size]
    for side in ("left", "right"):
        places = [p for t in tiles for p in range(getattr(t, side), getattr(t, side) + t.size)]
        assert len(places) == len(set(places))


@given(ids, ids)
def test_the_chain_is_the_heaviest_of_all_chains(left: list[int], right: list[int]) -> None:
    tiles = find_tiles(left, right)
    chain = pick_chain(tiles)
    assert all(x.left < y.left and x.right < y.right for x, y in pairwise(chain))
    best = [0] * len(tiles)
    for k, tile in enumerate(tiles):
        best[k] = tile.size + max((best[i] for i in range(k) if tiles[i].left < tile.left), default=0)
    assert sum(t.size for t in chain) == max(best, default=0)
