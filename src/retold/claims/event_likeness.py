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
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
NUMBER = re.compile(r"\d[\d.,]*")
DEFINITE = frozenset("the this that these those his her its their".split())
INSIDE = 0.6  # added inside an article: pairs F1 on articles of the topic that the weights were not made from
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
    before = [w.lower() for w in WORD.findall(text[start : at.start])]
    behind = [w.lower() for w in WORD.findall(text[at.end : end])]
    names = names_within(text, Span(start, end))
    word = at.of(text).lower()
    return Mention(
        event,
        article.id,
        word,
        frozenset(w for w in (*before[-1:], *behind[:1]) if w not in LITTLE),
        bool(DEFINITE & set(before[-2:])),
        word.endswith(("ed", "ing")) or event.who is not None,
        parts_of(event.who),
        parts_of(event.to_whom),
        frozenset(w.casefold() for n in names for w in n.words[-1:]),
        frozenset(NUMBER.findall(text[start:end])),
        text.count("\n", 0, at.start),
    )


@lru_cache(maxsize=4096)
def parts_of(phrase: str | None) -> frozenset[str]:
    """The longer words of a party."""
    return frozenset(w for w in (m.lower() for m in WORD.findall(phrase or "")) if w not in LITTLE)


def likeness(left: Mention, right: Mention) -> float:
    """The log odds that two mentions of one act name one event; positive when they more likely do."""
    if left.article != right.article:
        return sum(ACROSS.get(f, 0.0) for f in signs(left, right)) - ACROSS_BIAS
    known = load_weights()
    return INSIDE + known.get("bias", 0.0) + sum(known.get(f, 0.0) for f in features(left, right))


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    """The weights by feature."""
    lines = (files("retold.claims") / "event_links.tsv").read_text(encoding="utf-8").splitlines()
    return {name: float(value) for name, value in (line.split("\t") for line in lines if not line.startswith("#"))}


def features(left: Mention, right: Mention) -> Iterator[str]:
    """What the decision inside an article rests on: parties, dates, words beside them, form, distance."""
    yield from signs(left, right)
    yield f"title={0 in (left.line, right.line)}"
    yield f"word={'same' if left.word == right.word else 'other'} verbal={left.verbal + right.verbal}"
    yield f"numbers={stand(left.numbers, right.numbers)}"
    yield f"planned={left.event.planned + right.event.planned}"
    yield f"definite={max(left, right, key=lambda m: m.event.span).definite}"
    yield f"lines={min(4, abs(left.line - right.line))}"


def signs(left: Mention, right: Mention) -> Iterator[str]:
    """How the parties, dates, neighbours and names of two mentions stand to each other."""
    yield f"who={stand(left.who, right.who)}"
    yield f"whom={stand(left.whom, right.whom)}"
    yield f"date={date_stand(left.event, right.event)}"
    yield f"beside={stand(left.beside, right.beside)}"
    yield f"names={min(3, len(left.names & right.names))}"


def stand(left: frozenset[str], right: frozenset[str]) -> str:
    """How two sets of words stand to each other."""
    if not left or not right:
        return "open"
    return "same" if left == right else "shared" if left & right else "other"


def date_stand(left: Event, right: Event) -> str:
    """How the dates of two mentions stand to each other; only what is told can stand against another."""
    if left.when is None or right.when is None:
        return "open"
    size = min(len(left.when), len(right.when))
    fits = left.when[:size] == right.when[:size]
    told = (left.when_basis == "told") + (right.when_basis == "told")
    return f"{'fits' if fits else 'other'} {told}"


def excludes(left: Event, right: Event) -> bool:
    """Whether two mentions tell days, months or years of which only one can be right, or only one is denied."""
    return left.negated != right.negated or date_stand(left, right) == "other 2"
