"""Which copies changed which figure, and which versions replaced one.

Takes all matches along the trees of a story. A change that most children of a lost original share is the change of the
one that stood alone; a change that later versions make on purpose is a revision, not a drift. What was changed once is
inherited by further copies without being a drift again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from retold.reconcile.asked import Asked
from retold.reconcile.days import day_of, later
from retold.reconcile.drift import find_drifts
from retold.reconcile.edges import Match, Step
from retold.reconcile.times import corrects, grows, tells_state
from retold.reconcile.values import same_number
from retold.records import Drift

OTHERWISE = frozenset(
    {"value", "bound", "unit", "what", "denominator", "negation"}
)  # kinds that make another answer of a claim
NEW_VERSION = frozenset({"expanded", "partial"})


@dataclass(frozen=True)
class Changes:
    """Drifts by the claim of the child, claims that give a changed answer, and how often a claim was revised."""

    drifts: Mapping[str, tuple[Drift, ...]]
    altered: frozenset[str]
    revisions: Mapping[str, int]
    touched: frozenset[str] = frozenset()  # claims at either end of a drift


def find_changes(matches: Sequence[Match]) -> Changes:
    """What copies changed, over all trees of a story."""
    drifts: dict[str, list[Drift]] = defaultdict(list)
    revised: list[Match] = []
    touched: set[str] = set()
    for match in turn_lone_witnesses(matches):
        found = list(find_drifts(match))
        newer = revision_of(match) if any(d.kind == "value" for d in found) else None
        if newer is not None:
            revised.append(newer)
            continue
        touched |= {match.before.figure.id, match.after.figure.id} if found else set()
        for d in found:
            if d.kind not in {x.kind for x in drifts[d.claim]}:
                drifts[d.claim].append(d)
    started = {c for c, rows in drifts.items() if any(d.kind in OTHERWISE for d in rows)}
    return Changes(
        {c: tuple(rows) for c, rows in sorted(drifts.items()) if rows},
        frozenset(inherit(started, matches)),
        count_revisions(revised, matches),
        frozenset(touched),
    )


def turn_lone_witnesses(matches: Sequence[Match]) -> list[Match]:
    """Matches in which a witness of a lost original, alone against its siblings, is read as the one that changed."""
    answers: dict[str, Counter[tuple[float, float]]] = defaultdict(Counter)
    for m in matches:
        if m.step.parent != m.step.witness:
            answers[m.before.figure.id][key(m.after)] += 1
    out: list[Match] = []
    turned: set[str] = set()
    for m in matches:
        votes = answers.get(m.before.figure.id)
        if votes is None or not outvoted(m.before, votes):
            out.append(m)
        elif key(m.after) == top(votes) and m.before.figure.id not in turned:
            turned.add(m.before.figure.id)
            step = Step(m.step.parent, m.step.child, m.step.witness, m.step.relation)
            out.append(replace(m, step=step, before=m.after, after=m.before))
        elif key(m.after) not in (top(votes), key(m.before)):
            out.append(m)
    return out


def key(asked: Asked) -> tuple[float, float]:
    """The number of a figure."""
    return (asked.answer.value, asked.answer.top)


def top(votes: Counter[tuple[float, float]]) -> tuple[float, float]:
    """The number that most siblings give."""
    return max(votes, key=lambda k: (votes[k], k))


def outvoted(witness: Asked, votes: Counter[tuple[float, float]]) -> bool:
    """Whether more siblings give one other number than stand with the witness."""
    best = top(votes)
    return best != key(witness) and votes[best] > 1 + votes[key(witness)]


def revision_of(match: Match) -> Match | None:
    """The match in the order of time, when one version of a report replaced the number of the other on purpose."""
    turned = replace(match, before=match.after, after=match.before)
    return next((m for m in (match, turned) if is_revision(m)), None)


def is_revision(match: Match) -> bool:
    """Whether the second is a later version of the report with a number of its own."""
    before, after = match.before, match.after
    stated = day_of(before.figure.as_of), day_of(after.figure.as_of)
    if corrects(after) or later(stated[1], stated[0]):
        return True
    if corrects(before) or (after.article.published or "~") < (before.article.published or ""):
        return False
    rewritten = match.step.relation in NEW_VERSION or (tells_state(after) and not tells_state(before))
    return rewritten and (grows(before, after) or later(after.article.published, before.article.published))


def inherit(started: set[str], matches: Sequence[Match]) -> set[str]:
    """The claims that give a changed answer, further copies of them included."""
    altered = set(started)
    while True:
        more = {m.after.figure.id for m in matches if m.before.figure.id in altered and unchanged(m)} - altered
        if not more:
            return altered
        altered |= more


def unchanged(match: Match) -> bool:
    """Whether the child gives the number of its parent."""
    return same_number(match.before.answer, match.after.answer)


def count_revisions(revised: Sequence[Match], matches: Sequence[Match]) -> dict[str, int]:
    """How often each claim's answer was replaced on its way down the tree."""
    depth: dict[str, int] = {}
    steps = [(m, 1) for m in revised] + [(m, 0) for m in matches if unchanged(m)]
    for _ in range(len(revised) + 1):
        changed = False
        for m, more in steps:
            reached = depth.get(m.before.figure.id, 0) + more
            if reached > depth.get(m.after.figure.id, 0) and reached <= len(revised):
                depth[m.after.figure.id], changed = reached, True
        if not changed:
            break
    return depth
