"""What a stage is given: lines of JSON as records, records as pages and articles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from retold.records import Article, Page

Json = dict[str, Any]
HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class StageError(ValueError):
    """A record that a stage cannot use; the message says what is missing."""


def read_record(number: int, line: str) -> Json:
    """One record of the input, or an error in its shape."""
    try:
        record = parse_json(line)
    except ValueError as error:
        return {"id": f"line {number}", "error": f"line {number} is not JSON: {error}"}
    if not isinstance(record, dict):
        return {"id": f"line {number}", "error": f"line {number} is no JSON object"}
    if not isinstance(record.get("id"), str):
        return {"id": f"line {number}", "error": f"line {number} has no string id"}
    return record


def parse_json(line: str) -> object:
    """The value of a line: by the quick reader, or where that refuses by the patient one."""
    try:
        return msgspec.json.decode(line)
    except (ValueError, UnicodeEncodeError):
        return json.loads(line)


def need_text(record: Json) -> str:
    """The text of a record; half characters become one replacement mark each, so that places stay right."""
    text = record.get("text")
    if not isinstance(text, str):
        raise StageError(f"record {record.get('id')} has no text: give {{id, text}}")
    return text if text.isascii() else HALF_CHARACTER.sub("\ufffd", text)


def page_from(record: Json) -> Page:
    """A page of {id, html} or {id, text}."""
    html = record.get("html")
    body, media = (html, "text/html") if isinstance(html, str) else (need_text(record), "text/plain")
    encoded = body.encode("utf-8", "surrogatepass")
    return Page(
        record["id"],
        record.get("url"),
        encoded,
        f"{media}; charset=utf-8",
        record.get("fetched"),
        record["id"],
        tuple(given_with(record)),
    )


def given_with(record: Json) -> Iterator[tuple[str, str]]:
    """What the record says of its page, as (field, value): a line a person for the byline."""
    for field in ("title", "published", "outlet", "language"):
        if isinstance(value := record.get(field), str) and value.strip():
            yield field, value.strip()
    byline = record.get("byline") or ()
    for name in [byline] if isinstance(byline, str) else byline:
        if isinstance(name, str) and name.strip():
            yield "author", name.strip()


def article_from(record: Json) -> Article:
    """An article of an `extract` output, or of any {id, text, …}: every other field may be missing."""
    text = need_text(record)
    known = {
        k: record[k] for k in ("url", "title", "dateline", "outlet", "credit", "canonical", "language") if record.get(k)
    }
    byline = record.get("byline") or ()
    fields = {
        **known,
        "id": record["id"],
        "text": text,
        "byline": [byline] if isinstance(byline, str) else byline,
        "published": record.get("published"),
        "fetched": record.get("fetched"),
        "implied": record.get("implied"),
        "dates": [{"page": None, **d} for d in record.get("dates") or ()],
        "residue": record.get("residue") or (),
        "wounds": [{"span": {"start": w["start"], "end": w["end"]}, **w} for w in record.get("wounds") or ()],
    }
    return msgspec.convert(fields, Article)


def bare_from(record: Json) -> Article:
    """The id and the text alone: all that is read of an article to find copies."""
    return Article(record["id"], need_text(record))


def language_told(record: Json) -> str | None:
    """The language that a record names; None where it names none, so that the text itself decides."""
    told = record.get("language")
    return told if isinstance(told, str) and told.strip() else None
