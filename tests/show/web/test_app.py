"""The app without a browser: twins, tags, headers, the door, faults in words."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from retold.show.access import Settings, find_rule
from retold.show.web.app import VIEWS, make_app
from retold.store.access import User, add_token, find_user
from retold.store.database import open_store


@pytest.fixture(scope="module")
def paths(client: TestClient) -> dict[str, str]:
    """An address for each view, by its path in the table."""
    story = client.get("/stories.json").json()["stories"]["items"][0]["id"]
    data = client.get(f"/stories/{story}.json").json()
    pages = [p["id"] for s in data["sources"]["items"] for p in s["pages"]]
    return {
        "/": "/",
        "/stories": "/stories?order=pages",
        "/stories/{story}": f"/stories/{story}?verdict=only-here",
        "/stories/{story}/claims/{entry}": f"/stories/{story}/claims/{data['ledger']['items'][0]['id']}",
        "/pages/{page}": f"/pages/{pages[0]}",
        "/difference": f"/difference?page={pages[0]}&page={pages[1]}",
        "/outlets": "/outlets",
        "/outlet": f"/outlet?name={client.get('/outlets.json').json()['outlets']['items'][0]['name']}",
        "/search": "/search?words=ferry",
        "/review": "/review",
        "/audit": "/audit",
        "/about": "/about",
    }


@pytest.mark.parametrize("view", ["/", *(v.path for v in VIEWS)])
def test_every_view_has_a_twin_of_data_named_in_its_head(client: TestClient, paths: dict[str, str], view: str) -> None:
    page = client.get(paths[view])
    assert page.status_code == 200
    twin = unescape(page.text.split('type="application/json" href="')[1].split('"')[0])
    answer = client.get(twin)
    assert answer.headers["content-type"] == "application/json"
    assert isinstance(json.loads(answer.text), dict)


@pytest.mark.parametrize("view", ["/", *(v.path for v in VIEWS)])
def test_every_view_comes_with_a_tag_and_is_not_sent_twice(
    client: TestClient, paths: dict[str, str], view: str
) -> None:
    first = client.get(paths[view])
    again = client.get(paths[view], headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/stories", "/stories/none", "/nowhere", "/static/retold.css", "/api/v1/stories"])
def test_every_answer_carries_the_strict_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_no_page_has_anything_inline_that_could_run(client: TestClient, paths: dict[str, str]) -> None:
    for path in paths.values():
        text = client.get(path).text
        assert " style=" not in text and "<style" not in text
        assert " onclick" not in text and text.count("<script") == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/stories/none", 404),
        ("/stories/none/claims/none", 404),
        ("/pages/none", 404),
        ("/outlet?name=none", 404),
        ("/difference?page=none&page=other", 404),
        ("/runs/20310101-000000-abcdef", 404),
        ("/runs/..%2f..%2fetc", 404),
        ("/static/..%2f..%2fpyproject.toml", 404),
        ("/static/secret.txt", 404),
    ],
)
def test_what_is_not_there_is_told_as_a_page_and_as_data(client: TestClient, path: str, status: int) -> None:
    page = client.get(path)
    assert page.status_code == status
    if not path.startswith("/static") and "%2f" not in path:
        plain, _, query = path.partition("?")
        twin = client.get(f"{plain}.json" + (f"?{query}" if query else ""))
        assert twin.status_code == status and twin.json()["error"]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Choose files or a folder first."),
        ({"folder": "/no/such/folder"}, "finds no file or folder"),
    ],
)
def test_pages_that_cannot_be_added_are_told(client: TestClient, form: dict[str, str], said: str) -> None:
    answer = client.post("/add", data=form, files={"other": b""})
    assert answer.status_code == 400 and said in answer.text


def test_a_file_that_cannot_be_read_is_refused_by_its_name(client: TestClient) -> None:
    answer = client.post("/add", files={"files": ("program.exe", b"MZ")})
    assert answer.status_code == 400 and "None of these files" in answer.text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"target": "planet"}, "No decision is about a planet."),
        ({"target": "review", "on": "r1", "decision": "reject"}, "needs the name of the person"),
        ({"target": "review", "on": "r1", "decision": "applaud", "by": "Ada"}, "is one of"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused_in_words(
    client: TestClient, form: dict[str, str], said: str
) -> None:
    answer = client.post("/review", data=form)
    assert answer.status_code == 400 and said in unescape(answer.text)


def test_an_edge_is_decided_and_leads_back(client: TestClient, paths: dict[str, str]) -> None:
    story = paths["/stories/{story}"].split("?")[0]
    edge = client.get(f"{story}.json").json()["family"]["edges"]["items"][0]
    form = {
        "target": "edge",
        "story": story.rsplit("/", 1)[1],
        "parent": edge["parent"]["id"],
        "child": edge["child"]["id"],
        "decision": "confirm",
        "by": "Ada Quill",
        "next": "//elsewhere.example/",
    }
    answer = client.post("/review", data=form, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?made=r")
    log = client.get("/audit.json").json()
    assert log["whole"] is True
    assert (log["reviews"]["items"][0]["by"], log["reviews"]["items"][0]["target"]) == ("Ada Quill", "edge")


# ---- the door ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def guarded(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[TestClient, dict[str, str]]:
    """The app with tokens, and a token for each role."""
    store = open_store(store_path)
    tokens = {role: add_token(store, f"a {role}", role) for role in ("read", "review", "admin")}
    settings = Settings(find_user=lambda t: find_user(store, t), open_to_all=False)
    return TestClient(make_app(store_path, settings), base_url="http://127.0.0.1"), tokens


NEEDED = (
    ("GET", "/stories", "read"),
    ("GET", "/stories.json", "read"),
    ("GET", "/runs/20310101-000000-abcdef", "read"),
    ("GET", "/audit", "review"),
    ("POST", "/review", "review"),
    ("POST", "/add", "admin"),
    ("POST", "/runs", "admin"),
)


@pytest.mark.parametrize(("method", "path", "role"), NEEDED)
def test_a_route_needs_its_role_and_no_less(
    guarded: tuple[TestClient, dict[str, str]], method: str, path: str, role: str
) -> None:
    client, tokens = guarded
    roles = ("read", "review", "admin")
    assert client.request(method, path).status_code == 401
    for held in roles:
        answer = client.request(method, path, headers={"authorization": f"Bearer {tokens[held]}"})
        enough = User("", held).may(role)  # type: ignore[arg-type]
        assert (answer.status_code == 403) is not enough


def test_every_route_that_changes_something_needs_more_than_to_read(store_path: Path) -> None:
    routes = [(m, getattr(r, "path", "")) for r in make_app(store_path).routes for m in getattr(r, "methods", ()) or ()]
    changing = {p for m, p in routes if m not in ("GET", "HEAD") and p not in ("/login", "/logout")}
    assert changing >= {"/add", "/runs", "/review"}
    assert all(find_rule("POST", path).role in ("review", "admin") for path in changing)


def test_every_route_of_pages_and_of_the_api_is_closed_without_a_token(
    guarded: tuple[TestClient, dict[str, str]], store_path: Path
) -> None:
    app = make_app(store_path)
    pages = {(m, getattr(r, "path", "")) for r in app.routes for m in getattr(r, "methods", ()) or ()}
    described = {(m.upper(), path) for path, methods in app.openapi()["paths"].items() for m in methods}
    assert ("POST", "/api/v1/reviews") in described
    let_in = {p for _, p in pages | described if find_rule("GET", p.replace("{name}", "x")).role is None} | {"/logout"}
    assert let_in == {"/login", "/logout", "/healthz", "/static/{name}"}
    for method, path in sorted(pages | described):
        if path not in let_in:
            assert guarded[0].request(method, re.sub(r"\{[^}]+\}", "x", path)).status_code == 401, path


def test_a_person_signs_in_with_a_token_and_is_named(guarded: tuple[TestClient, dict[str, str]]) -> None:
    client, tokens = guarded
    asked = client.get("/stories?page=2", headers={"accept": "text/html"}, follow_redirects=False)
    assert (asked.status_code, asked.headers["location"]) == (303, "/login?next=%2Fstories%3Fpage%3D2")
    assert client.post("/login", data={"token": "wrong"}).status_code == 403
    form = {"token": tokens["read"], "next": "/stories?page=2"}
    made = client.post("/login", data=form, follow_redirects=False)
    assert made.headers["location"] == "/stories?page=2"
    assert "HttpOnly" in made.headers["set-cookie"] and "SameSite=strict" in made.headers["set-cookie"]
    assert "signed in as <bdi>a read</bdi>" in client.get("/stories").text
    client.cookies.clear()


@pytest.mark.parametrize("back", ["//gull.example/", "https://gull.example", "/\\gull.example", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_host(guarded: tuple[TestClient, dict[str, str]], back: str) -> None:
    client, tokens = guarded
    made = client.post("/login", data={"token": tokens["read"], "next": back}, follow_redirects=False)
    assert made.headers["location"] == "/"
    client.cookies.clear()


NAMES = st.sampled_from(
    "page words order sources since disputed outlet verdict kind entries edges moments family background claim part "
    "aside set choose choices list rows name show in story entry parent child by made back unread wordings steps".split()
)
VALUES = st.sampled_from(["", "1", "0", "-1", "999999999999", "yes", "A", "figure", "%00", "%ff", "%F0%9F%98%80", "'"])


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_address_is_an_error_of_the_server(client: TestClient, paths: dict[str, str], data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(paths.values())))
    query = data.draw(st.lists(st.tuples(NAMES, VALUES | st.text(max_size=8).map(quote)), max_size=4))
    asked = "&".join(f"{name}={value}" for name, value in query)
    plain, _, own = path.partition("?")
    ending = data.draw(st.sampled_from(["", ".json"]))
    assert client.get(f"{plain}{ending}?{own}&{asked}").status_code in (200, 404)


def test_an_entry_shows_each_of_its_sources_before_it_shows_one_twice(
    client: TestClient, paths: dict[str, str]
) -> None:
    story = paths["/stories/{story}"].split("?")[0]
    entries = client.get(f"{story}.json").json()["ledger"]["items"]
    for entry in entries:
        shown = [w["source"]["id"] for w in entry["wordings"]]
        assert len(set(shown)) == min(entry["sources"], 4)
