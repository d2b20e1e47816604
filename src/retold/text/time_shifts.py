"""Units counted from the anchor or from what was told before: last week, the third quarter, two days later."""

from __future__ import annotations

from decimal import Decimal

from retold.text.time_calendar import four, shift_days, step, to_weekday, week_of
from retold.text.time_scene import OPEN, Groups, Scene, Value
from retold.text.time_stretches import count_of, stretch


def read_shifted(g: Groups, scene: Scene) -> Value | None:
    """Last week, next year, this month; "the past year" is a stretch."""
    shift, unit = scene.rules.shift[g["shift"]], scene.rules.unit[g["unit"]]
    if unit in ("TS", "FN", "ML") or (unit[0] == "T" and shift == 0):
        return None
    if unit[0] == "T" or g["shift"] in scene.rules.stretching:
        return "DURATION", stretch(Decimal(1), unit)
    if g["unit"] in scene.rules.units:
        return None
    told = told_before(g["shift"], unit, scene)
    return ("DATE", told) if told else from_anchor(g, scene)


def told_before(word: str, unit: str, scene: Scene) -> str | None:
    """The year or quarter that "that year", "the following year" point back to."""
    rules = scene.rules
    if unit == "Y" and (word in rules.told or word in rules.same) and scene.told:
        return four(int(scene.told[:4]) + rules.shift[word])
    return scene.quarter or None if unit == "Q" and (word in rules.same or word in rules.latest) else None


def from_anchor(g: Groups, scene: Scene) -> Value | None:
    """A unit shifted from the anchor, or from the day last spoken of."""
    rules, word, unit = scene.rules, g["shift"], scene.rules.unit[g["unit"]]
    shift = rules.shift[word]
    from_told = word in rules.told or word in rules.same or (word in rules.told_day and unit == "D")
    base = (scene.day or scene.anchor) if from_told else scene.anchor
    if base is None:
        return "DATE", OPEN[shift]
    if g["unit"] in rules.part and not from_told:
        return "TIME", f"{step(base, 'D', shift)}T{rules.part[g['unit']]}"
    if word in rules.latest:
        shift = -1 if unit in ("Y", "Q") else 0
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
    half = g.get("unit") in scene.rules.half_year
    told = scene.rules.shift[word] if (word := g.get("shift") or g.get("shift2")) else 0 if g.get("of") else None
    year = g.get("year") or g.get("early") or ""
    if nth > (2 if half else 4) or (half and not year and told is None):
        return None
    letter = "H" if half else "Q"
    if year:
        pass
    elif scene.anchor is None:
        year = "XXXX"
    elif told is not None:
        year = four(scene.anchor.year + told)
    else:
        year = four(quarter_year(nth, scene) - bool(g.get("former")))
    value = f"{year}-{letter}{nth}"
    if not half:
        scene.quarter = value
    return "DATE", value


def read_quarter_of(g: Groups, scene: Scene) -> Value | None:
    """The 1988 period: the quarter last spoken of in that year."""
    return "DATE", f"{g['year']}{scene.quarter[4:]}"


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
    base = scene.anchor if g["way"] in scene.rules.from_anchor or unit != "D" else scene.day or scene.anchor
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
    unit = scene.rules.this_unit[g["unit"]]
    if unit == "Q":
        return "DATE", scene.quarter or step(scene.anchor, "Q", -1) or OPEN[-1]
    if unit == "W":
        return "DATE", week_of(scene.anchor)
    if unit in ("Y", "M"):
        return "DATE", step(scene.anchor, unit, 0) or OPEN[0]
    day = to_weekday(scene.anchor, 6, 1 if scene.way() > 0 else -1)
    return ("DATE", week_of(day) + "-WE") if day else None


def read_half(g: Groups, scene: Scene) -> Value | None:
    """The last half of 1989: 1989-H2."""
    year = g.get("year")
    if not year:
        shift = scene.rules.shift.get(g.get("shift2") or "", 0)
        year = four(scene.anchor.year + shift) if scene.anchor else "XXXX"
    return "DATE", f"{year}-H{scene.rules.half_nth[g['nth']]}"


def read_stretch(g: Groups, scene: Scene) -> Value | None:
    """The year ended in June."""
    return "DURATION", stretch(Decimal(1), scene.rules.unit[g["unit"]])


def read_year_end(g: Groups, scene: Scene) -> Value | None:
    """Year-end."""
    del g
    return "DATE", four(scene.anchor.year) if scene.anchor else "XXXX"
