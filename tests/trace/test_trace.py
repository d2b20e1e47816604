"""Families, directions, lost originals, sources: on texts about an invented town."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.records import Article, Edge, Stemma
from retold.text.tokens import fold_words
from retold.trace import descent
from retold.trace.credits import find_credits
from retold.trace.families import find_families
from retold.trace.stemma import sigil
from varn import OTHER, STORY, page, trace


def above(stemmas: Sequence[Stemma]) -> dict[str, str]:
    return {e.child: e.parent for s in stemmas for e in s.edges}


def without_commas(paras: Sequence[str]) -> list[str]:
    return [p.replace(", ", " ").replace("“", "").replace("”", "") for p in paras]


PARENTS = {
    "a damaged copy stands below the intact one": (
        page("a", STORY, "Varn Post", published="2031-05-02T08:00Z"),
        page("b", without_commas(STORY), "Osk Net", published="2031-05-02T11:00Z"),
    ),
    "a shortened copy of another outlet stands below the whole": (
        page("a", STORY, "Varn Post", published="2031-05-02T08:00Z"),
        page("b", STORY[:3], "Osk Net", published="2031-05-02T11:00Z"),
    ),
    "a copy that names its source stands below it": (
        page("a", STORY, "Varn Post"),
        page("b", ["Originally published by Varn Post", *STORY], "Osk Net"),
    ),
    "a copy with lines of a site stands below the clean text": (
        page("a", STORY, "Varn Post", published="2031-05-02T08:00Z"),
        page(
            "b",
            ["Sign up for our newsletter", *STORY[:3], "Read more below", *STORY[3:]],
            "Osk Net",
            published="2031-05-02T09:00Z",
        ),
    ),
}


@pytest.mark.parametrize("case", PARENTS)
def test_direction(case: str) -> None:
    first, second = PARENTS[case]
    found = trace([second, first])
    assert above(found) == {"b": "a"}
    assert found[0].root == "a"
    assert found[0].edges[0].signs


@pytest.mark.parametrize("case", PARENTS)
def test_direction_in_a_huge_family(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(descent, "DENSE", 1)
    assert above(trace(PARENTS[case])) == {"b": "a"}


AGENCY = "VARN (Coastwire) - "
NAMED = {
    "an agency's own page is above the earlier dated pages that credit it": (
        page("a", [AGENCY + STORY[0], *STORY[1:]], "Coastwire", published="2031-05-03T12:00Z"),
        page("b", [AGENCY + STORY[0], *STORY[1:], "Comments are closed."], "Osk Net", published="2031-05-03T09:00Z"),
    ),
    "an agency's own page is known by its host": (
        page("a", [AGENCY + STORY[0], *STORY[1:5]], url="https://coastwire.example/1"),
        page("b", [AGENCY + STORY[0], *STORY[1:]], "Osk Net", url="https://osk.example/2"),
    ),
    "an agency's initials stand for its name": (
        page("a", ["VARN (VNA) - " + STORY[0], *STORY[1:5]], "Varn News Agency"),
        page("b", ["VARN (VNA) - " + STORY[0], *STORY[1:]], "Osk Net"),
    ),
    "a corrected text comes after the uncorrected": (
        page("a", STORY, "Varn Post"),
        page("b", ["Correction: an earlier version gave a wrong year.", *STORY], "Varn Post"),
    ),
    "a page that names another address as its original stands below it": (
        page("a", STORY, "Varn Post", url="https://varnpost.example/fire"),
        page("b", STORY[:5], "Osk Net", url="https://osk.example/9", canonical="https://www.varnpost.example/fire"),
    ),
    "a page to which people speak in the text is its origin": (
        page("a", [*STORY, "Two tenants told the Post that they smelled smoke."], "Varn Post"),
        page("b", [*STORY, "Two tenants told the Post that they smelled smoke.", "Six replies"], "Osk Net"),
    ),
    "equal texts stand below the page of the agency they credit, whatever the dates": (
        page("a", [AGENCY + STORY[0], *STORY[1:]], "Coastwire", published="2031-05-03T12:00Z"),
        page("b", [AGENCY + STORY[0], *STORY[1:]], "Osk Net", published="2031-05-03T09:00Z"),
    ),
}


@pytest.mark.parametrize("case", NAMED)
def test_what_a_page_names_decides(case: str) -> None:
    assert above(trace(NAMED[case])) == {"b": "a"}


def test_a_place_is_no_agency() -> None:
    lead = "Two fires in one night (VARN) - " + STORY[0].replace("mill of", "mill in")
    (stemma,) = trace([page("a", [lead, *STORY[1:]], "Varn Post"), page("b", [lead, *STORY[1:4]], "Osk Net")])
    assert not any(h.credit for h in stemma.hidden)


def test_versions_of_one_address_form_a_chain_that_grows() -> None:
    address = "https://varn.example/news/fire"
    versions = [page(f"v{n}", STORY[: 2 + n], "Varn Post", url=address) for n in (1, 2, 3, 4)]
    assert above(trace(versions[::-1])) == {"v2": "v1", "v3": "v2", "v4": "v3"}


def test_pages_that_credit_one_wire_hang_on_its_lost_text() -> None:
    lead = "VARN (Coastwire) - " + STORY[0]
    pages = [
        page("a", [lead, *STORY[1:]], "Varn Post"),
        page("b", [lead, *without_commas(STORY[1:])], "Osk Net"),
        page("c", [lead, *STORY[1:4]], "Harrow Star"),
    ]
    (stemma,) = trace(pages)
    (hidden,) = stemma.hidden
    assert hidden.credit == "Coastwire"
    assert stemma.root == hidden.id
    assert stemma.sources == 1
    assert set(above([stemma]).values()) == {hidden.id}


def test_pages_that_copied_one_another_under_a_credit_have_no_lost_text() -> None:
    told = [AGENCY + STORY[0], *STORY[1:]]
    (stemma,) = trace(
        [
            page("a", told, "Varn Post", published="2031-05-02T08:00Z"),
            page("b", ["Originally published by Varn Post", *told], "Osk Net", published="2031-05-02T09:00Z"),
            page("c", ["Originally published by Varn Post", *told[:5]], "Lund Echo", published="2031-05-02T11:00Z"),
        ]
    )
    assert stemma.root == "a"
    assert not stemma.hidden


def test_the_agency_of_a_picture_makes_no_source_of_its_own() -> None:
    wire, picture = ["VARN (Coastwire) - " + STORY[0], *STORY[1:]], ["By Ina Holt, Lens News Agency", *STORY[:5]]
    pages = [page(k, wire[:n], f"Outlet {k}") for k, n in (("a", 6), ("b", 5), ("c", 4))]
    pages += [page("d", picture, "Osk Net"), page("e", [*picture, STORY[5]], "Lund Net")]
    (stemma,) = trace(pages)
    assert stemma.sources == 1
    assert [h.credit for h in stemma.hidden] == ["Coastwire"]


def test_the_wire_itself_is_no_lost_original() -> None:
    lead = "VARN (Coastwire) - " + STORY[0]
    pages = [
        page("a", [lead, *STORY[1:]], "Coastwire"),
        page("b", [lead, *STORY[1:4]], "Osk Net"),
        page("c", [lead, *STORY[1:5]], "Lund Net"),
    ]
    (stemma,) = trace(pages)
    assert not stemma.hidden
    assert stemma.root == "a"


def test_one_quoted_passage_does_not_glue_two_families() -> None:
    pages = [page("a", STORY), page("b", STORY[:4]), page("c", [*OTHER, STORY[1]]), page("d", [*OTHER[:3], STORY[1]])]
    assert sorted(sorted(s.family) for s in trace(pages)) == [["a", "b"], ["c", "d"]]


def test_every_article_is_in_exactly_one_stemma() -> None:
    pages = [page("a", STORY), page("b", OTHER), page("c", [""]), page("d", [""]), page("e", STORY[:5])]
    found = trace(pages)
    assert sorted(i for s in found for i in s.family) == ["a", "b", "c", "d", "e"]
    assert [s.root for s in found if len(s.family) == 1 and s.family[0] == "b"] == ["b"]


def test_equal_texts_without_dates_stand_beside_each_other() -> None:
    (stemma,) = trace([page("a", STORY, "Varn Post"), page("b", STORY, "Osk Net")])
    assert stemma.sources == 1
    assert {e.parent for e in stemma.edges} == {h.id for h in stemma.hidden}


def test_equal_texts_stand_below_the_first_dated() -> None:
    dated = [page(k, STORY, k, published=f"2031-05-02T0{n}:00Z") for n, k in enumerate("cab", 1)]
    assert above(trace(dated)) == {"a": "c", "b": "c"}


def residual(
    outlet: str, residue: tuple[str, ...], paras: Sequence[str] = STORY, published: str | None = None
) -> Article:
    return replace(page(outlet, paras, outlet, published=published), residue=residue)


SOUP, GOAT = "see also ten soups for a cold spring", "see also the goat that learned to swim"
NEWS = residual("Varn Post", (), STORY, "2031-05-02T01:00Z")
RESIDUE: dict[str, tuple[Article, Article, Article, str]] = {
    "a cut copy that kept a line of another site": (
        NEWS, residual("Osk Net", (SOUP,)), residual("Lund Net", (GOAT, SOUP), STORY[:5]), "b"),
    "an equal copy with lines of its own beside": (
        NEWS, residual("Osk Net", (SOUP,)), residual("Lund Net", (GOAT, SOUP)), "b"),
    "equal lines tell no direction": (NEWS, residual("Osk Net", (SOUP,)), residual("Lund Net", (SOUP,)), "a"),
    "a line of the copier's own site": (NEWS, residual("Osk Net", (SOUP,)), residual("Osk Net", (GOAT, SOUP)), "a"),
    "a short line": (
        NEWS, residual("Osk Net", ("see also soups",)), residual("Lund Net", (GOAT, "see also soups")), "a"),
    "a line that the first has too": (
        replace(NEWS, residue=(SOUP,)), residual("Osk Net", (SOUP,)), residual("Lund Net", (GOAT, SOUP)), "a"),
    "an equal copy dated before": (
        NEWS, residual("Osk Net", (SOUP,), published="2031-05-02T09:00Z"),
        residual("Lund Net", (GOAT, SOUP), published="2031-05-02T05:00Z"), "a"),
}  # fmt: skip


@pytest.mark.parametrize("case", RESIDUE)
def test_a_foreign_line_tells_which_of_equal_texts_was_copied(case: str) -> None:
    a, b, c, parent = RESIDUE[case]
    pages = [replace(a, id="a"), replace(b, id="b"), replace(c, id="c")]
    assert above(trace(pages))["c"] == parent


texts = st.lists(st.sampled_from(STORY), min_size=2, max_size=6, unique=True)
outlets = st.sampled_from(["Varn Post", "Osk Net", "Lund Net", None])
SOUND = ["2031-05-02T08:00Z", "2031-05-03", None]
FALSE = ["1999-01-01", "2044-06-01T03:00Z", None]
dates_seen = [*SOUND, "2030-01-01T00:00Z"]
dates = st.sampled_from(dates_seen)
pages_of_a_story = st.lists(st.tuples(texts, outlets, dates), min_size=2, max_size=6).map(
    lambda rows: [page(f"p{i}", t, o, published=d) for i, (t, o, d) in enumerate(rows)]
)


@settings(max_examples=25, deadline=None)
@given(pages_of_a_story, st.randoms(use_true_random=False))
def test_any_order_of_input_gives_the_same(pages: list[Article], r: object) -> None:
    mixed = list(pages)
    r.shuffle(mixed)  # type: ignore[attr-defined]
    assert trace(mixed) == trace(pages)


def root_texts(stemmas: Sequence[Stemma], pages: Sequence[Article]) -> set[frozenset[str]]:
    """For every family the text of its root, or the texts beside each other below a lost one."""
    text = {p.id: p.text for p in pages}
    return {
        frozenset([text[s.root]] if s.root in text else [text[e.child] for e in s.edges if e.parent == s.root])
        for s in stemmas
    }


mirrors_of_any = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["a", "p1x", "z"]), outlets, st.sampled_from([*FALSE, *dates_seen])),
    min_size=1,
    max_size=6,
)


def mirror(pages: Sequence[Article], rows: Sequence[tuple[int, str, str | None, str | None]]) -> list[Article]:
    """A copy of a page for each row, with an id, an outlet and a date of its own."""
    return [
        replace(pages[which % len(pages)], id=f"{key}{i}", outlet=outlet, published=date)
        for i, (which, key, outlet, date) in enumerate(rows)
    ]


@settings(max_examples=40, deadline=None)
@given(pages_of_a_story, mirrors_of_any)
def test_mirrors_change_no_source_count(
    pages: list[Article], rows: list[tuple[int, str, str | None, str | None]]
) -> None:
    assert sum(s.sources for s in trace([*pages, *mirror(pages, rows)])) == sum(s.sources for s in trace(pages))


sound_pages = st.lists(st.tuples(texts, outlets, st.sampled_from(SOUND)), min_size=2, max_size=6).map(
    lambda rows: [page(f"p{i}", t, o, published=d) for i, (t, o, d) in enumerate(rows)]
)
mirrors_with_false_dates = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["a", "p1x", "z"]), st.sampled_from(["19{}", "21{}", None])),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(sound_pages, mirrors_with_false_dates)
def test_mirrors_change_no_root(pages: list[Article], rows: list[tuple[int, str, str | None]]) -> None:
    """The only date of a text may be false without a sign of it: a mirror of a page without date has none either."""
    dated = [p.published for p in pages]
    strangers = [
        (which, key, f"Far Mirror {i}", dated[which % len(pages)] and date and f"{date.format(10 + 10 * i)}-01-01")
        for i, (which, key, date) in enumerate(rows)
    ]
    more = [*pages, *mirror(pages, strangers)]
    assert root_texts(trace(more), more) == root_texts(trace(pages), pages)


@settings(max_examples=25, deadline=None)
@given(pages_of_a_story)
def test_renamed_outlets_change_no_source_count(pages: list[Article]) -> None:
    renamed = [replace(p, outlet=p.outlet and f"New {p.outlet}") for p in pages]
    assert sum(s.sources for s in trace(renamed)) == sum(s.sources for s in trace(pages))


def test_ten_thousand_mirrors_are_no_work() -> None:
    pages = [page(f"p{i}", STORY, f"Outlet {i}", published="2031-05-02T08:00Z") for i in range(10_000)]
    families = find_families(pages, [])
    assert len(families) == 1
    assert len(families[0].articles) == 10_000


CREDITS = [
    ("By Ana Moss and Li Wu\nA mill burned.", {"ana moss", "li wu"}, set(), set()),
    ("VARN (AP) — A mill burned.", set(), {"AP"}, set()),
    ("By Ana Moss, The Associated Press\nA mill burned.", {"ana moss"}, {"AP"}, set()),
    ("A mill burned.\nOriginally published by Varn Post", set(), set(), {"varn post"}),
    ("A mill burned.\nSource: Osk Net", set(), set(), {"osk net"}),
    ("A mill burned, the Varn Post (founded 1871) said.", set(), set(), set()),
]


@pytest.mark.parametrize(("text", "authors", "wires", "cited"), CREDITS)
def test_credits(text: str, authors: set[str], wires: set[str], cited: set[str]) -> None:
    found = find_credits(Article(id="p", text=text))
    assert (set(found.authors), set(found.wires), set(found.cited)) == (authors, wires, cited)


def test_sigils_go_on_after_z() -> None:
    assert [sigil(n) for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def shown_in(edge: Edge, pages: dict[str, str]) -> set[str]:
    """The texts in which an edge is shown by a place that lies inside and is not empty."""
    places = [p for s in edge.signs for p in s.places]
    assert all(0 <= p.span.start <= p.span.end <= len(pages[p.article]) for p in places)
    return {pages[p.article] for p in places if p.span.start < p.span.end}


@settings(max_examples=40, deadline=None)
@given(pages_of_a_story)
def test_every_edge_is_shown_by_places_in_both_texts(pages: list[Article]) -> None:
    text = {p.id: p.text for p in pages}
    for edge in (e for s in trace(pages) for e in s.edges):
        shown = shown_in(edge, text)
        assert fold_words(text[edge.child]) in [fold_words(t) for t in shown]
        if edge.parent in text:
            assert fold_words(text[edge.parent]) in [fold_words(t) for t in shown]
        else:
            assert len([p for s in edge.signs for p in s.places]) >= 2
