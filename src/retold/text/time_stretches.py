"""Stretches of time and sets of times: three days, every week, twice a year."""

from __future__ import annotations

from decimal import Decimal

from retold.text.numbers import find_numbers
from retold.text.time_calendar import step
from retold.text.time_scene import OPEN, Groups, Scene, Value

UNCERTAIN = "X"


def count_of(words: str, scene: Scene) -> Decimal | None:
    """The number in words or digits, None when it is not told ("several")."""
    words = words.strip()
    if words in scene.rules.fuzzy or words.split()[-1:] in ([w] for w in scene.rules.fuzzy):
        return None
    if words in scene.rules.article:
        return scene.rules.article[words]
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
    if is_no_stretch(g["unit"], count, scene) or scene.rules.clues["age_before"].search(scene.before(24)):
        return None
    before = scene.before(24)
    if scene.rules.article.get(count) == 1 and scene.rules.clues["rate_before"].search(before):
        return ("SET", stretch(Decimal(1), unit)) if scene.rules.clues["times_before"].search(before) else None
    told = count_of(count, scene)
    if told is not None and g.get("plus_half"):
        told += Decimal("0.5")
    return from_happening(told, unit, scene) or ("DURATION", stretch(told, unit))


def from_happening(count: Decimal | None, unit: str, scene: Scene) -> Value | None:
    """The day of "two days after the vote", when the text has told the day of the vote."""
    found = scene.day_of_happening()
    if found is None or count is None or unit not in ("D", "W", "M", "Y") or count % 1 or count > FARTHEST:
        return None
    way, day = found
    value = step(day, unit, way * int(count))
    scene.derived = value is not None
    return ("DATE", value) if value else None


FARTHEST = 1_000  # units from a happening that are still counted out


def read_beside_happening(g: Groups, scene: Scene) -> Value | None:
    """The day after the vote: only where the text has told the day of the vote."""
    return from_happening(Decimal(1), scene.rules.unit[g["unit"]], scene)


def is_no_stretch(unit: str, count: str, scene: Scene) -> bool:
    """Whether the unit means something else here: "a second", "a quarter", "three-quarters", "some day"."""
    tied, rules = "-" in scene.low[scene.start : scene.end], scene.rules
    if unit in rules.no_article and (rules.article.get(count) == 1 or count in rules.fuzzy):
        return True
    if count in rules.fuzzy and unit not in rules.units and not tied:
        return True
    return (unit in rules.rank_unit and not tied) or (unit in rules.share_unit and tied)


def read_shifted_many(g: Groups, scene: Scene) -> Value | None:
    """The past two months, the next few years, the first nine months."""
    count = count_of(g["count"], scene)
    if g["unit"] not in scene.rules.units and count != Decimal("0.5"):
        return None
    return "DURATION", stretch(count, scene.rules.unit[g["unit"]])


def read_fuzzy(g: Groups, scene: Scene) -> Value | None:
    """Recent years, the coming weeks."""
    if g["unit"] not in scene.rules.units:
        return None
    return "DATE", OPEN[scene.rules.shift[g["shift"]]]


def read_duration_bare(g: Groups, scene: Scene) -> Value | None:
    """Weeks, years: how many is not told."""
    before = scene.before(14)
    if not scene.rules.clues["stretch_lead"].search(before):
        return None
    return "DURATION", stretch(None, scene.rules.unit[g["unit"]])


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
