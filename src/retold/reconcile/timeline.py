"""The dated events and figures of a story in order, each with the number of sources behind it.

Takes articles, claims and voices, gives moments. A month or a year is a range of days; the date of a page counts only
where it is believed, and only for the page of an origin that was first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from retold.reconcile.asked import times_of
from retold.reconcile.question import share
from retold.reconcile.stretches import Days, days_of, sentence_of
from retold.reconcile.times import TODAY
from retold.reconcile.voices import Voices, place_of
from retold.reconcile.words import KEPT, concepts
from retold.records import Article, Claims, Event, Figure, Moment, Span
from retold.text.tokens import folded_words

LONGEST = 200  # moments shown; those with most sources stay
WIDTH = 160  # characters of a sentence that are shown
SHORTEST = 4  # words of a sentence; shorter ones are fragments
LIKE = 0.5  # share of words from which two sentences on one day tell one thing (read on two invented stories)
LIKE_YEARS = 0.25  # the same on one month or year long ago: each is told once
COMMONEST = 60  # moments with one word that are compared
HEAD = re.compile(r"^[A-Z][A-Z .'’-]{2,40}(?:,[^—–()]{0,30})?\s?(?:\([^()]{0,40}\))?\s?[—–-]{1,2}\s")

Kind = Literal["event", "figure", "published"]


def build_timeline(articles: Mapping[str, Article], claims: Mapping[str, Claims], voices: Voices) -> tuple[Moment, ...]:
    """The moments of a story in order; of many, those that most sources tell."""
    told = [*dated_claims(articles, claims, voices), *first_pages(articles, voices)]
    kept = sorted(told, key=lambda m: (-m.sources, m.first, m.last, m.kind, m.text, m.article))[:LONGEST]
    return tuple(sorted(kept, key=lambda m: (m.first, m.last, m.kind, m.text, m.article)))


def dated_claims(articles: Mapping[str, Article], claims: Mapping[str, Claims], voices: Voices) -> list[Moment]:
    """The sentences with a dated event or figure; what several say of one day in like words is one moment."""
    by_days: dict[Days, dict[tuple[str, ...], list[Told]]] = defaultdict(lambda: defaultdict(list))
    for name in sorted(articles):
        for told in told_by(articles[name], claims.get(name)):
            by_days[told.days][told.words].append(told)
    drop_misdated(by_days, voices)
    joined = (
        same
        for days, sentences in sorted(by_days.items())
        for same in join_sentences(sentences, voices, LIKE if days[0] == days[1] else LIKE_YEARS)
    )
    return [
        make_moment(same, articles, voices)
        for same in joined
        if any(t.dated for t in same) or len(origins(same, voices)) > 1
    ]


def drop_misdated(by_days: Mapping[Days, dict[tuple[str, ...], list[Told]]], voices: Voices) -> None:
    """Take out the few copies of a sentence that carry another day than most of them: their page is dated wrongly."""
    pages: Counter[tuple[str, tuple[str, ...], Days]] = Counter()
    most: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for days, sentences in by_days.items():
        for words, rows in sentences.items():
            for origin, article in sorted({(voices.origin[t.claim.article], t.claim.article) for t in rows}):
                pages[origin, words, days] += bool(article)
                most[origin, words] = max(most[origin, words], pages[origin, words, days])
    for days, sentences in by_days.items():
        for words, rows in list(sentences.items()):
            by_origin = ((t, voices.origin[t.claim.article]) for t in rows)
            sentences[words] = [t for t, o in by_origin if FEW * pages[o, words, days] >= most[o, words]]
            if not sentences[words]:
                del sentences[words]


FEW = 3  # times as many copies with another day


def told_by(article: Article, found: Claims | None) -> Iterator[Told]:
    """The dated claims of an article; where a sentence names one of its days, the others are only its page's."""
    by_place: dict[tuple[Span, Days], list[Event | Figure]] = defaultdict(list)
    dated: list[Event | Figure] = [*found.events, *found.figures] if found else []
    for claim in dated:
        days = days_of(claim.when if isinstance(claim, Event) else claim.as_of)
        if days and not claim.negated:
            sentence = claim.sentence if isinstance(claim, Figure) else sentence_of(place_of(claim), article.text)
            by_place[sentence, days].append(claim)
    sentences: dict[Span, list[list[Told]]] = defaultdict(list)
    for (sentence, days), rows in sorted(by_place.items(), key=lambda item: item[0]):
        if told := tell(rows, days, sentence, article):
            sentences[sentence].append(told)
    for _, groups in sorted(sentences.items()):
        named = [g for g in groups if names_days(g[0].text, g[0].days)]
        yield from (t for g in named or groups for t in g)


