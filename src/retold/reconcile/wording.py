"""The question of an entry, in the words of its claims.

Takes the figures of one question, gives "people dead: how many?". It chooses the clearest wording among the claims and
tidies it; words of its own are only those for what befell people.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from retold.reconcile.asked import Asked
from retold.reconcile.fates import STATES, is_light
from retold.reconcile.words import ACT_OF, KEPT, act_class, concept, concepts, group_class, weight
from retold.text.stems import CLOSED_CLASS, stem_word
from retold.text.tokens import fold_word, folded_words

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


def word_question(
    claims: Sequence[Asked], origin_of: Mapping[str, str], altered: frozenset[str], *, clearly: bool = True
) -> str | None:
    """The question in the clearest words of its claims, those of many sources first; None where none says what."""
    votes: dict[str, tuple[Asked, set[str], int]] = {}
    for a in claims:
        if a.figure.id in altered and len(claims) > 1:
            continue
        first, sources, pages = votes.get(a.figure.what, (a, set(), 0))
        votes[a.figure.what] = (first, sources | {origin_of[a.figure.id]}, pages + 1)
    rows = list(votes.items()) or [(claims[0].figure.what, (claims[0], set(), 1))]
    worded = [(words, a, len(sources), pages) for what, (a, sources, pages) in rows for words in wordings(what, a)]
    told = {words: (a, n, pages) for words, a, n, pages in sorted(worded, key=in_order) if tells(words, a)}
    if not told:
        return None
    clear = [words for words, row in told.items() if is_clear(words, row[0])]
    if clearly and not clear:
        return None
    best, *others = clear or told
    if others:
        heard = words_heard(claims, origin_of)
        best = min((rank(words, *told[words], heard), words) for words in (best, *others))[1]
    asked = told[best][0]
    denied = " (denied)" if all(a.denied for a in claims) else ""
    return f"{thing_first(best, asked.figure.noun)}{denied}: {ask_how(asked)}"


@lru_cache(maxsize=KEPT)
def thing_first(words: str, noun: str) -> str:
    """A wording that opens with the thing counted, where it stood behind a preposition only.

    >>> thing_first("people treated in hospitals", "hospital"), thing_first("jobs cut at the mill", "job")
    ('hospitals (people treated in them)', 'jobs cut at the mill')
    """
    found = BEHIND.match(words) if noun else None
    if found is None or any(is_form(w, noun) for w in folded_words(found[1])):
        return words
    behind = any(is_form(w, noun) for w in folded_words(found[3])[:BEFORE_NOUN])
    return f"{found[3]} ({found[1]} {found[2]} them)" if behind else words


BEHIND = re.compile(r"(\w.*?) (in|at|from|across|to|into|on|over|among|through|with|by) ((?:the )?\w.*)$")


def in_order(row: tuple[str, Asked, int, int]) -> tuple[int, int, str, int, str]:
    """Wordings of few sources before those of many, so that the latter stay."""
    words, asked, sources, pages = row
    return (sources, pages, asked.article.id, asked.figure.sentence.start, words)


def words_heard(claims: Sequence[Asked], origin_of: Mapping[str, str]) -> list[frozenset[str]]:
    """For each source, the words of its sentences, numbers aside."""
    out: dict[str, set[str]] = {}
    for a in claims:
        out.setdefault(origin_of[a.figure.id], set()).update(a.words)
    return [frozenset(words) for _, words in sorted(out.items())]


def rank(words: str, asked: Asked, sources: int, pages: int, heard: Sequence[frozenset[str]]) -> tuple[float, int, int]:
    """How far a wording is from the best: its faults, less what sources say in the same words or in other ones."""
    own = concepts(words) - {concept(asked.figure.noun.casefold())}
    known = [sum(map(weight, own & said)) / (sum(map(weight, own)) or 1) for said in heard]
    common = CENTRAL * sum(known) / len(known) if len(known) > 1 else 0.0
    common += sum(weight(w) for w in sorted(own) if all(w in said for said in heard)) / EACH_WORD
    return (round(faults(words, asked) - math.log2(max(1, sources)) / 2 - common, 6), -pages, len(words))


def wordings(what: str, asked: Asked) -> list[str]:
    """What a figure is of: in the words of its claim, and in those that follow its number."""
    at = asked.figure.evidence[0] if asked.figure.evidence else asked.figure.sentence
    behind = asked.article.text[at.end : at.end + REACH]
    after = PHRASE.match(behind)
    first = tidy(what, asked)
    out = [first]
    if after and len(first.split()) < TWO:
        out.append(tidy_words(after[1]))
    if asked.figure.noun and not asked.answer.dimension:
        out += [tidy(words, asked) for words in counted_words(behind, asked.figure.noun)]
    return [words for words in out if words]


def is_clear(words: str, asked: Asked) -> bool:
    """Whether a reader can tell what the number is of: the thing counted, or for a measure more than its verb."""
    if asked.act in STATES:
        return True
    folded = folded_words(words)
    if names_thing(folded, asked) and not is_one_name(words, asked.figure.noun):
        return True
    dimension = asked.answer.dimension
    if dimension and dimension not in LOOSE:
        return True
    telling = [w for w in folded if w not in CLOSED_CLASS and w not in EMPTY]
    if dimension == "share":
        return len(telling) > 1 or all(act_class(w) != asked.act for w in telling)
    return len(telling) > 1 and (bool(dimension) or not asked.noun)


def is_one_name(words: str, noun: str) -> bool:
    """Whether the thing counted is the name of one, of which there are no several: "Norland", not "Norlanders".

    >>> is_one_name("Norland", "norland"), is_one_name("Norlanders killed", "norlander")
    (True, False)
    """
    return any(w[:1].isupper() and w.casefold() == noun.casefold() for w in words.split()[1:] or words.split())


LOOSE = frozenset({"time", "month", "share"})  # measured of everything


def names_thing(folded: Sequence[str], asked: Asked) -> bool:
    """Whether the folded words of a wording name the thing counted."""
    noun = asked.figure.noun.casefold()
    return bool(noun) and any(is_form(w, noun) for w in folded)


@lru_cache(maxsize=KEPT)
def is_form(word: str, noun: str) -> bool:
    """Whether a folded word is a noun in the singular or plural, or another name of the same things.

    >>> is_form("jobs", "job"), is_form("witnesses", "witness"), is_form("cities", "city"), is_form("cars", "ship")
    (True, True, True, False)
    """
    plurals = (noun, noun + "s", noun + "es", noun.removesuffix("y") + "ies")
    return word in plurals or (group_class(word) == group_class(noun) != "")


def counted_words(behind: str, noun: str) -> list[str]:
    """The words between a number and the thing it counts, with the name of a place behind it.

    >>> counted_words(" deployed river barges in Marn, the mayor said", "barge"), counted_words("-page charge", "page")
    (['deployed river barges in Marn'], ['pages of the charge'])
    """
    noun = noun.casefold()
    size = SIZE.match(behind)
    if size and is_form(size[1], noun):
        return [f"{plural(size[1])} of the {size[2]}"]
    words = list(PLAIN_WORD.finditer(behind))
    for word in words[:BEFORE_NOUN]:
        if behind[word.start() - 1 : word.start()] not in (" ", "-") or word.group().lower() in HANGING:
            return []
        if is_form(fold_word(word.group()), noun):
            place = PLACE.match(behind, word.end())
            return [behind[words[0].start() : place.end() if place else word.end()]]
    return []


BEFORE_NOUN = 5  # words from a number to what it counts
SIZE = re.compile(r"-([a-z]+) ([a-z]+)\b")  # "a 29-page report"
PLAIN_WORD = re.compile(r"[^\W\d_][\w’'-]*")
PLACE = re.compile(r" (?:in|on|at|from|near|of) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")
CENTRAL = 4.0  # faults that words of all sources make up for
EACH_WORD = 24_000  # thousandths of a bit in words of all sources that make up for one fault


def tells(words: str, asked: Asked) -> bool:
    """Whether a wording says what a number is of: more than a unit, a verb that takes anything, or a word for all."""
    if asked.act in STATES and words:
        return True
    return any(w not in CLOSED_CLASS and w not in EMPTY and len(w) > 1 for w in folded_words(words))


def tidy(what: str, asked: Asked) -> str:
    """A wording that stands alone; what befell people is added where the wording does not say it."""
    words = tidy_words(what) or asked.figure.noun
    state = STATE_WORDS.get(asked.act)
    if state is None or any(ACT_OF.get(w) == asked.act for w in folded_words(words)):
        return words
    return f"{words} {state}" if asked.noun else f"people {state}"


@lru_cache(maxsize=KEPT)
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


def faults(words: str, asked: Asked) -> float:
    """How much stands in the way of reading a wording."""
    folded = folded_words(words)
    named = names_thing(folded, asked)
    telling = [w for w in folded if w not in CLOSED_CLASS]
    return (
        8 * (not telling)
        + 2 * bool(PRONOUNS & set(folded))
        + 3 * bool(SHOUTED.search(words))
        + 3 * (not named and asked.act not in STATES)
        + 2 * (named and bool(folded) and act_class(folded[0]) == asked.act)
        + 2 * (len(folded) > LONG)
        + (len(telling) == 1)
        + words[:1].isupper()
        + 2 * bool(FINITE & set(folded))
        + 2 * (thing_first(words, asked.figure.noun) != words)
        + UNSAID * (bool(asked.act) and not is_light(asked.figure.predicate, asked.act) and not says_act(folded, asked))
    )


def says_act(folded: Sequence[str], asked: Asked) -> bool:
    """Whether a wording says what befell those it counts."""
    return any(act_class(w) == asked.act or STATE_WORDS.get(asked.act) == w for w in folded)


FINITE = frozenset("is are was were has have had will would that which who".split())  # a sentence, not a thing
UNSAID = 1.5  # faults of a wording without its act


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
