"""Units beside a number: their standard names, money as ISO codes, percent as "%", rates as "kilometre per hour".

Takes the text and where a number ends, gives the unit and where it ends. A unit is named in the singular and in
British spelling, as the International System of Units spells it. Symbols keep their case: "5 m" is no "5 M".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from retold.text.number_money import either

# name: plural and other words | symbols (their case counts)
UNITS = {
    "%": "percent per_cent pct | % pc ％",
    "percentage point": "percentage_points percentage-point percentage-points | pp",
    "basis point": "basis_points basis-point | bp bps",
    "point": "points | pts pt",
    "penny": "pence pennies | p",
    "kilometre": "kilometres kilometer kilometers kms | km",
    "metre": "metres meter meters | m",
    "centimetre": "centimetres centimeter centimeters | cm",
    "millimetre": "millimetres millimeter millimeters | mm",
    "micrometre": "micrometres micrometer micrometers microns micron | μm µm um",
    "nanometre": "nanometres nanometer nanometers | nm",
    "mile": "miles | mi",
    "nautical mile": "nautical_miles |",
    "yard": "yards | yd yds",
    "foot": "feet foot | ft ' ′",
    "inch": "inches | ″",
    "square kilometre": "square_kilometres square_kilometer square_kilometers | km2 km² sq_km",
    "square metre": "square_metres square_meter square_meters | m2 m² sqm sq_m",
    "square foot": "square_feet | sq_ft ft2 ft²",
    "square mile": "square_miles | sq_mi",
    "cubic metre": "cubic_metres cubic_meter cubic_meters | m3 m³",
    "cubic foot": "cubic_feet | cu_ft",
    "hectare": "hectares | ha",
    "acre": "acres |",
    "kilogram": "kilograms kilogrammes kilogramme kilos kilo | kg kgs",
    "gram": "grams grammes gramme | g",
    "milligram": "milligrams | mg",
    "microgram": "micrograms | µg μg mcg",
    "pound-mass": "| lb lbs",
    "ounce": "ounces | oz",
    "ton": "tons |",
    "metric ton": "metric_tons tonnes tonne | t",
    "litre": "litres liter liters | l L",
    "millilitre": "millilitres milliliter milliliters | ml mL cc",
    "gallon": "gallons | gal",
    "barrel": "barrels | bbl",
    "celsius": "degrees_celsius degree_celsius degrees_centigrade centigrade | °C ºC C",
    "fahrenheit": "degrees_fahrenheit degree_fahrenheit | °F ºF F",
    "degree": "degrees | ° º",
    "second": "seconds | s sec secs",
    "minute": "minutes mins | min",
    "hour": "hours hrs | h hr",
    "day": "days |",
    "night": "nights |",
    "week": "weeks |",
    "month": "months |",
    "quarter": "quarters |",
    "year": "years | yr yrs",
    "decade": "decades |",
    "century": "centuries |",
    "mile per hour": "| mph m.p.h. m.p.h",
    "kilometre per hour": "| km/h kph km/hr kmh",
    "metre per second": "| m/s",
    "mile per gallon": "| mpg",
    "knot": "knots |",
    "revolutions per minute": "| rpm",
    "horsepower": "| hp PS",
    "brake horsepower": "| bhp",
    "watt": "watts | W",
    "kilowatt": "kilowatts | kW KW",
    "megawatt": "megawatts | MW",
    "gigawatt": "gigawatts | GW",
    "kilowatt hour": "kilowatt_hours kilowatt-hours | kWh KWh",
    "megawatt hour": "megawatt_hours megawatt-hours | MWh",
    "gigawatt hour": "gigawatt_hours | GWh",
    "milliampere-hour": "| mAh",
    "volt": "volts | V",
    "kilovolt": "kilovolts | kV",
    "ampere": "amperes amps amp | A",
    "hertz": "| Hz",
    "kilohertz": "| kHz",
    "megahertz": "| MHz",
    "gigahertz": "| GHz Ghz",
    "kilobyte": "kilobytes | KB kB",
    "megabyte": "megabytes | MB",
    "gigabyte": "gigabytes | GB",
    "terabyte": "terabytes | TB",
    "megabit per second": "| Mbps Mbit/s",
    "gigabit per second": "| Gbps",
    "megapixel": "megapixels | MP",
    "pound-foot": "pound-feet pound_feet | lb-ft",
    "newton metre": "newton_metres newton_meters | Nm N·m",
    "decibel": "decibels | dB",
    "megapascal": "| MPa",
    "gigapascal": "gigapascals | GPa",
    "pound per square inch": "| psi",
    "kilopound per square inch": "| ksi",
    "part per million": "parts_per_million | ppm",
    "part per billion": "parts_per_billion | ppb",
    "point per game": "| ppg",
    "rebound per game": "| rpg",
    "assist per game": "| apg",
    "count": "times fold | x",
    "calorie": "calories | cal kcal",
    "light year": "light_years light-years |",
    "magnitude": "|",
    "generation wireless": "| G",
    "bit": "bits | b",
}
# words of money: code | what a rate of it is called
MONEY = {
    "USD": "dollars dollar us_dollars us_dollar u.s._dollars u.s._dollar american_dollars bucks greenbacks",
    "AUD": "australian_dollars australian_dollar",
    "CAD": "canadian_dollars canadian_dollar",
    "NZD": "new_zealand_dollars new_zealand_dollar",
    "HKD": "hong_kong_dollars hong_kong_dollar",
    "SGD": "singapore_dollars singapore_dollar singaporean_dollars",
    "EUR": "euros euro",
    "GBP": "pounds pound pounds_sterling pound_sterling quid",
    "JPY": "yen japanese_yen",
    "CNY": "yuan chinese_yuan renminbi",
    "INR": "rupees rupee indian_rupees",
    "PKR": "pakistani_rupees",
    "RUB": "rubles ruble roubles rouble",
    "ILS": "shekels shekel",
    "KRW": "won",
    "TRY": "lira liras turkish_lira",
    "BRL": "reais real brazilian_reais",
    "ZAR": "rand",
    "MYR": "ringgit malaysian_ringgit",
    "CHF": "swiss_francs francs franc",
    "DKK": "danish_crowns danish_kroner danish_krone",
    "SEK": "swedish_crowns swedish_kronor kronor",
    "NOK": "norwegian_crowns norwegian_kroner",
    "CZK": "czech_crowns",
    "PLN": "zloty zlotys",
    "HUF": "forints forint",
    "MXN": "mexican_pesos",
    "PEN": "soles",
    "NGN": "naira",
    "KES": "kenyan_shillings",
    "THB": "baht",
    "PHP": "philippine_pesos",
    "IDR": "rupiah",
    "UAH": "hryvnia hryvnias",
    "VND": "dong",
    "HRK": "kuna kn",
    "cent": "cents cent",
    "sen": "sen",
    "peso": "pesos peso",
    "krone": "kroner crowns",
    "shilling": "shillings",
}
RATE_NAMES = {
    "USD": "dollar", "AUD": "australian dollar", "CAD": "canadian dollar", "NZD": "new zealand dollar",
    "HKD": "hong kong dollar", "SGD": "singaporean dollar", "EUR": "euro", "GBP": "pound sterling",
    "JPY": "japanese yen", "CNY": "chinese yuan", "INR": "indian rupee", "MYR": "malaysian ringgit", "ILS": "shekel",
    "ZAR": "south african rand", "%": "percentage",
}  # fmt: skip
STRETCHES = "second minute hour day night week month quarter year decade"
PER = (
    f"{STRETCHES} barrel share head person capita ton tonne litre liter gallon ounce kilogram pound kilometre "
    "kilometer mile metre meter hectare acre game match unit household student vehicle ticket"
)
PER_SHORT = MappingProxyType(
    {"h": "hour", "hr": "hour", "s": "second", "d": "day", "cm": "centimetre", "kg": "kilogram"}
)
PER_LONG = MappingProxyType(
    {"square foot": "square foot", "square metre": "square metre", "square meter": "square metre", "liter": "litre",
     "meter": "metre", "kilometer": "kilometre", "cm2": "square centimetre", "m2": "square metre"}
)  # fmt: skip
# Symbols of one letter that also end words or name things: only glued to the digits, or before a stop.
LONE_LETTERS = frozenset("m g t l s h p C F W V A G L b d x '".split())


def read_tables() -> tuple[dict[str, str], dict[str, str]]:
    """Words (lower case) and symbols, each with the name of its unit."""
    words: dict[str, str] = {}
    symbols: dict[str, str] = {}
    for name, row in UNITS.items():
        spelled, signs = row.split("|")
        words |= {w.replace("_", " "): name for w in spelled.split()}
        if name[0].isalpha() and not name.startswith("pound-mass") and name not in ("count", "point"):
            words.setdefault(name, name)
        symbols |= {s.replace("_", " "): name for s in signs.split()}
    words["point"] = "point"
    for code, spelled in MONEY.items():
        words |= {w.replace("_", " "): code for w in spelled.split()}
    return words, symbols


WORDS, SYMBOLS = (MappingProxyType(t) for t in read_tables())
UNIT_NAMES = frozenset(WORDS) | {s.lower() for s in SYMBOLS}
WORD = re.compile(
    rf"[ \u00a0-]{{1,2}}(?:of )?({either(list(WORDS))})(?!\w|-(?!an?-|per-|long|wide|tall|high|deep)[a-z])",
    re.IGNORECASE,
)
TIED_WORD = re.compile(rf"-({either(list(WORDS))})(?=-)", re.IGNORECASE)
SYMBOL = re.compile(rf"([ \u00a0-]?)({either(list(SYMBOLS))})(?![\w])")
AN_RATE = frozenset(STRETCHES.split()) | {
    "share", "barrel", "ton", "tonne", "head", "litre", "ounce", "gallon", "kilometre",
}  # fmt: skip
RATE = re.compile(
    rf"(?:/(?P<over>{either([*PER_SHORT, *PER_LONG, *PER.split()])})"
    r"|[ -]per[ -](?P<per>(?:square|cubic) [a-z]+|[a-z]+)"
    rf"|[ -](?P<article>an?|each|every)[ -](?P<each>{either(sorted(AN_RATE))}))"
    r"(?!\w)(?! (?:earlier|ago|later|before|after|from)\b)",
    re.IGNORECASE,
)
OLD = re.compile(r"[ \u00a0-](year|month|week|day)s?[ -](?:olds?|of age)\b", re.IGNORECASE)
MASS_BEFORE = re.compile(r"\b(?:weigh\w*|weight|gain\w*|los[et]\w*|shed)\b[^.]{0,24}$", re.IGNORECASE)
MASS_AFTER = re.compile(
    r"\s+(?:of (?!damages|debt|profit|cash|funding)|heavier|lighter|overweight)|-(?!a\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and where its words end."""

    name: str
    end: int


