"""From number tokens to values: "two hundred and five", "1.7 million", "two and a half dozen", "tens of thousands".

Takes the tokens of one text (digits or one number word each, in order) and builds, from a given one, the longest
number that starts there. Exact: values are scaled by powers of ten, never by floats.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal

from retold.text.number_rules import NumberRules, Shape

LONGEST = 4000  # digits of one number; a longer run of digits is no number but data
EXACT = Context(prec=LONGEST + 100)
HALF = Decimal("0.5")
HIGHEST = 99  # a power of ten above all scales
BEFORE = re.compile(r"([^\W\d_]+)[\s-]+$")
AFTER = re.compile(r"[\s-]+([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Token:
    """Digits with their value, or one number word."""

    start: int
    end: int
    word: str  # lower case; "" for digits
    value: Decimal | None = None
    power: int = 0  # of a scale written at the digits: "1.7m"
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """A number made of one or more tokens; `upto` is the index after the last one."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    upto: int
    shape: Shape = "count"
    words: bool = False
    factor: Decimal = Decimal(1)


def scaled(value: Decimal, power: int) -> Decimal:
    """value x 10^power, without rounding.

    >>> scaled(Decimal("1.7"), 6) == 1700000
    True
    >>> str(scaled(Decimal("2"), 3))
    '2000'
    """
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    if exponent + power > 0:
        return Decimal((sign, digits + (0,) * (exponent + power), 0))
    return Decimal((sign, digits, exponent + power))


def word_before(text: str, at: int) -> tuple[str, int]:
    """The word that ends just before `at`, lower case, and where it starts."""
    match = BEFORE.search(text, max(0, at - 24), at)
    return (match.group(1).lower(), match.start(1)) if match else ("", at)


def word_after(text: str, at: int) -> str:
    """The word that begins right after `at`, lower case."""
    match = AFTER.match(text, at, at + 24)
    return match.group(1).lower() if match else ""


def build(text: str, tokens: list[Token], i: int, rules: NumberRules) -> Built | None:
    """The longest number that starts at token `i`, or None when the word is no number here."""
    word = tokens[i].word
    if word in rules.vague:
        return build_vague(text, tokens, i, rules)
    if word in rules.fractions:
        return build_fraction(text, tokens, i, rules)
    return build_count(text, tokens, i, rules)


def build_vague(text: str, tokens: list[Token], i: int, rules: NumberRules) -> Built:
    """ "dozens", "tens of thousands"."""
    low, high = rules.vague[tokens[i].word]
    last = i
    if i + 1 < len(tokens) and tokens[i + 1].word in rules.vague and joined_by(text, tokens, i, rules.of_words):
        low, high = (a * rules.vague[tokens[i + 1].word][0] for a in (low, high))
        last = i + 1
    return Built(tokens[i].start, tokens[last].end, low, high, last + 1, "vague", words=True)


def joined_by(
    text: str, tokens: list[Token], i: int, words: frozenset[str], then: frozenset[str] = frozenset()
) -> bool:
    """Whether exactly one of `words` (and at most one of `then`) stands between token `i` and the next."""
    between = text[tokens[i].end : tokens[i + 1].start].replace("-", " ").lower().split()
    return bool(between) and between[0] in words and all(w in then for w in between[1:]) and len(between) < 3


def touches(text: str, tokens: list[Token], i: int) -> bool:
    """Whether only a blank or a hyphen stands between token `i` and the next."""
    return i + 1 < len(tokens) and text[tokens[i].end : tokens[i + 1].start] in (" ", "-", "\u00a0", " \n", "\n")


def build_fraction(text: str, tokens: list[Token], i: int, rules: NumberRules) -> Built | None:
    """ "a third of", "half the", "half a million", "a quarter of a million"."""
    over, under = rules.fractions[tokens[i].word]
    before, start = word_before(text, tokens[i].start)
    is_half = (over, under) == (1, 2)
    led = before in rules.articles or before in rules.share_articles
    if not is_half and not led:
        return None
    if not led:
        start = tokens[i].start
        if before in rules.not_half_after:
            return None
    share = Decimal(over) / Decimal(under)
    scale = scale_after(text, tokens, i, rules)
    if scale is not None:
        factor, upto = scale
        return Built(start, tokens[upto - 1].end, factor * over / under, factor * over / under, upto, words=True)
    joined = goes_on_as_share(text, tokens, i, rules)
    if tokens[i].word in rules.scaled_fractions or not (joined or stands_alone(text, tokens[i], start, rules)):
        return None
    return Built(start, tokens[i].end, share, share, i + 1, "share", words=True)


