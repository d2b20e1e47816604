"""When an event happened: the day told for it, and what that rests on.

A time that hangs on the event, or on a verb it belongs to, is its own. Deadlines, starts of a stretch and times that
only name something ("this year's fair") date nothing else. Without a time of its own an act told as past is of the day
that the article is about, a state told as present of the day it was published, and what is to come is open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retold.claims.lemmas import lemma
from retold.claims.sayings import SAY
from retold.claims.scenes import DAY
from retold.claims.sentences import Reading, Sentence
from retold.claims.trees import Tree, Word
from retold.records import TimeSeen

THURSDAY = 4  # ISO 8601: a week belongs where its Thursday does
MONTH_LONG, DAY_LONG = len("2026-03"), len("2026-03-10")
LATE_DAYS = 7  # between what happened and its report, at most
BESIDE = ("ccomp", "advcl", "relcl", "conj", "parataxis")  # clauses with a time of their own
UP = frozenset("dobj nsubj nsubjpass pobj prep xcomp attr compound amod oprd nmod agent acomp".split())
LIMITS = frozenset("by until till before after since".split())
NAMING = ("poss", "compound", "amod", "nummod", "nmod")
STRETCH = re.compile(r"(\d{4})-(?:Q\d|H\d|SP|SU|FA|WI)")
WEEK = re.compile(r"(\d{4})-W(\d{2})(?!-?\d)")
CLOCK = re.compile(r"\W*\d{1,2}(?::|\.?\d*\s?[ap]\.?m|\s?h)", re.IGNORECASE)  # a time of day names no day by itself


@dataclass(frozen=True, slots=True)
class When:
    """A date and what it rests on: told, passage (told just before), story (what the article is about), published."""

    date: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Days:
    """What the events of a sentence are dated by when it tells no date of theirs."""

    story: str | None
    published: str | None
    before: str | None = None  # the date last told in the sentence before


def date_event(sentence: Sentence, tree: Tree, word: Word, dated: Sequence[TimeSeen], days: Days) -> When:
    """The date of an event that `word` names."""
    told = told_date(sentence, tree, word, dated)
    if told is not None:
        return When(told, "told")
    if days.published is None:
        return When(None, "")
    if tells_present(tree, word) and sentence.span.start > 0:
        return When(days.published, "published")
    if days.before is not None and tells_earlier(tree, word):
        return When(days.before, "passage")
    return When(days.story, "story")


def told_date(sentence: Sentence, tree: Tree, word: Word, dated: Sequence[TimeSeen]) -> str | None:
    """The date that the sentence gives an event: of a time under it, or under the verb it belongs to."""
    heads = [(t, value, top) for t in dated if (value := iso_of(t.value)) and (top := head_of(tree, sentence, t))]
    for holder in holders(tree, word) if heads else ():
        under = {w.at for w in tree.under(holder, without=BESIDE)}
        near = sorted(
            (-len(value), abs(top.at - word.at), n)
            for n, (_, value, top) in enumerate(heads)
            if top.at in under and dates(tree, top, value, word, holder)
        )
        if near:
            return heads[near[0][2]][1]
    return None


def head_of(tree: Tree, sentence: Sentence, time: TimeSeen) -> Word | None:
    """The word of a time that the rest of the sentence hangs on."""
    words = sentence.words_at(time.span)
    inside = {w.at for w in words}
    return next((w for w in words if w.head not in inside or w.head == w.at), None)


def dates(tree: Tree, time: Word, value: str, word: Word, holder: Word) -> bool:
    """Whether a time dates an event, and is no deadline and no part of another thing's name."""
    above = tree.head(time)
    if time.dep in NAMING and above.tag.startswith("NN"):
        return above.at == word.at or (len(value) == DAY_LONG and not tells_present(tree, word))
    if len(value) < MONTH_LONG and (above.low == "since" or is_said_now(tree, word)):
        return False
    return above.low not in LIMITS or (above.low == "since" and above.head == holder.at and holder.is_verb)


def holders(tree: Tree, word: Word) -> list[Word]:
    """The word and the verbs whose time is its own: it is their argument, or goes on from them."""
    out = [word]
    while word.dep in UP:
        word = tree.head(word)
        out.append(word)
        if word.is_verb and word.dep != "xcomp":
            break
    return [w for n, w in enumerate(out) if n == 0 or w.is_verb]


def is_said_now(tree: Tree, word: Word) -> bool:
    """Whether a verb says something in the present: a year beside it belongs to what is said."""
    return tells_present(tree, word) and lemma(word.text, word.tag) in SAY


def tells_present(tree: Tree, word: Word) -> bool:
    """Whether a verb tells how things stand: the present tense, no perfect."""
    helpers = tree.children(word, "aux", "auxpass")
    if any(a.low in ("have", "has", "had", "'ve", "'d") for a in helpers):
        return False
    return word.tag in ("VBZ", "VBP") or any(a.tag in ("VBZ", "VBP") for a in helpers)


def tells_earlier(tree: Tree, word: Word) -> bool:
    """Whether a verb stands in the past perfect: what it tells came before the rest."""
    return word.tag == "VBN" and any(a.low in ("had", "'d") for a in tree.children(word, "aux"))


def iso_of(value: str) -> str | None:
    """The day, month or year of a TIMEX3 value as an ISO date.

    >>> [iso_of(v) for v in ("2026-03-10T09:00", "2026-Q1", "2026-W11", "PAST_REF")]
    ['2026-03-10', '2026', '2026-03', None]
    """
    if found := DAY.match(value):
        return found.group()
    if found := STRETCH.match(value):
        return found.group(1)
    found = WEEK.fullmatch(value)
    return month_of(int(found.group(1)), int(found.group(2))) if found else None


def month_of(year: int, week: int) -> str | None:
    """The month that most of a week lies in."""
    try:
        return date.fromisocalendar(year, week, THURSDAY).isoformat()[:MONTH_LONG]
    except ValueError:
        return None


def days_of(reading: Reading, times: Sequence[TimeSeen], published: str | None) -> Days:
    """The days of an article."""
    day = day_of(published)
    return Days(story_day(reading, times, day), day.isoformat() if day else None)


def story_day(reading: Reading, times: Sequence[TimeSeen], day: date | None) -> str | None:
    """The day that an article is about: the first day of the week up to its publication that its sentences name."""
    if day is None:
        return None
    for t in times:
        named = day_of(t.value) if t.type in ("DATE", "TIME") and not CLOCK.match(t.span.of(reading.text)) else None
        at = reading.index_at(t.span.start)
        alone = at is not None and len(reading.sentences[at].text) <= t.span.end - t.span.start + 2
        if named is not None and 0 <= (day - named).days <= LATE_DAYS and not alone:
            return named.isoformat()
    return day.isoformat()


def day_of(value: str | None) -> date | None:
    """The day of an ISO date or time, None when it names none."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
