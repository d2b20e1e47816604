"""A story to its ledger: every question its pages answer, and how the answers of independent sources stand.

Takes the story with its articles, claims, stemmas, shared passages and aligned sentences; gives the ledger. Order of
input makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from retold.reconcile.asked import Asked, ask_all
from retold.reconcile.changes import find_changes
from retold.reconcile.edges import match_figures, steps_of
from retold.reconcile.entries import make_entry
from retold.reconcile.furniture import is_furniture
from retold.reconcile.grouping import group_figures
from retold.reconcile.happenings import event_entries
from retold.reconcile.namesakes import tell_apart
from retold.reconcile.policies import BY_RANGE, apply_policy
from retold.reconcile.spoken import quote_entries
from retold.reconcile.timeline import build_timeline
from retold.reconcile.units import dimension_of
from retold.reconcile.voices import hear
from retold.reconcile.wholes import link_wholes
from retold.reconcile.words import FATES, act_class
from retold.records import (
    Article,
    Claims,
    Entry,
    Figure,
    Ledger,
    Pins,
    Policy,
    SentencePair,
    SharedPassage,
    Stemma,
    Story,
    Verdict,
)

FIRST: dict[Verdict, int] = {
    "contradicted": 0,
    "superseded": 1,
    "range": 2,
    "agreed": 3,
    "drifted": 4,
    "only-here": 5,
}
FREE = Pins()


def build_ledger(  # noqa: PLR0917
    story: Story,
    articles: Mapping[str, Article],
    claims: Mapping[str, Claims],
    stemmas: Sequence[Stemma],
    passages: Sequence[SharedPassage],
    pair_sentences: Callable[[str, str], Sequence[SentencePair]],
    *,
    policy: Policy = BY_RANGE,
    pins: Pins = FREE,
) -> Ledger:
    """The ledger of one story, with the figures that the policy chooses and the questions that people pinned."""
    members = {i: articles[i] for i in sorted(story.articles) if i in articles}
    voices = hear(members, sorted(stemmas, key=lambda s: s.id), passages)
    asked = {
        i: ask_all(list(filter(tells_count, claims[i].figures)), members[i], voices.family[i])
        for i in members
        if i in claims
    }
    pair = cache(pair_sentences)
    steps = [step for stemma in sorted(stemmas, key=lambda s: s.id) for step in steps_of(stemma, members)]
    matches = [match for step in steps for match in match_figures(step, asked, pair)]
    changes = find_changes(matches)
    answers = [a for rows in asked.values() for a in rows if not a.denied or a.figure.id in changes.touched]
    answers = [a for a in answers if not is_furniture(a)]
    groups = group_figures(answers, matches, pins=pins)
    told = [a.figure for a in answers]
    made = [make_entry(g, changes, voices) for g in groups]
    known = {a.figure.id: a for a in answers}
    entries = link_wholes(tell_apart([e for e in made if e is not None], known), told)
    quotes = [q for i in members if i in claims for q in claims[i].quotes]
    spoken = quote_entries(quotes, members, steps, voices)
    happened = event_entries(claims, members, steps, pair, voices)
    ordered = tuple(e for kind in (entries, spoken, happened) for e in sorted(kind, key=rank))
    timeline = build_timeline(members, claims, voices)
    notes = note_unnamed([g for g, e in zip(groups, made, strict=True) if e is None])
    return apply_policy(Ledger(story.id, ordered, timeline, len(set(voices.origin.values())), notes), policy)


def note_unnamed(groups: Sequence[Sequence[Asked]]) -> tuple[str, ...]:
    """A note on the numbers that no page says clearly what they are of; they stay claims of their pages."""
    if not groups:
        return ()
    widest = sorted(groups, key=lambda g: (-len({a.article.id for a in g}), g[0].article.id, g[0].figure.sentence))
    shown = dict.fromkeys(" ".join(g[0].number.split()) for g in widest)
    words = ", ".join(f"“{number}”" for number in list(shown)[:NOTED])
    some = "1 number is left out, since no page says clearly what it counts"
    if len(groups) > 1:
        some = f"{len(groups)} numbers are left out, since no page says clearly what they count"
    return (f"{some}: {words}{'…' if len(shown) > NOTED else ''}.",)


NOTED = 8  # numbers without a question that a note names


def tells_count(figure: Figure) -> bool:
    """Whether a figure is more than a "one" that nothing befell."""
    return not is_one(figure) or act_class(figure.predicate) in FATES


def is_one(figure: Figure) -> bool:
    """Whether a figure is a plain "one"."""
    return figure.quantity.low == figure.quantity.high == 1 and not dimension_of(figure.quantity.unit)[0]


def rank(entry: Entry) -> tuple[int, int, int, str, str]:
    """Most sources first, then what is disputed, then most pages."""
    return (-entry.sources, FIRST[entry.verdict], -entry.pages, entry.question, entry.id)
