"""Who can speak: which names of a text are persons' and which are bodies', by what the text itself shows of them.

Takes a text, gives the last words of such names. A name is a person's beside a title, an age, an office or a relative
"who"; a body's by a word in it, as an abbreviation, or where the text calls it one. A name without any such sign may be
of a place, a ship or a slogan: nobody is taken for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from retold.claims.marks import find_quoted
from retold.claims.saying_rules import SAID
from retold.records import Span
from retold.text.names import find_names

REACH = 60  # characters on either side of a name in which its signs are looked for
LONGEST_SIGN = 24  # characters of the longest office, body or verb of saying that ends before a name, stops included
KEPT_NAMES = 1 << 13  # names in their places; copies have most of theirs in common
OFFICE = (
    r"president|premier|chancellor|minister|secretary|senator|governor|mayor|deputy|lawmaker|ambassador|envoy|judge|"
    r"justice|prosecutor|attorney|lawyer|solicitor|barrister|spokes(?:man|woman|person)|chair(?:man|woman|person)?|"
    r"chief|director|head|leader|founder|owner|boss|executive|manager|officer|commander|general|colonel|major|captain|"
    r"lieutenant|sergeant|inspector|constable|detective|commissioner|sheriff|coroner|doctor|surgeon|nurse|professor|"
    r"teacher|scientist|researcher|engineer|economist|analyst|strategist|adviser|advisor|expert|historian|author|"
    r"writer|reporter|editor|journalist|photographer|coach|trainer|striker|midfielder|defender|goalkeeper|player|"
    r"driver|pilot|rider|farmer|fisherman|worker|resident|survivor|witness|victim|suspect|defendant|mother|father|"
    r"daughter|son|brother|sister|husband|wife|widow|king|queen|prince|princess|pope|bishop|priest|imam|rabbi|"
    r"candidate|mason|baker|student|pastor|CEO|CFO|MP|Sen|Rep|Gov|Gen|Lt|Sgt|Capt|Col|Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame"
)
BODY = (
    r"ministry|department|government|company|firm|group|agency|bank|court|party|union|team|club|council|board|"
    r"committee|commission|authority|office|bureau|service|institute|university|college|school|hospital|church|army|"
    r"navy|force|forces|police|brigade|guard|coastguard|association|federation|foundation|organi[sz]ation|network|"
    r"parliament|senate|congress|assembly|cabinet|house|maker|carmaker|airline|carrier|operator|charity|fund|"
    r"exchange|regulator|watchdog|administration|embassy|newspaper|paper|magazine|broadcaster|station|website|"
    r"inc|corp|ltd|plc|co|llc|gmbh|ag|sa|lines|motors|airways|industries|holdings"
)
# Words that no name of a person holds, whoever stands beside it.
NO_PERSON = re.compile(
    rf"\b(?:{BODY}|news|times|post|press|herald|tribune|journal|guardian|gazette|radio|tv|media|sunday|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|january|february|march|april|june|july|august|september|october|november|"
    r"december|day|week|cup|bowl|gala|games|prize|act|treaty|summit|states|kingdom|republic|union|nations|city|county|"
    r"street|river|island|islands|east|west|north|south|sea|ocean|bay|airport|tower|bridge|hotel|democrats|"
    r"republicans)\b|[\d&]",
    re.IGNORECASE,
)
BEFORE_PERSON = re.compile(rf"\b(?:{OFFICE})\.?,?\s$", re.IGNORECASE)
AFTER_PERSON = re.compile(
    rf"(?:,\s\d{{1,3}},|,?\s(?:who|whose)\b|,\s(?:(?:the|a|an|his|her|its|their|then)\s)?(?:[\w’'-]+\s){{0,4}}?"
    rf"(?:{OFFICE})\b)",
    re.IGNORECASE,
)
TITLED = re.compile(rf"\b(?:{OFFICE})\.?\s\w", re.IGNORECASE)
SAID_BEFORE = re.compile(rf"\b{SAID}\s$")
SAID_AFTER = re.compile(rf",?\s(?:also\s|has\s|had\s)?{SAID}\b")
OFFICE_WORD = re.compile(OFFICE, re.IGNORECASE)
BODY_WORD = re.compile(rf"\b(?:{BODY})\b", re.IGNORECASE)
AFTER_BODY = re.compile(
    rf",\s(?:(?:the|a|an|its|their)\s)?(?:[\w’'-]+\s){{0,4}}?(?:{BODY})\b|[’']s\s(?:{BODY})\b", re.IGNORECASE
)
BEFORE_BODY = re.compile(rf"\b(?:{BODY})\s$", re.IGNORECASE)
PLURAL_PEOPLE = re.compile(
    r"(?:[eo]rs|ists|ians|ants|ents|ees|men|women|people|police|officials|authorities|families|children|relatives|"
    r"parents|judges|doctors|nurses|ministers|allies|critics|witnesses|sources|lawyers|analysts|economists|troops|"
    r"rebels|militants|firefighters|republicans|democrats|guards|experts|companies|banks|unions|groups|agencies)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=16)
def persons_of(text: str) -> frozenset[str]:
    """The last words of the names that the text shows to be persons'."""
    return frozenset(at.of(text).split()[-1] for at in places_of_names(text) if shows_person(text, at))


