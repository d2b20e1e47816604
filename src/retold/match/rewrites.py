"""Pages that tell another page in other words: they keep its figures and names, and their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from retold.records import Article, CopyPair
from retold.text.common import page_shares
from retold.text.names import find_names
from retold.text.stems import CLOSED_CLASS, stem_word
from retold.text.tokens import WORD, fold_word

LEAST = 0.5
MOST_PAGES = 60


def find_rewrites(pages: Sequence[Article], known: Collection[tuple[str, str]]) -> Iterator[CopyPair]:
    """Pairs that share most of the weight of their anchors."""
    bags = [anchors(p.text) for p in pages]
    holders = defaultdict(list)
    for k, bag in enumerate(bags):
        for word in bag:
            holders[word].append(k)
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for word, pages_of in sorted(holders.items()):
        if 2 <= len(pages_of) <= MOST_PAGES:
            for pair in combinations(pages_of, 2):
                shared[pair] += bags[pair[0]][word]
    sizes = [sum(bag.values()) for bag in bags]
    for (i, j), weight in sorted(shared.items()):
        share = weight / max(sizes[i], sizes[j], 1e-9)
        if share >= LEAST and (pages[i].id, pages[j].id) not in known:
            yield CopyPair(pages[i].id, pages[j].id, "rewrite", weight / sizes[i], weight / sizes[j])


def anchors(text: str) -> dict[str, float]:
    """Words that a rewrite keeps, with their weights: figures, names, rare words."""
    shares = page_shares()
    named = {stem_word(fold_word(m.group())) for n in find_names(text) for m in WORD.finditer(n.of(text))}
    out: dict[str, float] = {}
    for match in WORD.finditer(text):
        word = fold_word(match.group())
        if word in CLOSED_CLASS or shares.get(word, 0) > 0.05:
            continue
        stem = stem_word(word)
        out[stem] = 2.0 if word[0].isdigit() or stem in named else 1.0
    return out
