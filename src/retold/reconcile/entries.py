"""A question with its answers to an entry of the ledger.

Takes the figures of one question, what copies changed in them, and the voices behind their articles. It words the
question and the reasons; the verdict itself is `verdicts.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from retold.reconcile.asked import Asked
from retold.reconcile.changes import Changes
from retold.reconcile.series import tell_series
from retold.reconcile.statements import one_voice
from retold.reconcile.times import MOUNTING
from retold.reconcile.values import moved
from retold.reconcile.verdicts import Case, Said, age, collect, judge, succeeds
from retold.reconcile.voices import Voices, sources_of
from retold.reconcile.wording import word_question
from retold.records import Drift, Entry, Verdict
from retold.text.hashes import content_id

WHY: dict[Verdict, str] = {
    "contradicted": "Independent sources give values that exclude each other for the same time",
    "superseded": "A later figure replaces an earlier one",
    "range": "Independent sources differ without excluding each other",
    "agreed": "Independent sources give values that fit",
    "drifted": "One source; its copies give different answers",
    "only-here": "One source",
}


def make_entry(claims: Sequence[Asked], changes: Changes, voices: Voices) -> Entry | None:
    """The entry of one question; None where no claim says what its number is of."""
    origin_of = sources_of([a.figure for a in claims], voices, one_voice(claims, voices))
    drifts = tuple(d for a in claims for d in changes.drifts.get(a.figure.id, ()))
    question = word_question(claims, origin_of, changes.altered, clearly=not drifts)
    if question is None:
        return None
    said = collect(unaltered(claims, changes, origin_of), origin_of, changes.revisions)
    verdict = judge(Case(said, bool(drifts)))
    ids = tuple(a.figure.id for a in claims)
    return Entry(
        id=content_id("figure", *sorted(ids), prefix="l"),
        question=question,
        verdict=verdict,
        claims=ids,
        sources=len(set(origin_of.values())),
        pages=len({a.figure.article for a in claims}),
        values=values_of(claims, said),
        why=give_reasons(verdict, said, drifts, voices),
        drifts=drifts,
        source_of=tuple(sorted(origin_of.items())),
        series=tell_series(claims, said, origin_of, voices.names),
    )


def unaltered(claims: Sequence[Asked], changes: Changes, origin_of: dict[str, str]) -> list[Asked]:
    """The claims that stand for what their source said; all of a source's claims where every one was changed."""
    kept = [a for a in claims if a.figure.id not in changes.altered]
    heard = {origin_of[a.figure.id] for a in kept}
    return kept + [a for a in claims if origin_of[a.figure.id] not in heard]


def values_of(claims: Sequence[Asked], said: Sequence[Said]) -> tuple[Decimal, ...]:
    """Every value that was given, the current one last."""
    current = current_answer(said).asked.figure.quantity
    last = dict.fromkeys((current.low, current.high))
    given = {v for a in claims for v in (a.figure.quantity.low, a.figure.quantity.high)}
    return (*sorted(given - set(last)), *last)


def current_answer(said: Sequence[Said]) -> Said:
    """The answer that holds last: the newest that none replaced; of one time, that with most sources, then pages."""
    backing = Counter((s.asked.answer.value, s.asked.answer.top) for s in said)
    standing = [s for s in said if not any(replaces(other, s) for other in said)] or list(said)
    newest = max(standing, key=age)
    level = [s for s in standing if age(s)[:5] == age(newest)[:5] or outgrows(s, newest)]
    if any(outgrows(s, newest) for s in level):
        level = [s for s in level if outgrows(s, newest)]
    return max(level, key=lambda s: (backing[s.asked.answer.value, s.asked.answer.top], s.pages, s.asked.answer.value))


def replaces(new: Said, old: Said) -> bool:
    """Whether one answer takes the place of another."""
    return new is not old and moved(old.asked.answer, new.asked.answer) and succeeds(new, old)


def outgrows(stated: Said, newest: Said) -> bool:
    """Whether a text dates a higher count than the newest page gives without a date: tolls rise, pages lag."""
    dated = stated.stated is not None and newest.stated is None and not newest.corrects
    return dated and stated.asked.act in MOUNTING and stated.asked.answer.value > newest.asked.answer.value


def give_reasons(verdict: Verdict, said: Sequence[Said], drifts: Sequence[Drift], voices: Voices) -> str:
    """The reasons for a verdict, as sentences."""
    told = sorted(said, key=lambda s: (age(s), s.origin))
    parts = [f"{WHY[verdict]}: {'; '.join(word_answer(s, voices) for s in told[:LISTED])}"]
    if len(told) > LISTED:
        parts.append(f"and {len(told) - LISTED} more answers")
    for d in drifts[:LISTED]:
        values = " to ".join(f"{v:f}" for v in d.values)
        parts.append(f"{d.child} changed the {d.kind} ({values}) on the way from {d.parent}")
    return ". ".join(parts) + "."


LISTED = 8  # answers and drifts that are spelled out


def word_answer(said: Said, voices: Voices) -> str:
    """One answer in words: who, what number, on how many pages, since when."""
    name = voices.names.get(said.origin, said.origin)
    since = f", as of {said.stated}" if said.stated else ""
    pages = f"{said.pages} page{'s' if said.pages > 1 else ''}"
    return f"{name} says “{' '.join(said.asked.number.split())}” ({pages}{since})"
