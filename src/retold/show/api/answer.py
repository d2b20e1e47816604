"""How the API answers: JSON with an ETag, long lists in parts, errors that say what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from hashlib import blake2b
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from retold.show.rows import plain

JSON = "application/json"


def answer(request: Request, data: object, *, status: int = 200, media: str = JSON) -> Response:
    """The data as JSON (bytes go out as they are); 304 when the reader has them already."""
    body = data if isinstance(data, bytes) else msgspec.json.encode(plain(as_plain(data)))
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    if request.method in ("GET", "HEAD") and tag in (
        t.strip() for t in request.headers.get("if-none-match", "").split(",")
    ):
        return Response(status_code=304, headers=headers)
    return Response(body, status_code=status, media_type=media, headers=headers)


def as_plain(data: object) -> object:
    """Dataclasses as dictionaries, wherever they stand."""
    if is_dataclass(data) and not isinstance(data, type):
        return asdict(data)
    if isinstance(data, Mapping):
        return {k: as_plain(v) for k, v in data.items()}
    if isinstance(data, list | tuple):
        return [as_plain(v) for v in data]
    return data


def listing(request: Request, items: Sequence[Any], total: int, start: int) -> Response:
    """A part of a list, with the address of the next one."""
    following = start + len(items)
    more = None
    if items and following < total:
        asked = [(k, v) for k, v in request.query_params.multi_items() if k != "start"]
        more = f"{request.url.path}?{urlencode([*asked, ('start', str(following))])}"
    return answer(request, {"items": list(items), "total": total, "start": start, "next": more})


def listing_of(request: Request, items: Sequence[Any], start: int, limit: int) -> Response:
    """A part of a list that is at hand."""
    return listing(request, items[start : start + limit], len(items), start)


def refuse(status: int, reason: str) -> Response:
    """An error."""
    return Response(msgspec.json.encode({"error": reason}), status_code=status, media_type=JSON)