def scale_after(text: str, tokens: list[Token], i: int, rules: NumberRules) -> tuple[Decimal, int] | None:
    """The scale of "half a million", "a quarter of a million", "half-million", and the index after it."""
    if i + 1 >= len(tokens):
        return None
    factor = factor_of(tokens[i + 1].word, rules)
    if factor is None:
        return None
    if touches(text, tokens, i) or joined_by(text, tokens, i, rules.articles | rules.of_words, rules.articles):
        return factor, i + 2
    return None


def last_factor(token: Token, rules: NumberRules) -> Decimal:
    """The scale that a number ends with."""
    return factor_of(token.word, rules) or scaled(Decimal(1), token.power)


def times(count: int, value: Decimal) -> Decimal:
    """count x value; exact for one."""
    return value if count == 1 else EXACT.multiply(Decimal(count), value)


def factor_of(word: str, rules: NumberRules) -> Decimal | None:
    """What a scale word multiplies by."""
    if word in rules.hundreds:
        return Decimal(100)
    if word in rules.packs:
        return Decimal(rules.packs[word])
    if word in rules.scales:
        return scaled(Decimal(1), rules.scales[word])
    return None


def stands_alone(text: str, token: Token, start: int, rules: NumberRules) -> bool:
    """Whether a fraction word names a share here: "a third of them", "by a third", "more than half"."""
    if word_after(text, token.end) in rules.share_followers:
        return True
    before, _ = word_before(text, start)
    return before in rules.share_leaders


def goes_on_as_share(text: str, tokens: list[Token], i: int, rules: NumberRules) -> bool:
    """Whether another share follows at once: "between a third and a half"."""
    if i + 1 >= len(tokens) or tokens[i + 1].word not in rules.fractions:
        return False
    return joined_by(text, tokens, i, rules.and_words | rules.range_words, rules.articles)


def build_count(text: str, tokens: list[Token], i: int, rules: NumberRules) -> Built | None:
    """Digits or number words with their scales: "two hundred and five", "1.7 million", "two thirds"."""
    start, low, high, at = open_number(text, tokens, i, rules)
    if at == i and tokens[i].word in rules.few:
        return None
    value, at = read_scales(text, tokens, at, rules)
    if value is None:
        return None
    words = all(t.word for t in tokens[i:at])
    share = share_after(text, tokens, at, rules, value) if words else None
    if share is not None:
        return build_share(text, tokens, (start, at), rules, share)
    shape: Shape = "vague" if low != high else "count"
    factor = last_factor(tokens[at - 1], rules) if at - i > 1 or tokens[i].power else Decimal(1)
    return Built(start, tokens[at - 1].end, times(low, value), times(high, value), at, shape, words, factor)


def build_share(
    text: str, tokens: list[Token], place: tuple[int, int], rules: NumberRules, share: tuple[Decimal, int]
) -> Built:
    """A share whose fraction word stands at `place[1]`, or a number: "three quarters of a million"."""
    (start, at), (over, under) = place, share
    scale = scale_after(text, tokens, at, rules)
    if scale is None:
        return Built(start, tokens[at].end, over / under, over / under, at + 1, "share", words=True)
    value = scale[0] * over / under
    return Built(start, tokens[scale[1] - 1].end, value, value, scale[1], words=True)


def open_number(text: str, tokens: list[Token], i: int, rules: NumberRules) -> tuple[int, int, int, int]:
    """Where the number starts, what multiplies it ("several" thousand), and its first token proper."""
    word = tokens[i].word
    if word in rules.few and i + 1 < len(tokens) and factor_of(tokens[i + 1].word, rules):
        if touches(text, tokens, i) or joined_by(text, tokens, i, rules.of_words):
            return tokens[i].start, *rules.few[word], i + 1
    elif factor_of(word, rules):
        before, start = word_before(text, tokens[i].start)
        return (start if before in rules.articles else tokens[i].start), 1, 1, i
    return tokens[i].start, 1, 1, i


