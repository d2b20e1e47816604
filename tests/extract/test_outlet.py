"""The outlet: from the page's own words before its host, and never a section."""

from __future__ import annotations

import json

import pytest

from retold.extract import extract_article
from retold.records import Page
from retold.stages import run_stage

TEXT = "The ferry sank off Port Ella on Monday after a night of storms, the harbour police said in a statement."
URL = "http://vell-tribune.example/a"
ROWS = [
    (f'<meta property="og:site_name" content="Vell Tribune"><p>{TEXT}</p>', "text/html", None, "Vell Tribune"),
    (f"<title>Ferry sinks - The Vell Tribune</title><p>{TEXT}</p>", "text/html", URL, "The Vell Tribune"),
    (f"<title>Ferry sinks | Coast Daily</title><p>{TEXT}</p>", "text/html", "http://cd7.example/a", "Coast Daily"),
    (f"<title>Ferry sinks | World</title><p>{TEXT}</p>", "text/html", "http://cd7.example/a", "cd7.example"),
    (f"<p>{TEXT}</p><footer>© 2031 Coast Daily. All rights reserved.</footer>", "text/html", None, "Coast Daily"),
    (f'<img src="l.png" class="logo" alt="Coast Daily"><p>{TEXT}</p>', "text/html", None, "Coast Daily"),
    (f"Ferry sinks off Port Ella\nVell Tribune\n{TEXT}", "text/plain", URL, "Vell Tribune"),
    (f"The Vell Tribune\nHome World Sport\nFerry sinks\n{TEXT}", "text/plain", URL, "The Vell Tribune"),
    (f"Ferry sinks off Port Ella\nInsightTide Global\n{TEXT}", "text/plain", "http://insighttide.example/a", "InsightTide Global"),
    (f"World News\nFerry sinks off Port Ella\n{TEXT}", "text/plain", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "media", "url", "want"), ROWS)
def test_outlet_is_what_the_page_calls_itself(body: str, media: str, url: str | None, want: str | None) -> None:
    assert extract_article(Page("p", url, body.encode(), media)).outlet == want


def test_what_a_stage_record_says_of_its_page_is_used() -> None:
    said = {"outlet": "Coast Daily", "title": "Ferry lost", "published": "2031-05-05", "byline": ["Ana Ruiz"]}
    (line,) = run_stage("extract", [json.dumps({"id": "a", "text": TEXT, **said})])
    assert {k: v for k, v in json.loads(line).items() if k in said} == said
