"""Feeds and news sitemaps: which pages they tell of, and what they say of each.

Takes the bytes of RSS, Atom or a sitemap, gives the entries, or the reason why there are none. The `<source>` of an
entry (whose text it is) is kept. It fetches nothing.
"""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

from retold.read.limits import UnreadableError

FEED_BYTES = 10 << 20
ENTRIES = 5000  # of one feed
LONGEST = 500  # characters of a title or name
SNIFFED = 2048  # bytes at the start in which the first element stands
FEED_START = re.compile(rb"<(?:[\w.-]+:)?(rss|feed|RDF|urlset|sitemapindex)[\s>]")
SITEMAPS = (b"urlset", b"sitemapindex")
ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A page that a feed tells of."""

    url: str
    title: str | None = None
    published: str | None = None  # ISO 8601 in UTC
    stamp: str = ""  # changes when the feed says that the page changed
    outlet: str | None = None  # the <source> of the entry, or the publication of a news sitemap


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds: entries, and the addresses of further sitemaps."""

    entries: tuple[FeedEntry, ...]
    more: tuple[str, ...] = ()


def is_feed(body: bytes) -> bool:
    """Whether bytes begin like RSS, Atom or a sitemap.

    >>> is_feed(b'<?xml version="1.0"?><rss version="2.0">'), is_feed(b"<!doctype html><html>")
    (True, False)
    """
    return FEED_START.search(body[:SNIFFED]) is not None


def read_feed(body: bytes, base: str) -> Feed:
    """The entries of a feed found at `base`; raises UnreadableError with the reason."""
    start = FEED_START.search(body[:SNIFFED])
    if start is None:
        raise UnreadableError("it is no RSS, Atom or sitemap")
    if len(body) > FEED_BYTES:
        raise UnreadableError(f"it is larger than {FEED_BYTES >> 20} MB")
    if ENTITIES.search(body):
        raise UnreadableError("it defines entities of its own")
    if start[1] in SITEMAPS:
        return read_sitemap(body, base)
    return Feed(tuple(each_entry(body, base)))


def each_entry(body: bytes, base: str) -> Iterator[FeedEntry]:
    """The entries of RSS or Atom, each address once; a feed that breaks off gives those before the break."""
    import feedparser

    found = feedparser.parse(BytesIO(body), resolve_relative_uris=False, sanitize_html=False)
    if found.bozo and not found.entries:
        raise UnreadableError(f"it is broken: {str(found.bozo_exception)[:120]}")
    seen: set[str] = set()
    for entry in found.entries[:ENTRIES]:
        url = page_address(entry.get("link"), base)
        if url and url not in seen:
            seen.add(url)
            held = dict(entry)  # asked itself, feedparser gives one time for another
            published, updated = (time_of(held.get(k)) for k in ("published_parsed", "updated_parsed"))
            source = entry.get("source") or {}
            yield FeedEntry(
                url,
                line_of(entry.get("title")),
                published or updated,
                updated or published or "",
                line_of(source.get("title")) if isinstance(source, dict) else None,
            )


def read_sitemap(body: bytes, base: str) -> Feed:
    """The entries of a sitemap, with what it says of news; of an index the sitemaps it names."""
    entries: dict[str, FeedEntry] = {}
    more: dict[str, None] = {}
    try:
        for _, element in ElementTree.iterparse(BytesIO(body)):  # noqa: S314 - entities are refused, size is bounded
            name = local_name(element.tag)
            if name not in ("url", "sitemap"):
                continue
            said = {local_name(e.tag): line_of(e.text) for e in element.iter()}
            url = page_address(said.get("loc"), base)
            if url and name == "sitemap":
                more[url] = None
            elif url:
                entries.setdefault(url, entry_of(url, said))
            element.clear()
            if len(entries) + len(more) >= ENTRIES:
                break
    except ElementTree.ParseError as error:
        if not entries and not more:
            raise UnreadableError(f"it is broken: {error}") from error
    return Feed(tuple(entries.values()), tuple(more))


def entry_of(url: str, said: dict[str, str | None]) -> FeedEntry:
    """An entry of a sitemap."""
    published = said.get("publication_date")
    stamp = said.get("lastmod") or published or ""
    return FeedEntry(url, said.get("title"), published, stamp, said.get("name"))


def local_name(tag: Any) -> str:
    """A tag without its namespace; "" for a comment.

    >>> local_name("{http://www.google.com/schemas/sitemap-news/0.9}title")
    'title'
    """
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def page_address(value: Any, base: str) -> str | None:
    """An absolute address of the web without its fragment.

    >>> page_address("/a?b#c", "https://example.org/feed"), page_address("javascript:x()", "https://example.org/")
    ('https://example.org/a?b', None)
    """
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        url = urljoin(base, value.strip()).partition("#")[0]
    except ValueError:
        return None
    return url if url.lower().startswith(("http://", "https://")) else None


def line_of(value: Any) -> str | None:
    """A text as one line of bounded length, or None."""
    return " ".join(value.split())[:LONGEST] or None if isinstance(value, str) else None


def time_of(value: Any) -> str | None:
    """A time as feedparser gives it, in ISO 8601."""
    try:
        return datetime.fromtimestamp(timegm(value), UTC).isoformat() if value else None
    except (ValueError, TypeError, OverflowError, OSError):
        return None
