"""Drawings: no edge behind a box, nothing lost, days where they belong."""

from datetime import date
from itertools import combinations

import pytest

from retold.records import Article, Edge, Hidden, Ledger, Moment, Stemma, Story, Witness
from retold.show.axis import draw_timeline, find_near, parse_day
from retold.show.drawing import BOX_HEIGHT, BOX_WIDTH, draw_family
from retold.show.forest import walk_family
from retold.show.view import StoryView
from retold.store.reading import PageRow


def make_stemma(edges: list[tuple[str, str]], hidden: tuple[str, ...] = ()) -> Stemma:
    nodes = sorted({n for e in edges for n in e} - set(hidden))
    return Stemma(
        "s1",
        tuple(Witness(n.upper(), n) for n in nodes),
        tuple(Hidden(h, "Coastwire", "two copies keep what the other lost") for h in hidden),
        tuple(Edge(p, c, "near-verbatim", 0.8) for p, c in edges),
        hidden[0] if hidden else edges[0][0],
    )


def make_view(stemma: Stemma) -> StoryView:
    articles = {w.article: Article(w.article, "text", outlet=w.article) for w in stemma.witnesses}
    pages = {i: PageRow(i, None, f"{i}.html", None, "0" * 64, 4) for i in articles}
    story = Story("story-1", "label", tuple(articles), (stemma.id,))
    return StoryView(story, Ledger("story-1", ()), articles, pages, {}, [stemma], [])


TREES = [
    make_stemma([("a", "b"), ("a", "c"), ("b", "d"), ("b", "e")]),
    make_stemma([("x", "a"), ("x", "b"), ("b", "c")], hidden=("x",)),
    make_stemma([("a", "c"), ("b", "c"), ("c", "d")]),
    make_stemma([("a", f"c{n:02}") for n in range(30)] + [("c00", "z")]),
]


@pytest.mark.parametrize("stemma", TREES)
def test_every_node_is_walked_once_after_its_parent(stemma: Stemma) -> None:
    nodes = list(walk_family(stemma))
    assert sorted(n.id for n in nodes) == sorted([*stemma.family, *(h.id for h in stemma.hidden)])
    place = {n.id: i for i, n in enumerate(nodes)}
    assert all(place[n.edge.parent] < place[n.id] for n in nodes if n.edge)


@pytest.mark.parametrize("stemma", TREES)
def test_no_edge_passes_behind_a_box_and_no_boxes_overlap(stemma: Stemma) -> None:
    drawing = draw_family(make_view(stemma), stemma)
    for a, b in combinations(drawing.boxes, 2):
        assert abs(a.x - b.x) >= BOX_WIDTH or abs(a.y - b.y) >= BOX_HEIGHT
    columns = [(b.x, b.x + BOX_WIDTH) for b in drawing.boxes]
    for line in drawing.lines:
        gutter = int(line.path.split("H")[1].split(" ")[0])
        assert all(not left < gutter < right for left, right in columns)


def test_many_copies_alike_become_one_box_that_counts_them() -> None:
    drawing = draw_family(make_view(TREES[3]), TREES[3])
    assert [b.label for b in drawing.boxes if b.kind == "stack"] == ["29 copies alike"]


@pytest.mark.parametrize(
    ("value", "end", "want"),
    [
        ("2031-05-04", False, date(2031, 5, 4)),
        ("2031-05", False, date(2031, 5, 1)),
        ("2031-12", True, date(2031, 12, 31)),
        ("2031", True, date(2031, 12, 31)),
        ("soon", False, None),
        ("2031-02-30", False, None),
    ],
)
def test_days_of_partial_dates(value: str, end: bool, want: date | None) -> None:
    assert parse_day(value, end=end) == want


def test_a_moment_far_away_is_listed_but_not_drawn() -> None:
    moments = [Moment(d, d, d, "a", (), 1) for d in ("1990-01-01", "2031-05-01", "2031-05-04")]
    axis = draw_timeline(moments, find_near(moments, ("2031-05-02", "2031-05-05")))
    assert axis is not None
    assert [m.number for m in axis.marks] == [2, 3]
