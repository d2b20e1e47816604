"""What a page can change: pages handed over, a decision written down, a run begun, signing in and out.

Each answers a form with the page to look at next; a fault is told as a page, never lost.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlencode, urlsplit

from anyio.to_thread import run_sync
from fastapi import FastAPI, Request, Response
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, StreamingResponse

from retold.records import Review
from retold.show.access import COOKIE, Settings
from retold.show.runs import Runs, tell_events
from retold.show.web.ask import MissingError, Shown
from retold.show.web.outline import Outline, load_outline
from retold.show.web.review import find_edge
from retold.show.web.serving import answer, ask_of, render
from retold.store.database import Store
from retold.store.reviews import add_review

ENDINGS = tuple(".html .htm .txt .json .jsonl .jsonl.gz .ndjson .ndjson.gz .warc .warc.gz .wet .wet.gz .wacz".split())
MOST_FILES = 5000
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Actions:
    """The endpoints over one store."""

    store: Store
    runs: Runs
    settings: Settings | None

    def add_to(self, app: FastAPI) -> None:
        """Add the routes."""
        posts: dict[str, Callable[[Request], Any]] = {
            "/add": self.add_pages,
            "/runs": self.begin_run,
            "/review": self.write_review,
            "/login": self.sign_in,
            "/logout": self.sign_out,
        }
        for path, action in posts.items():
            app.add_route(path, action, methods=["POST"])
        app.add_route("/login", self.ask_token, methods=["GET"])
        app.add_route("/runs/{run}/events", self.follow_run, methods=["GET"])
        app.add_route("/healthz", say_well, methods=["GET"])

    # ---- pages and runs --------------------------------------------------------------------------------------------

    async def add_pages(self, request: Request) -> Response:
        """Take files, or the name of a folder, and begin a run over them."""
        async with request.form(max_files=MOST_FILES) as form:
            return await run_sync(self.take_pages, form)

    def take_pages(self, form: FormData) -> Response:
        """Keep the files beside the store and begin a run."""
        files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        folder = text_of(form, "folder")
        paths = [str(existing(folder))] if folder else []
        if not files and not paths:
            raise ValueError("Choose files or a folder first.")
        run, place = self.runs.make()
        if keep_files(files, place):
            paths.append(str(place))
        if not paths:
            raise ValueError(f"None of these files can be read. Those that can end in {', '.join(ENDINGS)}.")
        self.runs.start(run, paths)
        return go_to(f"/runs/{run}")

    def begin_run(self, _request: Request) -> Response:
        """Apply what was decided, without new pages."""
        run, _ = self.runs.make()
        self.runs.start(run, [])
        return go_to(f"/runs/{run}")

    async def follow_run(self, request: Request) -> Response:
        """The progress of a run as server-sent events; the last one says that it is over."""
        run = request.path_params["run"]
        await run_sync(self.runs.state, run)
        return StreamingResponse(
            tell_events(self.runs, run), media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    # ---- decisions -------------------------------------------------------------------------------------------------

    async def write_review(self, request: Request) -> Response:
        """Write a decision into the log."""
        async with request.form() as form:
            user = ask_of(request, self.store).user
            return await run_sync(self.keep_review, form, user or text_of(form, "by"))

    def keep_review(self, form: FormData, by: str) -> Response:
        """The decision that a form tells."""
        target = text_of(form, "target")
        if target not in REVIEWS:
            raise ValueError(f"No decision is about a {target}.")
        review = REVIEWS[target](self.store, form, by)
        back = urlsplit(local(text_of(form, "next")) or "/review")
        kept = urlencode({"made": review.id, "by": by})
        return go_to(f"{back.path}?{back.query + '&' if back.query else ''}{kept}")

    # ---- signing in ------------------------------------------------------------------------------------------------

    def ask_token(self, request: Request) -> Response:
        """The page on which a token is given."""
        return self.show_login(request, local(request.query_params.get("next", "")), "")

    def show_login(self, request: Request, back: str, error: str) -> Response:
        """The form, with what was wrong."""
        shown = Shown("Sign in", {"error": error}, {"next": back or "/"})
        page = render("login.html", ask_of(request, self.store), shown)
        return answer(request, page, "text/html; charset=utf-8", 403 if error else 200)

    async def sign_in(self, request: Request) -> Response:
        """Keep a token that fits in a cookie that no script can read."""
        async with request.form() as form:
            token, back = text_of(form, "token"), local(text_of(form, "next")) or "/"
        user = await run_sync(self.settings.find_user, token) if self.settings else None
        if user is None:
            return self.show_login(request, back, "This token is not known here.")
        response = go_to(back)
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=secure, max_age=30 * 86400)
        return response

    def sign_out(self, _request: Request) -> Response:
        """Forget the token."""
        response = go_to("/login")
        response.delete_cookie(COOKIE)
        return response


def say_well(_request: Request) -> Response:
    """That the server answers."""
    return Response("ok\n", media_type="text/plain")


def text_of(form: FormData, name: str) -> str:
    """A field of a form as text."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def go_to(address: str) -> RedirectResponse:
    """Look at this page next."""
    return RedirectResponse(address, 303)


