"""Whose words an article says it carries: wire agencies, authors, and outlets it names as its source.

Takes an article, gives Credits (folded names). Only the head and the tail of the text are read, and sentences with
words of crediting; a name inside the story is no credit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from retold.records import Article
from retold.trace.names import WIRES, keys_of, plain_name, tail_key, wire_name

NAME = r"[A-Z][\w&.'’-]*(?: (?:of the |of |the )?[A-Z][\w&.'’-]*){0,4}"
DATELINE = re.compile(r"^[A-Z][^\n()]{1,60} ?\(([A-Z][\w .&-]{1,40})\) ?[-–—]", re.MULTILINE)
BYLINE = re.compile(rf"^(?:by|By|BY)\s+({NAME}(?:(?:,| and)\s+{NAME})*)")
CITED = re.compile(
    rf"(?:[Oo]riginally|[Ff]irst) (?:published|appeared|reported) (?:by|in|on|at) (?:the |The )?({NAME})"
    rf"|^(?:Source|Credit|Via|From|Courtesy of|Republished from|Reprinted from):? (?:the |The )?({NAME})"
    rf"|(?:[Rr]epublished|[Rr]eprinted) (?:from|with permission (?:of|from)) (?:the |The )?({NAME})",
    re.MULTILINE,
)
REPORTS = re.compile(
    rf"^(?:The |the )?({NAME}) (?:reports|writes|first reported)\b|\b(?:as|news agency) (?:the )?({NAME}) reported\b"
)
VOICE = re.compile(rf"\b(?:told|tells|seen by|obtained by) the ({NAME})")
HEAD_LINES, TAIL_LINES, HEAD_SIGNS = 6, 6, 3000


@dataclass(frozen=True)
class Credits:
    """Folded names: authors of the byline, wires (with their usual spelling), outlets named as the source."""

    authors: frozenset[str]
    wires: frozenset[str]
    cited: frozenset[str]
    voice: frozenset[str] = frozenset()  # last words of outlets to which people speak in the text: "told the Post"

    @cached_property
    def named(self) -> frozenset[str]:
        """The keys of all that is named as a source."""
        return self.cited_keys | {k for n in self.wires for k in keys_of(n)}

    @cached_property
    def cited_keys(self) -> frozenset[str]:
        """The keys of the outlets named as the source."""
        return frozenset(k for n in self.cited for k in (*keys_of(n), tail_key(n)) if k)


def find_credits(article: Article) -> Credits:
    """The credits of an article.

    >>> text = "PORT ELLA (Coastwire) - A ferry sank.\\nOriginally published by Ella Post"
    >>> c = find_credits(Article(id="p", text=text))
    >>> sorted(c.wires), sorted(c.cited)
    (['Coastwire'], ['ella post'])
    """
    lines = [line.strip() for line in article.text.split("\n") if line.strip()]
    edge = lines[:HEAD_LINES] + lines[max(HEAD_LINES, len(lines) - TAIL_LINES) :]
    edge = [line[:HEAD_SIGNS] for line in edge]
    names = [n for line in (*edge, *(f"By {b}" for b in article.byline)) for n in byline_names(line)]
    wires = {w for w in map(wire_name, names) if w} | wires_of_datelines(article, lines)
    wires |= {w for w in map(wire_name, [article.credit or "", *edge]) if w}
    if article.credit:
        wires.add(WIRES.get(plain_name(article.credit), article.credit))
    wires = {w for w in wires if not is_place(w, article)}
    cited = {
        next(filter(None, m.groups())).casefold()
        for rule in (CITED, REPORTS)
        for line in edge
        for m in rule.finditer(line)
    }
    voice = {plain_name(m.group(1)).split()[-1] for line in lines for m in VOICE.finditer(line[:HEAD_SIGNS])}
    authors = frozenset(n.casefold() for n in names if not wire_name(n))
    return Credits(authors, frozenset(wires), frozenset(cited), frozenset(voice))


def is_place(name: str, article: Article) -> bool:
    """Whether a credit is a place: it stands in a dateline, or the text says that something is in it.

    >>> is_place("VARN", Article(id="p", text="(VARN) - A mill burned in Varn."))
    True
    """
    if name in WIRES.values():
        return False
    place = article.dateline.place if article.dateline else ""
    spot = rf"\b{re.escape(name)}\b"
    return bool(
        re.search(spot, place, re.IGNORECASE)
        or re.search(rf"\b(?:in|near|outside|off) {spot}", article.text, re.IGNORECASE)
    )


def byline_names(line: str) -> list[str]:
    """The names of a line like "By Ana Moss and Li Wu, Coast Press"."""
    found = BYLINE.match(line) if len(line) < 160 else None
    return [n for n in re.split(r",\s*|\s+and\s+", found.group(1)) if n] if found else []


def wires_of_datelines(article: Article, lines: list[str]) -> set[str]:
    """The agencies of datelines: the article's own, and those at line starts."""
    agencies = {m.group(1) for line in lines for m in DATELINE.finditer(line[:120])}
    if article.dateline and article.dateline.agency:
        agencies.add(article.dateline.agency)
    return {WIRES.get(plain_name(a), a) for a in agencies}
