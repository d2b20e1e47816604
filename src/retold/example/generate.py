"""Any number of invented pages for scale tests: stories, reports of them, and copies of the reports.

Takes a count and a seed, gives MadePages that know what they are (story, origin, parent, kind); `write_pages` writes
them as JSON Lines or as a folder of HTML. The same count and seed give the same bytes; a longer run begins with the
pages of a shorter one. Memory is bounded by the stories that are still open.
"""

from __future__ import annotations

import gzip
import io
import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from html import escape
from pathlib import Path
from random import Random
from typing import IO

from retold.example.sentences import FILLING, Plot, fill, make_name, make_number, make_plot, make_report, make_title

SHARE_OF_COPIES = 0.7
OPEN_STORIES = 40  # told at the same time, as in a day's news
TELLINGS_KEPT = 24  # of one story, to copy from
NEW_STORY = 0.45  # chance that a report opens a story
OUTLETS = 60
FIRST_DAY = date(2024, 1, 1)
FILES_IN_A_FOLDER = 1000
SYNONYMS = {
    "said": "stated", "had been": "were", "near": "close to", "according to": "as reported by", "outside": "beyond",
    "without naming": "but did not name", "overnight": "during the night", "before dawn": "in the early hours",
    "In all": "Altogether", "recalled": "remembered", "pointing at": "gesturing towards", "lives in": "resides in",
    "The number of": "The count of", "put the": "set the", "stood beside": "were next to", "by hand": "manually",
}  # fmt: skip
SYNONYM = re.compile("|".join(rf"\b{re.escape(w)}\b" for w in SYNONYMS))


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page and the truth about it; `parent` is the id of the page it was made from."""

    id: str
    url: str
    fetched: str
    html: str
    story: int
    origin: str
    parent: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of a page before a site dresses them."""

    id: str
    origin: str
    outlet: str
    title: str
    paragraphs: list[str]


@dataclass(frozen=True, slots=True)
class OpenStory:
    """A story that may still get reports and copies."""

    number: int
    plot: Plot
    day: date
    tellings: deque[Telling]


# ---- what a copy does to the words ---------------------------------------------------------------------------------


def keep(chance: Random, plot: Plot, telling: Telling) -> list[str]:
    """Word for word."""
    return telling.paragraphs


def edit(chance: Random, plot: Plot, telling: Telling) -> list[str]:
    """A paragraph out, another in, as in a write-through."""
    rows = telling.paragraphs
    out = chance.randrange(1, len(rows))
    new = [fill(chance, chance.choice(FILLING), plot.words)]
    return [*rows[:out], *new, *rows[out + 1 :]]


