"""Reported speech without a parser: "X said that …", "…, X said", "according to X, …".

Takes a sentence, gives the reported words with cue and speaker, or nothing. Only the plainest forms are known; what
the trees find beyond them is the loss of a reader without a model.
"""

from __future__ import annotations

import re

from retold.claims.direct import BESIDE, SAID, WHO, Spoken
from retold.claims.sentences import Sentence
from retold.records import Span

LONGEST = 600  # characters of a sentence that is tried
DAY = r"(?:\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
CUE = rf"(?:{SAID}|say)"
SOURCE = r"[^,.;“”\"\n]{2,90}"
OPENER = r"[A-Z][^,.;:“”\"\n]{0,60}?"
FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<who>{OPENER}){BESIDE}\s(?:(?:also|has|had|have)\s)*(?P<cue>{CUE}){DAY}(?:\sthat)?\s(?P<words>[^“”\"]+)",
        rf"(?P<cue>According to)\s(?P<who>{SOURCE}),\s(?P<words>.+)",
        rf"(?P<words>[^“”\"]+?),\s(?P<cue>according to)\s(?P<who>{SOURCE})\W*",
        rf"(?P<words>[^“”\"]+),\s(?P<who>{WHO}){BESIDE}\s(?P<cue>{CUE}){DAY}\W*",
    )
)


def plain_indirect(sentence: Sentence) -> list[Spoken]:
    """The reported words of a sentence by its form alone."""
    if len(sentence.text) > LONGEST:
        return []
    for form in FORMS:
        found = form.fullmatch(sentence.text)
        if found:
            words, who, cue = (sentence.place(*found.span(name)) for name in ("words", "who", "cue"))
            stop = len(found["words"].rstrip(" .,"))
            return [Spoken((Span(words.start, words.start + stop),), cue, who)] if stop else []
    return []
