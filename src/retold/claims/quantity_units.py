"""Units beside a number: their standard names, money as ISO codes, percent as "%", rates as "kilometre per hour".

Takes the text and where a number ends, gives the unit and where it ends. A unit is named in the singular and in
British spelling, as the International System of Units spells it. Symbols keep their case: "5 m" is no "5 M". The words
of a language are data (`rules/<language>/units.tsv`), the symbols hold for all languages (`rules/any/units.tsv`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from retold.text.tables import DEFAULT, Clues, clues_of, either, words_of

ANY = words_of("any", "units")
SYMBOLS = ANY["symbol"]
LONE_LETTERS = frozenset(ANY["lone"])  # symbols that also end words or name things
RATE_NAMES = ANY["rate_name"]
PER_SHORT = ANY["per_short"]
UNITS = frozenset(SYMBOLS.values()) | frozenset(words_of(DEFAULT, "units")["unit"].values())
MONEY = frozenset(words_of(DEFAULT, "units")["money"].values())
WORDS = MappingProxyType({**words_of(DEFAULT, "units")["unit"], **words_of(DEFAULT, "units")["money"]})
MEASURES = frozenset("mile yard foot inch metre kilometre kilogram gram ounce litre gallon acre hectare".split())
UNIT_NAMES = frozenset(WORDS) | {s.lower() for s in SYMBOLS}
SYMBOL = re.compile(rf"([ \u00a0-]?)({either(SYMBOLS)})(?!\w|-\d)")
NEVER_APART = frozenset("tbdgsx'")  # a blank before one of these makes it a word of its own
OPEN_MARK = re.compile(r"(?:^|[\s(])'\w")  # behind a single quotation mark "500'" ends what is quoted
MARK_REACH = 80


@dataclass(frozen=True, slots=True)
class UnitRules:
    """The words of units of one language, and the patterns they stand in."""

    words: Mapping[str, str]  # units and money
    per: Mapping[str, str]
    clues: Clues


@cache
def unit_rules(language: str) -> UnitRules:
    """The rules of a language from its table."""
    tables = words_of(language, "units") if language != "any" else {}
    words = {**tables.get("unit", {}), **tables.get("money", {})}
    per = {word: word if name == "-" else name for word, name in tables.get("per", {}).items()}
    held: dict[str, Iterable[str]] = {**tables, "word": words, "per": per, "per_short": PER_SHORT}
    clues = clues_of(language, "units", lambda table: held[table], re.IGNORECASE)
    return UnitRules(words, {**PER_SHORT, **per}, clues)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and where its words end."""

    name: str
    end: int


def find_unit(text: str, end: int, currency: str = "", language: str = DEFAULT) -> Unit | None:
    """The unit that begins where the number ends, rates included, or None.

    >>> find_unit("120 km/h winds", 3), find_unit("$5 a month", 2, "USD"), find_unit("12 people", 2)
    (Unit(name='kilometre per hour', end=8), Unit(name='dollar per month', end=10), None)
    """
    rules = unit_rules(language)
    old = rules.clues["old"].match(text, end)
    if old and not currency:
        return Unit(f"{rules.words[old['unit'].lower()]} of age", old.end())
    base = Unit(currency, end) if currency else plain_unit(text, end, rules)
    return with_rate(text, base, language) if base else None


def plain_unit(text: str, end: int, rules: UnitRules) -> Unit | None:
    """The unit right after the number, without a rate."""
    word = rules.clues["word"].match(text, end) or rules.clues["tied"].match(text, end)
    symbol = SYMBOL.match(text, end)
    if symbol and not (word and word.end() > symbol.end()) and fits(text, symbol):
        return Unit(SYMBOLS[symbol.group(2)], symbol.end())
    if word is None:
        return None
    name = rules.words[word["word"].lower()]
    if name == "GBP" and is_mass(text, word, rules.clues):
        name = "pound-mass"
    return Unit(name, word.end())


def fits(text: str, symbol: re.Match[str]) -> bool:
    """Whether a symbol of one letter or mark is meant as a unit here."""
    sign = symbol.group(2)
    if sign == "'" and OPEN_MARK.search(text, max(0, symbol.start() - MARK_REACH), symbol.start()):
        return False
    if sign == "A" and symbol.group(1) and text.startswith(" ", symbol.end()):
        return False  # "Image 3 of 9 A man walks"
    return sign not in LONE_LETTERS or not symbol.group(1) or sign not in NEVER_APART


def is_mass(text: str, word: re.Match[str], clues: Clues) -> bool:
    """Whether pounds weigh here: "a 200-pound man", "weighs 12 pounds", "3 pounds of rice"."""
    if word.group().startswith("-"):
        return True
    before = text[max(0, word.start() - 40) : word.start()]
    return bool(clues["mass_before"].search(before) or clues["mass_after"].match(text, word.end()))


def with_rate(text: str, base: Unit, language: str = DEFAULT) -> Unit:
    """The unit with "per hour", "a month", "/cm" taken in."""
    rules = unit_rules(language)
    rate = rules.clues["rate"].match(text, base.end)
    if rate is None:
        return base
    told = next(word for word in rate.groups() if word).lower()
    return Unit(f"{RATE_NAMES.get(base.name, base.name)} per {rules.per.get(told, told)}", rate.end())
