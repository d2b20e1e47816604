"""What people do in the browser: follow changes by key, add pages and watch, decide, sign in; paper and hostile pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import serve
from browser.views import find_addresses, read

SCROLLING = "getComputedStyle(document.documentElement).scrollBehavior"
HARBOUR = """<html><head><title>Barge adrift off Calder Point</title>
<meta property="og:site_name" content="Calder Gazette"></head><body><article><h1>Barge adrift off Calder Point</h1>
<p>A barge with a crew of nine went adrift off Calder Point on 4 June 2031, the pilots' office said. Two tugs were
sent out before noon, and nobody was hurt.</p></article></body></html>"""


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport={"width": 1200, "height": 900})
    yield context.new_page()
    context.close()


def test_keys_go_from_change_to_change_and_swap_the_pages(page: Page, site: str) -> None:
    page.goto(find_addresses(site)["difference"])
    total = read(site, "/difference")  # the view without pages is a page too
    assert total["changes"]["total"] == 0
    numbers = []
    for key in "nnp":
        page.keyboard.press(key)
        numbers.append(page.evaluate("document.activeElement.dataset.change"))
    assert numbers[0] == numbers[2] != numbers[1]
    expect(page.locator("#change-at")).to_contain_text("change 1 of")
    before = page.url
    page.keyboard.press("s")
    page.wait_for_url(lambda address: address != before)
    assert sorted(page.url.split("page=")[1:]) != before.split("page=")[1:]


def test_a_filter_marks_only_changes_of_its_kind(page: Page, site: str) -> None:
    page.goto(find_addresses(site)["difference"])
    kind = page.locator("ul.chips a").nth(1)
    name = kind.inner_text().split(" · ")[0]
    kind.press("Enter")
    page.wait_for_url("**kind=**")
    kinds = page.evaluate("[...document.querySelectorAll('[data-change]')].map(e => e.dataset.kind)")
    assert set(kinds) == {name}


def test_the_copy_tree_is_walked_by_keyboard_to_a_page(page: Page, site: str) -> None:
    page.goto(find_addresses(site)["story"])
    box = page.locator("#tree svg a").nth(1)
    box.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/pages/**")
    expect(page.locator("h1")).to_be_visible()


def test_the_skip_link_leads_past_the_bar(page: Page) -> None:
    page.goto("/stories")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("scripts", [True, False])
def test_pages_are_added_and_the_run_is_followed_to_its_end(browser: Browser, tmp_path: Path, scripts: bool) -> None:
    store, saved = tmp_path / "own.sqlite", tmp_path / "barge.html"
    saved.write_text(HARBOUR, encoding="utf-8")
    with serve(store) as site:
        context = browser.new_context(base_url=site, java_script_enabled=scripts)
        page = context.new_page()
        page.goto("/")
        page.set_input_files("#files", saved)
        page.get_by_role("button", name="Read these pages").click()
        page.wait_for_url("**/runs/**")
        for _ in range(60):
            if page.get_by_text("1 new page").count():
                break
            page.wait_for_timeout(500)
            if not scripts and page.get_by_text("Look again").count():
                page.get_by_text("Look again").click()
        expect(page.get_by_text("1 new page")).to_be_visible()
        page.goto("/search?words=adrift")
        expect(page.get_by_role("link", name="Barge adrift off Calder Point").first).to_be_visible()
        context.close()


def test_a_decision_is_written_down_shown_and_taken_back(page: Page, site: str) -> None:
    page.goto(find_addresses(site)["decision about a claim"])
    page.get_by_label("Reason").fill("two offices, two counts")
    page.get_by_label("Your name, for the log").fill("Ada Quill")
    page.get_by_role("button", name="It is wrong").click()
    expect(page.get_by_text("Written down.")).to_be_visible()
    page.goto("/audit")
    expect(page.get_by_text("two offices, two counts")).to_be_visible()
    page.get_by_role("link", name="Take back").first.click()
    page.get_by_label("Your name, for the log").fill("Ben Marsh")
    page.get_by_role("button", name="Take it back").click()
    page.wait_for_url("**made=**")
    expect(page.get_by_text("(taken back)").first).to_be_visible()
    assert [r["by"] for r in read(site, "/audit")["reviews"]["items"]] == ["Ben Marsh", "Ada Quill"]


def test_an_address_holds_the_whole_state_of_a_story(page: Page, site: str) -> None:
    page.goto(find_addresses(site)["story"])
    page.locator("#ledger ul.chips").first.get_by_role("link", name="agreed").click()
    page.locator("#ledger ul.chips").nth(1).get_by_role("link", name="figures").click()
    page.wait_for_url("**verdict=agreed&kind=figure**")
    shown = page.locator("#ledger article .badge").all_inner_texts()
    assert shown and {s.split()[-1] for s in shown} == {"agreed"}
    twin = page.locator("link[rel=alternate]").get_attribute("href")
    with urlopen(site + str(twin)) as answer:
        rows = json.load(answer)["ledger"]["items"]
    assert [r["verdict"] for r in rows] == ["agreed"] * len(shown)


def test_on_paper_the_frame_is_gone_and_what_was_folded_is_open(page: Page, site: str) -> None:
    page.goto(find_addresses(site)["story"])
    page.emulate_media(media="print")
    expect(page.locator("header.bar")).to_be_hidden()
    expect(page.locator("#tree table")).to_be_visible()


def test_motion_is_left_out_where_it_is_not_wanted(page: Page) -> None:
    page.goto("/stories")
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(SCROLLING) == "smooth"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(SCROLLING) == "auto"


# ---- hostile pages -------------------------------------------------------------------------------------------------


def test_hostile_pages_are_shown_and_do_nothing(browser: Browser, hostile_site: str) -> None:
    context = browser.new_context(base_url=hostile_site, viewport={"width": 320, "height": 640})
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: said.append(m.text))
    story = read(hostile_site, "/stories")["stories"]["items"][0]["id"]
    data = read(hostile_site, f"/stories/{story}")
    pages = [p["id"] for s in data["sources"]["items"] for p in s["pages"]]
    claims = [f"/stories/{story}/claims/{e['id']}" for e in data["ledger"]["items"]]
    others = ["/", "/stories", "/outlets", "/review", "/search?words=barge", "/search?words=%3Cscript%3E&in=claims"]
    differences = [
        f"/difference?page={a}&page={b}" for a, b in zip(["long-1", *pages], ["long-2", *pages[1:]], strict=False)
    ]
    texts = [f"/pages/{p}?aside=yes" for p in [*pages, "long-1", "long-2"]]
    for address in [f"/stories/{story}", *claims, *others, *texts, *differences]:
        answer = page.goto(address)
        assert answer is not None and answer.status == 200, address
        assert len(answer.body()) < 200_000, address
        assert page.evaluate("window.harmed") is None, address
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        assert not set("\u202e\u2066\u0007\u001b") & set(page.content()), address
        assert page.evaluate("[...document.links].every(a => !a.protocol.startsWith('javascript'))"), address
    assert said == []
    assert all(a.startswith(f"{hostile_site}/") for a in asked)
    context.close()


@pytest.mark.parametrize(
    "address",
    [
        "/stories?words=%3Cscript%3Ewindow.harmed%3D1%3C%2Fscript%3E",
        "/search?words=%22%3E%3Cimg+src%3Dx+onerror%3Dwindow.harmed%3D1%3E&in=pages",
        "/outlets?words=%27%22%3E%3Csvg+onload%3Dwindow.harmed%3D1%3E",
        "/review?by=%22%3E%3Cscript%3Ewindow.harmed%3D1%3C%2Fscript%3E",
        "/stories?page=999999999999999999999&sources=-1&order=%00&since=%FF",
        "/difference?page=%2e%2e%2f&kind=%3Cscript%3E",
        "/outlet?name=%3Cscript%3E",
        "/pages/%3Cscript%3Ewindow.harmed=1%3C/script%3E",
    ],
)
def test_hostile_addresses_are_answered_harmlessly(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None and answer.status in (200, 404)
    assert page.evaluate("window.harmed") is None
    assert "<script>window" not in page.content()
