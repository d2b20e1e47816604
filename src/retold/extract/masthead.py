"""The leading lines of a flattened page: its title and its outlet.

Takes the lines before the first running text and the words of the article, gives the title, the outlet and their
places. A flattened page has no markup: what repeats, what the article echoes and what stands first must do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.extract.chrome import find_chrome
from retold.extract.header import read_byline

WORD = re.compile(r"\w+")
LONG_WORD = 4
MOST_LINES = 12  # leading lines that are looked at
MOST_WORDS = 32  # words of a title
OUTLET_WORDS = 6
TAIL = re.compile(r"\s[-–—|·]\s?(?P<name>[^\s\W](?:[^|–—]{0,48}?[^\s|–—])?)\s*$")
DATE_WORDS = re.compile(r"\b(?:19|20)\d\d\b|\d:\d\d|\b\d{1,2}[./-]\d{1,2}\b")
STOP = re.compile(r"[.!?。！？][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Masthead:
    """The title and the outlet of a flattened page, with the numbers of their lines."""

    title: str | None = None
    title_line: int | None = None
    outlet: str | None = None
    outlet_line: int | None = None


def read_masthead(lines: list[str], body: str) -> Masthead:
    """The title and the outlet among the leading lines.

    >>> read_masthead(["Ferry lost off Port Ella", "Coast Daily"], "The ferry was lost off Port Ella on Monday.").outlet
    'Coast Daily'
    """
    lines = lines[:MOST_LINES]
    told = {w for w in WORD.findall(body[:8000].casefold()) if len(w) >= LONG_WORD}
    scored = [(score_title(line, i, lines, told), -i) for i, line in enumerate(lines)]
    best = max(scored, default=(0.0, 0))
    if best[0] <= 0:
        return Masthead()
    at = -best[1]
    title, outlet = split_tail(lines[at])
    outlet = outlet or outlet_beside(title, lines)
    place = next((i for i, line in enumerate(lines) if i > at and is_outlet_line(line)), None)
    if outlet is None and place is not None:
        outlet = lines[place].strip()
    return Masthead(title, at, outlet, place if place is not None and lines[place].strip() == outlet else None)


def score_title(line: str, index: int, lines: list[str], told: set[str]) -> float:
    """How well a line would do as the title; 0 or less when it cannot be one."""
    words = WORD.findall(line.casefold())
    if not 2 <= len(words) <= MOST_WORDS or find_chrome(line) or read_byline(line):
        return 0.0
    long = [w for w in words if len(w) >= LONG_WORD]
    echoed = sum(w in told for w in long) / len(long) if long else 0.0
    if DATE_WORDS.search(line) and echoed < 0.4:
        return 0.0
    repeated = any(i != index and line in other for i, other in enumerate(lines))
    return echoed + 0.5 * repeated + 0.4 * (index == 0) - 0.1 - 0.2 * (len(words) < 4)


def split_tail(line: str) -> tuple[str, str | None]:
    """A title line without the name of the outlet set off at its end, and that name."""
    found = TAIL.search(line)
    if found and len(found.group("name").split()) <= OUTLET_WORDS and found.start() > len(line) // 2:
        name = found.group("name")
        if name[:1].isupper() and all(w[:1].isupper() or len(w) <= 3 for w in name.split()):
            return line[: found.start()].rstrip(), name
    return line, None


def outlet_beside(title: str, lines: list[str]) -> str | None:
    """The outlet where another line repeats the title with the outlet's name set off behind it."""
    for line in lines:
        at = line.find(title)
        if at >= 0 and (found := TAIL.fullmatch(line[at + len(title) :])):
            return found.group("name")
    return None


def is_outlet_line(line: str) -> bool:
    """Whether a short line between title and text looks like a name: capitalised words, no stop, no date, no person."""
    words = line.split()
    return (
        1 < len(words) <= OUTLET_WORDS
        and not STOP.search(line)
        and not DATE_WORDS.search(line)
        and not any(c.isdigit() for c in line)
        and all(w[:1].isupper() or w.casefold() in ("of", "the", "and", "de", "la", "&") for w in words)
        and find_chrome(line) is None
        and not read_byline(line)
    )
