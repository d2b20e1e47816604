"""`retold stage NAME`: the stages as filters, JSON Lines in, JSON Lines out.

Takes an iterator of lines, gives an iterator of lines. A record that fails becomes {"id", "error"} in its place and
the stream goes on. Stages that work record by record hold one record at a time. It decides nothing of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from retold.records import (
    Article,
    Claims,
    Drift,
    Entry,
    Figure,
    Page,
    Point,
    QuantitySeen,
    Recommended,
    Span,
    Stemma,
    TimeSeen,
)

if TYPE_CHECKING:
    from retold.extract import Tally

Json = dict[str, Any]
WINDOW_PAGES = 2_000  # flattened pages that are compared with each other
WINDOW_CHARACTERS = 32 << 20  # characters of them that are held
HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class StageError(ValueError):
    """A record that a stage cannot use; the message says what is missing."""


def run_stage(name: str, lines: Iterable[str]) -> Iterator[str]:
    """The output lines of a stage for these input lines, in order."""
    records = (read_record(number, line) for number, line in enumerate(lines, 1) if line.strip())
    if name == "extract":
        return map(write_record, extract_records(records))
    out = each_record(ROW_STAGES[name], records) if name in ROW_STAGES else all_records(SET_STAGES[name], records)
    return map(write_record, out)


def extract_records(records: Iterable[Json]) -> Iterator[Json]:
    """Each page's article. Flattened pages wait for others of their outlet, as many as a window holds."""
    from retold.extract import Tally

    for window in windows(records):
        tally = Tally()
        for record in window if len(window) > 1 else ():
            with suppress(StageError, TypeError, ValueError):  # told when the record is read for its article
                tally.note(page_from(record))
        yield from each_record(partial(stage_extract, tally=tally), window)


def windows(records: Iterable[Json]) -> Iterator[list[Json]]:
    """The records in lists that begin with a flattened page; pages with markup before it come alone."""
    window: list[Json] = []
    held = 0
    for record in records:
        window.append(record)
        held += sum(len(body) for body in (record.get("text"), record.get("html")) if isinstance(body, str))
        flattened = isinstance(window[0].get("text"), str) and "html" not in window[0]
        if not flattened or len(window) >= WINDOW_PAGES or held >= WINDOW_CHARACTERS:
            yield window
            window, held = [], 0
    if window:
        yield window


def write_record(row: Json) -> str:
    """A line of JSON; half characters, which UTF-8 cannot hold, are escaped."""
    try:
        return msgspec.json.encode(row).decode()
    except UnicodeEncodeError:
        return json.dumps(row)


def read_record(number: int, line: str) -> Json:
    """One record of the input, or an error in its shape."""
    try:
        record = parse_json(line)
    except ValueError as error:
        return {"id": f"line {number}", "error": f"line {number} is not JSON: {error}"}
    if not isinstance(record, dict):
        return {"id": f"line {number}", "error": f"line {number} is no JSON object"}
    if not isinstance(record.get("id"), str):
        return {"id": f"line {number}", "error": f"line {number} has no string id"}
    return record


def parse_json(line: str) -> object:
    """The value of a line: by the quick reader, or where that refuses by the patient one."""
    try:
        return msgspec.json.decode(line)
    except (ValueError, UnicodeEncodeError):
        return json.loads(line)


def each_record(stage: Callable[[Json], Json], records: Iterable[Json]) -> Iterator[Json]:
    """The stage applied to each record; a failure stands in the place of its record."""
    for record in records:
        if "error" in record:
            yield {"id": record["id"], "error": record["error"]}
            continue
        try:
            yield stage(record)
        except Exception as error:  # noqa: BLE001 - the contract: no single record ends the stream
            yield {"id": record["id"], "error": f"{type(error).__name__}: {error}"}


