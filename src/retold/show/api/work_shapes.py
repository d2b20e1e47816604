"""The shapes of work at the API: decisions, what waits for one, runs, errors; a test holds answers against them."""

from __future__ import annotations

from pydantic import Field

from retold.records import Decision, ReviewTarget
from retold.show.api.shapes import Shape


class ReviewShape(Shape):
    """What a person decided; kept for good."""

    id: str
    at: str
    by: str
    target: ReviewTarget
    on: list[str]
    decision: Decision
    others: list[str]
    value: str
    reason: str
    suggested: str


class WaitingShape(Shape):
    """Something that deserves a person's eye."""

    target: ReviewTarget
    on: list[str]
    story: str
    score: float
    why: str
    suggested: str
    entry: str


class NewReview(Shape):
    """A decision to be written into the log. `by` is ignored where the token tells who asks."""

    target: ReviewTarget
    on: list[str]
    decision: Decision
    others: list[str] = Field(default=[])
    value: str = ""
    reason: str = ""
    suggested: str = ""
    by: str = ""


class StepShape(Shape):
    """One step of a run."""

    name: str
    done: int
    total: int | None
    seconds: float
    ended: bool


class RunShape(Shape):
    """How far a run is: waiting, running, done, failed, or stopped from outside."""

    id: str
    state: str
    steps: list[StepShape]
    pages: int
    new: int
    unread: int
    error: str


class NewRun(Shape):
    """Files, folders or globs that the server can see; none applies what was decided."""

    paths: list[str] = Field(default=[])


class ErrorShape(Shape):
    """Why a request was not answered, and what to do."""

    error: str
