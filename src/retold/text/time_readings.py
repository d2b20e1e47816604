"""What each kind of time expression means: a match and its scene to a TIMEX3 type and value.

One function a kind, named in the rows of the language tables. The scene holds the anchor (the day the text was
written), the day last spoken of, and the words around. Without an anchor values stay open: "XXXX-05-12", "PAST_REF".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from retold.records import TimeType
from retold.text.numbers import find_numbers
from retold.text.time_calendar import (
    exists,
    feast,
    four,
    nearest_year,
    shift_days,
    step,
    to_weekday,
    week_of,
)
from retold.text.time_rules import TimeRules

Value = tuple[TimeType, str]
Groups = dict[str, str]

DIRECTION_REACH = 90  # characters on either side in which the tense of the clause is looked for
OPEN = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


@dataclass(slots=True)
class Scene:
    """What an expression is read against; `day` and `quarter` move along with the text."""

    text: str
    low: str
    rules: TimeRules
    anchor: date | None
    day: date | None = None  # the day last spoken of
    told: str = ""  # the last value with a year
    quarter: str = ""  # the quarter last spoken of
    start: int = 0  # of the expression
    end: int = 0
    fixed: str = ""

    def way(self) -> int:
        """Whether the clause speaks of what is past (-1), to come (1), or does not tell (0)."""
        before = CLAUSE_END.split(self.low[max(0, self.start - DIRECTION_REACH) : self.start])[-1]
        after = CLAUSE_END.split(self.low[self.end : self.end + DIRECTION_REACH])[0]
        if AHEAD_BEFORE.search(before):
            return 1
        ahead = [m.start() for m in AHEAD.finditer(before)]
        behind = [m.start() for m in BEHIND.finditer(before)]
        if ahead or behind:
            return 1 if (ahead or [-1])[-1] > (behind or [-1])[-1] else -1
        if (m := AHEAD.search(after)) and not ((b := BEHIND.search(after)) and b.start() < m.start()):
            return 1
        return -1 if BEHIND.search(after) else 0


CLAUSE_END = re.compile(r"[.!?;\n“”\"]\s|\n")
AHEAD = re.compile(
    r"\b(?:scheduled|will|shall|won['’]t|would|to be|(?:planned|scheduled|expected|due|set|going|ready|hopes?|hoped|wants?|intends?|plans?) to|is (?:due|expected|scheduled|set|likely)|are (?:due|expected|scheduled|set|likely)|plans? to|to (?:meet|begin|start|visit|open|hold|vote|take|decide|discuss)|upcoming|is to|are to|must|should|['’]ll)\b"
)
AHEAD_BEFORE = re.compile(
    r"\b(?:until|before next|scheduled for|due|set for|planned for|expected|starting|beginning|effective|as (?:early|soon) as|deadline(?: of)?)(?: on| in| at| by)? $"
)
BEHIND = re.compile(
    r"\b(?:(?!scheduled|planned|expected|united|hundred|indeed|exceed|proceed|succeed)\w{3,}ed|was|were|had|did|said|told|rose|fell|came|went|took|made|met|saw|began|won|lost|killed|has|have|held|found|left|sent|since|got|gave|ran|sold|cut|struck|hit|wrote|spoke)\b"
)
UNCERTAIN = "X"


# ---- calendar dates ------------------------------------------------------------------------------------------------


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


DAYS_AHEAD = 100  # likewise for a month and day (tuned on TimeBank, half of it)


def day_year(anchor: date, told: tuple[int, int, int | None], scene: Scene) -> int:
    """The year of a month and day: that in which the weekday fits, else the nearest unless the clause looks back."""
    month, day, weekday = told
    year = nearest_year(anchor, month, day, 0, weekday)
    if weekday is not None or not exists(year, month, day):
        return year
    if (date(year, month, day) - anchor).days > DAYS_AHEAD and scene.way() < 0:
        return year - 1
    return year


def read_iso(g: Groups, scene: Scene) -> Value | None:
    """2031-05-12."""
    del scene
    return "DATE", f"{g['year']}-{g['monthno']}-{g['day']}"


def read_numeric(g: Groups, scene: Scene) -> Value | None:
    """5/12/2031 or 12.5.2031: the month first in English, unless it cannot be."""
    first, second = int(g["first"]), int(g["second"])
    if first > 12:
        first, second = second, first
    year = g["year"] if len(g["year"]) == 4 else ("19" if int(g["year"]) > 50 else "20") + g["year"]
    if not exists(int(year), first, second):
        return None
    del scene
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
    if month == scene.anchor.month:
        return "DATE", f"{four(scene.anchor.year)}-{month:02}"
    return "DATE", f"{four(month_year(scene.anchor, month, scene))}-{month:02}"


MONTHS_AHEAD = 3  # a month this near is taken as the coming one whatever the tense (tuned on TimeBank, half of it)


def month_year(anchor: date, month: int, scene: Scene) -> int:
    """The year of a bare month: the nearest, unless the clause looks back and the month is far ahead."""
    ahead = (month - anchor.month) % 12
    way = scene.way()
    if ahead <= MONTHS_AHEAD or (way > 0 and ahead < 11):
        return anchor.year + (month < anchor.month)
    return anchor.year - (month > anchor.month)


def read_year(g: Groups, scene: Scene) -> Value | None:
    """A year, unless something is counted."""
    before = scene.low[max(0, scene.start - 24) : scene.start]
    after = scene.low[scene.end : scene.end + 24]
    if NO_YEAR_BEFORE.search(before) or NO_YEAR_AFTER.match(after):
        return None
    year = int(g["year"])
    if not 1500 <= year <= 2100 and not YEAR_LEAD.search(before):
        return None
    if not 1900 <= year <= 2060 and not YEAR_LEAD.search(before) and not before.endswith("("):
        return None
    return "DATE", g["year"]


YEAR_LEAD = re.compile(
    r"\b(?:in|since|of|by|until|till|from|to|during|early|late|mid|circa|around|before|after|and|year|fiscal|for|through|between)[ -]$"
)
NO_YEAR_BEFORE = re.compile(
    r"(?:[$€£#]|no\. |number |about |nearly |almost |some |least |than |over |flight |route |page |room |\d,|\bto [a-z]+ )$"
)
NO_YEAR_AFTER = re.compile(
    r"[ -]?(?:percent|%|people|miles|feet|points|dollars|pounds|euros|yen|shares|tons|tonnes|men|women|troops|soldiers|jobs|barrels|cars|employees|workers|homes|houses|votes|meters|metres|kilometers|km|square|or more|-?seat|-member|-strong|hours|gmt|others|were|volunteers|patients|deaths|cases|students)\b|[:.]\d"
)


def read_decade(g: Groups, scene: Scene) -> Value | None:
    """The 1990s, the '80s, the nineties."""
    if g.get("decadeword"):
        return "DATE", f"19{scene.rules.decade[g['decadeword']] // 10}X"
    digits = g["decade"]
    if (
        len(digits) == 2
        and "'" not in scene.low[scene.start : scene.end]
        and "’" not in scene.low[scene.start : scene.end]
    ):
        return None
    return "DATE", (digits if len(digits) == 4 else ("20" if digits in ("00", "10") else "19") + digits)[:3] + "X"


