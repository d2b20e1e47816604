"""Work on one family of copies, done by executors: trace it, date its pages, read their claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from retold.engine.attempts import attempt
from retold.engine.errors import EngineError
from retold.engine.frames import Row
from retold.pipeline.families import (
    Dated,
    Family,
    Read,
    claim_inputs,
    failed,
    read_family_claims,
    trace_one,
    untraced,
)
from retold.pipeline.lineage import family_inputs
from retold.pipeline.order import date_by_family
from retold.records import Article, CopyPair, Stemma, Unread
from retold.store.reading import decode
from retold.store.writing import claim_rows, encode


def family_rows(base: str, key: str, rows: Sequence[Row]) -> Iterator[Row]:
    """The stemma of a family, its pages dated, and their claims; `base` names the version and the language model."""
    check_base(base)
    articles = tuple(decode(row["record"], Article) for row in rows if row["kind"] == "article")
    pairs = tuple(p for row in rows if row["kind"] == "pairs" for p in decode(row["record"], list[CopyPair]))
    inputs, stemma, unread = trace(Family(articles, pairs))
    yield from ({"key": stemma.id, "kind": "unread", "id": "", "record": encode(u)} for u in unread)
    yield {"key": stemma.id, "kind": "stemma", "id": inputs, "record": encode(stemma)}
    yield {"key": stemma.id, "kind": "tree", "id": "", "record": encode(bare(stemma))}
    dated = date_by_family(articles, [stemma])
    for read in claims_of(
        Dated(tuple(dated[i] for i in stemma.family), stemma, base, claim_inputs(stemma, dated, base))
    ):
        yield from page_rows(read)


def trace(family: Family) -> tuple[str, Stemma, list[Unread]]:
    """What a stemma was made from, the stemma, and the reason if none could be drawn."""
    ids = [a.id for a in family.articles]
    inputs, stemma = family_inputs(ids, family.pairs), attempt(trace_one, family)
    if isinstance(stemma, Exception):
        edgeless, unread = untraced(ids, stemma)
        return f"failed {inputs}", edgeless, [unread]
    return inputs, stemma, []


def claims_of(task: Dated) -> list[Read]:
    """What the pages of a family claim; of a family that brought its process down, that nothing could be read."""
    read = attempt(read_family_claims, task)
    if isinstance(read, Exception):
        return [failed(a, task.inputs[a.id], str(read)) for a in task.articles]
    return read


def page_rows(read: Read) -> Iterator[Row]:
    """The day that a page speaks from, and its claims."""
    article = read.article
    yield {"key": article.id, "kind": "day", "id": article.id, "record": article.published}
    yield {"key": article.id, "kind": "claims", "id": read.inputs, "record": encode(read.claims)}
    for row in claim_rows(read.claims, article.text):
        yield {"key": article.id, "kind": "claim", "id": row["id"], "record": encode(row)}
    if unread := read.unread():
        yield {"key": article.id, "kind": "unread", "id": "", "record": encode(unread)}


def bare(stemma: Stemma) -> Stemma:
    """A stemma without its evidence: all that stories are grouped from."""
    return replace(stemma, hidden=(), edges=tuple(replace(e, signs=()) for e in stemma.edges))


def check_base(base: str) -> None:
    """Refuse to work beside a driver of another version, or with another language model."""
    own = base_of()
    if own != base:
        raise EngineError(f"a worker has retold {own}, the driver {base}: install the same on all machines")


def base_of() -> str:
    """The version of retold, and the language model in use."""
    from retold import __version__
    from retold.claims.language import model_name

    return f"{__version__} {model_name()}"
