"""Texts grown by copying, whose alignment is known: every word remembers which word of which ancestor it is.

Used by the tests of collation and by `bench/align/collation.py`.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from retold.records import CollatedWitness, Collation

SYLLABLES = "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so".split()
Word = tuple[int, str]  # which word it is, and how it is written
Pair = tuple[tuple[int, int], tuple[int, int]]  # (row, number of the word) twice


@dataclass(frozen=True)
class Hand:
    """How often a copyist changes a word: writes another, leaves it out, adds one, spells it otherwise, moves a passage."""

    other: float = 0.01
    omit: float = 0.005
    add: float = 0.005
    spell: float = 0.01
    move: float = 0.0


def grow(seed: int, *, rows: int = 12, length: int = 1000, hand: Hand = Hand()) -> list[list[Word]]:
    """Witnesses, each copied from one of those before."""
    r = random.Random(seed)
    words = sorted({"".join(r.choices(SYLLABLES, k=r.choice((1, 2, 2, 3, 3, 4)))) for _ in range(700)})
    often = [1 / (k + 8) for k in range(len(words))]
    found: list[list[Word]] = [list(enumerate(r.choices(words, often, k=length)))]
    while len(found) < rows:
        found.append(copy_out(r, r.choice(found), words, hand, 1_000_000 * len(found)))
    return found


def copy_out(r: random.Random, model: Sequence[Word], words: Sequence[str], hand: Hand, fresh: int) -> list[Word]:
    """A copy with the slips of this hand; words of its own are numbered from `fresh`."""
    out: list[Word] = []
    for number, word in model:
        slip = r.random()
        if slip < hand.omit:
            continue
        written = r.choice(words) if slip < hand.omit + hand.other else word
        if slip > 1 - hand.spell and len(word) > 3:
            at = r.randrange(len(word))
            written = word[:at] + r.choice("aeiouy") + word[at + 1 :]
        out.append((number, written))
        if r.random() < hand.add:
            fresh += 1
            out.append((fresh, r.choice(words)))
    if r.random() < hand.move:
        start, size = r.randrange(len(out) // 2), r.randrange(20, 40)
        passage = out[start : start + size]
        out = out[:start] + out[start + size :]
        to = r.randrange(len(out))
        out = out[:to] + passage + out[to:]
    return out


def as_rows(grown: Sequence[Sequence[Word]]) -> list[CollatedWitness]:
    """The witnesses as rows of a collation."""
    return [CollatedWitness(f"W{k}", f"w{k}", " ".join(w for _, w in words)) for k, words in enumerate(grown)]


def true_pairs(grown: Sequence[Sequence[Word]]) -> set[Pair]:
    """Every two words of two rows that are one word of an ancestor."""
    at: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row, words in enumerate(grown):
        for place, (number, _) in enumerate(words):
            at[number].append((row, place))
    return {pair for places in at.values() for pair in combinations(places, 2)}


def found_pairs(grown: Sequence[Sequence[Word]], table: Collation) -> set[Pair]:
    """Every two words that stand in one column."""
    starts: list[dict[int, int]] = []
    for words in grown:
        ends = [0]
        for _, word in words:
            ends.append(ends[-1] + len(word) + 1)
        starts.append({start: k for k, start in enumerate(ends)})
    columns = ([(r, starts[r][p.start]) for r, p in enumerate(c.places) if c.words[r]] for c in table.columns)
    return {pair for column in columns for pair in combinations(column, 2)}


def token_pair_f(grown: Sequence[Sequence[Word]], table: Collation) -> float:
    """F1 over pairs of words."""
    true, found = true_pairs(grown), found_pairs(grown, table)
    return 2 * len(true & found) / (len(true) + len(found))