def read_scales(text: str, tokens: list[Token], at: int, rules: NumberRules) -> tuple[Decimal | None, int]:
    """Groups with falling scales, "two million three hundred thousand", and the index after the last."""
    total, ceiling, first = Decimal(0), HIGHEST, at
    group, at = read_group(text, tokens, at, rules)
    if group is None:
        return None, at
    while at < len(tokens) and (at == first or touches(text, tokens, at - 1) or halves(text, tokens, at, rules)):
        word = tokens[at].word
        if word in rules.packs:
            return EXACT.add(total, EXACT.multiply(group, Decimal(rules.packs[word]))), at + 1
        if halves(text, tokens, at, rules):
            half = HALF if group else scaled(HALF, ceiling)
            group, at = EXACT.add(group, half), at + 1
            continue
        power = rules.scales.get(word)
        if power is None:
            break
        if power < ceiling:
            total = EXACT.add(total, scaled(group, power))
        elif EXACT.add(total, group) < scaled(Decimal(1), power):  # "two thousand million"
            total = scaled(EXACT.add(total, group), power)
        else:
            break
        group, ceiling, at = Decimal(0), power, at + 1
        if goes_on(text, tokens, at, rules):
            following, upto = read_group(text, tokens, at, rules)
            group, at = (following, upto) if following is not None else (group, at)
    return EXACT.add(total, group), at


def goes_on(text: str, tokens: list[Token], at: int, rules: NumberRules) -> bool:
    """Whether token `at` is a word that adds to the scale before it: "five" of "two hundred thousand and five"."""
    if at >= len(tokens) or not tokens[at].word or factor_of(tokens[at].word, rules):
        return False
    return linked(text, tokens, at - 1, rules)


def halves(text: str, tokens: list[Token], at: int, rules: NumberRules) -> bool:
    """Whether token `at` is the half of "two and a half"."""
    return rules.fractions.get(tokens[at].word) == (1, 2) and joined_by(
        text, tokens, at - 1, rules.and_words, rules.articles
    )


def linked(text: str, tokens: list[Token], i: int, rules: NumberRules) -> bool:
    """Whether the next token goes on with the number: a blank, a hyphen or "and" between them."""
    return touches(text, tokens, i) or (i + 1 < len(tokens) and joined_by(text, tokens, i, rules.and_words))


def read_group(text: str, tokens: list[Token], at: int, rules: NumberRules) -> tuple[Decimal | None, int]:
    """A number below a thousand in words, or digits; then the index after it. A bare scale counts as one."""
    token, first = tokens[at], at
    if token.value is not None:
        value, at = scaled(token.value, token.power), at + 1
    elif token.word in rules.scales or token.word in rules.packs:
        return Decimal(1), at
    elif token.word in rules.whole_hundreds:
        return add_tens(text, tokens, at + 1, rules, Decimal(rules.whole_hundreds[token.word]))
    elif token.word in rules.hundreds:
        value = Decimal(1)
    else:
        below, at = read_tens(text, tokens, at, rules)
        if below is None:
            return None, at
        value = Decimal(below)
    if at < len(tokens) and tokens[at].word in rules.hundreds and (at == first or touches(text, tokens, at - 1)):
        return add_tens(text, tokens, at + 1, rules, EXACT.multiply(value, Decimal(100)))
    return value, at


def add_tens(text: str, tokens: list[Token], at: int, rules: NumberRules, hundreds: Decimal) -> tuple[Decimal, int]:
    """Hundreds with the words below a hundred that follow them, and the index after the last."""
    if at < len(tokens) and tokens[at].word and linked(text, tokens, at - 1, rules):
        rest, upto = read_tens(text, tokens, at, rules)
        if rest is not None:
            return EXACT.add(hundreds, Decimal(rest)), upto
    return hundreds, at


def read_tens(text: str, tokens: list[Token], at: int, rules: NumberRules) -> tuple[int | None, int]:
    """A number word from zero to ninety-nine, or a year in two halves ("nineteen eighty-four")."""
    word = tokens[at].word
    if word in rules.small:
        value, at = rules.small[word], at + 1
        if 10 < value < 20 and at < len(tokens) and tokens[at].word in rules.tens and touches(text, tokens, at - 1):
            rest, at = read_tens(text, tokens, at, rules)
            return value * 100 + (rest or 0), at
        return value, at
    if word not in rules.tens:
        return None, at
    value, at = rules.tens[word], at + 1
    ones = at < len(tokens) and 0 < rules.small.get(tokens[at].word, 0) < 10
    if ones and (touches(text, tokens, at - 1) or joined_by(text, tokens, at - 1, rules.tens_links)):
        return value + rules.small[tokens[at].word], at + 1
    return value, at


def share_after(
    text: str, tokens: list[Token], at: int, rules: NumberRules, count: Decimal
) -> tuple[Decimal, int] | None:
    """The parts of "two thirds", "one-third", "three quarters": a fraction word right after a small number."""
    if at >= len(tokens) or not 1 <= count <= 20 or not touches(text, tokens, at - 1):
        return None
    parts = rules.fractions.get(tokens[at].word)
    plural = tokens[at].word in rules.plural_fractions
    if parts is None or parts == (1, 2) or plural != (count > 1):
        return None
    return count * parts[0], parts[1]