def find_unit(text: str, end: int, currency: str = "") -> Unit | None:
    """The unit that begins where the number ends, rates included, or None.

    >>> find_unit("120 km/h winds", 3), find_unit("$5 a month", 2, "USD"), find_unit("12 people", 2)
    (Unit(name='kilometre per hour', end=8), Unit(name='dollar per month', end=10), None)
    """
    old = OLD.match(text, end)
    if old and not currency:
        return Unit(f"{old.group(1).lower()} of age", old.end())
    base = Unit(currency, end) if currency else plain_unit(text, end)
    return with_rate(text, base) if base else None


def plain_unit(text: str, end: int) -> Unit | None:
    """The unit right after the number, without a rate."""
    word = WORD.match(text, end) or TIED_WORD.match(text, end)
    symbol = SYMBOL.match(text, end)
    if symbol and not (word and word.end() > symbol.end()) and fits(text, symbol):
        return Unit(SYMBOLS[symbol.group(2)], symbol.end())
    if word is None:
        return None
    name = WORDS[word.group(1).lower()]
    if name == "GBP" and is_mass(text, word):
        name = "pound-mass"
    return Unit(name, word.end())


def fits(text: str, symbol: re.Match[str]) -> bool:
    """Whether a symbol of one letter is meant as a unit here."""
    return symbol.group(2) not in LONE_LETTERS or not symbol.group(1) or symbol.group(2) not in "tbdgsx'"


def is_mass(text: str, word: re.Match[str]) -> bool:
    """Whether pounds weigh here: "a 200-pound man", "weighs 12 pounds", "3 pounds of rice"."""
    if word.group(0).startswith("-") or (word.group(1).lower() == "pound" and MASS_AFTER.match(text, word.end())):
        return True
    before = text[max(0, word.start() - 40) : word.start()]
    return bool(MASS_BEFORE.search(before) or MASS_AFTER.match(text, word.end()))


def with_rate(text: str, base: Unit) -> Unit:
    """The unit with "per hour", "a month", "/cm" taken in."""
    rate = RATE.match(text, base.end)
    if rate is None:
        return base
    per = (rate["over"] or rate["per"] or rate["each"]).lower()
    per = PER_LONG.get(per) or (PER_SHORT.get(per, per) if rate["over"] else per)
    return Unit(f"{RATE_NAMES.get(base.name, base.name)} per {per}", rate.end())
