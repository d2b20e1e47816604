"""Reported speech without a parser: "X said that …", "…, X said", "according to X, …".

Takes a sentence, gives the reported words with cue and speaker, or nothing. Only the plainest forms are known; what
the trees find beyond them is the loss of a reader without a model.
"""

from __future__ import annotations

from retold.claims.direct import Spoken
from retold.claims.saying_rules import saying_rules
from retold.claims.sentences import Sentence
from retold.records import Span

LONGEST = 600  # characters of a sentence that is tried


def plain_indirect(sentence: Sentence, language: str) -> list[Spoken]:
    """The reported words of a sentence by its form alone."""
    if len(sentence.text) > LONGEST:
        return []
    for form in saying_rules(language).forms:
        found = form.fullmatch(sentence.text)
        if found:
            words, who, cue = (sentence.place(*found.span(name)) for name in ("words", "who", "cue"))
            stop = len(found["words"].rstrip(" .,"))
            return [Spoken((Span(words.start, words.start + stop),), cue, who)] if stop else []
    return []
