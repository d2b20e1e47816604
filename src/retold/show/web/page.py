"""One page: its text with the claims marked, what was set aside and why, its dates and why they are believed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from retold.records import Article, Block, Claim, Claims, DateSeen, Edge, Figure, Quote, Span
from retold.show.difference import line_spans
from retold.show.view import place_of
from retold.show.web.ask import Ask, MissingError, Part, Shown, part_of
from retold.show.web.outline import Outline, Place, load_outline
from retold.store import outline as light
from retold.store import reading
from retold.store.outline import Card

LETTERS_A_PART = 30_000  # of the text; a longer one is shown in parts
LINES_A_PART = 400
ASIDE_A_PAGE = 25
CLAIMS_A_PAGE = 25
SHOWN_OUTSIDE = 160
KINDS = ("figure", "quote", "event")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the text, marked as a claim or not; `number` counts the marked ones."""

    text: str
    kind: str = ""
    claim: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the page: kept, or set aside with the rule that decided."""

    pieces: tuple[Piece, ...]
    kind: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """A stretch of the page that is not of the article."""

    kind: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim of the page, with the entry of the ledger that it answers."""

    id: str
    kind: str
    words: str
    start: int
    end: int
    entry: str | None
    verdict: str | None
    what: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    speaker: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """A page or lost original that this page was made from, or that was made from it."""

    place: Place
    relation: str
    confidence: float


@dataclass(frozen=True, slots=True)
class PageData:
    """A page and all that was read from it."""

    page: Card
    byline: tuple[str, ...]
    credit: str | None
    dateline: str | None
    language: str | None
    canonical: str | None
    model: str
    sigil: str
    made_from: tuple[Relative, ...]
    copies: tuple[Relative, ...]
    dates: tuple[DateSeen, ...]
    text: str
    claims: Part[ClaimRow]
    set_aside: Part[Aside]


def show_page(ask: Ask) -> Shown:
    """The page of this id."""
    article, card = read_page(ask)
    outline = load_outline(ask.store, card.story) if card.story else None
    place = outline.place(card.id) if outline else Place(card.id, "", card.outlet or card.found_in, "page")
    claims = reading.read_claims_of(ask.store, [card.id]).get(card.id, Claims(card.id, model="not read yet"))
    kinds = ask.many("kind") or KINDS[:2]
    rows = claim_rows(article, [c for c in claims.all() if kind_of(c) in kinds], outline)
    asked = ask.one("claim")
    marks = [r for r in rows if not asked or r.id == asked] or rows
    up, down = relatives(outline, card.id) if outline else ((), ())
    data = PageData(
        page=card,
        byline=article.byline,
        credit=article.credit,
        dateline=", ".join(p for p in (article.dateline.place, article.dateline.agency) if p)
        if article.dateline
        else None,
        language=article.language,
        canonical=article.canonical,
        model=claims.model,
        sigil=place.sigil,
        made_from=up,
        copies=down,
        dates=article.dates,
        text=article.text,
        claims=part_of(rows, ask, "claims", CLAIMS_A_PAGE),
        set_aside=part_of(aside_rows(article), ask, "set", ASIDE_A_PAGE),
    )
    parts = cut_in_parts(article, marks, ask, asked)
    drawn = {"paragraphs": parts, "name": place.name, "kinds": KINDS, "shown_kinds": kinds, "asked": asked}
    return Shown(article.title or place.name, data, {**drawn, "story": outline.view.story if outline else None})


def read_page(ask: Ask) -> tuple[Article, Card]:
    """The article that the address names, and where it was found."""
    page = ask.path["page"]
    found = reading.read_articles(ask.store, [page])
    if not found:
        raise MissingError("This store holds no such page.")
    return found[0], light.read_cards(ask.store, [page])[page]


def claim_rows(article: Article, claims: Sequence[Claim], outline: Outline | None) -> list[ClaimRow]:
    """These claims in the order of the text."""
    entries = entry_of_claim(outline) if outline else {}
    rows = [claim_row(article, c, outline, entries) for c in claims]
    return sorted(rows, key=lambda r: (r.start, r.end, r.id))


def kind_of(claim: Claim) -> str:
    """The name of a claim's kind."""
    return "figure" if isinstance(claim, Figure) else "quote" if isinstance(claim, Quote) else "event"


def entry_of_claim(outline: Outline) -> dict[str, str]:
    """The entry that each claim of the story answers."""
    return {c: e.id for e in reversed(outline.ledger.entries) for c in e.claims}


