"""Retold: one event, told by many pages. Who copied whom, and which figures independent sources agree on.

import retold
book = retold.read_story("my-pages/")
book.ledger            # a table: shown in a notebook, .to_pandas(), .to_polars(), .to_dicts()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retold.show.notebook import StoryBook as StoryBook
    from retold.show.notebook import read_stories as read_stories
    from retold.show.notebook import read_story as read_story
    from retold.show.tables import Table as Table

__version__ = "0.1.0"
PUBLIC = {
    "StoryBook": "retold.show.notebook",
    "Table": "retold.show.tables",
    "read_stories": "retold.show.notebook",
    "read_story": "retold.show.notebook",
}


def __getattr__(name: str) -> object:
    """The public names, loaded when asked for: importing retold stays quick."""
    if name not in PUBLIC:
        raise AttributeError(f"module 'retold' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(PUBLIC[name]), name)
