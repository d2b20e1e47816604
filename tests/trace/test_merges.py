"""Pages made from two others keep both parents, each with its passages; what only they hold together is two sources."""

from collections.abc import Sequence

import pytest

from retold.records import Article, Stemma
from varn import OTHER, STORY, page, trace

MORE = [
    "Harrow last built a tram in 1903, and the rails of that first line still lie under the fish market.",
    "The council has eleven seats, of which the harbour workers hold four and the shopkeepers five.",
    "Engineers reckon with two years of digging, one bridge over the Osk and a tunnel below the hill of Lund.",
]
VOTE = [*OTHER, *MORE]
DIGEST = [*STORY[:4], *VOTE]


def found(pages: Sequence[Article]) -> tuple[list[Stemma], dict[str, set[str]]]:
    stemmas = trace(pages)
    parents: dict[str, set[str]] = {}
    for edge in (e for s in stemmas for e in s.edges):
        parents.setdefault(edge.child, set()).add(edge.parent)
    return stemmas, parents


def day(hour: int) -> str:
    return f"2031-05-02T{hour:02}:00Z"


FIRE, POLL = page("a", STORY, "Varn Post", published=day(8)), page("b", VOTE, "Harrow Star", published=day(9))
BOTH = page("m", DIGEST, "Osk Net", published=day(20))


def test_a_page_made_from_two_has_both_parents_and_makes_no_source_of_them() -> None:
    stemmas, parents = found([FIRE, POLL, BOTH])
    assert parents["m"] == {"a", "b"}
    assert sum(s.sources for s in stemmas) == 2


def test_each_parent_of_a_merged_page_is_shown_with_its_passages() -> None:
    (stemma,), _ = found([FIRE, POLL, BOTH])
    text = {p.id: p.text for p in (FIRE, POLL, BOTH)}
    for edge in stemma.edges:
        (sign,) = [s for s in edge.signs if s.kind == "passages"]
        assert sign.points_to == edge.parent
        above, here = sign.places[:2]
        assert (above.article, here.article) == (edge.parent, "m")
        assert above.span.of(text[above.article])[:40] == here.span.of(text["m"])[:40]


@pytest.mark.parametrize("copies", [1, 5])
def test_mirrors_of_a_merged_page_change_no_source_count(copies: int) -> None:
    mirrors = [page(f"m{k}", DIGEST, f"Mirror {k}", published=day(21)) for k in range(copies)]
    mirrors += [page(f"a{k}", STORY, f"Copy {k}", published=day(22)) for k in range(copies)]
    stemmas, _ = found([FIRE, POLL, BOTH, *mirrors])
    assert sum(s.sources for s in stemmas) == 2


def test_a_growing_story_of_one_outlet_is_no_merge() -> None:
    versions = [page(f"v{k}", paras, "Varn Post", published=day(8 + k)) for k, paras in enumerate((STORY[:4], STORY))]
    _, parents = found([*versions, page("c", [*STORY[:5], MORE[0]], "Osk Net", published=day(15))])
    assert all(len(p) == 1 for p in parents.values())
