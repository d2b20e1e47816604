"""The leading lines of a flattened page: its title and its outlet.

Takes the lines before the first running text and the words of the article, gives the title, the outlet and their
places. A flattened page has no markup: what repeats, what the article echoes and what stands first must do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.extract.chrome import find_chrome
from retold.extract.header import AGENCIES, MEDIA_WORD, find_dateline, read_byline
from retold.extract.outlet import is_section
from retold.extract.select import is_date_line

WORD = re.compile(r"\w+")
LONG_WORD = 4
MOST_LINES = 15  # lines above the text that are looked at
MOST_WORDS = 32  # words of a title
OUTLET_WORDS = 6
GOOD = 0.45  # a line this good is the title even when a later one, often the standfirst, is better
TAIL = re.compile(r"\s[-–—|·]\s?(?P<name>[^\s\W](?:[^|–—]{0,48}?[^\s|–—])?)\s*$")
DATE_WORDS = re.compile(r"\b(?:19|20)\d\d\b|\d:\d\d|\b\d{1,2}[./-]\d{1,2}\b")
NOT_OUTLET = re.compile(r"(?:by|credit|photo|source|image|video|updated|published)\b", re.IGNORECASE)
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
    above = max(0, len(lines) - MOST_LINES)
    lines = lines[above:]
    told = {w for w in WORD.findall(body[:8000].casefold()) if len(w) >= LONG_WORD}
    scored = [score_title(line, i, lines, told) - 0.4 * (i == 0 < above) for i, line in enumerate(lines)]
    best = max(scored, default=0.0)
    if best <= 0:
        return Masthead()
    at = next(i for i, s in enumerate(scored) if s >= min(best, GOOD))
    title, outlet = split_tail(lines[at])
    outlet = outlet or outlet_beside(title, lines)
    place = next((i for i, line in enumerate(lines) if i > at and is_outlet_line(line)), None)
    if outlet is None and place is not None:
        outlet = lines[place].strip(" •·|-")
    return Masthead(
        title, at + above, outlet, above + place if place is not None and outlet and outlet in lines[place] else None
    )


def score_title(line: str, index: int, lines: list[str], told: set[str]) -> float:
    """How well a line would do as the title; 0 or less when it cannot be one."""
    words = WORD.findall(line.casefold())
    if not 2 <= len(words) <= MOST_WORDS or furniture(line, index) or is_outlet_line(line):
        return 0.3 * (index == 0 and len(words) > 1 and is_outlet_line(line))
    if line.endswith((":", ".", ".”", '."')) or find_dateline(line) or is_date_line(line):
        return 0.0
    long = [w for w in words if len(w) >= LONG_WORD]
    echoed = sum(w in told for w in long) / len(long) if long else 0.0
    if DATE_WORDS.search(line) and echoed < 0.4:
        return 0.0
    repeated = any(i != index and line in other for i, other in enumerate(lines))
    return echoed + 0.5 * repeated + 0.4 * (index == 0) - 0.1 - 0.2 * (len(words) < 4)


def furniture(line: str, index: int) -> bool:
    """Whether a line is chrome or a byline; on the first line "The latest: ..." is a headline, not a link."""
    found = find_chrome(line)
    return bool(read_byline(line)) or (
        found is not None and not (index == 0 and found.kind == "related" and ": " in line)
    )


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
    """Whether a short line between title and text looks like the name of an outlet: capitals, no stop, no date."""
    words = line.split()
    return bool(
        MEDIA_WORD.search(line)
        and not is_section(line)
        and not AGENCIES.search(line)
        and not NOT_OUTLET.match(line)
        and 1 <= len(words) <= OUTLET_WORDS
        and not STOP.search(line)
        and not DATE_WORDS.search(line)
        and not any(c.isdigit() for c in line)
        and all(w[:1].isupper() or w.casefold() in ("of", "the", "and", "de", "la", "&") for w in words)
        and find_chrome(line) is None
        and not read_byline(line)
    )
