"""Writing results. Each function is one transaction: after a crash a step was written whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b, sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, update

from retold.records import (
    Article,
    Claim,
    Claims,
    CopyPair,
    Figure,
    Ledger,
    Page,
    Quote,
    SharedPassage,
    Stemma,
    Story,
    Unread,
)
from retold.store import schema
from retold.store.database import Store

Row = dict[str, Any]
DISPUTED = ("contradicted", "drifted", "range")


def encode(record: object) -> str:
    """A record as JSON, its fields in order."""
    return msgspec.json.encode(record).decode()


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, if any, their texts as databases take them."""
    if rows:
        kept = [{k: storable(v) if isinstance(v, str) else v for k, v in row.items()} for row in rows]
        connection.execute(insert(table), kept)


def write_articles(store: Store, found: Sequence[tuple[Page, Article]]) -> None:
    """Add pages with their articles; what is known already stays as it is."""
    write_rows(store, [article_row(page, article) for page, article in found])


def write_rows(store: Store, rows: Sequence[Row]) -> None:
    """The same where `article_row` was made elsewhere."""
    with store.write() as connection:
        ids = [row["id"] for row in rows]
        known = set(connection.execute(select(schema.articles.c.id).where(schema.articles.c.id.in_(ids))).scalars())
        new = [row for row in rows if row["id"] not in known]
        put(connection, schema.articles, new)
        sum_pages(connection, [row["id"] for row in new])


PAGES = "pages"  # in `meta`: a sum over the ids of all pages, so that nobody need read them to see whether any came
SUM = 1 << 128


def sum_pages(connection: Connection, new: Sequence[str]) -> str:
    """The sum of pages, with these that are new; made from all where it is not kept yet."""
    known = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == PAGES)).scalar()
    ids = new if known else connection.execute(select(schema.articles.c.id)).scalars()
    total = int(known or "0", 16) + sum(int.from_bytes(blake2b(i.encode(), digest_size=16).digest()) for i in ids)
    told = f"{total % SUM:032x}"
    if new or not known:
        connection.execute(delete(schema.meta).where(schema.meta.c.key == PAGES))
        put(connection, schema.meta, [{"key": PAGES, "value": told}])
    return told


def fingerprint_pages(store: Store) -> str:
    """What tells one set of pages from another."""
    with store.write() as connection:
        return sum_pages(connection, [])


def article_row(page: Page, article: Article) -> Row:
    """The row of a page, as databases take it; its text stands in columns of its own, not in the record."""
    row = {
        "id": article.id,
        "url": article.url,
        "found_in": page.found_in,
        "media": page.media,
        "fetched": page.fetched,
        "sha256": sha256(page.body).hexdigest(),
        "size": len(page.body),
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published,
        "language": article.language,
        "text": article.text,
        "flat": article.flat,
        "record": encode(replace(article, text="", flat="")),
    }
    return {k: storable(v) if isinstance(v, str) else v for k, v in row.items()}


def storable(text: str) -> str:
    """The text as databases take it: what none of them stores is replaced, one character for one; places stay right."""
    text = text.replace("\0", "\ufffd")
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def write_unread(store: Store, found: Iterable[Unread]) -> None:
    """List what could not be used, each thing once."""
    rows = sorted({(u.found_in, u.url or "", u.reason) for u in found})
    with store.write() as connection:
        known = set(connection.execute(select(schema.unread)))
        put(
            connection,
            schema.unread,
            [{"found_in": f, "url": u, "reason": r} for f, u, r in rows if (f, u, r) not in known],
        )


def write_copies(store: Store, pairs: Sequence[CopyPair], passages: Sequence[SharedPassage], *, inputs: str) -> None:
    """Replace the copies and passages of the store."""
    with store.write() as connection:
        for table in (schema.copies, schema.passages):
            connection.execute(delete(table))
        put(connection, schema.copies, [pair_row(p) for p in pairs])
        put(connection, schema.passages, list(passage_rows(passages)))
        mark_step(connection, "copies", inputs)


def write_stemmas(store: Store, stemmas: Sequence[Stemma], traced: Mapping[str, Stemma], *, inputs: str) -> None:
    """Replace the stemmas of the store; `traced` are those without people's decisions."""
    with store.write() as connection:
        for table in (schema.stemmas, schema.witnesses, schema.edges, schema.traced):
            connection.execute(delete(table))
        put_stemmas(connection, stemmas, traced)
        mark_step(connection, "lineage", inputs)


def put_stemmas(connection: Connection, stemmas: Sequence[Stemma], traced: Mapping[str, Stemma]) -> None:
    """Insert stemmas; those of one page are made faster than they are kept, so `traced` keeps only the others."""
    put(connection, schema.stemmas, [stemma_row(s) for s in stemmas])
    put(connection, schema.witnesses, [w for s in stemmas for w in witness_rows(s)])
    put(connection, schema.edges, [e for s in stemmas for e in edge_rows(s)])
    kept = [{"inputs": key, "record": encode(s)} for key, s in traced.items() if len(s.witnesses) > 1]
    put(connection, schema.traced, kept)


def pair_row(pair: CopyPair) -> Row:
    """The row of a pair of copies."""
    return {
        "left_article": pair.left,
        "right_article": pair.right,
        "relation": pair.relation,
        "left_share": pair.left_share,
        "right_share": pair.right_share,
        "record": encode(pair),
    }


def passage_rows(passages: Sequence[SharedPassage]) -> Iterable[Row]:
    """The rows of shared passages, numbered within their pair."""
    numbers: dict[tuple[str, str], int] = {}
    for p in passages:
        number = numbers[p.left, p.right] = numbers.get((p.left, p.right), -1) + 1
        yield {"left_article": p.left, "right_article": p.right, "number": number, "record": encode(p)}