def read_century(g: Groups, scene: Scene) -> Value | None:
    """The 20th century is 19XX."""
    del scene
    return ("DATE", f"{int(g['nth']) - 1:02}XX") if 1 <= int(g["nth"]) <= 30 else None


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


# ---- weekdays and parts of days ------------------------------------------------------------------------------------


def weekday_date(g: Groups, scene: Scene) -> date | None:
    """The day that a weekday names, by its word of shift or by the tense of the clause."""
    weekday, shift = scene.rules.weekday[g["weekday"]], scene.rules.shift.get(g.get("shift") or "")
    if scene.anchor is None:
        return None
    if shift is None:
        way = 1 if scene.way() > 0 else -1
        if way > 0 and weekday == scene.anchor.isoweekday():
            return scene.anchor
        return to_weekday(scene.anchor, weekday, way)
    if shift == 0:
        return to_weekday(scene.anchor, weekday, 1 if scene.way() > 0 else -1)
    start = shift_days(scene.anchor, shift)
    return to_weekday(start, weekday, shift) if start else None


def read_weekday(g: Groups, scene: Scene) -> Value | None:
    """Monday, last Monday."""
    if scene.anchor is None:
        return "DATE", f"XXXX-WXX-{scene.rules.weekday[g['weekday']]}"
    day = weekday_date(g, scene)
    return ("DATE", day.isoformat()) if day else None


