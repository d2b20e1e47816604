"""A qualifier that moved from one group to another: "mainly women" was said of the freed, then of the held.

Takes two figures in matched sentences. A group phrase belongs to the nearest counted thing before it in its clause; it
moved when it belongs to the figure on one side and to something else on the other.
"""

from __future__ import annotations

import re

from retold.reconcile.asked import Asked
from retold.text.sentences import find_sentences
from retold.text.stems import CLOSED_CLASS, stem_word
from retold.text.tokens import folded_words

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
OTHERS = re.compile(r"\b(?:most|many|all|half|some|the majority|a majority|mainly|mostly|chiefly|largely)\b", re.I)
END = re.compile(r"[,;:.!?—–()]|\b(?:who|which|that|were|was|are|is|have|has|had)\b")
GROUP = 4  # content words at most in a group phrase


def moved_group(before: Asked, after: Asked) -> str | None:
    """The group phrase that belongs to the figure in the child, but to another in the parent."""
    old, new = groups(before), groups(after)
    for words, owned in new:
        for others, owned_there in old:
            if words & others and owned and not owned_there and not any(o and words & w for w, o in old):
                return " ".join(sorted(words & others))
    for words, owned in new:
        if owned and len(words) > 1 and not any(words & w for w, _ in old) and said_of_others(words, before):
            return " ".join(sorted(words))
    return None


def said_of_others(words: frozenset[str], asked: Asked) -> bool:
    """Whether another sentence of the article says these words, after a quantifier, of something else."""
    text = asked.article.text
    for sentence in find_sentences(text):
        if sentence == asked.figure.sentence or not words <= frozenset(telling(sentence.of(text))):
            continue
        if OTHERS.search(text, sentence.start, sentence.end) and asked.number not in sentence.of(text):
            return True
    return False


def telling(text: str) -> list[str]:
    """The stems of the words of a text that tell something, numbers included."""
    return [stem_word(w) for w in folded_words(text) if w[0].isdigit() or w not in CLOSED_CLASS]


def groups(asked: Asked) -> list[tuple[frozenset[str], bool]]:
    """The group phrases of a sentence, each with whether it belongs to the figure."""
    text = asked.article.text
    sentence = asked.figure.sentence
    at = asked.figure.evidence[0] if asked.figure.evidence else sentence
    out = []
    for found in LIMITER.finditer(text, sentence.start, sentence.end):
        rest = text[found.end() : sentence.end]
        end = END.search(rest)
        words = telling(rest[: end.start()] if end else rest)[:GROUP]
        hosts = list(COUNTED.finditer(text, sentence.start, found.start()))
        nearest = hosts[-1].start() if hosts else -1
        out.append((frozenset(words), at.start <= nearest < at.end))
    return out
