"""Rises and falls: whether a quantity is the size of a step, and which way.

"Shares fell 5% to 120": 5% is a step down, 120 is a level. The words right before a number decide. A bound says more
than a direction ("fell more than 5%" is ">"), a direction more than a hedge ("up nearly 57%" is "up").
"""

from __future__ import annotations

import re
from types import MappingProxyType

from retold.records import Change

UP = (
    "rise rises rose risen rising climb climbs climbed climbing gain gains gained gaining jump jumps jumped jumping "
    "surge surges surged surging soar soars soared soaring advance advances advanced advancing add adds added adding "
    "increase increases increased increasing grow grows grew grown growing rally rallied rallies rebound rebounded "
    "up higher raise raises raised raising expand expands expanded spike spiked spikes rocketed leap leaps leaped "
    "leapt swell swelled strengthen strengthened strengthens firmed accelerated"
)
DOWN = (
    "fall falls fell fallen falling drop drops dropped dropping slip slips slipped slipping slide slides slid sliding "
    "tumble tumbles tumbled tumbling sink sinks sank sunk sinking plunge plunges plunged plunging plummet plummets "
    "plummeted plummeting decline declines declined declining decrease decreases decreased decreasing dip dips dipped "
    "dipping shed sheds shedding lose loses lost losing down lower shrink shrinks shrank shrunk shrinking ease eased "
    "eases crash crashed crashes weaken weakened weakens slump slumps slumped retreat retreated contract contracted "
    "contracts cut cuts cutting reduce reduced reduces reducing slash slashed tanked slid"
)
# Verbs that take other objects too: "added 400 jobs", "dropped 200 bombs" tell no step of a level.
WITH_OBJECT = frozenset(
    "gain gains gained gaining add adds added adding raise raises raised raising drop drops dropped dropping shed "
    "sheds shedding lose loses lost losing cut cuts cutting reduce reduced reduces reducing slash slashed grow grows "
    "grew contract contracted contracts expand expands expanded ease eased eases advance advances advanced".split()
)
BETWEEN = frozenset(
    "by another a an further as much about around roughly nearly almost some only just over more than less under "
    "sharply slightly modestly steeply strongly again total of record whopping massive additional extra even still "
    "back early late today overall approximately at least estimated combined".split()
)
UPWARD: Change = "up"
DOWNWARD: Change = "down"
DIRECTIONS = MappingProxyType(dict.fromkeys(UP.split(), UPWARD) | dict.fromkeys(DOWN.split(), DOWNWARD))
STEP_UNITS = frozenset({"%", "percentage point", "basis point", "point", "penny", "cent", "sen"})
WORDS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|[.,;:()]")
REACH = 56  # characters before a number in which its verb of movement stands
MOST_BETWEEN = 4  # words between the verb and the number


def direction_of(text: str, start: int, unit: str, *, money: bool, sign: str = "") -> Change:
    """ "up" or "down" when the number that begins at `start` (hedges included) is a step, else "=".

    >>> direction_of("shares fell 5%", 12, "%", money=False), direction_of("fell to 5%", 8, "%", money=False)
    ('down', '=')
    """
    if sign == "+":
        return "up"
    words = [w.lower() for w in WORDS.findall(text, max(0, start - REACH), start)]
    if words[-1:] == ["by"]:
        return direction_by(words)
    for i in range(len(words) - 1, max(-1, len(words) - 2 - MOST_BETWEEN), -1):
        if words[i] in DIRECTIONS:
            return direction_at(words, i, unit, money)
        if words[i] not in BETWEEN and not words[i].endswith("ly"):
            break
    return "="


def direction_by(words: list[str]) -> Change:
    """The direction of "grow sales by", "cut the number of jobs by": its verb may stand further off."""
    for word in reversed(words[:-1]):
        if word in ".;:(":
            break
        if word in DIRECTIONS and word not in NOUNS - {"rise", "fall", "drop", "jump", "cut"}:
            return DIRECTIONS[word]
    return "="


def direction_at(words: list[str], i: int, unit: str, money: bool) -> Change:
    """The direction of the word at `i`, when a step of a level follows it."""
    word = words[i]
    is_step = unit in STEP_UNITS or money or "by" in words[i + 1 :]
    if word in WITH_OBJECT and not is_step:
        return "="
    if word in ("up", "down", "back") and i and words[i - 1] in PHRASAL:
        return "="
    if words[i + 1 : i + 2] and words[i + 1] == "of":
        return DIRECTIONS[word] if unit in STEP_UNITS and word in NOUNS else "="
    before = words[i - 1] if i else ""
    if before in ("a", "an", "the", "this", "that", "its", "to") and word in NOUNS and "by" not in words[i + 1 :]:
        return "=" if before != "to" else DIRECTIONS[word]
    return DIRECTIONS[word]


PHRASAL = frozenset(  # "gave up 40 goals" tells no step
    "gave give gives giving make makes made set sets pick picks picked take takes took put puts rack racked ring rang "
    "buy buys bought come comes came build built clock clocked line lined lock locked hold holds held shut shuts track "
    "tracked turn turned break broke bring brought write wrote open opened sign signed".split()
)
NOUNS = frozenset("rise fall drop gain jump increase decrease decline advance surge dip slip cut slide slump".split())
