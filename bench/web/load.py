"""Fifty readers at once over one story, and a reviewer among them: errors, lost decisions, answers a second.

usage: python bench/web/load.py STORE [--readers 50] [--seconds 20] [--story ID]

Works on a copy of the store; the server is a process of its own, on this machine alone, without a limit on the rate.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

PORT = 8799
IDLE_SECONDS = 75  # as `retold serve` has it
EACH_REVIEW = 0.25  # seconds between two decisions


def main() -> None:
    """Serve, read, decide, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--story", default="")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "load.sqlite"
        with closing(sqlite3.connect(options.store)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)
        server = multiprocessing.get_context("spawn").Process(target=serve, args=(copy,), daemon=True)
        server.start()
        asyncio.run(load(options.readers, options.seconds, options.story))
        server.terminate()
        server.join()


def serve(store: Path) -> None:
    """The app without a limit on the rate."""
    import uvicorn

    from retold.show.access import Rate, Settings
    from retold.show.web.app import make_app

    free = Rate(1e9, 1e9)
    settings = Settings(find_user=lambda _: None, open_to_all=True, reads=free, writes=free)
    uvicorn.run(make_app(store, settings), port=PORT, log_level="error", timeout_keep_alive=IDLE_SECONDS)


async def load(readers: int, seconds: float, story: str) -> None:
    """Read and decide for so long."""
    limits = httpx.Limits(max_connections=readers + 5)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{PORT}", timeout=60, limits=limits) as client:
        await ready(client)
        story = story or (await client.get("/stories.json")).json()["stories"]["items"][0]["id"]
        entries = [e["id"] for e in (await client.get(f"/stories/{story}.json")).json()["ledger"]["items"]]
        paths = [f"/stories/{story}", f"/stories/{story}/claims/{entries[0]}", "/stories", "/outlets"]
        until = time.monotonic() + seconds
        took: list[float] = []
        statuses: Counter[object] = Counter()
        written: list[str] = []
        tasks = [read(client, paths[n % len(paths) :] + paths, until, took, statuses) for n in range(readers)]
        await asyncio.gather(*tasks, decide(client, story, entries, until, written, statuses))
        log = (await client.get("/audit.json")).json()
    ordered = sorted(took)
    kept = log["reviews"]["total"]
    print(
        f"{readers} readers, {seconds:g} s: {len(took)} answers, {len(took) / seconds:.0f} a second, {dict(statuses)}"
    )
    print(f"milliseconds: median {ordered[len(took) // 2]:.0f}, 95th percentile {ordered[int(len(took) * 0.95)]:.0f}")
    print(f"decisions: {len(written)} written, {kept} in the log, the log is {'whole' if log['whole'] else 'BROKEN'}")


async def ready(client: httpx.AsyncClient) -> None:
    """Wait for the server."""
    for _ in range(200):
        try:
            await client.get("/healthz")
        except httpx.TransportError:
            await asyncio.sleep(0.2)
        else:
            return


async def read(
    client: httpx.AsyncClient, paths: list[str], until: float, took: list[float], statuses: Counter[object]
) -> None:
    """One reader, page after page."""
    n = 0
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            statuses[(await client.get(paths[n % len(paths)])).status_code] += 1
        except httpx.HTTPError as error:
            statuses[type(error).__name__] += 1
        took.append(1000 * (time.monotonic() - began))
        n += 1


async def decide(
    client: httpx.AsyncClient,
    story: str,
    entries: list[str],
    until: float,
    written: list[str],
    statuses: Counter[object],
) -> None:
    """The reviewer."""
    while time.monotonic() < until:
        reason = f"reason {len(written)}"
        form = {"target": "verdict", "story": story, "entry": entries[len(written) % len(entries)], "reason": reason}
        answer = await client.post("/review", data={**form, "decision": "confirm", "by": "a reviewer"})
        statuses[answer.status_code] += 1
        if answer.status_code == 303:
            written.append(reason)
        await asyncio.sleep(EACH_REVIEW)


if __name__ == "__main__":
    main()
