"""Events told more than once, or changed on the way: on which day, at which place, and whether it happened at all.

Takes the events of a story, gives an entry for each that two independent sources date, and for each that a copy
changed. Two reports tell one event when the act is the same and its parties are; what only one source tells once is
left to the timeline.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from retold.reconcile.asked import times_of
from retold.reconcile.days import days_apart
from retold.reconcile.edges import PairSentences, Step
from retold.reconcile.question import opposed, share
from retold.reconcile.reworded import DAYS as WEEKDAYS
from retold.reconcile.reworded import NEAR_VERBATIM, NEGATED, same_shape
from retold.reconcile.statements import LONG_ENOUGH
from retold.reconcile.stretches import Days, days_of, meet, sentence_of
from retold.reconcile.voices import Voices, sources_of
from retold.reconcile.words import act_class, concepts
from retold.records import Article, Claims, Drift, DriftKind, Entry, Event, Span, Verdict
from retold.text.hashes import content_id
from retold.text.tokens import folded_words

# Read on three real stories of 306, 24 and 19 pages (docs/benchmarks.md).
SAME_PARTIES = 0.6  # share of the words of who and whom from which two events have the same parties
SAME_TELLING = 0.3  # the same of the sentences, where the days fit
SAME_WORDS = 0.6  # the same of the sentences, where the days exclude each other
COMMONEST = 40  # events of one act on one story above which the act alone finds no pairs
LONGEST = 16  # words of an event in its question
SAYING = frozenset(
    "say tell report announce state add claim note quote ask explain write call comment speak talk think believe know "
    "want hope expect see hear look seem appear have get go come make take give be do let keep try need like use find "
    "show mean feel become remain begin start continue follow include refer describe interview question "
    "tweet post suggest confirm insist promise warn vow urge argue deny admit acknowledge praise blame criticise "
    "criticize condemn thank welcome reject plan intend decide agree try attempt hint signal stress".split()
)
NOMINAL = re.compile(
    r"(?:['’]s?|\b(?:the|an?|his|her|its|their|our|this|that|these|those|of|for|in|at|on|to|no|any|some|another))"
    r"\s+(?:[\w’'-]+\s+){0,3}$",
    re.I,
)  # what stands before a noun
PRONOUN = re.compile(r"^(?:he|she|it|they|we|i|you|him|her|them|us|who|which|that|this|these|those|what)$", re.I)


@dataclass(frozen=True)
class Happening:
    """An event with the sentence that tells it."""

    event: Event
    article: Article
    sentence: Span
    family: str

    @cached_property
    def act(self) -> str:
        """The class of what was done."""
        return act_class(self.event.did)

    @cached_property
    def is_verb(self) -> bool:
        """Whether the event is named by a verb that somebody stands before, and not by a noun."""
        at, text = self.event.span, self.article.text
        before = text[max(0, at.start - 60) : at.start]
        inflected = at.of(text).casefold() != self.event.did
        stands = bool(self.event.who) and last_word(self.event.who) in folded_words(before)[-CLOSE:]
        return bool(self.event.who) and ((inflected and stands) or not NOMINAL.search(before))

    @cached_property
    def parties(self) -> frozenset[str]:
        """The words of who did it and to whom."""
        named = (p for p in (self.event.who, self.event.to_whom) if p and not PRONOUN.match(p))
        return frozenset[str]().union(*map(concepts, named))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the sentence."""
        return concepts(self.text)

    @cached_property
    def text(self) -> str:
        """The sentence."""
        return self.sentence.of(self.article.text)

    @cached_property
    def times(self) -> frozenset[str]:
        """The times that the sentence names."""
        return frozenset(times_of(self.text))

    @cached_property
    def place(self) -> frozenset[str]:
        """The words of the place that is named."""
        return concepts(self.event.where or "")

    @cached_property
    def days(self) -> Days | None:
        """The first and last day, where the text itself tells it."""
        return days_of(self.event.when) if self.event.when_basis == "told" else None


def event_entries(
    claims: Mapping[str, Claims],
    articles: Mapping[str, Article],
    steps: Sequence[Step],
    pair: PairSentences,
    voices: Voices,
) -> list[Entry]:
    """The entries of the events of a story: of two origins, or of a copy that may have changed them."""
    if not steps and len({voices.origin[i] for i in articles}) == 1:
        return []
    told = {i: read_happenings(claims[i], articles[i], voices.family[i]) for i in articles if i in claims}
    drifts: dict[str, list[Drift]] = defaultdict(list)
    pairs: list[tuple[str, str]] = []
    for step in steps:
        for before, after in matched(step, told, pair):
            found = list(find_changes(step, before, after))
            drifts[after.event.id] += found
            pairs += [(before.event.id, after.event.id)] if found else []
    rows = [h for _, hs in sorted(told.items()) for h in hs]
    groups = join(rows, [*pairs, *same_tellings(rows), *same_events(rows)])
    entries = (make_entry(group, drifts, voices) for group in groups)
    return [e for e in entries if e is not None]


