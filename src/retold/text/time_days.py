"""Weekdays, parts of days and the clock: a match and its scene to a TIMEX3 type and value."""

from __future__ import annotations

from datetime import date

from retold.text.time_calendar import shift_days, to_weekday
from retold.text.time_dates import read_date
from retold.text.time_scene import OPEN, Groups, Scene, Value

NO_DAY: Value = ("DATE", "XXXX-XX-XX")


def weekday_date(g: Groups, scene: Scene) -> date | None:
    """The day that a weekday names, by its word of shift or by the tense of the clause."""
    rules, word, weekday = scene.rules, g.get("shift") or "", scene.rules.weekday[g["weekday"]]
    if scene.anchor is None:
        return None
    shift = rules.shift.get(word, 0)
    if shift == 0 and word and word not in rules.same:
        return to_weekday(scene.anchor, weekday, 0)
    if shift == 0 and scene.goes_on() and scene.day:
        return to_weekday(scene.day, weekday, 1)
    if shift == 0:
        return to_weekday(scene.anchor, weekday, 1 if scene.way() > 0 else -1)
    base = (scene.day if word in rules.told else None) or scene.anchor
    start = shift_days(base, shift)
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
    if g["part"] in scene.rules.parts:
        return "SET", f"XXXX-WXX-{scene.rules.weekday[g['weekday']]}T{part}"
    base = read_weekday(g, scene)
    return ("TIME", f"{base[1]}T{part}") if base else None


def read_weekdays(g: Groups, scene: Scene) -> Value | None:
    """Every Monday, Mondays, Tuesday nights."""
    part = f"T{scene.rules.part[g['part']]}" if g.get("part") else ""
    return "SET", f"XXXX-WXX-{scene.rules.weekday[g['weekday']]}{part}"


def read_day(g: Groups, scene: Scene) -> Value | None:
    """Yesterday, today, the day after tomorrow."""
    shift = scene.rules.day[g["day"]]
    if scene.anchor is None:
        return "DATE", OPEN[max(-1, min(1, shift))]
    day = shift_days(scene.anchor, shift)
    return ("DATE", day.isoformat()) if day else None


def read_day_part(g: Groups, scene: Scene) -> Value | None:
    """This morning, last night, tonight, yesterday evening."""
    rules, word = scene.rules, g.get("shift") or ""
    shift = rules.day.get(g.get("day") or "", rules.shift.get(word, 0))
    if scene.fixed == "yesterday":
        shift = -1
    from_told = word in rules.told or word in rules.same or scene.fixed == "told"
    base = (scene.day if from_told else None) or scene.anchor
    day = shift_days(base, shift) if base else None
    return "TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}T{rules.part[g['part']]}"


def read_clock(g: Groups, scene: Scene) -> Value | None:
    """5 p.m. Tuesday, noon, 14:30 GMT, 4 in the morning."""
    clock = clock_of(g, scene)
    if clock is None:
        return None
    return "TIME", f"{day_of_clock(g.get('rest') or '', scene)}T{clock}"


def clock_of(g: Groups, scene: Scene) -> str | None:
    """Hour and minute on the clock of 24 hours."""
    if g.get("word"):
        return scene.rules.clock_word[g["word"]]
    if g.get("hour24"):
        return f"{int(g['hour24']):02}:{g['minute24']}" if int(g["hour24"]) < 25 else None
    told = g.get("hour") or g.get("hour12") or ""
    hour = int(told) if told.isdigit() else scene.rules.count.get(told, 99)
    minute = "30" if scene.fixed == "half past" else g.get("minute") or "00"
    half = g.get("half") or g.get("late") or ""
    if not 0 <= hour <= (24 if scene.fixed == "24" and not half else 12):
        return None
    hour = hour % 12 + scene.rules.half_day[half] if half else hour
    return f"{hour:02}:{minute}"


def day_of_clock(rest: str, scene: Scene) -> str:
    """The day a clock time belongs to: the one named beside it, else the one last spoken of, else the anchor."""
    words = rest.replace(",", " ").replace(".", " ").split()
    month = next((w for w in words if w in scene.rules.anymonth), "")
    number = next((w for w in words if w.isdecimal()), "")
    if month and number:
        return (read_date({"month": month, "day": number}, scene) or NO_DAY)[1]
    weekday = next((w for w in words if w in scene.rules.weekday), "")
    if weekday:
        return (read_weekday({"weekday": weekday}, scene) or NO_DAY)[1]
    day_word = next((w for w in words if w in scene.rules.day), "")
    if day_word:
        return (read_day({"day": day_word}, scene) or NO_DAY)[1]
    day = scene.day or scene.anchor
    return day.isoformat() if day else NO_DAY[1]
