"""Which retellings make one family: single likenesses do not chain, those of one story hang together."""

from itertools import combinations, pairwise

import pytest

from retold.records import Article, CopyPair
from retold.trace.families import HANGS, LOOSE, find_families


def families(names: str, links: list[tuple[str, str, float]]) -> list[str]:
    articles = [Article(n, f"{n} tells of the quay at Vesk in words of its own") for n in names]
    pairs = [CopyPair(a, b, "rewrite", 0.0, 0.0, odds=odds) for a, b, odds in links]
    return sorted("".join(a.id for a in f.articles) for f in find_families(articles, pairs))


def chain(names: str) -> list[tuple[str, str, float]]:
    return [(a, b, 9.0 - k / 9) for k, (a, b) in enumerate(pairwise(names))]


ROWS = [
    ("ab", [("a", "b", 3.0)], ["ab"]),
    ("ab", [("a", "b", HANGS / 2)], ["a", "b"]),
    ("abcdefgh", [(a, b, 3.0) for a, b in combinations("abcdefgh", 2)], ["abcdefgh"]),
    ("abcd", chain("abcd"), ["abcd"]),
    # two retellings that hang on a third one each, but are all like each other
    ("abcd", [("a", "b", 9.0), ("c", "d", 8.0), ("a", "c", 2.0), ("b", "c", 2.0), ("b", "d", 2.0)], ["abcd"]),
]


@pytest.mark.parametrize(("names", "links", "wanted"), ROWS)
def test_retellings_are_one_family(names: str, links: list[tuple[str, str, float]], wanted: list[str]) -> None:
    assert families(names, links) == wanted


def test_no_chain_of_likeness_makes_a_large_family() -> None:
    found = families("abcdefghijklmnop", chain("abcdefghijklmnop"))
    assert max(map(len, found)) <= LOOSE


PARTS = {
    "two texts of the groups share a mere passage": ([("b", "c", 0.2)], ["ab", "cd"]),
    "nothing stands in both word for word": ([], ["abcd"]),
    "one text stands in the other for the most part": ([("b", "c", 0.9)], ["abcd"]),
}


@pytest.mark.parametrize("case", PARTS)
def test_a_passage_that_both_quote_makes_no_retelling(case: str) -> None:
    shared, wanted = PARTS[case]
    articles = [Article(n, f"{n} tells of the quay at Vesk in words of its own") for n in "abcd"]
    copies = [CopyPair(a, b, "near-verbatim", 0.95, 0.95) for a, b in ("ab", "cd")]
    retold = [CopyPair(a, b, "rewrite", 0.1, 0.1, odds=4.0) for a, b in ("ac", "ad", "bd")]
    partial = [CopyPair(a, b, "partial", share, share) for a, b, share in shared]
    found = find_families(articles, [*copies, *retold, *partial])
    assert sorted("".join(a.id for a in f.articles) for f in found) == wanted
