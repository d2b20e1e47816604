"""The API: every answer has the shape its description tells, lists come in parts, tags spare a second reading."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from retold.show.api import make_router, shapes, work_shapes
from retold.show.export import FORMATS
from retold.show.runs import Runs
from retold.store.database import open_store
from retold.store.search import update_search


@pytest.fixture(scope="module")
def client(example_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("api") / "store.sqlite"
    shutil.copy(example_store, path)
    app = FastAPI()
    store = open_store(path)
    update_search(store)
    app.include_router(make_router(store, Runs(str(path), path.parent / "runs")))
    with TestClient(app) as client:
        yield client


@pytest.fixture(scope="module")
def story(client: TestClient) -> str:
    return str(client.get("/api/v1/stories?order=pages").json()["items"][0]["id"])


@pytest.fixture(scope="module")
def two_pages(client: TestClient, story: str) -> tuple[str, str]:
    family = client.get(f"/api/v1/stories/{story}/lineage").json()["items"][0]
    pages = {p["page"] for p in family["pages"]}
    edge = next(e for e in family["edges"] if e["relation"] != "identical" and e["parent"] in pages)
    return edge["parent"], edge["child"]


LISTS: tuple[tuple[str, Any], ...] = (
    ("/stories", shapes.StoryShape),
    ("/stories/{story}/ledger", shapes.EntryShape),
    ("/stories/{story}/lineage", shapes.FamilyShape),
    ("/stories/{story}/timeline", shapes.MomentShape),
    ("/stories/{story}/pages", shapes.PageShape),
    ("/stories/{story}/claims", shapes.ClaimShape),
    ("/diff?left={left}&right={right}", shapes.ChangeShape),
    ("/outlets", shapes.OutletShape),
    ("/outlets/Coastwire", shapes.ProvenanceShape),
    ("/search?q=ferry", shapes.FoundShape),
    ("/search?q=people&in=claims", shapes.FoundShape),
    ("/reviews/queue", work_shapes.WaitingShape),
    ("/formats", shapes.FormatShape),
)


@pytest.mark.parametrize(("path", "shape"), LISTS)
def test_a_list_has_the_shape_that_is_described(
    client: TestClient, story: str, two_pages: tuple[str, str], path: str, shape: Any
) -> None:
    answer = client.get("/api/v1" + path.format(story=story, left=two_pages[0], right=two_pages[1]))
    assert answer.status_code == 200
    found = TypeAdapter(shapes.Listing[shape]).validate_json(answer.content)
    assert found.items


@pytest.mark.parametrize(("path", "shape"), LISTS)
def test_the_parts_of_a_list_make_the_whole(
    client: TestClient, story: str, two_pages: tuple[str, str], path: str, shape: Any
) -> None:
    whole = client.get("/api/v1" + path.format(story=story, left=two_pages[0], right=two_pages[1])).json()
    if "start=" in str(whole["next"]) or path in ("/formats", "/reviews/queue"):
        return
    joint = "&" if "?" in path else "?"
    at = "/api/v1" + path.format(story=story, left=two_pages[0], right=two_pages[1]) + f"{joint}limit=7"
    parts: list[Any] = []
    while at:
        answer = client.get(at).json()
        parts += answer["items"]
        at = answer["next"]
    assert parts == whole["items"]


def test_single_things_have_the_shape_that_is_described(
    client: TestClient, story: str, two_pages: tuple[str, str]
) -> None:
    TypeAdapter(shapes.WholeStoryShape).validate_json(client.get(f"/api/v1/stories/{story}").content)
    page = client.get(f"/api/v1/pages/{two_pages[0]}")
    found = TypeAdapter(shapes.TextShape).validate_json(page.content)
    assert found.story == story


def test_a_reader_who_has_it_already_gets_nothing_twice(client: TestClient, story: str) -> None:
    first = client.get(f"/api/v1/stories/{story}/ledger")
    again = client.get(f"/api/v1/stories/{story}/ledger", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(f"/api/v1/stories/{story}/ledger?verdict=contradicted")
    assert other.headers["etag"] != first.headers["etag"]


def test_filters_narrow_the_stories(client: TestClient) -> None:
    every = client.get("/api/v1/stories").json()
    many = client.get("/api/v1/stories?sources=3").json()
    assert 0 < many["total"] < every["total"]
    assert client.get("/api/v1/stories?q=100%25_no_such").json()["total"] == 0


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_taken_away(client: TestClient, story: str, name: str) -> None:
    answer = client.get(f"/api/v1/stories/{story}/export?format={name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(FORMATS[name].media)
    assert f'filename="{story}.{FORMATS[name].ending}"' in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/stories/nothing", 404, "no story has the id"),
        ("/pages/nothing", 404, "no page has the id"),
        ("/stories/{story}/export?format=doc", 400, "no format is called"),
        ("/stories/{story}/export?table=x&format=csv", 400, "no table is called"),
    ],
)
def test_what_is_not_there_says_what_to_do(client: TestClient, story: str, path: str, status: int, said: str) -> None:
    answer = client.get("/api/v1" + path.format(story=story))
    assert (answer.status_code, said in answer.json()["error"]) == (status, True)


def test_a_decision_is_written_once_and_listed(client: TestClient, two_pages: tuple[str, str]) -> None:
    review = {"target": "edge", "on": list(two_pages), "decision": "confirm", "by": "Ada", "reason": "seen on paper"}
    made = client.post("/api/v1/reviews", json=review)
    assert made.status_code == 201
    TypeAdapter(work_shapes.ReviewShape).validate_json(made.content)
    assert [r["id"] for r in client.get("/api/v1/reviews").json()["items"]] == [made.json()["id"]]
    faulty = client.post("/api/v1/reviews", json={**review, "decision": "merge"})
    assert (faulty.status_code, "one of" in faulty.json()["error"]) == (400, True)


def test_a_run_can_be_begun_and_followed_to_its_end(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "bees.txt").write_text("Bees swarm in Sund\n\nBees held up a tram in Sund for an hour on Monday.\n")
    begun = client.post("/api/v1/runs", json={"paths": [str(tmp_path / "bees.txt")]})
    run = TypeAdapter(work_shapes.RunShape).validate_json(begun.content)
    assert begun.status_code == 202
    events = client.get(f"/api/v1/runs/{run.id}/events").text
    assert '"state":"done"' in events.splitlines()[-2]
    last = TypeAdapter(work_shapes.RunShape).validate_json(client.get(f"/api/v1/runs/{run.id}").content)
    assert (last.state, last.new) == ("done", 1)
    listed = TypeAdapter(shapes.Listing[work_shapes.RunShape]).validate_json(client.get("/api/v1/runs").content)
    assert [r.id for r in listed.items] == [run.id]
    assert client.get("/api/v1/runs/none").status_code == 404


def test_the_index_names_every_route(client: TestClient) -> None:
    found = client.get("/api/v1").json()
    assert {"method": "POST", "path": "/api/v1/reviews", "gives": "Write a decision into the log"} in found["routes"]


def test_the_description_names_every_route_and_shape(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    paths = set(description["paths"])
    assert {f"/api/v1{p.split('?')[0].replace('Coastwire', '{outlet}')}" for p, _ in LISTS} <= paths
    for path, methods in description["paths"].items():
        for method in methods.values():
            assert method["summary"], path
    assert "EntryShape" in str(description["components"]["schemas"])
