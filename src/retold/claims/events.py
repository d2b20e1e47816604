"""Article to events: who did what to whom, when and where.

A verb that is no helper and a noun that names a happening each make an event. Its date is that of the nearest time
of its sentence, else the day of publication for what is told as done. Mentions inside one article share an id when
they name the same act and do not tell different dates or actors.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retold.claims.attributions import source_of
from retold.claims.event_dates import Days, When, date_event, day_of, days_of, iso_of
from retold.claims.event_words import names_event
from retold.claims.identity import claim_id
from retold.claims.lemmas import act_of, lemma
from retold.claims.sayings import MODALS, PLANS
from retold.claims.sentences import Reading, Sentence, read_sentences
from retold.claims.speakers import full_name, mention_span
from retold.claims.trees import Tree, Word
from retold.records import Article, Event, TimeSeen
from retold.text.times import find_times

NO_EVENT_DEPS = ("aux", "auxpass", "prep", "compound", "punct", "case", "mark")
NO_EVENT_VERBS = frozenset("accord include base concern regard".split())
PLACE_PREPOSITIONS = ("in", "at", "near", "outside", "off", "across", "inside")


def find_events(article: Article) -> list[Event]:
    """The events of an article, every sentence read."""
    times = find_times(article.text, day_of(article.published))
    return events_in(read_sentences(article.text, True), article, times)


def events_in(reading: Reading, article: Article, times: Sequence[TimeSeen]) -> list[Event]:
    """The events of the parsed sentences of an article."""
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
        out += [make_event(told, w) for w in sentence.tree.words if is_event(sentence.tree, w)]
    return out


def last_told(dated: Sequence[TimeSeen]) -> str | None:
    """The last date of a sentence."""
    values = [v for v in (iso_of(t.value) for t in dated) if v is not None]
    return values[-1] if values else None


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


@dataclass(frozen=True, slots=True)
class Told:
    """Where an event is told: its sentence, the dates there, and the days of the article."""

    reading: Reading
    article: Article
    sentence: Sentence
    dated: Sequence[TimeSeen]
    days: Days


def make_event(told: Told, word: Word) -> Event:
    """One event with its arguments, its date and whether it is denied or still to come."""
    sentence, tree = told.sentence, told.sentence.tree
    assert tree is not None
    at = sentence.place(word.start, word.end)
    planned = is_planned(tree, word)
    when = date_event(sentence, tree, word, told.dated, told.days)
    if planned and when.basis != "told":
        when = When(None, "")
    who, whom = arguments(told.reading, sentence, tree, word)
    return Event(
        claim_id(told.article.id, "event", at),
        told.article.id,
        at,
        act_of(word.text, word.tag),
        who,
        whom,
        when.date,
        place_of(sentence, tree, word),
        negated=tree.child(word, "neg") is not None,
        planned=planned,
        evidence=(at,),
        when_basis=when.basis,
    )


def is_planned(tree: Tree, word: Word) -> bool:
    """Whether an event is still to come: a modal beside it, or a verb of planning above it."""
    if any(a.low in MODALS for a in tree.children(word, "aux")):
        return True
    above = tree.head(word)
    return word.tag == "VB" and word.dep in ("xcomp", "acl") and lemma(above.text, above.tag) in PLANS


def arguments(reading: Reading, sentence: Sentence, tree: Tree, word: Word) -> tuple[str | None, str | None]:
    """Who did it and to whom, in words of the article."""
    if word.is_verb:
        agent = source_of(tree, word)
        patient = tree.child(word, "dobj", "nsubjpass", "dative")
    else:
        agent = tree.child(word, "poss")
        of = next((p for p in tree.children(word, "prep") if p.low in ("of", "on", "against")), None)
        patient = tree.child(of, "pobj") if of else None
    return name_phrase(reading, sentence, tree, agent), name_phrase(reading, sentence, tree, patient)


def name_phrase(reading: Reading, sentence: Sentence, tree: Tree, word: Word | None) -> str | None:
    """An argument as fully named as the article names it."""
    if word is None:
        return None
    return full_name(reading, sentence.place(*mention_span(tree, word)))


def place_of(sentence: Sentence, tree: Tree, word: Word) -> str | None:
    """Where it happened: a name after a preposition of place."""
    for prep in tree.children(word, "prep"):
        inner = tree.child(prep, "pobj")
        if prep.low in PLACE_PREPOSITIONS and inner is not None and inner.tag == "NNP":
            start, end = mention_span(tree, inner)
            return sentence.text[start:end]
    return None
