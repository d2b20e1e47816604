"""Stories: what joins, what stays apart, and what does not depend on the order of pages."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.group import explain_story, group_stories, likeness
from retold.group.counts import lay_out, stack_profiles, weigh_places
from retold.group.dates import believe_days
from retold.group.leaves import take_leaf
from retold.group.lexicon import key_of
from retold.group.links import Links, count_novelty, dot_rows, link_nodes, weigh_articles
from retold.group.merge import join_nodes, number_groups
from retold.group.model import PARTS, add_channels
from retold.group.words import profile_article, words_of
from retold.records import Article, DateSeen, Edge, Stemma, Story, Witness

WIRE = (
    "The ferry Osprey ran onto rocks off Port Ella on Monday, killing at least 14 of the 212 people on board. "
    "Captain Ana Moss told investigators that the radar had failed in thick fog near the Skarn lighthouse. "
    "Divers from Tornvik searched the flooded car deck while the coast guard counted survivors in a school."
)
RETOLD = (
    "Fourteen passengers, perhaps more, lost their lives when the Osprey hit a reef close to the Skarn lighthouse. "
    "Of 212 travellers most reached Port Ella in lifeboats. Its captain, Ana Moss, blames a broken radar and fog; "
    "divers who came over from Tornvik are still looking through the vessel."
)
OTHER_FERRY = (
    "The ferry Kestrel caught fire in the harbour of Port Ella last night and 31 people were treated for smoke. "
    "Engineer Jon Varga said that a fuel pipe had burst beside engine number 2. The Grell Line took the ship "
    "out of service and sent its passengers to Hestrand by bus."
)
STRIKE = (
    "Teachers in Velmora walked out over pay on Tuesday, closing 460 schools. Union leader Rosa Quint asked for 7.5 "
    "percent; Education Minister Pavel Drozd offered 3 percent and called the strike reckless."
)
PAGES = [
    Article("wire", WIRE, title="Ferry runs onto rocks off Port Ella, 14 dead", published="2031-05-06"),
    Article("retold", RETOLD, title="Osprey hits reef near lighthouse", published="2031-05-07"),
    Article("decoy", OTHER_FERRY, title="Fire on ferry in Port Ella harbour", published="2030-04-02"),
    Article("strike", STRIKE, title="Teachers walk out in Velmora", published="2031-05-06"),
]


def together(stories: list[Story]) -> set[frozenset[str]]:
    return {frozenset(s.articles) for s in stories}


def family(*ids: str) -> Stemma:
    edges = tuple(Edge(ids[0], i, "near-verbatim", 0.9) for i in ids[1:])
    return Stemma("fam-" + ids[0], tuple(Witness(f"W{k}", i) for k, i in enumerate(ids)), (), edges, ids[0])


def test_two_reports_in_other_words_join_and_a_decoy_stays_apart() -> None:
    assert together(group_stories(PAGES, [])) == {
        frozenset({"wire", "retold"}),
        frozenset({"decoy"}),
        frozenset({"strike"}),
    }


def test_pages_without_titles_and_dates_are_grouped_by_their_words() -> None:
    bare = [replace(a, title=None, published=None) for a in PAGES]
    assert frozenset({"wire", "retold"}) in together(group_stories(bare, []))


def test_one_false_date_does_not_tear_a_story_apart() -> None:
    pages = [replace(a, published="2012-01-01") if a.id == "retold" else a for a in PAGES]
    assert frozenset({"wire", "retold"}) in together(group_stories(pages, []))


def test_a_doubted_date_or_one_after_the_fetching_is_not_used() -> None:
    doubted = DateSeen("2031-05-06", "meta", None, trusted=False, why="a mirror's own date")
    pages = [replace(PAGES[0], dates=(doubted,)), replace(PAGES[1], published="2040-01-01", fetched="2031-05-08")]
    (story,) = group_stories(pages, [])
    assert (story.first, story.last) == (None, None)


def test_forty_mirrors_weigh_as_one() -> None:
    mirrors = [replace(PAGES[0], id=f"mirror-{k:02}", text=f"{WIRE} Page {k}") for k in range(40)]
    stories = group_stories([*mirrors, *PAGES[1:]], [family(*(m.id for m in mirrors))])
    assert together(stories) == {
        frozenset({"retold", *(m.id for m in mirrors)}),
        frozenset({"decoy"}),
        frozenset({"strike"}),
    }


def test_a_copy_family_shares_its_story_and_names_its_stemma() -> None:
    stemma = family("wire", "cut")
    cut = Article("cut", WIRE[:170])
    stories = group_stories([*PAGES, cut], [stemma])
    (story,) = [s for s in stories if "cut" in s.articles]
    assert "wire" in story.articles
    assert story.stemmas == (stemma.id,)


def test_a_supposed_rewrite_of_another_event_is_left_to_likeness() -> None:
    edges = (Edge("wire", "decoy", "rewrite", 0.6),)
    stemma = Stemma("fam", (Witness("A", "wire"), Witness("B", "decoy")), (), edges, "wire")
    assert frozenset({"decoy"}) in together(group_stories(PAGES, [stemma]))


def test_a_round_up_in_a_family_bridges_nothing() -> None:
    news = " ".join(
        f"Item {k}: council number {k * 37} of Borough{chr(97 + k)} spoke of Topic{chr(97 + k)}." for k in range(24)
    )
    roundup = Article("roundup", f"{news} {WIRE[:60]}")
    stories = group_stories([*PAGES, roundup], [family("roundup", "wire")])
    assert frozenset({"roundup"}) in together(stories)


def test_one_page_sent_a_thousand_times_is_one_story() -> None:
    pages = [replace(PAGES[0], id=f"p{k}") for k in range(1000)]
    assert len(group_stories(pages, [])) == 1


def test_the_label_is_a_headline_or_the_first_sentence() -> None:
    stories = group_stories(PAGES, [])
    assert {s.label for s in stories} <= {a.title for a in PAGES}
    (bare,) = group_stories([Article("x", "A pier fell. Nobody was hurt.")], [])
    assert bare.label == "A pier fell."


def test_a_later_page_does_not_change_the_id_of_a_story() -> None:
    early = {i: s.id for s in group_stories(PAGES[:1], []) for i in s.articles}
    late = {i: s.id for s in group_stories(PAGES, []) for i in s.articles}
    assert early["wire"] == late["wire"] == late["retold"]


@pytest.mark.parametrize("pages", [[], [Article("a", "")], [Article("a", ""), Article("b", "")]])
def test_pages_without_words_are_stories_too(pages: list[Article]) -> None:
    stories = group_stories(pages, [])
    assert sorted(i for s in stories for i in s.articles) == [a.id for a in pages]


@given(st.permutations(range(len(PAGES))))
@settings(max_examples=10, deadline=None)
def test_the_order_of_pages_changes_nothing(order: list[int]) -> None:
    assert group_stories([PAGES[k] for k in order], []) == group_stories(PAGES, [])


@given(st.lists(st.text(alphabet="AB cd1.\n", max_size=30), max_size=8), st.integers(0, 8))
@settings(max_examples=40, deadline=None)
def test_every_page_stands_in_exactly_one_story(texts: list[str], kin: int) -> None:
    pages = [Article(f"p{k}", t) for k, t in enumerate(texts)]
    stemmas = [family(*(a.id for a in pages[:kin]))] if pages[:kin] else []
    stories = group_stories(pages, stemmas)
    assert sorted(i for s in stories for i in s.articles) == sorted(a.id for a in pages)


def test_the_reasons_name_what_is_shared() -> None:
    (story,) = [s for s in group_stories(PAGES, []) if len(s.articles) == 2]
    said = "\n".join(explain_story(story, PAGES))
    assert "Ana Moss (2 of 2)" in said
    assert "212 (2 of 2)" in said
    assert "2031-05-06 to 2031-05-07" in said


def test_likeness_is_higher_within_an_event_than_to_its_decoy() -> None:
    assert likeness(PAGES[0], PAGES[1])["whole"] > 1.5 * likeness(PAGES[0], PAGES[2])["whole"]


# ---- links and merging ----------------------------------------------------------------------------------------------


def test_links_agree_with_all_pairs_measured_by_brute_force() -> None:
    days = np.full(len(PAGES), np.nan)
    rows, _ = weigh_articles(stack_profiles([take_leaf(a).profile for a in PAGES]), days)
    links = link_nodes(rows, days)
    width = rows.shape[1] // len(PARTS)
    dense = rows.toarray().reshape(len(PAGES), len(PARTS), width)
    shared = (dense[links.left] * dense[links.right]).sum(axis=2)
    assert np.allclose(links.likeness, add_channels(shared))
    assert np.allclose(dot_rows(rows, links.left, links.right), shared)
    assert (0, 1) in set(zip(links.left.tolist(), links.right.tolist(), strict=True))


def test_twins_stay_apart_when_each_is_clearly_more_like_itself() -> None:
    pairs = [(a, b, 0.5 if (a < 5) == (b < 5) else 0.3) for a in range(10) for b in range(a + 1, 10)]
    left, right, like = (np.array(c) for c in zip(*pairs, strict=True))
    flat = np.full(len(like), 0.45)
    assert join_nodes(Links(10, left, right, like, like)).tolist() == [0] * 5 + [1] * 5
    assert set(join_nodes(Links(10, left, right, flat, flat)).tolist()) == {0}


@given(st.integers(2, 9), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_a_group_never_leaves_its_connected_component(n: int, rnd: object) -> None:
    edges = [(a, b) for a in range(n) for b in range(a + 1, n) if rnd.random() < 0.3]  # type: ignore[attr-defined]
    like = np.array([rnd.random() for _ in edges])  # type: ignore[attr-defined]
    left, right = (np.array([e[k] for e in edges], dtype=np.int64) for k in (0, 1))
    group = join_nodes(Links(n, left, right, like, like))
    graph = nx.Graph(edges)
    for g in set(group.tolist()):
        members = np.flatnonzero(group == g).tolist()
        assert len(members) == 1 or all(nx.has_path(graph, members[0], m) for m in members)
    assert number_groups(group).tolist() == group.tolist()


# ---- small folders and big events -----------------------------------------------------------------------------------


def dam_page(name: str, text: str, day: str | None) -> Article:
    return Article(name, text, published=day)


DAM_WIRE = (
    "TORVAN (Hillwire) - The Orsk dam above Torvan gave way on Sunday night, killing at least 26 people in two "
    "villages, the regional governor, Milos Varda, said. Some 3,400 people were led to a stadium after 17 million "
    "cubic metres of water ran down the Brenna valley. Engineers had warned of cracks in 2029, the builder Tallgrove "
    "confirmed. Rescue crews reached Lower Brenna by boat at dawn."
)
DAM_REWRITE = (
    "At least 26 people lost their lives in two villages when the Orsk dam near Torvan collapsed late on Sunday, "
    "according to regional governor Milos Varda. About 3,400 residents were taken to a stadium as 17 million cubic "
    "metres of water rushed through the Brenna valley. Cracks had been reported by engineers in 2029, Tallgrove, "
    "which built it, confirmed. By dawn crews had arrived in Lower Brenna by boat."
)
DAM_FEATURE = (
    "The church clock of Lower Brenna stopped at ten past eleven. Irma Castell, who has wound it for thirty years, "
    "says that she heard the Orsk before she saw it. Twenty-six of her neighbours are dead. In the stadium at Torvan "
    "a list hangs by the door and 3,400 people read it in turns. Mr Varda came on Monday and was asked about cracks. "
    "He spoke of the builder, Tallgrove, and left by another gate."
)
DAM_DECOY = (
    "TORVAN - Anglers were told on Friday to stay away from the spillway at Orsk, where two men fell into the water "
    "while they were setting eel traps. Both were pulled out by a tug. The council of Lower Brenna will put up a "
    "fence at a cost of 40,000 crowns, said its clerk, Sabine Ruiter, who had asked for one before the last season. "
    "The eel fishers say that a fence would keep out those who know the place and nobody else."
)
DAM = [
    dam_page("wire", DAM_WIRE, "2031-03-03"),
    dam_page("rewrite", DAM_REWRITE, None),
    dam_page("feature", DAM_FEATURE, "2031-03-04"),
    dam_page("decoy", DAM_DECOY, "2029-06-14"),
]


def test_a_small_folder_joins_an_independent_report_and_leaves_out_another_year() -> None:
    assert together(group_stories(DAM, [])) == {frozenset({"wire", "rewrite", "feature"}), frozenset({"decoy"})}


def test_a_number_is_the_same_in_words_and_in_figures() -> None:
    forms = words_of(Article("a", "Twenty six, 26, forty and a third"))["body"]
    assert forms == {"26": 2, "40": 1, "and": 1, "a": 1, "third": 1}


def test_an_undated_rewrite_takes_the_day_of_its_original() -> None:
    left, right, words = np.array([0, 1]), np.array([1, 2]), np.array([0.8, 0.2])
    days = believe_days(np.array([10.0, np.nan, 500.0]), left, right, words)
    assert days.tolist() == [10.0, 10.0, 500.0]


@pytest.mark.parametrize(("false", "doubted"), [(0, set()), (1, set()), (12, set(range(0, 24, 2)))])
def test_days_are_doubted_where_pages_that_are_alike_often_stand_far_apart(false: int, doubted: set[int]) -> None:
    pairs = np.arange(0, 60, 2)
    days = np.repeat(5000.0 + pairs, 2)
    days[pairs[:false]] += 1500
    backed = (pairs + 3) % 60  # the next pair is of the same days, and somewhat like this one
    left, right = np.append(pairs, pairs[false:] + 1), np.append(pairs + 1, backed[false:])
    words = np.append(np.full(30, 0.45), np.full(30 - false, 0.3))
    believed = believe_days(days, left, right, words)
    assert {int(n) for n in np.flatnonzero(np.isnan(believed))} >= doubted
    assert not np.isnan(believed[2 * false :]).any()
    assert bool(np.isnan(believed).any()) == bool(doubted)


def test_pages_on_one_event_do_not_make_its_words_common() -> None:
    many = [Article(f"p{k:03}", f"{DAM_WIRE} Witness{k} spoke of Street{k}.") for k in range(200)]
    one, all_of_them = (stack_profiles([profile_article(a) for a in pages]) for pages in (many[:1], many))
    days = [np.full(n, np.nan) for n in (1, 200)]
    at = [int(np.flatnonzero(c.keys[c.columns] == key_of("orsk"))[0]) for c in (one, all_of_them)]
    alone = weigh_places(one, days[0], np.ones(1))[at[0]]
    rows = lay_out(all_of_them, weigh_places(all_of_them, days[1], np.zeros(200)))
    weight = weigh_places(all_of_them, days[1], count_novelty(rows, days[1]))
    assert weight[at[1]] > 0.9 * alone


def test_a_date_that_one_place_doubts_and_another_vouches_for_is_used() -> None:
    seen = tuple(
        DateSeen("2031-05-06", where, None, trusted=t, why="") for where, t in (("meta", True), ("time", False))
    )
    (story,) = group_stories([replace(PAGES[0], dates=seen)], [])
    assert story.first == "2031-05-06"


def test_a_stemma_over_two_stories_is_named_in_both() -> None:
    edges = (Edge("wire", "strike", "rewrite", 0.6),)
    stemma = Stemma("fam", (Witness("A", "wire"), Witness("B", "strike")), (), edges, "wire")
    assert [s.stemmas for s in group_stories(PAGES, [stemma]) if {"wire", "strike"} & set(s.articles)] == [("fam",)] * 2
