"""What tells a count from a label: dates, clock times, scores, ordinals, addresses, list numbers, names with digits.

Takes a number at its place with or without a unit, says why it is no quantity, or nothing. Rules look at the
characters beside the number only, so that they hold in every topic and without a parser.
"""

from __future__ import annotations

import re

from retold.claims.quantity_phrases import STOP_WORDS, is_plural
from retold.text.numbers import NumberSeen

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
REACH = 40
LABELS = (
    "page chapter number no channel route highway flight room gate phase type version article section group game "
    "episode season grade tier track line platform volume part step stage round lap form bus apartment apt suite zip "
    "code level seed ward district precinct unit building block model series mark item question rule law act bill "
    "resolution amendment paragraph clause verse psalm figure table exhibit plan lot terminal pier runway exit "
    "interstate junction zone area sector category class week day year issue division region ranked top"
)
LITTLE = (
    "the a an these those this that their its his her our your my all some any another other only just with without in "
    "on at of by from to for and or but nor as than then when while where which who there here about over under nearly "
    "almost more less fewer least most up down after before since until during between among against within into onto "
    "is are was were be been being has have had do does did will would can could may might must should said says say "
    "if not no yes so because although though however meanwhile also still even now first last next including like "
    "per plus minus rose fell it he she they we you i"
)
LITTLE_WORDS = frozenset(LITTLE.split())
LABEL_WORDS = frozenset(LABELS.split())

DATE_BEFORE = re.compile(rf"\b{MONTH}\.?\s+(?:\d{{1,2}}\s*(?:-|–|to|and|,)\s*)?$", re.IGNORECASE)
DATE_AFTER = re.compile(
    rf"\s*(?:-|–|to|and)?\s*(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:of\s+)?{MONTH}\b\.?(?!\s+\d+\s+people)", re.IGNORECASE
)
CLOCK_AFTER = re.compile(r"\s?(?:[ap]\.?\s?m\b\.?|o['’]clock|hrs?\s+(?:gmt|ist|local)|gmt\b)", re.IGNORECASE)
TO_CLOCK = re.compile(r"\s?(?:to|-|–|until)\s?\d{1,2}(?::\d\d)?\s?[ap]\.?m\b", re.IGNORECASE)
YEAR_SHAPE = re.compile(r"(?:1[0-9]|20)\d\d(?:\s?[-–/]\s?\d{2}(?:\d\d)?)?\Z")
WORD_BEFORE = re.compile(r"([^\W\d_][\w.’'&-]*)[ \u00a0]\Z")
WORD_AFTER = re.compile(r"[ ]([^\W\d_][\w’'-]*)")
ADDRESS_AFTER = re.compile(
    r" (?:[NSEW]\.? )?(?:[A-Z][\w’']+ ){1,3}"
    r"(?:St|Street|Ave|Avenue|Road|Rd|Drive|Dr|Lane|Ln|Blvd|Boulevard|Way|Court|Place|Parkway)\b"
)
ZIP_AFTER = re.compile(r" (?:zip|post(?:al)?)\b", re.IGNORECASE)
LIST_ITEM = re.compile(r"(?:^|\n)\s*\(?\Z")
AGE_APPOSITION = re.compile(r"[A-Z][\w’'-]+, \Z")
ERA = re.compile(r"\s?(?:A\.?D\.?|B\.?C\.?(?:E\.?)?|C\.?E\.?)\b")
ERA_BEFORE = re.compile(r"A\.D\. \Z")
AGE_BEFORE = re.compile(r"\b(?:aged?|ages)\s(?:\d+ (?:to|and|or|-) )?\Z", re.IGNORECASE)


def label_reason(text: str, number: NumberSeen, *, has_unit: bool) -> str:
    """Why the number is no quantity; "" when it is one."""
    if number.shape == "score":
        return "score"
    before, after = (
        text[max(0, number.core.start - REACH) : number.core.start],
        text[number.core.end : number.core.end + REACH],
    )
    for why, rule in RULES:
        if rule(number, before, after, has_unit):
            return why
    return ""


