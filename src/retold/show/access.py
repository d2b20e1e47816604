"""The door of the server: who may do what, from which page, how often and how much. Everything not allowed is denied.

An ASGI application around another one. On a loopback address without tokens the person at the machine may do all;
as soon as there is a token, everybody needs one. A browser signs in at /login and keeps its token in a cookie that no
script can read; a program sends it as `Authorization: Bearer TOKEN`.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec

from retold.store.access import Role, User

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "retold_token"
LOCAL = User("local", "admin")
SAFE = frozenset({"GET", "HEAD"})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
MOST_CLIENTS = 10_000  # remembered for their rate; the one seen longest ago is forgotten


@dataclass(frozen=True, slots=True)
class Rule:
    """Requests of these methods to these paths need this role; None lets everybody in."""

    methods: frozenset[str]
    path: re.Pattern[str]
    role: Role | None
    largest: int = 64 * 1024  # bytes of a body


RULES = (  # the first that fits decides; what fits none needs an admin
    Rule(SAFE, re.compile(r"/static/[\w./-]+|/login|/healthz"), None),
    Rule(frozenset({"POST"}), re.compile(r"/login|/logout"), None),
    Rule(SAFE, re.compile(r"/audit(\.json)?|/api/v1/reviews(/.*)?"), "review"),
    Rule(SAFE, re.compile(r"/.*"), "read"),
    Rule(frozenset({"POST"}), re.compile(r"/reviews?(/.*)?|/api/v1/reviews(/.*)?"), "review"),
)
LAST_RULE = Rule(frozenset(), re.compile(r".*"), "admin", largest=512 * 1024 * 1024)  # uploads of pages


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests a second, and so many at once after a pause."""

    each_second: float
    at_once: float


@dataclass(frozen=True)
class Settings:
    """How the door stands. `find_user` looks a token up; `open_to_all` is set on a loopback address without tokens."""

    find_user: Callable[[str], User | None]
    open_to_all: bool
    hosts: frozenset[str] = LOOPBACK  # names under which the server may be asked for; empty for any
    reads: Rate = Rate(100, 600)
    writes: Rate = Rate(5, 60)
    clock: Callable[[], float] = time.monotonic


@dataclass
class Bucket:
    """What a client may still send at once."""

    left: float
    at: float


@dataclass
class Access:
    """The door before an application."""

    app: Application
    settings: Settings
    buckets: OrderedDict[tuple[str, bool], Bucket] = field(default_factory=OrderedDict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        asked = Asked.of(scope)
        rule = find_rule(asked.method, asked.path)
        refusal = self.refuse(asked, rule, scope)
        if refusal is not None:
            await refusal.send(asked, send)
            return
        await self.app(scope, Capped(receive, rule.largest), send)

    def refuse(self, asked: Asked, rule: Rule, scope: Scope) -> Refusal | None:
        """Why this request may not pass; None when it may. Who asks is left in the scope as `user`."""
        user = LOCAL if self.settings.open_to_all else self.settings.find_user(asked.token) if asked.token else None
        scope["user"] = user
        if not self.within_rate(user.name if user else asked.client, asked.method in SAFE):
            return Refusal(429, "too many requests: wait a second", retry_after=1)
        if self.settings.hosts and asked.host not in self.settings.hosts:
            return Refusal(421, f"this server does not answer to the name {asked.host!r}")
        return refuse_form(asked, rule) or refuse_user(user, rule)

    def within_rate(self, client: str, reads: bool) -> bool:
        """Take one from the client's bucket (a token bucket for reads, another for writes)."""
        rate = self.settings.reads if reads else self.settings.writes
        now = self.settings.clock()
        bucket = self.buckets.pop((client, reads), None) or Bucket(rate.at_once, now)
        bucket.left = min(rate.at_once, bucket.left + (now - bucket.at) * rate.each_second)
        bucket.at = now
        self.buckets[client, reads] = bucket
        if len(self.buckets) > MOST_CLIENTS:
            self.buckets.popitem(last=False)
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True


def refuse_form(asked: Asked, rule: Rule) -> Refusal | None:
    """Why a request of this form may not pass, whoever sends it."""
    if asked.method not in SAFE and not asked.own_origin(needs_proof=asked.from_cookie):
        return Refusal(403, "the request came from a page of another site")
    if asked.length is not None and asked.length > rule.largest:
        return Refusal(413, f"the body is larger than {rule.largest} bytes")
    return None


def refuse_user(user: User | None, rule: Rule) -> Refusal | None:
    """Why this user may not do it."""
    if rule.role is None or (user is not None and user.may(rule.role)):
        return None
    if user is None:
        return Refusal(401, "sign in, or send a token")
    return Refusal(403, f"this needs the role {rule.role}, {user.name} has {user.role}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What matters of a request at the door."""

    method: str
    path: str
    query: str
    host: str  # without the port
    headers: Mapping[str, str]
    client: str
    token: str | None
    from_cookie: bool
    length: int | None

    @classmethod
    def of(cls, scope: Scope) -> Asked:
        """Read it from the scope."""
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        kind, _, given = headers.get("authorization", "").partition(" ")
        bearer = given.strip() if kind.lower() == "bearer" else None
        cookie = read_cookie(headers.get("cookie", ""))
        length = headers.get("content-length", "")
        return cls(
            method=scope["method"],
            path=scope["path"],
            query=scope.get("query_string", b"").decode("latin-1"),
            host=re.sub(r":\d+$", "", headers.get("host", "").lower()),
            headers=headers,
            client=(scope.get("client") or ("unknown", 0))[0],
            token=bearer or cookie,
            from_cookie=bearer is None,
            length=int(length) if length.isascii() and length.isdigit() else None,
        )

    def own_origin(self, *, needs_proof: bool) -> bool:
        """Whether a page of this very server sent it; a program that sends a token need not prove it."""
        origin = self.headers.get("origin")
        if origin is not None:
            return urlsplit(origin).netloc.lower() == self.headers.get("host", "").lower()
        site = self.headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        return not needs_proof or self.token is None

    @property
    def by_a_person(self) -> bool:
        """Whether a browser asked for a page."""
        return "text/html" in self.headers.get("accept", "") and not self.path.startswith("/api/")


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that says why not."""

    status: int
    reason: str
    retry_after: int | None = None

    async def send(self, asked: Asked, send: Send) -> None:
        """Answer: a browser without a token is led to the sign-in page."""
        headers = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]
        status, body = self.status, msgspec.json.encode({"error": self.reason})
        if self.status == 401 and asked.by_a_person and asked.method in SAFE:
            back = quote(asked.path + (f"?{asked.query}" if asked.query else ""), safe="")
            status, body = 303, b""
            headers.append((b"location", f"/login?next={back}".encode()))
        elif self.status == 401:
            headers.append((b"www-authenticate", b'Bearer realm="retold"'))
        if self.retry_after is not None:
            headers.append((b"retry-after", str(self.retry_after).encode()))
        headers += [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


@dataclass
class Capped:
    """A body that ends the request when it grows past its limit, whatever length was announced."""

    receive: Receive
    left: int

    async def __call__(self) -> Message:
        """The next part."""
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.left < 0 else message


def find_rule(method: str, path: str) -> Rule:
    """The rule for a request.

    >>> find_rule("GET", "/stories").role, find_rule("DELETE", "/stories").role
    ('read', 'admin')
    """
    return next((r for r in RULES if method in r.methods and r.path.fullmatch(path)), LAST_RULE)


def read_cookie(header: str) -> str | None:
    """The token in a Cookie header."""
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None
