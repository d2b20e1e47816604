"""Words between quotation marks, by the marks alone.

Takes any string, gives the places of quoted stretches, marks included, in order and apart from each other. A paragraph
that ends inside a quote ends it; the next one goes on when it opens with a mark of its own. An unbalanced or turned
mark costs at most its own paragraph. No speaker is looked for here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.records import Span

DOUBLE_OPEN = "“„«‟〝「『"
DOUBLE_CLOSE = "”»〞」』"
STRAIGHT = '"＂'
LINE = re.compile(r"[^\n]+")
MARK = re.compile(r"[“„«‟〝「『”»〞」』\"＂]|``|''|[‘’']")
LONGEST_SINGLE = 600  # characters between single marks: beyond, one of the two is an apostrophe


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted stretch of one paragraph: closed by a mark of its own, or by the end of the paragraph."""

    span: Span
    closed: bool
    single: bool = False


def find_quoted(text: str) -> list[Quoted]:
    """The quoted stretches of a text.

    >>> text = "“We wait,” he said. ‘Nobody’s here.’"
    >>> [q.span.of(text) for q in find_quoted(text)]
    ['“We wait,”', '‘Nobody’s here.’']
    """
    out: list[Quoted] = []
    for line in LINE.finditer(text):
        out += quoted_in_line(text, line.start(), line.end())
    return out


def quoted_in_line(text: str, start: int, end: int) -> list[Quoted]:
    """The quoted stretches of one paragraph; double marks hold over the single ones inside them."""
    doubles = double_quoted(text, start, end)
    out, at = [], start
    for q in doubles:
        out += single_quoted(text, at, q.span.start)
        out.append(q)
        at = q.span.end
    return out + single_quoted(text, at, end)


def double_quoted(text: str, start: int, end: int) -> list[Quoted]:
    """The stretches between double marks, straight or curved."""
    out: list[Quoted] = []
    opened: int | None = None
    for mark in MARK.finditer(text, start, end):
        if mark.group() in "‘’'":
            continue
        role = role_of(text, mark, start, end, is_open=opened is not None)
        if opened is not None and text[opened] == "„" and mark.group() == "“":
            role = "close"
        if role == "open" and opened is None:
            opened = mark.start()
        elif role == "open" and opened is not None and is_new_start(text, opened, mark.start()):
            out.append(Quoted(Span(opened, last_word_end(text, opened, mark.start())), closed=False))
            opened = mark.start()
        elif role == "close" and opened is not None:
            out.append(Quoted(Span(opened, mark.end()), closed=True))
            opened = None
        elif role == "close" and not out and mark.start() > start and mark.group() in DOUBLE_CLOSE:
            out.append(Quoted(Span(sentence_start(text, start, mark.start()), mark.end()), closed=True))
    if opened is not None and end - opened > 1:
        out.append(Quoted(Span(opened, end), closed=False))
    return [q for q in out if any(c.isalnum() for c in q.span.of(text))]


def role_of(text: str, mark: re.Match[str], start: int, end: int, *, is_open: bool) -> str:
    """Whether a double mark opens or closes, by its form, by what stands beside it, and by what is open."""
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    if mark.group() in STRAIGHT or mark.group() in ("``", "''"):
        if opens_by_place(before, after) != closes_by_place(before, after):
            return "open" if opens_by_place(before, after) else "close"
        return "close" if is_open else "open"
    if mark.group() in DOUBLE_OPEN:
        turned = is_open and before in ".,!?…" and not after.isalnum()
        return "close" if turned else "open"
    turned = not is_open and (before.isspace() or before in "([—–") and after.isalnum()
    return "open" if turned else "close"


def opens_by_place(before: str, after: str) -> bool:
    """Whether a straight mark stands where one opens: a blank before it and none after."""
    return (before.isspace() or before in "([{—–-/:") and not after.isspace()


def closes_by_place(before: str, after: str) -> bool:
    """Whether a straight mark stands where one closes: no blank before it, and a blank or a stop after."""
    return not before.isspace() and (after.isspace() or after in ".,;:!?)]}—–-…")


def is_new_start(text: str, opened: int, at: int) -> bool:
    """Whether a second opening mark begins a new quote: a sentence ended before it."""
    before = text[opened:at].rstrip()
    return before[-1:] in (".", "!", "?", ",", "…", ":")


def last_word_end(text: str, opened: int, at: int) -> int:
    """Where the words before `at` end, blanks left out."""
    return opened + len(text[opened:at].rstrip())


def sentence_start(text: str, start: int, at: int) -> int:
    """Where the sentence that holds `at` begins, not before `start`."""
    ends = [m.end() for m in re.finditer(r"[.!?:]\s+", text[start:at])]
    return start + (ends[-1] if ends else 0)


def single_quoted(text: str, start: int, end: int) -> list[Quoted]:
    """The stretches between single marks; apostrophes, feet and clipped words are no marks."""
    out: list[Quoted] = []
    at = start
    while (first := next_single(text, at, end)) is not None:
        close = closing_single(text, first, end)
        if close is None:
            at = first + 1
            continue
        out.append(Quoted(Span(first, close + 1), closed=True, single=True))
        at = close + 1
    return out


def next_single(text: str, start: int, end: int) -> int | None:
    """The next single mark that can open: nothing but a blank, bracket or dash before it, a letter or digit after."""
    for mark in re.finditer("[‘'`]", text[start:end]):
        at = start + mark.start()
        before = text[at - 1] if at > 0 else " "
        after = text[at + 1] if at + 1 < end else " "
        clipped = re.match(r"(?:tis|twas|em|til|cause|n|\d\ds?)\b", text[at + 1 : at + 8], re.I)
        if (before.isspace() or before in '([—–-:“"/') and (after.isalnum() or after in "$£€“[") and not clipped:
            return at
    return None


def closing_single(text: str, opened: int, end: int) -> int | None:
    """The mark that closes a single one; after a plural ("the clubs' new rule") a stop must stand by it."""
    limit = min(end, opened + LONGEST_SINGLE)
    fallback = None
    for mark in re.finditer("[’']", text[opened + 1 : limit]):
        at = opened + 1 + mark.start()
        after = text[at + 1] if at + 1 < end else " "
        if after.isalnum():
            continue
        before = text[at - 1]
        if before in ".,!?;…" or after in ".,!?;:)\n—" or before not in "sS":
            return at
        fallback = fallback or at
    return fallback
