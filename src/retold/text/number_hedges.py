"""Bounds and hedges around a number: "at least", "nearly", "or more", "minus".

Takes a number with its place, gives it with the words before and after it taken in. A bound (> <) says more than a
hedge (~), so it wins when both stand there: "at least about 40" is ">".
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from retold.records import Change, Span
from retold.text.number_rules import NumberRules, NumberSeen

REACH = 40  # characters before a number in which its hedges stand
LONGEST = 4  # words of one hedge
NUMBER_AHEAD = re.compile(r" [^\w\s]{0,3}\d")  # "£14m plus £3m": two amounts
WORD = re.compile(r"[^\s,;:.()\[\]“”\"'‘][^\s,;:.()\[\]“”\"]*\.?|[~≈<>≤≥]=?")


def add_hedges(text: str, number: NumberSeen, rules: NumberRules) -> NumberSeen:
    """The number with every hedge that touches it."""
    number = hedge_before(text, number, rules)
    change, end = hedge_after(text, number.core.end, rules)
    if change is None:
        return number
    return replace(number, change=stronger(number.change, change), span=Span(number.span.start, end))


def stronger(one: Change, other: Change) -> Change:
    """The bound of the two, else the hedge."""
    return one if one in (">", "<") or other == "=" else other


def hedge_before(text: str, number: NumberSeen, rules: NumberRules) -> NumberSeen:
    """Up to three hedges before the number taken in, nearest first."""
    start, change, negative = number.span.start, number.change, False
    for _ in range(3):
        phrase, at = phrase_before(text, start, rules)
        if not phrase:
            break
        if phrase in rules.below_zero:
            negative = True
        else:
            change = (
                stronger(rules.hedges_before[phrase], change)
                if change == "="
                else stronger(change, rules.hedges_before[phrase])
            )
        start = at
    low, high = (
        (number.low.copy_negate(), number.high.copy_negate())
        if negative and number.low > 0
        else (number.low, number.high)
    )
    return replace(number, low=low, high=high, change=change, span=Span(start, number.span.end))


def phrase_before(text: str, start: int, rules: NumberRules) -> tuple[str, int]:
    """The longest hedge that ends right before `start`, and where it begins."""
    floor = max(0, start - REACH)
    words = list(WORD.finditer(text, floor, start))[-LONGEST:]
    if not words or text[words[-1].end() : start].strip(" \u00a0\n-"):
        return "", start
    for i in range(len(words)):
        run = words[i:]
        if any(text[a.end() : b.start()].strip() for a, b in pairwise(run)):
            continue
        phrase = " ".join(w.group().lower().rstrip("-") for w in run)
        if phrase in rules.particles and i and words[i - 1].group().lower() in rules.particle_verbs:
            return "", start
        if phrase in rules.hedges_before or phrase in rules.below_zero:
            return phrase, run[0].start()
    return "", start


def hedge_after(text: str, end: int, rules: NumberRules) -> tuple[Change | None, int]:
    """The hedge right after `end`, and where it ends."""
    for words, change in rules.hedges_after.items():
        for gap in ("", " "):
            at = end + len(gap) + len(words)
            if (
                text[end:at].lower() == gap + words
                and not (gap == "" and words[0].isalpha())
                and not text[at : at + 1].isalnum()
                and not (words[-1].isalpha() and NUMBER_AHEAD.match(text, at))
            ):
                return change, at
    return None, end
