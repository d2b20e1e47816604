"""Lines that recur on an outlet's pages of different stories are furniture; a wire text on many outlets never is."""

from __future__ import annotations

import json
from itertools import permutations

from retold.extract import Tally, extract_article
from retold.records import Page
from retold.stages import run_stage

PLACES = ("Orrin", "Vell", "Tolmer", "Skerrow")
WIRE = (
    "PORT ELLA, Norland (CW) — A ferry with 120 passengers sank in a storm on Monday, the harbour police said.",
    "The Northern Star had left the island shortly after dawn and sent a distress call two hours later.",
    "Divers were to search the wreck on Tuesday, weather permitting, a spokeswoman for the coast guard said.",
)  # fmt: skip
BACKGROUND = (
    "The strait has been closed to large ships since the winter storms of three years ago, which took 14 lives."
)
NOTE = "The Coast Daily is owned by its readers and belongs to nobody else, so please help us to stay that way."


def story(place: str, *more: str) -> tuple[str, ...]:
    """The report of one place's own event."""
    return (
        f"The council of {place} voted on Monday to rebuild the old market hall, which burnt down in the spring.",
        f"The mayor of {place} said the work would take two years and cost 14 million crowns, paid by the region.",
        *more,
        f"Traders in {place} had asked for a smaller hall with more light, and for stalls that can be moved.",
    )


def page(lines: tuple[str, ...], outlet: str | None, number: int = 0) -> Page:
    url = f"http://{outlet}.example/{number}" if outlet else None
    body = "\n".join(("Fjord and harbour", "Letters of the week", *lines, NOTE, "The weekend in pictures"))
    return Page(f"{outlet}-{number}", url, body.encode(), "text/plain")


def recurring(pages: list[Page], of: int = 0) -> frozenset[str]:
    tally = Tally()
    for one in pages:
        tally.note(one)
    return tally.recurring(pages[of])


def test_lines_of_all_stories_of_an_outlet_recur() -> None:
    pages = [page(story(place), "coast", n) for n, place in enumerate(PLACES)]
    assert recurring(pages) == {"Fjord and harbour", "Letters of the week", NOTE, "The weekend in pictures"}


def test_pages_without_an_address_are_known_by_their_template() -> None:
    pages = [page(story(place), None, n) for n, place in enumerate(PLACES)]
    assert "Letters of the week" in recurring(pages)


def test_wire_text_on_many_outlets_does_not_recur() -> None:
    bodies = ["\n".join((f"{place} Gazette", *WIRE, f"More from {place} and around")) for place in PLACES]
    pages = [
        Page(b, f"http://{p.lower()}.example/a", b.encode(), "text/plain") for p, b in zip(PLACES, bodies, strict=True)
    ]
    assert all(not recurring(pages, n) for n in range(len(pages)))


def test_one_story_told_twice_by_an_outlet_does_not_recur() -> None:
    lines = story("Orrin")
    pages = [
        page(lines, "coast", 1),
        page((*lines, "An earlier version gave the wrong year of the fire, and was corrected."), "coast", 2),
    ]
    assert not recurring(pages)


def test_paragraph_of_background_inside_stories_stays() -> None:
    pages = [page(story(place, BACKGROUND), "coast", n) for n, place in enumerate(PLACES)]
    assert BACKGROUND not in recurring(pages)
    assert BACKGROUND in extract_article(pages[0], recurring(pages)).text


def test_order_of_the_pages_changes_nothing() -> None:
    pages = [page(story(place), "coast", n) for n, place in enumerate(PLACES)]
    found = {recurring(list(order), order.index(pages[0])) for order in permutations(pages)}
    assert len(found) == 1


def test_stage_sets_aside_what_recurs_among_its_records() -> None:
    rows = [
        {"id": p.id, "url": p.url, "text": p.body.decode()}
        for p in (page(story(x), "coast", n) for n, x in enumerate(PLACES))
    ]
    found = [json.loads(line) for line in run_stage("extract", map(json.dumps, rows))]
    assert [f["id"] for f in found] == [r["id"] for r in rows]
    assert all(NOTE not in f["text"] and f["flat"] == r["text"] for f, r in zip(found, rows, strict=True))
    assert {"stands on pages of this outlet that tell other stories"} <= {
        s["why"] for f in found for s in f["set_aside"]
    }


def test_pages_with_markup_pass_at_once() -> None:
    lines = iter([json.dumps({"id": "a", "html": f"<p>{WIRE[0]}</p>"})])

    def endless() -> object:
        yield from lines
        raise AssertionError("the second record was asked for before the first was answered")

    first = next(run_stage("extract", endless()))  # type: ignore[arg-type]
    assert json.loads(first)["text"] == WIRE[0]
