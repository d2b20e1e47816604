"""Metrics of a server in the Prometheus format: requests by kind and outcome, their time, and what the store holds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response

from retold.store.database import Store
from retold.store.outline import count_all

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10)


class Metrics:
    """An ASGI application around another one, and what it counted."""

    def __init__(self, app: Any, registry: CollectorRegistry) -> None:
        self.app = app
        self.requests = Counter(
            "retold_requests", "Requests by route, method and status", ("route", "method", "status"), registry=registry
        )
        self.seconds = Histogram(
            "retold_request_seconds", "Time until an answer begins", ("route",), buckets=SECONDS, registry=registry
        )

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on and count it under its route: addresses with ids would grow without end."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start = time.monotonic()

        async def count(message: Any) -> None:
            if message["type"] == "http.response.start":
                route = route_of(scope)
                self.requests.labels(route, scope["method"], message["status"]).inc()
                self.seconds.labels(route).observe(time.monotonic() - start)
            await send(message)

        await self.app(scope, receive, count)


def route_of(scope: Any) -> str:
    """The route of a request: its path with the names of the parts that vary; "none" where nothing answers.

    >>> route_of({"endpoint": len, "path": "/pages/p1.json", "path_params": {"page": "p1"}})
    '/pages/{page}.json'
    """
    if "endpoint" not in scope:
        return "none"
    path = str(scope["path"])
    for name, value in scope.get("path_params", {}).items():
        path = path.replace(str(value), f"{{{name}}}", 1)
    return path


class StoreGauges:
    """What a store holds, counted when it is asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """A gauge for each count."""
        counts = count_all(self.store)
        for name in counts.__slots__:
            yield GaugeMetricFamily(f"retold_store_{name}", f"{name} in the store", value=getattr(counts, name))


def make_registry(store: Store) -> CollectorRegistry:
    """A registry that counts the store."""
    registry = CollectorRegistry()
    registry.register(StoreGauges(store))
    return registry


def show_metrics(registry: CollectorRegistry) -> Any:
    """The endpoint."""

    def metrics(_request: Request) -> Response:
        return Response(generate_latest(registry), headers={"content-type": CONTENT_TYPE_LATEST})

    return metrics
