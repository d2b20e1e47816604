"""The question of an entry, in the words of its claims.

Takes the figures of one question, gives "people dead: how many?". It chooses the clearest wording among the claims and
tidies it; words of its own are only those for what befell people.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from retold.reconcile.asked import Asked
from retold.reconcile.fates import STATES
from retold.reconcile.words import ACT_OF
from retold.text.stems import CLOSED_CLASS, stem_word
from retold.text.tokens import fold_words

ASKS = {"share": "what share?", "points": "how much?", "time": "how long?", "month": "how long?", "age": "how old?"}
STATE_WORDS = {
    "die": "dead",
    "hurt": "injured",
    "treat": "treated",
    "miss": "missing",
    "hold": "held",
    "free": "freed",
    "seize": "seized",
    "arrest": "arrested",
    "displace": "displaced",
    "rescue": "rescued",
    "infect": "infected",
}
PLURALS = {"foot": "feet", "inch": "inches"}
PRONOUNS = frozenset("he she it they we i you him them us who whom".split())
HANGING = frozenset(
    "a an the of in on at by for from to with without into onto over under against among between through during after "
    "before since until as than and or but that which who whose is was were are be been had has have".split()
)
ARTICLE = re.compile(r"(?<=\s)(?:The|A|An|Its|His|Her|Their|This|That|Our)(?=\s)")
BRACKETS = re.compile(r"\(([^()]*)\)")
SHOUTED = re.compile(r"\b[A-Z]{3,}\b")
PHRASE = re.compile(r"[ -]((?:[^\W\d][\w’'-]*[ -]?){1,7})")  # the words that follow a number
REACH = 80  # characters behind a number that may say what it is of
TWO = 2  # words from which a wording stands alone
EMPTY = frozenset(
    "figure number total amount thing time times year years month months week weeks day days hour hours hr hrs minute "
    "minutes min mins second seconds sec ago added add done do got get go went come came wanted want made make took "
    "take given give had have put said say told needed need left seen see set used use kept keep it this that".split()
)  # words that say nothing alone of what a number is of
LONG = 7  # words from which a wording is hard to read
LONGEST = 12  # words that are shown


def word_question(claims: Sequence[Asked], origin_of: Mapping[str, str], altered: frozenset[str]) -> str | None:
    """The question in the clearest words of its claims, those of many sources first; None where none says what."""
    votes: dict[str, tuple[Asked, set[str], int]] = {}
    for a in claims:
        if a.figure.id in altered and len(claims) > 1:
            continue
        first, sources, pages = votes.get(a.figure.what, (a, set(), 0))
        votes[a.figure.what] = (first, sources | {origin_of[a.figure.id]}, pages + 1)
    rows = list(votes.items()) or [(claims[0].figure.what, (claims[0], set(), 1))]
    worded = [(words, a, len(sources), pages) for what, (a, sources, pages) in rows for words in wordings(what, a)]
    told = [row for row in worded if tells(row[0], row[1])]
    if not told:
        return None
    best = min(told, key=lambda row: (rank(row[0], row[1], row[2]), -row[2], -row[3], len(row[0]), row[0]))
    denied = " (denied)" if all(a.denied for a in claims) else ""
    return f"{best[0]}{denied}: {ask_how(best[1])}"


def rank(words: str, asked: Asked, sources: int) -> float:
    """How far a wording is from the best: its faults, less what many sources make up for."""
    return faults(words, asked) - math.log2(max(1, sources)) / 2


def wordings(what: str, asked: Asked) -> list[str]:
    """What a figure is of: in the words of its claim, and in those that follow its number."""
    at = asked.figure.evidence[0] if asked.figure.evidence else asked.figure.sentence
    after = PHRASE.match(asked.article.text[at.end : at.end + REACH])
    first = tidy(what, asked)
    behind = tidy_words(after[1]) if after and len(first.split()) < TWO else ""
    return [first, behind] if behind else [first]


def tells(words: str, asked: Asked) -> bool:
    """Whether a wording says what a number is of: more than a unit, a verb that takes anything, or a word for all."""
    if asked.act in STATES and words:
        return True
    return any(w not in CLOSED_CLASS and w not in EMPTY and len(w) > 1 for w in fold_words(words))


def tidy(what: str, asked: Asked) -> str:
    """A wording that stands alone; what befell people is added where the wording does not say it."""
    words = tidy_words(what) or asked.figure.noun
    state = STATE_WORDS.get(asked.act)
    if state is None or any(ACT_OF.get(w) == asked.act for w in fold_words(words)):
        return words
    return f"{words} {state}" if asked.noun else f"people {state}"


def tidy_words(what: str) -> str:
    """A wording without brackets, capital articles and words that hang at its ends.

    >>> tidy_words("crew carried by The ship in"), tidy_words("he written on occasions")
    ('crew carried by the ship', 'written on occasions')
    """
    plain = ARTICLE.sub(lambda m: m.group().lower(), BRACKETS.sub(r"\1", what))
    words = plain.split()
    if len(words) > LONGEST:
        words = words[:LONGEST]
        while len(words) > 1 and words[-1].lower() not in HANGING:
            words.pop()
    while words and words[-1].lower().strip(",;") in HANGING:
        words.pop()
    while words and words[0].lower() in HANGING | PRONOUNS:
        words.pop(0)
    return " ".join(words)


def faults(words: str, asked: Asked) -> int:
    """How much stands in the way of reading a wording."""
    folded = fold_words(words)
    stems = {stem_word(w) for w in folded}
    names_thing = bool(asked.figure.noun) and stem_word(asked.figure.noun.casefold()) in stems
    telling = [w for w in folded if w not in CLOSED_CLASS]
    return (
        8 * (not telling)
        + 2 * bool(PRONOUNS & set(folded))
        + 3 * bool(SHOUTED.search(words))
        + 3 * (not names_thing and asked.act not in STATES)
        + 2 * (len(folded) > LONG)
        + (len(telling) == 1)
        + words[:1].isupper()
    )


def ask_how(asked: Asked) -> str:
    """The question word that fits the unit."""
    dimension, unit = asked.answer.dimension, asked.figure.quantity.unit
    if dimension in ASKS:
        return ASKS[dimension]
    if dimension and not dimension.startswith("money:"):
        return f"how many {plural(unit)}?" if unit.replace(" ", "").isalpha() else "how much?"
    counted = not unit or stem_word(unit.casefold()) == stem_word(asked.figure.noun.casefold())
    return "how many?" if counted and not dimension else "how much?"


def plural(unit: str) -> str:
    """The name of a unit, of several.

    >>> plural("kilometre per hour"), plural("metric ton"), plural("foot")
    ('kilometres per hour', 'metric tons', 'feet')
    """
    thing, per, rest = unit.partition(" per ")
    *head, last = thing.split() or [""]
    many = PLURALS.get(last) or (last if last.endswith("s") or len(last) < SHORT else last + "s")
    return " ".join((*head, many)) + per + rest


SHORT = 3  # letters of a unit that is a sign: "km" stays as it is
