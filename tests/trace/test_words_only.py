"""Texts that have nothing but words: shape from shared readings, lost texts between, the top from slips of the pen."""

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.align import align_texts, collate_texts
from retold.records import Alignment, Article, CopyPair, Edge, Stemma
from retold.trace import trace_families
from retold.trace.slips import Hand
from retold.trace.tradition import shortest_tree
from retold.trace.variants import Variants, distances

SYLLABLES = "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se".split()


def base_text(r: random.Random, size: int = 400) -> list[str]:
    words = sorted({"".join(r.choices(SYLLABLES, k=r.choice((1, 2, 3)))) for _ in range(150)})
    return r.choices(words, [1 / (k + 5) for k in range(len(words))], k=size)


def by_hand(r: random.Random, model: Sequence[str], rate: float = 0.04) -> list[str]:
    """A copy: words left out, misspelt, or written twice."""
    out: list[str] = []
    for word in model:
        slip = r.random()
        if slip < rate / 3:
            continue
        out.append(word[:-1] + "x" if slip < 2 * rate / 3 and len(word) > 3 else word)
        if 1 - slip < rate / 6:
            out.append(word)
    return out


def tradition(seed: int, tree: Sequence[int]) -> list[list[str]]:
    """Texts of which number k + 1 was copied from number tree[k]."""
    r = random.Random(seed)
    texts = [base_text(r)]
    for parent in tree:
        texts.append(by_hand(r, texts[parent]))
    return texts


def trace(articles: Sequence[Article]) -> Stemma:
    text = {a.id: a.text for a in articles}
    ids = sorted(text)
    pairs = [CopyPair(a, b, "near-verbatim", 0.8, 0.8) for k, a in enumerate(ids) for b in ids[k + 1 :]]

    def align(left: str, right: str) -> Alignment:
        return align_texts(text[left], text[right], left=left, right=right)

    (stemma,) = trace_families(articles, pairs, align, collate_texts)
    return stemma


def pages(texts: Sequence[Sequence[str]], kept: Sequence[int] | None = None) -> list[Article]:
    return [Article(f"t{k}", " ".join(words)) for k, words in enumerate(texts) if kept is None or k in kept]


TREE = (0, 0, 1, 1, 2, 2, 4)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_tradition_without_losses_is_found_with_its_top(seed: int) -> None:
    stemma = trace(pages(tradition(seed, TREE)))
    assert {(e.parent, e.child) for e in stemma.edges} == {(f"t{p}", f"t{k + 1}") for k, p in enumerate(TREE)}
    assert (stemma.root, stemma.sources, stemma.hidden) == ("t0", 1, ())


def test_a_lost_text_stands_between_those_that_share_its_errors() -> None:
    texts = tradition(5, (0, 0, 1, 1, 1, 2))
    stemma = trace(pages(texts, kept=(0, 2, 3, 4, 5, 6)))
    (lost,) = stemma.hidden
    assert {e.child for e in stemma.edges if e.parent == lost.id} == {"t3", "t4", "t5"}
    assert {e.parent for e in stemma.edges if e.child == lost.id} == {"t0"}


def test_signs_of_a_tradition_show_places_in_both_texts() -> None:
    stemma = trace(pages(texts := tradition(1, TREE)))
    held = {a.id: a.text for a in pages(texts)}
    for edge in stemma.edges:
        places = [p for s in edge.signs for p in s.places]
        assert {p.article for p in places} == {edge.parent, edge.child}
        assert all(p.span.end <= len(held[p.article]) for p in places)


def test_pages_that_tell_more_than_words_are_judged_by_it() -> None:
    dated = [replace(p, published=f"2031-05-0{k + 1}") for k, p in enumerate(pages(tradition(1, TREE)))]
    assert not any(s.kind == "omission" for e in trace(dated).edges for s in e.signs)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 50), st.randoms(use_true_random=False), st.integers(1, 3))
def test_order_and_mirrors_change_no_source_count_and_no_shape(seed: int, r: object, copies: int) -> None:
    plain = pages(tradition(seed, TREE))
    mixed = list(plain)
    r.shuffle(mixed)  # type: ignore[attr-defined]
    assert trace(mixed) == trace(plain)
    mirrors = [replace(plain[2], id=f"z{k}") for k in range(copies)]
    more = trace([*plain, *mirrors])
    assert more.sources == 1
    assert shape([e for e in more.edges if not e.child.startswith("z")]) == shape(trace(plain).edges)


def shape(edges: Sequence[Edge]) -> list[tuple[str, str]]:
    """The edges, lost texts without their names."""
    return sorted((e.parent.split("-")[0], e.child.split("-")[0]) for e in edges)


def variants(*rows: str) -> Variants:
    """Rows of words, a dash where there is none; one column a place."""
    columns = list(zip(*(row.split() for row in rows), strict=True))
    readings = [["", *dict.fromkeys(w for w in c if w != "-")] for c in columns]
    numbers = [[c.index(w) if w != "-" else 0 for w, c in zip(row.split(), readings, strict=True)] for row in rows]
    return Variants(np.array(numbers), readings)


SLIPS = [
    ("omission", "the old mill burned down", "the - mill burned down"),
    ("repetition", "the old mill burned -", "the old mill burned burned"),
    ("spelling", "the old mill burned down", "the old mikl burned down"),
    ("common word", "the old mill eclipsed down", "the old mill the down"),
]


@pytest.mark.parametrize(("kind", "first", "second"), SLIPS)
def test_a_slip_tells_which_text_is_the_copy(kind: str, first: str, second: str) -> None:
    table = variants(first, second, first, first)
    slips = Hand(table).find_slips(table.rows[0], table.rows[1])
    assert slips.more[kind] > 0
    assert slips.worth > 0
    assert Hand(table).find_slips(table.rows[1], table.rows[0]).worth == pytest.approx(-slips.worth)


def test_the_shortest_tree_joins_nearest_texts() -> None:
    table = variants("a b c d", "a b c x", "a b y x", "z b c d")
    assert shortest_tree(distances(table.rows)) == {0: {1, 3}, 1: {0, 2}, 2: {1}, 3: {0}}
