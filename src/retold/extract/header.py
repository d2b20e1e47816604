"""What the words of an article say of its making: byline, dateline, credit, sign-off.

Takes lines or a text, gives names and places. Closed-class words and shapes only; no list of outlets or towns.
"""

from __future__ import annotations

import re

from retold.records import Dateline
from retold.text.common import is_common

NAME_WORD = r"(?:[A-ZÀ-ÞА-Я][\w'’.\-]*|de|da|van|von|der|den|al|el|bin|ibn|la|le|di|du|dos|of|the|and|&)"
BYLINE = re.compile(
    r"^\s*(?:(?:written|reported|story|words|posted|article|text)\s+)?(?:by\b\s*:?\s*|by(?-i:(?=[A-ZÀ-Þ][a-zà-ÿ])))"
    r"(?P<names>\S.{1,119}?)\s*$",
    re.IGNORECASE,
)
# The same word in other languages, before a name of two words or more: a closed class.
BYLINE_ELSEWHERE = re.compile(
    r"^\s*(?:(?i:von|par|por|di|door|av|af|автор)\s*:?\s+(?P<names>[A-ZÀ-ÞА-Я][\w'’.-]+(?:\s+[A-ZÀ-ÞА-Я][\w'’.-]+){1,3})"
    r"|(?:作者|记者|記者|撰文|文／|기자)\s*[:：]?\s*(?P<wide>[\u3400-\u9fff·]{2,12}|[\uac00-\ud7af]{2,5}))\s*(?:[,;|•·–—/(\d].*)?$"
)
WIDE_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\uac00-\ud7af]{2,4}")  # a name in a script without capitals or blanks
AUTHOR = re.compile(r"^\s*(?:author|reporter|writer)s?\s*:\s*(?P<names>\S.{1,119}?)\s*$", re.IGNORECASE)
NAMES_END = re.compile(
    r"\s*(?:[|•·⋅–—/]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+\d|\bupdated\b|\bpublished\b|\bposted\b|\bin\s+[A-Z]|\bfor\s+[A-Z]|,\s*\S+@|\(@|@|\bon\s+\w+day\b"
    r"|\d).*$",
    re.IGNORECASE | re.DOTALL,
)
SEAM = re.compile(r"(?<=[a-zà-ÿ]{3})(?P<word>[A-ZÀ-Þ][a-zà-ÿ]+)")
NAMES_SPLIT = re.compile(r"\s*(?:,|;|\band\b|&|\bwith\b)\s*", re.IGNORECASE)
NOT_PERSON = re.compile(
    r"\b(?:associated|reuters|afp|agence|xinhua|bloomberg|upi|dpa|ansa|efe|pti|ians|tass|staff|admin|editorial|editors?"
    r"|desk|team|bureau|newsroom|news|media|press|agency|agencies|network|wire|services?|group|online|webdesk|magazine"
    r"|journal|com|org|net|about|the|association|institute|foundation|university|college|department|ministry|council"
    r"|office|government|company|inc|ltd|llc|corp|corporation|society|cent(?:er|re)|club|academy|school|bank|board"
    r"|committee|contributors?|correspondents?|reporters?|guest|author|view|written|posted|read|share|by)\b|https?:|www\.|@",
    re.IGNORECASE,
)
DASH = r"\s*(?:--|—|–|―|-)\s*"
PLACE = r"[A-ZÀ-Þ][\w'’.À-ÿ-]*(?:[ /-][A-ZÀ-Þ(][\w'’.À-ÿ)-]*){0,4}"
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\- /]{1,40}"
AGENCY = r"[A-Z][\w.&'’ /-]{1,40}"
SHORT_AGENCY = r"[A-Z]{2,5}|Reuters|[A-Z]{2,5} [A-Z][a-z]+"
DAY = r"(?:,?\s+(?:on\s+)?(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+\d{4})?)?"
DATELINES = (
    re.compile(rf"^(?P<place>(?:{CAPITALS}|{PLACE})(?:,\s*{PLACE}){{0,2}}){DAY}\s*\((?P<agency>{AGENCY})\){DASH}(?=\S)"),
    re.compile(rf"^(?P<place>(?:{CAPITALS})(?:,\s*{PLACE}){{0,2}}){DAY}(?P<agency>){DASH}(?=\S)"),
    re.compile(rf"^(?P<place>{PLACE}(?:,\s*{PLACE}){{0,2}}){DAY}(?P<agency>)\s*(?:--|—|–)\s+(?=[A-Z“\"'‘])"),
    re.compile(rf"^(?P<place>{PLACE}(?:,\s*{PLACE})?)\s+\((?P<agency>{SHORT_AGENCY})\)\s+(?=[A-Z“\"'‘])"),
    re.compile(rf"^(?P<place>)\((?P<agency>{AGENCY})\){DASH}(?=\S)"),
)  # fmt: skip
LABEL = re.compile(
    r"(?:breaking|update|opinion|analysis|watch|video|exclusive|file|photo|live|more|read)\b", re.IGNORECASE
)
# News agencies that sell their text, as they sign it: a closed class.
AGENCIES = re.compile(
    r"\b(?:The Associated Press|Associated Press|AP|Reuters|Thomson Reuters|AFP|Agence France[- ]Presse|UPI|Xinhua|TASS"
    r"|PTI|Press Trust of India|ANI|IANS|dpa|Deutsche Presse-Agentur|EFE|ANSA|Kyodo(?: News)?|Yonhap"
    r"|Bloomberg(?: News)?"
    r"|PA Media|Press Association|Tribune News Service|Canadian Press|Anadolu(?: Agency)?|CNN Wire"
    r"|Australian Associated Press"
    r"|AAP|Belga|Interfax|RIA Novosti|Sputnik|Jiji Press|Antara|Bernama)\b"
)
MEDIA_WORD = re.compile(
    r"\b(?:news|media|press|agency|group|daily|times|post|herald|tribune|wire|journal|gazette|chronicle|observer"
    r"|network|tv"
    r"|radio|magazine|today|online|report|review|standard|star|sun|globe|independent|guardian|telegraph|mail|express"
    r"|record"
    r"|bulletin|courier|ledger|dispatch|monitor|channel|broadcasting|digest|weekly|hub|wires?)\b",
    re.IGNORECASE,
)
SHORT_LINE = 140  # characters of a line that only names who a report is from
SIGN_OFF = re.compile(
    r"^[\W_]*(?:(?:additional )?(?:reporting|writing|editing|compiled|edited|translated|translation"
    r"|production)\s+by\b.{0,200}"
    r"|\((?:additional )?(?:reporting|writing|editing|compiled|edited)\b.{0,300}\)"
    r"|(?:find|read|see|follow) (?:more of|all of|full|more)?\s*.{0,40}coverage\b.{0,160}"
    r"|this (?:story|article|report|post) (?:was|has been|is|originally|first)\b.{0,260})\W*$",
    re.IGNORECASE,
)
OUTLET = (
    r"(?P<name>(?:the\s+|The\s+)?[A-ZÀ-Þ][\w.&'’À-ÿ-]*(?:\s+(?:of|and|the|de|la|&|[A-ZÀ-Þ0-9][\w.&'’À-ÿ-]*)){0,5}?)"
)
END = r"(?=\s*(?:$|[.,;)|\]\n—–]|\s+(?:and|on|in|at|under|website|via|through|with permission)\b))"
CREDITS = tuple(
    re.compile(words + OUTLET + END, re.MULTILINE)
    for words in (
        r"(?i:\b(?:as\s+)?(?:first|originally)\s+(?:published|reported|appeared)\s+(?:by|in|on|at)\s+)",
        r"(?i:\bread\s+the\s+(?:original|full)(?:\s+(?:article|story|report))?\s+(?:at|on|in|by|from)\s*:?\s*)",
        r"(?im:^[\W_]{0,4}(?:source|credit|via|from)\s*:\s*)",
        r"(?i:\b(?:this\s+(?:story|article|report|post)\s+(?:was\s+)?(?:provided|produced|distributed|syndicated"
        r"|republished|reprinted|written)\s+(?:by|from)\s+))",
        r"(?i:\bwith\s+(?:additional\s+)?(?:inputs?|material)\s+from\s+)",
    )
)  # fmt: skip
CONTRIBUTED = re.compile(OUTLET + r"\s+contributed\s+to\s+this\s+(?:report|story|article)", re.MULTILINE)
EDGE = 3  # lines at each end of a text in which a credit is looked for


