"""Days as ISO strings of any precision: which is later, and how far apart.

Takes ISO 8601 dates and times, compares what both give.
"""

from __future__ import annotations

import re
from datetime import date

ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def day_of(stamp: str | None) -> str | None:
    """The date part of an ISO time, as precise as it is.

    >>> day_of("2031-03-04T10:00Z"), day_of("2031-03"), day_of("now")
    ('2031-03-04', '2031-03', None)
    """
    found = ISO.match(stamp or "")
    return found.group() if found else None


def later(one: str | None, other: str | None) -> bool:
    """Whether the first day is later, as far as both are known.

    >>> later("2031-03-05", "2031-03-04"), later("2031-03", "2031-03-04"), later(None, "2031")
    (True, False, False)
    """
    if not one or not other:
        return False
    size = min(len(one), len(other))
    return one[:size] > other[:size]


def days_apart(one: str | None, other: str | None) -> int:
    """The days between two full dates; 0 where one is not known to the day.

    >>> days_apart("2031-03-05", "2031-03-01T10:00"), days_apart("2031", None)
    (4, 0)
    """
    try:
        return abs((date.fromisoformat((one or "")[:10]) - date.fromisoformat((other or "")[:10])).days)
    except ValueError:
        return 0
