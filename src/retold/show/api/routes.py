"""The routes of the API, each a short function: read from the store, shape, answer. Decides nothing.

Lists take `start` and `limit`; every answer has an ETag; ids are those of the store and stay what they are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from retold.show.api import shapes
from retold.show.api.answer import refuse
from retold.show.api.desk import Desk
from retold.store.database import Store
from retold.store.errors import StoreError

ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": shapes.ErrorShape},
    404: {"model": shapes.ErrorShape},
    401: {"model": shapes.ErrorShape},
    403: {"model": shapes.ErrorShape},
}


def make_router(store: Store) -> APIRouter:
    """The API over a store."""
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
        ("/outlets", shapes.Listing[shapes.OutletShape], desk.outlets, "Outlets, those with most pages first"),
        ("/reviews", shapes.Listing[shapes.ReviewShape], desk.reviews, "What people decided"),
        ("/reviews/queue", shapes.Listing[shapes.WaitingShape], desk.queue, "What deserves a person's eye"),
        ("/formats", shapes.Listing[shapes.FormatShape], desk.formats, "Formats of /stories/{story}/export"),
    ):
        router.get(path, summary=about, responses={200: {"model": model}}, response_model=None)(guarded(show))
    router.get("/stories/{story}/export", summary="A story in another format", response_model=None)(
        guarded(desk.export)
    )
    router.post(
        "/reviews",
        summary="Write a decision into the log",
        status_code=201,
        responses={201: {"model": shapes.ReviewShape}},
        response_model=None,
    )(guarded(desk.add_review))
    return router


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
