"""Article to events: who did what to whom, when and where.

A verb that is no helper and a noun that names a happening each make an event. Its date is that of the nearest time
of its sentence, else the day of publication for what is told as done. Mentions inside one article share an id when
they name the same act and do not tell different dates or actors.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from retold.claims.attributions import source_of
from retold.claims.event_dates import Days, When, date_event, day_of, days_of, iso_of
from retold.claims.event_words import names_event
from retold.claims.identity import claim_id
from retold.claims.language import KEPT_SENTENCES
from retold.claims.lemmas import act_of, lemma
from retold.claims.sayings import MODALS, PLANS
from retold.claims.sentences import Reading, Sentence, read_sentences
from retold.claims.speakers import full_name, mention_span
from retold.claims.trees import Tree, Word
from retold.records import Article, Event, Span, TimeSeen
from retold.text.times import find_times

NO_EVENT_DEPS = ("aux", "auxpass", "prep", "compound", "punct", "case", "mark")
NO_EVENT_VERBS = frozenset("accord include base concern regard".split())
PLACE_PREPOSITIONS = ("in", "at", "near", "outside", "off", "across", "inside")


def find_events(article: Article) -> list[Event]:
    """The events of an article, every sentence read."""
    times = find_times(article.text, day_of(article.published))
    return events_in(read_sentences(article.text, True), article, times)


def events_in(
    reading: Reading, article: Article, times: Sequence[TimeSeen], asked: Callable[[Span], bool] | None = None
) -> list[Event]:
    """The events of the parsed sentences of an article, of those asked for when not of all."""
    days = days_of(reading, times, article.published)
    dates = [t for t in times if t.type in ("DATE", "TIME")]
    starts = [t.span.start for t in dates]
    out: list[Event] = []
    for sentence in reading.sentences:
        if sentence.tree is None:
            continue
        dated = dates[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
        told = Told(reading, article, sentence, dated, days)
        days = replace(days, before=last_told(dated))
        if asked is None or asked(sentence.span):
            out += [make_event(told, sentence.tree, h) for h in happenings_of(sentence.tree)]
    return out


def last_told(dated: Sequence[TimeSeen]) -> str | None:
    """The last date of a sentence."""
    values = [v for v in (iso_of(t.value) for t in dated) if v is not None]
    return values[-1] if values else None


@dataclass(frozen=True, slots=True)
class Told:
    """Where an event is told: its sentence, the dates there, and the days of the article."""

    reading: Reading
    article: Article
    sentence: Sentence
    dated: Sequence[TimeSeen]
    days: Days


def make_event(told: Told, tree: Tree, happening: Happening) -> Event:
    """One event with its arguments, its date and whether it is denied or still to come."""
    sentence, word = told.sentence, happening.word
    at = sentence.place(word.start, word.end)
    when = date_event(sentence, tree, word, told.dated, told.days)
    if happening.planned and when.basis != "told":
        when = When(None, "")
    return Event(
        claim_id(told.article.id, "event", at),
        told.article.id,
        at,
        happening.act,
        name_at(told, happening.who),
        name_at(told, happening.whom),
        when.date,
        None if happening.place is None else sentence.place(*happening.place).of(told.article.text),
        negated=happening.negated,
        planned=happening.planned,
        evidence=(at,),
        when_basis=when.basis,
    )


def name_at(told: Told, mention: Place | None) -> str | None:
    """A mention as fully named as the article names it."""
    return None if mention is None else full_name(told.reading, told.sentence.place(*mention))


# ---- what a tree alone tells ---------------------------------------------------------------------------------------

Place = tuple[int, int]  # in the sentence


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as its sentence alone tells it, whatever the article."""

    word: Word
    act: str
    planned: bool
    negated: bool
    who: Place | None
    whom: Place | None
    place: Place | None


@lru_cache(maxsize=KEPT_SENTENCES)
def happenings_of(tree: Tree) -> tuple[Happening, ...]:
    """The events of a sentence."""
    return tuple(make_happening(tree, w) for w in tree.words if is_event(tree, w))


def is_event(tree: Tree, word: Word) -> bool:
    """Whether a word names an event: a verb that stands for itself, a noun of happening."""
    if word.dep in NO_EVENT_DEPS and word.dep != "compound":
        return False
    base = lemma(word.text, word.tag)
    if word.is_verb:
        if base in NO_EVENT_VERBS or not base.isalpha():
            return False
        return not (word.dep == "amod" and word.tag in ("VBN", "VBG"))
    if word.dep == "compound" and not names_event(lemma(tree.head(word).text, "NN")):
        return False  # "the fire brigade" tells of no fire, "a bankruptcy filing" of a bankruptcy
    return word.tag in ("NN", "NNS") and names_event(base)


def make_happening(tree: Tree, word: Word) -> Happening:
    """What the tree tells of one event."""
    who, whom = (None if w is None else mention_span(tree, w) for w in arguments(tree, word))
    denied = tree.child(word, "neg") is not None
    return Happening(word, act_of(word.text, word.tag), is_planned(tree, word), denied, who, whom, place_of(tree, word))


def is_planned(tree: Tree, word: Word) -> bool:
    """Whether an event is still to come: a modal beside it, or a verb of planning above it."""
    if any(a.low in MODALS for a in tree.children(word, "aux")):
        return True
    above = tree.head(word)
    return word.tag == "VB" and word.dep in ("xcomp", "acl") and lemma(above.text, above.tag) in PLANS


def arguments(tree: Tree, word: Word) -> tuple[Word | None, Word | None]:
    """Who did it and to whom."""
    if word.is_verb:
        return source_of(tree, word), tree.child(word, "dobj", "nsubjpass", "dative")
    of = next((p for p in tree.children(word, "prep") if p.low in ("of", "on", "against")), None)
    return tree.child(word, "poss"), tree.child(of, "pobj") if of else None


def place_of(tree: Tree, word: Word) -> Place | None:
    """Where it happened: a name after a preposition of place."""
    for prep in tree.children(word, "prep"):
        inner = tree.child(prep, "pobj")
        if prep.low in PLACE_PREPOSITIONS and inner is not None and inner.tag == "NNP":
            return mention_span(tree, inner)
    return None
