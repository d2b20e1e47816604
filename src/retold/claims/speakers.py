"""Who a mention is: "he", "Moss" or "the ministry" as fully named as the article names them.

Takes a text and the place of a mention, gives a name that stands in the text. A surname meets the longest name that
ends in it, a noun the fullest phrase with the same head before it, a pronoun the nearest fitting subject before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from retold.claims.marks import find_quoted
from retold.claims.parties import (
    BODY_WORD,
    PLURAL_PEOPLE,
    bodies_of,
    holder_of,
    is_no_person,
    persons_of,
    speaking_of,
)
from retold.claims.sayings import PRONOUNS
from retold.claims.sentences import Reading, Sentence
from retold.claims.trees import Tree, Word
from retold.records import Span
from retold.text.names import RUN, find_names

BESIDE = ("relcl", "acl", "appos", "punct", "cc", "parataxis", "advcl", "prep", "npadvmod", "dep")
TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Sen|Rep|Gov|Gen|Lt|Sgt|Capt|Col)\.?\s+", re.IGNORECASE)
DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those|its|his|her|their|another|one)\s+", re.IGNORECASE)
DEFINITE = re.compile(r"^(?:the|its|their)\s+", re.IGNORECASE)
POSSESSIVE = re.compile(r"[’']s?$")
PERSON_SIGN = re.compile(r"^(?:he|him|his|she|her|hers)$")
OF_PLACE = re.compile(r"\b(?:of|in|for|at) \S+(?: \S+)?$")
THING_BEFORE = re.compile(r"\b(?:in|at|near|across|into|throughout|outside|the)\s\Z", re.IGNORECASE)
FULL = (2, 3)  # words of a full name
MARKED = re.compile(r"[“”„«»\"\n]|``|''")  # marks inside a mention: words of a sign or a title, nobody's name
LONGEST_NAME = 80
LONGEST_MENTION = 120  # characters; longer phrases are debris of a page or of a parse
CAPITAL = re.compile(r"^(?:[^\W\d_a-z]\S*$|.*\s[^\W\d_a-z])")  # a name, not "The results"
# Letters that a pattern blind to case takes for a plain one of another form, or that have no form of the same length.
ODD_CASE = re.compile("[\u0130\u0131\u017f\u212a]")
LOOK_BACK = 12  # sentences behind a pronoun in which its name is looked for


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the article at its place."""

    span: Span
    words: tuple[str, ...]


@lru_cache(maxsize=16)
def names_of(text: str) -> tuple[Named, ...]:
    """The names of a text, in order."""
    found = []
    for span in find_names(text):
        bare = POSSESSIVE.sub("", span.of(text))
        found.append(Named(Span(span.start, span.start + len(bare)), tuple(bare.split())))
    return tuple(found)


def mention_span(tree: Tree, word: Word) -> tuple[int, int]:
    """The phrase of a source: its noun with what stands before it and short phrases after it."""
    words = tree.under(word, without=BESIDE)
    end = max([words[-1].end, *[w.end for p in near_phrases(tree, word) for w in tree.under(p, without=BESIDE[:6])]])
    start = next((w.start for w in words if w.tag not in ("''", "``", ",", ".")), words[0].start)
    return start, end


def near_phrases(tree: Tree, word: Word) -> list[Word]:
    """The phrases with "of", "for", "in" right behind a noun: "officials in the north", "a spokesman for Ore Co"."""
    if word.tag.startswith("PRP"):
        return []
    return [p for p in tree.children(word, "prep") if p.low in ("of", "for", "in", "at", "from", "with", "on")]


def names_within(text: str, at: Span) -> list[Named]:
    """The names that stand wholly at a place."""
    names, starts = names_of(text), starts_of_names(text)
    first = bisect_left(starts, at.start)
    last = bisect_left(starts, at.end, lo=first)
    return [n for n in names[first:last] if n.span.end <= at.end]


@lru_cache(maxsize=16)
def starts_of_names(text: str) -> tuple[int, ...]:
    """Where the names of a text begin."""
    return tuple(n.span.start for n in names_of(text))


@lru_cache(maxsize=16)
def longest_by_last(text: str) -> dict[str, Named]:
    """For each last word of a name the longest name that ends in it, the first of equals.

    Shouted names and those between marks are left out: a slogan that ends in a name is nobody's.
    """
    out: dict[str, Named] = {}
    for name in names_of(text):
        known = out.get(name.words[-1])
        plain = not name.span.of(text).isupper() and "&" not in name.words
        if plain and (known is None or (len(name.words) > len(known.words) and not is_quoted(text, name.span))):
            out[name.words[-1]] = name
    return out


