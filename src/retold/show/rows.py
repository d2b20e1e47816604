"""What is shown, as plain data: the rows behind every `--json` and behind the export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import msgspec

from retold.pipeline.run import RunSummary
from retold.pipeline.watching import Progress
from retold.records import Article, Drift, Entry, Stemma, TypedChange
from retold.show.health import Finding
from retold.show.view import StoryView, load_stories, place_of
from retold.store import reading
from retold.store.database import Store
from retold.store.reading import StoryRow

Row = dict[str, Any]


def to_json(row: object) -> str:
    """One line of JSON, decimals as numbers, keys in the order they were given."""
    return msgspec.json.encode(plain(row)).decode()


def plain(value: object) -> object:
    """The same with decimals as JSON numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value


def story_rows(store: Store) -> list[Row]:
    """A row a story."""
    return [asdict(row) for row in reading.list_stories(store)]


def ledger_rows(view: StoryView) -> list[Row]:
    """A row an entry, with every wording."""
    return [entry_row(view, e) for e in view.ledger.entries]


def entry_row(view: StoryView, entry: Entry) -> Row:
    """One entry of the ledger."""
    return {
        "entry": entry.id,
        "kind": entry.kind,
        "question": entry.question,
        "verdict": entry.verdict,
        "values": entry.values,
        "sources": entry.sources,
        "pages": entry.pages,
        "why": entry.why,
        "part_of": entry.part_of,
        "wordings": [
            {
                "claim": w.claim,
                "page": w.article,
                "outlet": view.name_of(w.article),
                "source": w.source,
                "words": w.words,
                "sentence": " ".join((w.before + w.words + w.after).split()),
                "start": place_of(view.claim_of[w.claim]).start,
                "end": place_of(view.claim_of[w.claim]).end,
            }
            for w in view.wordings(entry)
        ],
        "drifts": [drift_row(d) for d in entry.drifts],
    }


def drift_row(drift: Drift) -> Row:
    """One drift along an edge."""
    return {
        "parent": drift.parent,
        "child": drift.child,
        "kind": drift.kind,
        "values": drift.values,
        "from": drift.before,
        "to": drift.after,
        "evidence": [asdict(drift.before_span), asdict(drift.after_span)],
    }


def lineage_rows(view: StoryView) -> list[Row]:
    """A row a family."""
    return [family_row(view, s) for s in view.families]


def family_row(view: StoryView, stemma: Stemma) -> Row:
    """One family with its tree and the signs for each edge."""
    return {
        "family": stemma.id,
        "sources": stemma.sources,
        "root": stemma.root,
        "pages": [
            {"page": w.article, "sigil": view.sigils[w.article], "outlet": view.name_of(w.article)}
            for w in stemma.witnesses
        ],
        "hidden": [asdict(h) for h in stemma.hidden],
        "edges": [
            {
                "parent": e.parent,
                "child": e.child,
                "relation": e.relation,
                "confidence": round(e.confidence, 4),
                "signs": [asdict(s) for s in e.signs],
            }
            for e in stemma.edges
        ],
    }


def show_row(view: StoryView) -> Row:
    """A story at a glance."""
    return {
        "story": view.story.id,
        "label": view.story.label,
        "first": view.story.first,
        "last": view.story.last,
        "pages": len(view.articles),
        "sources": view.ledger.sources,
        "families": len(view.families),
        "verdicts": count_verdicts(view),
        "notes": view.ledger.notes,
        "lede": view.card.lede if view.card else "",
        "people": view.card.people if view.card else (),
        "places": view.card.places if view.card else (),
        "related": [asdict(r) for r in view.related],
        "articles": [page_row(view, i) for i in sorted(view.articles, key=lambda i: view.sigils.get(i, i))],
        "timeline": [{**asdict(m), "outlet": view.name_of(m.article)} for m in view.ledger.timeline],
    }


def page_row(view: StoryView, article: str) -> Row:
    """One page of a story."""
    a, page = view.articles[article], view.pages[article]
    return {
        "page": a.id,
        "sigil": view.sigils.get(a.id),
        "outlet": view.name_of(a.id),
        "title": a.title,
        "published": a.published,
        "url": a.url,
        "found_in": page.found_in,
        "sha256": page.sha256,
        "credit": a.credit,
        "byline": a.byline,
        "dates": date_rows(a),
        "set_aside": aside_rows(a),
    }


def date_rows(article: Article) -> list[Row]:
    """The dates that a page offers, believed or not."""
    return [{"value": d.value, "where": d.where, "trusted": d.trusted, "why": d.why} for d in article.dates]


def aside_rows(article: Article) -> list[Row]:
    """What of a page's visible text is not of the article."""
    return [
        {"kind": b.kind, "start": b.page.start, "end": b.page.end, "why": b.why} for b in article.blocks if not b.text
    ]


def count_verdicts(view: StoryView) -> dict[str, int]:
    """How many entries have which verdict."""
    counts: dict[str, int] = {}
    for entry in view.ledger.entries:
        counts[entry.verdict] = counts.get(entry.verdict, 0) + 1
    return dict(sorted(counts.items()))


def export_rows(store: Store, watch: Progress | None = None) -> Iterator[Row]:
    """Everything a store holds of its stories, a record a row, in an order that never changes."""
    for view in load_stories(store, watch):
        yield from story_records(view)
    yield from ({"record": "unread", **asdict(u)} for u in reading.read_unread(store))


def story_records(view: StoryView) -> Iterator[Row]:
    """Everything of one story, a record a row."""
    one = view.story.id
    yield {"record": "story", **show_row(view)}
    for kind, rows in (("family", lineage_rows(view)), ("entry", ledger_rows(view))):
        yield from ({"record": kind, "story": one, **row} for row in rows)
    yield from ({"record": "copies", "story": one, **asdict(p)} for p in view.pairs)
    for article in sorted(view.articles):
        yield {"record": "text", "story": one, "page": article, "text": view.articles[article].text}


def summary_row(summary: RunSummary, stories: Sequence[StoryRow]) -> Row:
    """What a run did."""
    unread = [asdict(u) for u in summary.unread]
    return {"pages": summary.pages, "new": summary.new, "stories": len(stories), "unread": unread}


def change_row(left: Article, right: Article, change: TypedChange) -> Row:
    """One change between two pages."""
    return {
        "kind": change.kind,
        "note": change.note,
        "left": {**asdict(change.left), "text": change.left.of(left.text)},
        "right": {**asdict(change.right), "text": change.right.of(right.text)},
    }


def finding_row(finding: Finding) -> Row:
    """One line of the doctor."""
    return asdict(finding)