@dataclass(frozen=True, slots=True)
class Told:
    """A dated claim with the sentence that tells it."""

    claim: Event | Figure
    days: Days
    sentence: Span
    text: str
    words: tuple[str, ...]
    dated: bool  # the sentence itself says when, or opens its report


def tell(claims: Sequence[Event | Figure], days: Days, sentence: Span, article: Article) -> list[Told]:
    """Dated claims of one sentence, the place and agency at its head left out."""
    text = bare(sentence.of(article.text))
    words = folded_words(text)
    if len(words) < SHORTEST:
        return []
    dated = names_days(text, days) or TODAY.search(text) or not article.text[: sentence.start].strip()
    return [Told(claim, days, sentence, text, words, bool(dated)) for claim in claims]


@lru_cache(maxsize=KEPT)
def bare(sentence: str) -> str:
    """A sentence in plain blanks, the place and agency at its head left out.

    >>> bare("MARN, March 4 (Coastwire) — The mill  burned.")
    'The mill burned.'
    """
    return HEAD.sub("", " ".join(sentence.split()), count=1)


@lru_cache(maxsize=KEPT)
def names_days(text: str, days: Days) -> bool:
    """Whether a sentence names a day, by its date or its weekday, or the month or year of a stretch.

    >>> names_days("The mill burned on Tuesday.", ("2031-03-04", "2031-03-04"))
    True
    """
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[1])
    month = MONTHS[first.month - 1]
    names = {str(first.year)} if first.month != last.month else {month}
    if first == last:
        names = {f"{month}-{first.day}", WEEKDAYS[first.weekday()]}
    return bool(names & set(times_of(text)))


MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "mon tues wednes thurs fri satur sun".split()


def join_sentences(
    sentences: Mapping[tuple[str, ...], Sequence[Told]], voices: Voices, like: float
) -> list[list[Told]]:
    """The sentences of one day by what they tell, the wording of most sources first."""
    ranked = sorted(sentences.items(), key=lambda item: (-len(origins(item[1], voices)), -len(item[1]), item[0]))
    heads: list[frozenset[str]] = []
    moments: list[list[Told]] = []
    holders: dict[str, list[int]] = defaultdict(list)
    for words, told in ranked:
        stems = concepts(" ".join(words))
        near = sorted({i for stem in sorted(stems) for i in holders[stem][:COMMONEST]})
        best = max(near, key=lambda i: (share(stems, heads[i]), -i), default=None)
        if best is not None and share(stems, heads[best]) >= like:
            moments[best] += told
            continue
        for stem in stems:
            holders[stem].append(len(moments))
        heads.append(stems)
        moments.append(list(told))
    return moments


def origins(told: Sequence[Told], voices: Voices) -> set[str]:
    """The origins behind these sentences."""
    return {voices.origin[t.claim.article] for t in told}


def make_moment(told: Sequence[Told], articles: Mapping[str, Article], voices: Voices) -> Moment:
    """The moment that these sentences tell, in the words of the first."""
    first = told[0]
    kind: Kind = "event" if any(isinstance(t.claim, Event) for t in told) else "figure"
    text = first.text if len(first.text) <= WIDTH else first.text[: first.text.rfind(" ", 0, WIDTH)] + "…"
    evidence = first.claim.evidence or (place_of(first.claim),)
    sources = len(origins(told, voices))
    return Moment(
        *first.days, text, first.claim.article, evidence, sources, kind, nearest_pages(told, articles, voices)
    )


def nearest_pages(told: Sequence[Told], articles: Mapping[str, Article], voices: Voices) -> tuple[str, ...]:
    """For each origin that tells a moment its earliest page, in the order of their days."""
    best: dict[str, tuple[str, str]] = {}
    for t in told:
        page = t.claim.article
        row = (articles[page].published or "~", page)
        origin = voices.origin[page]
        best[origin] = min(best.get(origin, row), row)
    return tuple(page for _, page in sorted(best.values()))


def first_pages(articles: Mapping[str, Article], voices: Voices) -> list[Moment]:
    """The first day of each origin: a believed date, else the stretch of days that an undated text implies."""
    first: dict[str, tuple[Days, str]] = {}
    for name in sorted(articles):
        days = told_days(articles[name])
        origin = voices.origin[name]
        if days and (origin not in first or order(days) < order(first[origin][0])):
            first[origin] = (days, name)
    return [
        Moment(*days, f"first told by {voices.names.get(origin, origin)}", page, (), 1, "published", (page,))
        for origin, (days, page) in sorted(first.items())
    ]


def told_days(article: Article) -> Days | None:
    """The day a page was published, or the days on which it can have been."""
    return days_of(article.published) or (article.implied if article.implied and all(article.implied) else None)


def order(days: Days) -> tuple[bool, Days]:
    """A known day before a stretch of days, then the earlier."""
    return (days[0] != days[1], days)
