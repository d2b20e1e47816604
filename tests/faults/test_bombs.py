"""Pages made to blow up what reads them: each is answered within its cap, and the pages next to it are unharmed.

All go through one whole run, from the file to the ledgers, among the pages of a world. With RETOLD_BOMBS=full they have
their full size, up to 1 GB unpacked and a page of 20 MB, and the run takes minutes; else a hundredth of it.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import resource
import subprocess
import sys
import zipfile
import zlib
from functools import cache
from pathlib import Path

import pytest

from retold.store import reading
from retold.store.database import Store, open_store

PART = 1 if os.environ.get("RETOLD_BOMBS") == "full" else 100
UNPACKED = (1 << 30) if PART == 1 else (32 << 20)  # bytes; a page may have 20 MB
STORY = "Rescuers searched the harbour of Port Ella until nightfall on Monday, and found 12 of the 40 crew alive. "
HTML = "<html><title>Search goes on</title><p>" + STORY
CAP_SECONDS = 1_200.0 if PART == 1 else 60.0  # CPU seconds of the whole run; 20 on a quiet machine for the smaller ones
CAP_BYTES = 2_500 << 20  # of memory


@cache
def zeros(window: int = zlib.MAX_WBITS | 16) -> bytes:
    """A packed row of zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    parts = [packer.compress(bytes(1 << 20)) for _ in range(UNPACKED >> 20)]
    return b"".join(parts) + packer.flush()


def answer(name: str, body: bytes, head: str = "") -> bytes:
    """A record of an archive."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n".encode() + body
    lines = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://{name}.example/\r\nContent-Length: {len(http)}\r\n"
    return f"{lines}Content-Type: application/http; msgtype=response\r\n\r\n".encode() + http + b"\r\n\r\n"


def archive() -> bytes:
    """Bombs in every encoding, between two pages."""
    packed, raw = zeros(), zeros(-zlib.MAX_WBITS)
    good = [answer(n, f"{HTML} It was {n}.".encode()) for n in ("first", "last")]
    bombs = [
        answer("gzip", packed, "Content-Encoding: gzip\r\n"),
        answer("deflate", raw, "Content-Encoding: deflate\r\n"),
        answer("brotli", b"\xcf\xff\xff\x7f\xf8\x27" + bytes(40), "Content-Encoding: br\r\n"),
        answer("layers", gzip.compress(packed), "Content-Encoding: gzip, gzip\r\n"),
        answer("many-layers", b"x", f"Content-Encoding: {'gzip, ' * 20_000}gzip\r\n"),
        answer("heads", HTML.encode(), "".join(f"X-{n}: {n}\r\n" for n in range(100_000))),
        answer("long-head", HTML.encode(), f"X-Long: {'a' * 5_000_000}\r\n"),
        answer("chunks", b"1\r\na\r\n" * 500_000 + b"0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
        answer("status", HTML.encode(), "").replace(b"200 OK", b"9" * 5_000),
    ]
    return b"".join(map(gzip.compress, (good[0], *bombs, good[1])))


def box(inside: bytes) -> bytes:
    """A WACZ file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("archive/a.warc.gz", inside)
    return made.getvalue()


def nested_json(depth: int) -> str:
    """A text inside lists inside lists."""
    return '{"text": ' + "[" * depth + '"' + STORY + '"' + "]" * depth + "}"


