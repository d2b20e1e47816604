"""Whether two mentions of one act are mentions of one event: a sum of weights over plain features.

Takes mentions with what stands around them, gives log odds. The weights stand in `event_links.tsv`, a line a feature;
`bench/train_links.py` makes them from the articles of MEANTIME.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from retold.claims.sayings import LITTLE
from retold.claims.speakers import names_within
from retold.records import Article, Event, Span

NEAR = 160  # characters on either side in which names and words count, within the line
LAST_WORDS, LAST_REACH = 2, 24  # words before an event that are read, and characters that mostly hold them
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
NUMBER = re.compile(r"\d[\d.,]*")
DEFINITE = frozenset("the this that these those his her its their".split())
INSIDE = 0.6  # added inside an article: pairs F1 on articles of the topic that the weights were not made from
FITS = ("fits 0", "fits 1", "fits 2")  # by the number of mentions that tell their date
OTHER = ("other 0", "other 1", "other 2")
# Across articles too few pairs are labelled for a fit (59 found in MEANTIME): weights set by hand.
ACROSS_BIAS = 3.0
ACROSS = {
    "whom=same": 2.5, "whom=shared": 1.5, "whom=other": -2.0,
    "who=same": 1.0, "who=shared": 1.0, "who=other": -1.0,
    "date=fits 2": 2.0, "date=fits 1": 1.5, "date=fits 0": 1.0, "date=other 1": -1.0, "date=other 0": -1.5,
    "beside=same": 1.5, "beside=shared": 1.0,
    "names=1": 0.5, "names=2": 1.0, "names=3": 1.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """An event with what tells it from others: its words, its parties, the names and numbers beside it."""

    event: Event
    article: str
    word: str
    beside: frozenset[str]  # the words right before and behind it
    definite: bool
    verbal: bool
    who: frozenset[str]
    whom: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    line: int  # lines above it


def mention_of(article: Article, event: Event) -> Mention:
    """A mention of an event in its article."""
    text, at = article.text, event.span
    start = max(text.rfind("\n", 0, at.start) + 1, at.start - NEAR)
    end = text.find("\n", at.end)
    end = min(end if end >= 0 else len(text), at.end + NEAR)
    before = last_words(text[start : at.start])
    behind = WORD.search(text, at.end, end)
    names = names_within(text, Span(start, end))
    word = at.of(text).lower()
    return Mention(
        event,
        article.id,
        word,
        frozenset(w for w in (*before[-1:], *([behind.group().lower()] if behind else ())) if w not in LITTLE),
        not DEFINITE.isdisjoint(before),
        word.endswith(("ed", "ing")) or event.who is not None,
        parts_of(event.who),
        parts_of(event.to_whom),
        frozenset(w.casefold() for n in names for w in n.words[-1:]),
        frozenset(NUMBER.findall(text[start:end])),
        text.count("\n", 0, at.start),
    )


def last_words(text: str) -> list[str]:
    """The last two words of a text, in lower case; the text is read from as far behind as that takes.

    >>> last_words("The crew left the old mill"), last_words("mill")
    (['old', 'mill'], ['mill'])
    """
    cut = text.rfind(" ", 0, max(0, len(text) - LAST_REACH))  # no word goes over a blank
    words = WORD.findall(text, max(0, cut))
    if len(words) < LAST_WORDS and cut > 0:
        words = WORD.findall(text)
    return [w.lower() for w in words[-LAST_WORDS:]]


@lru_cache(maxsize=4096)
def parts_of(phrase: str | None) -> frozenset[str]:
    """The longer words of a party."""
    return frozenset(w for w in (m.lower() for m in WORD.findall(phrase or "")) if w not in LITTLE)


def likeness(left: Mention, right: Mention) -> float:
    """The log odds that two mentions of one act name one event; positive when they more likely do."""
    if left.article != right.article:
        return weigh_across(signs(left, right))
    return weigh_inside(signs(left, right), form(left, right))


Signs = tuple[str, str, str, str, int]
Form = tuple[bool, bool, int, str, int, bool, int]


@lru_cache(maxsize=1 << 12)
def weigh_across(found: Signs) -> float:
    """The log odds of two mentions in two articles, by their signs."""
    return sum(ACROSS.get(f, 0.0) for f in name_signs(found)) - ACROSS_BIAS


@lru_cache(maxsize=1 << 14)
def weigh_inside(found: Signs, formed: Form) -> float:
    """The log odds of two mentions in one article, by their signs and their form."""
    known = load_weights()
    return INSIDE + known.get("bias", 0.0) + sum(known.get(f, 0.0) for f in name_features(found, formed))


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    """The weights by feature."""
    lines = (files("retold.claims") / "event_links.tsv").read_text(encoding="utf-8").splitlines()
    return {name: float(value) for name, value in (line.split("\t") for line in lines if not line.startswith("#"))}


def features(left: Mention, right: Mention) -> Iterator[str]:
    """What the decision inside an article rests on: parties, dates, words beside them, form, distance."""
    return name_features(signs(left, right), form(left, right))


def name_features(found: Signs, formed: Form) -> Iterator[str]:
    """The names of signs and form, as they stand in the table of weights."""
    yield from name_signs(found)
    title, same, verbal, numbers, planned, definite, lines = formed
    yield f"title={title}"
    yield f"word={'same' if same else 'other'} verbal={verbal}"
    yield f"numbers={numbers}"
    yield f"planned={planned}"
    yield f"definite={definite}"
    yield f"lines={lines}"


def name_signs(found: Signs) -> Iterator[str]:
    """The names of signs, as they stand in the tables of weights."""
    who, whom, date, beside, names = found
    yield f"who={who}"
    yield f"whom={whom}"
    yield f"date={date}"
    yield f"beside={beside}"
    yield f"names={names}"


def signs(left: Mention, right: Mention) -> Signs:
    """How the parties, dates, neighbours and names of two mentions stand to each other."""
    return (
        stand(left.who, right.who),
        stand(left.whom, right.whom),
        date_stand(left.event, right.event),
        stand(left.beside, right.beside),
        min(3, len(left.names & right.names)),
    )


def form(left: Mention, right: Mention) -> Form:
    """How two mentions of one article are worded, and how far apart they stand."""
    return (
        0 in (left.line, right.line),
        left.word == right.word,
        left.verbal + right.verbal,
        stand(left.numbers, right.numbers),
        left.event.planned + right.event.planned,
        max(left, right, key=lambda m: m.event.span).definite,
        min(4, abs(left.line - right.line)),
    )


def stand(left: frozenset[str], right: frozenset[str]) -> str:
    """How two sets of words stand to each other."""
    if not left or not right:
        return "open"
    return "same" if left == right else "shared" if left & right else "other"


def date_stand(left: Event, right: Event) -> str:
    """How the dates of two mentions stand to each other; only what is told can stand against another."""
    if left.when is None or right.when is None:
        return "open"
    told = (left.when_basis == "told") + (right.when_basis == "told")
    return FITS[told] if fits(left.when, right.when) else OTHER[told]


def fits(one: str, other: str) -> bool:
    """Whether two dates may be one, as far as the less precise of them goes."""
    return one.startswith(other) or other.startswith(one)


def excludes(left: Event, right: Event) -> bool:
    """Whether two mentions tell days, months or years of which only one can be right, or only one is denied."""
    if left.negated != right.negated:
        return True
    if left.when is None or right.when is None or not left.when_basis == right.when_basis == "told":
        return False
    return not fits(left.when, right.when)
