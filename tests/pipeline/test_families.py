"""A family is read down its tree: each page takes over from the page it was made from, and a fault stays with its page."""

from __future__ import annotations

import pytest

from retold.claims import read_claims
from retold.pipeline import families
from retold.pipeline.families import Dated, claim_inputs, read_family_claims, walk_down
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


def test_each_page_comes_after_the_page_it_takes_over_from() -> None:
    assert list(walk_down(STEMMA, ARTICLES)) == [("b", None), ("c", "b"), ("d", "c"), ("a", "b")]


def test_a_ring_of_edges_loses_no_page() -> None:
    ring = Stemma(
        "s", STEMMA.witnesses[:2], (), (Edge("c", "d", "identical", 0.5), Edge("d", "c", "identical", 0.5)), None
    )
    assert sorted(page for page, _ in walk_down(ring, ARTICLES)) == ["c", "d"]


def test_a_family_read_together_says_what_its_pages_say_alone() -> None:
    found = read_family_claims(Dated(tuple(ARTICLES.values()), STEMMA, claim_inputs(STEMMA, ARTICLES, "1")))
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
    found = read_family_claims(Dated(tuple(ARTICLES.values()), STEMMA, claim_inputs(STEMMA, ARTICLES, "1")))
    assert {r.article.id: r.fault for r in found if r.fault} == {"b": "ValueError: torn"}
    assert len(found) == len(ARTICLES)