def full_name(reading: Reading, mention: Span, earlier: str | None = None) -> str:
    """The name behind a mention; the mention's own words when the article says no more."""
    text = reading.text
    words = mention.of(text)
    low = words.lower()
    if low in PRONOUNS:
        return name_of_pronoun(reading, mention, earlier) or words
    beside = name_beside(text, mention)
    if beside:
        return beside
    inside = names_within(text, mention)
    if inside:
        return name_of_name(text, mention, inside) or words
    return name_of_noun(reading, mention) or name_of_office(text, words) or words


def speaker_name(reading: Reading, mention: Span, earlier: str | None = None) -> str | None:
    """Who speaks, as fully named as the article names them; None when nothing tells who a pronoun means."""
    name = full_name(reading, mention, earlier)
    if name.lower() in PRONOUNS or MARKED.search(name) or len(name) > LONGEST_MENTION:
        return None
    return name


def name_beside(text: str, mention: Span) -> str | None:
    """The name that an office is followed by: "the harbour's pilot, Ana Moss," is Ana Moss."""
    words = mention.of(text)
    office = words.split()[-1][0].islower() or OF_PLACE.search(words) is not None
    if not office or text[mention.end : mention.end + 2] != ", ":
        return None
    title = TITLE.match(text[mention.end + 2 : mention.end + 12])
    start = mention.end + 2 + (title.end() if title else 0)
    name = RUN.match(text, start, start + LONGEST_NAME)
    if name is None or text[name.end() : name.end() + 1] not in (",", ".", "", " "):
        return None
    found = POSSESSIVE.sub("", name.group())
    return found if title or len(found.split()) > 1 else None


def name_of_name(text: str, mention: Span, inside: list[Named]) -> str | None:
    """A surname's full form: the longest name of the text that ends in the same word; other phrases stay."""
    bare = TITLE.sub("", DETERMINER.sub("", mention.of(text)))
    if len(inside) != 1 or len(bare.split()) > 1:
        return None
    best = longest_by_last(text).get(inside[0].words[-1])
    return " ".join(best.words) if best is not None and len(best.words) > 1 else None


def name_of_noun(reading: Reading, mention: Span) -> str | None:
    """The fullest earlier phrase with the same head: "the source" is "A harbour source"."""
    words = mention.of(reading.text)
    bare = DETERMINER.sub("", words)
    if bare == words or len(bare.split()) != 1 or not bare.isalpha():
        return None
    if not stands_before(reading.text, f" {bare}", mention.start):
        return None
    phrase = re.compile(rf"((?:\b[\w’'-]+ ){{1,3}}){re.escape(bare)}\b", re.IGNORECASE)
    for found in reversed(list(phrase.finditer(reading.text, max(0, mention.start - 4000), mention.start))):
        lead = named_lead(found.group(1))
        if lead:
            return lead + found.group(0)[len(found.group(1)) :]
    return None


def stands_before(text: str, words: str, place: int) -> bool:
    """Whether words can stand in a text before a place, capitals aside; asked for what only a pattern can tell, yes."""
    low = low_of(text)
    return low is None or not words.isascii() or low.find(words.lower(), 0, place) >= 0


@lru_cache(maxsize=16)
def low_of(text: str) -> str | None:
    """A text in lower case, of the same length; None where a pattern takes some of its letters for others."""
    return text.lower() if text.isascii() or not ODD_CASE.search(text) else None


def name_of_office(text: str, words: str) -> str | None:
    """Whom "the mayor" or "the company" means, when the text gives one name for it."""
    bare = DEFINITE.sub("", words)
    return holder_of(text, bare.lower()) if bare != words and bare.isalpha() else None


def named_lead(before: str) -> str:
    """The words right before a head noun that name it: those with a capital, or an article and a capital."""
    kept: list[str] = []
    for word in reversed(before.split()):
        if not (word[0].isupper() or (kept and word in ("a", "an", "the"))):
            break
        kept.insert(0, word)
    if not any(w[0].isupper() and w.lower() not in ("the", "a", "an", "in", "but", "and") for w in kept):
        return ""
    return " ".join(kept) + " "


def name_of_pronoun(reading: Reading, mention: Span, earlier: str | None) -> str | None:
    """The nearest subject before a pronoun that can be meant, the speaker just heard before others."""
    pronoun = mention.of(reading.text).lower()
    heard = earlier if earlier is not None and CAPITAL.search(earlier) else None
    if PRONOUNS.get(pronoun) in ("self", "one"):
        return heard
    at = reading.index_at(mention.start)
    if at is None:
        return None
    for number in range(at, max(-1, at - LOOK_BACK), -1):
        found = subject_place(reading, reading.sentences[number], mention, pronoun)
        if found:
            return full_name(reading, found)
    return heard if PRONOUNS[pronoun] in ("man", "woman") else None


