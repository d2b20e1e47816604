"""What tells a count from a label: dates, clock times, scores, ordinals, addresses, list numbers, names with digits.

Takes a number at its place with or without a unit, says why it is no quantity, or nothing. Rules look at the
characters beside the number only, so that they hold in every topic and without a parser. The words of a language are
data (quantity_rules.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.claims.quantity_phrases import is_plural
from retold.claims.quantity_rules import SignRules, sign_rules
from retold.records import Span
from retold.text.numbers import NumberSeen
from retold.text.tables import DEFAULT

REACH = 40
YEAR_SHAPE_LENGTHS = (7, 9, 11, 12, 17, 18, 21)  # "1990-95", "1990-1995", "1990 to 1995", "between 1990 and 1995"
WORD_BEFORE = re.compile(r"([^\W\d_][\w.’'&-]*)[ \u00a0]\Z")
WORD_AFTER = re.compile(r"[ ]([^\W\d_][\w’'-]*)")
LIST_ITEM = re.compile(r"(?:^|\n)\s*\(?\Z")
AGE_APPOSITION = re.compile(r"[^\W\d_a-z][\w’'-]+, \Z")
NOUNS_AHEAD = 3  # words behind a number in which the plural that it counts stands


@dataclass(frozen=True, slots=True)
class Beside:
    """A number with the characters on both sides of it."""

    number: NumberSeen
    number_text: str
    before: str
    after: str
    has_unit: bool
    rules: SignRules

    @property
    def lead(self) -> str:
        """The word right before the number."""
        found = WORD_BEFORE.search(self.before)
        return found.group(1) if found else ""

    @property
    def noun(self) -> str:
        """The word right behind the number."""
        found = WORD_AFTER.match(self.after)
        return found.group(1) if found else ""


def label_reason(text: str, number: NumberSeen, *, has_unit: bool, language: str = DEFAULT) -> str:
    """Why the number is no quantity; "" when it is one."""
    if number.shape == "score":
        return "score"
    start, end = number.core.start, number.core.end
    rules = sign_rules(language)
    beside = Beside(
        number, number.core.of(text), text[max(0, start - REACH) : start], text[end : end + REACH], has_unit, rules
    )
    if is_furniture(text, number, rules):
        return "page furniture"
    return next((why for why, rule in RULES if rule(beside)), "")


def is_furniture(text: str, number: NumberSeen, rules: SignRules) -> bool:
    """ "Image 2 of 12", "3 min read", "1/5": a line that holds nothing but what a page adds to itself."""
    line = line_around(text, number.core)
    return line is not None and bool(rules.clues["furniture"].fullmatch(line.of(text).strip(BRACKETS)))


BRACKETS = " \u00a0\t\r()[]|•·-–—:"
LONGEST_FURNITURE = 40


def line_around(text: str, core: Span) -> Span | None:
    """The line that holds a number; None when it is longer than page furniture is, or all there is."""
    start = text.rfind("\n", max(0, core.start - LONGEST_FURNITURE), core.start) + 1
    if not start and core.start > LONGEST_FURNITURE:
        return None
    end = text.find("\n", core.end, core.end + LONGEST_FURNITURE)
    end = len(text) if end < 0 else end
    alone = start == 0 and end == len(text)
    return Span(start, end) if end - start <= LONGEST_FURNITURE and not alone else None


def is_date(at: Beside) -> bool:
    """ "May 5", "5 May", "Sept. 20-24"."""
    number, clues = at.number, at.rules.clues
    if number.currency or number.high > 2100:
        return False
    if clues["date_before"].search(at.before) and not at.has_unit and at.before.rstrip()[-1:] != ":":
        return name_case(at.before, at.rules)
    found = clues["date_after"].match(at.after) if not number.words else None
    return found is not None and number.high <= 31 and (not at.rules.named_months or any_upper(found.group()))


def any_upper(words: str) -> bool:
    """Whether a capital stands in these words."""
    return any(c.isupper() for c in words)


def name_case(before: str, rules: SignRules) -> bool:
    """Whether the month before is written as a name ("May 5", not "may 5")."""
    words = re.findall(r"[^\W\d_]+", before)
    return bool(words) and (words[-1][0].isupper() or bool(rules.clues["date_joint"].fullmatch(words[-1])))


def is_clock(at: Beside) -> bool:
    """ "5 p.m.", "7am", "5 to 7 p.m.", "a las 5"."""
    clues, number = at.rules.clues, at.number
    if number.currency or not number.high <= 24:
        return False
    return bool(
        clues["clock_after"].match(at.after)
        or clues["to_clock"].match(at.after)
        or clues["clock_before"].search(at.before)
    )


def is_year(at: Beside) -> bool:
    """A year: four bare digits after a word that leads one in, or with no counted noun behind it."""
    number, rules = at.number, at.rules
    if at.before[-1:] in ("'", "’") and number.core.end - number.core.start == 2 and not at.has_unit:
        return bool(rules.clues["short_year_before"].search(at.before))
    if number.currency or at.has_unit or number.words or number.shape == "share" or not looks_like_year(number):
        era = rules.clues["era_after"].match(at.after) or rules.clues["era_before"].search(at.before)
        return bool(era) and not number.currency
    lead, noun = at.lead.lower().strip("("), at.noun
    if noun.islower() and (noun in rules.counted or (noun.endswith("s") and noun not in rules.year_follower)):
        return lead in rules.year_lead - rules.range_lead and number.change == "="
    if number.low >= 1700:
        return number.change == "=" or lead in rules.year_lead
    return lead in rules.year_lead or number.core.end - number.core.start > 4


def looks_like_year(number: NumberSeen) -> bool:
    """Whether a number, or both ends of a range, could be a year: whole, of four bare digits."""
    length = number.core.end - number.core.start
    whole = all(n == n.to_integral_value() for n in (number.low, number.high))
    if not whole or not 1000 <= number.low <= 2100:
        return False
    if number.low == number.high:
        return length == 4
    return (1000 <= number.high <= 2100 or number.high < 100) and length in YEAR_SHAPE_LENGTHS


def is_label(at: Beside) -> bool:
    """A number that names: "Route 66", "page 12", "iPhone 11", "the FTSE 100"."""
    number, rules, word = at.number, at.rules, at.lead
    if at.has_unit or number.currency or number.words or number.shape != "count" or number.change != "=":
        return False
    if is_in_name(at):
        return True
    if word.lower().strip(".") in rules.label and number.high < 10000 and not counts_behind(at):
        return True
    if (number.low >= 1000 and number.core.end - number.core.start > 4) or number.low % 1:
        return False
    return any_upper(word) and word.lower() not in rules.little and not counts_for_name(at)


def is_in_name(at: Beside) -> bool:
    """ "the Group of 20", "units 5 and 6": no plural follows that the number could count."""
    if is_plural(at.noun.lower()) or at.noun in at.rules.counted:
        return False
    clues = at.rules.clues
    return bool(clues["name_of"].search(at.before) or clues["label_list"].search(at.before))


def counts_for_name(at: Beside) -> bool:
    """Whether a number behind a word in capitals counts what follows: "Norland 40 boats", not "Norland 40 sailed"."""
    noun, word, rules = at.noun, at.lead, at.rules
    if not noun or noun.lower() in rules.little or not word[1:].islower() or noun[0].isupper():
        return False
    if noun.endswith("s") or noun in rules.counted:
        return True
    opens = at.before[: -len(word) - 1].rstrip()[-1:] in ("", *".!?:\n")
    return opens and any(is_plural(w.lower()) for w in re.findall(r"[^\W\d_]+", at.after)[1:NOUNS_AHEAD])


def is_series(at: Beside) -> bool:
    """ "Image 2 of 12": both numbers."""
    clues = at.rules.clues
    if at.has_unit or at.number.words or at.number.currency:
        return False
    first = at.lead.lower() in at.rules.label and clues["series_after"].match(at.after)
    return bool(first or clues["series"].search(at.before))


def is_code(at: Beside) -> bool:
    """Digits that a hyphen ties to other digits without making a range: the parts of "3888-2"."""
    tied_before = at.before[-1:] in TIES and at.before[-2:-1].isdigit()
    tied_after = at.after[:1] in TIES and at.after[1:2].isdigit()
    return bool(tied_before or tied_after) and not at.has_unit and not at.number.currency


TIES = ("-", "‑", "‐")


PHONE = re.compile(
    r"\+\d{1,3}(?:[ -]?\(?\d{1,4}\)?){2,5}|\(0?\d{2,4}\)[ -]?\d{3,4}[ -]\d{3,4}"
    r"|(?<![\d.,])0\d{2,4}[ -]\d{3,4}(?:[ -]\d{2,4})?|(?<![\d.,])\d{3}[-.]\d{3}[-.]\d{4}(?!\d)"
)
PHONE_DIGITS = 7


def is_phone(at: Beside) -> bool:
    """A part of a telephone number: "+1 202-555-0142", "(020) 7946 0999", "0800 555 0142"."""
    if at.has_unit or at.number.words or at.number.currency:
        return False
    start = len(at.before)
    around = at.before + at.number_text + at.after
    found = (m for m in PHONE.finditer(around) if m.start() <= start + 1 and start < m.end())
    return any(sum(c.isdigit() for c in m.group()) >= PHONE_DIGITS for m in found)


def counts_behind(at: Beside) -> bool:
    """Whether a word that can lead a label only ends the phrase before a count: "across the group 1,750 jobs"."""
    noun = at.noun
    return bool(at.number.low >= BY_THOUSANDS and noun.islower() and is_plural(noun)) or (
        noun in at.rules.counted and at.rules.clues["article"].search(at.before) is not None
    )


BY_THOUSANDS = 1000  # labels of this size are rare


def is_address(at: Beside) -> bool:
    """ "221 Baker Street"."""
    clues = at.rules.clues
    found = clues["address_after"].match(at.after) or clues["address_before"].search(at.before)
    return not at.has_unit and not at.number.words and bool(found)


def is_list_number(at: Beside) -> bool:
    """ "3. Close the gate" at the start of a line, "(4)" after a name."""
    if at.has_unit or at.number.words or at.number.high > 99 or at.number.currency:
        return False
    if LIST_ITEM.search(at.before) and re.match(r"[.):](?:\s|$)", at.after):
        return True
    return at.before.endswith("(") and at.after.startswith(")")


def is_age(at: Beside) -> bool:
    """ "Ann Lee, 45, said", "aged 45"."""
    number, clues = at.number, at.rules.clues
    if at.has_unit or number.currency or not number.high <= 120:
        return False
    if clues["age_before"].search(at.before) and not clues["age_counts"].match(at.after):
        return True
    behind = clues["age_behind"].match(at.after)
    return not number.words and bool(AGE_APPOSITION.search(at.before)) and behind is not None


RULES = (
    ("telephone", is_phone),
    ("date", is_date),
    ("clock", is_clock),
    ("year", is_year),
    ("age", is_age),
    ("list number", is_list_number),
    ("address", is_address),
    ("place in a series", is_series),
    ("code", is_code),
    ("name", is_label),
)


# ---- numbers in words ----------------------------------------------------------------------------------------------


def counts_in_words(text: str, number: NumberSeen, language: str = DEFAULT) -> bool:
    """Whether a number word counts: not the pronoun "one", not "at one point"."""
    rules = sign_rules(language)
    floor = max(0, number.core.start - 16)
    idioms = rules.clues["idiom"].finditer(text, floor, number.core.end + 12)
    if any(m.end() > number.core.start and not inside(m, number) for m in idioms):
        return False
    before = text[floor : number.core.start].split()
    if before and before[-1].lower() in rules.rank:
        return bool(rules.clues["noun_after"].match(text, number.core.end))
    if number.core.of(text).lower() not in rules.one:
        return True
    after = text[number.core.end : number.core.end + 24].split()
    if before and before[-1].lower() in rules.one_before:
        return False
    return bool(after) and text[number.core.end] in " -" and after[0].lower().strip(".,;:’'") not in rules.one_after


def inside(found: re.Match[str], number: NumberSeen) -> bool:
    """Whether a match is only the end of a longer number: "-one" of "thirty-one"."""
    return number.core.start < found.start() and found.end() <= number.core.end
