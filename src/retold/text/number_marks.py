"""Which mark groups digits and which one leads a fraction: "1.234,5" or "1,234.5".

A language tells the marks that its texts use, the usual ones first; what a text itself shows beyond doubt decides
for it ("3,5 %" or "1.200.000"). A number that can only be read with other marks of the language is read with those.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retold.text.number_rules import Marks, NumberRules
from retold.text.number_words import word_before

SHOWN = 50  # a text needs no more to be sure


def marks_of(text: str, rules: NumberRules) -> tuple[Marks, ...]:
    """The marks of a language, those that this text shows first."""
    if len(rules.marks) < 2:
        return rules.marks
    shown = {m: count_shown(text, m, rules) for m in rules.marks}
    shown[rules.marks[0]] += 1
    return tuple(sorted(rules.marks, key=lambda m: -shown[m]))


def count_shown(text: str, marks: Marks, rules: NumberRules) -> int:
    """How much the numbers of the text speak for these marks: a fraction once, two marks twice, clock times never."""
    found = 0
    for match in shown_pattern(marks).finditer(text):
        if word_before(text, match.start())[0] not in rules.clock_leads:
            found += 2 if sum(c in ".," for c in match.group()) > 1 else 1
        if found >= SHOWN:
            break
    return found


@lru_cache(maxsize=16)
def shown_pattern(marks: Marks) -> re.Pattern[str]:
    """Digits that show their marks: a fraction that is no group of three, or two groups."""
    group, point = re.escape(marks.group), re.escape(marks.point)
    return re.compile(
        rf"(?<![\d.,:/])(?:\d{{1,3}}(?:{group}\d{{3}})+{point}\d+|\d{{1,3}}(?:{group}\d{{3}}){{2,}}"
        rf"|\d++{point}(?:\d{{1,2}}|\d{{4,}}))(?![\d:/]|[.,]\d)"
    )


def fits_marks(digits: str, marks: tuple[Marks, ...]) -> Marks:
    """The first marks by which these digits are one number.

    >>> fits_marks("12.5", (Marks(".", ","), Marks(",", ".")))
    Marks(group=',', point='.')
    """
    return next((m for m in marks if whole_pattern(m).fullmatch(digits)), marks[0])


@lru_cache(maxsize=16)
def whole_pattern(marks: Marks) -> re.Pattern[str]:
    """A number with these marks."""
    between = rf"[{re.escape(marks.group)}\u00a0\u202f\u2009'’]"
    point = re.escape(marks.point)
    return re.compile(rf"(?:\d{{1,3}}(?:{between}\d{{2}})*(?:{between}\d{{3}})+|\d*)(?:{point}\d+)?")
