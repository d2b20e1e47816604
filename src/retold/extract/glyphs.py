"""What each character of a text is, as bits, and the words they make: whole pages at once, with numpy.

Takes a string, gives arrays over its characters and over its words. A character is looked up in one table that is
filled as characters are met, by the standard library's word for it; so no script is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
WORD, UPPER, DIGIT, STOP, CLOSER, QUOTE, RULED, COMMA, BULLET, CJK, BLANKS = (1 << i for i in range(11))
UNKNOWN = 1 << 15
GLYPHS = (
    (STOP, ".?!…。！？।؟"),
    (CLOSER, "\"'”’»)]"),
    (QUOTE, '“”"«»„'),
    (RULED, "[|›»·•©/→"),
    (COMMA, ",、，،"),
    (BULLET, "-•*·–▪►>"),
)
CJK_LETTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
WORDS = re.compile(r"\w+")
table = np.full(0x110000, UNKNOWN, np.uint16)


def classify(glyph: str) -> int:
    """The bits of one character.

    >>> classify("A") == WORD | UPPER, classify(".") == STOP
    (True, True)
    """
    bits = sum(bit for bit, glyphs in GLYPHS if glyph in glyphs)
    bits |= WORD if glyph.isalnum() or glyph == "_" else 0
    bits |= (UPPER if glyph.isupper() else 0) | (BLANKS if glyph.isspace() else 0)
    return bits | (DIGIT if glyph.isdigit() else 0) | (CJK if CJK_LETTER.match(glyph) else 0)


def read_codes(text: str) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
    """The code point and the bits of each character."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    bits = table[codes]
    if (bits == UNKNOWN).any():
        for code in set(codes[bits == UNKNOWN].tolist()):
            table[code] = classify(chr(code))
        bits = table[codes]
    return codes, bits


@dataclass(slots=True)
class Words:
    """The words of a text: where each begins and ends, and a number for each that is the same for equal words."""

    starts: Ints
    ends: Ints
    ids: Ints
    known: dict[str, int]  # folded word -> its number

    def numbers_of(self, text: str) -> set[int]:
        """The numbers of those words of another text that stand in this one too."""
        return {self.known[w] for w in WORDS.findall(text.lower()) if w in self.known}


def read_words(text: str, bits: NDArray[np.uint16]) -> Words:
    """The words of a text, blind to case."""
    inside = np.concatenate([[False], (bits & WORD) > 0, [False]])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    folded = text.lower()
    if len(folded) != len(text):  # a few letters have no lower form of one character
        folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    known: dict[str, int] = {}
    ids = [known.setdefault(w, len(known)) for w in WORDS.findall(folded)]
    return Words(edges[::2], edges[1::2], np.array(ids, np.int64), known)
