"""What a stage gives: records as rows of JSON."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import msgspec

from retold.records import (
    Article,
    Claims,
    Drift,
    Entry,
    Figure,
    Point,
    QuantitySeen,
    Recommended,
    Span,
    Stemma,
    TimeSeen,
)
from retold.stages.given import Json

BEYOND_FLOATS = Decimal(10) ** 300


def number(value: Decimal) -> int | float | msgspec.Raw:
    """A JSON number; whole values as integers, and what no float holds digit by digit."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if abs(value) < BEYOND_FLOATS else msgspec.Raw(format(value, "f").encode())


def pairs_of(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as [start, end] lists."""
    return [[s.start, s.end] for s in spans]


def article_row(article: Article) -> Json:
    """An `extract` output."""
    line = article.dateline
    return {
        "id": article.id,
        "url": article.url,
        "text": article.text,
        "title": article.title,
        "byline": list(article.byline),
        "published": article.published,
        "implied": article.implied,
        "outlet": article.outlet,
        "credit": article.credit,
        "canonical": article.canonical,
        "dateline": {"place": line.place, "agency": line.agency} if line else None,
        "language": article.language,
        "flat": article.flat,
        "map": [[b.text.start, b.text.end, b.page.start, b.page.end] for b in article.blocks if b.text],
        "set_aside": [
            {"kind": b.kind, "start": b.page.start, "end": b.page.end, "why": b.why}
            for b in article.blocks
            if not b.text
        ],
        "dates": [{"value": d.value, "where": d.where, "trusted": d.trusted, "why": d.why} for d in article.dates],
        "fetched": article.fetched,
        "residue": list(article.residue),
        "description": article.description,
        "section": article.section,
        "origins": dict(article.origins),
        "wounds": [{"start": w.span.start, "end": w.span.end, "kind": w.kind, "why": w.why} for w in article.wounds],
    }


def quantity_row(seen: QuantitySeen) -> Json:
    """A line of `quantities`."""
    q = seen.quantity
    values = {"low": number(q.low), "high": number(q.high), "unit": q.unit, "change": q.change}
    again = {"restates": [seen.restates.start, seen.restates.end]} if seen.restates else {}
    return {"start": seen.span.start, "end": seen.span.end, **values, "what": seen.what, **again}


def time_row(seen: TimeSeen) -> Json:
    """A line of `times`; a day that no calendar has is said to be none, a time only compared with likewise."""
    row = {"start": seen.span.start, "end": seen.span.end, "type": seen.type, "value": seen.value}
    return row | ({} if seen.exists else {"exists": False}) | ({"compared": True} if seen.compared else {})


def figure_row(figure: Figure) -> Json:
    """A claim of kind figure; a counted thing is its own unit."""
    q = figure.quantity
    return {
        "kind": "figure",
        "id": figure.id,
        "evidence": pairs_of(figure.evidence),
        "low": number(q.low),
        "high": number(q.high),
        "unit": q.unit or figure.noun,
        "change": q.change,
        "what": figure.what,
        "noun": figure.noun,
        "predicate": figure.predicate,
        "terms": list(figure.terms),
        "standing": figure.standing,
        "speaker": figure.speaker,
        "as_of": figure.as_of,
        "as_of_basis": figure.as_of_basis,
        "holder": figure.holder,
        "part_of": figure.part_of,
        "negated": figure.negated,
    }


def claim_rows(claims: Claims) -> list[Json]:
    """All claims of an article, in the order of the kinds."""
    rows = [figure_row(f) for f in claims.figures]
    for q in claims.quotes:
        words = [q.words.start, q.words.end]
        rows.append(
            {
                "kind": "quote",
                "id": q.id,
                "evidence": pairs_of(q.parts),
                "words": words,
                "speaker": q.speaker,
                "direct": q.direct,
            }
        )
    for e in claims.events:
        fields = {"who": e.who, "did": e.did, "to_whom": e.to_whom, "when": e.when, "where": e.where}
        fields |= {"when_basis": e.when_basis}
        rows.append(
            {"kind": "event", "id": e.id, "evidence": pairs_of(e.evidence or (e.span,)), **fields, "event": e.event}
        )
    return rows


def stemma_row(stemma: Stemma) -> Json:
    """A line of `trace`."""
    return {
        "family": list(stemma.family),
        "root": stemma.root,
        "hidden": [h.id for h in stemma.hidden],
        "credits": {h.id: h.credit for h in stemma.hidden if h.credit},
        "edges": [
            {
                "parent": e.parent,
                "child": e.child,
                "relation": e.relation,
                "confidence": round(e.confidence, 4),
                "signs": [
                    {
                        "kind": s.kind,
                        "points_to": s.points_to,
                        "weight": round(s.weight, 3),
                        "note": s.note,
                        "places": [{"id": p.article, "start": p.span.start, "end": p.span.end} for p in s.places],
                    }
                    for s in e.signs
                ],
            }
            for e in stemma.edges
        ],
        "sources": stemma.sources,
    }


def entry_row(entry: Entry) -> Json:
    """A line of `ledger` without its claims."""
    return {
        "id": entry.id,
        "question": entry.question,
        "kind": entry.kind,
        "verdict": entry.verdict,
        "sources": entry.sources,
        "pages": entry.pages,
        "values": [number(v) for v in entry.values],
        "why": entry.why,
        "part_of": entry.part_of,
        "source_of": dict(entry.source_of),
        "series": [point_row(p) for p in entry.series],
        "recommended": recommended_row(entry.recommended) if entry.recommended else None,
        "drifts": [drift_row(d) for d in entry.drifts],
    }


def point_row(point: Point) -> Json:
    """What one origin said of a figure, and since when."""
    return {
        "as_of": point.as_of,
        "low": number(point.low),
        "high": number(point.high),
        "change": point.change,
        "unit": point.unit,
        "words": point.words,
        "source": point.source,
        "name": point.name,
        "speaker": point.speaker,
        "claims": list(point.claims),
        "pages": point.pages,
        "standing": point.standing,
    }


def recommended_row(chosen: Recommended) -> Json:
    """The figure that a policy chose."""
    return {
        "policy": chosen.policy.name,
        "low": number(chosen.low),
        "high": number(chosen.high),
        "unit": chosen.unit,
        "claims": list(chosen.claims),
        "why": chosen.why,
    }


def drift_row(drift: Drift) -> Json:
    """What a copy changed, with both places."""
    return {
        "parent": drift.parent,
        "child": drift.child,
        "kind": drift.kind,
        "values": [number(v) for v in drift.values],
        "from": drift.before,
        "to": drift.after,
        "evidence": pairs_of((drift.before_span, drift.after_span)),
    }
