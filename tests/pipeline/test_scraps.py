"""A page of which nothing is left but a word of its menu is listed, not told."""

from __future__ import annotations

from pathlib import Path

from retold.pipeline.run import run_pages
from retold.store.database import open_store


def test_a_scrap_is_no_article_but_a_short_report_is_one_in_any_script(tmp_path: Path) -> None:
    pages = {
        "scrap": "share_more",
        "short": "Ferry sinks off Arn.",
        "dense": "昨夜渡轮在阿恩海岸沉没造成九人遇难三人失踪",
    }
    for name, text in pages.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with_store = open_store(tmp_path / "s.sqlite", create=True)
    summary = run_pages([str(tmp_path / f"{name}.txt") for name in pages], with_store, workers=1)
    assert summary.pages == 2
    assert [u.reason for u in summary.unread] == ["the page holds no more than 'share_more', which is no article"]
