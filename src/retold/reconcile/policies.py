"""Which figure to use, by a policy that the reader names; the policy is recorded with the result.

Takes the history of a figure, gives the figure chosen and the claims it rests on; the other points stay beside it, as
displacement monitors show triangulating figures. Only points count that no later one replaced. No policy says what is
true.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import get_args

from retold.reconcile.units import dimension_of
from retold.reconcile.values import Answer, compare, read_answer
from retold.records import Decided, Entry, Ledger, Point, Policy, PolicyName, Quantity, Recommended

BY_RANGE = Policy("range")
SET_BY_HAND = "figure="  # how an edit of an entry gives a figure
VAGUE_FROM = 4  # times as large the upper end: "dozens" is 12 to 120, "thirty to forty" is not vague

Choice = tuple[Decimal, Decimal, Sequence[Point], str]


def read_policy(text: str) -> Policy:
    """A policy as a person writes it; a ValueError says what is wrong.

    >>> read_policy("hierarchy: Harbour Office > Coastwire")
    Policy(name='hierarchy', sources=('Harbour Office', 'Coastwire'))
    """
    name, _, rest = text.partition(":")
    sources = tuple(s.strip() for s in rest.split(">") if s.strip())
    known = {n: n for n in get_args(PolicyName)}
    found: PolicyName | None = known.get(name.strip().casefold())
    if found is None:
        raise ValueError(f"no policy is called {name.strip()!r}; the policies are {', '.join(known)}")
    if (found == "hierarchy") != bool(sources):
        raise ValueError('only a hierarchy names sources, the most trusted first: "hierarchy: Name > Other name"')
    return Policy(found, sources)


def apply_policy(ledger: Ledger, policy: Policy) -> Ledger:
    """The ledger with the figures that a policy chooses."""
    entries = tuple(replace(e, recommended=recommend(e, policy)) for e in ledger.entries)
    return replace(ledger, entries=entries, policy=policy)


def recommend(entry: Entry, policy: Policy) -> Recommended | None:
    """The figure of one entry by a policy; None where the policy finds none."""
    standing = comparable([p for p in entry.series if p.standing == "stands"])
    if policy.name == "manual":
        return by_hand(entry, policy)
    chosen = POLICIES[policy.name](standing, policy) if standing else None
    if chosen is None:
        return None
    low, high, points, why = chosen
    claims = tuple(sorted(c for p in points for c in p.claims))
    return Recommended(policy, low, high, points[0].unit, claims, why)


def comparable(points: Sequence[Point]) -> list[Point]:
    """The points in the unit that most of them use, as values are given and not converted; all others stay beside."""
    units = [p.unit for p in points]
    unit = min(units, key=lambda u: (-units.count(u), u), default="")
    same = [p for p in points if p.unit == unit]
    return [p for p in points if factor(p) == factor(same[0])] if same else []


def factor(point: Point) -> tuple[str, Decimal]:
    """The dimension of a point and the size of its unit."""
    return dimension_of(point.unit)


def answer_of(point: Point) -> Answer:
    """The values that a point allows."""
    return read_answer(Quantity(point.low, point.high, point.unit, point.change), point.words)


def is_vague(point: Point) -> bool:
    """Whether a point gives only an order of size: "dozens"."""
    return not any(c.isdigit() for c in point.words) and point.high >= VAGUE_FROM * point.low > 0


def exact_first(points: Sequence[Point]) -> list[Point]:
    """The points that give a number; the vague ones only where there is nothing else."""
    return [p for p in points if not is_vague(p)] or list(points)


def whole_range(points: Sequence[Point], policy: Policy) -> Choice:
    """From the lowest to the highest figure that stands (as Iraq Body Count gives a minimum and a maximum)."""
    used = exact_first(points)
    low, high = min(p.low for p in used), max(p.high for p in used)
    sources = len({p.source for p in used})
    return low, high, used, f"from the lowest to the highest of {sources} source{'s' * (sources > 1)}"


def lowest(points: Sequence[Point], policy: Policy) -> Choice:
    """The lowest figure that stands; "tens" is 10, "dozens" 12, "hundreds" 100 (as ACLED counts)."""
    used = [p for p in points if p.change != "<"] or list(points)
    best = min(used, key=lambda p: (p.low, p.source))
    note = f", “{best.words}” counted as {best.low:f}" if is_vague(best) else ""
    return best.low, best.low, [p for p in used if p.low == best.low], f"the lowest figure that stands{note}"


def most_sources(points: Sequence[Point], policy: Policy) -> Choice:
    """The figure that most independent sources give or allow; the lowest of several."""
    used = exact_first(points)
    backing = {n: sorted({q.source for q in used if fits(p, q)}) for n, p in enumerate(used)}
    own = [sum(p.low == q.low and p.high == q.high for q in used) for p in used]
    n = min(backing, key=lambda i: (-len(backing[i]), -own[i], used[i].low, used[i].source))
    chosen = used[n]
    points_for = [q for q in used if fits(chosen, q)]
    sources = len({q.source for q in used})
    rivals = {(used[i].low, used[i].high) for i in backing if len(backing[i]) == len(backing[n])}
    level = "; as many stand behind another figure" if any(not points_hold(points_for, r) for r in rivals) else ""
    return chosen.low, chosen.high, points_for, f"given or allowed by {len(backing[n])} of {sources} sources{level}"


def points_hold(points: Sequence[Point], number: tuple[Decimal, Decimal]) -> bool:
    """Whether one of these points gives a number."""
    return any((p.low, p.high) == number for p in points)


def fits(one: Point, other: Point) -> bool:
    """Whether two points can be said of one number."""
    return one is other or compare(answer_of(one), answer_of(other)) in ("fit", "touch")


def most_trusted(points: Sequence[Point], policy: Policy) -> Choice | None:
    """The figure of the first source of the hierarchy that gives one, as origin or as the speaker."""
    for name in policy.sources:
        own = [p for p in points if is_called(p, name)]
        if own:
            last = max(own, key=lambda p: (p.as_of or "", p.low, p.source))
            return last.low, last.high, [last], f"{name} stands highest of those that give a figure"
    return None


def is_called(point: Point, name: str) -> bool:
    """Whether a source or a speaker bears this name, wholly or as a part of theirs."""
    wanted = name.casefold()
    return any(wanted in called.casefold() for called in (point.name, point.speaker or "", point.source))


def by_hand(entry: Entry, policy: Policy) -> Recommended | None:
    """The figure that a person chose last."""
    for d in reversed(entry.decided):
        if d.decision == "edit" and d.value.startswith(SET_BY_HAND):
            value = number_of(d.value.removeprefix(SET_BY_HAND))
            if value is not None:
                claims = tuple(sorted(c for p in entry.series if p.low == value == p.high for c in p.claims))
                unit = entry.series[0].unit if entry.series else ""
                return Recommended(policy, value, value, unit, claims, word_decision(d))
    return None


def number_of(text: str) -> Decimal | None:
    """A number that a person wrote."""
    try:
        value = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def word_decision(decided: Decided) -> str:
    """Who chose a figure, and why."""
    reason = f": {decided.reason}" if decided.reason else ""
    return f"chosen by {decided.by} on {decided.at[:10]}{reason}"


POLICIES: dict[PolicyName, Callable[[Sequence[Point], Policy], Choice | None]] = {
    "range": whole_range,
    "most-conservative": lowest,
    "majority": most_sources,
    "hierarchy": most_trusted,
}
