"""Two numbers of one article that answer one question: "it was 16" after 14, a former value, another unit in brackets.

Takes the figures of a story, gives pairs. Elsewhere two numbers in one article are taken as two questions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from retold.reconcile.asked import Asked
from retold.reconcile.lone import one_count, past, within
from retold.reconcile.values import same_number

FORMER = re.compile(
    r"\b(?:(?:up|down|revised|rose|rising|risen|raised|increased|lowered|fell|falling|fallen|dropped|climbed|grew) from"
    r"|(?:had|has|having) (?:been|given|put|reported|stood|said|counted|announced|told)"
    r"|earlier|previous(?:ly)?|initial(?:ly)?|at first|originally|until then)\b[^.;]*$",
    re.I,
)
ANAPHOR = re.compile(
    r"\b(?:it|that|this|the (?:real |true |actual |correct )?(?:figure|number|total|count|toll|sum|area|amount|length|"
    r"height|price|cost))\s+(?:was|is|were|had been|has been|stood at|came to|comes to|should (?:be|have been))\b"
    r"[^,;.]*$",
    re.I,
)
CLAUSE = re.compile(r"[,;:—–()“”\"]|\b(?:and|but|while|after|before|when|as (?:the|it)|which|who|that)\b")
GAP = 3  # characters between two sentences that follow each other, or two units
ROUGHLY = 1.06  # times as large: a converted number is often rounded


def echo_pairs(asked: Sequence[Asked]) -> list[tuple[str, str]]:
    """The ids of figures that answer one question in one article."""
    by_article: dict[str, list[Asked]] = defaultdict(list)
    for a in asked:
        by_article[a.article.id].append(a)
    return [pair for _, rows in sorted(by_article.items()) for pair in echoes_of(rows)]


def echoes_of(rows: Sequence[Asked]) -> Iterator[tuple[str, str]]:
    """The pairs of one article."""
    ordered = sorted(rows, key=lambda a: (a.figure.sentence, a.figure.evidence, a.figure.id))
    for a, b in combinations(ordered, 2):
        if a.answer.dimension != b.answer.dimension or same_number(a.answer, b.answer):
            continue
        if beside_former(a, b) or restated(a, b) or disputed(a, b):
            yield a.figure.id, b.figure.id


def converted_pairs(asked: Sequence[Asked]) -> list[tuple[str, str]]:
    """The ids of figures that stand side by side in two units: "9 metres (30 feet)"."""
    ordered = sorted(asked, key=lambda a: (a.article.id, a.figure.sentence, a.figure.evidence, a.figure.id))
    return [
        (a.figure.id, b.figure.id) for a, b in pairwise(ordered) if a.article.id == b.article.id and converted(a, b)
    ]


def converted(a: Asked, b: Asked) -> bool:
    """Whether the second number gives the first in another unit."""
    if not a.figure.evidence or not b.figure.evidence or a.answer.factor == b.answer.factor:
        return False
    gap = b.figure.evidence[0].start - a.figure.evidence[0].end
    small, large = sorted((abs(a.answer.value), abs(b.answer.value)))
    return a.answer.dimension == b.answer.dimension and 0 <= gap <= GAP and large <= small * ROUGHLY


def beside_former(a: Asked, b: Asked) -> bool:
    """Whether one sentence gives a count of people or things and what it was before."""
    if a.figure.sentence != b.figure.sentence or a.answer.dimension or past(a) or past(b):
        return False
    return within(a, b) and one_count(a, b) and bool(FORMER.search(CLAUSE.split(before(b))[-1]))


def former_values(asked: Sequence[Asked]) -> frozenset[str]:
    """The ids of figures that their own sentence gives as the value before."""
    by_sentence: dict[object, list[Asked]] = defaultdict(list)
    for a in asked:
        by_sentence[a.article.id, a.figure.sentence].append(a)
    found = set()
    for rows in by_sentence.values():
        ordered = sorted(rows, key=lambda a: (a.figure.evidence, a.figure.id))
        found |= {
            b.figure.id
            for a, b in combinations(ordered, 2)
            if not same_number(a.answer, b.answer) and beside_former(a, b)
        }
    return frozenset(found)


def restated(a: Asked, b: Asked) -> bool:
    """Whether the next sentence gives another number for the same thing: "it was", "the real figure is"."""
    gap = b.figure.sentence.start - a.figure.sentence.end
    return 0 <= gap <= GAP and not b.noun and within(a, b) and bool(ANAPHOR.search(before(b)))


def disputed(a: Asked, b: Asked) -> bool:
    """Whether the next count is somebody else's of the same: "she said 700 came; police put the crowd at 300"."""
    if a.answer.dimension or not a.figure.speaker or not b.figure.speaker or a.figure.speaker == b.figure.speaker:
        return False
    small, large = sorted((a.answer.value, b.answer.value))
    beside = -len(before(b)) <= b.figure.sentence.start - a.figure.sentence.end <= GAP
    return beside and small >= MANY and large <= small * DISPUTED and bool(REPUT.search(before(b)))


REPUT = re.compile(
    r"\b(?:put|puts|estimated|estimates|gave|set|reckoned|counted)\s+"
    r"(?:it|them|that|(?:the|their|this|its)\s+(?:\w+\s+)?\w+)\s+(?:at|to be|as)\s+(?:\w+\s+){0,3}$",
    re.I,
)
MANY = 20  # below this nobody disputes a count by an estimate
DISPUTED = 10  # times as large


def before(asked: Asked) -> str:
    """The words of the sentence before a number."""
    sentence = asked.figure.sentence
    at = asked.figure.evidence[0] if asked.figure.evidence else sentence
    return asked.article.text[sentence.start : at.start]
