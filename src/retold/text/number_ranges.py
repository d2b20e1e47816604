"""Two numbers that are one: ranges ("between 35 and 45", "12-15"), shares ("one in five") and scores ("3-1").

Takes single numbers in order, gives numbers in order. The words between two numbers decide, then those around them.
A pair that no row of the tables joins stays two numbers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from retold.records import Span
from retold.text.number_hedges import phrase_before
from retold.text.number_rules import NumberRules, NumberSeen
from retold.text.number_words import EXACT, word_after, word_before

REACH = 24  # characters between the two numbers of a pair
FARTHEST = 100  # times the lower end: "in 2018 to 3.9 million" is no range
FARTHEST_MOVED = 4  # "lost 0.85 to 17.32" is a step and a level, "rose 5 to 10 percent" a range
MOST_OR = 100  # "two or three" is a range, "26k or 41k" are two numbers
DASHES = frozenset("-–—‑‐−")
TIED = re.compile(r"^-(\w+)-$")  # "7-to-4", "1-in-4"
PHONE = re.compile(r"\d{3}[-–]\d{4}$")


def join_pairs(text: str, singles: list[NumberSeen], rules: NumberRules) -> list[NumberSeen]:
    """Neighbours joined where they are one number; runs of hyphened digits (phone numbers, dates) left out."""
    out, i = [], 0
    while i < len(singles):
        chain = chain_length(text, singles, i)
        if chain > 2 or (chain == 2 and is_phone(text, singles, i)):
            i += chain
            continue
        pair = join_pair(text, singles[i], singles[i + 1], rules) if i + 1 < len(singles) else None
        out.append(pair or singles[i])
        i += 2 if pair else 1
    return out


def chain_length(text: str, singles: list[NumberSeen], i: int) -> int:
    """How many numbers from `i` on are tied by bare hyphens."""
    n = 1
    while i + n < len(singles) and text[singles[i + n - 1].core.end : singles[i + n].core.start] in DASHES:
        n += 1
    return n


def is_phone(text: str, singles: list[NumberSeen], i: int) -> bool:
    """Whether two hyphened numbers look like a phone number: 555-0142."""
    return bool(PHONE.match(text[singles[i].core.start : singles[i + 1].core.end]))


def join_pair(text: str, left: NumberSeen, right: NumberSeen, rules: NumberRules) -> NumberSeen | None:
    """One number made of two neighbours, or None."""
    if right.core.start - left.core.end > REACH or "vague" in (left.shape, right.shape):
        return None
    if (left.shape == "share") != (right.shape == "share"):
        return None
    words = TIED.sub(r" \1 ", text[left.core.end : right.core.start].lower()).split()
    link = " ".join(words)
    if link in rules.out_of:
        return join_share(text, left, right, rules)
    unit = ""
    if link not in DASHES and len(words) in (2, 3) and words[-1] in rules.range_words | rules.and_words:
        unit, link = " ".join(words[:-1]), words[-1]
    elif link[:1] and not link[0].isalnum() and link[-1:] in DASHES and link not in DASHES:
        unit, link = link[:-1].strip(), link[-1]
    if unit and not same_unit_follows(text, right.core.end, unit):
        return None
    if (
        unit in rules.percent
        and left.low > right.low
        and word_before(text, left.core.start)[0] not in rules.range_openers
    ):
        return None  # "51% to 48%" are the shares of two sides
    return join_range(text, (left, right), link, bool(unit), rules)


def same_unit_follows(text: str, at: int, unit: str) -> bool:
    """Whether the unit written after the first number is written after the second too."""
    return text[at : at + len(unit) + 1].strip(" -").lower().startswith(unit)


def join_share(text: str, left: NumberSeen, right: NumberSeen, rules: NumberRules) -> NumberSeen | None:
    """ "one in five", "nine out of 10": a share, unless a stretch of time follows ("two in five days")."""
    whole = all(n.low == n.low.to_integral_value() and not n.currency for n in (left, right))
    if not whole or not 1 <= left.low < right.low:
        return None
    tight = text[left.core.end : right.core.start].strip().lower() in rules.tight_out_of
    usual = left.low == 1 or right.low <= 5 or right.low % 10 == 0
    if tight and ((right.low >= 1500 and right.low < 2200) or not usual or left.low > 99):
        return None
    if word_after(text, right.core.end) in rules.time_units:
        return None
    place = Span(left.core.start, right.core.end)
    share = left.low / right.low
    return replace(left, low=share, high=share, core=place, span=place, shape="share", words=left.words and right.words)


def join_range(
    text: str, pair: tuple[NumberSeen, NumberSeen], link: str, has_unit: bool, rules: NumberRules
) -> NumberSeen | None:
    """ "35 to 45", "between 35 and 45", "from 35 to 45", "35-45", "two or three"; a score when it falls."""
    left, right = pair
    opener, start = word_before(text, left.core.start)
    opened = link in rules.range_openers.get(opener, ()) and not phrase_before(text, left.core.start, rules)[0]
    if not (opened or link in rules.range_words) or not same_money(left, right, link):
        return None
    place = Span(start if opened else left.core.start, right.core.end)
    words = left.words and right.words
    low = spread_scale(left, right)
    factor = right.factor if low != left.low else Decimal(1)
    joined = replace(left, low=low, high=right.low, core=place, span=place, words=words, factor=factor)
    if opened:
        return replace(joined, moved=is_moved(opener, word_before(text, start)[0], rules))
    if is_score(text, joined, link, has_unit, rules):
        return replace(joined, shape="score")
    steps = opener in rules.moving_verbs and not followed_by_unit(text, right)
    moving = opener in rules.moving_verbs
    if link in rules.or_words and joined.high > MOST_OR and joined.low == left.low:
        return None  # "26k or 41k"
    fits = rises(joined, FARTHEST_MOVED if moving else FARTHEST) or (has_unit and not moving and low > joined.high)
    near = link not in rules.or_words or joined.high <= 2 * joined.low + joined.factor
    return joined if fits and near and (has_unit or not steps) else None


def is_moved(opener: str, before: str, rules: NumberRules) -> bool:
    """Whether the lower end is where the number came from, not the lower end of a spread."""
    if opener in rules.moving_after_verb:
        return before in rules.moving_verbs
    return opener in rules.moving_openers and before not in rules.spread_words


def same_money(left: NumberSeen, right: NumberSeen, link: str) -> bool:
    """Whether the marks of money fit: the same, or told at the first number only."""
    if left.currency and right.currency:
        return left.currency == right.currency
    return not right.currency or link in DASHES


def rises(joined: NumberSeen, farthest: int) -> bool:
    """Whether two numbers without an opening word can be the lower and the upper end of a range."""
    return joined.low < joined.high and (joined.low == 0 or joined.high <= farthest * joined.low)


def followed_by_unit(text: str, number: NumberSeen) -> bool:
    """Whether a word or a sign of percent follows the number directly."""
    rest = text[number.core.end : number.core.end + 2].strip()
    return bool(rest) and (rest[0].isalpha() or rest[0] == "%")


def spread_scale(left: NumberSeen, right: NumberSeen) -> Decimal:
    """The lower end, with the scale that is said only once: "5 to 10 million"."""
    scaled = EXACT.multiply(left.low, right.factor)
    return scaled if right.factor > 1 and left.factor == 1 and scaled < right.low else left.low


def is_score(text: str, joined: NumberSeen, link: str, has_unit: bool, rules: NumberRules) -> bool:
    """Whether "3-1" or "4 to 3" tells a result: it falls or stands even, or a word of results is beside it."""
    if has_unit or joined.currency or link not in DASHES | rules.score_links or max(joined.low, joined.high) > 300:
        return False
    if joined.low >= joined.high:
        return True
    before, after = word_before(text, joined.core.start)[0], word_after(text, joined.core.end)
    told = before in rules.score_words or (after in rules.score_words and not after.endswith("s"))
    return link in DASHES and told
