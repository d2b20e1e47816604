"""One value from many voices: title, byline, canonical address, language.

Takes what the head says, what the record that carried the page says, and the flat page; gives the value most of them
agree on. A value is never invented: it stands somewhere in the page or in its record.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from urllib.parse import urljoin

from retold.extract.attributes import FACT, clean, read_attributes
from retold.extract.flatten import Flat
from retold.extract.header import NOT_PERSON, is_person, people, read_byline
from retold.extract.metadata import Facts
from retold.extract.outlet import Given, host_of, site_word
from retold.extract.tags import PART_BIT

SEPARATOR = re.compile(r"\s+[|\-–—·•:»«]+\s+|\s*\|\s*")
WORD = re.compile(r"\w+")
# Votes for a title, chosen on 557 dated article pages: h1 right on .80 of them, JSON-LD .80, OpenGraph .78.
TITLE_VOTES = {
    "h1": 3.0,
    "json-ld headline": 3.0,
    "meta og:title": 2.2,
    "title element": 2.0,
    "meta twitter:title": 1.0,
}
OTHER_VOTE = 0.5
FIRST_PIECES = 80  # pieces of a page among which its byline stands
ORIGIN = re.compile(
    r"\b(?:originally|first)\s+(?:appeared|published|posted|reported)\b|\bread the (?:original|full) (?:article"
    r"|story)\b"
    r"|^\W*source\s*:",
    re.IGNORECASE,
)
BY = re.compile(r"^\s*(?:\w+\s+)?by\s+", re.IGNORECASE)
SINGLE_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{2,15}")  # a given name alone, in a field that is for persons


def normal(text: str) -> str:
    """A text as words, for comparison."""
    return " ".join(WORD.findall(text.casefold()))


def choose_title(flat: Flat, facts: Facts, given: Given, names: list[str]) -> str | None:
    """The title that the most trusted voices share; the outlet's name at its end is cut off."""
    said = [(w, cut_outlet(v, names)) for w, v in facts.titles]
    heads = [flat.text[p.start : p.end] for p in flat.pieces if p.node.name == "h1"]
    known = " ".join(normal(v) for _, v in facts.titles).split()
    said += [("h1", h) for h in heads if len(heads) == 1 or shares(h, known)][:1]
    said += [("given title", v) for k, v in given if k == "title"]
    votes: Counter[str] = Counter()
    form: dict[str, str] = {}
    for where, value in said:
        key = normal(value)
        if key:
            votes[key] += 4.0 if where.startswith("given") else TITLE_VOTES.get(where, OTHER_VOTE)  # type: ignore[assignment]
            form.setdefault(key, value)
    if not votes:
        return None
    return form[max(votes, key=lambda k: (votes[k], len(k), k))]


def shares(head: str, known: list[str]) -> bool:
    """Whether most words of a heading stand in the titles that the head of the page gives."""
    words = WORD.findall(head.casefold())
    return len(words) > 1 and sum(w in known for w in words) * 2 > len(words)


def cut_outlet(title: str, names: list[str]) -> str:
    """A title without the outlet or section set off at its ends.

    >>> cut_outlet("Ferry lost off Port Ella - Coast Daily", ["coastdaily"])
    'Ferry lost off Port Ella'
    """
    parts = list(SEPARATOR.finditer(title))
    if not parts:
        return title
    head, tail = title[: parts[-1].start()], title[parts[-1].end() :]
    if is_name(tail, names) or (
        len(tail.split()) * 2 < len(head.split()) and len(tail.split()) <= 4 and "|" in parts[-1].group()
    ):
        return cut_outlet(head, names)
    first, rest = title[: parts[0].start()], title[parts[0].end() :]
    if is_name(first, names):
        return cut_outlet(rest, names)
    return title


def is_name(part: str, names: list[str]) -> bool:
    """Whether a part of a title is the outlet: its name, or the letters of its host."""
    key = normal(part).replace(" ", "")
    return bool(key) and any(key == n or (len(key) > 4 and (key in n or n in key) and len(n) > 4) for n in names)


