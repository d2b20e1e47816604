"""How views become answers: the page, its `.json` twin, static files, errors in words, headers that keep pages safe.

Nothing of a page may run, and nothing may be fetched from another host: the policy says so, the templates keep to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from fastapi import FastAPI, HTTPException, Request, Response
from jinja2 import Environment

from retold import __version__
from retold.show.access import LOCAL
from retold.show.drawing import BOX_HEIGHT, BOX_WIDTH
from retold.show.html import make_environment
from retold.show.web.ask import Ask, MissingError, Shown, View
from retold.store.database import Store
from retold.store.errors import StoreError

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
STATIC = {
    "retold.css": ("retold.show", "templates", "text/css; charset=utf-8"),
    "retold.js": ("retold.show.web", "static", "text/javascript; charset=utf-8"),
    "retold.svg": ("retold.show.web", "static", "image/svg+xml"),
}
FOR_A_YEAR = "public, max-age=31536000, immutable"
ENCODER = msgspec.json.Encoder(decimal_format="number")


class SafeHeaders:
    """Every answer carries the headers above, unless it brings its own."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on and complete the headers of its answer."""

        async def complete(message: Any) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message.get("headers", ())}
                message["headers"] = [*message.get("headers", ()), *(h for h in HEADERS if h[0] not in given)]
            await send(message)

        await self.app(scope, receive, complete if scope["type"] == "http" else send)


# ---- views ---------------------------------------------------------------------------------------------------------


def add_views(app: FastAPI, views: Sequence[View], store: Store) -> None:
    """Two routes for each view: the page, and the same as JSON."""
    for view in views:
        app.add_route(f"{view.path}.json", twin_of(view, store), methods=["GET"])
        app.add_route(view.path, page_of(view, store), methods=["GET"])


def page_of(view: View, store: Store) -> Callable[[Request], Response]:
    """The endpoint of a page."""

    def page(request: Request) -> Response:
        ask = ask_of(request, store)
        return answer(request, render(view.template, ask, view.show(ask)), "text/html; charset=utf-8")

    return page


def twin_of(view: View, store: Store) -> Callable[[Request], Response]:
    """The endpoint of its twin."""

    def twin(request: Request) -> Response:
        return answer(request, ENCODER.encode(view.show(ask_of(request, store)).data), "application/json")

    return twin


def ask_of(request: Request, store: Store) -> Ask:
    """A request as views know it."""
    user = request.scope.get("user")
    name = user.name if user is not None and user is not LOCAL else ""
    return Ask(
        store=store,
        at=request.url.path.removesuffix(".json") or "/",
        path=request.path_params,
        query=request.query_params.multi_items(),
        user=name,
    )


def render(template: str, ask: Ask, shown: Shown) -> bytes:
    """A page as HTML."""
    query = urlencode(list(ask.query))
    page = (
        environment()
        .get_template(template)
        .render(
            ask=ask,
            at=ask.at,
            user=ask.user,
            title=shown.title,
            data=shown.data,
            twin=f"{ask.at}.json" + (f"?{query}" if query else ""),
            **shown.drawn,
        )
    )
    return page.encode("utf-8", "replace")


def answer(request: Request, body: bytes, media: str, status: int = 200) -> Response:
    """An answer with its ETag; a reader who has it already is told so."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers = {"etag": etag, "cache-control": "no-cache"}
    if status == 200 and request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, media)


@cache
def environment() -> Environment:
    """The templates of the web app, over those shared with the report."""
    env = make_environment("retold.show.web", "retold.show")
    env.globals |= {
        "version": __version__,
        "asset": asset,
        "to_story": lambda story: f"/stories/{quote(story, safe='')}",
        "to_claim": lambda story, entry: f"/stories/{quote(story, safe='')}/claims/{quote(entry, safe='')}",
        "to_page": to_page,
        "to_outlet": lambda name: "/outlet?" + urlencode({"name": name}),
        "to_difference": lambda *ids: "/difference?" + urlencode([("page", i) for i in ids]),
        "box": (BOX_WIDTH, BOX_HEIGHT),
    }
    return env


def to_page(page: str, claim: str | None = None) -> str:
    """The address of a page, or of the place of a claim in it."""
    at = f"/pages/{quote(page, safe='')}"
    return f"{at}?{urlencode({'claim': claim})}#claim" if claim else at


# ---- static files and errors ---------------------------------------------------------------------------------------


@cache
def static_file(name: str) -> bytes:
    """One of the few static files."""
    package, folder, _ = STATIC[name]
    return (files(package) / folder / name).read_bytes()


@cache
def asset(name: str) -> str:
    """The address of a static file; it changes with the file, so that browsers may keep it."""
    return f"/static/{name}?v={hashlib.sha256(static_file(name)).hexdigest()[:12]}"


def add_static(app: FastAPI) -> None:
    """The route of the static files."""

    def static(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in STATIC:
            raise HTTPException(404, "There is no such file.")
        return Response(static_file(name), headers={"cache-control": FOR_A_YEAR}, media_type=STATIC[name][2])

    app.add_route("/static/{name}", static, methods=["GET"])


def explain_errors(app: FastAPI) -> None:
    """Errors in words: as a page for people, as JSON for programs."""
    for kind, status in ((MissingError, 404), (StoreError, 404), (ValueError, 400), (HTTPException, 0), (404, 404)):
        app.add_exception_handler(kind, error_answer(status))


def error_answer(status: int) -> Callable[[Request, Exception], Response]:
    """The handler for one kind of error."""

    def tell(request: Request, error: Exception) -> Response:
        code = status or getattr(error, "status_code", 500)
        said = str(getattr(error, "detail", "") or error)
        if wants_json(request):
            return Response(ENCODER.encode({"error": said}), code, media_type="application/json")
        ask = ask_of(request, request.app.state.store)
        shown = Shown("Not found" if code == 404 else "This did not work", {"error": said})
        return Response(render("error.html", ask, shown), code, media_type="text/html; charset=utf-8")

    return tell


def wants_json(request: Request) -> bool:
    """Whether a program asks."""
    path = request.url.path
    return path.endswith(".json") or path.startswith("/api/")
