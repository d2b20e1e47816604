"""Decisions about single claims: those rejected are left out, those edited are read as the person reads them.

Takes claims as the machine read them, before a ledger is built; the claims in the store stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from retold.records import Claim, Claims, Event, Figure, Quote, Review
from retold.review.standing import about


def apply_to_claims(claims: Mapping[str, Claims], reviews: Sequence[Review]) -> dict[str, Claims]:
    """The claims of each article as people left them."""
    rows = about(reviews, "claim")
    rejected = {i: r.decision == "reject" for r in rows for i in r.on}
    edits: dict[str, list[str]] = {}
    for r in rows:
        for i in r.on:
            edits.setdefault(i, []).extend([r.value] if r.decision == "edit" else [])
    if not rows:
        return dict(claims)
    return {article: leave(c, rejected, edits) for article, c in claims.items()}


def leave(claims: Claims, rejected: Mapping[str, bool], edits: Mapping[str, Sequence[str]]) -> Claims:
    """The claims of one article without the rejected ones, the others edited."""

    def kept(rows: Sequence[Claim]) -> list[Claim]:
        return [edit(c, edits.get(c.id, ())) for c in rows if not rejected.get(c.id)]

    return replace(
        claims,
        figures=tuple(c for c in kept(claims.figures) if isinstance(c, Figure)),
        quotes=tuple(c for c in kept(claims.quotes) if isinstance(c, Quote)),
        events=tuple(c for c in kept(claims.events) if isinstance(c, Event)),
    )


def edit(claim: Claim, values: Sequence[str]) -> Claim:
    """A claim with what people wrote in its fields; a field that it does not have is left out.

    >>> from retold.records import Span
    >>> edit(Quote("q1", "p1", Span(0, 9), (Span(0, 9),), True), ["speaker=Ada Moss"]).speaker
    'Ada Moss'
    """
    for value in values:
        name, _, text = value.partition("=")
        change = FIELDS.get((type(claim).__name__, name.strip()))
        claim = change(claim, text.strip()) if change else claim
    return claim


def set_value(claim: Claim, text: str) -> Claim:
    """A figure with another number: "129" or "120..130"."""
    assert isinstance(claim, Figure)
    low, _, high = text.replace(",", "").partition("..")
    try:
        quantity = replace(claim.quantity, low=Decimal(low), high=Decimal(high or low))
    except InvalidOperation:
        return claim
    return replace(claim, quantity=quantity) if quantity.low.is_finite() and quantity.high.is_finite() else claim


def set_field(name: str) -> Callable[[Claim, str], Claim]:
    """A change of one field that holds text."""
    return lambda claim, text: replace(claim, **{name: text or None})  # type: ignore[arg-type]


def set_what(claim: Claim, text: str) -> Claim:
    """A figure of another thing."""
    assert isinstance(claim, Figure)
    return replace(claim, what=text)


FIELDS: dict[tuple[str, str], Callable[[Claim, str], Claim]] = {
    ("Figure", "value"): set_value,
    ("Figure", "what"): set_what,
    ("Figure", "speaker"): set_field("speaker"),
    ("Figure", "as_of"): set_field("as_of"),
    ("Quote", "speaker"): set_field("speaker"),
    ("Event", "when"): set_field("when"),
    ("Event", "where"): set_field("where"),
}
