"""Article to events: who did what to whom, when and where.

A verb that is no helper and a noun that names a happening each make an event. Its date is that of the nearest time
of its sentence, else the day of publication for what is told as done. Mentions inside one article share an id when
they name the same act and do not tell different dates or actors.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from retold.claims.attributions import source_of
from retold.claims.event_words import names_event
from retold.claims.figures import DAY, MODALS, PLANS
from retold.claims.lemmas import act_of, lemma
from retold.claims.sentences import Reading, Sentence, read_sentences
from retold.claims.speakers import full_name, mention_span
from retold.claims.trees import Tree, Word
from retold.records import Article, Event, TimeSeen
from retold.text.hashes import content_id
from retold.text.times import find_times

NO_EVENT_DEPS = ("aux", "auxpass", "prep", "compound", "punct", "case", "mark")
NO_EVENT_VERBS = frozenset("accord include base concern regard".split())
PLACE_PREPOSITIONS = ("in", "at", "near", "outside", "off", "across", "inside")


def find_events(article: Article) -> list[Event]:
    """The events of an article, every sentence read."""
    anchor = (article.published or "")[:10]
    times = find_times(article.text, date.fromisoformat(anchor) if len(anchor) == 10 else None)
    return events_in(read_sentences(article.text, True), article, times)


def events_in(reading: Reading, article: Article, times: Sequence[TimeSeen]) -> list[Event]:
    """The events of the parsed sentences of an article."""
    out: list[Event] = []
    for sentence in reading.sentences:
        if sentence.tree is None:
            continue
        dated = [t for t in times if sentence.span.holds(t.span)]
        for word in sentence.tree.words:
            if is_event(sentence.tree, word):
                out.append(make_event(reading, article, sentence, word, dated))
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


def make_event(reading: Reading, article: Article, sentence: Sentence, word: Word, dated: Sequence[TimeSeen]) -> Event:
    """One event with its arguments, its date and whether it is denied or still to come."""
    tree = sentence.tree
    assert tree is not None
    at = sentence.place(word.start, word.end)
    planned = is_planned(tree, word)
    mark = content_id(article.id, "event", str(at.start), str(at.end), prefix="e")
    who, whom = arguments(reading, sentence, tree, word)
    return Event(
        mark,
        article.id,
        at,
        act_of(word.text, word.tag),
        who,
        whom,
        when_of(sentence, tree, word, dated, article.published, planned=planned),
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


def when_of(
    sentence: Sentence, tree: Tree, word: Word, dated: Sequence[TimeSeen], published: str | None, *, planned: bool
) -> str | None:
    """The date of an event: of the time that hangs on it, else the nearest of its sentence, else of publication."""
    at = sentence.place(word.start, word.end)
    found = [(t, m.group()) for t in dated if t.type in ("DATE", "TIME") and (m := DAY.match(t.value))]
    if not found:
        return None if planned else (published or "")[:10] or None
    under = {w.at for w in tree.under(word, without=("ccomp", "advcl", "relcl", "conj"))}
    own = [v for t, v in found if any(w.at in under for w in sentence.words_at(t.span))]
    near = sorted((min(abs(t.span.start - at.end), abs(at.start - t.span.end)), v) for t, v in found)
    return own[0] if own else near[0][1]
