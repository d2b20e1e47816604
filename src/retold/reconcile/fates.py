"""What befell the people counted, where the verb beside the number does not say it.

Takes the words around a number, gives the class of an act. "The number of people known to have drowned reached 31" is
about the drowned, not about knowing or reaching; "forty minutes late" is about the delay.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retold.reconcile.words import ACT_OF, FATES, KEPT, act_class, content_words, group_class
from retold.text.stems import stem_word

# Verbs that say that a number is known, given or changes, not what happened to those it counts.
LIGHT = frozenset(
    map(
        stem_word,
        "know raise rise reach stand stay give put claim count confirm report bring climb number find identify feature "
        "list name say believe think fear expect estimate verify acknowledge admit pass exceed top hit total remain "
        "leave be have include lose become tell come go get take make see".split(),
    )
)
HEAD = re.compile(r"\b(?:number|numbers|toll|total|tally|count)\b[^.;]*$", re.I)
PAUSE = re.compile(r"[,;:—–()“”\"]")
BESIDE = re.compile(r"^[\s-]*(?:of[\s-]+)?(late|delay|behind|overdue|old|long)\b", re.I)
BESIDE_BEFORE = re.compile(r"\b(delay)s?\s+of\s+(?:\w+\s+){0,2}$", re.I)
DRIVEN = re.compile(
    r"\b(?:forc(?:e|es|ed|ing)|order(?:s|ed|ing)?|told)\b[^.;]{0,60}?\bto\s+(?:leave|flee|abandon|evacuate|get out)\b"
    r"|…[^.;]{0,40}?\b(?:leave|left|leaving|abandon(?:ed|ing)?)\s+(?:their|his|her)\s+(?:homes?|houses?|villages?)\b",
    re.I,
)  # people who had to leave
PLACED = re.compile(
    r"\b(?:in|at|from|across|to|into|on|over|through)\s+(?:(?:about|some|at least|over|all)\s+)?$", re.I
)
AWAY = 8  # content words between a number and the word that says what befell those it counts
STATES = FATES - {"hire", "dismiss"}


@lru_cache(maxsize=KEPT)
def act_of(predicate: str, noun: str, measured: bool, before: str, after: str) -> str:
    """The class of what befell what a number counts.

    >>> act_of("know", "people", False, "the number of people known to have drowned reached at least ", ".")
    'die'
    >>> act_of("sail", "", True, "the ferry had sailed ", " late")
    'late'
    >>> act_of("treat", "hospital", False, "nine people were treated in ", " hospitals")
    ''
    """
    act = act_class(predicate) if predicate else ""
    if not measured and (DRIVEN.search(f"{before}…{after}") if act in ("forc", "order", "leav", "") else None):
        return "displace"
    if act in STATES and noun and group_class(noun) and PLACED.search(before):
        return ""
    if measured:
        found = BESIDE.match(after) or BESIDE_BEFORE.search(before)
        return act_class(found[1]) if found else act
    if act in STATES or (act and stem_word(predicate.casefold()) not in LIGHT):
        return act
    if noun and group_class(noun) and act_class(noun) not in STATES and not HEAD.search(before):
        return act
    return nearest_state(before, after) or act


def is_light(predicate: str, act: str) -> bool:
    """Whether an act is only that of a verb that says nothing of what is counted."""
    return act not in STATES and act == act_class(predicate) and stem_word(predicate.casefold()) in LIGHT


def nearest_state(before: str, after: str) -> str:
    """The state that the phrase around a number names, nearest first; what follows the number goes first."""
    right = content_words(PAUSE.split(after)[0])[:AWAY]
    left = content_words(PAUSE.split(before)[-1])[-AWAY:][::-1]
    head = HEAD.search(PAUSE.split(before)[-1])
    near = [left, right] if head else [right, left]
    return next((c for words in near for w in words if (c := ACT_OF.get(w, "")) in STATES), "")
