"""What the words of an article say of its making: byline, dateline, credit, sign-off.

Takes lines or a text, gives names and places. Closed-class words and shapes only; no list of outlets or towns.
"""

from __future__ import annotations

import re

from retold.records import Dateline

NAME_WORD = r"(?:[A-ZÀ-ÞА-Я][\w'’.\-]*|de|da|van|von|der|den|al|el|bin|ibn|la|le|di|du|dos|of|the|and|&)"
BYLINE = re.compile(
    r"^\s*(?:written\s+by|reported\s+by|story\s+by|words\s+by|posted\s+by|by)\b\s*:?\s+(?P<names>\S.{1,119}?)\s*$",
    re.IGNORECASE,
)
AUTHOR = re.compile(r"^\s*(?:author|reporter|writer)s?\s*:\s*(?P<names>\S.{1,119}?)\s*$", re.IGNORECASE)
NAMES_END = re.compile(
    r"\s*(?:[|•·–—/]|\bupdated\b|\bpublished\b|\bposted\b|\bin\s+[A-Z]|\bfor\s+[A-Z]|,\s*\S+@|\(@|@|\bon\s+\w+day\b"
    r"|\d).*$",
    re.IGNORECASE | re.DOTALL,
)
NAMES_SPLIT = re.compile(r"\s*(?:,|;|\band\b|&|\bwith\b)\s*", re.IGNORECASE)
NOT_PERSON = re.compile(
    r"\b(?:associated|reuters|afp|agence|xinhua|bloomberg|upi|dpa|ansa|efe|pti|ians|tass|staff|admin|editorial|editors?"
    r"|desk|team|bureau|newsroom|news|media|press|agency|agencies|network|wire|services?|group|online|webdesk|magazine"
    r"|journal|com|org|net|about|the)\b|https?:|www\.|@",
    re.IGNORECASE,
)
DASH = r"\s*(?:--|—|–|―|-)\s*"
PLACE = r"[A-ZÀ-Þ][\w'’.À-ÿ-]*(?:[ /-][A-ZÀ-Þ(][\w'’.À-ÿ)-]*){0,4}"
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\- /]{1,40}"
AGENCY = r"[A-Z][\w.&'’ /-]{1,40}"
DAY = r"(?:,?\s+(?:on\s+)?(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+\d{4})?)?"
DATELINES = (
    re.compile(rf"^(?P<place>(?:{CAPITALS}|{PLACE})(?:,\s*{PLACE}){{0,2}}){DAY}\s*\((?P<agency>{AGENCY})\){DASH}(?=\S)"),
    re.compile(rf"^(?P<place>(?:{CAPITALS})(?:,\s*{PLACE}){{0,2}}){DAY}(?P<agency>){DASH}(?=\S)"),
    re.compile(rf"^(?P<place>{PLACE}(?:,\s*{PLACE}){{0,2}}){DAY}(?P<agency>)\s*(?:--|—|–)\s+(?=[A-Z“\"'‘])"),
    re.compile(rf"^(?P<place>{PLACE}(?:,\s*{PLACE})?)\s+\((?P<agency>[A-Z][\w.&'’ /-]{{1,30}})\)\s+(?=[A-Z“\"'‘])"),
    re.compile(rf"^(?P<place>)\((?P<agency>{AGENCY})\){DASH}(?=\S)"),
)  # fmt: skip
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
        r"(?i:\bwith\s+(?:additional\s+)?(?:inputs?|material|reporting)\s+from\s+)",
        r"(?i:©\s*(?:copyright\s*)?(?:\d{4}\s*)?)",
    )
)  # fmt: skip
CONTRIBUTED = re.compile(OUTLET + r"\s+contributed\s+to\s+this\s+(?:report|story|article)", re.MULTILINE)
EDGE = 3  # lines at each end of a text in which a credit is looked for


def read_byline(line: str) -> tuple[str, ...]:
    """The people that a byline names, or none.

    >>> read_byline("By Ana Ruiz and Tom Okafor, Coast Media")
    ('Ana Ruiz', 'Tom Okafor')
    """
    found = BYLINE.match(line) or AUTHOR.match(line)
    return people(found.group("names")) if found else ()


def people(names: str) -> tuple[str, ...]:
    """The personal names in a list of names; organisations, roles and addresses are left out."""
    if "(" not in names[:1]:
        names = NAMES_END.sub("", names) if not names[:1].isdigit() else ""
    out: list[str] = []
    for part in NAMES_SPLIT.split(names):
        name = part.strip(" .,;:|-–—()")
        if is_person(name) and name not in out:
            out.append(name)
    return tuple(out)


def is_person(name: str) -> bool:
    """Whether this looks like a person's name: two to five words, none of them of an organisation.

    >>> is_person("Ana Ruiz"), is_person("Coast News Desk")
    (True, False)
    """
    words = name.split()
    if not 2 <= len(words) <= 5 or len(name) > 60 or NOT_PERSON.search(name) or any(c.isdigit() for c in name):
        return False
    return words[0][:1].isupper() and words[-1][:1].isupper() and not any(len(w) > 20 for w in words)


def find_dateline(line: str) -> Dateline | None:
    """The dateline at the start of an article's first line.

    >>> find_dateline("PORT ELLA, Norland (CW) — A ferry sank.")
    Dateline(place='PORT ELLA, Norland', agency='CW')
    """
    for pattern in DATELINES:
        found = pattern.match(line[:200])
        if found and not re.match(
            r"(?:breaking|update|opinion|analysis|watch|video|exclusive)\b", found.group("place"), re.IGNORECASE
        ):
            agency = found.group("agency").strip(" ,/") or None
            return Dateline(found.group("place").strip(" ,"), agency)
    return None


def find_credit(text: str, dateline: Dateline | None, *, own: str | None) -> str | None:
    """The agency or paper that the text names as its source; the outlet itself is none."""
    if dateline and dateline.agency:
        return dateline.agency
    lines = [line for line in text.split("\n") if line.strip()]
    edges = lines[:EDGE] + lines[max(EDGE, len(lines) - EDGE) :]
    for pattern in (*CREDITS, CONTRIBUTED):
        for line in edges:
            found = pattern.search(line[:600])
            if found:
                name = re.sub(r"^the\s+", "", found.group("name")).strip(" .,")
                if name and (own is None or name.casefold() != own.casefold()) and not is_year(name):
                    return name
    return None


def is_year(name: str) -> bool:
    """Whether a name is only digits."""
    return name.replace(" ", "").isdigit()


def is_sign_off(line: str) -> bool:
    """Whether a line tells who made the report, or where more of it is, after the report has ended."""
    return len(line) < 400 and bool(SIGN_OFF.match(line))
