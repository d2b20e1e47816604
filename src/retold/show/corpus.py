"""A corpus without copies: the best witness of every family, and a line for each page that was left out.

Takes a store whose lineage is up to date. Articles come one by one, so that a corpus of any size passes through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from retold.records import Article, Edge, Stemma
from retold.store import reading
from retold.store.database import Store
from retold.store.reading import PageRow

A_BATCH = 500  # articles in memory at a time


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that stays: its article, where it was found, and how many pages it stands for."""

    article: Article
    page: PageRow
    family: str
    stands_for: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A page left out, and why; `kept` is the page that stands for it."""

    page: str
    found_in: str
    url: str | None
    reason: str
    kept: str | None


def sort_out(store: Store, *, keep_rewrites: bool = False) -> tuple[dict[str, int], list[Dropped]]:
    """The pages that stay, with the number of pages each stands for, and those that go."""
    rows = reading.read_page_rows(store)
    stay: dict[str, int] = {}
    gone: list[Dropped] = []
    for stemma in reading.read_stemmas(store):
        best = best_witness(store, stemma)
        above = {e.child: e for e in sorted(stemma.edges, key=lambda e: (e.confidence, e.parent))}
        own = own_words(stemma, above) - {best} if keep_rewrites else set()
        copies = [i for i in stemma.family if i != best and i not in own]
        stay |= {best: 1 + len(copies), **dict.fromkeys(own, 1)}
        gone += [Dropped(i, rows[i].found_in, rows[i].url, say_why(above.get(i)), best) for i in copies]
    gone += [Dropped("", u.found_in, u.url, u.reason, None) for u in reading.read_unread(store)]
    return stay, sorted(gone, key=lambda d: (d.found_in, d.url or "", d.page))


def best_witness(store: Store, stemma: Stemma) -> str:
    """The fullest page of the outlet that has the original; where that is lost, the fullest made from it directly."""
    tops = [stemma.root] if stemma.root in stemma.family else []
    tops = tops or [e.child for e in stemma.edges if e.parent == stemma.root and e.child in stemma.family]
    below = {e.child for e in stemma.edges if e.parent in stemma.family}
    first = tops or [i for i in stemma.family if i not in below] or list(stemma.family)
    articles = {a.id: a for a in reading.read_articles(store, stemma.family, with_flat=False)}
    outlets = {articles[str(i)].outlet for i in first} - {None}
    choice = {str(i) for i in first} | {a.id for a in articles.values() if a.outlet in outlets}
    return min((articles[i] for i in choice), key=lambda a: (-len(a.text), a.id)).id


def own_words(stemma: Stemma, above: dict[str, Edge]) -> set[str]:
    """The pages that tell it in words of their own."""
    return {i for i in stemma.family if i in above and above[i].relation == "rewrite"}


def say_why(edge: Edge | None) -> str:
    """Why a page of a family is left out."""
    if edge is None:
        return "another page of the family stands nearer to the original"
    return f"{edge.relation} of {edge.parent} ({edge.confidence:.0%})"


def read_kept(store: Store, stay: dict[str, int]) -> Iterator[Kept]:
    """The pages that stay, in the order of their ids."""
    ids = sorted(stay)
    for at in range(0, len(ids), A_BATCH):
        part = ids[at : at + A_BATCH]
        rows = reading.read_page_rows(store, part)
        family = {i: s.id for s in reading.read_stemmas_of(store, part) for i in s.family}
        for article in reading.read_articles(store, part, with_flat=False):
            yield Kept(article, rows[article.id], family[article.id], stay[article.id])
