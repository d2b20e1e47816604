"""The outlet of a page: who runs the site, as the page itself writes it.

Takes the flat page, its head and its address, gives one name. In the order of trust: the record, JSON-LD and meta tags,
a name on the page that the host spells, the line between title and text, the end of the title, the notice of rights,
the logo, at last the host. A section ("World", "Latest news") is never an outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from retold.extract.flat import Flat
from retold.extract.metadata import Facts

Given = tuple[tuple[str, str], ...]

WORD = re.compile(r"\w+")
WWW = re.compile(r"^(?:www\d?|m|amp|mobile|edition)\.")
PUBLIC = frozenset(("com", "org", "net", "co", "gov", "edu", "ac", "info"))
PARTS = re.compile(r"\s+(?:[|\-–—·•:»«›>/]+|::)\s+|\s*[|»›]\s*|\s+-(?=\w)")
ENDS = 15  # lines at each end of a page among which its name stands
LONGEST = 48  # characters of a name
MOST_WORDS = 6
MOST_TOLD = 80  # characters of a name in the head or the record
SHORTEST_HOST = 4  # letters of a host that can tell a name
ARTICLE_WORD = re.compile(r"^(?:the|le|la|les|el|al|die|der|das|il|lo)\s+", re.IGNORECASE)
RIGHTS = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[\s©]*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d|present))?)?[\s,]*(?:by\s+)?"
    r"(?P<name>[A-ZÀ-Þ][\w.&'’ -]{1,40}?)\s*(?=[.,;|·•]|\s+(?:all|inc|llc|ltd|is|and its)\b|$)",
    re.IGNORECASE,
)
SECTIONS = frozenset(
    "home world news politics sport sports business health latest opinion money tech technology science culture "
    "entertainment local national international breaking front page top stories story video videos live more menu "
    "search europe asia africa americas us uk economy markets finance education environment climate weather travel "
    "lifestyle life style arts books crime law justice society people regional nation metro features archive blog "
    "article articles post posts all rights reserved copyright uncategorized general report reports today the & and of "
    "in logo".split()
)


def choose_outlet(
    flat: Flat, facts: Facts, url: str | None, given: Given, line: str | None
) -> tuple[str, str] | tuple[None, None]:
    """The outlet as its record, its head, or the page itself names it, else its host; and where it does."""
    said = [(v, "record") for k, v in given if k == "outlet"]
    said += [(v, where) for where, v in facts.outlets if not v.startswith(("http", "@"))]
    told = [(name, where) for name, where in said if 1 < len(name) <= MOST_TOLD]
    if not told and (name := spelled_by_host(flat, url)):
        told.append((name, "a line that the host spells"))
    if not told:
        told += named_on_page(flat, line)
    if not told and (host := host_of(url)):
        told.append((host, "url"))
    return told[0] if told else (None, None)


def named_on_page(flat: Flat, line: str | None) -> list[tuple[str, str]]:
    """The name in the line below the title, at the end of the title, in the notice of rights or on the logo."""
    if line and not is_section(line):
        return [(line, "line")]
    said = [(PARTS.split(flat.title)[-1], "title element")] if PARTS.search(flat.title) else []
    said += [(m.group("name"), "notice of rights") for s in edge_lines(flat) for m in [RIGHTS.search(s[:200])] if m]
    said += [(name, "logo") for name in flat.logos]
    names = [(name.strip(" .,-–—"), where) for name, where in said]
    return [(name, where) for name, where in names if is_name(name)]


def is_name(name: str) -> bool:
    """Whether words have the shape of an outlet's name: few, in capitals, no section.

    >>> is_name("Coast Daily"), is_name("World News"), is_name("how it went")
    (True, False, False)
    """
    words = name.split()
    return (
        0 < len(words) <= MOST_WORDS
        and 1 < len(name) <= LONGEST
        and name[:1].isupper()
        and all(w[:1].isupper() or w[:1].isdigit() or len(w) <= 3 for w in words)
        and not is_section(name)
    )


def is_section(name: str) -> bool:
    """Whether a name is one that any site has: "World", "Latest News", "Home"."""
    return all(w in SECTIONS for w in WORD.findall(name.casefold()))


def spelled_by_host(flat: Flat, url: str | None) -> str | None:
    """The name, in the title or at either end of the page, whose letters are those of the host."""
    host = re.sub(r"\W", "", site_word(url))
    if len(host) < SHORTEST_HOST:
        return None
    parts = list(name_parts(flat))
    found = [part for part in parts if spells(part, host)]
    if not found and len(host) > SHORTEST_HOST:
        found = [part for part in parts if is_name(part) and letters_of(part).startswith(host)]
    return max(found, key=lambda n: (n.count(" "), found.count(n), n)) if found else None


def name_parts(flat: Flat) -> Iterator[str]:
    """Short stretches of the title and of the lines at both ends of a page that stand by themselves."""
    for line in (flat.title, *edge_lines(flat)):
        for part in PARTS.split(RIGHTS.sub(r"| \g<name> |", line[:300])):
            name = part.strip(" .,:•·©")
            if 1 < len(name) <= LONGEST and len(name.split()) <= MOST_WORDS and any(c.isupper() for c in name):
                yield name


def edge_lines(flat: Flat) -> list[str]:
    """The lines at both ends of a page."""
    pieces = flat.pieces if len(flat.pieces) <= 2 * ENDS else flat.pieces[:ENDS] + flat.pieces[-ENDS:]
    return [flat.text[p.start : p.end] for p in pieces]


def spells(name: str, host: str) -> bool:
    """Whether a name, with or without its article, has the letters of a host.

    >>> spells("The Coast Daily", "coastdaily"), spells("The Coast Daily", "thecoastdaily")
    (True, True)
    """
    return host in (letters_of(name), letters_of(ARTICLE_WORD.sub("", name)))


def letters_of(name: str) -> str:
    """The letters and figures of a name, without blanks and signs."""
    return "".join(WORD.findall(name.casefold())).replace("_", "")


def host_of(url: str | None) -> str:
    """The host of an address, without "www."."""
    try:
        return WWW.sub("", urlsplit(url or "").netloc.lower().split("@")[-1].split(":")[0])
    except ValueError:
        return ""


def site_word(url: str | None) -> str:
    """The word of a host that names the site."""
    parts = [p for p in host_of(url).split(".")[:-1] if p not in PUBLIC]
    return parts[-1] if parts else ""
