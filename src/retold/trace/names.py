"""Whether two names mean one outlet or agency: "AP", "The Associated Press" and apnews.com; an outlet and its host.

Takes names and hosts as pages give them; gives folded keys. Two names are one when their keys meet.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from retold.records import Article

# Agencies that sell copy to other outlets; any agency of a dateline counts as well.
WIRES = {
    "ap": "AP", "associated press": "AP", "ap news": "AP", "reuters": "Reuters", "thomson reuters": "Reuters",
    "afp": "AFP", "agence france-presse": "AFP", "upi": "UPI", "united press international": "UPI", "cnn": "CNN",
    "cnn wire": "CNN", "bloomberg": "Bloomberg", "dpa": "dpa", "deutsche presse-agentur": "dpa", "efe": "EFE",
    "ansa": "ANSA", "xinhua": "Xinhua", "tass": "TASS", "kyodo": "Kyodo", "kyodo news": "Kyodo", "yonhap": "Yonhap",
    "pti": "PTI", "press trust of india": "PTI", "ani": "ANI", "aap": "AAP", "australian associated press": "AAP",
    "press association": "PA", "pa media": "PA", "pa": "PA", "canadian press": "The Canadian Press",
    "interfax": "Interfax", "anadolu": "Anadolu", "anadolu agency": "Anadolu", "ians": "IANS",
    "tribune news service": "TNS", "tns": "TNS", "mcclatchy": "McClatchy", "states newsroom": "States Newsroom",
}  # fmt: skip
WIRE_WORD = re.compile(r"\b(?:wire|newswire|news agency|news service|press agency|press association)$")
SMALL = frozenset("the of and for a an".split())
SITE_WORDS = ("news", "online", "media")  # what a host adds to the name of its outlet
INITIALS = 3  # words from which on initials stand for a name
COUNTRY_LEVEL = 3  # letters of "co", "com", "org" before the country of a host
LONG_WORD = 6  # letters from which on the last word of a name may be its host


def plain_name(name: str) -> str:
    """A name folded, without its article and the marks around it."""
    return re.sub(r"^the ", "", name.strip(" .,|•-–—\"'“”").casefold())


def wire_name(name: str) -> str | None:
    """The usual name of a wire agency, or None.

    >>> wire_name("The Associated Press"), wire_name("Coast News Agency"), wire_name("Ana Moss")
    ('AP', 'Coast News Agency', None)
    """
    plain = plain_name(name) if len(name) <= 60 else ""
    return WIRES.get(plain) or (name.strip() if WIRE_WORD.search(plain) else None)


def keys_of(name: str) -> frozenset[str]:
    """The keys of a name or a host: its letters run together, its initials, the usual name of an agency.

    >>> sorted(keys_of("Meridian News Agency")), sorted(keys_of("www.coastwire.example"))
    (['meridiannewsagency', 'mna'], ['coastwire'])
    """
    plain = plain_name(name)
    if not plain or len(plain) > 80:
        return frozenset()
    if " " not in plain and "." in plain:
        plain = host_label(plain)
        for word in SITE_WORDS:
            plain = plain.removesuffix(word) or plain
    words = re.findall(r"\w+", plain)
    keys = {"".join(words), "".join(w for w in words if w not in SMALL)}
    if len(words) >= INITIALS:
        keys.add("".join(w[0] for w in words if w not in SMALL))
    keys.add(WIRES.get(plain, "").replace(" ", "").casefold())
    return frozenset(keys - {""})


def host_label(host: str) -> str:
    """The part of a host that names its outlet.

    >>> host_label("www.news.osk.co.uk/x"), host_label("apnews.com")
    ('osk', 'apnews')
    """
    parts = host.split("/", maxsplit=1)[0].split(":", maxsplit=1)[0].removeprefix("www.").split(".")
    front = parts[:-1] or parts
    if len(front) > 1 and len(front[-1]) <= COUNTRY_LEVEL:
        front = front[:-1]
    return front[-1]


def host_of(address: str | None) -> str:
    """The host of an address, or ""."""
    try:
        there = address if "//" in (address or "") else f"//{address or ''}"
        return (urlsplit(there or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def outlet_keys(article: Article) -> frozenset[str]:
    """The keys of the outlet of a page, by its name and its host."""
    return keys_of(article.outlet or "") | keys_of(host_of(article.url))


def tail_key(name: str) -> str:
    """The last word of a name of several when it is long enough to be a host by itself, or ""."""
    words = re.findall(r"\w+", plain_name(name))
    return words[-1] if len(words) > 1 and len(words[-1]) >= LONG_WORD else ""
