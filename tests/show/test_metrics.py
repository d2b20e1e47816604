"""The server's metrics are read back by the Prometheus library: requests by route, and what the store holds."""

from __future__ import annotations

import shutil
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from retold.show.web.app import make_app


def test_requests_are_counted_by_route_and_the_store_by_kind(example_store: Path, tmp_path: Path) -> None:
    shutil.copy(example_store, tmp_path / "s.sqlite")
    with TestClient(make_app(tmp_path / "s.sqlite"), base_url="http://localhost") as client:
        story = client.get("/api/v1/stories").json()["items"][0]["id"]
        for _ in range(3):
            client.get(f"/stories/{story}")
        told = client.get("/metrics")
    found = {
        (s.name, s.labels.get("route")): s.value
        for family in text_string_to_metric_families(told.text)
        for s in family.samples
    }
    assert found["retold_requests_total", "/stories/{story}"] == 3
    assert found["retold_store_pages", None] > 20
    assert story not in told.text