def read_weekday_part(g: Groups, scene: Scene) -> Value | None:
    """Tuesday evening: 2031-05-13TEV."""
    part = scene.rules.part[g["part"]]
    if g["part"].endswith("s"):
        return "SET", f"XXXX-WXX-{scene.rules.weekday[g['weekday']]}T{part}"
    base = read_weekday(g, scene)
    return ("TIME", f"{base[1]}T{part}") if base else None


def read_weekdays(g: Groups, scene: Scene) -> Value | None:
    """Every Monday, Mondays, Tuesday nights."""
    part = f"T{scene.rules.part[g['part']]}" if g.get("part") else ""
    return "SET", f"XXXX-WXX-{scene.rules.weekday[g['weekday']]}{part}"


def read_day(g: Groups, scene: Scene) -> Value | None:
    """Yesterday, today, tomorrow."""
    shift = scene.rules.day[g["day"]]
    if scene.anchor is None:
        return "DATE", OPEN[shift]
    day = shift_days(scene.anchor, shift)
    return ("DATE", day.isoformat()) if day else None


def read_day_of(g: Groups, scene: Scene) -> Value | None:
    """The day before yesterday, the day after tomorrow."""
    shift = -2 if "before" in g["dayword"] else 2
    day = shift_days(scene.anchor, shift) if scene.anchor else None
    return "DATE", day.isoformat() if day else OPEN[shift // 2]


def read_day_part(g: Groups, scene: Scene) -> Value | None:
    """This morning, last night, tonight, yesterday evening."""
    shift = scene.rules.day.get(g.get("day") or "", scene.rules.shift.get(g.get("shift") or "", 0))
    words = g["part"]
    part = (
        scene.rules.part.get(words)
        or {"ton": "NI", "ove": "NI"}.get(words[:3])
        or ("MO" if "morning" in words else "AF")
    )
    base = scene.anchor
    if (g.get("shift") or "").startswith(("the", "that")) or (not g.get("shift") and words.startswith("mid")):
        base = scene.day or scene.anchor
    day = shift_days(base, shift) if base else None
    return "TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}T{part}"


def read_clock(g: Groups, scene: Scene) -> Value | None:
    """5 p.m. Tuesday, noon, 14:30 GMT, 4 in the morning."""
    clock = clock_of(g, scene)
    if clock is None:
        return None
    return "TIME", f"{day_of_clock(g.get('rest') or '', scene)}T{clock}"


def clock_of(g: Groups, scene: Scene) -> str | None:
    """Hour and minute on the clock of 24 hours."""
    if g.get("word"):
        return "12:00" if g["word"] == "noon" else "24:00"
    if g.get("hour24"):
        return f"{int(g['hour24']):02}:{g['minute24']}" if int(g["hour24"]) < 25 else None
    told = g.get("hour") or g.get("hour12") or ""
    hour = int(told) if told.isdigit() else scene.rules.count.get(told, 99)
    if not 0 <= hour <= 12:
        return None
    late = (g.get("half") == "p") or (g.get("late") or "") in ("afternoon", "evening")
    early = g.get("half") == "a" or g.get("late") == "morning"
    hour = hour % 12 + 12 if late else hour % 12 if early else hour
    return f"{hour:02}:{g.get('minute') or '00'}"


def day_of_clock(rest: str, scene: Scene) -> str:
    """The day a clock time belongs to: the one named beside it, else the one last spoken of, else the anchor."""
    first = rest.replace(",", " ").replace(".", " ").split()
    if first and first[0] in scene.rules.weekday:
        found = read_weekday({"weekday": first[0]}, scene)
        return found[1] if found else "XXXX-XX-XX"
    if first and first[0] in scene.rules.day:
        return (read_day({"day": first[0]}, scene) or ("DATE", "XXXX-XX-XX"))[1]
    if len(first) > 1 and first[0] in scene.rules.anymonth:
        return (read_date({"month": first[0], "day": first[1]}, scene) or ("DATE", "XXXX-XX-XX"))[1]
    day = scene.day or scene.anchor
    return day.isoformat() if day else "XXXX-XX-XX"


# ---- units shifted, quarters, ago ----------------------------------------------------------------------------------


TOLD_SHIFTS = ("that", "same", "the same", "that same", "following", "previous", "preceding")


def read_shifted(g: Groups, scene: Scene) -> Value | None:
    """Last week, next year, this month; "the past year" is a stretch."""
    shift, unit = scene.rules.shift[g["shift"]], scene.rules.unit[g["unit"]]
    if unit in ("TS", "FN", "ML") or (unit[0] == "T" and shift == 0):
        return None
    if unit[0] == "T" or g["shift"] == "past":
        return "DURATION", stretch(Decimal(1), unit)
    if g["unit"].endswith("s"):
        return None
    if unit == "Y" and g["shift"] in TOLD_SHIFTS and scene.told:
        return "DATE", four(int(scene.told[:4]) + shift)
    if unit == "Q" and g["shift"] in TOLD_SHIFTS[:4] and scene.quarter:
        return "DATE", scene.quarter
    base = scene.anchor
    if g["shift"] in ("same", "the same", "that", "that same", "following", "previous", "preceding"):
        base = scene.day or scene.anchor
    if g["shift"] in ("next", "following", "previous", "preceding") and unit == "D":
        base = scene.day or scene.anchor
    if base is None:
        return "DATE", OPEN[(shift > 0) - (shift < 0)]
    if g["unit"] == "night" and g["shift"] in ("last", "this"):
        return "TIME", f"{step(base, 'D', shift)}TNI"
    if g["shift"] == "latest" and unit == "Q":
        return "DATE", scene.quarter or step(base, unit, -1) or OPEN[-1]
    if g["shift"] == "latest":
        shift = 0 if unit != "Y" else -1
    value = step(base, unit, shift)
    return ("DATE", value) if value else None


def read_shifted_month(g: Groups, scene: Scene) -> Value | None:
    """Last November, next May."""
    month, shift = scene.rules.month[g["month"]], scene.rules.shift[g["shift"]]
    if scene.anchor is None:
        return "DATE", f"XXXX-{month:02}"
    year = scene.anchor.year
    if shift < 0 and month >= scene.anchor.month:
        year -= 1
    if shift > 0 and month <= scene.anchor.month:
        year += 1
    return "DATE", f"{four(year)}-{month:02}"


def read_season(g: Groups, scene: Scene) -> Value | None:
    """Last summer, the winter of 1994, the spring."""
    season, shift = scene.rules.season[g["season"]], scene.rules.shift.get(g.get("shift") or "", 0)
    if g.get("year"):
        return "DATE", f"{g['year']}-{season}"
    if scene.anchor is None:
        return "DATE", f"XXXX-{season}"
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    year = scene.anchor.year
    if shift < 0 and first + 2 >= scene.anchor.month:
        year -= 1
    if shift > 0 and first <= scene.anchor.month:
        year += 1
    return "DATE", f"{four(year)}-{season}"


def read_quarter(g: Groups, scene: Scene) -> Value | None:
    """The third quarter, the first half of 1996, this year's second quarter."""
    nth = int(g["nth"]) if g["nth"].isdigit() else scene.rules.ordinal[g["nth"]]
    half = g.get("unit") == "half"
    told = g.get("shift") or g.get("shift2") or ("this" if g.get("of") else "")
    year = g.get("year") or g.get("early") or ""
    if nth > (2 if half else 4) or (half and not (year or told)):
        return None
    letter = "H" if half else "Q"
    if year:
        pass
    elif scene.anchor is None:
        year = "XXXX"
    elif told:
        year = four(scene.anchor.year + scene.rules.shift[told])
    else:
        year = four(quarter_year(nth, scene))
        if "year-" in scene.low[scene.start : scene.end]:
            year = four(int(year) - 1)
    value = f"{year}-{letter}{nth}"
    if not half:
        scene.quarter = value
    return "DATE", value


def quarter_year(nth: int, scene: Scene) -> int:
    """The year of a quarter told without one: the last that has begun, unless it is still to come."""
    assert scene.anchor is not None
    now = (scene.anchor.month - 1) // 3 + 1
    if nth > now:
        return scene.anchor.year if nth == now + 1 and scene.way() > 0 else scene.anchor.year - 1
    return scene.anchor.year + (1 if scene.way() > 0 and nth < now and now - nth > 2 else 0)


def read_ago(g: Groups, scene: Scene) -> Value | None:
    """Two weeks ago, three days earlier, a year later."""
    count, unit = count_of(g["count"], scene), scene.rules.unit[g["unit"]]
    way = -1 if g["way"] in scene.rules.backward else 1
    if unit[0] == "T":
        return "DURATION", stretch(count, unit)
    if count is None or unit == "ML":
        return "DATE", OPEN[way]
    if unit == "Y" and count == 1 and way < 0 and scene.quarter[:4].isdigit():
        return "DATE", f"{four(int(scene.quarter[:4]) - 1)}{scene.quarter[4:]}"
    from_anchor = g["way"] in ("ago", "from now", "hence", "from today")
    base = scene.anchor if from_anchor or unit != "D" else scene.day or scene.anchor
    if base is None:
        return "DATE", OPEN[way]
    if unit == "FN":
        unit, count = "W", 2 * count
    if unit in ("DE", "CE"):
        unit, count = "Y", count * (10 if unit == "DE" else 100)
    value = step(base, unit, way * int(count)) if count < 100_000 else None
    return "DATE", value or OPEN[way]


def read_year_ago(g: Groups, scene: Scene) -> Value | None:
    """The year-ago quarter, year-earlier."""
    if scene.quarter[:4].isdigit():
        return "DATE", f"{four(int(scene.quarter[:4]) - 1)}{scene.quarter[4:]}"
    if scene.anchor is None:
        return "DATE", OPEN[-1]
    unit = scene.rules.unit.get(g.get("unit") or "", "Y")
    months = {"M": 12, "Q": 4, "W": 52}.get(unit, 1)
    return "DATE", step(scene.anchor, unit, -months) or OPEN[-1]


def read_ago_fuzzy(g: Groups, scene: Scene) -> Value | None:
    """Years ago, days later."""
    return "DATE", OPEN[-1 if g["way"] in scene.rules.backward else 1]


def read_deictic(g: Groups, scene: Scene) -> Value | None:
    """The next day, that week, the following month: seen from the day last spoken of."""
    shift = scene.rules.shift[g["shift"]]
    base = scene.day or scene.anchor
    if base is None:
        return "DATE", OPEN[shift]
    if g["unit"] in scene.rules.part:
        day = shift_days(base, shift)
        return ("TIME", f"{day.isoformat()}T{scene.rules.part[g['unit']]}") if day else None
    value = step(base, scene.rules.unit[g["unit"]], shift)
    return ("DATE", value) if value else None


def read_this_unit(g: Groups, scene: Scene) -> Value | None:
    """The quarter, the weekend: the last one, unless it is still to come."""
    if scene.anchor is None:
        return "DATE", OPEN[0]
    if g["unit"] in ("quarter", "latest period"):
        return "DATE", scene.quarter or step(scene.anchor, "Q", -1) or OPEN[-1]
    if g["unit"] == "week":
        return "DATE", week_of(scene.anchor)
    if g["unit"].endswith("year"):
        return "DATE", four(scene.anchor.year)
    day = to_weekday(scene.anchor, 6, 1 if scene.way() > 0 else -1)
    return ("DATE", week_of(day) + "-WE") if day else None


def read_half(g: Groups, scene: Scene) -> Value | None:
    """The last half of 1989: 1989-H2."""
    year = g.get("year")
    if not year:
        shift = scene.rules.shift.get(g.get("shift2") or "this", 0)
        year = four(scene.anchor.year + shift) if scene.anchor else "XXXX"
    return "DATE", f"{year}-H{1 if g['nth'] == 'first' else 2}"


def read_year_words(g: Groups, scene: Scene) -> Value | None:
    """Nineteen ninety-six, the year two thousand."""
    found = find_numbers(g["words"], scene.rules.language)
    year = int(found[0].low) if len(found) == 1 else 0
    if year == 2000 and "year" not in scene.low[scene.start : scene.end]:
        return None
    return ("DATE", four(year)) if 1900 <= year <= 2060 else None


def read_stretch(g: Groups, scene: Scene) -> Value | None:
    """The year ended in June."""
    return "DURATION", stretch(Decimal(1), scene.rules.unit[g["unit"]])


def read_year_end(g: Groups, scene: Scene) -> Value | None:
    """Year-end."""
    del g
    return "DATE", four(scene.anchor.year) if scene.anchor else "XXXX"


# ---- stretches and sets --------------------------------------------------------------------------------------------


def count_of(words: str, scene: Scene) -> Decimal | None:
    """The number in words or digits, None when it is not told ("several")."""
    words = words.strip()
    if words in scene.rules.fuzzy or "few" in words or words in ("many", "some"):
        return None
    if words.startswith("half"):
        return Decimal("0.5")
    if words in scene.rules.article:
        return Decimal(scene.rules.article[words])
    found = find_numbers(words, scene.rules.language)
    if found:
        return found[0].low
    first = words.split()[0] if words else ""
    return Decimal(scene.rules.count[first]) if first in scene.rules.count else None


def stretch(count: Decimal | None, unit: str) -> str:
    """A duration in TIMEX3: P3D, PT2H, PXY.

    >>> stretch(Decimal(2), "TH"), stretch(None, "Y"), stretch(Decimal("2.5"), "Y"), stretch(Decimal(2), "DE")
    ('PT2H', 'PXY', 'P2Y6M', 'P20Y')
    """
    many = {"DE": 10, "CE": 100, "ML": 1000, "FN": 2}.get(unit, 1)
    letter = {"DE": "Y", "CE": "Y", "ML": "Y", "FN": "W"}.get(unit, unit)
    if count is None:
        return f"PT{UNCERTAIN}{letter[1]}" if letter[0] == "T" else f"P{UNCERTAIN}{letter}"
    number = count * many
    if letter == "Y" and number % 1 == Decimal("0.5"):
        return f"P{int(number)}Y6M" if number > 1 else "P6M"
    if letter in ("TH", "TM") and number % 1 == Decimal("0.5"):
        whole, part = f"{int(number)}{letter[1]}" if number > 1 else "", "30M" if letter == "TH" else "30S"
        return f"PT{whole}{part}"
    plain = format(number.to_integral_value() if number == number.to_integral_value() else number, "f")
    return f"PT{plain}{letter[1]}" if letter[0] == "T" else f"P{plain}{letter}"


def read_duration(g: Groups, scene: Scene) -> Value | None:
    """Three days, a two-hour talk, several weeks; "twice a year" is a set."""
    unit, count = scene.rules.unit[g["unit"]], g["count"].strip()
    if count in ("a", "an", "another", "some") and g["unit"] in ("second", "quarter", "night"):
        return None
    if count in ("some", "many") and not g["unit"].endswith("s"):
        return None
    if count in ("a", "an") and (rate := RATE_BEFORE.search(scene.low[max(0, scene.start - 24) : scene.start])):
        return ("SET", stretch(Decimal(1), unit)) if rate.group().startswith(("times", "twice", "once")) else None
    if unit == "TS" and count not in scene.rules.count and not count[0].isdigit():
        return None
    if g["unit"] == "quarters" and "-" in scene.low[scene.start : scene.end]:
        return None
    if g["unit"] in ("second", "quarter") and "-" not in scene.low[scene.start : scene.end]:
        return None
    told = count_of(count, scene)
    if told is not None and scene.low.endswith("and a half", scene.start, scene.end):
        told += Decimal("0.5")
    return "DURATION", stretch(told, unit)


RATE_BEFORE = re.compile(
    r"(?:\d|%|million|billion|thousand|hundred|percent|dollars|cents|pounds|euros|times|twice|once|barrels|shares|tons|people|hours|points|yen|flights|seats|jobs) $"
)


def read_shifted_many(g: Groups, scene: Scene) -> Value | None:
    """The past two months, the next few years, the first nine months."""
    if g["unit"] in ("quarter", "second", "half") and g["shift"] in ("first", "last", "final"):
        return None
    if not g["unit"].endswith("s") and not g["count"] == "half a":
        return None
    return "DURATION", stretch(count_of(g["count"], scene), scene.rules.unit[g["unit"]])


def read_fuzzy(g: Groups, scene: Scene) -> Value | None:
    """Recent years, the coming weeks."""
    if not g["unit"].endswith(("s", "ia")):
        return None
    del scene
    return "DATE", OPEN[1 if g["shift"] == "coming" else -1]


def read_duration_bare(g: Groups, scene: Scene) -> Value | None:
    """Weeks, years: how many is not told."""
    before = scene.low[max(0, scene.start - 14) : scene.start]
    if not BARE_LEAD.search(before):
        return None
    return "DURATION", stretch(None, scene.rules.unit[g["unit"]])


BARE_LEAD = re.compile(
    r"\b(?:for|in|of|after|within|over|take|takes|took|lasted|last|spent|through|during|by|until|than|into) $"
)


def read_set(g: Groups, scene: Scene) -> Value | None:
    """Every day, each month, every two years, every other week."""
    count = Decimal(2) if g.get("other") else count_of(g["count"], scene) if g.get("count") else Decimal(1)
    return "SET", stretch(count, scene.rules.unit[g["unit"]])


def read_set_month(g: Groups, scene: Scene) -> Value | None:
    """Every July."""
    return "SET", f"XXXX-{scene.rules.month[g['month']]:02}"


def read_frequency(g: Groups, scene: Scene) -> Value | None:
    """Daily, annually; not in a name ("the Harbour Daily")."""
    if scene.text[scene.start].isupper():
        return None
    return "SET", scene.rules.frequency[g["frequency"]]


def read_ref(g: Groups, scene: Scene) -> Value | None:
    """Now, recently, soon."""
    del g
    return "DATE", scene.fixed


READINGS: MappingProxyType[str, Callable[[Groups, Scene], Value | None]] = MappingProxyType(
    {
        "date": read_date, "iso": read_iso, "numeric": read_numeric, "month": read_month, "year": read_year,
        "decade": read_decade, "century": read_century, "year_span": read_year_span, "holiday": read_holiday,
        "weekday": read_weekday, "weekday_part": read_weekday_part, "weekdays": read_weekdays,
        "each_weekday": read_weekdays, "day": read_day, "day_of": read_day_of, "day_part": read_day_part,
        "clock": read_clock, "shifted": read_shifted, "shifted_month": read_shifted_month,
        "shifted_season": read_season, "season": read_season, "quarter": read_quarter, "ago": read_ago,
        "year_ago": read_year_ago, "ago_fuzzy": read_ago_fuzzy, "deictic": read_deictic, "this_unit": read_this_unit,
        "year_end": read_year_end, "half": read_half, "stretch": read_stretch, "year_words": read_year_words, "duration": read_duration, "shifted_many": read_shifted_many, "fuzzy": read_fuzzy,
        "duration_bare": read_duration_bare, "set": read_set, "set_month": read_set_month,
        "frequency": read_frequency, "ref": read_ref,
    }
)  # fmt: skip
