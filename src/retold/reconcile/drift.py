"""What a copy changed in a figure, typed.

Takes matched figures of a parent and its child, gives drifts. Each row of TESTS names a kind and decides it; changes of
form alone ("some" to "around", "1.9 million" to "1,900,000") are none, and a rewording is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from retold.reconcile.asked import CLAUSE, Asked, times_of
from retold.reconcile.edges import Match
from retold.reconcile.qualifiers import moved_group
from retold.reconcile.question import opposed, same_noun, share
from retold.reconcile.values import Answer, compare, last_place, same_number
from retold.reconcile.words import GENERIC, act_class, concept, content_words, group_class
from retold.records import Drift, DriftKind
from retold.text.stems import stem_word
from retold.text.tokens import fold_words

NEGATED = re.compile(r"\b(?:not|no|never|none|neither|nobody|denied|without)\b|n['’]t\b", re.I)
PRONOUNS = frozenset("he she it they we i who officials authorities".split())
NEAR_VERBATIM = 0.75  # share of words in common from which a lone other word is a change, not a rewording


def find_drifts(match: Match) -> Iterator[Drift]:
    """Every change of meaning between two matched figures, one of a kind at most."""
    for kind, differs in TESTS:
        if differs(match.before, match.after):
            yield drift(match, kind)
            if kind in ("value", "unit"):
                return


def drift(match: Match, kind: DriftKind) -> Drift:
    """The record of a change, with the sentences of both places."""
    before, after = match.before, match.after
    return Drift(
        parent=match.step.parent,
        child=match.step.child,
        kind=kind,
        values=values_of([before, after]),
        before=before.figure.sentence.of(before.article.text),
        after=after.figure.sentence.of(after.article.text),
        before_span=before.figure.sentence,
        after_span=after.figure.sentence,
        claim=after.figure.id,
    )


def values_of(asked: Sequence[Asked]) -> tuple[Decimal, ...]:
    """The different numbers of these figures, in order of appearance."""
    numbers = (n for a in asked for n in (a.figure.quantity.low, a.figure.quantity.high))
    return tuple(dict.fromkeys(numbers))


def value_differs(before: Asked, after: Asked) -> bool:
    """Another number, beyond what rounding and hedging allow."""
    old, new = before.answer, after.answer
    if old.dimension != new.dimension or same_number(old, new) or old.vague or new.vague:
        return False
    return not (rounds(old, new) or rounds(new, old)) and not hedged(old, new)


def rounds(exact: Answer, rough: Answer) -> bool:
    """Whether the second number is the first one rounded: fewer digits, and off by less than its last digit counts."""
    place = float(last_place(Decimal(repr(rough.value / rough.factor)))) * rough.factor
    finer = float(last_place(Decimal(repr(exact.value / exact.factor)))) * exact.factor
    return finer < place and abs(exact.value - rough.value) < place and abs(exact.top - rough.top) < place


def hedged(one: Answer, other: Answer) -> bool:
    """Whether a hedge on either side covers the other number, or a unit was converted."""
    return (("~" in (one.change, other.change)) or one.factor != other.factor) and compare(one, other) == "fit"


def unit_differs(before: Asked, after: Asked) -> bool:
    """The same digits in another unit."""
    if before.figure.quantity.low != after.figure.quantity.low:
        return False
    a, b = before.answer, after.answer
    return bool(a.dimension and b.dimension) and (a.dimension != b.dimension or a.factor != b.factor)


def bound_differs(before: Asked, after: Asked) -> bool:
    """A bound was lost, gained or turned."""
    a, b = before.figure.quantity.change, after.figure.quantity.change
    if a == b or not {a, b} & {"<", ">"} or not same_number(before.answer, after.answer):
        return False
    return not any(spans_over(x) for x in (before, after))


def spans_over(asked: Asked) -> bool:
    """Whether "over" may stand for a stretch and not for a bound: "over 11 weeks", "spread over nine", "over about"."""
    if not OVER.match(asked.number):
        return False
    text, at = asked.article.text, asked.figure.evidence[0].start
    follows = SPREAD.search(text[max(0, at - 24) : at])
    return asked.answer.dimension in ("time", "month", "length") or bool(follows) or bool(HEDGE.search(asked.number))


OVER = re.compile(r"over\b", re.I)
SPREAD = re.compile(
    r"\b(?:spread|spreads|spreading|rolled|tipped|divided|distributed|scattered|stretched|presided)\s+$", re.I
)
HEDGE = re.compile(r"\b(?:about|around|some|roughly|approximately)\b", re.I)


def hedge_differs(before: Asked, after: Asked) -> bool:
    """A hedge was lost or gained."""
    a, b = before.figure.quantity.change, after.figure.quantity.change
    return {a, b} == {"~", "="} and same_number(before.answer, after.answer) and not before.answer.vague


def what_differs(before: Asked, after: Asked) -> bool:
    """Another thing is counted, another act befell it, it was denied, or a group moved to it."""
    if not same_number(before.answer, after.answer):
        return False
    return (
        negation_differs(before, after)
        or act_differs(before, after)
        or noun_differs(before, after)
        or scope_differs(before, after)
        or moved_group(before, after) is not None
    )


def negation_differs(before: Asked, after: Asked) -> bool:
    """The same words, denied in one text only."""
    denied = [bool(NEGATED.search(own_clause(a))) for a in (before, after)]
    return denied[0] != denied[1] and bool(before.acts & after.acts) and share(before.near, after.near) >= NEAR_VERBATIM


def own_clause(asked: Asked) -> str:
    """The clause of a figure."""
    text, sentence = asked.article.text, asked.figure.sentence
    at = asked.figure.evidence[0] if asked.figure.evidence else sentence
    return CLAUSE.split(text[sentence.start : at.start])[-1] + "…" + CLAUSE.split(text[at.end : sentence.end])[0]


def sentence_of(asked: Asked) -> str:
    """The sentence of a figure."""
    return asked.figure.sentence.of(asked.article.text)


def act_differs(before: Asked, after: Asked) -> bool:
    """An act that excludes the other: the killed became the injured."""
    a, b = before.act, after.act
    if not a or not b or a == b or a in after.acts or b in before.acts:
        return False
    if opposed(a, b):
        return a not in classes(after) and b not in classes(before)
    return False


def classes(asked: Asked) -> frozenset[str]:
    """The classes of all words of the sentence."""
    return frozenset(map(act_class, content_words(sentence_of(asked))))


def scope_differs(before: Asked, after: Asked) -> bool:
    """A figure of one place became one of the whole country, or of the world."""
    widened = WHOLE.search(own_clause(after))
    return bool(widened) and not WHOLE.search(wide(before)) and bool(before.names - after.names)


WHOLE = re.compile(
    r"\b(?:nationwide|countrywide|worldwide|globally|nationally|"
    r"(?:across|throughout) (?:all of )?the (?:whole |entire )?(?:country|nation|world))\b",
    re.I,
)


def noun_differs(before: Asked, after: Asked) -> bool:
    """Another group is counted: neither noun stands in the other's surroundings, nor names people at large."""
    old, new = before.figure.noun.casefold(), after.figure.noun.casefold()
    if not before.noun or not after.noun or same_noun(before, after) or {old, new} & GENERIC:
        return False
    if any(of_them(a) for a in (before, after)):
        return False
    if counted_otherwise(new, before) and stem_word(old) not in map(stem_word, content_words(sentence_of(after))):
        return True
    if stem_word(old) in after.around or stem_word(new) in before.around:
        return False
    seen = {group_class(w) for w in content_words(sentence_of(before))}
    return after.noun not in seen and share(before.words, after.words) >= NEAR_VERBATIM


