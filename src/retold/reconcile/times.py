"""Which of two figures holds for a later time.

Takes figures with their articles. The time a text gives for its figure decides; the date of the page stands in for it
only where it is believed, since mirrors carry false ones.
"""

from __future__ import annotations

import re

from retold.reconcile.asked import Asked

ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
LATER = re.compile(
    r"\b(?:so far|rose|risen|rises|climbed|climbs|increased|now|has reached|reached|grown|grew|revised|updated|"
    r"upgraded|lowered|corrected|up from|down from|since then|by (?:then|now)|as of)\b",
    re.I,
)
CORRECTION = re.compile(
    r"\b(?:correction|corrects|corrected to|clarification|erroneously|incorrectly|misstated|"
    r"an earlier version|a previous version|earlier versions|previous versions)\b",
    re.I,
)
BEFORE = 80  # characters before a sentence where a label such as "Correction:" may stand
MOUNTING = frozenset("die hurt miss displace infect arrest destroy damage rescue charge".split())


def day_of(stamp: str | None) -> str | None:
    """The date part of an ISO time, as precise as it is.

    >>> day_of("2031-03-04T10:00Z"), day_of("2031-03"), day_of("now")
    ('2031-03-04', '2031-03', None)
    """
    found = ISO.match(stamp or "")
    return found.group() if found else None


def as_of(asked: Asked) -> str | None:
    """The day a figure holds for: what the text says, else the believed date of its page."""
    return day_of(asked.figure.as_of) or day_of(asked.article.published)


def later(one: str | None, other: str | None) -> bool:
    """Whether the first day is later, as far as both are known.

    >>> later("2031-03-05", "2031-03-04"), later("2031-03", "2031-03-04"), later(None, "2031")
    (True, False, False)
    """
    if not one or not other:
        return False
    size = min(len(one), len(other))
    return one[:size] > other[:size]


def is_later(one: Asked, other: Asked) -> bool:
    """Whether the first figure tells a later state of the same question."""
    if later(day_of(one.figure.as_of), day_of(other.figure.as_of)):
        return True
    if later(day_of(other.figure.as_of), day_of(one.figure.as_of)):
        return False
    return later(as_of(one), as_of(other)) and (tells_state(one) or tells_state(other) or grows(other, one))


def tells_state(asked: Asked) -> bool:
    """Whether the sentence of a figure says that it is a state that changes."""
    sentence = asked.figure.sentence.of(asked.article.text)
    return bool(LATER.search(sentence))


def grows(old: Asked, new: Asked) -> bool:
    """Whether a count that only rises while it is being taken has risen: the dead, the displaced."""
    return new.act in MOUNTING and new.answer.value > old.answer.value


def corrects(asked: Asked) -> bool:
    """Whether a figure stands in a sentence that takes back another."""
    text = asked.article.text
    sentence = asked.figure.sentence
    return bool(CORRECTION.search(text, max(0, sentence.start - BEFORE), sentence.end))
