"""A page to its article: flatten, choose, describe.

Takes a page, gives an article whose text is cut from the flat text of the page, with every block kept or set aside and
the reason. Pure: no clock, no disk, no network.
"""

from __future__ import annotations

from retold.extract.chrome import find_glued
from retold.extract.decode import decode_body
from retold.extract.flatten import Flat, Piece, flatten_html
from retold.extract.header import find_credit, find_dateline
from retold.extract.lines import flatten_text
from retold.extract.select import Choice, choose
from retold.records import Article, Block, Page, Span

MAX_BODY = 20 << 20  # bytes of a page that are looked at


def extract_article(page: Page) -> Article:
    """The article of a page.

    >>> page = Page("p", None, b"<nav>Home</nav><p>The ferry sank, police said on Monday.</p>", "text/html")
    >>> extract_article(page).text
    'The ferry sank, police said on Monday.'
    """
    body = decode_body(page.body[:MAX_BODY], page.media)
    flat = flatten_html(body) if "html" in page.media else flatten_text(body)
    flat.pieces = [part for piece in flat.pieces for part in split_glued(flat.text, piece)]
    choices = choose(flat)
    text, blocks = cut(flat, choices)
    title = next(
        (flat.text[p.start : p.end] for p, c in zip(flat.pieces, choices, strict=True) if c.kind == "page-title"), None
    )
    outlet = next(
        (flat.text[p.start : p.end] for p, c in zip(flat.pieces, choices, strict=True) if c.kind == "outlet"), None
    )
    dateline = find_dateline(text)
    return Article(
        page.id,
        text,
        flat.text,
        blocks,
        url=page.url,
        title=title or flat.title or None,
        outlet=outlet,
        dateline=dateline,
        credit=find_credit(flat.text, dateline, own=outlet),
        fetched=page.fetched,
    )


def split_glued(text: str, piece: Piece) -> list[Piece]:
    """A piece, cut in two where a link to another story was run into the end of its line."""
    at = find_glued(text[piece.start : piece.end])
    if at is None:
        return [piece]
    cut_at = piece.start + at
    end = piece.start + len(text[piece.start : cut_at].rstrip())
    return [Piece(piece.start, end, piece.node, 0, piece.broken), Piece(cut_at, piece.end, piece.node, 0, True)]


def cut(flat: Flat, choices: list[Choice]) -> tuple[str, tuple[Block, ...]]:
    """The text of the kept pieces, and a block for every piece."""
    out: list[str] = []
    blocks: list[Block] = []
    length = 0
    for piece, choice in zip(flat.pieces, choices, strict=True):
        page = Span(piece.start, piece.end)
        if not choice.kept:
            blocks.append(Block(choice.kind, page, None, choice.why))
            continue
        if out:
            out.append("\n")
            length += 1
        out.append(page.of(flat.text))
        blocks.append(Block(choice.kind, page, Span(length, length + page.end - page.start), choice.why))
        length += page.end - page.start
    return "".join(out), tuple(blocks)
