"""The door: what is not allowed is denied, for every way a request can be made."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from retold.show.access import RULES, Access, Message, Rate, Receive, Scope, Send, Settings, find_rule
from retold.store import access
from retold.store.access import User
from retold.store.database import Store, open_store
from retold.store.errors import StoreError

USERS = {"r": User("rea", "read"), "v": User("vic", "review"), "a": User("ann", "admin")}


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that reads its whole body and says yes."""
    status = 200
    while (message := await receive()).get("more_body"):
        pass
    if message["type"] == "http.disconnect":
        status = 499
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def ask(
    door: Access, method: str, path: str, headers: dict[str, str] | None = None, body: tuple[bytes, ...] = (b"",)
) -> tuple[int, dict[str, str]]:
    """The status and the headers of the answer."""
    sent: list[Message] = []
    parts = [{"type": "http.request", "body": b, "more_body": n < len(body) - 1} for n, b in enumerate(body)]
    all_headers = {"host": "localhost:8000", **(headers or {})}
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "client": ("127.0.0.1", 1),
        "headers": [(k.encode(), v.encode()) for k, v in all_headers.items()],
    }

    async def receive() -> Message:
        return parts.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as thread:  # the browser's tests keep a loop of their own in this one
        thread.submit(asyncio.run, door(scope, receive, send)).result()
    return sent[0]["status"], {k.decode(): v.decode() for k, v in sent[0]["headers"]}


def closed_door(**changes: Any) -> Access:
    return Access(inner, Settings(find_user=USERS.get, open_to_all=False, **changes))


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@pytest.mark.parametrize(
    ("method", "path", "nobody", "read", "review", "admin"),
    [
        ("GET", "/login", 200, 200, 200, 200),
        ("GET", "/static/retold.css", 200, 200, 200, 200),
        ("GET", "/stories", 401, 200, 200, 200),
        ("GET", "/api/v1/stories", 401, 200, 200, 200),
        ("GET", "/api/v1/reviews", 401, 403, 200, 200),
        ("GET", "/audit", 401, 403, 200, 200),
        ("POST", "/api/v1/reviews", 401, 403, 200, 200),
        ("POST", "/api/v1/runs", 401, 403, 403, 200),
        ("DELETE", "/stories", 401, 403, 403, 200),
        ("BREW", "/anything/at/all", 401, 403, 403, 200),
    ],
)
def test_a_role_may_do_its_own_and_what_is_below(
    method: str, path: str, nobody: int, read: int, review: int, admin: int
) -> None:
    found = [ask(closed_door(), method, path, bearer(t) if t else None)[0] for t in ("", "r", "v", "a")]
    assert found == [nobody, read, review, admin]


def test_what_no_rule_names_needs_an_admin() -> None:
    assert all(r.role != "admin" for r in RULES)
    assert find_rule("PATCH", "/whatever").role == "admin"


def test_a_browser_is_led_to_the_sign_in_page_and_back() -> None:
    status, headers = ask(closed_door(), "GET", "/story/s1", {"accept": "text/html"})
    assert (status, headers["location"]) == (303, "/login?next=%2Fstory%2Fs1")


def test_a_cookie_alone_does_not_write_for_another_site() -> None:
    cookie = {"cookie": "retold_token=a"}
    assert ask(closed_door(), "POST", "/api/v1/runs", cookie)[0] == 403
    assert ask(closed_door(), "POST", "/api/v1/runs", {**cookie, "origin": "https://elsewhere.example"})[0] == 403
    assert ask(closed_door(), "POST", "/api/v1/runs", {**cookie, "origin": "http://localhost:8000"})[0] == 200
    assert ask(closed_door(), "POST", "/api/v1/runs", {**cookie, "sec-fetch-site": "cross-site"})[0] == 403


def test_without_tokens_a_foreign_page_still_cannot_write() -> None:
    door = Access(inner, Settings(find_user=lambda _: None, open_to_all=True))
    assert ask(door, "POST", "/api/v1/runs", {"origin": "https://elsewhere.example"})[0] == 403
    assert ask(door, "POST", "/api/v1/runs")[0] == 200
    assert ask(door, "GET", "/", {"host": "rebound.example"})[0] == 421


def test_a_body_past_its_limit_ends_the_request_even_when_its_length_was_not_told() -> None:
    door = closed_door()
    assert ask(door, "POST", "/api/v1/reviews", {**bearer("v"), "content-length": "70000"})[0] == 413
    assert ask(door, "POST", "/api/v1/reviews", bearer("v"), (b"x" * 40_000, b"x" * 40_000, b""))[0] == 499


def test_too_many_requests_are_told_to_wait_and_then_let_in() -> None:
    now = [0.0]
    door = closed_door(reads=Rate(1, 3), clock=lambda: now[0])
    assert [ask(door, "GET", "/stories", bearer("r"))[0] for _ in range(4)] == [200, 200, 200, 429]
    assert ask(door, "GET", "/stories", bearer("v"))[0] == 200
    now[0] = 1.0
    assert ask(door, "GET", "/stories", bearer("r"))[0] == 200


def test_clients_are_not_remembered_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retold.show.access.MOST_CLIENTS", 2)
    door = closed_door()
    for token in "rva":
        ask(door, "GET", "/stories", bearer(token))
    assert len(door.buckets) == 2


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "a.sqlite", create=True)


def test_a_token_is_kept_as_a_hash_and_works_until_it_is_dropped(store: Store) -> None:
    token = access.add_token(store, "ann", "admin")
    assert access.find_user(store, token) == User("ann", "admin")
    written = [p.read_bytes() for p in Path(store.path).parent.iterdir()]
    assert token.encode() not in b"".join(written)
    access.drop_token(store, "ann")
    assert access.find_user(store, token) is None
    with pytest.raises(StoreError, match="nobody called"):
        access.drop_token(store, "ann")


def test_a_new_token_replaces_the_old_one(store: Store) -> None:
    first = access.add_token(store, "ann", "read")
    second = access.add_token(store, "ann", "review")
    assert (access.find_user(store, first), access.find_user(store, second)) == (None, User("ann", "review"))
    assert access.list_users(store) == [User("ann", "review")]
