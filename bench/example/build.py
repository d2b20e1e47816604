"""Builds the pages of the packaged example from the bodies and the outlets beside this file.

usage: python bench/example/build.py     (writes src/retold/example/pages/ and expected.json beside it)
Deterministic: no clock, no chance. The pages are committed; run it again only when a body or a template changes.
"""

# ruff: noqa: E501  (templates and tables: a row is a line)
from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path

import outlets as o
from outlets import Telling
from reading import expected
from tellings import all_pages
from words import LEDE, body, wire

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / "src" / "retold" / "example" / "pages"


def write_archives() -> None:
    """Pages in other carriers: JSON Lines, a WARC, and a WARC record that swells to 30 MB."""
    rows = [
        {
            "url": "https://lorneherald.example/ferry",
            "title": LEDE[2],
            "text": "\n".join(wire(2)),
            "date": "2025-03-05",
            "sitename": "Lorne Herald",
        },
        {
            "url": "https://ombreytimes.example/sound",
            "title": "Ferry company promises answers",
            "text": "\n".join(body("release")[:4]),
            "date": "2025-03-05",
            "sitename": "Ombrey Times",
        },
    ]
    lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
    (PAGES / "x1_crawl.jsonl").write_text(lines, encoding="utf-8")
    page = o.infostream(Telling(LEDE[1], wire(1), "", "2025-11-02T03:00:00Z", "2025-11-02 03:00:00"))
    good = warc_record("https://infostream24.example/post/70001", page.encode(), "")
    swollen = b"<html><body><p>At least 9 dead</p>" + b" " * 30_000_000 + b"</body></html>"
    bomb = warc_record("https://infostream24.example/post/bomb", packed(swollen), "Content-Encoding: gzip\r\n")
    (PAGES / "x2_crawl.warc.gz").write_bytes(packed(good) + packed(bomb))


def packed(data: bytes) -> bytes:
    """One gzip member without a date in it."""
    return gzip.compress(data, 9, mtime=0)


def warc_record(url: str, payload: bytes, header: str) -> bytes:
    """One response record (WARC 1.1, ISO 28500)."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{header}Content-Length: {len(payload)}\r\n\r\n".encode()
    mark = f"{zlib.crc32(payload):08x}"
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-02-03T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-0000{mark}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http) + len(payload)}\r\n\r\n"
    )
    return head.encode() + http + payload + b"\r\n\r\n"


def main() -> None:
    """Write every page and what a careful reader finds in them."""
    PAGES.mkdir(parents=True, exist_ok=True)
    listed = {}
    for name, (text, url) in all_pages().items():
        file = f"{name}.html" if text.lstrip().startswith("<") else f"{name}.txt"
        (PAGES / file).write_text(text, encoding="utf-8", newline="\n")
        listed[name] = {"file": f"pages/{file}", "url": url, "fetched": "2026-02-03"}
    write_archives()

    want = json.dumps(expected(listed), ensure_ascii=False, indent=1) + "\n"
    (PAGES.parent / "expected.json").write_text(want, encoding="utf-8")


if __name__ == "__main__":
    main()