def of_them(asked: Asked) -> bool:
    """Whether the number only points back to what it counts: "19 of them"."""
    at = asked.figure.evidence[0] if asked.figure.evidence else asked.figure.sentence
    return bool(OF_THEM.match(asked.article.text, at.end))


OF_THEM = re.compile(r"\s+of\s+(?:them|those|these|whom|which)\b", re.I)


def counted_otherwise(noun: str, asked: Asked) -> bool:
    """Whether the sentence counts this thing too, with another number."""
    words = fold_words(sentence_of(asked))
    stem = stem_word(noun)
    for i, word in enumerate(words):
        numbers = [w for w in words[max(0, i - 3) : i] if w[0].isdigit()]
        if stem_word(word).startswith(stem) and numbers:
            return numbers[-1] not in asked.own_numbers
    return False


def date_differs(before: Asked, after: Asked) -> bool:
    """Another day, month or year in the same words."""
    if not before.times or not after.times or any(fits_time(x, y) for x in before.times for y in after.times):
        return False
    a, b = (t.figure.as_of for t in (before, after))
    if a and b and (a.startswith(b) or b.startswith(a)):
        return False
    around = set(times_of(wide(before))) & set(after.times) or set(times_of(wide(after))) & set(before.times)
    return not around and same_number(before.answer, after.answer) and same_shape(before.times, after.times)


