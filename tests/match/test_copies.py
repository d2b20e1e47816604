"""Which pages are copies: exact, near, excerpts, rewrites; and what is none although it looks alike."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.match import find_copies
from retold.match.classes import ALL_PAIRS
from retold.match.overlap import CROWD
from retold.records import Article, CopyPair

WIRE = """PORT ELLA (Coastwire) — The ferry Aurora sank off Port Ella early on Monday, and 41 of the 180 people on board were still missing by nightfall, the coast guard said.

Captain Ines Maro radioed that water was entering the engine room at 4:20 a.m., eleven minutes before the vessel rolled over near the Sable Rocks.

Fishing boats from the village of Tarn pulled 96 people from the sea before the first rescue helicopter arrived from Lindholm air base.

The operator, Harrow Lines, had been fined 250,000 crowns in March after inspectors found two of the ship's six lifeboats could not be lowered.

“We heard a bang and the lights went out,” said Petra Oln, 34, who swam to a raft with her daughter.

Transport Minister Josef Karel said that divers would search the wreck on Tuesday if the wind drops below 30 knots, and he promised an inquiry led by a judge.

The Aurora, built in 1988, was sold by a Baltic company to Harrow Lines nine years ago and carries mostly seasonal workers between Port Ella and the island of Vesk."""

REWRITE = """Forty-one of the 180 passengers and crew aboard the ferry Aurora remain unaccounted for after the ship went down near Port Ella on Monday morning, according to the coast guard.

At 4:20 a.m. Captain Ines Maro reported over the radio that the engine room was flooding; the vessel capsized close to the Sable Rocks eleven minutes later.

Before any helicopter from the Lindholm air base could reach the scene, fishermen from Tarn village had rescued 96 people from the water.

Harrow Lines, which operates the ship, was ordered to pay a fine of 250,000 crowns in March when inspectors discovered that two of its six lifeboats were impossible to lower.

Petra Oln, 34, recalled a bang followed by darkness before she swam to a raft together with her daughter.

Josef Karel, the transport minister, announced that divers will examine the wreck on Tuesday provided that the wind falls under 30 knots. He pledged an inquiry headed by a judge.

Built in 1988, the Aurora mainly transports seasonal workers from Port Ella to the island of Vesk. Harrow Lines bought it from a Baltic company nine years ago."""

OWN_REPORT = """Families gathered at the quay in Vesk on Monday evening, waiting for news of relatives who had taken the night ferry. By midnight the harbour office had read out 139 names of the living.

The mayor, Hanne Brask, said the school hall was open to all and that the island's only doctor had been working since dawn. “We heard a bang and the lights went out,” Petra Oln, a survivor, told reporters.

Unions have warned for years about the old ships of Harrow Lines. A strike over pay and safety ended in February without an agreement, and the dockers' leader Milan Prost called the sinking of the Aurora a disaster foretold.

Shares in the company lost a fifth of their value. Its director, Edda Storm, was abroad and cut short her holiday; she is to face the press on Wednesday in the capital together with the insurers."""

OTHER = """Copper prices fell for a third week as stocks at Asian warehouses rose to 310,000 tonnes. Traders blamed weak demand from makers of cables, and a strike at the Cerro Hondo mine that ended sooner than expected.

Analysts at Marlow Bank cut their forecast for the year by 6 percent. The metal is still dearer than it was last autumn, when floods closed two smelters on the lower Lena for a month."""

CHROME = "Home News Sport Weather Video\nSign up to the morning newsletter of this paper for the stories that matter\n"


def relations(*texts: str) -> dict[tuple[int, int], str]:
    pairs, _ = find_copies([Article(f"{k:03}", t) for k, t in enumerate(texts)])
    return {(int(p.left), int(p.right)): p.relation for p in pairs}


def paragraphs(text: str, *numbers: int) -> str:
    parts = text.split("\n\n")
    return "\n\n".join(parts[n] for n in numbers)


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
