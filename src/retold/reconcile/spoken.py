"""Quotes told more than once: who is said to have spoken the same words.

Takes the direct quotes of a story, gives an entry for each that stands on two pages or more. Quotes are one when most
words of the shorter stand in the longer, in the same order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from retold.reconcile.anew import new_around
from retold.reconcile.edges import Step
from retold.reconcile.voices import Voices
from retold.records import Article, Drift, Entry, Quote, Verdict
from retold.text.hashes import content_id
from retold.text.tokens import find_words, folded_words

SHORTEST = 6  # words; shorter quotes are often titles, or words in scare quotes
RUN = 5  # words in a row that two quotes must share
HELD = 0.6  # part of the shorter quote's runs that must stand in the longer one
SHOWN = 14  # words of a quote in its question
COMMONEST = 60  # wordings that share a run before it tells nothing
PRONOUNS = frozenset("he she it they we i you who".split())
# Words before a name that many people bear; two who share only these are two.
TITLES = frozenset(
    "a an the of for and in mr mrs ms miss dr sir lord lady dame president vice prime minister premier chancellor king "
    "queen prince princess pope senator sen representative rep governor gov mayor secretary general gen colonel col "
    "captain capt major sergeant lieutenant judge justice professor prof chief chairman chairwoman director spokesman "
    "spokeswoman spokesperson ambassador minister deputy former first us u.s uk eu when while as but said".split()
)


def quote_entries(
    quotes: Sequence[Quote], articles: Mapping[str, Article], steps: Sequence[Step], voices: Voices
) -> list[Entry]:
    """The entries of the quotes that were told more than once."""
    if len(articles) == 1:
        return []
    groups = same_words(quotes, articles)
    return [make_quote_entry(g, articles, steps, voices) for g in groups if len({q.article for q in g}) > 1]


def words_of(quote: Quote, articles: Mapping[str, Article]) -> tuple[str, ...]:
    """The folded words of a quote without what interrupts them."""
    text = articles[quote.article].text
    return tuple(w for part in quote.parts or (quote.words,) for w in folded_words(part.of(text)))


def same_words(quotes: Sequence[Quote], articles: Mapping[str, Article]) -> list[list[Quote]]:
    """The quotes by what was said."""
    wordings: dict[tuple[str, ...], list[Quote]] = defaultdict(list)
    for q in sorted(quotes, key=lambda q: (q.article, q.words, q.id)):
        words = words_of(q, articles)
        if q.direct and len(words) >= SHORTEST:
            wordings[words].append(q)
    runs = {w: frozenset(tuple(w[i : i + RUN]) for i in range(len(w) - RUN + 1)) for w in sorted(wordings)}
    holders: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for words, own in runs.items():
        for run in sorted(own):
            holders[run].append(words)
    group = {w: w for w in wordings}
    met = {pair for rows in holders.values() if len(rows) <= COMMONEST for pair in combinations(sorted(rows), 2)}
    for a, b in sorted(met):
        if len(runs[a] & runs[b]) >= HELD * min(len(runs[a]), len(runs[b])):
            keep, gone = sorted((root(group, a), root(group, b)))
            group[gone] = keep
    out: dict[tuple[str, ...], list[Quote]] = defaultdict(list)
    for words in sorted(wordings):
        out[root(group, words)] += wordings[words]
    return [sorted(rows, key=lambda q: (q.article, q.words)) for _, rows in sorted(out.items())]


def root(group: Mapping[tuple[str, ...], tuple[str, ...]], words: tuple[str, ...]) -> tuple[str, ...]:
    """The wording that stands for a group."""
    while group[words] != words:
        words = group[words]
    return words


def make_quote_entry(
    group: Sequence[Quote], articles: Mapping[str, Article], steps: Sequence[Step], voices: Voices
) -> Entry:
    """The entry of one quote."""
    drifts = tuple(speaker_drifts(group, articles, steps))
    changed = {d.claim for d in drifts}
    origin_of = {q.id: voices.origin[q.article] for q in group}
    speakers: dict[str, list[Named]] = defaultdict(list)
    for q in group:
        if q.id not in changed:
            speakers[origin_of[q.id]].append(named(q, articles))
    sources = len(set(origin_of.values()))
    verdict = judge_speakers([s for _, s in sorted(speakers.items())], sources, bool(drifts))
    ids = tuple(q.id for q in group)
    return Entry(
        id=content_id("quote", *sorted(ids), prefix="l"),
        question=f"who said “{opening(group, articles)}”?",
        verdict=verdict,
        claims=ids,
        sources=sources,
        pages=len({q.article for q in group}),
        values=(),
        why=why_spoken(group, verdict),
        drifts=drifts,
        source_of=tuple(sorted(origin_of.items())),
        kind="quote",
    )


def judge_speakers(speakers: Sequence[Sequence[Named]], sources: int, drifted: bool) -> Verdict:
    """How the speakers that independent sources name stand to each other."""
    if any(all(disagree(x, y) for x in a for y in b) for a, b in combinations(speakers, 2) if a and b):
        return "contradicted"
    if sources > 1:
        return "agreed"
    return "drifted" if drifted else "only-here"


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker: the words of the name beside the quote, and all that the article calls him."""

    beside: frozenset[str]  # empty where a pronoun or an office stands there: that names nobody
    known: frozenset[str]
    around: frozenset[str] = frozenset()  # the words around the quote


