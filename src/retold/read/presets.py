"""Field names of the JSON Lines that other tools write, as a table.

Takes one record, gives its body and what it says of itself. The first preset whose
marking fields are all there is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


LONGEST_NAME = 80  # characters of an outlet's name
# Fields in which tools write who published a page, the plainest first; a preset's own come before them.
NAMED = ("outlet", "sitename", "site_name", "media_name", "publisher.name", "publisher", "source_name", "source.name",
         "source", "source_domain", "hostname", "domain")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preset:
    """Where one tool keeps what; dots go into nested objects; the first field that is there counts."""

    name: str
    marks: tuple[str, ...]
    html: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    url: tuple[str, ...] = ("url",)
    id: tuple[str, ...] = ("id",)
    fetched: tuple[str, ...] = ()
    title: tuple[str, ...] = ("title",)
    author: tuple[str, ...] = ("authors", "author")
    published: tuple[str, ...] = ("published",)
    outlet: tuple[str, ...] = NAMED
    language: tuple[str, ...] = ("language", "lang")


PRESETS: tuple[Preset, ...] = (
    Preset(
        "news-please",
        ("maintext",),
        text=("maintext",),
        fetched=("date_download",),
        published=("date_publish",),
        outlet=("source_domain",),
    ),
    Preset(
        "fundus",
        ("publishing_date",),
        html=("html.content",),
        text=("plaintext", "body"),
        url=("html.responded_url", "html.requested_url", "url"),
        fetched=("html.crawl_date",),
        published=("publishing_date",),
        outlet=("publisher", "html.source_info.publisher"),
    ),
    Preset(
        "trafilatura",
        ("fingerprint",),
        text=("text", "raw_text"),
        url=("source", "url"),
        published=("date",),
        outlet=("sitename", "source-hostname", "hostname"),
    ),
    Preset(
        "trafilatura",
        ("source-hostname",),
        text=("text", "raw_text"),
        url=("source", "url"),
        published=("date",),
        outlet=("source-hostname", "hostname"),
    ),
    Preset(
        "media cloud",
        ("media_name",),
        html=("html", "raw_html"),
        text=("text", "text_content", "story_text", "article_text"),
        id=("id", "stories_id"),
        fetched=("indexed_date", "collect_date"),
        published=("publish_date", "publication_date"),
        outlet=("media_name",),
    ),
    Preset(
        "media cloud",
        ("text_content",),
        html=("raw_html",),
        text=("text_content",),
        url=("original_url", "url"),
        id=("id", "stories_id"),
        fetched=("indexed_date",),
        title=("article_title", "title"),
        published=("publication_date", "publish_date"),
        outlet=("media_name", "canonical_domain"),
    ),
    Preset(
        "retold",
        (),
        html=("html",),
        text=("text",),
        fetched=("fetched", "fetched_at", "crawled", "date_download"),
        author=("authors", "author", "byline"),
        published=("published", "published_at", "publish_date", "date_publish", "date"),
    ),
)


@dataclass(frozen=True, slots=True)
class Carried:
    """A page out of a record."""

    body: str
    html: bool
    url: str | None
    id: str | None
    fetched: str | None
    given: tuple[tuple[str, str], ...]


def read_record(record: Json) -> Carried | None:
    """The page that a record carries, or None when it has no body.

    >>> read_record({"maintext": "The ferry sank.", "title": "Ferry lost"}).given
    (('title', 'Ferry lost'),)
    """
    preset = next(p for p in PRESETS if all(find(record, m) is not None for m in p.marks))
    html = first(record, preset.html)
    body = html or first(record, preset.text)
    if not body:
        return None
    return Carried(
        body,
        html is not None,
        first(record, preset.url),
        first(record, preset.id),
        first(record, preset.fetched),
        tuple(given(record, preset)),
    )


def given(record: Json, preset: Preset) -> list[tuple[str, str]]:
    """What the record says of the page, as (field, value), a line an author."""
    out = [("title", v) for v in [first(record, preset.title)] if v]
    for path in preset.author:
        if names := find(record, path):
            parts = names if isinstance(names, list) else str(names).split(";")
            out += [("author", str(n).strip()) for n in parts if str(n).strip()]
            break
    for field in ("published", "language"):
        if value := first(record, getattr(preset, field)):
            out.append((field, value))
    if name := first_name(record, preset.outlet):
        out.append(("outlet", name))
    return out


def first_name(record: Json, paths: tuple[str, ...]) -> str | None:
    """The first of these fields that holds a name: one line of text, no address of a page."""
    for path in paths:
        value = find(record, path)
        if isinstance(value, str) and (name := value.strip()) and len(name) <= LONGEST_NAME and "://" not in name:
            return name
    return None


def first(record: Json, paths: tuple[str, ...]) -> str | None:
    """The first of these fields that holds something, as text."""
    for path in paths:
        value = find(record, path)
        text = flow(value)
        if text.strip():
            return text
    return None


def find(record: Json, path: str) -> Any:
    """The value at a dotted path, or None."""
    value: Any = record
    for name in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def flow(value: Any) -> str:
    """A value as text: lists and objects of paragraphs become lines, in their own order."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, Mapping):
        return "\n".join(t for t in map(flow, value.values()) if t)
    if isinstance(value, list):
        return "\n".join(t for t in map(flow, value) if t)
    return str(value)