def lines() -> str:
    """Records of JSON that no tool writes, between two good ones."""
    odd = {
        "url": "http://[",
        "title": "t" * (1_000_000 // PART),
        "authors": ["Mara Quill"] * (20_000 // PART),
        "date": "9" * 5_000,
    }
    good = [json.dumps({"url": f"https://line{n}.example/", "text": f"{STORY}{n}"}) for n in range(2)]
    odd_texts = ["\ud800" + STORY, "\0" * 5000 + STORY, "\u202e" * 5000 + STORY, "e" + "\u0301" * 100_000 + STORY]
    rows = [json.dumps({"id": f"odd{n}", "text": text, **odd}) for n, text in enumerate(odd_texts)]
    return "\n".join([good[0], nested_json(400), nested_json(900), nested_json(200_000), *rows, good[1]])


def long_page(count: int) -> str:
    """A page of 20 MB, of different sentences with numbers, names, days and quotes."""
    said = '<p>The quay of Sund {n} took {n} tonnes on Monday, May {d}, 2031. "We lost {n} crates," said Mara Quill.'
    return HTML + "".join(said.format(n=n, d=n % 28 + 1) for n in range(count))


def many(text: str, count: int) -> str:
    """A piece so many times, or a hundredth of it."""
    return text * (count // PART)


def texts() -> dict[str, str]:
    """The bombs that are text."""
    links = "".join(f"<a href=/{n}>Page {n}</a> " for n in range(100_000 // PART))
    doctype = f"<!DOCTYPE h [<!ENTITY a 'ha'><!ENTITY b '{many('&a;', 50_000)}'>]>"
    return {
        "lines.jsonl": lines(),
        "deep.html": HTML + "<div>" * 50_000 + STORY,
        "quotes.html": HTML + "<blockquote><q>" * 20_000 + STORY,
        "entities.html": HTML + many("&amp;&#x41;&nosuch;", 100_000),
        "doctype.html": doctype + HTML + many("&b;", 50_000),
        "attributes.html": HTML + "<p " + many("a=b ", 500_000) + ">" + STORY,
        "links.html": HTML + links,
        "metas.html": many("<meta property=og:title content=x>", 100_000) + HTML,
        "ld.html": f'<script type="application/ld+json">{"[" * 200_000}</script>{HTML}',
        "title.html": f"<title>{many('Ferry late ', 200_000)}</title><p>{STORY}",
        "line.txt": many(STORY, 40_000),
        "words.txt": STORY + many("a", 3_000_000) + many(" 1", 500_000) + many(".", 500_000),
        "blanks.txt": STORY + many(" ", 3_000_000) + many("\n", 1_000_000) + many("\t \r", 300_000) + STORY,
        "quoted.txt": STORY + many('" “ ', 200_000),
        "marks.txt": STORY + many("\u202e\u0301\x00\ufeff\u200f", 100_000),
        "long.html": long_page(PAGES_LONG),
    }


def bombs() -> dict[str, bytes]:
    """Every bomb by the name of its file."""
    return {
        **{name: text.encode() for name, text in texts().items()},
        "packed.html": zeros(),
        "packed-twice.html": gzip.compress(zeros()),
        "packed.jsonl.gz": zeros(),
        "packed.warc.gz": zeros(),
        "answers.warc.gz": archive(),
        "box.wacz": box(zeros()),
        "box-of-zeros.wacz": box(bytes(64 << 20)),
        "box-in-box.wacz": box(box(archive())),
        "utf16.txt": b"\xff\xfe" + (STORY * 1000).encode("utf-16-le") + b"\x00\xd8" * 1000,
    }


PAGES_LONG = 150_000 // PART  # sentences; all of them are 16 MB


@pytest.fixture(scope="module")
def exploded(tmp_path_factory: pytest.TempPathFactory, world: Path) -> tuple[Store, dict[str, str]]:
    """A store that all bombs were run into, and what was said of those that could not be used."""
    folder = tmp_path_factory.mktemp("bombs")
    pages = folder / "pages"
    pages.mkdir()
    for page in world.iterdir():
        (pages / page.name).write_bytes(page.read_bytes())
    for name, body in bombs().items():
        (pages / name).write_bytes(body)
    limited = (
        f"import resource\nresource.setrlimit(resource.RLIMIT_DATA, ({CAP_BYTES}, {CAP_BYTES}))\n"
        "from retold.cli import main\nmain()\n"
    )
    command = [sys.executable, "-c", limited, "run", str(pages), "--store", str(folder / "s.sqlite"), "--workers", "1"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "RETOLD_MODEL": "rules"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 1, done.stderr[-3000:]
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < CAP_SECONDS
    store = open_store(folder / "s.sqlite")
    return store, {u.found_in: u.reason for u in reading.read_unread(store)}


def test_the_pages_beside_them_are_whole(exploded: tuple[Store, dict[str, str]], world: Path) -> None:
    rows = reading.read_page_rows(exploded[0])
    places = {row.found_in for row in rows.values()}
    urls = {row.url for row in rows.values()}
    assert {p.name for p in world.iterdir() if p.suffix in (".html", ".txt")} <= places
    assert {"https://first.example/", "https://last.example/"} <= urls
    assert {"https://line0.example/", "https://line1.example/"} <= urls


def test_each_is_read_or_refused_with_a_reason(exploded: tuple[Store, dict[str, str]]) -> None:
    store, said = exploded
    read = {row.found_in for row in reading.read_page_rows(store).values()}
    told = {place.split("@")[0].split(":")[0].split("/")[0] for place in (*said, *read)}
    assert [name for name in (*texts(), "packed-twice.html", "packed.warc.gz", "box.wacz") if name not in told] == []
    assert "larger than" in said["packed.html"]


def test_the_longest_page_has_its_text_in_the_store(exploded: tuple[Store, dict[str, str]]) -> None:
    store, _ = exploded
    (number,) = (i for i, row in reading.read_page_rows(store).items() if row.found_in == "long.html")
    (article,) = reading.read_articles(store, [number])
    assert f"The quay of Sund {PAGES_LONG - 1} took {PAGES_LONG - 1} tonnes" in article.flat