AROUND = 240  # characters on each side of a quote in which its speaker is named


def named(quote: Quote, articles: Mapping[str, Article]) -> Named:
    """Who speaks a quote, by name."""
    text = articles[quote.article].text
    mention = quote.speaker_span.of(text) if quote.speaker_span else quote.speaker or ""
    beside = proper_words(mention)
    around = text[max(0, quote.words.start - AROUND) : quote.words.start] + text[quote.words.end :][:AROUND]
    return Named(beside, beside | proper_words(quote.speaker or ""), frozenset(folded_words(around)))


def proper_words(name: str) -> frozenset[str]:
    """The folded words of a proper name, titles and pronouns left out.

    >>> sorted(proper_words("President Ada Moss")), proper_words("the senator"), proper_words("He")
    (['ada', 'moss'], frozenset(), frozenset())
    """
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    if not last[:1].isupper():
        return frozenset()
    words = {w.removesuffix("'s").removesuffix("s'") for w in folded_words(name)}
    return frozenset(w for w in words - PRONOUNS - TITLES if len(w) > 1)


def exclude(one: Named, other: Named) -> bool:
    """Whether two speakers are two people: both are named beside the words, and share no name."""
    return bool(one.beside and other.beside) and not one.known & other.known


def disagree(one: Named, other: Named) -> bool:
    """Whether two speakers are two people, and neither is named near the words that the other is said to have said."""
    return exclude(one, other) and not one.beside & other.around and not other.beside & one.around


def opening(group: Sequence[Quote], articles: Mapping[str, Article]) -> str:
    """The first words of the quote as the fullest telling has them."""
    longest = max(group, key=lambda q: (len(words_of(q, articles)), q.article))
    words = (longest.parts or (longest.words,))[0].of(articles[longest.article].text)
    places = find_words(words)
    cut = words[places[0].start : places[min(SHOWN, len(places)) - 1].end] if places else words
    return cut + ("…" if len(places) > SHOWN else "")


def why_spoken(group: Sequence[Quote], verdict: Verdict) -> str:
    """Who is named as the speaker, and how often."""
    names = sorted({q.speaker for q in group if q.speaker})
    told = ", ".join(names) if names else "nobody by name"
    how = {"contradicted": "Independent sources name different speakers", "drifted": "A copy names another speaker"}
    return f"{how.get(verdict, 'The same words')}: {told}."


def speaker_drifts(group: Sequence[Quote], articles: Mapping[str, Article], steps: Sequence[Step]) -> list[Drift]:
    """The copies in which the words went to another mouth."""
    by_article: dict[str, Quote] = {}
    for q in group:
        if named(q, articles).beside:
            by_article.setdefault(q.article, q)
    out = []
    for step in steps:
        before, after = by_article.get(step.witness), by_article.get(step.child)
        if before is None or after is None:
            continue
        old, copy = named(before, articles), articles[after.article].text
        if not exclude(old, named(after, articles)):
            continue
        if old.known & set(folded_words(new_around(after.words, copy, articles[before.article].text))):
            continue
        spans = before.speaker_span or before.words, after.speaker_span or after.words
        out.append(
            Drift(
                step.parent,
                step.child,
                "speaker",
                (),
                before.speaker or "",
                after.speaker or "",
                *spans,
                claim=after.id,
            )
        )
    return out
