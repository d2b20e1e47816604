"""Calendar arithmetic in the notation of TIMEX3: dates, weeks, quarters, feasts, steps by units.

Takes days and steps, gives value strings ("2031-05", "2031-W07", "2031-Q2", "XXXX-05-12"). Years outside those that a
calendar day can hold are written as far as they are known, never an error.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

HALF_YEAR = 183  # days; a month and day without a year is taken as the nearest to the anchor


def shift_days(day: date, days: int) -> date | None:
    """The day so many days on, None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def step(day: date, unit: str, count: int) -> str | None:
    """The value `count` units away from a day, as precise as the unit.

    >>> step(date(2031, 3, 31), "M", -1), step(date(2031, 3, 31), "W", 1), step(date(2031, 1, 2), "Y", -30)
    ('2031-02', '2031-W15', '2001')
    """
    if unit in ("D", "W", "WE"):
        moved = shift_days(day, count * (1 if unit == "D" else 7))
        if moved is None:
            return None
        return moved.isoformat() if unit == "D" else week_of(moved) + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return month_step(day, count)
    if unit == "Q":
        quarter = day.year * 4 + (day.month - 1) // 3 + count
        return f"{four(quarter // 4)}-Q{quarter % 4 + 1}" if 0 < quarter // 4 < 10_000 else None
    years = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
    if years is None or not 0 < day.year + count * years < 10_000:
        return None
    value = four(day.year + count * years)
    return {"Y": value, "DE": value[:3] + "X", "CE": value[:2] + "XX"}[unit]


def month_step(day: date, count: int) -> str | None:
    """The month so many months away."""
    months = day.year * 12 + day.month - 1 + count
    return f"{four(months // 12)}-{months % 12 + 1:02}" if 0 < months // 12 < 10_000 else None


def four(year: int) -> str:
    """A year of four digits."""
    return f"{year:04}"


def week_of(day: date) -> str:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{four(year)}-W{week:02}"


def to_weekday(anchor: date, weekday: int, way: int) -> date | None:
    """The weekday (Monday is 1) nearest to the anchor: at or before it (-1), at or after it (1), in its week (0)."""
    delta = weekday - anchor.isoweekday()
    if way < 0 and delta > 0:
        delta -= 7
    if way > 0 and delta < 0:
        delta += 7
    return shift_days(anchor, delta)


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day.

    >>> exists(2031, 2, 29), exists(2032, 2, 29)
    (False, True)
    """
    return 0 < year < 10_000 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def nearest_year(anchor: date, month: int, day: int, way: int = 0, weekday: int | None = None) -> int:
    """The year in which this month and day lie nearest to the anchor; before it (-1) or after it (1) when told."""
    best = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        if not exists(year, month, min(day, 28)):
            continue
        there = date(year, month, day if exists(year, month, day) else 28)
        distance = (there - anchor).days
        wrong_day = weekday is not None and there.isoweekday() != weekday
        wrong_way = (way < 0 < distance) or (way > 0 > distance)
        best.append((wrong_day, wrong_way, abs(distance), year))
    return min(best)[3] if best else anchor.year


def easter(year: int) -> date:
    """Western Easter Sunday (Meeus, Astronomical Algorithms, 1991, chapter 8).

    >>> easter(2024).isoformat(), easter(2038).isoformat()
    ('2024-03-31', '2038-04-25')
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth weekday of a month; the last one when nth is 5.

    >>> nth_weekday(2024, 11, 4, 4).isoformat(), nth_weekday(2024, 5, 1, 5).isoformat()
    ('2024-11-28', '2024-05-27')
    """
    first = date(year, month, 1)
    day = 1 + (weekday - first.isoweekday()) % 7 + 7 * (nth - 1)
    return date(year, month, day if exists(year, month, day) else day - 7)


MOVABLE = {"thanksgiving": (11, 4, 4), "labor": (9, 1, 1), "memorial": (5, 1, 5)}


def feast(name: str, year: int) -> date | None:
    """The day of a feast: "12-25", or a movable one with a step of days ("easter-2").

    >>> feast("easter-2", 2024).isoformat(), feast("thanksgiving+1", 2024).isoformat()
    ('2024-03-29', '2024-11-29')
    """
    if name[0].isdigit():
        return date(year, int(name[:2]), int(name[3:]))
    base, sign, days = name.partition("+" if "+" in name else "-")
    day = easter(year) if base == "easter" else nth_weekday(year, *MOVABLE[base])
    return shift_days(day, int(sign + days)) if sign else day
