"""What a page's head says of its article: JSON-LD, then OpenGraph, then meta tags.

Takes a flat page, gives every value with the place it stood. It believes nothing: choosing is left to the callers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from retold.extract.attributes import clean
from retold.extract.flat import Flat
from retold.extract.flatten import STRIP

Json = dict[str, Any]
MAX_DATA = 4 << 20  # characters of JSON-LD that are read
MAX_ITEMS = 2000  # objects looked at inside it
ARTICLE = re.compile(r"article|posting|report|review|recipe|howto|medicalwebpage", re.IGNORECASE)
WEB_PAGE = re.compile(r"^(?:webpage|itempage|qapage|faqpage|collectionpage)$", re.IGNORECASE)
ORGANISATION = re.compile(r"organi[sz]ation|corporation|brand", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f]+")
COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>)\s*;?\s*$", re.DOTALL)


@dataclass(slots=True)
class Facts:
    """The values a page offers, as (where, value) in the order of preference."""

    titles: list[tuple[str, str]] = field(default_factory=list)
    authors: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    outlets: list[tuple[str, str]] = field(default_factory=list)
    dates: list[tuple[str, str]] = field(default_factory=list)
    bases: list[tuple[str, str]] = field(default_factory=list)  # addresses of the original
    own: str = ""  # the address that the page has for itself
    language: str = ""
    body: str = ""
    description: str = ""
    section: str = ""
    places: dict[str, str] = field(default_factory=dict)  # where language, description and section were taken from

    def take(self, name: str, value: str, where: str) -> None:
        """Take the first value of language, description or section, with its place."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.places[name] = where


TITLE_TAGS = ("og:title", "twitter:title", "title", "dc.title", "sailthru.title", "parsely-title", "headline")
AUTHOR_TAGS = ("author", "article:author", "dc.creator", "sailthru.author", "parsely-author", "byl",
"article:author_name",
               "dcterms.creator", "citation_author", "cxenseparse:author", "article.author", "authors")  # fmt: skip
OUTLET_TAGS = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher_name", "copyright")
DATE_TAGS = ("article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate",
             "publish-date", "publish_date", "dc.date", "dc.date.issued", "dcterms.created", "dc.date.created",
             "parsely-pub-date",
             "sailthru.date", "article.published", "published-date", "originalpublicationdate",
             "cxenseparse:recs:publishtime",
             "article:published", "rnews:datepublished", "datecreated", "article_date_original", "bt:pubdate",
             "created",
             "pdate", "ptime", "display_date", "dcterms.date", "prism.publicationdate", "publication_date",
             "firstpublished",
             "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod",
             "revised")  # fmt: skip
DESCRIPTION_TAGS = ("og:description", "description", "twitter:description", "dc.description")
SECTION_TAGS = ("article:section", "section", "parsely-section", "sailthru.section", "category")
LANGUAGE_TAGS = ("og:locale", "language", "content-language", "dc.language")
MODIFIED = re.compile(r"modif|updated|revised|lastmod", re.IGNORECASE)


def read_facts(flat: Flat) -> Facts:
    """All that the head offers."""
    facts = Facts()
    read_data(flat, facts)
    read_meta(flat, facts)
    facts.take("language", flat.language, "html lang")
    facts.bases += [("link canonical", href) for rel, href in flat.links if rel == "canonical"]
    if flat.title:
        facts.titles.append(("title element", flat.title))
    return facts


def read_data(flat: Flat, facts: Facts) -> None:
    """What JSON-LD says: articles first, then the page that holds one."""
    items = [item for raw in flat.data[:50] for item in load_items(raw)][:MAX_ITEMS]
    named = {i["@id"]: i for i in items if isinstance(i.get("@id"), str) and len(i) > 2}
    articles = [i for i in items if is_kind(i, ARTICLE)]
    for item in articles or [i for i in items if is_kind(i, WEB_PAGE)]:
        add_item(item, named, facts)


