"""What a tag means for the flattening: opens, ends or skips, and the parts of a page that its attributes name.

Takes the words of one tag, gives a `Tag`. Tags repeat, within a page and from page to page: what was read once is
looked up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from retold.extract.attributes import is_hidden, read_attributes
from retold.extract.tags import AREA_BIT, BLOCK, CLOSES, CLOSES_P, INLINE_BARE, PART_BIT, RAW, TOKEN_BITS, VOID

NOTHING, OPENS, CLOSES_IT, HIDES, STANDS = range(5)  # what a tag does: see `Tag.does`
OFTEN = 200  # characters of a tag that may be met again: its meaning is kept
MOST_KNOWN = 1 << 15  # tags, and words of class attributes, that are remembered
MOST_NAMES = 400  # characters of class and id that are read
NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
NOTED = frozenset(("a", "time", "html"))  # inline elements that tell something by themselves


class Tag(NamedTuple):
    """One tag: what it does (nothing, opens an element, closes one, hides what follows, stands alone) and says."""

    does: int
    name: str
    block: bool
    area: int = 0
    own: int = 0  # parts of a page that it names, as bits
    sign: str = ""  # its class
    counts: bool = False  # whether the element is remembered as a holder of text
    ends: tuple[str, ...] = ()  # elements of its family that it ends without saying so
    ends_p: bool = False
    rest: str = ""  # the words of its attributes


known_words: dict[str, int] = {}


@lru_cache(maxsize=MOST_KNOWN)
def read_names(names: str) -> int:
    """The parts of a page that the words of class and id attributes name, as bits.

    >>> read_names("c-relatedList") == PART_BIT["related"]
    True
    """
    bits = 0
    for word in names[:MOST_NAMES].split():
        found = known_words.get(word)
        if found is None:
            found = 0
            for part in NAME_PART.findall(word):
                found |= TOKEN_BITS.get(part.lower(), 0)
            if len(known_words) >= MOST_KNOWN:
                known_words.clear()
            known_words[word] = found
        bits |= found
    return bits


def read_tag(closing: str, name: str, rest: str) -> Tag:
    """The meaning of a tag by its parts.

    >>> read_tag("", "nav", ' class="menu"').own == PART_BIT["nav"]
    True
    """
    block = name in BLOCK
    if closing:
        return Tag(CLOSES_IT, name, block)
    if name in RAW:
        return Tag(HIDES, name, False, rest=rest)
    if name in VOID:
        return Tag(STANDS if name in ("br", "hr", "meta", "img", "link") else NOTHING, name, block, rest=rest)
    if name in INLINE_BARE and not rest.strip():
        return Tag(NOTHING, name, block)
    own, sign = read_attributes_of(rest) if "=" in rest or "hidden" in rest else (0, "")
    if name == "a":
        return Tag(OPENS, name, False, AREA_BIT["a"], own, sign, True, (), False, rest)
    counts = block or own > 0 or name in NOTED
    ends = CLOSES.get(name, ())
    return Tag(OPENS, name, block, AREA_BIT.get(name, 0), own, sign, counts, ends, name in CLOSES_P, rest)


def read_attributes_of(rest: str) -> tuple[int, str]:
    """The parts of a page that the attributes of a tag name, as bits, and its class."""
    attributes = read_attributes(rest)
    sign = attributes.get("class", "")
    own = read_names(sign) if sign else 0
    for key in ("id", "itemprop", "role", "rel"):
        if key in attributes:
            own |= read_names(attributes[key])
    if is_hidden(attributes):
        own |= PART_BIT["hidden"]
    return own, sign