def claim_row(article: Article, claim: Claim, outline: Outline | None, entries: dict[str, str]) -> ClaimRow:
    """A claim ready to be shown."""
    place = place_of(claim)
    entry = entries.get(claim.id)
    verdict = outline.entry_of[entry].verdict if outline and entry else None
    base = ClaimRow(claim.id, kind_of(claim), place.of(article.text), place.start, place.end, entry, verdict)
    if isinstance(claim, Figure):
        q = claim.quantity
        counted = replace(base, what=claim.what, low=q.low, high=q.high, unit=q.unit)
        return replace(counted, speaker=claim.speaker, as_of=claim.as_of)
    if isinstance(claim, Quote):
        return replace(base, speaker=claim.speaker)
    return replace(base, what=" ".join(w for w in (claim.who, claim.did, claim.to_whom) if w), as_of=claim.when)


def relatives(outline: Outline, page: str) -> tuple[tuple[Relative, ...], tuple[Relative, ...]]:
    """What this page was made from, and what was made from it."""
    edges = [e for s in outline.view.stemmas if page in s.family for e in s.edges]
    up = sorted((e for e in edges if e.child == page), key=lambda e: (-e.confidence, e.parent))
    down = sorted((e for e in edges if e.parent == page), key=lambda e: (-e.confidence, e.child))
    return (
        tuple(relative(outline, e.parent, e) for e in up),
        tuple(relative(outline, e.child, e) for e in down),
    )


def relative(outline: Outline, node: str, edge: Edge) -> Relative:
    """One end of an edge."""
    return Relative(outline.place(node), edge.relation, round(edge.confidence, 4))


# ---- the text ------------------------------------------------------------------------------------------------------


def cut_in_parts(article: Article, marks: Sequence[ClaimRow], ask: Ask, claim: str) -> Part[Paragraph]:
    """The asked part of the text in paragraphs; without a wish the one that holds the asked claim."""
    blocks = blocks_of(article, aside=ask.one("aside") == "yes")
    parts: list[list[Block]] = [[]]
    size = 0
    for block in blocks:
        letters = (block.text or block.page).end - (block.text or block.page).start
        if parts[-1] and (size + letters > LETTERS_A_PART or len(parts[-1]) == LINES_A_PART):
            parts.append([])
            size = 0
        parts[-1].append(block)
        size += letters
    at = next((m.start for m in marks if m.id == claim), -1)
    holding = (n for n, part in enumerate(parts, 1) if any(b.text and b.text.start <= at < b.text.end for b in part))
    page = min(max(1, ask.number("part", next(holding, 1))), len(parts))
    shown = [paragraph(article, b, marks) for b in parts[page - 1]]
    return Part(tuple(shown), page, len(parts), len(blocks), "part")


def blocks_of(article: Article, *, aside: bool) -> list[Block]:
    """The lines of the text as blocks, a very long one in pieces; on request with what was set aside at its place."""
    if aside and article.blocks:
        return sorted(article.blocks, key=lambda b: b.page)
    return [
        Block("paragraph", Span(0, 0), Span(at, min(line.end, at + LETTERS_A_PART)), "")
        for line in line_spans(article.text)
        for at in range(line.start, line.end, LETTERS_A_PART)
    ]


def paragraph(article: Article, block: Block, marks: Sequence[ClaimRow]) -> Paragraph:
    """One block of the page, its claims marked."""
    if block.text is None:
        return Paragraph((Piece(block.page.of(article.flat)[:LETTERS_A_PART]),), f"set aside: {block.kind}", block.why)
    return Paragraph(tuple(mark_pieces(article.text, block.text, marks)), "paragraph")


def mark_pieces(text: str, span: Span, marks: Sequence[ClaimRow]) -> Iterator[Piece]:
    """The pieces of a stretch of text; where claims overlap the first and shortest is marked."""
    at = span.start
    for m in (m for m in marks if m.start < span.end and m.end > span.start):
        start, end = max(m.start, span.start), min(m.end, span.end)
        if start < at:
            continue
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], m.kind, m.id, m.entry or "")
        at = end
    if at < span.end:
        yield Piece(text[at : span.end])


def aside_rows(article: Article) -> list[Aside]:
    """What of the page's visible text is not of the article, and why."""
    return [Aside(b.kind, cut(b.page.of(article.flat)), b.why) for b in article.blocks if b.text is None]


def cut(text: str) -> str:
    """The first words of a text."""
    line = " ".join(text[: 4 * SHOWN_OUTSIDE].split())
    return line if len(line) <= SHOWN_OUTSIDE else line[:SHOWN_OUTSIDE].rstrip() + "…"