def excerpt(chance: Random, plot: Plot, telling: Telling) -> list[str]:
    """A few neighbouring paragraphs under a line of credit."""
    rows = telling.paragraphs
    size = max(2, len(rows) // 3)
    first = chance.randrange(len(rows) - size + 1)
    return [
        f"The {make_name(chance, 2)} Gazette reports from {chance.choice(plot.words['place'])}:",
        *rows[first : first + size],
    ]


def cut(chance: Random, plot: Plot, telling: Telling) -> list[str]:
    """The first half or so, as before a subscription wall."""
    rows = telling.paragraphs
    return [*rows[: max(2, len(rows) * chance.randrange(40, 75) // 100)], "Subscribe to continue reading"]


def damage(chance: Random, plot: Plot, telling: Telling) -> list[str]:
    """Three places where characters were lost."""
    text = "\n".join(telling.paragraphs)
    for _ in range(3):
        at = chance.randrange(1, len(text) - 3)
        text = text[:at] + text[at + 2 :] if "\n" not in text[at : at + 2] else text
    return text.split("\n")


def reword(chance: Random, plot: Plot, telling: Telling) -> list[str]:
    """Other words in every sentence, one sentence fewer, the figures kept."""
    rows = telling.paragraphs[:-1] if len(telling.paragraphs) > 4 else telling.paragraphs
    return [SYNONYM.sub(lambda m: SYNONYMS[m[0]], row) for row in rows]


COPY_KINDS: tuple[tuple[str, int, Callable[[Random, Plot, Telling], list[str]]], ...] = (
    ("copy", 28, keep),
    ("mirror", 26, keep),
    ("edit", 14, edit),
    ("excerpt", 12, excerpt),
    ("cut", 8, cut),
    ("damage", 5, damage),
    ("reword", 7, reword),
)


# ---- sites ---------------------------------------------------------------------------------------------------------

SITES = (
    """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<meta property="og:site_name" content="{outlet}"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="{day}T{hour}:05:00Z"></head><body>
<nav><a>Home</a><a>World</a><a>Sport</a><a>Weather</a></nav><div class="cookies">We use cookies. Accept all</div>
<article><h1>{title}</h1><p class="by">By {author}</p><div class="body">
{body}
</div></article><aside><h3>Related</h3><ul>{links}</ul></aside><footer>© {outlet}</footer></body></html>""",
    """<html><head><title>{title} - {outlet}</title><meta charset="utf-8">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{title}",
"datePublished":"{day}","publisher":{{"name":"{outlet}"}}}}</script></head>
<body><div id="top">{outlet} <span>Subscribe</span></div><div id="main"><h2>{title}</h2>
<time datetime="{day}">{day}</time>
<div class="entry-content">
{body}
</div><div class="share">Share this: Mail Print</div></div><div id="side"><h4>Most read</h4><ol>{links}</ol></div>
<div id="respond"><h3>Leave a Reply</h3><p>Your email address will not be published.</p></div></body></html>""",
    """<!doctype html><html><head><meta charset="utf-8"><title>{title}</title><meta name="date" content="{day}"></head>
<body><table><tr><td>{outlet}</td></tr></table><main><h1>{title}</h1><address>{author}, {day}</address><section>
{body}
</section></main><section class="more"><h2>Also today</h2><ul>{links}</ul></section></body></html>""",
)
MIRROR = """<html><head><meta charset="utf-8"><title>{title} -{outlet}</title>
<meta property="article:published_time" content="{day}"></head>
<body><div>Current:Home > World</div><h1>{title}</h1><div>View</div><div>Date:{day} {hour}:22:51</div><div class="cont">
{body}
</div><h3>Ranking</h3><ul>{links}</ul><h3>Recommendation</h3><ul>{links}</ul><div>© {outlet}</div></body></html>"""


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented site: its name, host and template."""

    name: str
    host: str
    site: str


def make_outlets(seed: int) -> list[Outlet]:
    """The outlets of a run, the same for every count."""
    chance = Random(f"outlets {seed}")  # noqa: S311  (invented pages, no secrets)
    papers = ("Post", "Herald", "Courier", "Times", "Observer", "Gazette")
    rows = []
    for i in range(OUTLETS):
        name = make_name(chance, 2)
        rows.append(Outlet(f"{name} {papers[i % 6]}", f"{name.lower()}{i}.example", SITES[i % len(SITES)]))
    return rows


def dress(chance: Random, telling: Telling, outlet: Outlet, day: date, site: str) -> str:
    """The page of a telling on a site, with links to stories that do not exist."""
    links = "".join(
        f"<li>{make_name(chance, 3)} {make_name(chance, 2)} wins {make_number(chance)} votes</li>" for _ in range(4)
    )
    return site.format(
        title=escape(telling.title),
        outlet=outlet.name,
        day=day.isoformat(),
        hour=f"{chance.randrange(24):02}",
        author=f"{make_name(chance, 2)} {make_name(chance, 2)}",
        body="\n".join(f"<p>{row}</p>" for row in telling.paragraphs),
        links=links,
    )


# ---- the stream ----------------------------------------------------------------------------------------------------


def stretch(count: int, seed: int = 1, *, share_of_copies: float = SHARE_OF_COPIES) -> Iterator[MadePage]:
    """Pages of many stories, copies among them in the given share.

    >>> pages = list(stretch(40, seed=3))
    >>> sum(p.parent is not None for p in pages)
    28
    >>> pages[:10] == list(stretch(10, seed=3))
    True
    """
    chance = Random(f"pages {seed}")  # noqa: S311  (invented pages, no secrets)
    outlets = make_outlets(seed)
    stories: deque[OpenStory] = deque(maxlen=OPEN_STORIES)
    told = copied = 0
    for n in range(count):
        page_id = f"m{seed}-{n:08}"
        if stories and copied < share_of_copies * n:
            copied += 1
            yield make_copy(chance, chance.choice(stories), page_id, outlets)
            continue
        if not stories or chance.random() < NEW_STORY:
            told += 1
            stories.append(
                OpenStory(told, make_plot(chance), FIRST_DAY + timedelta(told // 8), deque(maxlen=TELLINGS_KEPT))
            )
            story = stories[-1]
        else:
            story = chance.choice(stories)
        yield make_original(chance, story, page_id, outlets)


def make_original(chance: Random, story: OpenStory, page_id: str, outlets: list[Outlet]) -> MadePage:
    """A report of its own: shared facts, own words."""
    rows = make_report(chance, story.plot, chance.randrange(10, 22))
    outlet = chance.choice(outlets)
    telling = Telling(page_id, page_id, outlet.name, make_title(chance, story.plot), rows)
    html = dress(chance, telling, outlet, story.day, outlet.site)
    return publish(story, telling, outlet, html, parent=None, kind="report")


def make_copy(chance: Random, story: OpenStory, page_id: str, outlets: list[Outlet]) -> MadePage:
    """A copy of one of the story's tellings, by one of the ways of copying."""
    parent = chance.choice(story.tellings)
    kind, _, change = chance.choices(COPY_KINDS, weights=[weight for _, weight, _ in COPY_KINDS])[0]
    outlet = chance.choice(outlets)
    rows = change(chance, story.plot, parent)
    telling = Telling(page_id, parent.origin, outlet.name, parent.title, rows)
    false = kind == "mirror"
    day = story.day + timedelta(chance.randrange(200, 700) if false else chance.randrange(3))
    html = dress(chance, telling, outlet, day, MIRROR if false else outlet.site)
    return publish(story, telling, outlet, html, parent=parent.id, kind=kind)


def publish(
    story: OpenStory, telling: Telling, outlet: Outlet, html: str, *, parent: str | None, kind: str
) -> MadePage:
    """The page, and its words kept for others to copy (but not those too short to copy from)."""
    if len(telling.paragraphs) >= 5:
        story.tellings.append(telling)
    fetched = (story.day + timedelta(900)).isoformat()
    url = f"https://{outlet.host}/news/{telling.id}"
    return MadePage(telling.id, url, fetched, html, story.number, telling.origin, parent, kind)


# ---- writing -------------------------------------------------------------------------------------------------------


def write_pages(target: Path, count: int, seed: int = 1, *, share_of_copies: float = SHARE_OF_COPIES) -> int:
    """Write pages as JSON Lines (a name ending in .jsonl or .jsonl.gz) or as HTML files under a folder; how many.

    A JSON line holds the truth beside the page; a folder holds the pages alone, a thousand to a subfolder.
    """
    pages = stretch(count, seed, share_of_copies=share_of_copies)
    if target.name.endswith((".jsonl", ".jsonl.gz")):
        with open_lines(target) as out:
            return sum(1 for page in pages if out.write(json.dumps(asdict(page), ensure_ascii=False) + "\n"))
    done = 0
    for done, page in enumerate(pages, 1):
        folder = target / f"{(done - 1) // FILES_IN_A_FOLDER:05}"
        if done % FILES_IN_A_FOLDER == 1:
            folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{page.id}.html").write_text(page.html, encoding="utf-8", newline="\n")
    return done


def open_lines(target: Path) -> IO[str]:
    """A text file for JSON Lines, packed without a date when its name ends in .gz."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix != ".gz":
        return target.open("w", encoding="utf-8", newline="\n")
    return io.TextIOWrapper(gzip.GzipFile(target, "wb", mtime=0), encoding="utf-8", newline="\n")
