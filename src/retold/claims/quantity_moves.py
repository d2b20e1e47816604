"""Rises and falls: whether a quantity is the size of a step, and which way.

"Shares fell 5% to 120": 5% is a step down, 120 is a level. The words right before a number decide. A bound says more
than a direction ("fell more than 5%" is ">"), a direction more than a hedge ("up nearly 57%" is "up").
"""

from __future__ import annotations

import re
from itertools import pairwise

from retold.claims.quantity_rules import SignRules, sign_rules
from retold.records import Change
from retold.text.tables import DEFAULT

STEP_UNITS = frozenset({"%", "percentage point", "basis point", "point", "penny", "cent", "sen"})
WORDS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|[.,;:()]")
REACH = 56  # characters before a number in which its verb of movement stands
MOST_BETWEEN = 4  # words between the verb and the number


def direction_of(text: str, start: int, unit: str, *, money: bool, sign: str = "", language: str = DEFAULT) -> Change:
    """ "up" or "down" when the number that begins at `start` (hedges included) is a step, else "=".

    >>> direction_of("shares fell 5%", 12, "%", money=False), direction_of("fell to 5%", 8, "%", money=False)
    ('down', '=')
    """
    if sign == "+":
        return "up"
    rules = sign_rules(language)
    words = [w.lower() for w in WORDS.findall(text, max(0, start - REACH), start)]
    if words[-1:] and words[-1] in rules.step_by:
        return direction_by(words, rules)
    for i in range(len(words) - 1, max(-1, len(words) - 2 - MOST_BETWEEN), -1):
        if words[i] in rules.directions:
            return direction_at(words, i, (unit in STEP_UNITS, money), rules)
        if words[i] not in rules.between and not words[i].endswith("ly"):
            break
    return "="


def direction_by(words: list[str], rules: SignRules) -> Change:
    """The direction of "grow sales by", "cut the number of jobs by": its verb may stand further off."""
    for before, word in reversed(list(pairwise(["", *words[:-1]]))):
        if word in ".;:(":
            break
        named = before in rules.determiner and word in rules.step_noun - rules.noun_and_verb
        if word in rules.directions and not named:
            return rules.directions[word]
    return "="


def direction_at(words: list[str], i: int, steps: tuple[bool, bool], rules: SignRules) -> Change:
    """The direction of the word at `i`, when a step of a level follows it: in a unit of steps, or in money."""
    word, behind, is_step = words[i], words[i + 1 :], any(steps)
    by = any(w in rules.step_by for w in behind)
    if word in rules.with_object and not is_step and not by:
        return "="
    before = words[i - 1] if i else ""
    if word in rules.particle and before in rules.phrasal:
        return "="
    if behind and behind[0] in rules.step_of:
        return rules.directions[word] if steps[0] and word in rules.step_noun else "="
    if word in rules.step_noun and not by and before in rules.determiner:
        return "="
    return rules.directions[word]
