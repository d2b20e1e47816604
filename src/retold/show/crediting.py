"""Whether a copy names whose words it carries: in a credit line, by a link, in its text, or not at all.

Takes articles, decides by names and addresses alone; who copied whom is not its business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from retold.records import Article

SMALL_WORDS = frozenset("the a an of and la le el los las der die das il".split())


@dataclass(frozen=True, slots=True)
class Owner:
    """How the owner of a text may be called: folded names, and the hosts of its pages."""

    names: frozenset[str]
    hosts: frozenset[str]


def name_owner(articles: Iterable[Article]) -> Owner:
    """The names and hosts under which these pages were published."""
    names: set[str] = set()
    hosts: set[str] = set()
    for a in articles:
        agency = a.dateline.agency if a.dateline else None
        names |= {fold_name(n) for n in (a.outlet, a.credit, agency) if n}
        host = host_of(a.url)
        hosts |= {host} if host else set()
    return Owner(frozenset(n for n in names if n), frozenset(hosts))


def how_credited(copy: Article, owner: Owner) -> str | None:
    """Where `copy` names the owner: "credit line", "byline", "dateline", "link", "text", or None.

    >>> harbour = Owner(frozenset({"coastwire"}), frozenset({"coastwire.example"}))
    >>> how_credited(Article("p", "A ferry sank, Coastwire reported."), harbour)
    'text'
    """
    agency = copy.dateline.agency if copy.dateline else None
    places = (("credit line", (copy.credit,)), ("byline", copy.byline), ("dateline", (agency,)))
    for place, said in places:
        if any(names_owner(s, owner) for s in said if s):
            return place
    if host_of(copy.canonical) in owner.hosts:
        return "link"
    words = f" {fold_name(copy.text)} "
    return "text" if any(f" {name} " in words for name in owner.names) else None


def names_owner(said: str, owner: Owner) -> bool:
    """Whether these words hold one of the owner's names."""
    words = f" {fold_name(said)} "
    return any(f" {name} " in words for name in owner.names)


def fold_name(name: str) -> str:
    """A name in small letters, without articles, marks and blanks that differ.

    >>> fold_name("The  Harbour-Post")
    'harbour post'
    """
    return " ".join(w for w in re.findall(r"\w+", name.casefold()) if w not in SMALL_WORDS)


def host_of(url: str | None) -> str | None:
    """The host of an address without www."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
