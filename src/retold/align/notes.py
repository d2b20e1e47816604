"""Changes said in words: short notes that quote both sides."""

from __future__ import annotations

from retold.records import Change, Span
from retold.text.tokens import WORD

SHOWN = 60  # characters quoted of one side of a change


def change_note(what: str, before: str, after: str) -> str:
    """What happened, in words.

    >>> change_note("date", "Monday", "Friday"), change_note("added", "", "very")
    ("date 'Monday' became 'Friday'", "added 'very'")
    """
    if before and after:
        return f"{what} {shown(before)} became {shown(after)}"
    done, words = ("dropped", before) if before else ("added", after)
    return f"{done} {shown(words)}" if what in ("dropped", "added") else f"{done} {what} {shown(words)}"


def bound_note(before: Change, after: Change) -> str:
    """What became of the bound or hedge of a figure, as the end of a note.

    >>> bound_note(">", "="), bound_note("=", "~"), bound_note("=", "=")
    (': the bound was lost', ': a hedge was added', '')
    """
    if before == after:
        return ""
    if after == "=":
        return f": the {bound_name(before)} was lost"
    if before == "=":
        return f": a {bound_name(after)} was added"
    return ": the bound changed"


def bound_name(change: Change) -> str:
    """A word for what stands at a figure."""
    return "hedge" if change == "~" else "bound"


def punctuation_note(spans: tuple[Span, Span], texts: tuple[str, str]) -> str:
    """What happened to characters between words, with the words around them, and whether those now stand joined."""
    left, right = spans[0].of(texts[0]), spans[1].of(texts[1])
    span, text = (spans[0], texts[0]) if left else (spans[1], texts[1])
    before = [m.group() for m in WORD.finditer(text, max(span.start - SHOWN, 0), span.start)][-1:]
    after = WORD.search(text, span.end, span.end + SHOWN)
    place = f" between {shown(before[0])} and {shown(after.group())}" if before and after else ""
    if left and right:
        return f"{shown(left)} became {shown(right)}{place}"
    if right:
        return f"added {shown(right)}{place}"
    at = spans[1].start
    joined = place and texts[1][max(at - 1, 0) : at].isalnum() and texts[1][at : at + 1].isalnum()
    return f"lost {shown(left)}{place}" + (", now joined" if joined else "")


def shown(words: str) -> str:
    """Words in quotes, the middle of long ones left out."""
    words = " ".join(words.split()) or words
    if len(words) > SHOWN:
        words = words[: SHOWN // 2].rstrip() + " … " + words[-SHOWN // 2 :].lstrip()
    return f"'{words}'"
