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
from retold.extract.flat import Flat
from retold.extract.metadata import Facts
from retold.extract.outlet import Given, host_of, site_word

SEPARATOR = re.compile(r"\s+[|\-–—·•:»«]+\s+|\s*\|\s*")
ORIGIN_HINTS = (
    "originally ", "first appeared", "first published", "first posted", "first reported", "read the original",
    "read the full", "source:", "source :",
)  # fmt: skip
WORD = re.compile(r"\w+")
# Votes for a title, chosen on the article pages with a title of one half of the extraction set (277): where heading and
# head differ the heading is the title nine times in ten.
TITLE_VOTES = {
    "record": 9.0,
    "h1": 8.0,
    "json-ld headline": 3.0,
    "meta og:title": 2.2,
    "title element": 2.0,
    "meta twitter:title": 1.0,
}
MOST_HEADS = 20  # headings of the first rank that are compared
LIKE, LIKE_ALONE = 0.4, 0.2  # likeness to the titles in the head from which a heading is the title: of several, alone
OTHER_VOTE = 0.5
ORIGIN = re.compile(
    r"\b(?:originally|first)\s+(?:appeared|published|posted|reported)\b|\bread the (?:original|full) (?:article"
    r"|story)\b"
    r"|^\W*source ?:",
    re.IGNORECASE,
)


def normal(text: str) -> str:
    """A text as words, for comparison."""
    return " ".join(WORD.findall(text.casefold()))


def choose_title(flat: Flat, facts: Facts, given: Given, names: list[str]) -> tuple[str, str] | None:
    """The title that the most trusted voices share, and the first place of it; the outlet's name at its end is cut."""
    said = [("record", v) for k, v in given if k == "title"]
    said += [(w, cut_outlet(v, names)) for w, v in facts.titles]
    if head := choose_heading(flat, said, names):
        said.append(("h1", cut_outlet(head, names)))
    votes: Counter[str] = Counter()
    first: dict[str, tuple[str, str]] = {}
    for where, value in said:
        if key := normal(value):
            votes[key] += TITLE_VOTES.get(where, OTHER_VOTE)  # type: ignore[assignment]
            first.setdefault(key, (value, where))
    return first[max(votes, key=lambda k: (votes[k], len(k), k))] if votes else None


def choose_heading(flat: Flat, said: list[tuple[str, str]], names: list[str]) -> str | None:
    """The first-rank heading that is the title: the one most like what the head of the page says, the outlet's name
    left out; one alone need only share a word with it."""
    heads = [flat.text[p.start : p.end] for p in flat.pieces if p.node.name == "h1"][:MOST_HEADS]
    heads = [h for h in dict.fromkeys(heads) if WORD.search(h) and not is_name(h, names)]
    known = [set(normal(v).split()) for _, v in said]
    if not heads:
        return None
    if not known:
        return heads[0] if len(heads) == 1 else None
    likeness = [max(likeness_of(h, k) for k in known) for h in heads]
    best = max(range(len(heads)), key=lambda i: (likeness[i], -i))
    return heads[best] if likeness[best] >= (LIKE_ALONE if len(heads) == 1 else LIKE) else None


def likeness_of(head: str, known: set[str]) -> float:
    """The share of words that a heading and a title have in common, counted from the longer of the two."""
    words = set(normal(head).split())
    return len(words & known) / max(len(words), len(known), 1)


def cut_outlet(title: str, names: list[str]) -> str:
    """A title without the outlet or section set off at its ends.

    >>> cut_outlet("Ferry lost off Port Ella - Coast Daily", ["coastdaily"])
    'Ferry lost off Port Ella'
    """
    before, colon, behind = title.partition(": ")
    if colon and normal(before).replace(" ", "") in names:
        return cut_outlet(behind, names)
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


def choose_canonical(flat: Flat, facts: Facts, url: str | None) -> tuple[str, str] | None:
    """The address that the page names as its original, when it points to another host, and where it does."""
    own = site_word(url) or site_word(facts.own)
    for where, address in [*facts.bases, *named_origins(flat)]:
        try:
            full = urljoin(url or "", address.strip())
        except ValueError:
            continue
        if not full.startswith(("http://", "https://")) or not host_of(full):
            continue
        if site_word(full) != own and (own or where != "link canonical"):
            return full, where
    return None


def named_origins(flat: Flat) -> list[tuple[str, str]]:
    """The links inside lines that say where the article first stood."""
    low = flat.text.lower()
    if not any(hint in low for hint in ORIGIN_HINTS):
        return []
    linked = ((p.start, p.end) for p in flat.pieces if p.linked)
    places = [(a, b) for a, b in linked if ORIGIN.search(flat.text[a : min(b, a + 400)])]
    tags = (words for words, start in flat.anchors for a, b in places if a <= start < b)
    return [("origin line", clean(read_attributes(words, FACT).get("href", ""))) for words in islice(tags, 5)]


def choose_language(text: str, facts: Facts, given: Given) -> tuple[str, str] | None:
    """The language as ISO 639-1 and who says so: the record or the head unless the text is plainly another."""
    told = next((v for k, v in given if k == "language"), "")
    declared, where = (told, "record") if told else (facts.language, facts.places.get("language", ""))
    code = declared.strip().lower().replace("_", "-").split("-")[0]
    found = detect_language(text)
    if len(code) == 2 and code.isalpha() and code.isascii():
        return (found, "text") if found and found != code and code == "en" else (code, where)
    return (found, "text") if found else None


def detect_language(text: str) -> str | None:
    """The language a text looks like, or None when it is too short to tell."""
    if len(text) < 60:
        return None
    from resiliparse.parse.lang import detect_fast

    name, distance = detect_fast(text[:3000])
    return name if len(name) == 2 and distance < 1000 else None
