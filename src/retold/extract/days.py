"""Dates as pages write them, to ISO 8601: as precise as written, with the zone where one is written.

Takes a string, gives one date or None. A form that could be two days ("04/05/2031") is no date: abstain, never guess.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero janvier januar gennaio janeiro januari styczeń stycznia ocak января",
            "february feb febrero février fevrier februar febbraio fevereiro februari luty lutego şubat февраля",
            "march mar marzo mars märz maerz março maart marzec marca mart марта",
            "april apr abril avril aprile kwietnia nisan апреля",
            "may mayo mai maggio maio mei maj maja mayıs мая",
            "june jun junio juin juni giugno junho czerwca haziran июня",
            "july jul julio juillet juli luglio julho lipca temmuz июля",
            "august aug agosto août aout augustus augusti sierpnia ağustos августа",
            "september sept sep septiembre septembre settembre setembro września eylül сентября",
            "october oct octubre octobre oktober ottobre outubro października ekim okt октября",
            "november nov noviembre novembre novembro listopada kasım ноября",
            "december dec diciembre décembre decembre dezember dicembre dezembro december desember grudnia aralık "
            "dez декабря",
        ),
        1,
    )
    for name in names.split()
}
ZONES = {
    "GMT": 0, "UTC": 0, "Z": 0, "BST": 60, "CET": 60, "CEST": 120, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300,
    "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "IST": 330, "JST": 540, "KST": 540, "SGT": 480, "AEST": 600,
    "AEDT": 660, "MSK": 180,
}  # fmt: skip
NOT_ALONE = frozenset(("CST", "IST", "BST"))  # zone letters that mean several zones: the clock is kept, the zone is not
ISO = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[-/.]?)(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"(?:[T\s]+(?:at\s+)?(?P<h>\d{1,2}):?(?P<n>\d\d)(?::?(?P<sec>\d\d)(?:[.,]\d+)?)?\s*(?P<z>Z|UTC|GMT"
    r"|[+-]\d\d:?\d\d|[+-]\d\d(?!\d))?)?(?!\d)"
)  # fmt: skip
DAY_FIRST = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|\.|er)?(?:\s+of"
    r"|\s+de)?[\s-]+(?P<w>[^\W\d_]{3,12})\.?,?(?:\s+de)?[\s-]+(?P<y>(?:19|20)\d\d)(?!\d)"
)
MONTH_FIRST = re.compile(r"\b(?P<w>[^\W\d_]{3,12})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)(?!\d)")
CJK_DAY = re.compile(r"(?P<y>(?:19|20)\d\d)\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]")
NUMBERS = re.compile(r"(?<![\d/.-])(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?!\d)")
CLOCK = re.compile(
    r"(?<!\d)(?P<h>\d{1,2})[:.h](?P<n>\d\d)(?::(?P<sec>\d\d))?\s*(?P<half>[ap]\.?m\.?)?\s*\(?(?P<z>[A-Z]{1,4}\b"
    r"|[+-]\d\d:?\d\d)?", re.IGNORECASE
)  # fmt: skip
EPOCH = re.compile(r"^\s*(\d{10})(\d{3})?(?:\.\d+)?\s*$")
ADDRESS_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[/-](?P<m>\d{1,2}|[a-z]{3})[/-](?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<c>20\d\d[01]\d[0-3]\d)(?!\d)"
)
DIGIT = re.compile(r"\d")
LIMIT = 200  # characters of a value that are looked at


def parse_date(value: str, *, day_first: bool | None = None) -> str | None:
    """The date in a value.

    >>> parse_date("Mon, 5 May 2031 08:22:51 +0200"), parse_date("May 5, 2031 8:22 pm"), parse_date("04/05/2031")
    ('2031-05-05T08:22:51+02:00', '2031-05-05T20:22:00', None)
    """
    value = value[:LIMIT]
    return read_date(value, day_first=day_first) if DIGIT.search(value) else None


def read_date(value: str, *, day_first: bool | None) -> str | None:
    """The same, of a value that holds a digit."""
    if found := EPOCH.match(value):
        return datetime.fromtimestamp(int(found.group(1)), UTC).isoformat()
    if found := ISO.search(value):
        return from_iso(found)
    if found := CJK_DAY.search(value):
        return with_clock(make_day(found.group("y"), int(found.group("m")), found.group("d")), value[found.end() :])
    for pattern in (MONTH_FIRST, DAY_FIRST):
        for found in pattern.finditer(value):
            month = MONTHS.get(found.group("w").casefold())
            if month and (day := make_day(found.group("y"), month, found.group("d"))):
                return (
                    with_clock(day, value[found.end() :])
                    if CLOCK.search(value, found.end())
                    else with_clock(day, value)
                )
    if found := NUMBERS.search(value):
        return with_clock(from_numbers(found, day_first=day_first), value[found.end() :])
    return None


def from_iso(found: re.Match[str]) -> str | None:
    """An ISO-like date, with its clock and zone when written."""
    day = make_day(found.group("y"), int(found.group("m")), found.group("d"))
    if day is None or found.group("h") is None:
        return day
    return join_clock(day, found.group("h"), found.group("n"), found.group("sec"), found.group("z"))


def from_numbers(found: re.Match[str], *, day_first: bool | None) -> str | None:
    """A date of three numbers, when only one day can be meant."""
    a, b = int(found.group("a")), int(found.group("b"))
    if found.group("s") == "." or a > 12 or day_first is True or a == b:
        return make_day(found.group("y"), b, str(a))
    if b > 12 or day_first is False:
        return make_day(found.group("y"), a, str(b))
    return None


def make_day(year: str, month: int, day: str) -> str | None:
    """A calendar day, or None when there is no such day."""
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def with_clock(day: str | None, rest: str) -> str | None:
    """A day with the clock that stands in the rest of its line."""
    if day is None:
        return None
    found = CLOCK.search(rest[:60])
    if not found:
        return day
    hour = int(found.group("h"))
    half = (found.group("half") or "").lower()[:1]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return join_clock(day, str(hour), found.group("n"), found.group("sec"), found.group("z"))


def join_clock(day: str, hour: str, minute: str, second: str | None, zone: str | None) -> str:
    """A day with its clock, zone kept where it is clear."""
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return day
    return f"{day}T{int(hour):02}:{minute}:{second or '00'}{read_zone(zone)}"


def read_zone(zone: str | None) -> str:
    """A zone as an offset, or "" when it is unknown."""
    if not zone:
        return ""
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        return f"{zone[0]}{digits[:2]}:{digits[2:]}"
    minutes = ZONES.get(zone.upper()) if zone.upper() not in NOT_ALONE else None
    if minutes is None:
        return ""
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def address_day(url: str) -> str | None:
    """The day that an address names.

    >>> address_day("http://coast.example/2031/05/06/ferry-lost")
    '2031-05-06'
    """
    for found in ADDRESS_DAY.finditer(url[:500].lower()):
        if compact := found.group("c"):
            day = make_day(compact[:4], int(compact[4:6]), compact[6:])
        else:
            month = found.group("m")
            day = make_day(found.group("y"), int(month) if month.isdigit() else MONTHS.get(month, 0), found.group("d"))
        if day:
            return day
    return None


def days_apart(left: str, right: str) -> int:
    """How many days lie between two ISO dates."""
    return abs((date.fromisoformat(left[:10]) - date.fromisoformat(right[:10])).days)


def day_after(day: str, count: int = 1) -> str:
    """The ISO day `count` days later."""
    return (date.fromisoformat(day[:10]) + timedelta(count)).isoformat()
