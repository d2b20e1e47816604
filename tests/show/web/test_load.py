"""Many readers at once and a reviewer among them: nobody is turned away, and no decision is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
import uvicorn

from retold.show.web.app import make_app

READERS = 50
PAGES_EACH = 3
DECISIONS = 12


@pytest.fixture(scope="module")
def site(store_path: Path) -> Iterator[str]:
    """The app on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(make_app(store_path), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def test_fifty_readers_at_once_and_no_decision_is_lost(site: str) -> None:
    story = httpx.get(f"{site}/stories.json").json()["stories"]["items"][0]["id"]
    entries = httpx.get(f"{site}/stories/{story}.json").json()["ledger"]["items"]
    addresses = [f"/stories/{story}", f"/stories/{story}/claims/{entries[0]['id']}", "/search?words=ferry"]

    def read(reader: int) -> list[int]:
        with httpx.Client(base_url=site, timeout=60) as client:
            return [client.get(addresses[(reader + n) % len(addresses)]).status_code for n in range(PAGES_EACH)]

    def decide(number: int) -> str:
        form = {"target": "verdict", "story": story, "entry": entries[number % len(entries)]["id"]}
        form |= {"decision": "confirm", "by": f"reader {number}", "reason": f"reason {number}"}
        answer = httpx.post(f"{site}/review", data=form, timeout=60)
        assert answer.status_code == 303
        return f"reason {number}"

    with ThreadPoolExecutor(READERS + DECISIONS) as pool:
        reading = [pool.submit(read, n) for n in range(READERS)]
        deciding = [pool.submit(decide, n) for n in range(DECISIONS)]
        statuses = {status for done in reading for status in done.result()}
        written = {done.result() for done in deciding}
    log = httpx.get(f"{site}/audit.json").json()
    assert statuses == {200}
    assert {r["reason"] for r in log["reviews"]["items"]} == written
    assert log["whole"] is True
