"""Sentences of a text with their places.

Takes any string, gives spans in order that cover every non-blank character. A line end always ends a sentence: news
pages put a paragraph on a line. Abbreviations and initials do not end one.
"""

from __future__ import annotations

import re

from retold.records import Span

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st sr jr gen col lt sgt capt maj gov sen rep rev hon pres supt no vs etc inc ltd co corp "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun a.m p.m u.s u.n u.k e.u d.c e.g i.e "
    "approx est dept ave blvd mt ft".split()
)
END = re.compile(r"((?<![.!?…])[.!?…]++|[。！？])([\"'”’»)\]]*+)(\s+|$)|\n+")  # a row of marks is tried from its first


def find_sentences(text: str) -> list[Span]:
    """The place of every sentence, blanks around it left out.

    >>> [s.of("Gov. A. Moss spoke. “Go!” he said.") for s in find_sentences("Gov. A. Moss spoke. “Go!” he said.")]
    ['Gov. A. Moss spoke.', '“Go!” he said.']
    """
    out: list[Span] = []
    start = 0
    for mark in END.finditer(text):
        if mark.group(1) is not None and not ends_sentence(text, start, mark):
            continue
        end = mark.end(2) if mark.group(1) is not None else mark.start()
        add_trimmed(out, text, start, end)
        start = mark.end()
    add_trimmed(out, text, start, len(text))
    return out


def ends_sentence(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether a full stop (or its like) at this place ends the sentence that began at `start`."""
    following = text[mark.end() : mark.end() + 1]
    if "\n" in mark.group(3) or not following:
        return True
    if following.islower():
        return False
    if mark.group(1) != "." or mark.group(2):
        return True
    word = text[max(start, mark.start() - 12) : mark.start()].split()
    last = word[-1].lstrip("(“\"'‘[") if word else ""
    return not (last.casefold() in ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last != "I"))


def add_trimmed(out: list[Span], text: str, start: int, end: int) -> None:
    """Append start..end without the blanks at its sides, when anything is left."""
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    right = len(part.rstrip())
    if right > left:
        out.append(Span(start + left, start + right))