def read_byline(line: str) -> tuple[str, ...]:
    """The people that a byline names, or none.

    >>> read_byline("By Ana Ruiz and Tom Okafor, Coast Media"), read_byline("Ana Ruiz, Associated Press")
    (('Ana Ruiz', 'Tom Okafor'), ('Ana Ruiz',))
    """
    if found := BYLINE.match(line) or AUTHOR.match(line):
        return people(found.group("names"))
    if found := BYLINE_ELSEWHERE.match(line):
        return people(found.group("names") or found.group("wide"))
    signed = AGENCIES.search(line) if len(line) <= SHORT_LINE and "," in line else None
    return people(line[: signed.start()]) if signed and line[signed.end() :].strip(" .") == "" else ()


def people(names: str) -> tuple[str, ...]:
    """The personal names in a list of names; organisations, roles and addresses are left out."""
    if "(" not in names[:1]:
        names = NAMES_END.sub("", names) if not names[:1].isdigit() else ""
    out: list[str] = []
    for part in NAMES_SPLIT.split(names):
        name = cut_seam(part).strip(" .,;:|-–—()")
        if is_person(name) and name not in out:
            out.append(name)
    return tuple(out)


def cut_seam(name: str) -> str:
    """A name without the word that has run into its end.

    >>> cut_seam("Ana RuizUpdated"), cut_seam("Ana MacRuiz")
    ('Ana Ruiz', 'Ana MacRuiz')
    """
    found = SEAM.search(name)
    return name[: found.start()] if found and is_common(found.group("word")) else name