def read_happenings(claims: Claims, article: Article, family: str) -> list[Happening]:
    """The events of one article that can be asked for: somebody did something, and it is no saying."""
    asked = [e for e in claims.events if not e.planned and e.did not in SAYING and (e.who or e.to_whom)]
    found = (Happening(e, article, sentence_of(e.span, article.text), family) for e in asked)
    return [h for h in found if h.parties]


def last_word(name: str | None) -> str:
    """The last word of a name, folded."""
    return (folded_words(name or "") or [""])[-1]


# ---- along a copy --------------------------------------------------------------------------------------------------


def matched(
    step: Step, told: Mapping[str, Sequence[Happening]], pair: PairSentences
) -> Iterator[tuple[Happening, Happening]]:
    """Events of one act in sentences that a copy words differently."""
    before, after = told.get(step.witness, ()), told.get(step.child, ())
    known = {folded_words(h.text) for h in before}
    fresh = [h for h in after if folded_words(h.text) not in known]
    if not {h.act for h in before} & {h.act for h in fresh}:
        return
    for aligned in sorted(pair(step.witness, step.child), key=lambda p: (-p.likeness, p.right, p.left)):
        old = [h for h in before if h.sentence.meets(aligned.left)]
        for b in [h for h in fresh if h.sentence.meets(aligned.right)]:
            a = next((a for a in old if a.act == b.act), None)
            if a is not None:
                fresh.remove(b)
                yield a, b


def find_changes(step: Step, before: Happening, after: Happening) -> Iterator[Drift]:
    """What a copy changed in an event."""
    for kind, differs in CHANGES:
        if differs(before, after):
            spans = before.sentence, after.sentence
            yield Drift(step.parent, step.child, kind, (), before.text, after.text, *spans, claim=after.event.id)
            return


def denied_once(before: Happening, after: Happening) -> bool:
    """The same words, denied in one text only."""
    if before.event.negated == after.event.negated or share(before.words, after.words) < NEAR_VERBATIM:
        return False
    return bool(NEGATED.search(before.text)) != bool(NEGATED.search(after.text))


def other_day(before: Happening, after: Happening) -> bool:
    """Another day in the same words."""
    if not before.days or not after.days or meet(before.days, after.days) or before.times & after.times:
        return False
    return same_shape(before.times, after.times) and share(before.words, after.words) >= NEAR_VERBATIM


def other_place(before: Happening, after: Happening) -> bool:
    """Another place in the same words."""
    if not before.place or not after.place or before.place & after.words or after.place & before.words:
        return False
    both = before.place | after.place
    return share(before.words - both, after.words - both) >= NEAR_VERBATIM


CHANGES: tuple[tuple[DriftKind, Callable[[Happening, Happening], bool]], ...] = (
    ("negation", denied_once),
    ("date", other_day),
    ("what", other_place),
)


# ---- among sources -------------------------------------------------------------------------------------------------


def same_tellings(rows: Sequence[Happening]) -> Iterator[tuple[str, str]]:
    """Events of one act in one family that are told word for word."""
    first: dict[tuple[object, ...], str] = {}
    for h in rows:
        key = (h.family, h.act, folded_words(h.text))
        yield first.setdefault(key, h.event.id), h.event.id


def same_events(rows: Sequence[Happening]) -> Iterator[tuple[str, str]]:
    """Dated events of two families with one act and the same parties."""
    by_act: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    seen: set[tuple[object, ...]] = set()
    for h in (h for h in rows if h.days or h.place):
        key = (h.family, h.act, folded_words(h.text))
        if key not in seen:
            seen.add(key)
            for party in sorted(h.parties):
                by_act[h.act, party].append(h)
    found = {
        (a.event.id, b.event.id)
        for block in by_act.values()
        if len(block) <= COMMONEST
        for a, b in combinations(block, 2)
        if a.family != b.family and is_same(a, b)
    }
    return iter(sorted(found))


def is_same(a: Happening, b: Happening) -> bool:
    """Whether two reports tell one event."""
    if a.event.negated != b.event.negated or opposed(a.act, b.act) or share(a.parties, b.parties) < SAME_PARTIES:
        return False
    fits = bool(a.days and b.days) and is_one_day(a, b)
    return share(a.words, b.words) >= (SAME_TELLING if fits else SAME_WORDS)


