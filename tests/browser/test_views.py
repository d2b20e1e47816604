"""Every view in a real browser: quiet, on its own host, accessible, usable by keyboard, whole without a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request

from browser.machine import read_axe
from browser.views import VIEWS, find_addresses

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = {"width": 320, "height": 640}
TABS = 14
WIDE = {"width": 1200, "height": 900}


@pytest.fixture(scope="module")
def addresses(site: str) -> dict[str, str]:
    return find_addresses(site)


@contextmanager
def watched(browser: Browser, site: str, **options: Any) -> Iterator[Page]:
    """A page on which nothing may be said on the console, and nothing asked of another host."""
    context = browser.new_context(base_url=site, **options)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.extend(strange_host(request, site)))
    yield page
    context.close()
    assert faults == []


def strange_host(request: Request, site: str) -> list[str]:
    """The address of a request that goes elsewhere."""
    return [] if request.url.startswith(f"{site}/") else [request.url]


@pytest.fixture(scope="module")
def wide(browser: Browser, site: str) -> Iterator[Page]:
    with watched(browser, site, viewport=WIDE) as page:
        yield page


@pytest.fixture(scope="module")
def narrow(browser: Browser, site: str) -> Iterator[Page]:
    with watched(browser, site, viewport=NARROW) as page:
        yield page


@pytest.fixture(scope="module")
def scriptless(browser: Browser, site: str) -> Iterator[Page]:
    with watched(browser, site, viewport=WIDE, java_script_enabled=False) as page:
        yield page


def examine(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe-core objects to, in words."""
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
    return [f"{v['id']}: {n['html'][:200]}" for v in found["violations"] for n in v["nodes"]]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_accessible_in_light_and_dark(wide: Page, addresses: dict[str, str], view: str) -> None:
    wide.emulate_media(color_scheme="light")
    answer = wide.goto(addresses[view])
    assert answer is not None and answer.status == 200
    wide.evaluate(read_axe())
    assert examine(wide, {"type": "tag", "values": RULES}) == []
    wide.emulate_media(color_scheme="dark")
    assert examine(wide, {"type": "rule", "values": ["color-contrast"]}) == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_fits_a_narrow_screen(narrow: Page, addresses: dict[str, str], view: str) -> None:
    narrow.goto(addresses[view])
    assert narrow.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_says_the_same_without_a_script(
    wide: Page, scriptless: Page, addresses: dict[str, str], view: str
) -> None:
    wide.emulate_media(color_scheme="light")
    wide.goto(addresses[view])
    scriptless.goto(addresses[view])
    wide.evaluate("document.querySelectorAll('.keys').forEach(hint => hint.remove())")
    assert scriptless.locator("body").inner_text().split() == wide.locator("body").inner_text().split()


@pytest.mark.parametrize("view", VIEWS)
def test_every_control_can_be_reached_by_the_tab_key(wide: Page, addresses: dict[str, str], view: str) -> None:
    wide.goto(addresses[view])
    controls = wide.evaluate(REACHABLE)
    reached = []
    for _ in range(TABS):
        wide.keyboard.press("Tab")
        reached.append(wide.evaluate(FOCUSED))
    reached = [r for r in reached if r["name"]]
    names = list(dict.fromkeys(r["name"] for r in reached))  # a date takes several steps
    assert names == list(dict.fromkeys(controls))[: len(names)]
    assert len(names) >= min(len(set(controls)), TABS - 4)
    assert {r["name"] for r in reached if r["outlined"]} == set(names)


NAME = "e => (e.getAttribute('href') && e.href.baseVal || e.getAttribute('href') || e.id || e.name || e.textContent.trim() || e.tagName)"
REACHABLE = f"""() => {{
  const name = {NAME};
  const all = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']");
  return [...all].filter(e => e.checkVisibility() && e.tabIndex >= 0).map(name);
}}"""
FOCUSED = f"""() => {{
  const name = {NAME};
  const e = document.activeElement;
  if (e === document.body) return {{name: "", outlined: true}};
  const drawn = e.closest("svg") ? e.querySelector(".box, .dot, .stretch") : e;
  const style = getComputedStyle(drawn);
  return {{name: name(e), outlined: style.outlineStyle !== "none" || parseFloat(style.strokeWidth) > 1}};
}}"""
