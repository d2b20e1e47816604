"""The stages themselves: those that work record by record, and those that need all records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from retold.records import Article, Span
from retold.stages.given import Json, StageError, article_from, bare_from, language_told, need_text, page_from
from retold.stages.rows import article_row, claim_rows, entry_row, pairs_of, quantity_row, stemma_row, time_row

if TYPE_CHECKING:
    from retold.extract import Tally


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


def stage_events(articles: list[Article]) -> Iterator[Json]:
    from retold.claims import find_events, link_events

    found = link_events([(a, find_events(a)) for a in articles])
    for article, events in zip(articles, found, strict=True):
        rows = [{"start": e.span.start, "end": e.span.end, "event": e.event, "when": e.when} for e in events]
        yield {"id": article.id, "events": rows}


def stage_copies(articles: list[Article]) -> Iterator[Json]:
    from retold.match import find_rows

    for left, right, relation, left_share, right_share, why, _ in find_rows([(a.id, a.text) for a in articles]):
        shares = {"left_share": left_share, "right_share": right_share}
        yield {"left": left, "right": right, "relation": relation, **shares, "why": why}


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
READERS = {"copies": bare_from}  # where less is read than a whole article
STAGES = (*ROW_STAGES, *SET_STAGES)
