"""A family of a thousand different copies: work that grows with its pages, and one source."""

import random

import pytest

from retold.align import align_texts
from retold.match import find_copies
from retold.records import Alignment, Article
from retold.trace.families import find_families
from retold.trace.family import COMPARED, FEWEST
from retold.trace.trace import trace_family

PAGES, ROOTS = 1000, 10


def near_copies(words: int) -> list[Article]:
    """Copies of ten early ones, each with a word or two of its own."""
    rng = random.Random(3)
    texts = [[f"w{k}" for k in range(words)]]
    for k in range(1, PAGES):
        text = list(texts[rng.randrange(min(k, ROOTS))])
        for _ in range(rng.randint(1, 2)):
            text[rng.randrange(words)] = f"own{k}"
        texts.append(text)
    return [Article(f"{k:04}", " ".join(t), outlet=f"paper{k}.example") for k, t in enumerate(texts)]


@pytest.mark.parametrize("words", [80, 200])
def test_a_thousand_near_copies_are_one_source_of_few_comparisons(words: int) -> None:
    articles = near_copies(words)
    text = {a.id: a.text for a in articles}
    asked = 0

    def align(left: str, right: str) -> Alignment:
        nonlocal asked
        asked += 1
        return align_texts(text[left], text[right])

    family, *others = find_families(articles, find_copies(articles)[0])
    stemma = trace_family(family.articles, family.pairs, align)
    assert not others
    assert stemma.sources == 1
    assert {w.article for w in stemma.witnesses} == set(text)
    assert len(stemma.edges) >= PAGES - 1
    assert asked <= COMPARED + (FEWEST + 1) * PAGES
