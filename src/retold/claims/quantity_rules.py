"""What a language must tell so that counts are told from labels and steps from levels: `rules/<language>/signs.tsv`.

Beside tables of words (see text/tables.py) the file has lines "clue NAME PATTERN"; a pattern may hold {table}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from retold.records import Change
from retold.text.tables import Clues, clues_of, words_of
from retold.text.time_rules import time_rules

UPWARD: Change = "up"
DOWNWARD: Change = "down"


@dataclass(frozen=True, slots=True)
class SignRules:
    """The words beside a number that say what it is, in one language."""

    directions: Mapping[str, Change]  # "rose" -> "up"
    with_object: frozenset[str]  # verbs that take other objects too: "added 400 jobs" is no step of a level
    between: frozenset[str]  # may stand between the verb and its step
    phrasal: frozenset[str]  # "gave up 40 goals" tells no step
    step_noun: frozenset[str]  # "a rise of 5%"
    noun_and_verb: frozenset[str]  # those of them that are verbs too
    particle: frozenset[str]  # "up" of "gave up"
    step_by: frozenset[str]  # "rose by"
    step_of: frozenset[str]
    determiner: frozenset[str]  # before a noun of a step: "the rise"
    label: frozenset[str]  # before a number that names: "page", "route"
    little: frozenset[str]  # words in capitals only at the start of a sentence
    counted: frozenset[str]  # plurals without an s that are counted: "people"
    year_lead: frozenset[str]
    range_lead: frozenset[str]  # those of them that lead counts too: "between"
    year_follower: frozenset[str]
    rank: frozenset[str]  # "the bottom three"
    one: frozenset[str]  # the number word that is also a pronoun
    one_before: frozenset[str]
    one_after: frozenset[str]
    plural: frozenset[str]
    stop: frozenset[str]
    age_bound: Mapping[str, str]  # "under the age of"
    named_months: bool  # months are written with a capital
    clues: Clues


@cache
def sign_rules(language: str) -> SignRules:
    """The rules of a language from its table."""
    t = words_of(language, "signs")
    names = [f for f in SignRules.__slots__ if f not in ("directions", "clues", "age_bound", "named_months")]
    words = {f: frozenset(t.get(f, ())) for f in names}
    directions = dict.fromkeys(t.get("up", ()), UPWARD) | dict.fromkeys(t.get("down", ()), DOWNWARD)
    times = time_rules(language)
    held = {"month": tuple(times.anymonth)} | {name: tuple(t[name]) for name in t}
    clues = clues_of(language, "signs", lambda table: held[table], re.IGNORECASE)
    return SignRules(
        directions=MappingProxyType(directions),
        clues=clues,
        age_bound=t.get("age_bound", {}),
        named_months="month" in times.named,
        **words,
    )
