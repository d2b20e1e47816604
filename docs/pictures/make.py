"""Make the pictures of the documents from the packaged example: every view of the web app, and the report.

usage: .venv/bin/python docs/pictures/make.py [NAME...]     (needs Debian's chromium: apt-get install chromium)
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from retold.cli import app as commands
from retold.example import example_folder
from retold.show.web.app import make_app
from retold.store.database import open_store
from retold.store.reviews import add_review

HERE = Path(__file__).parent
WIDE, NARROW = 1100, 360
HIGH = 900


@dataclass(frozen=True, slots=True)
class Picture:
    """A view to be taken; a part of the address after # is scrolled to, no height takes the whole page."""

    name: str
    address: str
    width: int = WIDE
    height: int | None = HIGH
    dark: bool = False


PICTURES = (
    Picture("start", "/", height=None),
    Picture("stories", "/stories", height=700),
    Picture("story", "{story}"),
    Picture("tree", "{story}#tree"),
    Picture("timeline", "{story}#timeline"),
    Picture("ledger", "{story}#ledger"),
    Picture("claim", "{claim}"),
    Picture("chain", "{claim}#chain"),
    Picture("difference", "{difference}"),
    Picture("three", "{three}"),
    Picture("page", "{page}"),
    Picture("aside", "{page}?aside=yes"),
    Picture("outlets", "/outlets", height=700),
    Picture("outlet", "/outlet?name=Coastwire", height=800),
    Picture("review", "/review"),
    Picture("decide", "{decide}", height=760),
    Picture("search", "/search?words=ferry"),
    Picture("about", "/about", height=None),
    Picture("audit", "/audit", height=560),
    Picture("phone", "{story}", width=NARROW),
    Picture("dark", "{story}#ledger", dark=True),
    Picture("choose", "/difference?story={id}", height=800),
    Picture("run", "{run}", height=700),
    Picture("login", "/login", height=420),
    Picture("report", "{report}"),
    Picture("reuse", "{reuse}"),
)


def main(wanted: list[str]) -> int:
    """Run the demo in a folder of its own, serve it, and take the pictures."""
    browser = shutil.which("chromium")
    if browser is None:
        print("there is no chromium here: apt-get install chromium", file=sys.stderr)
        return 1
    with TemporaryDirectory() as folder:
        store, report = Path(folder) / "retold-demo.sqlite", Path(folder) / "report.html"
        own, reuse = Path(folder) / "ours", Path(folder) / "reuse.html"
        commands(["demo", "--store", str(store), "-o", str(report)], standalone_mode=False)
        own.mkdir()
        for page in example_folder().glob("*coastwire*"):
            shutil.copy(page, own)
        asked = ["reuse", "--of", str(own), "--store", str(store), "-f", "html", "-o", str(reuse)]
        commands(asked, standalone_mode=False)
        with serve(store) as site, sync_playwright() as playwright:
            files = {"report": report.as_uri(), "reuse": reuse.as_uri()}
            addresses = {**find_addresses(site, store), "run": begin_run(site), **files}
            chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
            for picture in PICTURES:
                if not wanted or picture.name in wanted:
                    take(chromium, picture, full(site, picture.address.format(**addresses)))
    return 0


@contextmanager
def serve(store: Path) -> Iterator[str]:
    """The app over the store, on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(make_app(store), port=0, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def find_addresses(site: str, store: Path) -> dict[str, str]:
    """Where the example shows something worth a picture; one decision is written, so that the log has a row."""

    def read(path: str) -> Any:
        return httpx.get(f"{site}{path}").json()

    story = read("/stories.json")["stories"]["items"][0]["id"]
    data = read(f"/stories/{story}.json?verdict=superseded")
    entry = data["ledger"]["items"][0]
    edges = [e for e in data["family"]["edges"]["items"] if e["parent"]["kind"] == "page"]
    edge = next(e for e in edges if e["relation"] in ("partial", "near-verbatim"))
    third = next(e["child"]["id"] for e in edges if e["parent"]["id"] == edge["parent"]["id"] and e is not edge)
    pair = f"page={edge['parent']['id']}&page={edge['child']['id']}"
    add_review(
        open_store(store),
        by="Ada Quill",
        target="edge",
        on=(edge["parent"]["id"], edge["child"]["id"]),
        decision="confirm",
        reason="the agency's own update of the evening",
        suggested=f"{edge['relation']} copy",
        at="2025-03-07T09:12:00+00:00",
    )
    return {
        "id": str(story),
        "story": f"/stories/{story}",
        "claim": f"/stories/{story}/claims/{entry['id']}",
        "difference": f"/difference?{pair}",
        "three": f"/difference?{pair}&page={third}",
        "page": f"/pages/{edge['child']['id']}",
        "decide": f"/review?story={story}&entry={entry['id']}#decide",
    }


def begin_run(site: str) -> str:
    """The address of a run that has ended."""
    address = str(httpx.post(f"{site}/runs", headers={"origin": site}).headers["location"])
    while httpx.get(f"{site}{address}.json").json()["state"] not in ("done", "failed", "stopped"):
        time.sleep(0.2)
    return address


def full(site: str, address: str) -> str:
    """An address of the app with its host; a file's stays as it is."""
    return address if address.startswith("file:") else site + address


def take(browser: Browser, picture: Picture, address: str) -> None:
    """One picture."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height or HIGH},
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    page.screenshot(path=HERE / f"{picture.name}.png", full_page=picture.height is None)
    context.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