def is_date(number: NumberSeen, before: str, after: str, has_unit: bool) -> bool:
    """ "May 5", "5 May", "Sept. 20-24"."""
    if number.currency or number.high > 2100:
        return False
    if DATE_BEFORE.search(before) and not has_unit and before.rstrip()[-1:] != ":":
        return name_case(before)
    found = DATE_AFTER.match(after) if not number.words else None
    return found is not None and number.high <= 31 and any(c.isupper() for c in found.group())


def name_case(before: str) -> bool:
    """Whether the month before is written as a name ("May 5", not "may 5")."""
    words = re.findall(r"[^\W\d_]+", before)
    return bool(words) and (words[-1][0].isupper() or words[-1] == "and")


def is_clock(number: NumberSeen, before: str, after: str, has_unit: bool) -> bool:
    """ "5 p.m.", "7am", "5 to 7 p.m."."""
    del before, has_unit
    return not number.currency and number.high <= 24 and bool(CLOCK_AFTER.match(after) or TO_CLOCK.match(after))


def is_year(number: NumberSeen, before: str, after: str, has_unit: bool) -> bool:
    """A year: four bare digits after a word that leads one in, or with no counted noun behind it."""
    if number.currency or has_unit or number.words or number.shape == "share" or not looks_like_year(number):
        return bool(ERA.match(after) or ERA_BEFORE.search(before)) and not number.currency
    leads = WORD_BEFORE.search(before)
    lead = leads.group(1).lower().strip("(") if leads else ""
    follows = WORD_AFTER.match(after)
    noun = follows.group(1) if follows else ""
    if noun.islower() and (noun in COUNTED or (noun.endswith("s") and noun not in YEAR_FOLLOWERS)):
        return lead in ("in", "since", "fiscal", "early", "late", "mid") and number.change == "="
    if number.low >= 1700:
        return number.change == "=" or lead in YEAR_LEADS
    return lead in YEAR_LEADS or number.core.end - number.core.start > 4


def looks_like_year(number: NumberSeen) -> bool:
    """Whether a number, or both ends of a range, could be a year: whole, of four bare digits."""
    length = number.core.end - number.core.start
    whole = all(n == n.to_integral_value() for n in (number.low, number.high))
    if not whole or not 1000 <= number.low <= 2100:
        return False
    if number.low == number.high:
        return length == 4
    return (1000 <= number.high <= 2100 or number.high < 100) and length in (7, 9, 11, 12, 17, 18, 21)


YEAR_LEADS = frozenset("in since until till by from between year fiscal early late mid circa during".split())
COUNTED = frozenset("people men women children staff police troops cattle sheep".split())
YEAR_FOLLOWERS = frozenset("as is was has its his this does sales elections olympics across".split())


def is_label(number: NumberSeen, before: str, after: str, has_unit: bool) -> bool:
    """A number that names: "Route 66", "page 12", "iPhone 11", "the FTSE 100"."""
    if has_unit or number.currency or number.words or number.shape != "count" or number.change != "=":
        return False
    lead = WORD_BEFORE.search(before)
    if lead is None:
        return False
    word = lead.group(1)
    if word.lower().strip(".") in LABEL_WORDS and number.high < 10000 and not counts_behind(before, after, number):
        return True
    if (number.low >= 1000 and number.core.end - number.core.start > 4) or number.low % 1:
        return False
    if not any(c.isupper() for c in word) or word.lower() in LITTLE_WORDS:
        return False
    follows = WORD_AFTER.match(after)
    noun = follows.group(1) if follows else ""
    first = before[: lead.start()].rstrip()[-1:] in ("", *".!?:\n")
    plain = word[1:].islower() and not word.isupper()
    return not (
        noun and noun.lower() not in LITTLE_WORDS and plain and (noun.endswith("s") or noun in COUNTED or first)
    )