def stemma_row(stemma: Stemma) -> Row:
    """The row of a stemma."""
    return {
        "id": stemma.id,
        "root": stemma.root,
        "pages": len(stemma.witnesses),
        "sources": stemma.sources,
        "record": encode(stemma),
    }


def witness_rows(stemma: Stemma) -> list[Row]:
    """A row a witness."""
    return [{"article": w.article, "stemma": stemma.id, "sigil": w.sigil} for w in stemma.witnesses]


def edge_rows(stemma: Stemma) -> list[Row]:
    """A row an edge, its signs in words."""
    return [
        {
            "stemma": stemma.id,
            "parent": e.parent,
            "child": e.child,
            "relation": e.relation,
            "confidence": e.confidence,
            "because": "; ".join(s.note for s in e.signs),
        }
        for e in stemma.edges
    ]


def write_claims(store: Store, read: Sequence[tuple[Claims, str]], texts: Mapping[str, str]) -> None:
    """Replace the claims of these articles; each comes with a fingerprint of what it was made from."""
    with store.write() as connection:
        ids = [claims.article for claims, _ in read]
        connection.execute(delete(schema.claims).where(schema.claims.c.article.in_(ids)))
        connection.execute(delete(schema.claim_reads).where(schema.claim_reads.c.article.in_(ids)))
        rows = [row for claims, _ in read for row in claim_rows(claims, texts[claims.article])]
        put(connection, schema.claims, rows)
        reads = [{"article": c.article, "inputs": inputs, "model": c.model} for c, inputs in read]
        put(connection, schema.claim_reads, reads)


def write_claim_inputs(store: Store, inputs: Mapping[str, str]) -> None:
    """Note what the claims of these articles were made from; the claims stay as they are."""
    r = schema.claim_reads
    with store.write() as connection:
        for article, made_from in inputs.items():
            connection.execute(update(r).where(r.c.article == article).values(inputs=made_from))


def claim_rows(claims: Claims, text: str) -> list[Row]:
    """A row a claim, in the order of the article's records."""
    return [claim_row(number, claim, text) for number, claim in enumerate(claims.all())]


def claim_row(number: int, claim: Claim, text: str) -> Row:
    """The row of one claim: what a person reads in columns, the rest in the record."""
    row: Row = {"id": claim.id, "article": claim.article, "number": number, "record": encode(claim)}
    empty = dict.fromkeys(("low", "high", "unit", "change", "what", "speaker", "as_of"))
    if isinstance(claim, Figure):
        q = claim.quantity
        columns = {"low": str(q.low), "high": str(q.high), "unit": q.unit, "change": q.change, "what": claim.what}
        given = {**columns, "speaker": claim.speaker, "as_of": claim.as_of}
        return {**row, **empty, **given, "kind": "figure", "words": claim.evidence[0].of(text)}
    if isinstance(claim, Quote):
        return {**row, **empty, "speaker": claim.speaker, "kind": "quote", "words": claim.words.of(text)}
    what = " ".join(w for w in (claim.who, claim.did, claim.to_whom) if w)
    return {**row, **empty, "what": what, "as_of": claim.when, "kind": "event", "words": claim.span.of(text)}


def keep_stories(store: Store, ids: Sequence[str]) -> None:
    """Drop the stories that are no more."""
    with store.write() as connection:
        gone = sorted(set(connection.execute(select(schema.stories.c.id)).scalars()) - set(ids))
        for table, column in STORY_TABLES:
            connection.execute(delete(table).where(table.c[column].in_(gone)))


def write_story(store: Store, story: Story, ledger: Ledger, *, inputs: str) -> None:
    """Replace one story with its ledger."""
    with store.write() as connection:
        for table, column in STORY_TABLES:
            connection.execute(delete(table).where(table.c[column] == story.id))
        connection.execute(delete(schema.story_articles).where(schema.story_articles.c.article.in_(story.articles)))
        put(connection, schema.story_articles, [{"article": a, "story": story.id} for a in story.articles])
        put(connection, schema.entries, entry_rows(ledger))
        put(connection, schema.stories, [{**story_row(story, ledger), "inputs": inputs}])


STORY_TABLES = ((schema.stories, "id"), (schema.entries, "story"), (schema.story_articles, "story"))


def story_row(story: Story, ledger: Ledger) -> Row:
    """The row of a story."""
    return {
        "id": story.id,
        "label": story.label,
        "first": story.first,
        "last": story.last,
        "pages": len(story.articles),
        "sources": ledger.sources,
        "disputed": sum(e.verdict in DISPUTED for e in ledger.entries),
        "record": encode(story),
        "ledger": encode(ledger),
    }


def entry_rows(ledger: Ledger) -> list[Row]:
    """A row an entry of the ledger."""
    return [
        {
            "id": e.id,
            "story": ledger.story,
            "number": number,
            "kind": e.kind,
            "question": e.question,
            "verdict": e.verdict,
            "sources": e.sources,
            "pages": e.pages,
            "answers": ", ".join(f"{v:,f}" for v in e.values),
            "drifts": len(e.drifts),
            "why": e.why,
        }
        for number, e in enumerate(ledger.entries)
    ]


def finish_step(store: Store, name: str, inputs: str) -> None:
    """Note that a step is done, in a transaction of its own."""
    with store.write() as connection:
        mark_step(connection, name, inputs)


def mark_step(connection: Connection, name: str, inputs: str) -> None:
    """Note that a step is done for these inputs."""
    connection.execute(delete(schema.steps).where(schema.steps.c.name == name))
    put(connection, schema.steps, [{"name": name, "inputs": inputs}])
