"""How the answers to one question stand to each other.

Takes what each independent origin says and since when, gives a verdict and the reasons. The first verdict that applies
wins, in the order of the table; none says what is true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from retold.reconcile.asked import Asked
from retold.reconcile.days import days_apart, later
from retold.reconcile.echoes import former_values
from retold.reconcile.times import DATED_APART, as_of, corrects, grows, rose_to, stated_day, tells_state
from retold.reconcile.values import compare, moved
from retold.records import Verdict


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of one origin: the same value on all its pages."""

    origin: str
    asked: Asked  # the page nearest to the origin that gives it
    pages: int
    day: str | None  # the earliest day any of its pages has for it
    stated: str | None = None  # the earliest day that a text itself gives for it
    revision: int = 0  # how often the origin has replaced its answer before this one
    corrects: bool = False
    former: bool = False  # given as the value before
    told: str = ""  # when the first of its pages was published, to the minute where that is known


@dataclass(frozen=True, slots=True)
class Case:
    """All that a verdict rests on."""

    said: Sequence[Said]  # one row for each origin and value
    drifted: bool  # whether a copy changed the claim

    @property
    def origins(self) -> dict[str, list[Said]]:
        """The answers of each origin, the current one last."""
        out: dict[str, list[Said]] = defaultdict(list)
        for s in sorted(self.said, key=age):
            out[s.origin].append(s)
        return {origin: order_by_hour(rows) for origin, rows in out.items()}

    @property
    def current(self) -> list[Said]:
        """The last answer of each origin."""
        return [rows[-1] for _, rows in sorted(self.origins.items())]


def age(said: Said) -> tuple[bool, bool, str, int, str, int, float]:
    """Older answers first: former ones, then by day, revision and hour; corrections last; more pages later."""
    return (
        said.corrects,
        not said.former,
        said.day or "",
        said.revision,
        said.told,
        said.pages,
        said.asked.answer.value,
    )


def order_by_hour(rows: Sequence[Said]) -> list[Said]:
    """The answers of one origin by the hour they were published, where that is known of each, before any other sign."""
    if not all(has_hour(s) for s in rows):
        return list(rows)
    return sorted(rows, key=lambda s: (s.corrects, not s.former, s.told))


def has_hour(said: Said) -> bool:
    """Whether it is known to the hour when an answer was first published."""
    return "T" in said.told


def collect(claims: Sequence[Asked], origin_of: Mapping[str, str], revisions: Mapping[str, int]) -> list[Said]:
    """One row for each origin and value."""
    rows: dict[tuple[str, float, float, str], list[Asked]] = defaultdict(list)
    alike: dict[tuple[str, float, float], list[Asked]] = defaultdict(list)
    for asked in claims:
        a = asked.answer
        rows[origin_of[asked.figure.id], a.value, a.top, a.change].append(asked)
        alike[origin_of[asked.figure.id], a.value, a.top].append(asked)
    former = former_values(claims)
    out = []
    for (origin, *_), same in sorted(rows.items()):
        days = [d for d in map(as_of, alike[origin, same[0].answer.value, same[0].answer.top]) if d]
        stated = [d for a in same if (d := stated_day(a))]
        depth = max(revisions.get(a.figure.id, 0) for a in same)
        pages = len({a.figure.article for a in same})
        out.append(
            Said(
                origin,
                same[0],
                pages,
                min(days, default=None),
                min(stated, default=None),
                depth,
                any(map(corrects, same)),
                all(a.figure.id in former for a in same),
                min((a.article.published for a in same if a.article.published), default=""),
            )
        )
    return out


def contradicted(case: Case) -> bool:
    """Two origins now give values that exclude each other, and neither tells a later state."""
    return any(
        compare(a.asked.answer, b.asked.answer) == "exclude"
        and not (succeeds(a, b) or succeeds(b, a) or replaced(a, b, case) or replaced(b, a, case))
        for a, b in combinations(case.current, 2)
    )


def replaced(new: Said, old: Said, case: Case) -> bool:
    """Whether some origin gave the older answer too, before it gave the newer one: then the older one is stale."""
    return any(
        succeeds(later_on, before) and meets(before, old) and meets(later_on, new)
        for rows in case.origins.values()
        for before, later_on in permutations(rows, 2)
    )


def meets(one: Said, other: Said) -> bool:
    """Whether two answers do not exclude each other."""
    return compare(one.asked.answer, other.asked.answer) in ("fit", "touch")


def superseded(case: Case) -> bool:
    """A later answer gives another value."""
    pairs = [(a, b) for a in case.said for b in case.said if a is not b]
    return any(moved(old.asked.answer, new.asked.answer) and succeeds(new, old) for old, new in pairs)


def ranged(case: Case) -> bool:
    """Two origins differ without excluding each other."""
    return any(compare(a.asked.answer, b.asked.answer) == "touch" for a, b in combinations(case.current, 2))


def agreed(case: Case) -> bool:
    """Two or more origins give values that fit."""
    return len(case.origins) > 1


def drifted(case: Case) -> bool:
    """The copies of one origin give different answers."""
    return case.drifted


def only_here(case: Case) -> bool:
    """One origin answers."""
    return True


VERDICTS: tuple[tuple[Verdict, Callable[[Case], bool]], ...] = (
    ("contradicted", contradicted),
    ("superseded", superseded),
    ("range", ranged),
    ("agreed", agreed),
    ("drifted", drifted),
    ("only-here", only_here),
)


def judge(case: Case) -> Verdict:
    """The first verdict that applies."""
    return next(name for name, applies in VERDICTS if applies(case))


def succeeds(new: Said, old: Said) -> bool:
    """Whether one answer replaces another: by correction, by revision of the same origin, or by a later day."""
    if new.corrects != old.corrects:
        return new.corrects
    own = rank_own(new, old) if new.origin == old.origin else None
    if own is not None:
        return own
    if later(new.stated, old.stated) or later(old.stated, new.stated):
        return later(new.stated, old.stated)
    if not later(old.day, new.day) and rose_to(new.asked, old.asked):
        return True
    tells = tells_state(new.asked) or tells_state(old.asked) or grows(old.asked, new.asked)
    return later(new.day, old.day) and (tells or days_apart(new.day, old.day) >= DATED_APART)


def rank_own(new: Said, old: Said) -> bool | None:
    """Whether an origin replaced one answer by the other, by the first sign that tells; None when none does."""
    if new.former != old.former:
        return old.former
    if has_hour(new) and has_hour(old) and new.told != old.told:
        return new.told > old.told
    if new.revision != old.revision:
        return new.revision > old.revision
    return new.told > old.told if new.told != old.told else None