def is_person(name: str) -> bool:
    """Whether this looks like a person's name: two to five words, none of them of an organisation.

    >>> is_person("Ana Ruiz"), is_person("Coast News Desk")
    (True, False)
    """
    if WIDE_NAME.fullmatch(name):
        return True
    words = name.split()
    if not 2 <= len(words) <= 5 or len(name) > 60 or NOT_PERSON.search(name) or any(c.isdigit() for c in name):
        return False
    if ":" in name or AGENCIES.search(name) or any(len(w) > 20 for w in words):
        return False
    return (len(words[-1]) > 1 or len(words) > 2) and words[0][:1].isupper() and words[-1][:1].isupper()


def find_dateline(line: str) -> Dateline | None:
    """The dateline at the start of an article's first line.

    >>> find_dateline("PORT ELLA, Norland (CW) — A ferry sank.")
    Dateline(place='PORT ELLA, Norland', agency='CW')
    """
    for pattern in DATELINES:
        found = pattern.match(line[:200])
        if found and not LABEL.match(found.group("place")) and not AGENCIES.search(found.group("place")):
            agency = found.group("agency").strip(" ,/") or None
            return Dateline(found.group("place").strip(" ,-–—"), agency)
    return None


def find_credit(text: str, dateline: Dateline | None, *, own: str | None) -> str | None:
    """The agency or paper that the text names as its source; the outlet itself is none."""
    if dateline and dateline.agency:
        return dateline.agency
    lines = [line for line in text.split("\n") if line.strip()]
    edges = lines[:EDGE] + lines[max(EDGE, len(lines) - EDGE) :]
    found = [named_source(line[:600]) for line in edges] + [signing_agency(line) for line in edges]
    return next((name for name in found if name and (own is None or name.casefold() != own.casefold())), None)


def named_source(line: str) -> str | None:
    """The source that a line names in words: "first published by ...", "Source: ...", "... contributed to this"."""
    for pattern in CREDITS:
        if found := pattern.search(line):
            return re.sub(r"^the\s+", "", found.group("name"), flags=re.IGNORECASE).strip(" .,") or None
    if found := CONTRIBUTED.search(line):
        name = found.group("name")
        agency = AGENCIES.search(name)
        single = len(name.split()) == 1 or MEDIA_WORD.search(name)
        return agency.group() if agency else name if single and "'" not in name and "’" not in name else None
    return None


def signing_agency(line: str) -> str | None:
    """The agency that signs in a short line of its own: "By Reuters", "Ana Ruiz, Associated Press"."""
    if len(line) > SHORT_LINE or line.rstrip().endswith((".”", '."', "?")):
        return None
    found = AGENCIES.search(line)
    rest = AGENCIES.sub("", line)
    prose = sum(w.isalpha() and w.islower() and w not in ("by", "and", "with", "from", "via") for w in rest.split())
    return found.group() if found and prose < 2 else None


def is_sign_off(line: str) -> bool:
    """Whether a line tells who made the report, or where more of it is, after the report has ended."""
    return len(line) < 400 and bool(SIGN_OFF.match(line))
