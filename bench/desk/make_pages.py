"""A day of made-up news as a web archive: N HTML pages, two thirds of them copies, for timing whole runs.

    python bench/desk/make_pages.py FOLDER N OUT.warc.gz [SEED]

FOLDER is the benchmark folder that holds copies-speed/make_corpus.py, which makes the texts and plants the copies. Each
text is dressed as a page of its site: head, navigation, byline, date, links in between, a list of the most read, a
footer.
Deterministic: no clock.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from pathlib import Path
from types import ModuleType

FIRST = date(2026, 3, 1)
DAYS = 40
SECTIONS = "World Politics Business Sport Weather Culture Science Health Travel Opinion Video Podcasts Jobs".split()
WRITERS = "Ada Morn, Piet Lauder, Rosa Quill, Ivo Tarn, Nell Baxter, Sami Orrin, Lena Dove, Hugo Marsh".split(", ")


def load_corpus(folder: Path) -> ModuleType:
    """The maker of texts."""
    spec = importlib.util.spec_from_file_location("make_corpus", folder / "copies-speed" / "make_corpus.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no copies-speed/make_corpus.py in {folder}: name the folder of the benchmark tasks")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages(folder: Path, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Address and HTML of each page."""
    texts, lineages, sites = load_corpus(folder).make(count, seed)
    heads = [" ".join(t.split("\n\n")[0].split()[:9]) for t in texts]
    for k, (text, lineage, site) in enumerate(zip(texts, lineages, sites, strict=True)):
        day = FIRST + timedelta(days=lineage[0] % DAYS)
        address = f"https://site{site}.example/{day:%Y/%m/%d}/story-{seed}-{k}.html"
        links = [heads[(k * 7 + n * 131) % count] for n in range(8)]
        yield (
            address,
            dress(text.split("\n\n"), heads[k], address, site, day, WRITERS[lineage[0] % len(WRITERS)], links),
        )


def dress(paragraphs: list[str], title: str, address: str, site: int, day: date, writer: str, links: list[str]) -> str:
    """A page of a site; sites differ in the names of their classes and in what they put where."""
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": f"{day}T09:00:00Z",
    }
    data = f'<script type="application/ld+json">{json.dumps(told)}</script>' if site % 3 else ""
    menu = "".join(f'<li class="nav-{n}"><a href="/{s.lower()}">{s}</a></li>' for n, s in enumerate(SECTIONS))
    rows = [f'<p class="b{site % 5}-text">{escape(p)}</p>' for p in paragraphs]
    also = f'<div class="related"><h3>See also</h3><a href="/s/1">{escape(links[0])}</a></div>'
    rows.insert(min(2, len(rows)), also)
    most = "".join(f'<li><a href="/s/{n}"><span>{escape(t)}</span></a></li>' for n, t in enumerate(links))
    boxes = "".join(f'<div class="card"><a href="/c/{n}"><h4>{escape(t)}</h4></a></div>' for n, t in enumerate(links))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | Site {site}</title>
<link rel="canonical" href="{address}"><meta property="og:title" content="{escape(title)}">
<meta property="og:site_name" content="Site {site}"><meta name="viewport" content="width=device-width">{data}
<style>{".x{margin:0}" * 40}</style><script>{"var a=1;" * 200}</script></head><body class="site-{site}">
<header><nav><ul>{menu}</ul></nav><form action="/search"><input name="q"></form></header>
<main><article><h1>{escape(title)}</h1><div class="byline">By <a href="/staff">{writer}</a></div>
<time datetime="{day}">{day:%B %d, %Y}</time><div class="share"><a href="#">Share</a><a href="#">Print</a></div>
<div class="body-{site % 5}">{"".join(rows)}</div></article></main>
<aside><h2>Most read</h2><ol>{most}</ol></aside><section class="more"><h2>More</h2>{boxes}</section>
<footer><ul>{menu}</ul><p>Copyright 2026 Site {site}. All rights reserved.</p></footer></body></html>"""


def record(address: str, html: str) -> bytes:
    """One response record (WARC 1.1, ISO 28500), compressed by itself."""
    body = html.encode()
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-04-20T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-0000{zlib.crc32(address.encode()):08x}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http) + len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + body + b"\r\n\r\n", 1, mtime=0)


def main() -> None:
    if len(sys.argv) not in (4, 5):
        raise SystemExit(__doc__)
    folder, count, out, *seed = sys.argv[1:]
    with Path(out).open("wb") as file:
        for address, html in pages(Path(folder), int(count), int(seed[0]) if seed else 7):
            file.write(record(address, html))


if __name__ == "__main__":
    main()
