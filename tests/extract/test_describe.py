"""What a page says of its article: title, people, description, section, and the place each value came from."""

from __future__ import annotations

import json

import pytest

from retold.extract import extract_article
from retold.records import Article, Page

TEXT = "The council of Orrin voted on Monday to rebuild the old market hall, which burnt down in the spring of 2029."
MORE = "Traders had asked for a smaller hall with more light, and for stalls that can be moved when the fair is on."
BODY = f"<p>{TEXT}</p><p>{MORE}</p>"


def read(html: str, url: str | None = "http://vell-tribune.example/a") -> Article:
    return extract_article(Page("p", url, html.encode(), "text/html; charset=utf-8"))


def data(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


TITLES = [
    ("<title>Market hall to rise again | Vell Tribune</title><h1>Market hall to rise again</h1>", "Market hall to rise again"),
    ('<meta property="og:title" content="Orrin votes for its hall"><h1>Orrin votes for its old hall</h1>', "Orrin votes for its old hall"),
    ("<title>Vell Tribune: Orrin rebuilds</title><h1>Vell Tribune</h1>", "Orrin rebuilds"),
    ('<meta property="og:title" content="Orrin rebuilds"><h1>Menu</h1><h1>Orrin rebuilds its hall</h1><h1>Weather</h1>', "Orrin rebuilds its hall"),
    ("<h1>Orrin rebuilds</h1>", "Orrin rebuilds"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "want"), TITLES)
def test_title_is_the_heading_that_the_head_bears_out(head: str, want: str) -> None:
    assert read(head + BODY).title == want


PEOPLE = [
    (data(author={"@type": "Person", "name": "Ana Ruiz"}), ("Ana Ruiz",)),
    (data(author={"@type": "Organization", "name": "Vell Tribune"}), ()),
    (data(author={"@type": "Organization", "name": "Reed Lantern"}) + "<p>By Tom Okafor</p>", ("Tom Okafor",)),
    (data(author=[{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Person", "name": "Tom Okafor"}]), ("Ana Ruiz", "Tom Okafor")),
    ('<meta name="author" content="Vell Tribune Staff">', ()),
    ('<meta name="author" content="ana ruiz">', ("ana ruiz",)),
    ('<div>by <a rel="author" href="/x">Ana Ruiz</a> on May 6, 2031</div>', ("Ana Ruiz",)),
    ('<div><span class="author vcard">Ana Ruiz</span> 6 May 2031</div>', ("Ana Ruiz",)),
    ("<div>By</div><div>Ana Ruiz</div>", ("Ana Ruiz",)),
    ("<h1>Orrin rebuilds</h1><div>Posted on May 6, 2031 by Ana Ruiz - 5 Comments</div>", ("Ana Ruiz",)),
    ("<div>ByAna Ruiz</div>", ("Ana Ruiz",)),
    ("<div>Von Ana Ruiz</div>", ("Ana Ruiz",)),
    ("<div>作者：陈立文</div>", ("陈立文",)),
    ("<div>By Use Case</div>", ()),
    ('<footer><p>Website by Tom Okafor</p></footer>', ()),
    ('<div class="comment"><span class="comment-author">Kim Vale</span></div>', ()),
]  # fmt: skip


@pytest.mark.parametrize(("head", "want"), PEOPLE)
def test_byline_holds_people_only(head: str, want: tuple[str, ...]) -> None:
    assert read(head + BODY).byline == want


def test_each_value_says_where_it_came_from() -> None:
    head = (
        '<html lang="en"><title>Orrin rebuilds - Vell Tribune</title><meta name="description" content="A vote.">'
        + data(headline="Orrin rebuilds", datePublished="2031-05-06T09:00:00+02:00", articleSection="Local",
               author={"@type": "Person", "name": "Ana Ruiz"}, publisher={"@type": "Organization", "name": "Vell Tribune"})
    )  # fmt: skip
    found = read(head + BODY)
    assert (found.description, found.section) == ("A vote.", "Local")
    assert found.published == "2031-05-06T09:00:00+02:00"
    assert dict(found.origins) == {
        "title": "json-ld headline",
        "byline": "json-ld author",
        "outlet": "json-ld publisher",
        "language": "html lang",
        "published": "json-ld datePublished",
        "description": "meta description",
        "section": "json-ld articleSection",
    }


def test_day_below_the_text_counts_where_it_says_published() -> None:
    assert read(f"<h1>Orrin rebuilds</h1>{BODY}<div>Published on: 19 August 2031</div>").published == "2031-08-19"
    assert read(f"<h1>Orrin rebuilds</h1>{BODY}<div>Seen on 19 August 2031</div>").published is None


def test_page_without_any_value_says_nothing() -> None:
    found = read(BODY, url=None)
    assert (found.title, found.byline, found.outlet, found.published, found.description) == (None, (), None, None, None)
