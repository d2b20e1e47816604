"""Search over the texts of pages and the claims of ledgers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retold.show.web.ask import Ask, Part, Shown, bounds, part_cut
from retold.store.search import ClaimFound, PageFound, Where, search_store

A_PAGE = 20
PLACES = ("pages", "claims")


@dataclass(frozen=True, slots=True)
class SearchData:
    """A part of what was found."""

    words: str
    where: str
    more: bool
    found: Part[PageFound | ClaimFound]


def show_search(ask: Ask) -> Shown:
    """What holds the words that the address asks for."""
    words = ask.one("words")
    where: Where = "claims" if ask.one("in") == "claims" else "pages"
    start, size = bounds(ask, "page", A_PAGE)
    found = search_store(ask.store, words, where, start, size)
    rows: Sequence[PageFound | ClaimFound] = found.pages or found.claims
    data = SearchData(words, where, found.more, part_cut(rows, found.total, ask, "page", size))
    return Shown(f"Search: {words}" if words else "Search", data, {"places": PLACES})
