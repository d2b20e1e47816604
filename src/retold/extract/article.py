"""A page to its article: flatten, choose, describe, date.

Takes a page, gives an article whose text is cut from the flat text of the page, with every block kept or set aside and
the reason. Pure: no clock, no disk, no network.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from retold.extract.authors import choose_byline
from retold.extract.chrome import find_chrome, find_glued
from retold.extract.dating import LONGEST_LINE, PUBLISHED, believe, gather_dates
from retold.extract.decode import decode_body
from retold.extract.describe import (
    choose_canonical,
    choose_language,
    choose_title,
    normal,
    outlet_names,
)
from retold.extract.flat import Flat, Piece
from retold.extract.flatten import flatten_html
from retold.extract.header import find_credit, find_dateline, is_person, read_byline, signing_agency
from retold.extract.lines import flatten_text
from retold.extract.masthead import Masthead, is_outlet_line, read_masthead
from retold.extract.metadata import Facts, read_facts
from retold.extract.outlet import Given, choose_outlet
from retold.extract.select import MOST_PIECES, Choice, choose, is_bare, is_date_line, is_sentence
from retold.extract.signs import implied_days
from retold.extract.tags import PART_BIT
from retold.extract.wounds import find_wounds
from retold.records import Article, Block, Page, Span
from retold.text.tokens import fold_words

MAX_BODY = 20 << 20  # bytes of a page that are looked at
MOST_HEADERS = 15  # lines above the text in which dates are looked for
DATELINE_WITHIN = 8  # kept lines from the top among which a dateline marks the beginning
SHORTEST_STANDFIRST = 6  # words: what is shorter and stands above the first sentence is furniture
SHORTEST_OPENING = 18  # words of a first line that is no headline even when it ends like a question
MOST_RESIDUE = 20  # lines of other stories inside a text that are remembered
RESIDUE_KINDS = frozenset(("related", "promotion"))
ELSEWHERE = PART_BIT["related"] | PART_BIT["comment"]
HEADER_KINDS = frozenset(("page-date", "byline", "navigation", "caption", "outlet", "page-title"))


def extract_article(page: Page, recurring: frozenset[str] = frozenset()) -> Article:
    """The article of a page; `recurring` are lines of it that other pages of its outlet have too (`Tally`).

    >>> page = Page("p", None, b"<nav>Home</nav><p>The ferry sank, police said on Monday morning.</p>", "text/html")
    >>> extract_article(page).text
    'The ferry sank, police said on Monday morning.'
    """
    body = decode_body(page.body[:MAX_BODY], page.media)
    flat = flatten_html(body) if "html" in page.media else flatten_text(body)
    split_pieces(flat)
    facts = read_facts(flat)
    choices = choose(flat, facts, recurring)
    head = Masthead()
    if flat.nodes[0].name == "text":
        head, choices = set_aside_masthead(flat, choices)
    else:
        choices = set_aside_leading(flat, choices)
    text, blocks = cut(flat, choices)
    return describe(
        page, flat, facts, head, Article(page.id, text, flat.text, blocks, url=page.url, fetched=page.fetched)
    )


def set_aside_masthead(flat: Flat, choices: list[Choice]) -> tuple[Masthead, list[Choice]]:
    """The title and outlet of a flattened page, and the choices with their lines set aside."""
    lines = [flat.text[p.start : p.end] for p in flat.pieces]
    first = first_line(lines, choices)
    head = read_masthead(lines[:first], flat.text[flat.pieces[first].start :] if first else "")
    dated, bare = bool(lines and find_dateline(lines[first])), is_bare(lines)
    out = list(choices)
    for i in range(first):
        if head.title and normal(head.title) in normal(lines[i]) and len(lines[i]) < 2 * len(head.title) + 40:
            out[i] = Choice(False, "page-title", "the title of the page")
        elif i == head.outlet_line or (out[i].kept and is_outlet_line(lines[i])):
            out[i] = Choice(False, "outlet", "a name between the title and the text")
        elif is_date_line(lines[i]):
            out[i] = Choice(False, "page-date", "a date alone on its line")
        elif read_byline(lines[i]) or (i - 1 == head.title_line and is_person(lines[i])):
            out[i] = Choice(False, "byline", "names who wrote it")
        elif out[i].kept and (dated or (short_line(lines[i]) and not bare)):
            out[i] = Choice(False, "standfirst" if is_sentence(lines[i]) else "navigation", "stands above the report")
    return head, out


def short_line(line: str) -> bool:
    """Whether a line is too short for a standfirst."""
    return len(line.split()) < SHORTEST_STANDFIRST


def set_aside_leading(flat: Flat, choices: list[Choice]) -> list[Choice]:
    """The choices of a page with markup, with the lines set aside that were kept above its first running text."""
    lines = {i: flat.text[flat.pieces[i].start : flat.pieces[i].end] for i, c in enumerate(choices) if c.kept}
    top = list(lines)[:DATELINE_WITHIN]
    dated = next((i for i in top if (d := find_dateline(lines[i])) and (d.agency or d.place.isupper())), None)
    first = dated if dated is not None else next((i for i in top if is_sentence(lines[i])), top[0] if top else 0)
    out = list(choices)
    for i in top[: top.index(first)] if top else ():
        out[i] = leading_kind(lines[i], before_dateline=dated is not None) or out[i]
    return out


def leading_kind(line: str, *, before_dateline: bool) -> Choice | None:
    """What a line above the text is when it is no part of it."""
    if is_date_line(line):
        return Choice(False, "page-date", "a date alone on its line")
    if read_byline(line) or is_person(line) or (before_dateline and signing_agency(line)):
        return Choice(False, "byline", "names who wrote it")
    if rule := find_chrome(line):
        return Choice(False, rule.kind, rule.name)
    if before_dateline and len(line.split()) < SHORTEST_STANDFIRST:
        return Choice(False, "navigation", "stands above the report")
    return None


def first_line(lines: list[str], choices: list[Choice]) -> int:
    """The line on which the running text begins: its dateline when that stands near the top, else a first sentence."""
    kept = [i for i, c in enumerate(choices) if c.kept]
    top = next(
        (i for i in kept[:DATELINE_WITHIN] if (d := find_dateline(lines[i])) and (d.agency or d.place.isupper())), None
    )
    if top is not None:
        return top
    return next((i for i in kept if opens_text(lines[i], i)), 0)


def opens_text(line: str, index: int) -> bool:
    """Whether a kept line can be the first of the running text: a short question on top is a headline."""
    return is_sentence(line) and (
        len(line.split()) >= SHORTEST_OPENING or line.endswith((".", ".”", '."')) or index > 3
    )


def describe(page: Page, flat: Flat, facts: Facts, head: Masthead, article: Article) -> Article:
    """The article with all that the page says of it, and where each value was taken from."""
    text, given = article.text, page.given
    names = outlet_names(facts, page.url, given)
    bylines = [b.page.of(flat.text) for b in article.blocks if b.kind == "byline"]
    title = choose_headline(flat, facts, given, head, names)
    byline, signed = choose_byline(flat, facts, given, bylines, names)
    outlet = choose_outlet(flat, facts, page.url, given, head.outlet)
    dateline = find_dateline(text)
    credit = find_credit(flat.text if flat.nodes[0].name == "text" else text, dateline, own=outlet[0])
    canonical = choose_canonical(flat, facts, page.url)
    language = choose_language(text or flat.text, facts, given)
    offers = gather_dates(flat, facts, given, page.url, dated_lines(flat, article.blocks))
    published, dates = believe(offers, text, page.fetched)
    origins = {
        "title": title and title[1],
        "byline": byline and signed,
        "outlet": outlet[1],
        "credit": credit and ("dateline" if dateline and dateline.agency == credit else "text"),
        "dateline": dateline and "text",
        "canonical": canonical and canonical[1],
        "language": language and language[1],
        "published": published and next((d.where for d in dates if d.value == published), None),
        **{field: facts.places.get(field) for field in ("description", "section")},
    }
    return replace(
        article,
        title=title and title[0],
        byline=byline,
        dateline=dateline,
        outlet=outlet[0],
        credit=credit,
        canonical=canonical and canonical[0],
        language=language and language[0],
        published=published,
        implied=None if published else implied_days(text, page.fetched),
        dates=dates,
        residue=find_residue(flat.text, article.blocks),
        description=facts.description or None,
        section=facts.section or None,
        origins=tuple((field, place) for field, place in origins.items() if place),
        wounds=find_wounds(text, language and language[0]),
    )


def choose_headline(flat: Flat, facts: Facts, given: Given, head: Masthead, names: list[str]) -> tuple[str, str] | None:
    """The title and its place: of a flattened page that of its leading lines, unless the record has one."""
    if head.title and not any(field == "title" for field, _ in given):
        return head.title, "line"
    return choose_title(flat, facts, given, names)


def dated_lines(flat: Flat, blocks: tuple[Block, ...]) -> list[Span]:
    """The lines outside the text that can tell its day: those above it, and any that says "published"."""
    kept = [b.page for b in blocks if b.text is not None]
    top = kept[min(2, len(kept) - 1)].start if kept else len(flat.text)
    aside = [b for b in blocks if b.text is None]
    above = [b.page for b in aside if b.kind in HEADER_KINDS and b.page.start < top][-MOST_HEADERS:]
    rest = (b.page for p, b in zip(flat.pieces, blocks, strict=True) if b.text is None and not p.node.parts & ELSEWHERE)
    said = [span for span in rest if span.start >= top and says_published(flat, span)]
    return above + said[:1]


def says_published(flat: Flat, span: Span) -> bool:
    """Whether a short line begins by saying when its page was published."""
    return span.end - span.start <= LONGEST_LINE and PUBLISHED.match(flat.text, span.start, span.end) is not None


def find_residue(flat: str, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The lines, folded, that lead to other stories and stand between the first and the last kept block."""
    kept = [i for i, b in enumerate(blocks) if b.text is not None]
    inside = blocks[kept[0] : kept[-1]] if kept else ()
    lines = (" ".join(fold_words(b.page.of(flat))) for b in inside if b.text is None and b.kind in RESIDUE_KINDS)
    return tuple(islice(filter(None, lines), MOST_RESIDUE))


def split_pieces(flat: Flat) -> None:
    """Cut every piece where a link to another story was run into the end of its line; a page of too many pieces has
    its rest in one."""
    if len(flat.pieces) > MOST_PIECES:
        rest = flat.pieces[MOST_PIECES]
        flat.pieces[MOST_PIECES:] = [Piece(rest.start, flat.pieces[-1].end, rest.node, 0, False)]
    flat.pieces = [part for piece in flat.pieces for part in split_glued(flat.text, piece)]


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