def counts_behind(before: str, after: str, number: NumberSeen) -> bool:
    """Whether a word that can lead a label only ends the phrase before a count: "across the group 1,750 jobs"."""
    follows = WORD_AFTER.match(after)
    noun = follows.group(1) if follows else ""
    return bool(number.low >= BY_THOUSANDS and noun.islower() and is_plural(noun)) or (
        noun in COUNTED and ARTICLE_BEFORE.search(before) is not None
    )


BY_THOUSANDS = 1000  # labels of this size are rare
ARTICLE_BEFORE = re.compile(r"\b(?:the|this|that|its|their)\s[^\W\d_]+\s\Z", re.IGNORECASE)


def is_address(number: NumberSeen, before: str, after: str, has_unit: bool) -> bool:
    """ "221 Baker Street"."""
    del before
    return not has_unit and not number.words and bool(ADDRESS_AFTER.match(after) or ZIP_AFTER.match(after))


def is_list_number(number: NumberSeen, before: str, after: str, has_unit: bool) -> bool:
    """ "3. Close the gate" at the start of a line, "(4)" after a name."""
    if has_unit or number.words or number.high > 99 or number.currency:
        return False
    if LIST_ITEM.search(before) and re.match(r"[.):](?:\s|$)", after):
        return True
    return before.endswith("(") and after.startswith(")")


def is_age(number: NumberSeen, before: str, after: str, has_unit: bool) -> bool:
    """ "Ann Lee, 45, said", "aged 45"."""
    if has_unit or number.currency or not number.high <= 120:
        return False
    if AGE_BEFORE.search(before) and not re.match(r" [a-z]+s\b", after):
        return True
    return not number.words and bool(AGE_APPOSITION.search(before)) and bool(re.match(r"[,.;)]|\s?$| and\b", after))


RULES = (
    ("date", is_date),
    ("clock", is_clock),
    ("year", is_year),
    ("age", is_age),
    ("list number", is_list_number),
    ("address", is_address),
    ("name", is_label),
)


# ---- numbers in words ----------------------------------------------------------------------------------------------

RANKS = frozenset({"top", "bottom", "final"})  # "the bottom three"
NOUN_AFTER = re.compile(r" (?!in |of |on |at |and |during |for |to )[^\W\d_]+")
IDIOM = re.compile(
    r"\b[Oo]ne[- ](?:on|to|by)[- ]one\b|\b[Oo]ne-(?:on|to|by)\b|-one\b|\b[Nn]umber one\b|\bground zero\b"
    r"|\b[Aa]t one (?:point|time|stage)\b|\b[A-Z]\w* One\b"
)
ONE_BEFORE = frozenset("the this that no any every each which another last next first other only some same".split())
ONE_AFTER = (STOP_WORDS - {"of", "more"}) | {"another", "day"}


def counts_in_words(text: str, number: NumberSeen) -> bool:
    """Whether a number word counts: not the pronoun "one", not "at one point"."""
    floor = max(0, number.core.start - 16)
    idioms = IDIOM.finditer(text, floor, number.core.end + 12)
    if any(m.end() > number.core.start and not inside(m, number) for m in idioms):
        return False
    before = text[floor : number.core.start].split()
    if before and before[-1].lower() in RANKS:
        return bool(NOUN_AFTER.match(text, number.core.end))
    if number.core.of(text).lower() != "one":
        return True
    after = text[number.core.end : number.core.end + 24].split()
    if before and before[-1].lower() in ONE_BEFORE:
        return False
    return bool(after) and text[number.core.end] in " -" and after[0].lower().strip(".,;:’'") not in ONE_AFTER


def inside(found: re.Match[str], number: NumberSeen) -> bool:
    """Whether a match is only the end of a longer number: "-one" of "thirty-one"."""
    return number.core.start < found.start() and found.end() <= number.core.end
