"""What a tag means for the flattening, by its name; and the parts of a page that its attributes name.

Takes the name or the attributes of one tag. Both repeat, within a page and from page to page: what was read once is
looked up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from retold.extract.attributes import is_hidden, read_attributes
from retold.extract.tags import BLOCK, CLOSES, CLOSES_P, INLINE_BARE, PART_BIT, RAW, TOKEN_BITS, VOID

NOTHING, OPENS, HIDES, STANDS = range(4)  # what a tag does: see `Kind.does`
OFTEN = 200  # characters of attributes that may be met again: what they say is kept
MOST_KNOWN = 1 << 14  # attributes, and words of class attributes, that are remembered
MOST_NAMES = 400  # characters of class and id that are read
MOST_KINDS = 5000  # names of elements that are remembered
NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
NOTED = frozenset(("a", "time", "html"))  # inline elements that tell something by themselves
HOLDERS = BLOCK | NOTED  # elements that are remembered as holders of text


class Kind(NamedTuple):
    """An element by its name: nothing to us, opened and closed, hiding what it holds, or standing alone."""

    does: int
    name: str  # in lower case
    block: bool = False
    ends: tuple[str, ...] = ()  # elements of its family that it ends without saying so
    ends_p: bool = False


COMMENT = Kind(HIDES, "!--")
known_kinds: dict[str | None, Kind] = {None: COMMENT}


def read_kind(written: str) -> Kind:
    """The kind of an element by its name as written.

    >>> read_kind("DIV").block, read_kind("em").does == NOTHING
    (True, True)
    """
    name = written.lower()
    if name in RAW:
        kind = Kind(HIDES, name)
    elif name in VOID:
        kind = Kind(STANDS if name in ("br", "hr", "meta", "img", "link") else NOTHING, name)
    elif name in INLINE_BARE:
        kind = Kind(NOTHING, name)
    else:
        kind = Kind(OPENS, name, name in BLOCK, CLOSES.get(name, ()), name in CLOSES_P)
    if len(known_kinds) < MOST_KINDS:
        known_kinds[written] = kind
    return kind


def read_parts(rest: str) -> tuple[int, str]:
    """The parts of a page that the attributes of a tag name, as bits, and its class.

    >>> read_parts(' class="menu"') == (PART_BIT["nav"], "menu")
    True
    """
    if "=" not in rest and "hidden" not in rest:
        return 0, ""
    return read_parts_often(rest) if len(rest) < OFTEN and "href" not in rest else read_parts_once(rest)


def read_parts_once(rest: str) -> tuple[int, str]:
    """The same, for a tag that is hardly met again."""
    attributes = read_attributes(rest)
    sign = attributes.get("class", "")
    own = read_names(sign) if sign else 0
    for key in ("id", "itemprop", "role", "rel"):
        if key in attributes:
            own |= read_names(attributes[key])
    if is_hidden(attributes):
        own |= PART_BIT["hidden"]
    return own, sign


read_parts_often = lru_cache(maxsize=MOST_KNOWN)(read_parts_once)


@lru_cache(maxsize=MOST_KNOWN)
def read_names(names: str) -> int:
    """The parts of a page that the words of class and id attributes name, as bits.

    >>> read_names("c-relatedList") == PART_BIT["related"]
    True
    """
    bits = 0
    for word in names[:MOST_NAMES].split():
        bits |= read_name(word)
    return bits


@lru_cache(maxsize=MOST_KNOWN)
def read_name(word: str) -> int:
    """The same for one word."""
    bits = 0
    for part in NAME_PART.findall(word):
        bits |= TOKEN_BITS.get(part.lower(), 0)
    return bits
