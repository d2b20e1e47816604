"""Flattened pages: the text as it came is the flat text, each line a piece of it.

Takes a string, gives the same `Flat` that HTML gives, with no elements to tell pieces apart.
"""

from __future__ import annotations

import re

from retold.extract.flat import Flat, Node, Piece

LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c]+")


def flatten_text(text: str) -> Flat:
    """A text as it is, cut at its line ends.

    >>> [text[p.start : p.end] for text in [" One \\n\\nTwo"] for p in flatten_text(text).pieces]
    ['One', 'Two']
    """
    root = Node(0, 0, None, "text")
    pieces = []
    for line in LINE.finditer(text):
        words = line.group()
        start = line.start() + len(words) - len(words.lstrip())
        end = line.start() + len(words.rstrip())
        if end > start:
            pieces.append(Piece(start, end, root, 0, False))
    return Flat(text, pieces, [root])
