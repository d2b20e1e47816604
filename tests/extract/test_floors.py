"""Floors of quality on pages written for this purpose: a change that falls below one of them is no improvement."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from importlib.resources import files

import pytest

from extract.floor_pages import LAYOUTS, STORIES, Story, clean, flattened
from retold.extract import extract_article
from retold.extract.markup import columns_of
from retold.records import Article, Page

SET = "86c640972b0aba38"  # hash of all pages: floors belong to these pages and to no others
HTML_F1, FLAT_F1, FLAT_F1_ENGLISH = 0.99, 0.90, 0.99
TITLES, AUTHORS, DAYS, DAYS_WRONG = 0.95, 0.70, 0.90, 0.0


def read(story: Story, make: Callable[[Story], str], media: str) -> Article:
    return extract_article(Page("p", None, make(story).encode(), f"{media}; charset=utf-8"))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w", text) if re.search("[\u4e00-\u9fff]", text) else re.findall(r"\w+", text.lower()))


def word_f1(article: Article, story: Story) -> float:
    got, want = words(article.text), words(clean(story))
    return 2 * sum((got & want).values()) / max(1, sum(got.values()) + sum(want.values()))


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def test_floors_stand_on_the_pages_they_were_pinned_on() -> None:
    pages = [make(s) for s in STORIES for make in (*LAYOUTS, flattened, clean)]
    assert blake2b("\x00".join(pages).encode(), digest_size=8).hexdigest() == SET


def test_floor_of_pages_with_markup() -> None:
    scores = {(s.language, make.__name__): word_f1(read(s, make, "text/html"), s) for s in STORIES for make in LAYOUTS}
    assert mean(list(scores.values())) >= HTML_F1, scores
    assert min(scores.values()) >= 0.9, scores


def test_floor_of_flattened_pages() -> None:
    scores = {s.language: word_f1(read(s, flattened, "text/plain"), s) for s in STORIES}
    assert mean(list(scores.values())) >= FLAT_F1, scores
    assert scores["en"] >= FLAT_F1_ENGLISH


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s.language)
def test_article_alone_loses_no_paragraph(story: Story) -> None:
    assert read(story, clean, "text/plain").text == clean(story)


def test_floors_of_what_a_page_says_of_itself() -> None:
    pages = [(read(s, make, "text/html"), s) for s in STORIES for make in LAYOUTS]
    assert mean([float(a.title == s.title) for a, s in pages]) >= TITLES
    assert mean([float(a.byline == (s.author,)) for a, s in pages]) >= AUTHORS
    assert mean([float((a.published or "")[:10] == s.day) for a, s in pages]) >= DAYS
    assert mean([float(a.published is not None and a.published[:10] != s.day) for a, s in pages]) <= DAYS_WRONG


@pytest.mark.parametrize("mode", ["html", "text"])
def test_weights_were_learnt_from_the_columns_that_are_measured(mode: str) -> None:
    raw = json.loads((files("retold.extract") / "weights" / f"{mode}.json").read_text(encoding="utf-8"))
    assert raw["columns"] == columns_of(mode)
