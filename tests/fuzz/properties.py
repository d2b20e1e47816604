"""What must hold for any bytes: a table of targets, each takes bytes and raises where something does not hold.

The suite runs them over bytes that hypothesis makes, `bench/fuzz/run.py` over those that a fuzzer finds.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path

import lxml.etree
import lxml.html
import networkx
import pyarrow.parquet

from retold.align import align_texts, pair_sentences, type_changes
from retold.claims import read_claims
from retold.extract import extract_article
from retold.extract.decode import decode_body
from retold.pipeline.run import run_pages
from retold.read import read_pages
from retold.read.feeds import read_feed
from retold.read.limits import UnreadableError
from retold.records import Alignment, Article, Page, Span, Unread
from retold.show.export import FORMATS
from retold.show.report import render_report
from retold.show.view import StoryView, load_story
from retold.store import reading
from retold.store.database import open_store
from retold.text.names import find_names
from retold.text.numbers import find_numbers
from retold.text.quote_marks import find_dialogue
from retold.text.sentences import find_sentences
from retold.text.times import find_times
from retold.text.tokens import fold_words

ANCHOR = date(2031, 5, 15)
LANGUAGES = ("en", "es", "de", "any", None)
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: %s\r\n\r\n"
ENCODINGS = (b"identity", b"gzip", b"deflate", b"br", b"gzip, br")
FIRST = "The barge Osten sank off Port Ella on Monday and 12 of its crew of 40 drowned, the coast guard said. "
STORY = (
    FIRST + '"We found 28 people alive," said Mara Quill, who leads the search. The barge carried 300 tonnes of grain.'
)


def as_text(data: bytes) -> str:
    """Bytes as the text of a page: any, and whole words as often as not."""
    return data.decode("utf-8", "surrogateescape" if data[:1] == b"s" else "replace")


def split(data: bytes) -> tuple[bytes, bytes]:
    """Two parts of the bytes, cut where the first of them says."""
    at = (data[0] if data else 0) * len(data) // 256
    return data[1 : at + 1], data[at + 1 :]


# ---- reading -----------------------------------------------------------------------------------------------------------


def check_items(items: Iterable[Page | Unread]) -> list[Page]:
    """Everything read is a page with a body, or a reason."""
    pages = []
    for item in items:
        if isinstance(item, Unread):
            assert item.reason
        else:
            assert item.body.strip()
            assert item.id
            pages.append(item)
    return pages


def read_any(data: bytes) -> None:
    """Whatever lies in a stream."""
    check_items(read_pages(["-"], stdin=io.BytesIO(data)))


def read_warc(data: bytes) -> None:
    """An archive with a record of these bytes, packed in one of the ways, among two whole ones."""
    head, body = split(data)
    encoding = ENCODINGS[len(head) % len(ENCODINGS)]
    middle = record(b"http://b.example/", (HTTP % encoding) + body, head[:200])
    parts = [record(b"http://a.example/", (HTTP % b"identity") + b"<p>one"), middle]
    parts.append(record(b"http://c.example/", (HTTP % b"identity") + b"<p>two"))
    whole = b"".join(map(gzip.compress, parts) if len(body) % 2 else parts)
    urls = {p.url for p in check_items(read_pages(["-"], stdin=io.BytesIO(whole)))}
    assert "http://a.example/" in urls
    if b"WARC" not in data:
        assert "http://c.example/" in urls, urls


def record(url: bytes, payload: bytes, more: bytes = b"") -> bytes:
    """A record of an archive, with more lines in its head."""
    lines = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\n%s\r\nContent-Length: %d\r\n" % (
        url,
        b"X-More: " + more.replace(b"\r", b" ").replace(b"\n", b" "),
        len(payload),
    )
    return lines + b"Content-Type: application/http; msgtype=response\r\n\r\n" + payload + b"\r\n\r\n"


def read_broken_warc(data: bytes) -> None:
    """An archive in the middle of which these bytes stand: what comes before is read."""
    ends = [gzip.compress(record(b"http://a.example/%d" % n, (HTTP % b"identity") + b"<p>one")) for n in (0, 1)]
    items = list(read_pages(["-"], stdin=io.BytesIO(ends[0] + data + ends[1])))
    assert "http://a.example/0" in {p.url for p in check_items(items)}


def read_wacz(data: bytes) -> None:
    """A box with these bytes for an archive, and these bytes for a box."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("archive/a.warc.gz", data)
    check_items(read_pages(["-"], stdin=box))
    check_items(read_pages(["-"], stdin=io.BytesIO(b"PK\x03\x04" + data)))
    check_items(read_pages(["-"], stdin=io.BytesIO(box.getvalue()[: len(data)] + data + box.getvalue()[len(data) :])))


