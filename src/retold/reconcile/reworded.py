"""What a copy changed in the words around a figure: what is counted, who says it, when, of what, and a "not".

Takes two figures in matched sentences, decides each kind. Other words for the same thing are no change, and neither is
what the copy says elsewhere nearby.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from retold.reconcile.anew import AROUND, new_around
from retold.reconcile.asked import CLAUSE, Asked, times_of
from retold.reconcile.qualifiers import moved_group
from retold.reconcile.question import opposed, same_noun, share
from retold.reconcile.values import same_number
from retold.reconcile.words import GENERIC, act_class, are_kin, concept, concepts, content_words, group_class
from retold.text.stems import CLOSED_CLASS, stem_word
from retold.text.tokens import folded_words

NEGATED = re.compile(r"\b(?:not|no|never|none|neither|nobody|denied|without)\b|n['’]t\b", re.I)
PRONOUNS = frozenset("he she it they we i who officials authorities".split())
NEAR_VERBATIM = 0.75  # share of words in common from which a lone other word is a change, not a rewording


def what_differs(before: Asked, after: Asked) -> bool:
    """Another thing is counted, another act befell it, or a group moved to it."""
    if not same_number(before.answer, after.answer):
        return False
    return (
        act_differs(before, after)
        or noun_differs(before, after)
        or namer_differs(before, after)
        or scope_differs(before, after)
        or moved_group(before, after) is not None
    )


def negation_differs(before: Asked, after: Asked) -> bool:
    """The same words, denied in one text only."""
    if not same_number(before.answer, after.answer):
        return False
    denied = [bool(NEGATED.search(own_clause(a))) for a in (before, after)]
    alike = share(before.near, after.near) >= NEAR_VERBATIM or share(before.words, after.words) >= NEAR_VERBATIM
    whole = [bool(NEGATED.search(sentence_of(a))) for a in (before, after)]
    return denied[0] != denied[1] and whole[0] != whole[1] and bool(before.acts & after.acts) and alike


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
    lost = before.names - after.names
    if not lost or not WHOLE.search(sentence_of(after)) or WHOLE.search(wide(before)):
        return False
    return (
        bool(WHOLE.search(own_clause(after)))
        or share_without(before, after, before.name_stems - after.words, ()) >= NEAR_VERBATIM
    )


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
    if counted_otherwise(old, after) and stem_word(new) not in stems_of(sentence_of(before)):
        return True
    if stem_word(old) in stems_of(said_anew(after, before)) or stem_word(new) in before.around:
        return False
    seen = {group_class(w) for w in content_words(sentence_of(before))}
    return after.noun not in seen and share_without(before, after, {concept(old)}, {concept(new)}) >= VERBATIM


def share_without(before: Asked, after: Asked, lost: Collection[str], gained: Collection[str]) -> float:
    """How much of two sentences is the same when these words are left out."""
    return share(before.words.difference(lost), after.words.difference(gained))


def namer_differs(before: Asked, after: Asked) -> bool:
    """The word that says which sort is counted was replaced by another: crane drivers, truck drivers."""
    one, other = namer_of(before), namer_of(after)
    if not one or not other or before.noun != after.noun or stem_word(one) == stem_word(other) or are_kin(one, other):
        return False
    if {concept(one)} & after.around or {concept(other)} & before.around or PLAIN_NAMERS & {one, other}:
        return False
    return share_without(before, after, {concept(one)}, {concept(other)}) >= VERBATIM


def namer_of(asked: Asked) -> str:
    """The one word between a number and the noun it counts."""
    at = asked.figure.evidence[0] if asked.figure.evidence else asked.figure.sentence
    words = folded_words(asked.article.text[at.end : at.end + 60])[:2]
    named = len(words) == 2 and asked.figure.noun and stem_word(words[1]) == stem_word(asked.figure.noun.casefold())
    return words[0] if named and words[0] not in CLOSED_CLASS else ""


VERBATIM = 0.9  # share of words in common from which a sentence is the same but for one word
PLAIN_NAMERS = frozenset("new fresh more further additional other total such different separate extra".split())


def of_them(asked: Asked) -> bool:
    """Whether the number only points back to what it counts: "19 of them"."""
    at = asked.figure.evidence[0] if asked.figure.evidence else asked.figure.sentence
    return bool(OF_THEM.match(asked.article.text, at.end))


OF_THEM = re.compile(r"\s+of\s+(?:them|those|these|whom|which)\b", re.I)


def counted_otherwise(noun: str, asked: Asked) -> bool:
    """Whether the sentence counts this thing too, with another number."""
    words = folded_words(sentence_of(asked))
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
    return asked.article.text[max(0, at.start - AROUND) : at.end + AROUND]


def speaker_differs(before: Asked, after: Asked) -> bool:
    """Somebody's claim became another's, or a plain fact."""
    said = names_of(before.figure.speaker)
    if not said or not same_number(before.answer, after.answer):
        return False
    told = names_of(after.figure.speaker)
    if not told:
        named = proper(before) if is_name(before.figure.speaker) else said
        return not named & stems_of(said_anew(after, before))
    if said & told:
        return False
    if is_name(before.figure.speaker) and is_name(after.figure.speaker):
        both = words_in(before.figure.speaker) | words_in(after.figure.speaker)
        apart = not proper(before) & stems_of(sentence_of(after)) and not proper(after) & stems_of(sentence_of(before))
        return apart and share_without(before, after, both, both) >= NEAR_VERBATIM
    return not said & stems_of(wide(after)) and not told & stems_of(wide(before))


def is_name(speaker: str | None) -> bool:
    """Whether a speaker is named, and not only called by an office."""
    return len([w for w in (speaker or "").split() if w[:1].isupper()]) > 1


def proper(asked: Asked) -> set[str]:
    """The stems of the proper name of a speaker."""
    return {
        stem_word(w) for word in (asked.figure.speaker or "").split() if word[:1].isupper() for w in folded_words(word)
    }


def words_in(speaker: str | None) -> frozenset[str]:
    """The words of a speaker as those of a sentence are written."""
    return concepts(speaker or "")


def said_anew(after: Asked, before: Asked) -> str:
    """What stands around a figure in a copy and does not stand in its parent, its own sentence included."""
    return f"{sentence_of(after)} {new_around(after.figure.sentence, after.article.text, before.article.text)}"


def names_of(speaker: str | None) -> set[str]:
    """The words of a speaker that can be found again."""
    return {stem_word(w) for w in content_words(speaker or "") if w not in PRONOUNS}


def stems_of(text: str) -> set[str]:
    """The stems of a text."""
    return set(map(stem_word, folded_words(text)))


def denominator_differs(before: Asked, after: Asked) -> bool:
    """The share of another whole, or another "per"."""
    a, b = base_of(before), base_of(after)
    if not a or not b or a == b or not same_digits(before, after):
        return False
    one, other = (concepts(x) for x in (a, b))
    lost, gained = one - other, other - one
    if not lost or not gained or lost & after.words or gained & before.words:
        return False
    return not one & other or share_without(before, after, lost, gained) >= NEAR_VERBATIM


def same_digits(before: Asked, after: Asked) -> bool:
    """Whether the numbers are equal as they are written, whatever they are numbers of."""
    a, b = before.figure.quantity, after.figure.quantity
    return (a.low, a.high) == (b.low, b.high)


BASE = re.compile(
    r"^(?:[^.;,]|[.,](?=\d)){0,30}?\b(?:per(?!\s+cent\b)|(?:%|percent|per cent)\s+of|out of|in every|for every)\s+"
    r"(?:(?:the|all|its|their|a|every)\s+)?(?P<base>[\w’'-]+(?:,\d{3})*(?:\s+[\w’'-]+){0,3})",
    re.I,
)


def base_of(asked: Asked) -> str:
    """What a share is a share of, or what a rate is a rate per."""
    at = asked.figure.evidence[0] if asked.figure.evidence else asked.figure.sentence
    found = BASE.match(asked.article.text[at.start + 1 : at.end + 60])
    return found["base"].casefold() if found else ""
