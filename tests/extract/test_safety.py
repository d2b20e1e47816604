"""Hostile pages: each is answered within its cap, and what goes in comes out, in the text or set aside."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from retold.extract import extract_article
from retold.records import Article, Page

STORY = (
    "Rescuers searched the harbour of Port Ella until nightfall on Monday, the coast guard of Norland said. "
    "Two of the three boats had been found by then, and all of their crews were safe."
)
SECONDS = 10.0  # of CPU, for any of these pages on a busy machine; the slowest takes 3 on a quiet one
MEGABYTES_20 = 20 << 20


def deep(levels: int) -> tuple[str, str]:
    """A story below so many levels, with a word at every fiftieth of them."""
    words = [f"level{n}" if n % 50 == 0 else "" for n in range(levels)]
    html = "".join(f"<div>{word}" for word in words) + f"<p>{STORY}</p>" + "</div>" * levels
    return html, " ".join([*filter(None, words), STORY])


def twenty_megabytes() -> tuple[str, str]:
    """A story at the top of a page of long paragraphs."""
    line = "The tide tables of the harbour were printed for every day of the year, and nobody read them." * 12
    count = (MEGABYTES_20 - 2000) // (len(line) + 7)
    return f"<p>{STORY}</p>" + f"<p>{line}</p>" * count, STORY + f" {line}" * count


PAGES: dict[str, Callable[[], tuple[str, str]]] = {
    "300 levels": lambda: deep(300),
    "5,000 levels": lambda: deep(5_000),
    "50,000 levels": lambda: deep(50_000),
    "20 MB": twenty_megabytes,
    "entities": lambda: (f"<p>{STORY}</p><p>{'&amp;' * 1_000_000}", f"{STORY} {'&' * 1_000_000}"),
    "an entity without end": lambda: (f"<p>{STORY}</p><p>&{'a' * 2_000_000}", f"{STORY} &{'a' * 2_000_000}"),
    "attributes": lambda: (f"<p {'a=b ' * 1_000_000}>{STORY}</p>", STORY),
    "one long attribute": lambda: (f"<p class='{'menu ' * 400_000}'>{STORY}</p>", STORY),
    "spans never closed": lambda: ("<span>" * 300_000 + STORY, STORY),
    "tables in tables": lambda: ("<table><tr><td>" * 20_000 + STORY, STORY),
    "lists never closed": lambda: ("<ul><li>" * 50_000 + STORY, STORY),
}  # fmt: skip


def blocks_cover(article: Article) -> bool:
    """Whether every character of the flat text but blanks lies in one block, kept or set aside."""
    at = 0
    for block in article.blocks:
        if block.page.start < at or article.flat[at : block.page.start].strip():
            return False
        at = block.page.end
    return not article.flat[at:].strip()


@pytest.mark.parametrize("name", PAGES)
def test_hostile_page_is_answered_in_time_and_loses_no_word(name: str) -> None:
    html, visible = PAGES[name]()
    page = Page("p", None, html.encode(), "text/html; charset=utf-8")
    started = time.process_time()
    article = extract_article(page)
    assert time.process_time() - started < SECONDS
    kept = article.flat.replace("\n", " ") == visible
    assert kept
    assert blocks_cover(article)


def test_flattened_page_of_20_megabytes_loses_no_word() -> None:
    text = "\n".join([STORY, *("Tide tables of every harbour" for _ in range(MEGABYTES_20 // 29 - 10))])
    started = time.process_time()
    article = extract_article(Page("p", None, text.encode(), "text/plain"))
    assert time.process_time() - started < SECONDS
    assert article.flat == text
    assert blocks_cover(article)


def test_running_text_that_stands_in_no_element_of_its_own_is_extracted() -> None:
    article = extract_article(Page("p", None, f"<p>Port Ella</p><p>Monday</p>{STORY}".encode(), "text/html"))
    assert STORY in article.text
    assert blocks_cover(article)


@pytest.mark.parametrize("levels", [300, 5_000, 50_000])
def test_story_below_many_levels_is_still_the_article(levels: int) -> None:
    html, _ = deep(levels)
    assert STORY in extract_article(Page("p", None, html.encode(), "text/html")).text
