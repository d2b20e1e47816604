"""Which pages are copies: exact, near, excerpts, rewrites; and what is none although it looks alike."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from match.ferry import CHROME, OTHER, OWN_REPORT, REWRITE, WIRE, paragraphs
from retold.match import find_copies
from retold.match.classes import ALL_PAIRS
from retold.match.overlap import CROWD
from retold.records import Article, CopyPair


def relations(*texts: str) -> dict[tuple[int, int], str]:
    pairs, _ = find_copies([Article(f"{k:03}", t) for k, t in enumerate(texts)])
    return {(int(p.left), int(p.right)): p.relation for p in pairs}


ROWS = [
    (WIRE, WIRE.upper(), "identical"),
    (WIRE, WIRE.replace("early on Monday, and", "early on Mondayand"), "near-verbatim"),
    (WIRE, paragraphs(WIRE, 0, 1, 2), "excerpt"),
    (WIRE, paragraphs(WIRE, 0, 1, 2) + "\n\n" + OWN_REPORT, "partial"),
    (WIRE, REWRITE, "rewrite"),
    (WIRE, OWN_REPORT, None),
    (REWRITE, OWN_REPORT, None),
    (WIRE, OTHER, None),
    (CHROME + OTHER, OTHER + "\n" + CHROME, "near-verbatim"),
]


@pytest.mark.parametrize(("left", "right", "relation"), ROWS)
def test_two_pages_have_their_relation(left: str, right: str, relation: str | None) -> None:
    assert relations(left, right).get((0, 1)) == relation


def test_an_independent_report_stays_alone_among_copies() -> None:
    found = relations(WIRE, WIRE.replace(", where", "where"), REWRITE, OWN_REPORT)
    assert {pair for pair in found if 3 in pair} == set()


def test_a_quote_that_two_reporters_heard_is_a_shared_passage_and_no_copy() -> None:
    quote = "“We heard a bang, then the lights went out, and after that there was only water everywhere around us,”"
    left = OTHER + f"\n\n{quote} said Petra Oln."
    right = OWN_REPORT + f"\n\n{quote} a woman recalled."
    pairs, passages = find_copies([Article("a", left), Article("b", right)])
    assert not pairs
    assert [(p.kind, p.left_span.of(left)) for p in passages] == [("quote", quote[1:-2])]


def test_a_standing_paragraph_of_many_papers_glues_nothing() -> None:
    standing = (
        "The strait between Port Ella and Vesk is among the busiest in the north, with some 40,000 passages a year, "
        "and has seen eleven wrecks since pilots ceased to be compulsory in 1996, when the harbour board was dissolved."
    )
    own = [[" ".join(f"w{page}x{k}" for k in range(half, half + 150)) for half in (0, 150)] for page in range(30)]
    texts = [f"{before}.\n{standing}\n{after}." for before, after in own]
    assert relations(*texts) == {}


def test_ten_thousand_mirrors_do_not_explode() -> None:
    pairs, _ = find_copies([Article(f"{k:05}", WIRE) for k in range(3000)])
    assert len(pairs) == 2999
    assert {p.left for p in pairs} == {"00000"}


def test_many_mirrors_with_other_furniture_are_one_family() -> None:
    texts = [f"Paper number {k} of district {k * 7}\n{WIRE}" for k in range(CROWD * 3)]
    found = relations(*texts)
    assert {page for pair in found for page in pair} == set(range(len(texts)))
    assert len(found) < CROWD * len(texts)
    assert set(found.values()) == {"near-verbatim"}


def test_ten_thousand_mirrors_of_each_of_two_versions_stay_linear() -> None:
    other = WIRE.replace("Monday", "Tuesday")
    texts = [WIRE] * 2000 + [other] * 2000
    found = relations(*texts)
    assert len(found) == 1999 + 1999 + 1
    assert found[0, 2000] == "near-verbatim"


def test_small_classes_list_every_pair() -> None:
    assert len(relations(*[WIRE] * 5)) == 10
    assert ALL_PAIRS >= 5


def test_pages_without_words_are_no_copies() -> None:
    assert relations("", "", " — ", "one", "two words") == {}


texts = st.lists(
    st.sampled_from([WIRE, REWRITE, OWN_REPORT, OTHER, paragraphs(WIRE, 2, 3, 4), "", "short one"]), max_size=6
)


@settings(max_examples=15, deadline=None)
@given(texts, st.randoms())
def test_the_order_of_input_makes_no_difference(chosen: list[str], rng: random.Random) -> None:
    articles = [Article(f"{k:03}", t) for k, t in enumerate(chosen)]
    shuffled = articles[:]
    rng.shuffle(shuffled)
    assert find_copies(articles) == find_copies(shuffled)


@settings(max_examples=15, deadline=None)
@given(texts)
def test_pairs_are_sorted_distinct_and_turned_one_way(chosen: list[str]) -> None:
    pairs, passages = find_copies([Article(f"{k:03}", t) for k, t in enumerate(chosen)])
    keys = [(p.left, p.right) for p in pairs]
    assert keys == sorted(set(keys))
    assert all(left < right for left, right in keys)
    assert all(0 <= share <= 1 for p in pairs for share in (p.left_share, p.right_share))
    assert not {(p.left, p.right) for p in passages} & set(keys)


def test_relations_do_not_depend_on_the_ids() -> None:
    there, _ = find_copies([Article("a", WIRE), Article("b", paragraphs(WIRE, 0, 1, 2))])
    back, _ = find_copies([Article("b", WIRE), Article("a", paragraphs(WIRE, 0, 1, 2))])
    turned = [CopyPair(p.left, p.right, p.relation, p.right_share, p.left_share, p.why) for p in back]
    assert [replace(p, why="") for p in there] == [replace(p, why="") for p in turned]


@settings(max_examples=10)
@given(texts, st.integers(1, 60))
def test_mirrors_change_no_relation_between_other_pages(chosen: list[str], mirrors: int) -> None:
    articles = [Article(f"{k:03}", t) for k, t in enumerate(chosen)]
    before, _ = find_copies(articles)
    after, _ = find_copies([*articles, *(Article(f"m{k:03}", WIRE) for k in range(mirrors))])
    assert [p for p in after if not p.right.startswith("m")] == before or WIRE in chosen


@settings(max_examples=10)
@given(texts, st.permutations(range(6)))
def test_renamed_pages_have_the_same_relations(chosen: list[str], order: list[int]) -> None:
    names = dict(enumerate(order))
    before, _ = find_copies([Article(str(k), t) for k, t in enumerate(chosen)])
    after, _ = find_copies([Article(str(names[k]), t) for k, t in enumerate(chosen)])
    renamed = {frozenset((str(names[int(p.left)]), str(names[int(p.right)]))): (p.relation, p.odds) for p in before}
    assert renamed == {frozenset((p.left, p.right)): (p.relation, p.odds) for p in after}


def test_a_page_that_quotes_a_press_release_copies_none_of_its_readers() -> None:
    release = (
        "Harrow Lines confirms the loss of its ferry Aurora with deep sorrow.\n"
        "“Our thoughts are with all those who wait at the quay tonight, and we shall answer every question,” said Edda "
        "Storm, director of Harrow Lines.\nA fund of 3 million crowns has been opened for passengers and their families."
    )
    quote = "“Our thoughts are with all those who wait at the quay tonight, and we shall answer every question,”"
    first, second = (f"{text}\n\n{quote} the director, Edda Storm, said." for text in (OTHER, OWN_REPORT))
    found = relations(first, second, release)
    assert found == {}
