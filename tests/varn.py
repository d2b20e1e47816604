"""Texts about the invented town of Varn, and the way from pages to trees: what the tests of lineage share."""

from collections.abc import Sequence
from itertools import combinations

from retold.align import align_texts
from retold.records import Alignment, Article, CopyPair, Stemma
from retold.text.tokens import fold_words
from retold.trace import trace_families

STORY = [
    "The old mill of Varn, on the river Osk, burned down early on Friday, and 14 people were taken to hospital.",
    "“We heard a bang, then the roof was gone,” said Mira Toll, who keeps the bakery across the road.",
    "Fire crews from Varn, Lund and Harrow fought the flames for six hours, the brigade said.",
    "The mill, built in 1871, had stood empty since the spinning works closed, but was let to artists last spring.",
    "Mayor Edo Brandt promised help for the 23 tenants, whose studios, tools and pictures were lost.",
    "Police have sealed the ruin, and experts will look for the cause of the fire next week.",
]
OTHER = [
    "Voters in Harrow choose a council today, with the tram line to the coast the one question that divides them.",
    "Polls opened at seven; by noon every third voter had come, more than four years ago.",
    "The party of the harbour workers wants the line built at once, the shopkeepers fear the dust.",
    "A result is expected before midnight, the returning officer said.",
]


def page(key: str, paras: Sequence[str], outlet: str | None = None, **fields: str | None) -> Article:
    return Article(id=key, text="\n".join(paras), outlet=outlet, **fields)  # type: ignore[arg-type]


def match(articles: Sequence[Article]) -> list[CopyPair]:
    """A plain matcher for tests: shares of five-word groups."""
    grams = {a.id: grams_of(a.text) for a in articles}
    out = []
    for a, b in combinations(articles, 2):
        shared = len(grams[a.id] & grams[b.id])
        shares = shared / max(1, len(grams[a.id])), shared / max(1, len(grams[b.id]))
        if max(shares) > 0.1:
            out.append(CopyPair(a.id, b.id, "near-verbatim" if min(shares) > 0.9 else "partial", *shares))
    return out


def grams_of(text: str) -> set[tuple[str, ...]]:
    words = fold_words(text)
    return set(zip(*(words[k:] for k in range(5)), strict=False))


def trace(articles: Sequence[Article]) -> list[Stemma]:
    text = {a.id: a.text for a in articles}

    def align(left: str, right: str) -> Alignment:
        return align_texts(text[left], text[right], left=left, right=right)

    return trace_families(articles, match(articles), align)
