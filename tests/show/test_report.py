"""The report shows hostile pages harmlessly, and the terminal cannot be steered by them."""

import io

from rich.console import Console

from retold.records import Article, Block, DateSeen, Edge, Ledger, Span, Stemma, Story, Witness
from retold.show import terminal
from retold.show.report import render_report
from retold.show.view import StoryView
from retold.store.reading import PageRow

HOSTILE = "<script>alert(1)</script>\u202e drawkcab \x1b[31mred\x07 & <img src=x onerror=alert(2)>"


def hostile_view() -> StoryView:
    block = Block("navigation", Span(0, len(HOSTILE)), None, HOSTILE)
    seen = DateSeen("2031-05-01", HOSTILE, None, False, HOSTILE)
    articles = {
        i: Article(
            i, HOSTILE, flat=HOSTILE, blocks=(block,), title=HOSTILE, outlet=HOSTILE, byline=(HOSTILE,), dates=(seen,)
        )
        for i in ("a", "b")
    }
    pages = {i: PageRow(i, "javascript:alert(3)", HOSTILE, None, "0" * 64, 4) for i in articles}
    stemma = Stemma("s", (Witness("A", "a"), Witness("B", "b")), (), (Edge("a", "b", "identical", 0.9),), "a")
    return StoryView(Story("t", HOSTILE, ("a", "b"), ("s",)), Ledger("t", ()), articles, pages, {}, [stemma], [])


def test_markup_of_pages_is_shown_as_text() -> None:
    page = render_report(hostile_view())
    assert "<script" not in page and "<img" not in page
    assert "&lt;script&gt;" in page
    assert 'href="javascript' not in page
    assert not {"\u202e", "\x1b", "\x07"} & set(page)


def test_a_terminal_gets_no_control_characters_of_pages() -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=False, width=120)
    view = hostile_view()
    terminal.print_story(console, view)
    terminal.print_lineage(console, view, explain=True)
    assert not {"\u202e", "\x1b", "\x07"} & set(out.getvalue())
    assert "alert(1)" in out.getvalue()
