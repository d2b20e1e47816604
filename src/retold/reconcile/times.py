"""Which of two figures holds for a later time.

Takes figures with their articles. The time a text gives for its figure decides; the date of the page stands in for it
only where it is believed, since mirrors carry false ones.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retold.reconcile.asked import CLAUSE, Asked
from retold.reconcile.days import day_of, days_apart, later
from retold.reconcile.words import KEPT

LATER = re.compile(
    r"\b(?:so far|rose|risen|rises|climbed|climbs|increased|now|grown|grew|revised|updated|"
    r"upgraded|lowered|corrected|up from|down from|since then|by (?:then|now)|as of)\b",
    re.I,
)
REACHED = re.compile(r"\breach(?:ed|es|ing)\b", re.I)
TODAY = re.compile(r"\b(?:today|tonight|yesterday|this (?:morning|afternoon|evening)|overnight|now|so far)\b", re.I)
DATED_APART = 4  # days between two reports from which another number is taken as news
TAKEN_BACK = re.compile(
    r"\b(?:said|say|reported|stated|gave|wrote|put|instead of|rather than|not|misstated|incorrectly)\b[^.;,]*$", re.I
)
NOTICE = 260  # characters after "correction" that belong to the notice
BEFORE = 80  # characters before a sentence where a label such as "Correction:" may stand
MOUNTING = frozenset("die hurt displace infect arrest destroy damage rescue charge".split())


@lru_cache(maxsize=KEPT)
def is_planned(asked: Asked) -> bool:
    """Whether a time is what was planned, and not what it took: "scheduled for 90 minutes", "a talk was to last 90".

    A sum or a count that is expected is an estimate of the same thing, and no other question.
    """
    if asked.answer.dimension not in ("time", "month"):
        return False
    text, sentence = asked.article.text, asked.figure.sentence
    at = asked.figure.evidence[0] if asked.figure.evidence else sentence
    before = CLAUSE.split(text[sentence.start : at.start])[-1]
    after = CLAUSE.split(text[at.end : sentence.end])[0]
    return bool(PLANNED.search(f"{before} … {after}"))


PLANNED = re.compile(
    r"\b(?:scheduled|planned|slated|expected|supposed|due|meant|set|intended|(?:was|were|is|are) to)\b",
    re.I,
)


def as_of(asked: Asked) -> str | None:
    """The day a figure holds for: what the text says, else the believed date of its page."""
    return told_day(asked) or day_of(asked.article.published)


def told_day(asked: Asked) -> str | None:
    """The day that the text ties to a figure: not one still to come, nor that of a plan, which is when it ends."""
    day = None if asked.figure.standing == "plan" else day_of(asked.figure.as_of)
    return None if later(day, day_of(asked.article.published)) else day


def stated_day(asked: Asked) -> str | None:
    """The day that the text gives for a figure; the day of its page alone is no statement."""
    stated = told_day(asked)
    return None if stated == day_of(asked.article.published) and not names_day(asked) else stated


def names_day(asked: Asked) -> bool:
    """Whether the sentence of a figure names a day."""
    return bool(asked.times) or bool(TODAY.search(asked.figure.sentence.of(asked.article.text)))


def is_later(one: Asked, other: Asked) -> bool:
    """Whether the first figure tells a later state of the same question."""
    if later(told_day(one), told_day(other)):
        return True
    if later(told_day(other), told_day(one)):
        return False
    if not later(as_of(one), as_of(other)):
        return False
    apart = days_apart(as_of(one), as_of(other)) >= DATED_APART
    return apart or tells_state(one) or tells_state(other) or grows(other, one)


@lru_cache(maxsize=KEPT)
def tells_state(asked: Asked) -> bool:
    """Whether the sentence of a figure says that it is a state that changes; a peak that was reached is none."""
    sentence = asked.figure.sentence.of(asked.article.text)
    return bool(LATER.search(sentence)) or (not asked.answer.dimension and bool(REACHED.search(sentence)))


def grows(old: Asked, new: Asked) -> bool:
    """Whether a count that only rises while it is being taken has risen: the dead, the displaced."""
    return new.act in MOUNTING and new.answer.value > old.answer.value


def rose_to(new: Asked, old: Asked) -> bool:
    """Whether the words beside a number say that it came to this from the side where the other number lies."""
    at = new.figure.evidence[0].start if new.figure.evidence else new.figure.sentence.end
    before = new.article.text[max(new.figure.sentence.start, at - BEFORE) : at]
    way = UP if new.answer.value > old.answer.value else DOWN
    return bool(way.search(before)) and not way.search(
        old.article.text[old.figure.sentence.start : old.figure.sentence.end]
    )


UP = re.compile(
    r"\b(?:ris(?:es|en|ing)|rose|climb(?:s|ed|ing)|increas(?:es|ed|ing)|grow(?:s|n|ing)|grew|jump(?:s|ed)|rais(?:ed|ing))"
    r"\s+(?:[^.;,]{0,40}\s)?to\s+(?:\w+\s+){0,2}$",
    re.I,
)
DOWN = re.compile(
    r"\b(?:fall(?:s|en|ing)|fell|drop(?:s|ped|ping)|declin(?:es|ed|ing)|lower(?:ed|ing)|reduc(?:ed|ing)|cut|shr[aiu]nk)"
    r"\s+(?:[^.;,]{0,40}\s)?to\s+(?:\w+\s+){0,2}$",
    re.I,
)


@lru_cache(maxsize=KEPT)
def corrects(asked: Asked) -> bool:
    """Whether a figure takes back another: a correction beside it, or at the foot of its page, gives its number."""
    text, sentence = asked.article.text, asked.figure.sentence
    at = asked.figure.evidence[0].start if asked.figure.evidence else sentence.end
    for cue in asked.page.corrections:
        if sentence.start - BEFORE <= cue.start < sentence.end:
            return not TAKEN_BACK.search(text[max(sentence.start, at - BEFORE) : at])
        if re.search(rf"\b{re.escape(asked.number)}\b", text[cue.start : cue.end + NOTICE], re.I):
            return True
    return False