def add_item(item: Json, named: dict[str, Json], facts: Facts) -> None:
    """Add what one JSON-LD object says."""
    for key in ("headline", "name", "alternativeHeadline"):
        if title := as_text(item.get(key)):
            facts.titles.append((f"json-ld {key}", title))
    authors = (a for a in listed(item.get("author") or item.get("creator")) if not is_organisation(a, named))
    people = tuple(name for name in (name_of(a, named) for a in authors) if name)
    if people:
        facts.authors.append(("json-ld author", people))
    for publisher in listed(item.get("publisher")):
        if name := name_of(publisher, named):
            facts.outlets.append(("json-ld publisher", name))
    for key in ("datePublished", "dateCreated", "uploadDate", "dateModified"):
        if value := as_text(item.get(key)):
            facts.dates.append((f"json-ld {key}", value))
    for key in ("isBasedOn", "isBasedOnUrl"):
        for base in listed(item.get(key)):
            address = base.get("url") or base.get("@id") if isinstance(base, dict) else base
            if isinstance(address, str):
                facts.bases.append((f"json-ld {key}", address))
    language = item.get("inLanguage")
    facts.take("language", language if isinstance(language, str) else "", "json-ld inLanguage")
    body = item.get("articleBody")
    if isinstance(body, str) and len(body) > len(facts.body):
        facts.body = clean(STRIP.sub(" ", body))
    facts.take("description", as_text(item.get("description")), "json-ld description")
    facts.take("section", as_text(item.get("articleSection")), "json-ld articleSection")


def read_meta(flat: Flat, facts: Facts) -> None:
    """What meta tags say, in the order of our tables."""
    tags: dict[str, list[str]] = {}
    for key, value in flat.meta:
        tags.setdefault(key, []).append(value)
    facts.titles += [(f"meta {k}", tags[k][0]) for k in TITLE_TAGS if k in tags]
    for key in AUTHOR_TAGS:
        if key in tags:
            facts.authors.append((f"meta {key}", tuple(dict.fromkeys(tags[key]))))
    facts.outlets += [(f"meta {k}", tags[k][0]) for k in OUTLET_TAGS if k in tags]
    facts.dates += [(f"meta {k}", tags[k][0]) for k in DATE_TAGS if k in tags]
    for name, keys in (("description", DESCRIPTION_TAGS), ("section", SECTION_TAGS), ("language", LANGUAGE_TAGS)):
        for key in keys:
            facts.take(name, tags.get(key, [""])[0], f"meta {key}")
    facts.own = next((tags[k][0] for k in ("og:url", "twitter:url") if k in tags), "")


def load_items(raw: str) -> Iterator[Json]:
    """Every object inside a JSON-LD script, outermost first; broken scripts give nothing."""
    try:
        data = json.loads(CONTROL.sub(" ", COMMENT.sub("", raw[:MAX_DATA])))
    except (ValueError, RecursionError):
        return
    todo = [data]
    for _ in range(MAX_ITEMS):
        if not todo:
            return
        item = todo.pop(0)
        if isinstance(item, dict):
            yield item
            todo += [v for k, v in item.items() if isinstance(v, dict | list) and k not in ("author", "publisher")]
        elif isinstance(item, list):
            todo += [v for v in item[:200] if isinstance(v, dict | list)]


def is_kind(item: Json, kinds: re.Pattern[str]) -> bool:
    """Whether an object is of one of these types."""
    return any(isinstance(k, str) and kinds.search(k) for k in listed(item.get("@type")))


def listed(value: Any) -> list[Any]:
    """A value as a list."""
    if value is None:
        return []
    return value[:50] if isinstance(value, list) else [value]


def name_of(value: Any, named: dict[str, Json]) -> str:
    """The name of a person or an organisation, references followed once."""
    if isinstance(value, str):
        return clean(value)
    if not isinstance(value, dict):
        return ""
    if "name" not in value and isinstance(value.get("@id"), str):
        value = named.get(value["@id"], value)
    name = value.get("name")
    return as_text(name[0] if isinstance(name, list) and name else name)


def is_organisation(value: Any, named: dict[str, Json]) -> bool:
    """Whether an author is said to be no person."""
    if isinstance(value, dict) and "@type" not in value and isinstance(value.get("@id"), str):
        value = named.get(value["@id"], value)
    return isinstance(value, dict) and is_kind(value, ORGANISATION)


def as_text(value: Any) -> str:
    """A value as one line of text, or ""."""
    if isinstance(value, list) and value:
        value = value[0]
    return clean(STRIP.sub(" ", value)) if isinstance(value, str) else ""