def read_lines(data: bytes) -> None:
    """Lines of JSON, as they are and as the values of a record; between two good lines."""
    good = b'{"url": "http://a.example/%d", "text": "one"}\n'
    keys = ("text", "html", "title", "authors", "date", "source", "url", "published", "body", "language", "fetched")
    first, second = split(data)
    fields = {key: as_text(first if n % 2 else second) for n, key in enumerate(keys)}
    lines = [good % 0, data.replace(b"\n", b" "), json.dumps(fields).encode(), json.dumps([fields]).encode(), good % 1]
    pages = check_items(read_pages(["-"], stdin=io.BytesIO(b"\n".join(lines))))
    assert {"http://a.example/0", "http://a.example/1"} <= {p.url for p in pages}
    for page in pages:
        check_article(extract_article(page))


def read_feeds(data: bytes) -> None:
    """A feed: these bytes, and these bytes inside an entry."""
    shells = (
        b"%s",
        b"<rss version='2.0'><channel><item><link>http://a.example/</link><title>%s</title></item></channel></rss>",
        b"<feed><entry><link href='%s'/><updated>%s</updated></entry></feed>",
        b"<urlset><url><loc>%s</loc><lastmod>%s</lastmod></url></urlset>",
        b"<rss>%s",
    )
    for shell in shells:
        body = shell.replace(b"%s", data)
        try:
            feed = read_feed(body, "http://base.example/feed")
        except UnreadableError as error:
            assert str(error)
            continue
        assert all(e.url.startswith(("http://", "https://")) for e in feed.entries)


# ---- extraction --------------------------------------------------------------------------------------------------------


def check_article(article: Article) -> None:
    """Each visible character lies in one block, and the text is that of the blocks that were kept."""
    at = 0
    kept = []
    for block in article.blocks:
        assert at <= block.page.start < block.page.end <= len(article.flat)
        assert not article.flat[at : block.page.start].strip()
        at = block.page.end
        if block.text is not None:
            assert block.text.of(article.text) == block.page.of(article.flat)
            kept.append(block.page.of(article.flat))
    assert not article.flat[at:].strip()
    assert article.text == "\n".join(kept)
    spans = [s.page for s in article.wounds if hasattr(s, "page")]
    assert all(s.end <= len(article.text) for s in spans)


def extract_html(data: bytes) -> None:
    """A page of HTML, and its bytes between paragraphs of a story."""
    for body in (data, f"<title>Barge sinks</title><p>{FIRST}</p>".encode() + data + f"<p>{STORY}".encode()):
        check_article(extract_article(Page("p", "http://a.example/x", body, "text/html")))


def extract_text(data: bytes) -> None:
    """A page of plain text: every visible character is in the flat text."""
    article = extract_article(Page("p", None, data, "text/plain"))
    check_article(article)
    assert "".join(article.flat.split()) == "".join(decode_body(data, "text/plain").split())


# ---- what stands in a text ---------------------------------------------------------------------------------------------


def check_spans(spans: Iterable[Span], text: str, *, ordered: bool = True) -> None:
    """Each span holds something and lies in its text."""
    spans = list(spans)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert not ordered or all(a.start <= b.start for a, b in pairwise(spans))


def find_in_text(data: bytes) -> None:
    """Numbers, times, sentences, names and dialogue."""
    text = as_text(data)
    language = LANGUAGES[len(data) % len(LANGUAGES)]
    for number in find_numbers(text, language):
        assert number.low.is_finite() and number.high.is_finite()  # a score ("3-1") falls
    check_spans((n.span for n in find_numbers(text, language)), text)
    check_spans((t.span for t in find_times(text, ANCHOR, language)), text)
    check_spans(find_sentences(text), text)
    check_spans(find_names(text), text)
    check_spans(find_dialogue(text, language or "en"), text)
    assert all(fold_words(text))


def claim(data: bytes) -> None:
    """Figures, quotes and events of these bytes, alone and inside a story."""
    for text in (as_text(data), FIRST + as_text(data) + STORY):
        article = Article("p", text, text, published="2031-05-15", language="en")
        claims = read_claims(article)
        for figure in claims.figures:
            check_spans((*figure.evidence, figure.sentence), text, ordered=False)
        for quote in claims.quotes:
            check_spans([quote.words], text)
        check_spans((e.span for e in claims.events), text, ordered=False)


# ---- two texts ---------------------------------------------------------------------------------------------------------


def check_runs(alignment: Alignment, left: str, right: str) -> None:
    """Runs cover both texts from end to end."""
    for side, text in (("left", left), ("right", right)):
        spans = sorted((getattr(r, side).start, getattr(r, side).end) for r in alignment.runs if getattr(r, side))
        at = 0
        for start, end in spans:
            assert start == at, (side, spans)
            at = end
        assert at == len(text), (side, at)


