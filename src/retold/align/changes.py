"""The differences of two aligned texts, each with its kind and a note in words.

Takes an alignment and its texts, gives changes in the order of the right text. A change is cut where the kinds differ:
a figure, a name, a day, a hedge or a "not" inside a rewritten clause is named for itself; the rest is wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.records import Alignment, ChangeKind, Run, Span, TypedChange
from retold.text.names import find_names
from retold.text.numbers import find_numbers
from retold.text.tokens import WORD, fold_word, fold_words

HEDGES = frozenset(
    "almost nearly roughly approximately estimated reportedly allegedly apparently possibly probably perhaps may might "
    "could likely unlikely suggested believed potentially seemingly presumably".split()
)
NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without cannot can't isn't wasn't aren't weren't "
    "don't doesn't didn't won't wouldn't hasn't haven't hadn't denied denies deny".split()
)
SAYING = frozenset(
    "said says say told tells according reported reports stated states announced announces added adds confirmed "
    "confirms claimed claims wrote quoted spokesman spokeswoman spokesperson officials sources statement".split()
)
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december jan feb mar apr jun jul aug sep sept oct nov dec today yesterday tomorrow "
    "tonight".split()
)
CHROME = re.compile(
    r"(?i)\b(?:read more|see also|sign up|subscribe|newsletter|advertisement|related (?:articles|stories|content)|"
    r"most read|click here|follow us|share this|all rights reserved|cookie|copyright|©|leave a (?:reply|comment))"
)
QUOTE_MARK = re.compile(r"[\"“”«»]")
SHOWN = 60  # characters of the words around a change, in a note
MOST_WORDS = 12  # of a side: a longer change is one of sentences, not of words


def type_changes(alignment: Alignment, left_text: str, right_text: str) -> list[TypedChange]:
    """Every difference with its kind.

    >>> from retold.align import align_texts
    >>> a, b = "At least 41 died, Ms Moss said.", "At least 43 died Ms Moss said."
    >>> [(c.kind, c.note) for c in type_changes(align_texts(a, b), a, b)]
    [('figure', "figure '41' became '43'"), ('punctuation', "lost ',' between 'died' and 'Ms'")]
    """
    texts = left_text, right_text
    quoted = inside_quotes(left_text), inside_quotes(right_text)
    return [change for run in alignment.runs if run.kind != "same" for change in name_run(run, texts, quoted)]


def name_run(run: Run, texts: tuple[str, str], quoted: tuple[list[Span], list[Span]]) -> Iterator[TypedChange]:
    """The change or changes in one run."""
    before, after = run.left.of(texts[0]), run.right.of(texts[1])
    if run.kind == "moved":
        yield TypedChange("moved", run.left, run.right, f"moved {shown(after)}")
        return
    if not WORD.search(before + after):
        yield TypedChange("punctuation", run.left, run.right, punctuation_note(run, texts))
        return
    if CHROME.search(before + after):
        yield TypedChange("chrome", run.left, run.right, change_note("page furniture", before, after))
        return
    kind = kind_of(run, texts, quoted)
    yield TypedChange(kind, run.left, run.right, change_note(kind, before, after))


def kind_of(run: Run, texts: tuple[str, str], quoted: tuple[list[Span], list[Span]]) -> ChangeKind:
    """The kind of a change that has words: the first rule that fits."""
    before, after = run.left.of(texts[0]), run.right.of(texts[1])
    words = [{fold_word(w) for w in WORD.findall(side)} for side in (before, after)]
    changed = words[0] ^ words[1]
    if max(len(WORD.findall(side)) for side in (before, after)) > MOST_WORDS:
        return "wording" if before and after else "dropped" if before else "added"
    rules: tuple[tuple[ChangeKind, bool], ...] = (
        ("quote", any(q.meets(side) for side, place in zip((run.left, run.right), quoted, strict=True) for q in place)),
        ("negation", bool(changed & NEGATIONS)),
        ("date", bool(changed & DAYS)),
        ("figure", figures(run.left, texts[0]) != figures(run.right, texts[1])),
        ("hedge", bool(changed & HEDGES) or bounds(run.left, texts[0]) != bounds(run.right, texts[1])),
        ("name", names(run.left, texts[0]) != names(run.right, texts[1])),
        ("attribution", bool(changed & SAYING)),
    )
    for kind, fits in rules:
        if fits:
            return kind
    return "wording" if before and after else "dropped" if before else "added"


def figures(span: Span, text: str) -> list[tuple[object, object]]:
    """The values of the numbers at this place."""
    start, end = line_around(span, text)
    found = find_numbers(text[start:end])
    return [(n.low, n.high) for n in found if Span(n.core.start + start, n.core.end + start).meets(span)]


def bounds(span: Span, text: str) -> list[str]:
    """The bounds and hedges ("at least", "nearly") of numbers at this place, or right after it."""
    start, end = line_around(span, text)
    hedges = [Span(n.span.start + start, n.core.start + start) for n in find_numbers(text[start:end])]
    return [" ".join(fold_words(h.of(text))) for h in hedges if h.meets(span)]


def names(span: Span, text: str) -> list[str]:
    """The words of names at this place."""
    start, end = line_around(span, text)
    places = [Span(n.start + start, n.end + start) for n in find_names(text[start:end])]
    words = [word for n in places for word in WORD.finditer(text, n.start, n.end)]
    return [fold_word(w.group()) for w in words if span.start <= w.start() < span.end]


def line_around(span: Span, text: str) -> tuple[int, int]:
    """The line or lines that hold a place."""
    end = text.find("\n", span.end)
    return text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end


def inside_quotes(text: str) -> list[Span]:
    """The places between quotation marks, a line at a time."""
    out: list[Span] = []
    start = 0
    for line in text.split("\n"):
        marks = [start + m.start() for m in QUOTE_MARK.finditer(line)]
        out += [Span(a + 1, b) for a, b in zip(marks[::2], marks[1::2], strict=False)]
        start += len(line) + 1
    return out


def change_note(what: str, before: str, after: str) -> str:
    """What happened, in words."""
    if before and after:
        return f"{what} {shown(before)} became {shown(after)}"
    done, words = ("dropped", before) if before else ("added", after)
    return f"{done} {shown(words)}" if what == done else f"{done} {what} {shown(words)}"


def punctuation_note(run: Run, texts: tuple[str, str]) -> str:
    """What happened to characters between words, with the words around them."""
    left, right = run.left.of(texts[0]), run.right.of(texts[1])
    span, text = (run.left, texts[0]) if left else (run.right, texts[1])
    before = [m.group() for m in WORD.finditer(text, max(span.start - SHOWN, 0), span.start)][-1:]
    after = WORD.search(text, span.end, span.end + SHOWN)
    place = f" between {shown(before[0])} and {shown(after.group())}" if before and after else ""
    if left and right:
        return f"{shown(left)} became {shown(right)}{place}"
    return f"lost {shown(left)}{place}" if left else f"added {shown(right)}{place}"


def shown(words: str) -> str:
    """Words in quotes, the middle of long ones left out."""
    words = " ".join(words.split()) or words
    if len(words) > SHOWN:
        words = words[: SHOWN // 2].rstrip() + " … " + words[-SHOWN // 2 :].lstrip()
    return f"'{words}'"