def person_before(reading: Reading, words: Span) -> Span | None:
    """The mention of the person whom the sentence before these words is about: who speaks when nobody is named."""
    at = reading.index_at(words.start)
    if not at:
        return None
    lines = reading.text.count("\n", reading.sentences[at - 1].span.end, words.start)
    return subject_place(reading, reading.sentences[at - 1], words, "he") if lines <= 2 else None


def subject_place(reading: Reading, sentence: Sentence, mention: Span, pronoun: str) -> Span | None:
    """The subject of a sentence (before the mention) that the pronoun can stand for; for a person, else a full name."""
    before = Span(sentence.span.start, min(sentence.span.end, mention.start))
    person = PRONOUNS[pronoun] in ("man", "woman")
    tree = sentence.tree
    subjects = [w for w in tree.words if w.dep in ("nsubj", "nsubjpass") and w.tag.startswith("NN")] if tree else []
    for word in subjects:
        place = sentence.place(*mention_span(tree, word)) if tree else before
        if place.end > mention.start or is_quoted(reading.text, place) or MARKED.search(place.of(reading.text)):
            continue
        if is_person(reading.text, word, place) if person else fits(reading.text, word, place, pronoun):
            return place
    start = sentence.span.start if tree is None else -1
    within = names_within(reading.text, before) if person else []
    full = [n for n in within if names_person(reading.text, n, opens=n.span.start == start)]
    return full[-1].span if full else None


def is_person(text: str, word: Word, place: Span) -> bool:
    """Whether a subject is a person: by a name of its own, or one beside it."""
    if name_beside(text, place) is not None:
        return True
    name = next(iter(names_within(text, place)), None)
    if word.tag != "NNP" or name is None:
        return False
    best = longest_by_last(text).get(name.words[-1], name)
    return is_known_person(text, best) or not (best.words in names_of_things(text) or shows_other(text, best))


def names_person(text: str, name: Named, *, opens: bool) -> bool:
    """Whether a full name is shown to be a person's, or opens a sentence and nothing shows it to be another thing's."""
    if len(name.words) < FULL[0] or is_quoted(text, name.span):
        return False
    plain = opens and len(name.words) in FULL and all(w.isalpha() for w in name.words)
    other = name.words in names_of_things(text) or shows_other(text, name)
    return is_known_person(text, name) or (plain and not other)


def is_known_person(text: str, name: Named) -> bool:
    """Whether a title, an age, an office or a verb of saying shows a name to be a person's."""
    return name.words[-1] in persons_of(text) and not is_no_person(" ".join(name.words[-3:]))


def shows_other(text: str, name: Named) -> bool:
    """Whether a name holds a word that no person's has, or is shown to be a body's."""
    return is_no_person(" ".join(name.words[-3:])) or name.words[-1] in bodies_of(text)


def is_quoted(text: str, at: Span) -> bool:
    """Whether a place stands inside quotation marks: those whom a speaker names do not speak."""
    quoted = quoted_places(text)
    n = bisect_left(quoted, at.start, key=lambda q: q.end)
    return n < len(quoted) and quoted[n].holds(at)


@lru_cache(maxsize=16)
def quoted_places(text: str) -> tuple[Span, ...]:
    """The quoted stretches of a text, in order."""
    return tuple(q.span for q in find_quoted(text))


@lru_cache(maxsize=16)
def names_of_things(text: str) -> frozenset[tuple[str, ...]]:
    """The names that the text itself shows to be no person's: it goes in, at or to them, or puts "the" before them."""
    return frozenset(
        n.words for n in names_of(text) if THING_BEFORE.search(text, max(0, n.span.start - 10), n.span.start)
    )


def fits(text: str, word: Word, place: Span, pronoun: str) -> bool:
    """Whether a noun can speak and be meant by a pronoun: a body for one, people for many."""
    last = POSSESSIVE.sub("", place.of(text)).split()[-1]
    named = word.tag.startswith("NNP")
    if PRONOUNS[pronoun] == "many":
        return PLURAL_PEOPLE.search(word.low) is not None or (named and last in bodies_of(text))
    if named:
        return last in bodies_of(text) or last in speaking_of(text)
    return word.tag == "NN" and BODY_WORD.fullmatch(word.low) is not None
