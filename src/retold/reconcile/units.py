"""Units of measure: the dimension of each, and its size in the base unit of the dimension.

Takes the name of a unit as a Quantity gives it. What is converted is converted exactly; a counted thing has no
dimension.
"""

from __future__ import annotations

import re
from decimal import Decimal

# dimension, names (without the plural s), factor to the base unit
MEASURES: tuple[tuple[str, str, str], ...] = (
    ("length", "metre meter m", "1"),
    ("length", "kilometre kilometer km", "1000"),
    ("length", "centimetre centimeter cm", "0.01"),
    ("length", "millimetre millimeter mm", "0.001"),
    ("length", "micrometre", "0.000001"),
    ("length", "nanometre", "0.000000001"),
    ("length", "mile mi", "1609.344"),
    ("length", "foot feet ft", "0.3048"),
    ("length", "inch in", "0.0254"),
    ("length", "yard yd", "0.9144"),
    ("length", "nautical-mile", "1852"),
    ("length", "light-year", "9460730472580800"),
    ("area", "hectare ha", "10000"),
    ("area", "acre", "4046.8564224"),
    ("area", "square-kilometre square-kilometer km²", "1000000"),
    ("area", "square-mile", "2589988.110336"),
    ("area", "square-metre square-meter m²", "1"),
    ("area", "square-foot square-feet", "0.09290304"),
    ("mass", "kilogram kilogramme kg", "1"),
    ("mass", "gram gramme g", "0.001"),
    ("mass", "milligram", "0.000001"),
    ("mass", "microgram", "0.000000001"),
    ("mass", "tonne metric-ton t", "1000"),
    ("mass", "ton", "1000"),  # a short ton is 907 kg, a long one 1,016: reports seldom say which
    ("mass", "pound-mass pound lb", "0.45359237"),
    ("mass", "ounce oz", "0.028349523125"),
    ("volume", "litre liter l", "1"),
    ("volume", "millilitre", "0.001"),
    ("volume", "cubic-metre", "1000"),
    ("volume", "cubic-foot", "28.316846592"),
    ("volume", "gallon", "3.785411784"),
    ("volume", "barrel", "158.987294928"),
    ("time", "second sec s", "1"),
    ("time", "minute min", "60"),
    ("time", "hour hr h", "3600"),
    ("time", "day", "86400"),
    ("time", "week", "604800"),
    ("month", "month", "1"),
    ("month", "year", "12"),
    ("month", "decade", "120"),
    ("month", "century", "1200"),
    ("month", "quarter", "3"),
    ("speed", "kilometre-per-hour kilometer-per-hour km/h kph", "1"),
    ("speed", "mile-per-hour mph", "1.609344"),
    ("speed", "metre-per-second", "3.6"),
    ("speed", "knot", "1.852"),
    ("power", "watt w", "1"),
    ("power", "kilowatt kw", "1000"),
    ("power", "megawatt mw", "1000000"),
    ("power", "gigawatt gw", "1000000000"),
    ("power", "horsepower brake-horsepower", "745.69987158227022"),
    ("energy", "kilowatt-hour", "1"),
    ("energy", "megawatt-hour", "1000"),
    ("energy", "gigawatt-hour", "1000000"),
    ("frequency", "hertz", "1"),
    ("frequency", "kilohertz", "1000"),
    ("frequency", "megahertz", "1000000"),
    ("frequency", "gigahertz", "1000000000"),
    ("data", "kilobyte", "0.001"),
    ("data", "megabyte", "1"),
    ("data", "gigabyte", "1000"),
    ("data", "terabyte", "1000000"),
    ("celsius", "celsius", "1"),
    ("fahrenheit", "fahrenheit", "1"),
    ("degree", "degree", "1"),
    ("magnitude", "magnitude", "1"),
    ("decibel", "decibel", "1"),
    ("share", "% percent percentage per-cent", "1"),
    ("points", "percentage-point", "1"),
    ("points", "basis-point", "0.01"),
    ("age", "year-of-age year-old years-old", "1"),
    ("age-month", "month-of-age", "1"),
)
CURRENCIES: dict[str, str] = {
    "usd": "usd dollar $ us$",
    "eur": "eur euro €",
    "gbp": "gbp pound-sterling £ british-pound",
    "jpy": "jpy yen ¥ japanese-yen",
    "cny": "cny yuan chinese-yuan renminbi",
    "inr": "inr rupee indian-rupee ₹",
    "aud": "aud australian-dollar",
    "cad": "cad canadian-dollar",
    "ils": "ils shekel",
    "zar": "zar south-african-rand",
    "krone": "krone crown",
    "peso": "peso",
    "shilling": "shilling",
    "cent": "cent",
}
BY_UNIT = {name: (dim, Decimal(factor)) for dim, names, factor in MEASURES for name in names.split()}
BY_CURRENCY = {name: code for code, names in CURRENCIES.items() for name in names.split()}
SECONDS = {"day": 86400.0, "week": 604800.0, "month": 2629746.0, "quarter": 7889238.0, "year": 31556952.0}
PER_TIME = re.compile(rf"-(?:per|an?)-({'|'.join(SECONDS)})$")
ISO_CURRENCY = re.compile(r"[A-Z]{3}")


def dimension_of(unit: str) -> tuple[str, Decimal]:
    """The dimension of a unit and its factor; a counted thing has none. A rate has the dimension of what it rates.

    >>> dimension_of("mile"), dimension_of("people"), dimension_of("krone per day")
    (('length', Decimal('1609.344')), ('', Decimal('1')), ('money:krone', Decimal('1')))
    """
    key = PER_TIME.sub("", key_of(unit))
    for name in (key, key.removesuffix("s")):
        if name in BY_UNIT:
            return BY_UNIT[name]
        if name in BY_CURRENCY:
            return "money:" + BY_CURRENCY[name], Decimal(1)
    if ISO_CURRENCY.fullmatch(unit):
        return "money:" + unit.lower(), Decimal(1)
    return "", Decimal(1)


def stretch_of(unit: str) -> str:
    """The stretch of time that a rate is for; "" where a unit names none.

    >>> stretch_of("dollar per month"), stretch_of("mile per hour")
    ('month', '')
    """
    found = PER_TIME.search(key_of(unit))
    return found[1] if found else ""


def key_of(unit: str) -> str:
    """A unit as the tables write it."""
    return unit.strip().casefold().replace(" ", "-")
