"""The article inside a page: golden pages of invented outlets, and what holds of every page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.extract import extract_article
from retold.extract.chrome import find_chrome, find_glued
from retold.extract.header import find_credit, find_dateline, read_byline
from retold.records import Article, Dateline, Page

BODY = (
    "PORT ELLA, Norland (CW) — Rescuers pulled 14 people from the sea on Monday after a ferry with 120 passengers sank in a storm, the harbour police said.",
    "The Northern Star left the island of Vell shortly after dawn and sent a distress call two hours later, according to the coast guard of Norland.",
    "“We heard a bang and the lights went out,” said Ines Marlow, a teacher who was travelling with her class. “Then the water came.”",
    "The owner of the ferry said the ship had passed its last inspection in March. An inquiry was opened on Monday evening.",
)  # fmt: skip

HTML = f"""<!doctype html><html lang="en"><head><title>Ferry sinks off Port Ella | Coast Daily</title>
<meta property="og:title" content="Ferry sinks off Port Ella"><meta property="og:site_name" content="Coast Daily">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry sinks off Port Ella",
"datePublished": "2031-05-05T18:20:00+02:00", "author": [{{"@type": "Person", "name": "Ana Ruiz"}}]}}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Ferry sinks off Port Ella</h1><p class="byline">By Ana Ruiz</p>
<figure><img src="a.jpg"><figcaption>The Northern Star in 2029. Photo: Coast Daily</figcaption></figure>
{"".join(f"<p>{line}</p>" for line in BODY)}
</article>
<aside class="related"><h3>Related stories</h3><ul><li><a href="/1">Harbour crane collapses</a></li><li><a href="/2">School opens in Vell</a></li></ul></aside>
<footer><p>Copyright 2031 Coast Daily. All rights reserved.</p></footer></body></html>"""


def article(body: str, media: str = "text/html", url: str | None = None) -> Article:
    return extract_article(Page("p1", url, body.encode(), f"{media}; charset=utf-8"))


def test_lines_of_other_stories_inside_the_text_are_its_residue() -> None:
    lines = [BODY[0], "See also: Harbour crane collapses", *BODY[1:], "See also: School opens in Vell"]
    found = article("".join(f"<p>{line}</p>" for line in lines))
    assert found.residue == ("see also harbour crane collapses",)
    assert found.text == "\n".join(BODY)
    assert article(HTML).residue == ()


def test_page_of_an_outlet() -> None:
    found = article(HTML, url="http://coastdaily.example/ferry")
    assert found.text == "\n".join(BODY)
    assert found.title == "Ferry sinks off Port Ella"
    assert found.outlet == "Coast Daily"
    assert found.byline == ("Ana Ruiz",)
    assert found.published == "2031-05-05T18:20:00+02:00"
    assert found.dateline == Dateline("PORT ELLA, Norland", "CW")
    assert found.credit == "CW"
    assert found.language == "en"


def test_what_is_set_aside_has_its_kind_and_reason() -> None:
    found = article(HTML)
    kinds = {b.page.of(found.flat): b.kind for b in found.blocks if b.text is None}
    assert kinds["Home"] == "navigation"
    assert kinds["Harbour crane collapses"] == "related"
    assert kinds["By Ana Ruiz"] == "byline"
    assert all(b.why for b in found.blocks)


MIRROR = "\n".join(
    (
        "Current:Home > News > Ferry sinks off Port Ella -Quillbase",
        "Ferry sinks off Port Ella",
        "View",
        "Date:2033-02-17 08:22:51",
        BODY[0],
        BODY[1],
        "See also: Harbour crane collapses in Vell",
        BODY[2],
        BODY[3] + " Read more: School opens in Vell",
        "niceOne! (76)",
        "Related",
        "- Harbour crane collapses in Vell",
        "- Five recipes for the first days of spring",
        "- Champion skater signs for another season",
        "Ranking",
        "- Why the price of oats doubled this year",
        "- Singer Mira Vance cancels her tour",
        "- Ten gardens to visit before the frost",
    )
)


def test_flattened_mirror_gives_the_article_alone() -> None:
    found = article(MIRROR, "text/plain")
    assert found.text == "\n".join(BODY)
    assert found.title == "Ferry sinks off Port Ella"
    assert found.outlet == "Quillbase"
    assert found.flat == MIRROR


def test_clean_text_loses_nothing() -> None:
    text = "\n".join(BODY)
    assert article(text, "text/plain").text == text


def test_title_and_outlet_lines_are_set_aside() -> None:
    found = article("Ferry sinks off Port Ella\nNorland Media Group\n" + "\n".join(BODY), "text/plain")
    assert (found.title, found.outlet) == ("Ferry sinks off Port Ella", "Norland Media Group")
    assert found.text == "\n".join(BODY)


CHROME = [
    ("Related: Harbour crane collapses", "related"),
    ("Leave a Reply", "comments"),
    ("Your email address will not be published. Required fields are marked *", "comments"),
    ("Sign up for our weekly newsletter", "newsletter"),
    ("© 2031 Coast Daily", "legal"),
    ("Home > News > Harbour", "navigation"),
    ("wellDone! (12)", "navigation"),
    ("The related question of who paid was left open.", None),
    ("Read the letter aloud, the judge told him.", None),
    ("He asked them to sign up for the newsletter of the museum, and they all did so at once.", None),
]


@pytest.mark.parametrize(("line", "kind"), CHROME)
def test_lines_that_say_what_they_are(line: str, kind: str | None) -> None:
    found = find_chrome(line)
    assert (found.kind if found else None) == kind


GLUED = [
    ("The inquiry goes on. See also: Harbour crane collapses", "See also: Harbour crane collapses"),
    ("The inquiry goes on. READ MORE: Harbour crane collapses", "READ MORE: Harbour crane collapses"),
    ("The inquiry goes on. Related articles of the law were not named.", None),
    ("Readers may see also the annex.", None),
]


@pytest.mark.parametrize(("line", "tail"), GLUED)
def test_links_run_into_a_paragraph(line: str, tail: str | None) -> None:
    at = find_glued(line)
    assert (line[at:] if at is not None else None) == tail


DATELINES = [
    ("PORT ELLA, Norland (CW) — Rescuers said", Dateline("PORT ELLA, Norland", "CW")),
    ("PORT ELLA (Coastwire) - Rescuers said", Dateline("PORT ELLA", "Coastwire")),
    ("Port Ella, May 5 (Coastwire) -- Rescuers said", Dateline("Port Ella, May 5", "Coastwire")),
    ("PORT ELLA — Rescuers said", Dateline("PORT ELLA", None)),
    ("Rescuers pulled 14 people from the sea.", None),
    ("The ferry - an old one - sank.", None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "want"), DATELINES)
def test_datelines(line: str, want: Dateline | None) -> None:
    found = find_dateline(line)
    assert (found and found.agency, bool(found)) == (want and want.agency, bool(want))


BYLINES = [
    ("By Ana Ruiz", ("Ana Ruiz",)),
    ("By ANA RUIZ and Tom Okafor", ("ANA RUIZ", "Tom Okafor")),
    ("Written by Ana Ruiz | Coast Daily", ("Ana Ruiz",)),
    ("By Coast News Desk", ()),
    ("By Monday the sea was calm.", ()),
]


@pytest.mark.parametrize(("line", "want"), BYLINES)
def test_bylines_are_people(line: str, want: tuple[str, ...]) -> None:
    assert read_byline(line) == want


CREDITS = [
    ("A ferry sank.\nThis story was first published by Vell Tribune.", "Vell Tribune"),
    ("A ferry sank.\nSource: Coastwire", "Coastwire"),
    ("A ferry sank.\nRead the original article at Vell Tribune.", "Vell Tribune"),
    ("A ferry sank.\nCoastwire contributed to this report.", "Coastwire"),
    ("A ferry sank, the source said.", None),
]


@pytest.mark.parametrize(("text", "want"), CREDITS)
def test_credits(text: str, want: str | None) -> None:
    assert find_credit(text, None, own=None) == want


def check(found: Article) -> None:
    for block in found.blocks:
        assert 0 <= block.page.start < block.page.end <= len(found.flat)
        assert block.text is None or block.text.of(found.text) == block.page.of(found.flat)
    kept = [b.text for b in found.blocks if b.text]
    covered = sum(s.end - s.start for s in kept)
    assert covered == len(found.text) - max(0, len(kept) - 1)


@given(st.text(max_size=400))
def test_every_kept_character_has_its_place(text: str) -> None:
    check(article(text.encode("utf-8", "replace").decode(), "text/plain"))
    check(article(f"<p>{text}</p><div>{text}".encode("utf-8", "replace").decode()))


@given(st.binary(max_size=300))
def test_no_bytes_break_extraction(body: bytes) -> None:
    for media in ("text/html", "text/plain", "text/html; charset=nonsense"):
        check(extract_article(Page("p1", None, body, media)))


def test_very_large_and_very_deep_pages_are_answered() -> None:
    deep = "<div>" * 50_000 + f"<p>{BODY[0]}</p>" + "</div>" * 50_000
    assert BODY[0] in article(deep).flat
    long = "<p>" + "</p><p>".join(BODY) + "</p>"
    assert len(article(long * 2000).flat) > 500_000


def test_published_day_given_by_the_record_reaches_the_article() -> None:
    page = Page(
        "p1",
        None,
        "\n".join(BODY).encode(),
        "text/plain",
        given=(("title", "Ferry sinks"), ("author", "Ana Ruiz"), ("published", "2031-05-05")),
    )
    found = extract_article(page)
    assert (found.title, found.byline, found.published) == ("Ferry sinks", ("Ana Ruiz",), "2031-05-05")
    assert found.dates[0].where == "record"


SHORT = [
    ("The bridge at Orrin opened on Friday. It took two years.", "text/plain"),
    ("The bridge at Orrin opened on Friday.", "text/plain"),
    ("<html><body>The bridge opened.</body></html>", "text/html"),
    ("<nav><a href=x>Home</a></nav><h1>Bridge opens</h1><p>The bridge opened.</p>", "text/html"),
    ("<p>Bridge open</p>", "text/html"),
]


@pytest.mark.parametrize(("body", "media"), SHORT)
def test_the_only_words_of_a_page_are_its_text(body: str, media: str) -> None:
    assert article(body, media).text in body
    assert article(body, media).text


FURNITURE = [
    ("We and our 40 partners store cookies and personal data on your device.", "cookie"),
    ("By clicking ‘I agree’ you let us and selected third parties store data.", "cookie"),
    ("The minister said we let our partners access the market with cookies.", None),
    ("“You let us down,” our partners told the company.", None),
    ("You have read 2 of your 3 free articles this month", "newsletter"),
    ("You have read that the free press is gone.", None),
    ("Already registered? Sign in", "newsletter"),
    ("Explore more on these topics", "related"),
    ("Also in this issue", "related"),
    ("13 View comments", "navigation"),
    ("( 0 ) Comments", "navigation"),
    ("More from World", "related"),
    ("More from the sea than from the land was taken that year, the guild said.", None),
]


@pytest.mark.parametrize(("line", "kind"), FURNITURE)
def test_banners_meters_and_titles_of_lists(line: str, kind: str | None) -> None:
    found = find_chrome(line)
    assert (found.kind if found else None) == kind


def test_consent_banner_in_markup_is_set_aside() -> None:
    banner = "<div><p>We and our 118 partners store cookies and personal data to show you ads.</p></div>"
    assert article(HTML.replace("<article>", banner + "<article>")).text == "\n".join(BODY)


def test_teasers_below_a_flattened_text_go_with_their_title() -> None:
    teasers = ("Comments are closed.", "You may also like", "Old library to lend fishing rods", "Choir seeks tenors.")
    assert article("\n".join((*BODY, *teasers)), "text/plain").text == "\n".join(BODY)


ABOVE = ("May 5, 2031 at 2:05 p.m.", "Ana Ruiz", "13 View comments", "By Ana Ruiz", "Coastwire")


@pytest.mark.parametrize("line", ABOVE)
def test_lines_above_a_dateline_are_set_aside(line: str) -> None:
    body = "".join(f"<p>{x}</p>" for x in (line, *BODY))
    found = article(f"<article><h1>Ferry sinks off Port Ella</h1>{body}</article>")
    assert found.text == "\n".join(BODY)
    assert found.dateline == Dateline("PORT ELLA, Norland", "CW")


def test_list_whose_lines_are_alike_stays_whole() -> None:
    shows = tuple(
        f"June {n} -- {town} Arena, Norland" for n, town in enumerate(("Vell", "Skerrow", "Orrin", "Tolmer"), 3)
    )
    assert article("\n".join((*BODY, "The band plays these towns:", *shows)), "text/plain").text.endswith(shows[-1])