def shows_person(text: str, at: Span) -> bool:
    """Whether a name stands beside a title, an age, an office, a "who", or, in two words or more, a verb of saying."""
    before, after = text[max(0, at.start - REACH) : at.start], text[at.end : at.end + REACH]
    return person_between(before, at.of(text), after)


@lru_cache(maxsize=KEPT_NAMES)
def person_between(before: str, name: str, after: str) -> bool:
    """Whether a name is shown to be a person's by what stands on its sides."""
    words = name.split()
    if is_no_person(" ".join(words[-3:])):
        return False
    tail = max(0, len(before) - LONGEST_SIGN)
    if BEFORE_PERSON.search(before, tail) or AFTER_PERSON.match(after) or TITLED.search(name):
        return True
    if words[0].isupper() or len(words) == 1 or before.endswith(("the ", "The ")):
        return False
    return SAID_AFTER.match(after) is not None or SAID_BEFORE.search(before, tail) is not None


@lru_cache(maxsize=KEPT_NAMES)
def is_no_person(name: str) -> bool:
    """Whether a name holds a word that no name of a person does."""
    return NO_PERSON.search(name) is not None


@lru_cache(maxsize=16)
def bodies_of(text: str) -> frozenset[str]:
    """The last words of the names that the text shows to be bodies': companies, offices, papers."""
    return frozenset(at.of(text).split()[-1] for at in places_of_names(text) if shows_body(text, at)) - persons_of(text)


def shows_body(text: str, at: Span) -> bool:
    """Whether a name holds a word for a body, is an abbreviation, is called one, or speaks behind an article."""
    before, after = text[max(0, at.start - REACH) : at.start], text[at.end : at.end + REACH]
    return body_between(before, at.of(text), after)


@lru_cache(maxsize=KEPT_NAMES)
def body_between(before: str, name: str, after: str) -> bool:
    """Whether a name is shown to be a body's by itself or by what stands on its sides."""
    if (
        BODY_WORD.search(name)
        or AFTER_BODY.match(after)
        or BEFORE_BODY.search(before, max(0, len(before) - LONGEST_SIGN))
    ):
        return True
    if len(name) > 1 and name.isupper() and " " not in name:
        return True
    return SAID_AFTER.match(after) is not None and before.endswith(("the ", "The "))


@lru_cache(maxsize=16)
def speaking_of(text: str) -> frozenset[str]:
    """The last words of the names that stand before a verb of saying and are not shown to be persons'."""
    found = [at for at in places_of_names(text) if SAID_AFTER.match(text, at.end, at.end + REACH)]
    return frozenset(at.of(text).split()[-1] for at in found) - persons_of(text)


@lru_cache(maxsize=256)
def holder_of(text: str, office: str) -> str | None:
    """Who holds an office, or is a body of a kind, when the text says it of one name only.

    >>> holder_of("Ana Moss, the mayor of Ella, spoke first. The mayor said no.", "mayor")
    'Ana Moss'
    """
    if OFFICE_WORD.fullmatch(office) is None and BODY_WORD.fullmatch(office) is None:
        return None
    word = r"(?!(?:for|of|at|from|in|with|by|to|and)\b)[\w’'-]+"
    beside = re.compile(rf",\s(?:{word}\s){{0,4}}?{re.escape(office)}(?:[,.;)]|\s(?:of|for|in|at)\b)", re.IGNORECASE)
    found: dict[str, str] = {}
    for at in places_of_names(text):
        words = at.of(text).split()
        lead = text[max(0, at.start - len(office) - 2) : at.start].rstrip(" ,").lower()
        if words[0].lower() == office and len(words) > 1:
            found.setdefault(words[-1], " ".join(words[1:]))
        elif (lead.strip() == office and OFFICE_WORD.fullmatch(office)) or beside.match(text, at.end, at.end + REACH):
            known = found.get(words[-1], "")
            found[words[-1]] = max(known, " ".join(words), key=len)
    return next(iter(found.values())) if len(found) == 1 else None


@lru_cache(maxsize=16)
def places_of_names(text: str) -> tuple[Span, ...]:
    """The names of a text that stand outside quotation marks: what marks hold shows little of who speaks."""
    quoted = [q.span for q in find_quoted(text)]
    ends = [q.end for q in quoted]
    out = []
    for at in find_names(text):
        n = bisect_left(ends, at.end)
        if n == len(quoted) or not quoted[n].holds(at):
            out.append(trimmed(text, at))
    return tuple(out)


def trimmed(text: str, at: Span) -> Span:
    """A name without an owner's ending."""
    return Span(at.start, at.start + len(re.sub(r"[’']s?$", "", at.of(text))))