def all_records(stage: Callable[[list[Article]], Iterable[Json]], records: Iterable[Json]) -> Iterator[Json]:
    """The stage applied to all usable records; unusable and repeated ones are reported first."""
    articles: dict[str, Article] = {}
    for record in records:
        if "error" in record:
            yield {"id": record["id"], "error": record["error"]}
            continue
        try:
            article = article_from(record)
        except (StageError, ValueError, TypeError) as error:
            yield {"id": record["id"], "error": str(error)}
            continue
        if article.id in articles:
            yield {"id": article.id, "error": f"the id {article.id} occurs twice: the first record is used"}
        else:
            articles[article.id] = article
    yield from stage(list(articles.values()))


# ---- records in ----------------------------------------------------------------------------------------------------


def need_text(record: Json) -> str:
    """The text of a record; half characters become one replacement mark each, so that places stay right."""
    text = record.get("text")
    if not isinstance(text, str):
        raise StageError(f"record {record.get('id')} has no text: give {{id, text}}")
    return HALF_CHARACTER.sub("\ufffd", text)


def page_from(record: Json) -> Page:
    """A page of {id, html} or {id, text}."""
    html = record.get("html")
    body, media = (html, "text/html") if isinstance(html, str) else (need_text(record), "text/plain")
    encoded = body.encode("utf-8", "surrogatepass")
    return Page(
        record["id"],
        record.get("url"),
        encoded,
        f"{media}; charset=utf-8",
        record.get("fetched"),
        record["id"],
        tuple(given_with(record)),
    )


def given_with(record: Json) -> Iterator[tuple[str, str]]:
    """What the record says of its page, as (field, value): a line a person for the byline."""
    for field in ("title", "published", "outlet", "language"):
        if isinstance(value := record.get(field), str) and value.strip():
            yield field, value.strip()
    byline = record.get("byline") or ()
    for name in [byline] if isinstance(byline, str) else byline:
        if isinstance(name, str) and name.strip():
            yield "author", name.strip()


def article_from(record: Json) -> Article:
    """An article of an `extract` output, or of any {id, text, …}: every other field may be missing."""
    text = need_text(record)
    known = {
        k: record[k] for k in ("url", "title", "dateline", "outlet", "credit", "canonical", "language") if record.get(k)
    }
    byline = record.get("byline") or ()
    fields = {
        **known,
        "id": record["id"],
        "text": text,
        "byline": [byline] if isinstance(byline, str) else byline,
        "published": record.get("published"),
        "fetched": record.get("fetched"),
        "implied": record.get("implied"),
        "dates": [{"page": None, **d} for d in record.get("dates") or ()],
        "residue": record.get("residue") or (),
        "wounds": [{"span": {"start": w["start"], "end": w["end"]}, **w} for w in record.get("wounds") or ()],
    }
    return msgspec.convert(fields, Article)


# ---- records out ---------------------------------------------------------------------------------------------------


