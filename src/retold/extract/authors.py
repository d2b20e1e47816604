"""Who signed an article: people, never organisations.

Takes the flat page and what its head and its record say, gives names and the place they were taken from. In the order
of trust: the record, JSON-LD, meta tags, elements whose markup says author, lines that say "by". A name stands for a
person by its shape; what no label vouches for must hold a word that is none of the language at large.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from retold.extract.flat import Flat
from retold.extract.header import NOT_PERSON, is_person, people, read_byline
from retold.extract.metadata import Facts
from retold.extract.outlet import ARTICLE_WORD, Given, letters_of
from retold.extract.tags import AREA_BIT, PART_BIT
from retold.text.common import is_common

Said = tuple[str, tuple[str, ...]]  # where, names
FIRST_PIECES = 80  # pieces of a page among which its byline stands
LONGEST_LINE = 160  # characters of a line that names who wrote
SHORTEST_OUTLET = 5  # letters of an outlet that can begin a longer name of it
UNDER_TITLE = 2  # pieces below the heading in which a name alone is its author
BY = re.compile(r"^\s*(?:\w+\s+)?by\s+", re.IGNORECASE)
LABEL = re.compile(
    r"^\W*(?:(?:written|reported|words|text|story|article|posted|published|reviewed)\s+)?by\W*$"
    r"|^\W*(?:authors?|reporters?|writers?|autor(?:es|en|a|in)?|auteurs?|autrice|redactor(?:a|es)?|författare|автор)\W*$",
    re.IGNORECASE,
)
INSIDE = re.compile(r"(?:^|[\s|•·–—-])(?:by|By|BY)\s*:?\s*(?P<names>[^\W\d_][^|•·⋅]{2,100})")
ELSEWHERE = (
    "von ",
    "par ",
    "por ",
    "di ",
    "door ",
    "av ",
    "af ",
    "автор",
    "作者",
    "记者",
    "記者",
    "撰文",
    "文／",
    "기자",
)
SHORT_LINE = 60  # characters of a line with a date
DATED = re.compile(r"\b(?:19|20)\d\d\b")
SINGLE_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{2,15}")  # a given name alone, in a field that is for persons
NO_AREA = AREA_BIT["nav"] | AREA_BIT["footer"]
NOT_HERE = PART_BIT["comment"] | PART_BIT["related"] | PART_BIT["nav"]


def choose_byline(
    flat: Flat, facts: Facts, given: Given, lines: list[str], outlets: list[str]
) -> tuple[tuple[str, ...], str]:
    """The people who signed and where their names stood; `lines` were set aside as bylines, `outlets` sign nothing."""
    told: list[Said] = [("record", tuple(v for k, v in given if k == "author")), *facts.authors]
    for where, names in told:
        parts = (part for name in names for part in split_names(name))
        if found := tuple(dict.fromkeys(part for part in parts if not is_outlet(part, outlets))):
            return found, where
    for where, names in told:
        alone = [part for name in names for part in re.split(r"\s+and\s+", name)]
        if alone and all(SINGLE_NAME.fullmatch(p) and not NOT_PERSON.search(p) and not is_plain(p) for p in alone):
            return tuple(p for p in alone if not is_outlet(p, outlets)), where
    marked = (("marked as author", read_byline(x) or split_names(x)) for x in flat.authors)
    for where, names in chain(marked, signed_lines(flat), marked_authors(flat), (("line", named_in(x)) for x in lines)):
        parts = (part for name in names for part in split_names(name))
        if found := tuple(dict.fromkeys(p for p in parts if not is_outlet(p, outlets) and not is_plain(p))):
            return found, where
    return (), ""


def is_outlet(name: str, outlets: list[str]) -> bool:
    """Whether a name is that of the outlet and of no person who runs it: made of plain words, led by an article, or
    longer than the outlet's own."""
    letters = letters_of(name)
    if letters in outlets:
        return is_plain(name) or ARTICLE_WORD.match(name) is not None
    return any(letters.startswith(outlet) for outlet in outlets if len(outlet) > SHORTEST_OUTLET)


def named_in(line: str) -> tuple[str, ...]:
    """The people in a line that was set aside as a byline."""
    return read_byline(line) or ((line,) if is_person(line) else ())


def split_names(name: str) -> tuple[str, ...]:
    """The people in one author field.

    >>> split_names("Ana Ruiz and Tom Okafor"), split_names("ana ruiz"), split_names("Coast News Desk")
    (('Ana Ruiz', 'Tom Okafor'), ('ana ruiz',), ())
    """
    if name.startswith(("http", "/", "@")) or len(name) > 200:
        return ()
    name = BY.sub("", name)
    if name.islower() and is_person(name.title()):
        return (name,)
    return (name,) if is_person(name) and "," not in name and " and " not in name.lower() else people(name)


def is_plain(name: str) -> bool:
    """Whether every word of a would-be name is one of the language at large: "Use Case", "Company Size"."""
    return all(is_common(word) for word in name.replace("-", " ").split())


def marked_authors(flat: Flat) -> Iterator[Said]:
    """The names in the first elements whose markup says byline or author."""
    for piece in flat.pieces[:FIRST_PIECES]:
        node, bits = piece.node, 0
        for _ in range(2):
            bits |= node.own
            node = node.parent or node
        if bits & PART_BIT["byline"] and not bits & PART_BIT["comment"] and piece.end - piece.start < LONGEST_LINE:
            line = flat.text[piece.start : piece.end]
            yield "marked as author", read_byline(line) or split_names(line)


def signed_lines(flat: Flat) -> Iterator[Said]:
    """The names behind the word "by", in its line or in the one below, and a name alone between heading and date."""
    before, heading = "", -UNDER_TITLE - 1
    for number, piece in enumerate(flat.pieces):
        line = flat.text[piece.start : min(piece.end, piece.start + LONGEST_LINE + 1)]
        if piece.node.name == "h1":
            heading = number
        if len(line) <= LONGEST_LINE and not (piece.node.parts & NOT_HERE or piece.node.areas & NO_AREA):
            yield "line", named_by(line, before)
            if (
                0 < number - heading <= UNDER_TITLE
                and is_dated(flat, number + 1)
                and line.istitle()
                and is_person(line)
            ):
                yield "line below the heading", (line,)
        before = line


def is_dated(flat: Flat, number: int) -> bool:
    """Whether a piece is a short line with a figure, as dates and reading times are."""
    piece = flat.pieces[min(number, len(flat.pieces) - 1)]
    line = flat.text[piece.start : piece.end]
    return len(line) < SHORT_LINE and any(map(str.isdigit, line))


def named_by(line: str, before: str) -> tuple[str, ...]:
    """The people whom a line names as authors, by its own words or by those of the line before it."""
    if LABEL.match(before) and (names := people(line)):
        return names
    low = line.lower()
    if "by" not in low and not low.startswith(ELSEWHERE):
        return ()
    found = INSIDE.search(line) if DATED.search(line) else None
    return read_byline(line) or (people(found.group("names")) if found else ())
