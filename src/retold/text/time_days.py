"""Weekdays, parts of days and the clock: a match and its scene to a TIMEX3 type and value."""

from __future__ import annotations

from datetime import date

from retold.text.time_calendar import shift_days, to_weekday
from retold.text.time_dates import read_date
from retold.text.time_scene import OPEN, Groups, Scene, Value


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