def number(value: Decimal) -> int | float | msgspec.Raw:
    """A JSON number; whole values as integers, and what no float holds digit by digit."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if abs(value) < BEYOND_FLOATS else msgspec.Raw(format(value, "f").encode())


BEYOND_FLOATS = Decimal(10) ** 300


def language_told(record: Json) -> str | None:
    """The language that a record names; None where it names none, so that the text itself decides."""
    told = record.get("language")
    return told if isinstance(told, str) and told.strip() else None


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


# ---- the stages, record by record ----------------------------------------------------------------------------------


def stage_extract(record: Json, tally: Tally | None = None) -> Json:
    from retold.extract import extract_article

    page = page_from(record)
    return article_row(extract_article(page, tally.recurring(page) if tally else frozenset()))


def stage_times(record: Json) -> Json:
    from retold.text.times import find_times

    anchor = record.get("anchor")
    day = date.fromisoformat(anchor[:10]) if anchor else None
    return {
        "id": record["id"],
        "times": [time_row(t) for t in find_times(need_text(record), day, language_told(record))],
    }


def stage_quantities(record: Json) -> Json:
    from retold.claims import find_quantities

    found = find_quantities(need_text(record), language_told(record))
    return {"id": record["id"], "quantities": [quantity_row(q) for q in found]}


def stage_quotes(record: Json) -> Json:
    from retold.claims import find_quotes

    text = need_text(record)
    rows = []
    for q in find_quotes(text):
        speaker = None
        if q.speaker_span:
            at = q.speaker_span
            speaker = {"start": at.start, "end": at.end, "text": q.speaker or at.of(text)}
        cue = {"start": q.cue.start, "end": q.cue.end} if q.cue else None
        place = {"start": q.words.start, "end": q.words.end, "parts": pairs_of(q.parts)}
        rows.append({**place, "direct": q.direct, "speaker": speaker, "cue": cue})
    return {"id": record["id"], "quotes": rows}


def stage_claims(record: Json) -> Json:
    from retold.claims import read_claims

    claims = read_claims(article_from(record))
    return {"id": record["id"], "claims": claim_rows(claims), "model": claims.model}


def stage_figurepairs(record: Json) -> Json:
    from retold.pipeline import label_places

    sides = []
    for side in ("left", "right"):
        given = record.get(side)
        if not isinstance(given, dict):
            raise StageError(f"record {record['id']} has no {side}: give {{text, start, end}}")
        article = Article(id=side, text=need_text({"id": record["id"], **given}), published=given.get("published"))
        sides.append((article, Span(int(given["start"]), int(given["end"]))))
    return {"id": record["id"], "label": label_places(*sides[0], *sides[1])}


# ---- the stages over all records -----------------------------------------------------------------------------------


def stage_events(articles: list[Article]) -> Iterator[Json]:
    from retold.claims import find_events, link_events

    found = link_events([(a, find_events(a)) for a in articles])
    for article, events in zip(articles, found, strict=True):
        rows = [{"start": e.span.start, "end": e.span.end, "event": e.event, "when": e.when} for e in events]
        yield {"id": article.id, "events": rows}


def stage_copies(articles: list[Article]) -> Iterator[Json]:
    from retold.match import find_copies

    pairs, _ = find_copies(articles)
    for p in pairs:
        shares = {"left_share": round(p.left_share, 4), "right_share": round(p.right_share, 4)}
        yield {"left": p.left, "right": p.right, "relation": p.relation, **shares, "why": p.why}


def stage_trace(articles: list[Article]) -> Iterator[Json]:
    from retold.pipeline import trace_articles

    for stemma in trace_articles(articles).stemmas:
        if len(stemma.witnesses) > 1:
            yield stemma_row(stemma)


def stage_group(articles: list[Article]) -> Iterator[Json]:
    from retold.pipeline import group_articles

    story_of = {i: s.id for s in group_articles(articles) for i in s.articles}
    for a in articles:
        yield {"id": a.id, "story": story_of[a.id]}


def stage_ledger(articles: list[Article]) -> Iterator[Json]:
    from retold.pipeline import reconcile_articles

    for result in reconcile_articles(articles):
        claims = {c.id: c for cs in result.claims.values() for c in cs.all()}
        rows = {i: row for cs in result.claims.values() for row in claim_rows(cs) if (i := row["id"])}
        for entry in result.ledger.entries:
            told = [{**rows[c], "claim": c, "id": claims[c].article} for c in entry.claims]
            yield {"story": result.story.id, **entry_row(entry), "claims": told}


ROW_STAGES: dict[str, Callable[[Json], Json]] = {
    "extract": stage_extract,
    "times": stage_times,
    "quantities": stage_quantities,
    "quotes": stage_quotes,
    "claims": stage_claims,
    "figurepairs": stage_figurepairs,
}
SET_STAGES: dict[str, Callable[[list[Article]], Iterable[Json]]] = {
    "events": stage_events,
    "copies": stage_copies,
    "trace": stage_trace,
    "group": stage_group,
    "ledger": stage_ledger,
}
STAGES = (*ROW_STAGES, *SET_STAGES)
