"""Where the marks of a timeline go: days to scale, marks that would touch one above the other.

Takes moments and gives positions; which moments are told is decided in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from retold.records import Moment

WIDEST = 860  # of the axis
WIDEST_DAY = 160
DOT = 22  # the width of a mark with its number
LANE = 26
FOOT = 34  # room below the axis for the names of days
AROUND = timedelta(days=14)  # the drawn window reaches this far beyond the pages' own dates
FAR = timedelta(days=60)
MOST_TICKS = 8
STEPS = (1, 2, 3, 7, 14, 30, 91, 183, 365, 730, 1825, 3650)  # days between two ticks


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on the axis: a dot when the day is known, a bar when only a range is."""

    x: float
    y: float
    width: float
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that is named below the axis."""

    x: float
    name: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The part of the timeline that is drawn; moments outside of it are only listed."""

    first: str
    last: str
    width: int
    height: int
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]

    @property
    def line(self) -> int:
        """Where the axis itself runs."""
        return self.height - FOOT


def find_near(moments: Sequence[Moment], window: tuple[str | None, str | None]) -> dict[int, tuple[date, date]]:
    """The days of the moments that lie near the pages' own dates, by number; the others are background."""
    days = {n: days_of(m) for n, m in enumerate(moments, 1)}
    known = {n: d for n, d in days.items() if d is not None}
    low, high = window_of(known, window)
    return {n: d for n, d in known.items() if d[0] >= low and d[1] <= high}


def draw_timeline(moments: Sequence[Moment], inside: Mapping[int, tuple[date, date]]) -> Axis | None:
    """The marks of the moments that are near, or None when there is nothing to draw."""
    if len({d[0] for d in inside.values()}) < 2:
        return None
    first, last = min(d[0] for d in inside.values()), max(d[1] for d in inside.values())
    days = max(1, (last - first).days)
    scale = min(WIDEST_DAY, WIDEST / days)
    ends: list[float] = []  # where each lane is free again
    placed = []
    for n, (start, end) in sorted(inside.items(), key=lambda item: (item[1][0], item[0])):
        x, width = (start - first).days * scale, (end - start).days * scale
        lane = free_lane(ends, x)
        ends[lane] = x + max(width, 0) + DOT + 2
        placed.append((x, width, lane, n))
    height = len(ends) * LANE + FOOT + 8
    marks = (Mark(x, height - FOOT - (lane + 0.7) * LANE, w, n, moments[n - 1].text) for x, w, lane, n in placed)
    ticks = tuple(name_days(first, days, scale))
    return Axis(first.isoformat(), last.isoformat(), round(days * scale), height, tuple(marks), ticks)


def free_lane(ends: list[float], x: float) -> int:
    """The lowest lane that is free at a place; a new one when none is."""
    for lane, end in enumerate(ends):
        if end <= x:
            return lane
    ends.append(0.0)
    return len(ends) - 1


def name_days(first: date, days: int, scale: float) -> Iterator[Tick]:
    """A few days along the axis, evenly apart, the first among them."""
    step = next((s for s in STEPS if days // s < MOST_TICKS), days)
    for n in range(0, days + 1, step):
        yield Tick(n * scale, (first + timedelta(days=n)).isoformat())


def pages_window(published: Iterable[str | None]) -> tuple[str | None, str | None]:
    """The first and the last day on which pages were published; a date far from the middle one tells of an archive.

    >>> pages_window(["2008-01-02", "2031-05-03T10:00:00Z", "2031-05-04", None])
    ('2031-05-03', '2031-05-04')
    """
    days = sorted(d for d in (parse_day(p) for p in published if p) if d)
    if not days:
        return None, None
    middle = days[len(days) // 2]
    near = [d for d in days if abs(d - middle) <= FAR]
    return near[0].isoformat(), near[-1].isoformat()


def window_of(known: Mapping[int, tuple[date, date]], window: tuple[str | None, str | None]) -> tuple[date, date]:
    """The stretch of time worth drawing: around the pages' dates, else around the middle moment."""
    given = [d for d in (parse_day(w) for w in window if w) if d]
    if not given and known:
        starts = sorted(d[0] for d in known.values())
        given = [starts[len(starts) // 2]]
    if not given:
        return date.min, date.max
    return min(given) - AROUND, max(given) + AROUND


def days_of(moment: Moment) -> tuple[date, date] | None:
    """The first and last day of a moment."""
    first, last = parse_day(moment.first), parse_day(moment.last, end=True)
    return (first, max(first, last)) if first and last else None


def parse_day(value: str, *, end: bool = False) -> date | None:
    """The day of an ISO date; of a month or a year its first or last day.

    >>> parse_day("2031-02", end=True)
    datetime.date(2031, 2, 28)
    """
    parts = value[:10].split("-")
    try:
        year, month, day = (*map(int, parts), *([None] * (3 - len(parts))))[:3]
        assert year is not None
        if day is not None:
            return date(year, month or 1, day)
        if not end:
            return date(year, month or 1, 1)
        following = date(year + (month is None or month == 12), 1 if month is None or month == 12 else month + 1, 1)
        return following - timedelta(days=1)
    except (ValueError, AssertionError):
        return None
