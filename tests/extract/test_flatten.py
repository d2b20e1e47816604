"""Flattening: all visible text, in order, with exact places, whatever the markup."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.extract.flatten import flatten_html

ROWS = [
    ("<p>One<p>Two", "One\nTwo"),
    ("<div>One <b>two</b> three</div>", "One two three"),
    ("one<br>two", "one\ntwo"),
    ("<script>var a = '<p>no</p>'</script><p>Yes</p>", "Yes"),
    ("<style>p{}</style><!-- <p>no</p> --><p>Yes", "Yes"),
    ("<p title='a > b'>Yes</p>", "Yes"),
    ("<p>5 &lt; 6 &amp; 7</p>", "5 < 6 & 7"),
    ("<p>a < b</p>", "a < b"),
    ("<ul><li>One<li>Two</ul>", "One\nTwo"),
    ("<table><tr><td>One<td>Two<tr><td>Three</table>", "One\nTwo\nThree"),
    ("<p>Yes</i></b></p>no end", "Yes\nno end"),
    ("<!-- never closed <p>Yes</p>", "Yes"),
    ('<p class="open>Yes</p>', "Yes"),
    ("<P>Yes</P><SCRIPT>no</SCRIPT>", "Yes"),
    ("", ""),
]


@pytest.mark.parametrize(("html", "want"), ROWS)
def test_visible_text_a_block_a_line(html: str, want: str) -> None:
    assert flatten_html(html).text == want


def test_head_is_read_and_not_shown() -> None:
    flat = flatten_html(
        '<html lang="en"><head><title>Ferry &amp; sea</title><meta property="og:title" content="Ferry">'
        '<link rel="canonical" href="http://coast.example/1"><script type="application/ld+json">{}</script></head><p>Text'
    )
    assert (flat.title, flat.meta, flat.links, flat.data, flat.language, flat.text) == (
        "Ferry & sea",
        [("og:title", "Ferry")],
        [("canonical", "http://coast.example/1")],
        ["{}"],
        "en",
        "Text",
    )


BOMBS = {
    "nesting": "<div>" * 50_000 + "the wreck" + "</div>" * 50_000,
    "unclosed comments": "<!-- >" * 300_000 + "the wreck",
    "open tags": "<a " * 300_000 + "> the wreck",
    "quotes": "<a '\"" * 200_000 + "> the wreck",
    "attributes": "<p " + "a=b " * 1_000_000 + ">the wreck",
    "entities": "&amp;" * 1_000_000 + " the wreck",
    "mixed case": "<style></Style>" * 100_000 + "the wreck",
    "paragraphs": "<p>the wreck</p>" * 100_000,
    "links in one block": "<a href=x>the</a> " * 100_000 + "wreck",
}


@pytest.mark.parametrize("name", BOMBS)
def test_hostile_markup_is_flattened_in_seconds_and_keeps_its_text(name: str) -> None:
    started = time.process_time()
    flat = flatten_html(BOMBS[name])
    assert time.process_time() - started < 5
    assert "wreck" in flat.text


@given(st.text(alphabet="<>/!-ap'\"= &;\n\tbdivscript", max_size=200))
def test_pieces_cover_the_flat_text_in_order(html: str) -> None:
    flat = flatten_html(html)
    at = 0
    for piece in flat.pieces:
        assert piece.start >= at
        assert not flat.text[at : piece.start].strip()
        assert flat.text[piece.start : piece.end].strip() == flat.text[piece.start : piece.end] != ""
        at = piece.end
    assert at == len(flat.text)
