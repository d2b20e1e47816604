"""What becomes of a request: a body, the same as before, or a reason why not. Nothing is raised."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Literal

Kind = Literal["body", "same", "refused", "failed", "later"]
LONGEST_WAIT = 86_400.0  # seconds that a server may ask for
SHORTEST_WAIT = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a request.

    body: there is one; same: not changed since (304); refused: never to be asked again as it is (robots.txt, a
    private address, not found, too large, no page); failed: may work another time; later: not before `until`.
    """

    kind: Kind
    url: str  # where the body was found in the end
    why: str = ""
    body: bytes = b""
    media: str = ""
    etag: str | None = None
    modified: str | None = None
    until: float = 0.0  # seconds since 1970


def wait_asked(value: str | None, now: float) -> float | None:
    """The seconds that a Retry-After header asks for, between SHORTEST_WAIT and LONGEST_WAIT; None without a sense.

    >>> wait_asked("120", 0.0), wait_asked("Thu, 01 Jan 1970 00:01:00 GMT", 0.0), wait_asked("soon", 0.0)
    (120.0, 60.0, None)
    """
    if value is None:
        return None
    value = value.strip()[:64]
    try:
        seconds = float(value) if value.isdecimal() else parsedate_to_datetime(value).timestamp() - now
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, SHORTEST_WAIT), LONGEST_WAIT)
