"""What the API's routes do: read from the store, shape, answer. Whole stories are kept in memory between requests."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Annotated, Literal

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from retold.pipeline import compare_articles
from retold.records import Article
from retold.show import rows
from retold.show.api.answer import answer, listing, listing_of
from retold.show.api.work_shapes import NewReview, NewRun
from retold.show.choices import chosen_rows
from retold.show.export import FORMATS, TABLES
from retold.show.runs import Runs, tell_events
from retold.show.tables import make_table
from retold.show.view import StoryView, load_story
from retold.store import outline, reading, reviews
from retold.store.access import User
from retold.store.database import Store
from retold.store.errors import StoreError
from retold.store.search import Where, search_store
from retold.store.waiting import review_queue

KEPT_STORIES = 8
Start = Annotated[int, Query(ge=0, le=10_000_000, description="how many to pass over")]
Limit = Annotated[int, Query(ge=1, le=500, description="how many at most")]
Words = Annotated[str, Query(max_length=400)]


class Desk:
    """A store, and the stories that were asked for last."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.kept: OrderedDict[tuple[str, str], StoryView] = OrderedDict()
        self.lock = Lock()

    def view(self, story: str) -> StoryView:
        """A whole story; read again when its ledger was made anew."""
        inputs = outline.read_story_inputs(self.store, story)
        if inputs is None:
            raise StoreError(f"no story has the id {story!r}: /api/v1/stories lists them")
        with self.lock:
            if (story, inputs) in self.kept:
                self.kept.move_to_end((story, inputs))
                return self.kept[story, inputs]
        view = load_story(self.store, story)
        with self.lock:
            self.kept[story, inputs] = view
            while len(self.kept) > KEPT_STORIES:
                self.kept.popitem(last=False)
        return view

    def index(self, request: Request) -> Response:
        """Every route with what it gives; the whole description is at `openapi`."""
        described = request.app.openapi()["paths"]
        routes = [
            {"method": method.upper(), "path": path, "gives": told["summary"]}
            for path, methods in described.items()
            for method, told in methods.items()
        ]
        return answer(request, {"openapi": request.app.openapi_url, "routes": routes})

    def stories(
        self,
        request: Request,
        *,
        q: Words = "",
        outlet: Words = "",
        disputed: bool = False,
        sources: Annotated[int, Query(ge=0, description="at least so many")] = 0,
        since: Words = "",
        order: Literal["sources", "pages", "disputed", "newest"] = "sources",
        start: Start = 0,
        limit: Limit = 50,
    ) -> Response:
        """Stories, filtered: `q` in the label, by outlet, disputed, at least so many sources, told since a day."""
        wanted = outline.StoryFilter(q, outlet, disputed, sources, since, order)
        found, total = outline.find_stories(self.store, wanted, start, limit)
        return listing(request, found, total, start)

    def story(self, request: Request, story: str) -> Response:
        """A story at a glance: its pages, its timeline, how many entries have which verdict."""
        return answer(request, rows.show_row(self.view(story)))

    def ledger(
        self, request: Request, story: str, verdict: Words = "", start: Start = 0, limit: Limit = 50
    ) -> Response:
        """The entries of the ledger, with every wording, drift, history and decision."""
        found = [r for r in chosen_rows(self.view(story)) if not verdict or r["verdict"] == verdict]
        return listing_of(request, found, start, limit)

    def lineage(self, request: Request, story: str, start: Start = 0, limit: Limit = 50) -> Response:
        """The families of copies, the largest first, with the signs for each edge."""
        return listing_of(request, rows.lineage_rows(self.view(story)), start, limit)

    def timeline(self, request: Request, story: str, start: Start = 0, limit: Limit = 100) -> Response:
        """The moments of the story in order."""
        return listing_of(request, rows.show_row(self.view(story))["timeline"], start, limit)

    def pages(self, request: Request, story: str, start: Start = 0, limit: Limit = 50) -> Response:
        """The pages of the story."""
        return listing_of(request, rows.show_row(self.view(story))["articles"], start, limit)

    def claims(
        self,
        request: Request,
        story: str,
        kind: Literal["", "figure", "quote", "event"] = "",
        start: Start = 0,
        limit: Limit = 100,
    ) -> Response:
        """Every wording of every claim in the ledger."""
        found = [r for r in make_table("claims", [self.view(story)]).to_dicts() if not kind or r["kind"] == kind]
        return listing_of(request, found, start, limit)

    def export(
        self,
        request: Request,
        story: str,
        form: Annotated[str, Query(alias="format", description="a name from /api/v1/formats")] = "records",
        table: Annotated[str, Query(description="for csv, jsonl and parquet")] = "ledger",
    ) -> Response:
        """A story in another format, as a file."""
        if form not in FORMATS:
            raise ValueError(f"no format is called {form!r}; the formats are {', '.join(FORMATS)}")
        if table not in TABLES:
            raise ValueError(f"no table is called {table!r}; the tables are {', '.join(TABLES)}")
        chosen = FORMATS[form]
        response = answer(request, b"".join(chosen.write([self.view(story)], table)), media=chosen.media)
        response.headers["Content-Disposition"] = f'attachment; filename="{story}.{chosen.ending}"'
        return response

    def page(self, request: Request, page: str) -> Response:
        """A page: the article's text, its dates and why they are believed, what was set aside and why."""
        a = self.article(page)
        card = outline.read_cards(self.store, [page])[page]
        return answer(
            request,
            {
                "page": a.id,
                "story": card.story,
                "url": a.url,
                "outlet": a.outlet,
                "title": a.title,
                "byline": a.byline,
                "credit": a.credit,
                "language": a.language,
                "published": a.published,
                "found_in": card.found_in,
                "fetched": card.fetched,
                "sha256": card.sha256,
                "text": a.text,
                "dates": rows.date_rows(a),
                "set_aside": rows.aside_rows(a),
            },
        )

    def article(self, page: str) -> Article:
        """The article of a page."""
        found = reading.read_articles(self.store, [page])
        if not found:
            raise StoreError(f"no page has the id {page!r}: the pages of a story are listed under it")
        return found[0]

    def diff(self, request: Request, left: str, right: str, start: Start = 0, limit: Limit = 500) -> Response:
        """The differences between two pages, each with its kind and both places."""
        a, b = self.article(left), self.article(right)
        _, changes = compare_articles(a, b)
        return listing_of(request, [rows.change_row(a, b, c) for c in changes], start, limit)

    def outlets(self, request: Request, q: Words = "", start: Start = 0, limit: Limit = 50) -> Response:
        """Outlets whose name holds these words."""
        found, total = outline.list_outlets(self.store, q, start, limit)
        return listing(request, found, total, start)

    def outlet(self, request: Request, outlet: str, start: Start = 0, limit: Limit = 50) -> Response:
        """The pages of an outlet, the newest first, each with what it was made from."""
        found = [
            {
                "page": p.card.id,
                "title": p.card.title,
                "published": p.card.published,
                "url": p.card.url,
                "story": p.card.story,
                "parent": p.parent,
                "relation": p.relation,
                "confidence": p.confidence,
                "copied_by": p.copied_by,
            }
            for p in outline.read_outlet(self.store, outlet)
        ]
        if not found:
            raise StoreError(f"no outlet is called {outlet!r}: /api/v1/outlets lists them")
        return listing_of(request, found, start, limit)

    def search(
        self,
        request: Request,
        q: Words,
        *,
        where: Annotated[Where, Query(alias="in", description="texts of pages, or claims of ledgers")] = "pages",
        start: Start = 0,
        limit: Limit = 20,
    ) -> Response:
        """What holds the words: words, "a phrase", -without; the best first."""
        found = search_store(self.store, q, where, start, limit)
        return listing(request, [*found.pages, *found.claims], found.total, start)

    def formats(self, request: Request) -> Response:
        """The formats in which a story can be taken away."""
        found = [
            {"name": name, "about": f.about, "media": f.media, "by_table": f.by_table, "of_one": f.of_one}
            for name, f in FORMATS.items()
        ]
        return listing_of(request, found, 0, len(found))

    def reviews(self, request: Request, start: Start = 0, limit: Limit = 100) -> Response:
        """The log of what people decided, in the order it was written."""
        return listing_of(request, reviews.read_reviews(self.store), start, limit)

    def queue(self, request: Request, story: Words = "", limit: Limit = 50) -> Response:
        """What deserves a person's eye, the most pressing first."""
        found = review_queue(self.store, story or None, limit=limit)
        return listing_of(request, found, 0, limit)

    def add_review(self, request: Request, review: NewReview) -> Response:
        """Write a decision into the log; the name is that of the token where there is one."""
        user = request.scope.get("user")
        by = user.name if isinstance(user, User) and user.name != "local" else review.by or "local"
        made = reviews.add_review(
            self.store,
            by=by,
            target=review.target,
            on=review.on,
            decision=review.decision,
            others=review.others,
            value=review.value,
            reason=review.reason,
            suggested=review.suggested,
        )
        return answer(request, made, status=201)


class RunDesk:
    """The runs that a server starts."""

    def __init__(self, runs: Runs) -> None:
        self.runs = runs

    def runs_listed(self, request: Request, start: Start = 0, limit: Limit = 50) -> Response:
        """The runs that were started here, the newest first."""
        names = self.runs.list()
        return listing(request, [self.runs.state(n) for n in names[start : start + limit]], len(names), start)

    def run_state(self, request: Request, run: str) -> Response:
        """How far a run is."""
        return answer(request, self.runs.state(run))

    def begin(self, request: Request, asked: NewRun) -> Response:
        """Begin a run over files or folders that the server can see."""
        run, _ = self.runs.make()
        self.runs.start(run, asked.paths)
        return answer(request, self.runs.state(run), status=202)

    def events(self, run: str) -> Response:
        """The progress of a run as server-sent events, until it is over."""
        self.runs.state(run)
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(tell_events(self.runs, run), media_type="text/event-stream", headers=headers)
