"""Figures that several outlets took from one text: a release, a statement, a sentence of an agency.

Takes the figures of one question, gives pairs of claims with one voice behind them: the same number in the same
sentence, in a sentence with words that both articles took from elsewhere, or put by both to one statement.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retold.reconcile.asked import Asked
from retold.reconcile.values import same_number
from retold.reconcile.voices import Voices
from retold.records import Span
from retold.text.tokens import folded_words

LONG_ENOUGH = 9  # words that two writers seldom put in one order by chance
STATEMENT = re.compile(
    r"\bin (?:a|an|the|its|his|her|their) (?:\w+ )?(?:statement|release|communiqué|filing|notice|circular)\b", re.I
)
AROUND = 200  # characters before a figure in which its statement may be named


def one_voice(claims: Sequence[Asked], voices: Voices) -> list[tuple[str, str]]:
    """The pairs of claims that repeat one text."""
    return [*same_sentences(claims), *same_passages(claims, voices), *same_statements(claims)]


def same_sentences(claims: Sequence[Asked]) -> Iterator[tuple[str, str]]:
    """Claims whose sentences are the same, word for word."""
    first: dict[tuple[str, ...], str] = {}
    for a in claims:
        words = folded_words(a.figure.sentence.of(a.article.text))
        if len(words) >= LONG_ENOUGH:
            yield first.setdefault(words, a.figure.id), a.figure.id


def same_passages(claims: Sequence[Asked], voices: Voices) -> Iterator[tuple[str, str]]:
    """Claims with one number, of which one stands in a sentence with words that the other's article has too."""
    by_article: dict[str, list[Asked]] = defaultdict(list)
    for a in claims:
        by_article[a.article.id].append(a)
    for a in claims:
        for own, other, _ in voices.shared.get(a.article.id, ()):
            if own.meets(a.figure.sentence):
                yield from ((a.figure.id, b.figure.id) for b in by_article.get(other, ()) if same_answer(a, b))


def same_statements(claims: Sequence[Asked]) -> Iterator[tuple[str, str]]:
    """Claims with one number that are put to one statement of one speaker."""
    by_speaker: dict[tuple[str, float, float], list[str]] = defaultdict(list)
    for a in claims:
        if a.figure.speaker and STATEMENT.search(told_with(a)):
            name = (folded_words(a.figure.speaker) or [""])[-1]
            by_speaker[name, a.answer.value, a.answer.top].append(a.figure.id)
    return (pair for _, ids in sorted(by_speaker.items()) for pair in pairwise(ids))


def same_answer(a: Asked, b: Asked) -> bool:
    """Whether both give one number."""
    return a.answer.dimension == b.answer.dimension and same_number(a.answer, b.answer)


def told_with(asked: Asked) -> str:
    """The sentence of a figure with what stands before it."""
    sentence = asked.figure.sentence
    return Span(max(0, sentence.start - AROUND), sentence.end).of(asked.article.text)