def align(data: bytes) -> None:
    """Two texts side by side: any two, and a story beside itself with these bytes in it."""
    first, second = split(data)
    for left, right in ((as_text(first), as_text(second)), (STORY, FIRST + as_text(data) + STORY)):
        alignment = align_texts(left, right)
        check_runs(alignment, left, right)
        type_changes(alignment, left, right)
        pair_sentences(left, right)


# ---- what leaves the store ---------------------------------------------------------------------------------------------


def export(data: bytes) -> None:
    """A store of pages that carry these bytes wherever a page can: every format is read again by its own library."""
    first, second = (as_text(part) for part in split(data))
    said = {"title": first, "author": second, "outlet": first, "date": "2031-05-15", "url": f"http://{second}"}
    rows = [{"id": "1", "text": STORY, "url": "http://c.example/1"}, {"id": "2", "text": f"{STORY} {first}", **said}]
    rows.append(
        {"id": "3", "text": f"{second}\n{STORY.replace('28', '29')} {second}", **said, "url": "http://b.example/"}
    )
    lines = "\n".join(json.dumps(r) for r in rows).encode()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "s.sqlite", create=True)
        run_pages(["-"], store, stdin=io.BytesIO(lines), workers=1)
        for story in reading.list_stories(store):
            view = load_story(store, story.id)
            lxml.html.fromstring(render_report(view))
            check_formats(view, Path(folder))
        store.close()


def check_formats(view: StoryView, folder: Path) -> None:
    """Each format of a story is read by a library that is not ours."""
    for name, form in FORMATS.items():
        made = b"".join(form.write([view], "pages"))
        READERS[form.ending.lstrip(".")](made, folder)
        assert made == b"".join(form.write([view], "pages")), name


def read_sqlite(made: bytes, folder: Path) -> None:
    """Open a database."""
    (folder / "e.sqlite").write_bytes(made)
    connection = sqlite3.connect(folder / "e.sqlite")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def read_dot(made: bytes, _folder: Path) -> None:
    """Balanced quotes and braces, and no line that a name could have begun."""
    text = made.decode()
    plain = text.replace("\\\\", "").replace('\\"', "")
    assert plain.count('"') % 2 == 0
    outside = "".join(plain.split('"')[::2])
    assert outside.count("{") == outside.count("}")


def check_newick(line: str) -> None:
    """A tree on one line: its parentheses balance outside names."""
    outside = "".join(line.split("'")[::2])
    assert line.endswith(";")
    assert outside.count("(") == outside.count(")")


READERS: dict[str, Callable[[bytes, Path], object]] = {
    "jsonl": lambda made, _: [json.loads(line) for line in made.decode().split("\n") if line],
    "csv": lambda made, _: list(csv.reader(io.StringIO(made.decode(), newline=""), strict=True)),
    "parquet": lambda made, _: pyarrow.parquet.read_table(io.BytesIO(made)),
    "sqlite": read_sqlite,
    "jsonld": lambda made, _: json.loads(made),
    "json": lambda made, _: json.loads(made),
    "graphml": lambda made, _: networkx.read_graphml(io.BytesIO(made)),
    "gexf": lambda made, _: networkx.read_gexf(io.BytesIO(made)),
    "dot": read_dot,
    "xml": lambda made, _: lxml.etree.fromstring(made),
    "nwk": lambda made, _: list(map(check_newick, made.decode().splitlines())),
}

TARGETS: dict[str, Callable[[bytes], None]] = {
    "any": read_any,
    "warc": read_warc,
    "broken-warc": read_broken_warc,
    "wacz": read_wacz,
    "lines": read_lines,
    "feeds": read_feeds,
    "html": extract_html,
    "text": extract_text,
    "find": find_in_text,
    "claims": claim,
    "align": align,
    "export": export,
}
SEEDS: dict[str, tuple[bytes, ...]] = {
    "claims": (b"s\x80", b"sThe barge \x80 sank, said Mara \xffQuill on Monday."),
    "warc": (b"\x10", b"\x20abc" + zlib.compress(b"<p>x"), b"\x00" + gzip.compress(b"<p>x")),
    "feeds": (b"<item><title>a</title><pubDate>Mon, 12 May 2031 07:00:00 GMT</pubDate></item>", b"&#x0;", b"]]>"),
    "html": (b"<article><h1>A</h1><p>The ferry <b>sank</b>.</p><script>x</script><table><tr><td>1</table>", b"<!--><p"),
}
WORDS = tuple(
    "12 1,200 3.5 % $4m nearly one two hundred May Monday 2031 last week yesterday said Mara Quill the of people killed "
    "tonnes, “ ” \" ' « — … . ! ? \n \t <p> </p> <br> &amp; &#0; <script> <!-- --> { } [ ] \\ = + @ \x00 \x1b \u202e "
    "\u0301 \ufeff \ud83d\ude00 İ ß 中 http:// [ ] : :// ? # %00 ]]> <![CDATA[ null \r\n -1 1e999 NaN".split(" ")
)
