"""Feeds and sitemaps: what they tell of pages, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.read.feeds import is_feed, read_feed
from retold.read.limits import UnreadableError

BASE = "https://feeds.example/all"
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>All</title>
<item><title>Ferry  sinks</title><link>https://coast.example/a#top</link>
<pubDate>Mon, 06 May 2030 08:00:00 GMT</pubDate><source url="https://wire.example/">Coastwire</source></item>
<item><title>Again</title><link>https://coast.example/a</link></item>
<item><title>Inside</title><link>/b</link></item>
<item><title>Script</title><link>javascript:alert(1)</link></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>All</title><entry><title>Pier falls</title>
<link href="https://coast.example/c"/><published>2030-05-06T08:00:00Z</published>
<updated>2030-05-07T09:00:00Z</updated><source><title>Harbour Post</title></source></entry></feed>"""
SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://coast.example/d</loc><news:news>
<news:publication><news:name>Skarn Mail</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2030-05-06</news:publication_date><news:title>Rain stops</news:title></news:news></url></urlset>"""
INDEX = b"""<sitemapindex><sitemap><loc>https://coast.example/news-1.xml</loc></sitemap></sitemapindex>"""


def test_an_entry_of_rss_keeps_its_source() -> None:
    first, inside = read_feed(RSS, BASE).entries
    assert (first.url, first.title, first.outlet) == ("https://coast.example/a", "Ferry sinks", "Coastwire")
    assert first.published == "2030-05-06T08:00:00+00:00"
    assert inside.url == "https://feeds.example/b"


def test_an_entry_of_atom_has_the_stamp_of_its_last_change() -> None:
    (entry,) = read_feed(ATOM, BASE).entries
    assert (entry.published, entry.stamp) == ("2030-05-06T08:00:00+00:00", "2030-05-07T09:00:00+00:00")
    assert entry.outlet == "Harbour Post"


def test_a_news_sitemap_names_the_publication() -> None:
    (entry,) = read_feed(SITEMAP, BASE).entries
    assert (entry.url, entry.title, entry.outlet) == ("https://coast.example/d", "Rain stops", "Skarn Mail")


def test_an_index_names_further_sitemaps() -> None:
    assert read_feed(INDEX, BASE).more == ("https://coast.example/news-1.xml",)


def test_a_feed_that_breaks_off_gives_what_stands_before_the_break() -> None:
    assert len(read_feed(RSS[: RSS.index(b"Inside")], BASE).entries) == 1
    assert [e.url for e in read_feed(SITEMAP.replace(b"</urlset>", b"<url>"), BASE).entries] == [
        "https://coast.example/d"
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>no feed</body></html>",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>',
        b"<urlset><url><loc>https://coast.example/d",
        b"<rss>" + b" " * (11 << 20),
    ],
)
def test_what_is_no_feed_is_refused_with_a_reason(body: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"it is|it defines"):
        read_feed(body, BASE)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(tail: bytes) -> None:
    for start in (b"<rss>", b"<feed>", b"<urlset>"):
        assert is_feed(start + tail)
        try:
            read_feed(start + tail, BASE)
        except UnreadableError as error:
            assert str(error)