def fits_time(one: str, other: str) -> bool:
    """Whether one time is the other, or the month it lies in."""
    return one == other or one.startswith(other + "-") or other.startswith(one + "-")


def same_shape(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both name a weekday, or both a month, or both a year."""
    return bool({shape(t) for t in one} & {shape(t) for t in other})


def shape(time: str) -> str:
    """What sort of time a folded time is."""
    if time.isdigit():
        return "year"
    if time.startswith("q-"):
        return "quarter"
    return "weekday" if time in DAYS else "month"


DAYS = frozenset("mon tues wednes thurs fri satur sun".split())


def wide(asked: Asked) -> str:
    """The sentence of a figure with what stands around it."""
    at = asked.figure.sentence
    return asked.article.text[max(0, at.start - 300) : at.end + 300]


def speaker_differs(before: Asked, after: Asked) -> bool:
    """Somebody's claim became another's, or a plain fact."""
    said = names_of(before.figure.speaker)
    if not said or not same_number(before.answer, after.answer):
        return False
    told = names_of(after.figure.speaker)
    if told:
        return not said & told and not said & stems_of(wide(after)) and not told & stems_of(wide(before))
    return not said & stems_of(wide(after))


def names_of(speaker: str | None) -> set[str]:
    """The words of a speaker that can be found again."""
    return {stem_word(w) for w in content_words(speaker or "") if w not in PRONOUNS}


def stems_of(text: str) -> set[str]:
    """The stems of a text."""
    return set(map(stem_word, fold_words(text)))


def denominator_differs(before: Asked, after: Asked) -> bool:
    """The share of another whole, or another "per"."""
    a, b = base_of(before), base_of(after)
    if not a or not b or a == b or not same_number(before.answer, after.answer):
        return False
    stems = [frozenset(map(concept, content_words(x))) for x in (a, b)]
    return all(stems) and not stems[0] & stems[1] and not stems[0] & after.words and not stems[1] & before.words


BASE = re.compile(
    r"^[^.;,]{0,24}?\b(?:per|(?:%|percent|per cent)\s+of|out of|in every|for every)\s+"
    r"(?:(?:the|all|its|their|a|every)\s+)?(?P<base>[\w,’'-]+(?:\s+[\w,’'-]+){0,3})",
    re.I,
)


def base_of(asked: Asked) -> str:
    """What a share is a share of, or what a rate is a rate per."""
    at = asked.figure.evidence[0] if asked.figure.evidence else asked.figure.sentence
    found = BASE.match(asked.article.text[at.start + 1 : at.end + 60])
    return found["base"].casefold() if found else ""


TESTS: tuple[tuple[DriftKind, Callable[[Asked, Asked], bool]], ...] = (
    ("unit", unit_differs),
    ("value", value_differs),
    ("bound", bound_differs),
    ("hedge", hedge_differs),
    ("what", what_differs),
    ("speaker", speaker_differs),
    ("date", date_differs),
    ("denominator", denominator_differs),
)
