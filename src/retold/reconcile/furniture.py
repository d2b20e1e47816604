"""Numbers that answer no question of a story: page furniture, and numbers that are part of a name.

Takes a figure with its surroundings, decides. Rules look at the form of a line, never at a topic.
"""

from __future__ import annotations

import re

from retold.reconcile.asked import Asked
from retold.reconcile.fates import STATES
from retold.text.numbers import find_numbers
from retold.text.tokens import folded_words

STAMP = re.compile(
    r"^\W*(?:\w+\W+)?(?:(?:\d+|an?|one|two|three|four|five)\s*(?:h|hrs?|hours?|m|mins?|minutes?|d|days?|weeks?|months?|secs?"
    r"|seconds?)\W+)+(?:ago|read)\b[^.]{0,20}$",
    re.I,
)  # "1 hr 7 min ago", "4 min read"
PAGER = re.compile(r"^\W*[^\W\d]+\s+\d+\s*(?:of|/)\s*\d+\b", re.I)  # "Image 2 of 10"
NAMED = re.compile(
    r"\b(?:(?:Group|Gang|Council) of|Big|Top|Number|No\.|Chapter|Article|Section|Phase|Stage|Level|Part|Act|Title|"
    r"Amendment|Resolution|Flight|Route|Highway|Interstate|Formula|Channel|Radio|Pier|Gate|Terminal|Platform|Ward|Unit|"
    r"Block|Room|Type|Category|Class|Tier|Season|Episode|Volume|Boeing|Airbus|Windows|Fortune|Super Bowl|World War)\s+$"
)  # what a number is the name of, with a capital
VERSION = re.compile(r"\d\.0")
ADDRESS = re.compile(r"^\W*(?:https?\b|www\s*\.)", re.I)
TWO = 2  # words that a line must have to say anything
SHORT = 6  # words of a line that is too short to say what a sum or a time is of


def is_furniture(asked: Asked) -> bool:
    """Whether a figure belongs to the page, or to a name, and not to the story."""
    text, sentence = asked.article.text, asked.figure.sentence
    at = asked.figure.evidence[0] if asked.figure.evidence else sentence
    before = text[max(0, at.start - 20) : at.start]
    line = sentence.of(text)
    if len([w for w in folded_words(line) if w.isalpha() and len(w) > 1]) < TWO or ADDRESS.match(line):
        return True
    if STAMP.match(line) or PAGER.match(line) or NAMED.search(before) or VERSION.fullmatch(asked.number):
        return True
    return is_capital_number(asked, before) or says_nothing(asked, line)


def is_capital_number(asked: Asked, before: str) -> bool:
    """Whether a number in words is written as a name amid a sentence: "the Group of Seven"."""
    amid = bool(re.search(r"[a-z,]\s+$", before)) and asked.figure.evidence[0].start > asked.figure.sentence.start
    return amid and asked.number[:1].isupper() and bool(find_numbers(asked.number)) and asked.number.isalpha()


def says_nothing(asked: Asked, line: str) -> bool:
    """Whether a short line gives a sum or a time and nothing that it is of: "$1 for 4 weeks"."""
    if len(folded_words(line)) > SHORT or asked.names or asked.act in STATES:
        return False
    measured = asked.answer.dimension.startswith("money:") or asked.answer.dimension in ("time", "month")
    return measured and not asked.noun
