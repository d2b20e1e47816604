"""Article to events: who did what to whom, when and where.

A verb that is no helper and a noun that names a happening each make an event. Its date is that of the nearest time
of its sentence, else the day of publication for what is told as done. Mentions inside one article share an id when
they name the same act and do not tell different dates or actors.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retold.claims.attributions import source_of
from retold.claims.event_words import names_event
from retold.claims.lemmas import act_of, lemma
from retold.claims.sayings import MODALS, PLANS
from retold.claims.scenes import DAY
from retold.claims.sentences import Reading, Sentence, read_sentences
from retold.claims.speakers import full_name, mention_span
from retold.claims.trees import Tree, Word
from retold.records import Article, Event, TimeSeen
from retold.text.hashes import content_id
from retold.text.times import find_times

NO_EVENT_DEPS = ("aux", "auxpass", "prep", "compound", "punct", "case", "mark")
NO_EVENT_VERBS = frozenset("accord include base concern regard".split())
LATE_DAYS = 7  # between what happened and its report, at most
PLACE_PREPOSITIONS = ("in", "at", "near", "outside", "off", "across", "inside")


def find_events(article: Article) -> list[Event]:
    """The events of an article, every sentence read."""
    times = find_times(article.text, day_of(article.published))
    return events_in(read_sentences(article.text, True), article, times)


def events_in(reading: Reading, article: Article, times: Sequence[TimeSeen]) -> list[Event]:
    """The events of the parsed sentences of an article."""
    day = story_day(reading, times, article.published)
    dates = [t for t in times if t.type in ("DATE", "TIME")]
    starts = [t.span.start for t in dates]
    out: list[Event] = []
    for sentence in reading.sentences:
        if sentence.tree is None:
            continue
        dated = dates[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
        told = Told(reading, article, sentence, dated, day)
        out += [make_event(told, w) for w in sentence.tree.words if is_event(sentence.tree, w)]
    return out


def is_event(tree: Tree, word: Word) -> bool:
    """Whether a word names an event: a verb that stands for itself, a noun of happening."""
    if word.dep in NO_EVENT_DEPS and not (word.dep == "compound" and word.tag == "NN"):
        return False
    base = lemma(word.text, word.tag)
    if word.is_verb:
        if base in NO_EVENT_VERBS or not base.isalpha():
            return False
        return not (word.dep == "amod" and word.tag in ("VBN", "VBG"))
    return word.tag in ("NN", "NNS") and word.dep != "compound" and names_event(base)


@dataclass(frozen=True, slots=True)
class Told:
    """Where an event is told: its sentence, the dates there, and the day that the article is about."""

    reading: Reading
    article: Article
    sentence: Sentence
    dated: Sequence[TimeSeen]
    day: str | None


def make_event(told: Told, word: Word) -> Event:
    """One event with its arguments, its date and whether it is denied or still to come."""
    sentence, tree = told.sentence, told.sentence.tree
    assert tree is not None
    at = sentence.place(word.start, word.end)
    planned = is_planned(tree, word)
    who, whom = arguments(told.reading, sentence, tree, word)
    return Event(
        content_id(told.article.id, "event", str(at.start), str(at.end), prefix="e"),
        told.article.id,
        at,
        act_of(word.text, word.tag),
        who,
        whom,
        when_of(sentence, tree, word, told.dated) or (None if planned else told.day),
        place_of(sentence, tree, word),
        negated=tree.child(word, "neg") is not None,
        planned=planned,
        evidence=(at,),
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


def when_of(sentence: Sentence, tree: Tree, word: Word, dated: Sequence[TimeSeen]) -> str | None:
    """The date that the sentence gives an event: of a time under it, or under the verb it belongs to."""
    for holder in holders(tree, word):
        under = {w.at for w in tree.under(holder, without=("ccomp", "advcl", "relcl", "conj", "parataxis"))}
        near = sorted(
            (abs(w.at - word.at), n, found.group())
            for n, t in enumerate(dated)
            if (found := DAY.match(t.value)) and (w := next(iter(sentence.words_at(t.span)), None)) and w.at in under
        )
        if near:
            return near[0][2]
    return None


def holders(tree: Tree, word: Word) -> list[Word]:
    """The word and the verbs whose time is its own: it is their argument, or goes on from them."""
    out = [word]
    while word.dep in (
        "dobj",
        "nsubj",
        "nsubjpass",
        "pobj",
        "prep",
        "xcomp",
        "attr",
        "compound",
        "amod",
        "oprd",
        "nmod",
    ):
        word = tree.head(word)
        out.append(word)
        if word.is_verb and word.dep != "xcomp":
            break
    return [w for n, w in enumerate(out) if n == 0 or w.is_verb]


def story_day(reading: Reading, times: Sequence[TimeSeen], published: str | None) -> str | None:
    """The day that an article is about: the first day of the week up to its publication that its sentences name."""
    day = day_of(published)
    if day is None:
        return None
    for t in times:
        named = day_of(t.value) if t.type in ("DATE", "TIME") else None
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
