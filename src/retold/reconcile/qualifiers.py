"""A qualifier that moved from one group to another: "mainly women" was said of the freed, then of the held.

Takes two figures in matched sentences. A group phrase belongs to the nearest counted thing before it in its clause; it
moved when it belongs to the figure on one side and to something else on the other.
"""

from __future__ import annotations

import re

from retold.reconcile.asked import Asked
from retold.reconcile.words import content_words
from retold.text.stems import stem_word

LIMITER = re.compile(
    r"\b(?:main|most|large|predominant|primari|chief|over(?:whelming)|exclusive|entire|sole|part)ly\b"
    r"|\b(?:mostly|chiefly|including|among them|most of (?:them|whom)|many of (?:them|whom)|all of (?:them|whom)|"
    r"half of (?:them|whom)|some of (?:them|whom)|the majority|a majority of (?:them|whom))\b",
    re.I,
)
COUNTED = re.compile(
    r"\d[\d,.]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds?|thousands?|"
    r"millions?|others|the rest|the remaining|the remainder|the others|half|several|most of the|many of the|"
    r"some of the)\b",
    re.I,
)
END = re.compile(r"[,;:.!?—–()]|\b(?:who|which|that|were|was|are|is|have|has|had)\b")
GROUP = 4  # content words at most in a group phrase


def moved_group(before: Asked, after: Asked) -> str | None:
    """The group phrase that belongs to the figure in the child, but to another in the parent."""
    old, new = groups(before), groups(after)
    for words, owned in new:
        for others, owned_there in old:
            if words & others and owned and not owned_there and not any(o and words & w for w, o in old):
                return " ".join(sorted(words & others))
    return None


def groups(asked: Asked) -> list[tuple[frozenset[str], bool]]:
    """The group phrases of a sentence, each with whether it belongs to the figure."""
    text = asked.article.text
    sentence = asked.figure.sentence
    at = asked.figure.evidence[0] if asked.figure.evidence else sentence
    out = []
    for found in LIMITER.finditer(text, sentence.start, sentence.end):
        rest = text[found.end() : sentence.end]
        end = END.search(rest)
        words = content_words(rest[: end.start()] if end else rest)[:GROUP]
        hosts = list(COUNTED.finditer(text, sentence.start, found.start()))
        nearest = hosts[-1].start() if hosts else -1
        out.append((frozenset(map(stem_word, words)), at.start <= nearest < at.end))
    return out
