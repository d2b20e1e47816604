"""The routes of the API, each a short function: read from the store, shape, answer. Decides nothing.

Lists take `start` and `limit`; every answer has an ETag; ids are those of the store and stay what they are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from retold.show.api import shapes, work_shapes
from retold.show.api.answer import refuse
from retold.show.api.desk import Desk, RunDesk
from retold.show.runs import Runs
from retold.store.database import Store
from retold.store.errors import StoreError

ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": work_shapes.ErrorShape},
    404: {"model": work_shapes.ErrorShape},
    401: {"model": work_shapes.ErrorShape},
    403: {"model": work_shapes.ErrorShape},
}


def make_router(store: Store, runs: Runs | None = None) -> APIRouter:
    """The API over a store, and over the runs that a server starts."""
    router = APIRouter(prefix="/api/v1", responses=ERRORS)
    desk = Desk(store)
    for path, model, show, about in (
        ("/stories", shapes.Listing[shapes.StoryShape], desk.stories, "Stories, those with most sources first"),
        ("/stories/{story}", shapes.WholeStoryShape, desk.story, "A story at a glance"),
        ("/stories/{story}/ledger", shapes.Listing[shapes.EntryShape], desk.ledger, "What its pages claim"),
        ("/stories/{story}/lineage", shapes.Listing[shapes.FamilyShape], desk.lineage, "Who copied whom"),
        ("/stories/{story}/timeline", shapes.Listing[shapes.MomentShape], desk.timeline, "What happened when"),
        ("/stories/{story}/pages", shapes.Listing[shapes.PageShape], desk.pages, "Its pages"),
        ("/stories/{story}/claims", shapes.Listing[shapes.ClaimShape], desk.claims, "Every wording of its claims"),
        ("/pages/{page}", shapes.TextShape, desk.page, "A page with its text, dates and what was set aside"),
        ("/diff", shapes.Listing[shapes.ChangeShape], desk.diff, "What differs between two pages"),
        ("/search", shapes.Listing[shapes.FoundShape], desk.search, "Pages or claims that hold these words"),
        (
            "/outlets/{outlet:path}",
            shapes.Listing[shapes.ProvenanceShape],
            desk.outlet,
            "Pages of an outlet, own or copied",
        ),
        ("/outlets", shapes.Listing[shapes.OutletShape], desk.outlets, "Outlets, those with most pages first"),
        ("/reviews", shapes.Listing[work_shapes.ReviewShape], desk.reviews, "What people decided"),
        ("/reviews/queue", shapes.Listing[work_shapes.WaitingShape], desk.queue, "What deserves a person's eye"),
        ("/formats", shapes.Listing[shapes.FormatShape], desk.formats, "Formats of /stories/{story}/export"),
    ):
        router.get(path, summary=about, responses={200: {"model": model}}, response_model=None)(guarded(show))
    router.get("", summary="The routes of this API", response_model=None)(desk.index)
    router.get("/stories/{story}/export", summary="A story in another format", response_model=None)(
        guarded(desk.export)
    )
    if runs is not None:
        add_runs(router, RunDesk(runs))
    router.post(
        "/reviews",
        summary="Write a decision into the log",
        status_code=201,
        responses={201: {"model": work_shapes.ReviewShape}},
        response_model=None,
    )(guarded(desk.add_review))
    return router


def add_runs(router: APIRouter, desk: RunDesk) -> None:
    """The routes of runs."""
    listed: dict[int | str, dict[str, Any]] = {200: {"model": shapes.Listing[work_shapes.RunShape]}}
    one: dict[int | str, dict[str, Any]] = {200: {"model": work_shapes.RunShape}}
    begun: dict[int | str, dict[str, Any]] = {202: {"model": work_shapes.RunShape}}
    router.get("/runs", summary="Runs started here", responses=listed, response_model=None)(guarded(desk.runs_listed))
    router.get("/runs/{run}", summary="How far a run is", responses=one, response_model=None)(guarded(desk.run_state))
    router.get("/runs/{run}/events", summary="The progress of a run as server-sent events", response_model=None)(
        guarded(desk.events)
    )
    router.post("/runs", summary="Begin a run", status_code=202, responses=begun, response_model=None)(
        guarded(desk.begin)
    )


def guarded(show: Callable[..., Response]) -> Callable[..., Response]:
    """The same route, with what the store refuses answered as an error."""

    @wraps(show)
    def route(*args: Any, **kwargs: Any) -> Response:
        try:
            return show(*args, **kwargs)
        except StoreError as error:
            return refuse(404, str(error))
        except ValueError as error:
            return refuse(400, str(error))

    return route
