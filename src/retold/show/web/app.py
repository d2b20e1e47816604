"""The web app over one store: pages and their `.json` twins, the API beside them, the door before both.

Decides nothing: each page is a row of a table of views, each change an action of `actions`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import FastAPI

from retold import __version__
from retold.show.web import stories, story
from retold.show.web.ask import View
from retold.show.web.serving import SafeHeaders, add_static, add_views, explain_errors
from retold.store.database import open_store

VIEWS = (
    View("/stories", "stories.html", stories.show_stories),
    View("/stories/{story}", "story.html", story.show_story),
)


def make_app(store_path: Path, settings: Any = None) -> FastAPI:
    """The app over the store at this path; `settings` say who may do what."""
    store = open_store(store_path)
    app = FastAPI(title="Retold", version=__version__, docs_url=None, redoc_url=None)
    app.state.store = store
    add_static(app)
    add_views(app, VIEWS, store)
    explain_errors(app)
    app.add_middleware(SafeHeaders)
    return app
