"""Calendar dates, months, years, decades and feasts: a match and its scene to a TIMEX3 type and value."""

from __future__ import annotations

import re
from datetime import date

from retold.text.numbers import find_numbers
from retold.text.time_calendar import exists, feast, four, nearest_year
from retold.text.time_scene import Groups, Scene, Value


def read_date(g: Groups, scene: Scene) -> Value | None:
    """Month and day, with or without year and weekday."""
    month, day = scene.rules.anymonth[g["month"]], int(g["day"])
    if not 1 <= day <= 31:
        return None
    weekday = scene.rules.anyday.get(g.get("weekday") or "")
    if g.get("year"):
        year = g["year"]
    elif scene.anchor is None:
        year = "XXXX"
    else:
        year = four(day_year(scene.anchor, (month, day, weekday), scene))
    return "DATE", f"{year}-{month:02}-{day:02}"


def read_first_day(g: Groups, scene: Scene) -> Value | None:
    """Primero de mayo: the first day of a month by its name."""
    return read_date({**g, "day": "1"}, scene)


DAYS_AHEAD = 100  # likewise for a month and day (tuned on TimeBank, half of it)


def day_year(anchor: date, told: tuple[int, int, int | None], scene: Scene) -> int:
    """The year of a month and day: that in which the weekday fits, else the nearest unless the clause looks back."""
    month, day, weekday = told
    year = nearest_year(anchor, month, day, 0, weekday)
    if weekday is not None or not exists(year, month, day):
        return year
    days = (date(year, month, day) - anchor).days
    if days > DAYS_AHEAD and scene.way() < 0:
        return year - 1
    return year + 1 if days < -DAYS_AHEAD and scene.way() > 0 else year


def read_iso(g: Groups, scene: Scene) -> Value | None:
    """2031-05-12."""
    del scene
    return "DATE", f"{g['year']}-{g['monthno']}-{g['day']}"


def read_numeric(g: Groups, scene: Scene) -> Value | None:
    """5/12/2031 or 12.5.2031: the month first, unless the row says otherwise or it cannot be."""
    first, second = int(g["first"]), int(g["second"])
    if first > 12 or (scene.fixed == "day first" and second <= 12):
        first, second = second, first
    year = g["year"] if len(g["year"]) == 4 else ("19" if int(g["year"]) > 50 else "20") + g["year"]
    if not exists(int(year), first, second):
        return None
    return "DATE", f"{year}-{first:02}-{second:02}"


def read_month(g: Groups, scene: Scene) -> Value | None:
    """A month, with its year or in the nearest one."""
    month = scene.rules.anymonth[g.get("month") or g["short"]]
    if g.get("year"):
        return "DATE", f"{g['year']}-{month:02}"
    if scene.anchor is None:
        return "DATE", f"XXXX-{month:02}"
    if g.get("shift"):
        return "DATE", f"{four(scene.anchor.year + scene.rules.shift[g['shift']])}-{month:02}"
    if scene.goes_on() and MONTH_VALUE.match(scene.told):
        return "DATE", f"{four(int(scene.told[:4]) + (month < int(scene.told[5:7])))}-{month:02}"
    if month == scene.anchor.month:
        return "DATE", f"{four(scene.anchor.year)}-{month:02}"
    return "DATE", f"{four(month_year(scene.anchor, month, scene))}-{month:02}"


MONTH_VALUE = re.compile(r"\d{4}-\d\d(?!\d)")
MONTHS_AHEAD = 3  # a month this near is taken as the coming one whatever the tense (tuned on TimeBank, half of it)


def month_year(anchor: date, month: int, scene: Scene) -> int:
    """The year of a bare month: the nearest, unless the clause looks back and the month is far ahead."""
    ahead = (month - anchor.month) % 12
    way = scene.way()
    if way == 0 and scene.rules.clues["deadline"].search(scene.before(12)):
        way = 1
    if ahead <= MONTHS_AHEAD or (way > 0 and ahead < 11):
        return anchor.year + (month < anchor.month)
    return anchor.year - (month > anchor.month)


def read_year(g: Groups, scene: Scene) -> Value | None:
    """A year, unless something is counted."""
    before = scene.before(24)
    after = scene.after(24)
    if scene.rules.clues["no_year_before"].search(before) or scene.rules.clues["no_year_after"].match(after):
        return None
    year = int(g["year"])
    if not 1500 <= year <= 2100 and not scene.rules.clues["year_lead"].search(before):
        return None
    if not 1900 <= year <= 2060 and not scene.rules.clues["year_lead"].search(before) and not before.endswith("("):
        return None
    return "DATE", g["year"]


def read_short_year(g: Groups, scene: Scene) -> Value | None:
    """'98: a year of two digits behind an apostrophe, where a word leads it in."""
    if not scene.rules.clues["year_lead"].search(scene.before(12)):
        return None
    return "DATE", ("19" if int(g["digits"]) > 40 else "20") + g["digits"]


def read_decade(g: Groups, scene: Scene) -> Value | None:
    """The 1990s, the '80s, the nineties."""
    if g.get("decadeword"):
        return "DATE", f"19{scene.rules.decade[g['decadeword']] // 10}X"
    digits = g["decade"]
    if (
        len(digits) == 2
        and scene.fixed != "years"
        and "'" not in scene.low[scene.start : scene.end]
        and "’" not in scene.low[scene.start : scene.end]
    ):
        return None
    return "DATE", (digits if len(digits) == 4 else ("20" if digits in ("00", "10") else "19") + digits)[:3] + "X"


def read_century(g: Groups, scene: Scene) -> Value | None:
    """The 20th century is 19XX."""
    del scene
    nth = int(g["nth"]) if g.get("nth") else roman(g["roman"])
    return ("DATE", f"{nth - 1:02}XX") if 1 <= nth <= 30 else None


ROMAN = {"i": 1, "v": 5, "x": 10}


def roman(letters: str) -> int:
    """The value of a Roman number up to thirty.

    >>> roman("xix"), roman("xx"), roman("iv")
    (19, 20, 4)
    """
    values = [ROMAN[c] for c in letters]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def read_year_span(g: Groups, scene: Scene) -> Value | None:
    """1998-99: a year that runs into the next."""
    del scene
    return ("DATE", f"{g['year']}/{g['year'][:2]}{g['upto']}") if int(g["upto"]) == (int(g["year"]) + 1) % 100 else None


def read_holiday(g: Groups, scene: Scene) -> Value | None:
    """A feast in its year, or the one nearest to the anchor."""
    name = scene.rules.holiday[g["holiday"]]
    if g.get("year"):
        day = feast(name, int(g["year"]))
    elif scene.anchor is None:
        return "DATE", f"XXXX-{name}" if name[0].isdigit() else "XXXX-XX-XX"
    else:
        years = [y for y in range(scene.anchor.year - 1, scene.anchor.year + 2) if 0 < y < 10_000]
        days = [d for y in years if (d := feast(name, y))]
        day = min(days, key=lambda d: (abs((d - scene.anchor).days), d))  # type: ignore[operator]
    return ("DATE", day.isoformat()) if day else None


def read_year_words(g: Groups, scene: Scene) -> Value | None:
    """Nineteen ninety-six, the year two thousand."""
    found = find_numbers(g["words"], scene.rules.language)
    year = int(found[0].low) if len(found) == 1 else 0
    if year == 2000 and not g.get("lead"):
        return None
    return ("DATE", four(year)) if 1900 <= year <= 2060 else None