def outlet_names(facts: Facts, url: str | None, given: Given) -> list[str]:
    """The names a page has for its outlet, without blanks, for comparison with parts of titles."""
    said = [v for _, v in facts.outlets] + [v for k, v in given if k == "outlet"] + [host_of(url), site_word(url)]
    return [n for n in dict.fromkeys(normal(v).replace(" ", "") for v in said if v) if n]


def choose_byline(flat: Flat, facts: Facts, given: Given, lines: list[str]) -> tuple[str, ...]:
    """The people who signed: by the record, JSON-LD, meta tags, marked elements, then lines that begin with "By"."""
    told = tuple(v for k, v in given if k == "author")
    data = [told, *(names for _, names in facts.authors)]
    voices = [*data, *marked_authors(flat), *(read_byline(x) or ((x,) if is_person(x) else ()) for x in lines)]
    for voice in voices:
        found = tuple(dict.fromkeys(p for name in voice for p in split_names(name)))
        if found:
            return found
    return next(
        ((v[0],) for v in data if len(v) == 1 and SINGLE_NAME.fullmatch(v[0]) and not NOT_PERSON.search(v[0])), ()
    )


def split_names(name: str) -> tuple[str, ...]:
    """The people in one author field."""
    if name.startswith(("http", "/", "@")) or len(name) > 200:
        return ()
    name = BY.sub("", name)
    return (name,) if is_person(name) and "," not in name and " and " not in name.lower() else people(name)


def marked_authors(flat: Flat) -> list[tuple[str, ...]]:
    """The names in the first elements whose markup says byline or author."""
    out: list[tuple[str, ...]] = []
    for piece in flat.pieces[:FIRST_PIECES]:
        node, bits = piece.node, 0
        for _ in range(2):
            bits |= node.own
            node = node.parent or node
        line = flat.text[piece.start : piece.end]
        if bits & PART_BIT["byline"] and not bits & PART_BIT["comment"] and len(line) < 120:
            out.append(read_byline(line) or split_names(line))
    return [names for names in out if names]


def choose_canonical(flat: Flat, facts: Facts, url: str | None) -> str | None:
    """The address that the page names as its original, when it points to another host."""
    own = site_word(url) or site_word(facts.own)
    for where, address in [*facts.bases, *named_origins(flat)]:
        try:
            full = urljoin(url or "", address.strip())
        except ValueError:
            continue
        if not full.startswith(("http://", "https://")) or not host_of(full):
            continue
        if site_word(full) != own and (own or where != "link canonical"):
            return full
    return None


def named_origins(flat: Flat) -> list[tuple[str, str]]:
    """The links inside lines that say where the article first stood."""
    linked = ((p.start, p.end) for p in flat.pieces if p.linked)
    places = [(a, b) for a, b in linked if ORIGIN.search(flat.text[a : min(b, a + 400)])]
    tags = (words for words, start in flat.anchors for a, b in places if a <= start < b)
    return [("origin line", clean(read_attributes(words, FACT).get("href", ""))) for words in islice(tags, 5)]


def choose_language(text: str, facts: Facts, given: Given) -> str | None:
    """The language as ISO 639-1: as declared unless the text is plainly another."""
    declared = next((v for k, v in given if k == "language"), "") or facts.language
    code = declared.strip().lower().replace("_", "-").split("-")[0]
    found = detect_language(text)
    if len(code) == 2 and code.isalpha() and code.isascii():
        return found if found and found != code and code == "en" else code
    return found


def detect_language(text: str) -> str | None:
    """The language a text looks like, or None when it is too short to tell."""
    if len(text) < 60:
        return None
    from resiliparse.parse.lang import detect_fast

    name, distance = detect_fast(text[:3000])
    return name if len(name) == 2 and distance < 1000 else None
