"""Whose words an article says it carries: wire agencies, authors, and outlets it names as its source.

Takes an article, gives Credits (folded names). Only the head and the tail of the text are read, and sentences with
words of crediting; a name inside the story is no credit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.records import Article

# Agencies that sell copy to other outlets; any agency of a dateline counts as well.
WIRES = {
    "ap": "AP", "the ap": "AP", "associated press": "AP", "the associated press": "AP",
    "reuters": "Reuters", "thomson reuters": "Reuters", "afp": "AFP", "agence france-presse": "AFP",
    "upi": "UPI", "united press international": "UPI", "cnn": "CNN", "cnn wire": "CNN", "bloomberg": "Bloomberg",
    "dpa": "dpa", "deutsche presse-agentur": "dpa", "efe": "EFE", "ansa": "ANSA", "xinhua": "Xinhua", "tass": "TASS",
    "kyodo": "Kyodo", "kyodo news": "Kyodo", "yonhap": "Yonhap", "pti": "PTI", "press trust of india": "PTI",
    "ani": "ANI", "aap": "AAP", "australian associated press": "AAP", "press association": "PA", "pa media": "PA",
    "pa": "PA", "canadian press": "The Canadian Press", "the canadian press": "The Canadian Press",
    "interfax": "Interfax", "anadolu": "Anadolu", "anadolu agency": "Anadolu", "ians": "IANS",
    "tribune news service": "TNS", "tns": "TNS", "mcclatchy": "McClatchy", "states newsroom": "States Newsroom",
}  # fmt: skip
WIRE_WORD = re.compile(r"\b(?:wire|newswire|news agency|news service|press agency|press association)$")
NAME = r"[A-Z][\w&.'’-]*(?: (?:of the |of |the )?[A-Z][\w&.'’-]*){0,4}"
DATELINE = re.compile(r"^[A-Z][^\n()]{1,60} ?\(([A-Z][\w .&-]{1,40})\) ?[-–—]", re.MULTILINE)
BYLINE = re.compile(rf"^(?:by|By|BY)\s+({NAME}(?:(?:,| and)\s+{NAME})*)")
CREDIT = re.compile(
    rf"(?:(?:originally|first) (?:published|appeared|reported)(?: by| in| on| at)|source:|credit:|courtesy of|via|"
    rf"republished from|reprinted from|copyright(?: ©| \d{{4}})*|according to|reported by|told) ?(?:the )?({NAME})"
)
CITED = re.compile(
    rf"(?:[Oo]riginally|[Ff]irst) (?:published|appeared|reported) (?:by|in|on|at) (?:the |The )?({NAME})"
    rf"|^(?:Source|Credit|Via|From|Courtesy of|Republished from|Reprinted from):? (?:the |The )?({NAME})"
    rf"|(?:[Rr]epublished|[Rr]eprinted) (?:from|with permission (?:of|from)) (?:the |The )?({NAME})",
    re.MULTILINE,
)
HEAD_LINES, TAIL_LINES, HEAD_SIGNS = 6, 6, 3000


@dataclass(frozen=True, slots=True)
class Credits:
    """Folded names: authors of the byline, wires (with their usual spelling), outlets named as the source."""

    authors: frozenset[str]
    wires: frozenset[str]
    cited: frozenset[str]

    @property
    def wires_folded(self) -> frozenset[str]:
        """The wires in the spelling in which outlets are compared."""
        return frozenset(w.casefold() for w in self.wires)


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
        wires.add(WIRES.get(article.credit.casefold(), article.credit))
    cited = {next(filter(None, m.groups())).casefold() for line in edge for m in CITED.finditer(line)}
    authors = frozenset(n.casefold() for n in names if not wire_name(n))
    return Credits(authors, frozenset(wires), frozenset(cited))


def byline_names(line: str) -> list[str]:
    """The names of a line like "By Ana Moss and Li Wu, Coast Press"."""
    found = BYLINE.match(line) if len(line) < 160 else None
    return [n for n in re.split(r",\s*|\s+and\s+", found.group(1)) if n] if found else []


def wires_of_datelines(article: Article, lines: list[str]) -> set[str]:
    """The agencies of datelines: the article's own, and those at line starts."""
    agencies = {m.group(1) for line in lines for m in DATELINE.finditer(line[:120])}
    if article.dateline and article.dateline.agency:
        agencies.add(article.dateline.agency)
    return {WIRES.get(a.casefold(), a) for a in agencies}


def wire_name(name: str) -> str | None:
    """The usual name of a wire agency, or None.

    >>> wire_name("The Associated Press"), wire_name("Coast News Agency"), wire_name("Ana Moss")
    ('AP', 'Coast News Agency', None)
    """
    folded = name.strip(" .|•-–—").casefold()
    if len(folded) > 60:
        return None
    return WIRES.get(folded) or (name.strip() if WIRE_WORD.search(folded) else None)
