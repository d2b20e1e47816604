"""Names of claims: made of the article, the kind and the place, so that the same page gives the same names."""

from __future__ import annotations

from retold.records import Span
from retold.text.hashes import content_id

PREFIXES = {"figure": "f", "quote": "q", "event": "e"}


def claim_id(article: str, kind: str, at: Span) -> str:
    """The id of a claim of an article.

    >>> claim_id("a page", "figure", Span(3, 5)) == claim_id("a page", "figure", Span(3, 5))
    True
    """
    return content_id(article, kind, str(at.start), str(at.end), prefix=PREFIXES[kind])
