"""Two articles of a family side by side: what each has alone, what its rivals confirm, what was damaged.

Takes two portraits, their Alignment and the family's Crowd; gives a Comparison with a Side for each. Counts only: what
they mean is decided in `signs.py`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from retold.records import Alignment, Run, Span
from retold.text.common import is_common
from retold.trace.portrait import SHINGLE, Portrait

SHORT_SITE = 12  # words: a longer change is a passage exchanged, no variant reading
MARKS = frozenset(",;:'\"()-")
PLAIN_MARKS = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("’‘`´", "'"), **dict.fromkeys("–—‒−", "-")})


class Crowd:
    """How many articles of a family hold each shingle."""

    def __init__(self, portraits: Sequence[Portrait]) -> None:
        every = np.concatenate([p.known for p in portraits]) if portraits else np.zeros(0, dtype=np.uint64)
        self.shingles, self.counts = np.unique(every, return_counts=True)
        self.confirmed = {p.key: self.is_confirmed(p.shingles) for p in portraits}

    def is_confirmed(self, shingles: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of these more than one article of the family holds."""
        return np.asarray(self.counts[np.searchsorted(self.shingles, shingles)] > 1)


@dataclass(slots=True)
class Side:
    """What one of two articles has that the other lacks. Counts of words, unless said otherwise."""

    words: int = 0
    alone: int = 0  # shingles that no other article of the family has
    confirmed: int = 0  # shingles that the other lacks and a third article has
    passages: int = 0  # stretches added to, or lost from, the other
    passage_words: int = 0
    tail: int = 0  # words of a last stretch that the other lacks
    figures: int = 0  # figures the other lacks altogether
    marks: int = 0  # commas, quotation marks and their like that the other lost
    joined: int = 0  # words run together that the other keeps apart
    misspelt: int = 0  # words that differ in a letter or two from a common word of the other
    broken: int = 0  # signs of a broken encoding beyond the other's
    cut_words: int = 0
    chrome: int = 0  # lines of a site, which the other lacks


@dataclass(slots=True)
class Comparison:
    """Both sides, and the variant readings by who else has them."""

    left: Side
    right: Side
    same: int = 0  # words in common
    moved: int = 0
    sites: dict[tuple[bool, bool], int] = field(default_factory=dict)  # (left confirmed, right confirmed) -> count


def compare(left: Portrait, right: Portrait, alignment: Alignment, crowd: Crowd) -> Comparison:
    """The comparison of two portraits of one family."""
    missing = lacking(left, right, crowd), lacking(right, left, crowd)
    out = Comparison(side_of(left, right, missing[0]), side_of(right, left, missing[1]))
    for run in alignment.runs:
        read_run(out, run, (left, right), missing)
    out.sites = {k: out.sites[k] for k in sorted(out.sites)}
    return out


def lacking(one: Portrait, other: Portrait, crowd: Crowd) -> NDArray[np.int8]:
    """For each shingle of `one`: 0 when `other` has it, 1 when no article else has it, 2 when a third has it."""
    return np.where(other.holds(one.shingles), 0, np.where(crowd.confirmed[one.key], 2, 1)).astype(np.int8)


def side_of(one: Portrait, other: Portrait, missing: NDArray[np.int8]) -> Side:
    """What can be told without the alignment."""
    return Side(
        words=len(one.words),
        alone=int((missing == 1).sum()),
        confirmed=int((missing == 2).sum()),
        figures=len(one.figures - other.figures),
        broken=max(0, one.broken - other.broken),
        chrome=len(one.chrome - other.chrome),
    )


def words_in(portrait: Portrait, span: Span) -> tuple[int, int]:
    """The words that start inside a span, as a range of their numbers."""
    return bisect_left(portrait.starts, span.start), bisect_left(portrait.starts, span.end)


def read_run(
    out: Comparison, run: Run, portraits: tuple[Portrait, Portrait], missing: tuple[NDArray[np.int8], NDArray[np.int8]]
) -> None:
    """Add one run to the counts."""
    left, right = portraits
    at_left, at_right = words_in(left, run.left), words_in(right, run.right)
    n_left, n_right = at_left[1] - at_left[0], at_right[1] - at_right[0]
    if run.kind in ("same", "moved"):
        out.same += n_left
        out.moved += n_left * (run.kind == "moved")
    elif not n_left and not n_right:
        read_marks(out, run.left.of(left.article.text), run.right.of(right.article.text))
    elif n_left and n_right and max(n_left, n_right) <= SHORT_SITE:
        read_site(out, left.words[slice(*at_left)], right.words[slice(*at_right)])
        key = confirmed(missing[0], at_left), confirmed(missing[1], at_right)
        out.sites[key] = out.sites.get(key, 0) + 1
    else:
        read_passage(out.left, at_left, len(left.words))
        read_passage(out.right, at_right, len(right.words))


def confirmed(missing: NDArray[np.int8], at: tuple[int, int]) -> bool:
    """Whether a third article has the reading at these words, judged by the shingles over it."""
    window = missing[max(0, at[0] - SHINGLE + 1) : at[1]]
    return bool((window == 2).sum() > (window == 1).sum())


def read_marks(out: Comparison, left: str, right: str) -> None:
    """Marks between words that one side lost."""
    a, b = ([c for c in t.translate(PLAIN_MARKS) if c in MARKS] for t in (left, right))
    for mark in MARKS:
        more = a.count(mark) - b.count(mark)
        out.left.marks += max(0, more)
        out.right.marks += max(0, -more)


def read_site(out: Comparison, left: list[str], right: list[str]) -> None:
    """Damage inside a variant reading: words run together, letters lost or exchanged."""
    if "".join(left) == "".join(right):
        out.left.joined += len(left) < len(right)
        out.right.joined += len(right) < len(left)
    elif len(left) == len(right):
        for a, b in zip(left, right, strict=True):
            out.left.misspelt += is_misspelt(a, b)
            out.right.misspelt += is_misspelt(b, a)
            out.left.cut_words += len(a) < len(b) and len(a) > 1 and b.startswith(a)
            out.right.cut_words += len(b) < len(a) and len(b) > 1 and a.startswith(b)


def is_misspelt(word: str, model: str) -> bool:
    """Whether a word is no common one but near one that is.

    >>> is_misspelt("hundrd", "hundred"), is_misspelt("hundred", "hundrd"), is_misspelt("cat", "dog")
    (True, False, False)
    """
    near = word != model and word.isalpha() and Indel.normalized_similarity(word, model) >= 0.7
    return near and is_common(model) and not is_common(word)


def read_passage(side: Side, at: tuple[int, int], length: int) -> None:
    """Words that this side has and the other lacks."""
    n = at[1] - at[0]
    side.passages += n > 0
    side.passage_words += n
    if n and at[1] == length:
        side.tail += n
