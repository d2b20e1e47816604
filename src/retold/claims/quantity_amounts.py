"""Amounts of a text by rules alone: numbers that are no labels, with measures, money and percent as units.

Takes any string, gives the amounts in order, each with its unit, its bound or direction, and whether it says the one
before it again. What a bare number counts is left to the reader of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from retold.claims.quantity_moves import direction_of
from retold.claims.quantity_rules import SignRules, sign_rules
from retold.claims.quantity_signs import counts_in_words, label_reason
from retold.claims.quantity_units import Unit, find_unit
from retold.records import Change, Quantity, Span
from retold.text.numbers import NumberSeen, find_numbers
from retold.text.tables import DEFAULT, language_of

Kind = Literal["money", "percent", "measure", "count", "share"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that measures or counts, before it is known what. The unit is "" where a thing is counted."""

    span: Span  # hedge, number and unit
    core: Span  # the number alone
    quantity: Quantity  # unit "" for a bare count
    kind: Kind
    moved: bool = False  # "from 35 to 45"
    restates: Span | None = None  # the amount that this one says again in another unit


def find_amounts(text: str, language: str | None = DEFAULT) -> list[Amount]:
    """Every amount of the text, in order, by rules alone; the language as for `find_numbers`.

    >>> [(str(a.quantity.low), a.quantity.unit, a.quantity.change) for a in find_amounts("It fell 5% to $12 on May 3.")]
    [('5', '%', 'down'), ('12', 'USD', '=')]
    """
    language = language_of(language, text)
    out: list[Amount] = []
    for number in find_numbers(text, language):
        amount = read_amount(text, number, language) if not out or number.core.start >= out[-1].span.end else None
        if amount is None:
            continue
        if out and is_doubled(text, out[-1], amount, language):
            out.pop()
        out.append(beside(text, out[-1], amount, language) if out else amount)
    return share_units(text, out, language)


def is_doubled(text: str, left: Amount, right: Amount, language: str) -> bool:
    """Whether the word "one" only leads in another number: "one 500-seat hall"."""
    return left.core.of(text).lower() in sign_rules(language).one and right.core.start - left.core.end == 1


def beside(text: str, left: Amount, right: Amount, language: str) -> Amount:
    """The amount with the bound of the one before it that it puts into another unit: "over 60 miles (100 km)"."""
    between = text[left.span.end : right.span.start]
    again = sign_rules(language).clues["twice_moved"].fullmatch(between)
    if again and left.quantity.change in ("up", "down") and right.kind == "percent":
        return replace(right, quantity=replace(right.quantity, change=left.quantity.change))
    if not restates(text, left, right):
        return right
    change = left.quantity.change if right.quantity.change == "=" else right.quantity.change
    return replace(right, quantity=replace(right.quantity, change=change), restates=left.span)


def restates(text: str, left: Amount, right: Amount) -> bool:
    """Whether the second amount says the first again: another unit of a measure, in brackets."""
    between = text[left.span.end : right.span.start]
    return bool(RESTATED.fullmatch(between)) and left.kind == right.kind and left.kind in ("money", "measure")


RESTATED = re.compile(r"[ -]?(?:[\w-]+ ){0,2}?\(|\s?/\s?")


def share_units(text: str, amounts: list[Amount], language: str) -> list[Amount]:
    """Bare numbers of a list with the unit that is said only once: "5, 7 or 9 km", "28% from 25"."""
    listed = sign_rules(language).clues["listed"]
    out = list(amounts)
    for i in range(len(out) - 2, -1, -1):
        left, right = out[i], out[i + 1]
        if bare(left) and right.quantity.unit and listed.fullmatch(text[left.span.end : right.core.start]):
            out[i] = replace(left, kind=right.kind, quantity=replace(left.quantity, unit=right.quantity.unit))
    return out


def bare(amount: Amount) -> bool:
    """Whether nothing is known yet of what is counted."""
    return amount.kind == "count" and not amount.quantity.unit


def read_amount(text: str, number: NumberSeen, language: str) -> Amount | None:
    """The amount that a number stands for, or None when it is a label."""
    unit = find_unit(text, number.core.end, number.currency, language)
    rules = sign_rules(language)
    age = rules.clues["age_limit"].search(text, max(0, number.core.start - AGE_REACH), number.core.start)
    if age and (unit is None or unit.name == "year"):
        return age_limit(number, unit, rules.age_bound.get((age["bound"] or "").lower()))
    if unit is None and is_age_said(text, number, rules):
        return age_limit(number, None, None)
    if label_reason(text, number, has_unit=unit is not None, language=language):
        return None
    if number.words and not counts_in_words(text, number, language):
        return None
    name = unit.name if unit else ""
    if name == "year" and rules.clues["age_of"].search(text, max(0, number.core.start - AGE_REACH), number.core.start):
        name = "year of age"
    end = max(number.span.end, unit.end if unit else 0)
    money = bool(number.currency) or name.isupper()
    sign = "+" if text[number.core.start : number.core.start + 1] == "+" else ""
    move = direction_of(text, number.span.start, name, money=money, sign=sign, language=language)
    change = number.change if number.moved else stronger_change(number.change, move)
    quantity = Quantity(number.low, number.high, name, change)
    return Amount(Span(number.span.start, end), number.core, quantity, kind_of(number, name, money), number.moved)


AGE_REACH = 32


def is_age_said(text: str, number: NumberSeen, rules: SignRules) -> bool:
    """Whether a bare number tells how old somebody is: "who was 10."."""
    before = rules.clues["age_said"].search(text, max(0, number.core.start - AGE_REACH), number.core.start)
    return bool(before and rules.clues["age_behind"].match(text, number.core.end)) and number.high <= OLDEST


OLDEST = 120


def age_limit(number: NumberSeen, unit: Unit | None, bound: str | None) -> Amount:
    """The amount of "under the age of 5 years"."""
    change: Change = "<" if bound == "<" else ">" if bound == ">" else number.change
    quantity = Quantity(number.low, number.high, "year of age", change)
    return Amount(Span(number.span.start, unit.end if unit else number.span.end), number.core, quantity, "measure")


def stronger_change(bound: Change, move: Change) -> Change:
    """A bound before a direction, a direction before a hedge."""
    return bound if bound in (">", "<") or move == "=" else move


def kind_of(number: NumberSeen, unit: str, money: bool) -> Kind:
    """What sort of amount it is."""
    if number.shape == "share":
        return "share"
    if unit in ("%", "percentage point"):
        return "percent"
    if money:
        return "money"
    return "measure" if unit else "count"