def join(rows: Sequence[Happening], pairs: Iterable[tuple[str, str]]) -> list[list[Happening]]:
    """The events that were joined, each group in the order of its articles."""
    of = {h.event.id: h.event.id for h in rows}

    def root(i: str) -> str:
        while of[i] != i:
            of[i] = of[of[i]]
            i = of[i]
        return i

    for a, b in pairs:
        keep, gone = sorted((root(a), root(b)))
        of[gone] = keep
    groups: dict[str, list[Happening]] = defaultdict(list)
    for h in rows:
        groups[root(h.event.id)].append(h)
    return [sorted(g, key=lambda h: (h.article.id, h.event.span)) for _, g in sorted(groups.items())]


# ---- entries -------------------------------------------------------------------------------------------------------


def make_entry(group: Sequence[Happening], drifts: Mapping[str, Sequence[Drift]], voices: Voices) -> Entry | None:
    """The entry of one event, where two sources date it or a copy changed it."""
    own = tuple(d for h in group for d in drifts.get(h.event.id, ()))
    changed = {d.claim for d in own}
    kept = [h for h in group if h.event.id not in changed] or list(group)
    origin_of = sources_of([h.event for h in group], voices, one_voice(group))
    told = [(origin_of[h.event.id], h) for h in kept if h.days or h.place]
    if (len({origin for origin, *_ in told}) < 2 or not any(h.is_verb for h in group)) and not own:
        return None
    verdict = judge(told, len(set(origin_of.values())), bool(own))
    ids = tuple(h.event.id for h in group)
    return Entry(
        id=content_id("event", *sorted(ids), prefix="l"),
        question=f"{word_event(group)}: {'when and where?' if any(h.place for h in group) else 'when?'}",
        verdict=verdict,
        claims=ids,
        sources=len(set(origin_of.values())),
        pages=len({h.article.id for h in group}),
        values=(),
        why=give_reasons(kept, origin_of, voices, own),
        drifts=own,
        source_of=tuple(sorted(origin_of.items())),
        kind="event",
    )


def one_voice(group: Sequence[Happening]) -> Iterator[tuple[str, str]]:
    """Pairs of events whose sentences are the same, word for word."""
    first: dict[tuple[str, ...], str] = {}
    for h in group:
        words = folded_words(h.text)
        if len(words) >= LONG_ENOUGH:
            yield first.setdefault(words, h.event.id), h.event.id


def judge(told: Sequence[tuple[str, Happening]], sources: int, drifted: bool) -> Verdict:
    """How the days and places that independent sources give stand to each other."""
    pairs = [(a, b) for (one, a), (other, b) in combinations(told, 2) if one != other]
    if any(not is_one_day(a, b) and is_same(a, b) for a, b in pairs):
        return "contradicted"
    if any(a.place and b.place and not a.place & b.place and is_same(a, b) for a, b in pairs):
        return "range"
    if sources > 1:
        return "agreed"
    return "drifted" if drifted else "only-here"


def is_one_day(a: Happening, b: Happening) -> bool:
    """Whether two days may be one: they meet, or one weekday was counted from two dates of publication."""
    if not a.days or not b.days or meet(a.days, b.days):
        return True
    return bool(a.times & b.times & WEEKDAYS) and days_apart(a.days[0], b.days[0]) % 7 == 0


def word_event(group: Sequence[Happening]) -> str:
    """The event in the shortest words that name both who and what."""
    named = [h for h in group if h.is_verb] or group
    words = {(not (h.event.who and h.event.to_whom), " ".join(name_event(h).split())) for h in named}
    return min(words, key=lambda row: (row[0], len(row[1].split()) < FULL, len(row[1]), row[1]))[1]


CLOSE = 4  # words between a subject and its verb
FULL = 3  # words of an event that say who did what


def name_event(h: Happening) -> str:
    """Who did what to whom; a party that is only a pronoun is left out."""
    parts = (h.event.who, h.event.span.of(h.article.text), h.event.to_whom)
    words = " ".join(p for p in parts if p and not PRONOUN.match(p)).split()
    return " ".join(words[:LONGEST]) + ("…" if len(words) > LONGEST else "")


def give_reasons(
    kept: Sequence[Happening], origin_of: Mapping[str, str], voices: Voices, drifts: Sequence[Drift]
) -> str:
    """Which source gives which day, and what copies changed."""
    told = {(origin_of[h.event.id], h.event.when or "", h.event.where or "") for h in kept if h.days or h.place}
    rows = [f"{voices.names.get(o, o)} says {day}{', ' + place if place else ''}" for o, day, place in sorted(told)]
    rows += [f"{d.child} changed the {d.kind} on the way from {d.parent}" for d in drifts]
    return "; ".join(rows[:8]) + "."
