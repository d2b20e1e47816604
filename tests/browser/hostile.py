"""Pages that mean harm: markup in every field, marks that turn the direction of writing, a megabyte of one word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from retold.records import Article, Page

MARKUP = "</title></script><script>window.harmed=1</script><img src=//evil.example/x onerror=window.harmed=2>"
TURNED = "\u202eyrros\u202c \u2066isolate \u200b\u0007bell \u001b[31mred"
TELLING = (
    "A barge sank in the Quillon estuary on 3 May 2031, killing {n} people, the harbour office said. Rescue boats "
    "searched until dawn. “We heard the hull break,” said Mara Dell, who saw it from the quay. The barge carried "
    "{m} tonnes of grain and a crew of 23."
)


def write_hostile_pages(folder: Path) -> Path:
    """A folder of such pages, all about one event."""
    pages = {
        "markup.html": page(MARKUP, f"<p>{escape(MARKUP)} {TELLING.format(n=14, m=900)}</p>", outlet=MARKUP),
        "turned.html": page(TURNED, f"<p>{TURNED} {TELLING.format(n=14, m=900)}</p>", outlet=TURNED),
        "quotes.html": page(
            '"><svg onload=window.harmed=3>', f"<p>{TELLING.format(n=19, m=900)}</p>", outlet="' onfocus='"
        ),
        "word.html": page("One word", f"<p>{TELLING.format(n=14, m=900)}</p><p>{'barge' * 200_000}</p>", outlet="Word"),
        "words.html": page(
            "Many words", f"<p>{TELLING.format(n=14, m=950)}</p><p>{'barge ' * 180_000}</p>", outlet="Words"
        ),
        "script.txt": f"{MARKUP}\n\n{TELLING.format(n=12, m=900)}\n\n{MARKUP}\n",
    }
    folder.mkdir()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def long_articles() -> Iterator[tuple[Page, Article]]:
    """Articles of a megabyte of one word, with blanks and without, whatever extraction would make of them."""
    for name, text in (("long-1", "barge" * 200_000), ("long-2", "barge " * 180_000)):
        yield Page(name, None, b"", "text/html", found_in=name), Article(name, text, flat=text, title=TURNED + MARKUP)


def page(title: str, body: str, *, outlet: str) -> str:
    """A page whose every field is the text given, as an attacker would write it."""
    return (
        f"<html><head><title>{escape(title)}</title><meta property='og:title' content=\"{escape(title)}\">"
        f'<meta property="og:site_name" content="{escape(outlet)}"><meta name="author" content="{escape(title)}">'
        f'<meta property="article:published_time" content="2031-05-03T10:00:00Z">'
        f'<link rel="canonical" href="javascript:window.harmed=4"></head>'
        f"<body><article><h1>{escape(title)}</h1>{body}</article></body></html>"
    )


def escape(text: str) -> str:
    """Escaped as a careful page would: the words themselves are the attack."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
