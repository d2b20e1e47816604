"""A story to its ledger: every question its pages answer, and how the answers of independent sources stand.

Takes the story with its articles, claims, stemmas, shared passages and aligned sentences; gives the ledger. Order of
input makes no difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from retold.reconcile.asked import ask_all
from retold.reconcile.changes import find_changes
from retold.reconcile.edges import match_figures, steps_of
from retold.reconcile.entries import make_entry
from retold.reconcile.grouping import group_figures
from retold.reconcile.policies import BY_RANGE, apply_policy
from retold.reconcile.spoken import quote_entries
from retold.reconcile.timeline import build_timeline
from retold.reconcile.values import dimension_of
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
        i: ask_all(tell_figures(claims[i], members[i]), members[i], voices.family[i]) for i in members if i in claims
    }
    steps = [step for stemma in sorted(stemmas, key=lambda s: s.id) for step in steps_of(stemma, members)]
    matches = [match for step in steps for match in match_figures(step, asked, pair_sentences)]
    changes = find_changes(matches)
    groups = group_figures([a for rows in asked.values() for a in rows], matches, pins=pins)
    told = [a.figure for rows in asked.values() for a in rows]
    entries = link_wholes([make_entry(group, changes, voices) for group in groups], told)
    quotes = [q for i in members if i in claims for q in claims[i].quotes]
    spoken = quote_entries(quotes, members, steps, voices)
    ordered = (*sorted(entries, key=rank), *sorted(spoken, key=rank))
    timeline = build_timeline(members, claims, voices)
    return apply_policy(Ledger(story.id, ordered, timeline, len(set(voices.origin.values()))), policy)


def tell_figures(claims: Claims, article: Article) -> list[Figure]:
    """The figures that answer something: not what is denied, nor a lone "one" that nothing befell."""
    return [f for f in claims.figures if not is_denied(f, article.text) and tells_count(f)]


def is_denied(figure: Figure, text: str) -> bool:
    """Whether a figure itself is denied, not only something said of those it counts ("300 boats that did not sail")."""
    if not figure.negated or not figure.evidence or act_class(figure.predicate) in FATES:
        return figure.negated
    return not NOT_THEY.match(text[figure.evidence[0].end : figure.sentence.end])


NOT_THEY = re.compile(r"[^.;,]{0,60}?\b(?:that|who|which)\b[^.;,]{0,30}?(?:\bnot\b|\bnever\b|n['’]t\b)", re.I)


def tells_count(figure: Figure) -> bool:
    """Whether a figure is more than a "one" that nothing befell."""
    return not is_one(figure) or act_class(figure.predicate) in FATES


def is_one(figure: Figure) -> bool:
    """Whether a figure is a plain "one"."""
    return figure.quantity.low == figure.quantity.high == 1 and not dimension_of(figure.quantity.unit)[0]


def rank(entry: Entry) -> tuple[int, int, int, str, str]:
    """Most sources first, then what is disputed, then most pages."""
    return (-entry.sources, FIRST[entry.verdict], -entry.pages, entry.question, entry.id)
