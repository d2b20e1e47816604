"""Sentences of two texts that tell the same thing, in the same words or in others.

Takes two texts, gives pairs with a likeness from 0 to 1: the weight of shared content words, figures and names before
others, words that are rare in the two texts before common ones. One sentence may meet several.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retold.records import SentencePair, Span
from retold.text.sentences import find_sentences
from retold.text.stems import CLOSED_CLASS, stem_word
from retold.text.tokens import WORD, fold_word

LEAST_LIKENESS = 0.3
SURE_LIKENESS = 0.75
NEAR_BEST = 0.7  # a further partner of a sentence comes this near to its best one
ORDER_BONUS = 0.15  # at most: for standing at the same part of both texts
FIGURE_WEIGHT = 2.0
NAME_WEIGHT = 1.5
MOST_SENTENCES = 2000  # of a text; later ones are not paired

Bag = Mapping[str, float]


def pair_sentences(left_text: str, right_text: str) -> list[SentencePair]:
    """Pairs in the order of the left text, then of the right.

    >>> a = "It rained. Divers found 41 of the 50 missing crates on Sunday."
    >>> b = "On Sunday, 41 crates were recovered by divers. Nobody was hurt."
    >>> [(p.left.of(a), p.right.of(b)) for p in pair_sentences(a, b)]
    [('Divers found 41 of the 50 missing crates on Sunday.', 'On Sunday, 41 crates were recovered by divers.')]
    """
    (lefts, left_bags), (rights, right_bags) = weigh_sentences(left_text), weigh_sentences(right_text)
    likeness = liken(left_bags, right_bags)
    return [
        SentencePair(lefts[i], rights[j], round(float(likeness[i, j]), 4))
        for i, j in pick_pairs(likeness, lefts, rights)
    ]


@lru_cache(maxsize=16)
def weigh_sentences(text: str) -> tuple[tuple[Span, ...], tuple[Bag, ...]]:
    """The sentences of a text, each with its weighed words; a text is often paired with several one after the other."""
    sentences = tuple(find_sentences(text)[:MOST_SENTENCES])
    return sentences, tuple(weigh_words(s.of(text)) for s in sentences)


@lru_cache(maxsize=1 << 12)
def weigh_words(sentence: str) -> dict[str, float]:
    """Content words of a sentence with the weight of their kind: figures, names, others."""
    bag: dict[str, float] = {}
    for match in WORD.finditer(sentence):
        word, folded = match.group(), fold_word(match.group())
        if folded in CLOSED_CLASS:
            continue
        named = match.start() > 0 and word[0].isupper()
        weight = FIGURE_WEIGHT if word[0].isdigit() else NAME_WEIGHT if named else 1.0
        stem = stem_word(folded)
        bag[stem] = max(weight, bag.get(stem, 0.0))
    return bag


def liken(lefts: Sequence[Bag], rights: Sequence[Bag]) -> NDArray[np.float64]:
    """The shared weight of every two sentences against the geometric mean of their weights."""
    if not lefts or not rights:
        return np.zeros((len(lefts), len(rights)))
    number = {word: k for k, word in enumerate(sorted({w for bag in (*lefts, *rights) for w in bag}))}
    rarity = rare_weights(lefts, rights, number)
    a, b = weight_rows(lefts, number) * rarity, weight_rows(rights, number) * rarity
    both = (np.minimum(np.sqrt(a), 1e9) @ np.sqrt(b).T) if number else np.zeros((len(lefts), len(rights)))
    size_a, size_b = a.sum(axis=1)[:, None], b.sum(axis=1)[None, :]
    out: NDArray[np.float64] = both / np.maximum(np.sqrt(size_a * size_b), 1e-9)
    return np.minimum(out, 1.0)


def rare_weights(lefts: Sequence[Bag], rights: Sequence[Bag], number: Mapping[str, int]) -> NDArray[np.float64]:
    """The weight of each word by the number of sentences that hold it, on the side where it is more common."""
    counts = [Counter(word for bag in side for word in bag) for side in (lefts, rights)]
    most = max(len(lefts), len(rights))
    out = np.zeros(len(number))
    for word, k in number.items():
        out[k] = math.log(1 + most / max(counts[0][word], counts[1][word]))
    return out


def weight_rows(bags: Sequence[Bag], number: Mapping[str, int]) -> NDArray[np.float64]:
    """One row a sentence, one column a word."""
    out = np.zeros((len(bags), len(number)))
    for row, bag in enumerate(bags):
        for word, weight in bag.items():
            out[row, number[word]] = weight
    return out


def pick_pairs(
    likeness: NDArray[np.float64], lefts: Sequence[Span], rights: Sequence[Span]
) -> Iterable[tuple[int, int]]:
    """Pairs that are the best of one side, or nearly so; places that fit the order of the texts are preferred."""
    if not likeness.size:
        return []
    at_left = np.linspace(0, 1, len(lefts))[:, None]
    at_right = np.linspace(0, 1, len(rights))[None, :]
    liked = likeness * (1 - ORDER_BONUS * np.abs(at_left - at_right))
    best = np.maximum(liked.max(axis=1)[:, None] * NEAR_BEST, LEAST_LIKENESS)
    best_right = np.maximum(liked.max(axis=0)[None, :] * NEAR_BEST, LEAST_LIKENESS)
    good = ((liked >= best) & (liked >= best_right)) | (likeness >= SURE_LIKENESS)
    return [(int(i), int(j)) for i, j in np.argwhere(good)]
