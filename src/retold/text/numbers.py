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
from retold.text.number_hedges import add_hedges
from retold.text.number_marks import fits_marks, marks_of
from retold.text.number_money import MARK, SIGNS, code_of
from retold.text.number_ranges import join_pairs
from retold.text.number_rules import Marks, NumberRules, NumberSeen, number_rules
from retold.text.number_words import EXACT, LONGEST, Token, build, word_after, word_before
from retold.text.tables import either, language_of

__all__ = ["NumberSeen", "find_numbers"]


def find_numbers(text: str, language: str | None = "en") -> list[NumberSeen]:
    """Every number of the text, in order; without a language, by the rules of the one that the text looks like.

    >>> [(n.span.of("Nearly 18,000 fled."), str(n.low), n.change) for n in find_numbers("Nearly 18,000 fled.")]
    [('Nearly 18,000', '18000', '~')]
    >>> [(str(n.low), str(n.high)) for n in find_numbers("between two and three dozen")]
    [('24', '36')]
    >>> [str(n.low) for n in find_numbers("más de 1.200 heridos", "es")]
    ['1200']
    """
    rules = number_rules(language_of(language, text))
    found = [add_hedges(text, n, rules) for n in join_pairs(text, read_singles(text, rules), rules)]
    return [n for n in found if not is_article(text, n, rules)]


def is_article(text: str, number: NumberSeen, rules: NumberRules) -> bool:
    """Whether a word that may count ("un") is only the article here: no bound or hedge stands before it."""
    return number.words and number.change == "=" and number.core.of(text).lower() in rules.articles


# ---- tokens --------------------------------------------------------------------------------------------------------

PARTS = r"(?:[ -]?[½⅓⅔¼¾⅕⅛⅜⅝⅞]|[ -]\d/\d(?![\d/]))"
TAIL = r"(?:[^\W\d_]++\d?+)"


MOST_GROUPS = 20  # of two digits: so that a row of groups without end is not read anew from each of them


@lru_cache(maxsize=16)
def digit_pattern(marks: tuple[Marks, ...]) -> re.Pattern[str]:
    """The pattern of digits with their fraction and the letters glued to them; the usual marks come first."""
    usual = marks[0]
    point = re.escape(usual.point)
    whole = grouped(usual) + rf"(?:{point}\d+)?|\d++(?:{point}\d+)?+(?![{point}{re.escape(usual.group)}]\d)"
    other = "".join(f"|{plainly(m)}" for m in marks[1:])
    digits = rf"(?>{whole}{other}|{point}\d+|[½⅓⅔¼¾])"
    return re.compile(rf"(?P<digits>{digits})(?P<part>{PARTS})?(?P<tail>{TAIL})?+(?!\w|[/.,:]\d|\.?[ºª])")


def grouped(marks: Marks) -> str:
    """Digits in groups of three, or as India writes them: "1,200,000", "12,00,000"."""
    between = rf"[{re.escape(marks.group)}\u00a0\u202f\u2009'’]"
    return rf"\d{{1,3}}(?:{between}\d{{2}}(?!\d)){{0,{MOST_GROUPS}}}+(?:{between}\d{{3}})++(?!\d)"


def plainly(marks: Marks) -> str:
    """Digits that can only mean these marks: both kinds, two groups, or a fraction that is no group."""
    group, point = re.escape(marks.group), re.escape(marks.point)
    return rf"\d{{1,3}}(?:{group}\d{{3}})+{point}\d+|\d{{1,3}}(?:{group}\d{{3}}){{2,}}|\d+{point}\d{{1,2}}(?!\d)"


@lru_cache(maxsize=8)
def word_pattern(language: str) -> re.Pattern[str]:
    """The pattern of one number word; the word's left side is checked afterwards, which lets the search jump."""
    r = number_rules(language)
    below = [*r.small, *r.tens, *r.hundreds, *r.whole_hundreds]
    words = [*below, *r.scales, *r.packs, *r.fractions, *r.vague, *r.few]
    return re.compile(rf"(?:{either(words)})(?!\w|['’]\w)" if words else r"(?!)")


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
    marks = marks_of(text, rules)
    out = [t for m in digit_pattern(marks).finditer(text) if (t := read_digits(text, m, (rules, marks)))]
    low = lower(text)
    ends = [p for p in rules.percent if " " in p]
    for m in word_pattern(rules.language).finditer(low):
        at = m.start()
        inside = at and (text[at - 1].isalnum() or text[at - 1] == "_")
        if not inside and not any(low.endswith(p, 0, m.end()) for p in ends):
            out.append(Token(at, m.end(), m.group()))
    return sorted(out, key=lambda t: t.start)


def read_digits(text: str, m: re.Match[str], by: tuple[NumberRules, tuple[Marks, ...]]) -> Token | None:
    """The token of a number in digits, or None when they belong to a word, a code or mere data."""
    at, (rules, marks) = m.start(), by
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
    return Token(lead.start(), end, "", digits_value(m, lead, marks), power, currency)


def digits_value(m: re.Match[str], lead: re.Match[str], marks: tuple[Marks, ...]) -> Decimal:
    """The exact value of the digits of a match, with sign and fraction."""
    if m["digits"] in VULGAR:
        return share_of(m["digits"])
    point = fits_marks(m["digits"], marks).point
    plain = "".join(c for c in m["digits"] if c.isdecimal() or c == point)
    value = Decimal(plain.replace(point, "."))
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
    word, start = word_before(text, at)
    if word in rules.range_words | rules.tight_out_of and text[start - 1 : start] == "-":
        return False  # "7-to-4", "1-in-4"
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
