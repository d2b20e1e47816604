"""The web app over one store: pages and their `.json` twins, the API beside them, the door before both.

Decides nothing: each page is a row of a table of views, each change one of the actions.
"""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI

from retold import __version__
from retold.show.access import Access, Settings
from retold.show.api import make_router
from retold.show.metrics import Metrics, make_registry, show_metrics
from retold.show.runs import Runs
from retold.show.web import about, claim, compare, find, outlets, page, review, stories, story
from retold.show.web.actions import Actions
from retold.show.web.ask import View
from retold.show.web.serving import SafeHeaders, add_static, add_views, explain_errors
from retold.show.web.start import StartViews
from retold.store.access import find_user, list_users
from retold.store.database import Store, open_store
from retold.store.search import update_search

VIEWS = (
    View("/stories", "stories.html", stories.show_stories),
    View("/stories/{story}", "story.html", story.show_story),
    View("/stories/{story}/claims/{entry}", "claim.html", claim.show_claim),
    View("/pages/{page}", "page.html", page.show_page),
    View("/difference", "difference.html", compare.show_difference),
    View("/outlets", "outlets.html", outlets.show_outlets),
    View("/outlet", "outlet.html", outlets.show_outlet),
    View("/search", "search.html", find.show_search),
    View("/review", "review.html", review.show_queue),
    View("/audit", "audit.html", review.show_log),
    View("/about", "about.html", about.show_about),
)


def make_app(store_path: Path | str, settings: Settings | None = None) -> FastAPI:
    """The app over a store, in a file or on a server; without settings its door is that of a loopback address."""
    store = open_store(store_path, create=True)
    update_search(store)
    door = settings or own_door(store)
    runs = Runs(store.address, runs_folder(store.address))
    starting = StartViews(runs)
    app = FastAPI(
        title="Retold", version=__version__, openapi_url="/api/v1/openapi.json", docs_url=None, redoc_url=None
    )
    app.state.store, app.state.runs = store, runs
    add_static(app)
    add_views(app, VIEWS, store)
    add_views(
        app, (View("/", "start.html", starting.show_start), View("/runs/{run}", "run.html", starting.show_run)), store
    )
    Actions(store, runs, door).add_to(app)
    app.include_router(make_router(store, runs))
    explain_errors(app)
    registry = make_registry(store)
    app.add_route("/metrics", show_metrics(registry), methods=["GET"])
    app.add_middleware(Metrics, registry=registry)
    app.add_middleware(Access, settings=door)
    app.add_middleware(SafeHeaders)
    return app


def own_door(store: Store) -> Settings:
    """On this machine's own address: open to the person at it until the first token is made."""
    return Settings(find_user=lambda token: find_user(store, token), open_to_all=not list_users(store))


def runs_folder(address: str) -> Path:
    """Where runs keep their logs and the pages that were handed over: beside a file, else in the folder at hand."""
    return Path.cwd() / "retold.runs" if "://" in address else Path(f"{address}.runs")
