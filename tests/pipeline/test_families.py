"""A family is read down its tree: each page takes over from the page it was made from, and a fault stays with its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.claims import read_claims
from retold.pipeline import families
from retold.pipeline.families import Dated, Read, claim_inputs, read_family_claims, walk_down
from retold.records import Article, Claims, Edge, Hidden, Stemma, Witness

SENTENCES = (
    "At least 41 people were killed when a ferry sank off Port Ella on 2 March 2026, the coastguard said.",
    "The ministry said that 12 ships had searched the bay.",
    "The government plans to buy 3 new ferries for $40 million.",
    "Police arrested two men in Lorn.",
)
TEXTS = {"a": SENTENCES, "b": SENTENCES[:-1], "c": SENTENCES[1:], "d": SENTENCES[2:]}
ARTICLES = {i: Article(i, " ".join(s), published="2026-03-05") for i, s in TEXTS.items()}
EDGES = (
    Edge("lost", "a", "near-verbatim", 0.9),
    Edge("lost", "b", "near-verbatim", 0.9),
    Edge("c", "d", "near-verbatim", 0.9),
    Edge("b", "c", "near-verbatim", 0.9),
)
STEMMA = Stemma("s", tuple(Witness(i.upper(), i) for i in "dcba"), (Hidden("lost", None, ""),), EDGES, "lost")


DAYS = st.sampled_from(["2026-03-05", "2026-03-06"])
SHAPES = st.tuples(  # the parent of each of b, c and d, as a number below its own; the days of all
    st.integers(-1, 0), st.integers(-1, 1), st.integers(-1, 2), st.tuples(DAYS, DAYS, DAYS, DAYS)
)


def dated(stemma: Stemma, articles: Mapping[str, Article], before: Sequence[Read] = ()) -> Dated:
    """A family, some of whose pages were read before."""
    done = {r.article.id: r.inputs for r in before}
    inputs = claim_inputs(stemma, articles, "1")
    return Dated(tuple(articles.values()), stemma, "1", inputs, done, tuple(r.claims for r in before))


def test_each_page_comes_after_the_page_it_takes_over_from() -> None:
    assert list(walk_down(STEMMA, ARTICLES)) == [("b", None), ("c", "b"), ("d", "c"), ("a", "b")]


def test_a_ring_of_edges_loses_no_page() -> None:
    ring = Stemma(
        "s", STEMMA.witnesses[:2], (), (Edge("c", "d", "identical", 0.5), Edge("d", "c", "identical", 0.5)), None
    )
    assert sorted(page for page, _ in walk_down(ring, ARTICLES)) == ["c", "d"]


def test_a_family_read_together_says_what_its_pages_say_alone() -> None:
    found = read_family_claims(dated(STEMMA, ARTICLES))
    assert {r.article.id: r.claims for r in found} == {i: read_claims(a) for i, a in ARTICLES.items()}


def test_what_a_page_is_read_from_changes_with_the_page_above() -> None:
    before = claim_inputs(STEMMA, ARTICLES, "1")
    other = {**ARTICLES, "c": Article("c", ARTICLES["c"].text, published="2026-03-06")}
    after = claim_inputs(STEMMA, other, "1")
    assert {i for i in before if before[i] != after[i]} == {"c", "d"}


def test_a_page_that_fails_is_named_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(article: Article, *_: object) -> Claims:
        if article.id == "b":
            raise ValueError("torn")
        return read_claims(article)

    monkeypatch.setattr(families, "claims_of_page", read)
    found = read_family_claims(dated(STEMMA, ARTICLES))
    assert {r.article.id: r.fault for r in found if r.fault} == {"b": "ValueError: torn"}
    assert len(found) == len(ARTICLES)


def shaped(shape: tuple[int, int, int, tuple[str, ...]]) -> tuple[Stemma, dict[str, Article]]:
    """The four pages in another tree, of other days."""
    *parents, days = shape
    edges = tuple(Edge("abcd"[p], i, "near-verbatim", 0.9) for p, i in zip(parents, "bcd", strict=True) if p >= 0)
    articles = {i: replace(a, published=day) for (i, a), day in zip(ARTICLES.items(), days, strict=True)}
    return replace(STEMMA, hidden=(), edges=edges, root=None), articles


@given(SHAPES, SHAPES, st.sets(st.sampled_from("abcd")))
@settings(max_examples=40)
def test_what_was_read_before_another_tree_came_changes_no_claim(
    old: tuple[int, int, int, tuple[str, ...]], new: tuple[int, int, int, tuple[str, ...]], known: set[str]
) -> None:
    before = [r for r in read_family_claims(dated(*shaped(old))) if r.article.id in known]
    later = read_family_claims(dated(*shaped(new), before))
    alone = read_family_claims(dated(*shaped(new)))
    now = {r.article.id: (r.inputs, r.claims) for r in (*before, *later)}
    assert now == {r.article.id: (r.inputs, r.claims) for r in alone}
    assert all(r.claims in [b.claims for b in before] for r in later if r.same)


def test_below_a_page_that_hangs_elsewhere_and_claims_the_same_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    chain, articles = shaped((0, 1, 2, ("2026-03-05",) * 4))
    before = read_family_claims(dated(chain, articles))
    moved = replace(chain, edges=(chain.edges[0], Edge("a", "c", "near-verbatim", 0.9), chain.edges[2]))
    asked = []
    read = families.claims_of_page

    def count(article: Article, *rest: Any) -> Claims:
        asked.append(article.id)
        return read(article, *rest)

    monkeypatch.setattr(families, "claims_of_page", count)
    assert {r.article.id: r.same for r in read_family_claims(dated(moved, articles, before))} == {"c": False, "d": True}
    assert asked == ["c"]