def local(address: str) -> str:
    """An address of this very server, or nothing.

    >>> [local(a) for a in ("/stories?page=2", "//gull.example", "https://gull.example", "/" + chr(92) + "e.example")]
    ['/stories?page=2', '', '', '']
    """
    fine = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if fine and address.isprintable() else ""


def existing(folder: str) -> Path:
    """A file or folder that is there."""
    path = Path(folder).expanduser()
    if not path.exists():
        raise ValueError(f"The server finds no file or folder {folder}.")
    return path


def keep_files(files: Iterable[UploadFile], place: Path) -> int:
    """Write the readable files into a folder under safe names; how many there were."""
    kept = 0
    for upload in files:
        name = safe_name(upload.filename or "")
        if name.endswith(ENDINGS):
            kept += 1
            target = place / name if not (place / name).exists() else place / f"{kept}-{name}"
            with target.open("xb") as stream:
                shutil.copyfileobj(upload.file, stream)
    return kept


def safe_name(name: str) -> str:
    """The last part of a file's name, with letters that every file system takes.

    >>> safe_name("../../etc/pass wd.html"), safe_name("C:\\\\x\\\\ferry.HTML")
    ('pass_wd.html', 'ferry.html')
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    stem, dot, ending = last.partition(".")
    clean = "".join(c if c.isalnum() or c in "-_" else "_" for c in stem)[:LONGEST_NAME]
    rest = "".join(c if c.isalnum() or c in "-_." else "_" for c in ending.lower())[-LONGEST_NAME:]
    return (clean or "page") + dot + rest


# ---- what a decision is about --------------------------------------------------------------------------------------


def decide_edge(store: Store, form: FormData, by: str) -> Review:
    """A parent and its child."""
    outline, parent, child = story_of(store, form), text_of(form, "parent"), text_of(form, "child")
    edge = find_edge(outline, parent, child)
    said = edge.said if edge else "no copy of it"
    value = text_of(form, "value") if text_of(form, "decision") == "edit" else ""
    return write(store, form, by, on=(parent, child), suggested=said, value=value)


def decide_entry(store: Store, form: FormData, by: str) -> Review:
    """An entry of a ledger, its verdict, or the figure to recommend."""
    entry = story_of(store, form).entry_of.get(text_of(form, "entry"))
    if entry is None:
        raise MissingError("This story has no such claim any more; nothing was written.")
    target, decision, figure = (text_of(form, name) for name in ("target", "decision", "figure"))
    if decision == "edit":
        value = f"figure={figure}" if figure else text_of(form, "value")
        target = "entry" if figure else "verdict"
    else:
        value = entry.verdict if (target, decision) == ("verdict", "confirm") else ""
    return write(store, form, by, target=target, on=entry.claims, suggested=entry.said, value=value)


def decide_story(store: Store, form: FormData, by: str) -> Review:
    """A story, alone or with another one."""
    story = story_of(store, form).view.story
    other, decision = text_of(form, "others"), text_of(form, "decision")
    joined = load_outline(store, other).view.story.articles if other and decision == "merge" else ()
    value = text_of(form, "value") if decision == "edit" else ""
    return write(store, form, by, on=story.articles, others=joined, suggested=story.label, value=value)


def take_back(store: Store, form: FormData, by: str) -> Review:
    """An earlier decision."""
    return write(store, form, by, on=(text_of(form, "on"),))


def write(
    store: Store,
    form: FormData,
    by: str,
    *,
    on: Iterable[str],
    target: str = "",
    others: Iterable[str] = (),
    suggested: str = "",
    value: str = "",
) -> Review:
    """The decision, with what every form tells; the log refuses what makes no sense."""
    decision = text_of(form, "decision")
    return add_review(
        store,
        by=by,
        target=target or text_of(form, "target"),  # type: ignore[arg-type]
        on=tuple(on),
        decision=decision,  # type: ignore[arg-type]
        others=tuple(others),
        value=value,
        reason=text_of(form, "reason"),
        suggested=suggested,
    )


def story_of(store: Store, form: FormData) -> Outline:
    """The story that a form is about."""
    return load_outline(store, text_of(form, "story"))


REVIEWS: dict[str, Callable[[Store, FormData, str], Review]] = {
    "edge": decide_edge,
    "entry": decide_entry,
    "verdict": decide_entry,
    "story": decide_story,
    "review": take_back,
}
