"""Numbers of a text with exact values: digits, words, ranges, shares, bounds and hedges.

Takes any string, gives the numbers in order, with the place of the number proper (`core`) and of the number with its
hedge (`span`). Ordinals, clock times, versions and words that hold digits ("A320") are left out. It knows nothing of
units or dates: a year is a number here. Values are `Decimal`, so nothing is rounded and nothing overflows.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from retold.records import Span
from retold.text.number_english import ENGLISH
from retold.text.number_hedges import add_hedges
from retold.text.number_money import MARK, SIGNS, code_of, either
from retold.text.number_ranges import join_pairs
from retold.text.number_rules import NumberRules, NumberSeen
from retold.text.number_words import EXACT, LONGEST, Token, build, word_after, word_before

__all__ = ["NumberSeen", "find_numbers"]

LANGUAGES = {"en": ENGLISH}


def find_numbers(text: str, language: str = "en") -> list[NumberSeen]:
    """Every number of the text, in order.

    >>> [(n.span.of("Nearly 18,000 fled."), str(n.low), n.change) for n in find_numbers("Nearly 18,000 fled.")]
    [('Nearly 18,000', '18000', '~')]
    >>> [(str(n.low), str(n.high)) for n in find_numbers("between two and three dozen")]
    [('24', '36')]
    """
    rules = LANGUAGES.get(language, ENGLISH)
    return [add_hedges(text, n, rules) for n in join_pairs(text, read_singles(text, rules), rules)]


# ---- tokens --------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def digit_pattern(language: str) -> re.Pattern[str]:
    """The pattern of digits with their fraction and the letters glued to them."""
    r = LANGUAGES[language]
    group, point = re.escape(r.group_mark), re.escape(r.decimal_mark)
    grouped = rf"\d{{1,3}}(?:[{group}\u00a0\u202f\u2009'’]\d{{2,3}})+(?!\d)(?:{point}\d+)?"
    part = r"(?:[ -]?[½⅓⅔¼¾⅕⅛⅜⅝⅞]|[ -]\d/\d(?![\d/]))"
    digits = rf"(?>{grouped}|\d+(?:{point}\d+)?|{point}\d+|[½⅓⅔¼¾])"
    tail = r"(?:[^\W\d_]++\d?+)"
    return re.compile(rf"(?P<digits>{digits})(?P<part>{part})?(?P<tail>{tail})?+(?!\w|[/.,:]\d)")


@lru_cache(maxsize=8)
def word_pattern(language: str) -> re.Pattern[str]:
    """The pattern of one number word; the word's left side is checked afterwards, which lets the search jump."""
    r = LANGUAGES[language]
    words = either([*r.small, *r.tens, *r.hundreds, *r.scales, *r.packs, *r.fractions, *r.vague, *r.few])
    return re.compile(rf"(?:{words})(?!\w|['’]\w)")


LEAD = re.compile(rf"(?<!\w)(?:(?P<mark>{MARK})[ \u00a0]?)?(?P<sign>[-−+])?(?P<late>[$€£¥])?\Z")
LEAD_REACH = 8  # characters before the digits in which their mark of money and sign stand


VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5)} | {
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
}


def lower(text: str) -> str:
    """The text in lower case with every character in its place.

    >>> len(lower("İZMİR")) == len("İZMİR")
    True
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def find_tokens(text: str, rules: NumberRules) -> list[Token]:
    """Digits and number words in order, words that hold digits left out."""
    out = [t for m in digit_pattern(rules.language).finditer(text) if (t := read_digits(text, m, rules))]
    for m in word_pattern(rules.language).finditer(lower(text)):
        at = m.start()
        if not at or not (text[at - 1].isalnum() or text[at - 1] == "_"):
            out.append(Token(at, m.end(), m.group()))
    return sorted(out, key=lambda t: t.start)


def read_digits(text: str, m: re.Match[str], rules: NumberRules) -> Token | None:
    """The token of a number in digits, or None when they belong to a word, a code or mere data."""
    at = m.start()
    lead = LEAD.search(text, max(0, at - LEAD_REACH), at)
    if lead is None or m.end("digits") - at > LONGEST or hangs_on(text, lead, rules):
        return None
    tail = (m["tail"] or "").lower()
    power = rules.glued_scales.get(tail, 0)
    currency = code_of(lead["mark"] or lead["late"] or SIGNS.get(text[m.end() : m.end() + 1], ""))
    if tail and not power and tail not in rules.glued_units:
        return None
    if tail == "m" and not currency and not is_million(text, m.end(), rules):
        power = 0
    end = m.end() if power or not tail else m.start("tail")
    return Token(lead.start(), end, "", digits_value(m, lead, rules), power, currency)


def digits_value(m: re.Match[str], lead: re.Match[str], rules: NumberRules) -> Decimal:
    """The exact value of the digits of a match, with sign and fraction."""
    if m["digits"] in VULGAR:
        return share_of(m["digits"])
    plain = "".join(c for c in m["digits"] if c.isdecimal() or c == rules.decimal_mark)
    value = Decimal(plain.replace(rules.decimal_mark, "."))
    if m["part"]:
        value = EXACT.add(value, share_of(m["part"].strip(" -")))
    return value.copy_negate() if (lead["sign"] or "") in ("-", "−") else value


def share_of(part: str) -> Decimal:
    """The value of "½" or "1/2".

    >>> share_of("3/4")
    Decimal('0.75')
    """
    over, under = VULGAR.get(part) or tuple(int(n) for n in part.split("/"))
    return Decimal(over) / Decimal(under or 1)


def hangs_on(text: str, lead: re.Match[str], rules: NumberRules) -> bool:
    """Whether the digits belong to what stands before them: "COVID-19", "737-800", "7:30", but not "sub-300"."""
    at = lead.start()
    before = text[at - 1] if at else " "
    if lead["sign"] and not before.isspace() and before not in "([/,":
        return True
    if before in ".,:/'’" and at > 1 and text[at - 2].isdigit():
        return True
    if before != "-" or at < 2 or not text[at - 2].isalpha():
        return False
    word, _ = word_before(text, at)
    return word not in rules.hedges_before and word not in rules.below_zero


def is_million(text: str, end: int, rules: NumberRules) -> bool:
    """Whether the m of "11.6m" counts millions: a noun or "of" follows, no word of size ("3m deep")."""
    after = word_after(text, end)
    return bool(after) and after not in rules.size_words


# ---- numbers -------------------------------------------------------------------------------------------------------


def read_singles(text: str, rules: NumberRules) -> list[NumberSeen]:
    """Single numbers in order, without hedges and ranges."""
    tokens = find_tokens(text, rules)
    out, i = [], 0
    while i < len(tokens):
        built = build(text, tokens, i, rules)
        if built is None:
            i += 1
            continue
        place = Span(built.start, built.end)
        currency = tokens[i].currency
        out.append(
            NumberSeen(
                place, built.low, built.high, "=", place, currency, built.shape, False, built.words, built.factor
            )
        )
        i = built.upto
    return out
