"""Every view of the app, named, with the address at which a store shows it."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import urlopen

VIEWS = (
    "start",
    "stories",
    "story",
    "claim",
    "difference",
    "difference of three",
    "choice of pages",
    "page",
    "page with what was set aside",
    "outlets",
    "outlet",
    "review",
    "decision about a claim",
    "decision about an edge",
    "audit",
    "search in pages",
    "search in claims",
    "about",
    "login",
)


def find_addresses(site: str) -> dict[str, str]:
    """The address of every view over the largest story of a store."""
    story = read(site, "/stories")["stories"]["items"][0]["id"]
    data = read(site, f"/stories/{story}")
    entry = data["ledger"]["items"][0]["id"]
    edge = next(e for e in data["family"]["edges"]["items"] if both_pages(e) and e["relation"] != "identical")
    pages = [p["id"] for s in data["sources"]["items"] for p in s["pages"]]
    left, right = edge["parent"]["id"], edge["child"]["id"]
    third = next(p for p in pages if p not in (left, right))
    outlet = next(o["name"] for o in read(site, "/outlets")["outlets"]["items"])
    addresses = {
        "start": "/",
        "stories": "/stories",
        "story": f"/stories/{story}",
        "claim": f"/stories/{story}/claims/{entry}",
        "difference": f"/difference?page={left}&page={right}",
        "difference of three": f"/difference?page={left}&page={right}&page={third}",
        "choice of pages": f"/difference?story={story}",
        "page": f"/pages/{right}",
        "page with what was set aside": f"/pages/{right}?aside=yes",
        "outlets": "/outlets",
        "outlet": f"/outlet?name={outlet}",
        "review": "/review",
        "decision about a claim": f"/review?story={story}&entry={entry}",
        "decision about an edge": f"/review?story={story}&parent={left}&child={right}",
        "audit": "/audit",
        "search in pages": "/search?words=harbour",
        "search in claims": "/search?words=people&in=claims",
        "about": "/about",
        "login": "/login",
    }
    return {name: addresses[name] for name in VIEWS}


def both_pages(edge: Any) -> bool:
    """Whether an edge joins two pages that the store holds."""
    return bool(edge["parent"]["kind"] == edge["child"]["kind"] == "page")


def read(site: str, path: str) -> Any:
    """The `.json` twin of a view."""
    with urlopen(f"{site}{path}.json") as answer:
        return json.load(answer)
