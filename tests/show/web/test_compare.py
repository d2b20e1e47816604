"""Texts side by side: every line of every text stands in its column once, beside what tells the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from retold.pipeline import compare_articles
from retold.records import Article
from retold.show.difference import Compared, Row, lay_rows, line_spans

FIRST = "Nine people died at Calder Point.\nThe pilots' office sent two tugs.\nNobody knows why the barge drifted."
COPY = "A new opening line by the desk.\nTwelve people died at Calder Point.\nNobody knows why the barge drifted."
WORDS = st.sampled_from("nine twelve people died at the point tugs barge drifted office said noon".split())
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), max_size=6).map("\n".join)


def rows_of(first: str, *others: str) -> list[Row]:
    compared = []
    for number, text in enumerate(others):
        alignment, changes = compare_articles(Article("a", first), Article(f"b{number}", text))
        compared.append(Compared(text, alignment, tuple(enumerate(changes, 1))))
    return lay_rows(first, compared)


def told(row: Row) -> list[str]:
    return ["".join(p.text for p in cell) for cell in row.cells]


def test_lines_that_tell_the_same_stand_beside_each_other() -> None:
    assert [told(r) for r in rows_of(FIRST, COPY)] == [
        ["", "A new opening line by the desk."],
        ["Nine people died at Calder Point.", "Twelve people died at Calder Point."],
        ["The pilots' office sent two tugs.", ""],
        ["Nobody knows why the barge drifted.", "Nobody knows why the barge drifted."],
    ]


def test_a_changed_figure_is_marked_on_both_sides_under_one_number() -> None:
    row = rows_of(FIRST, COPY)[1]
    marked = [[(p.text, p.kind) for p in cell if p.change] for cell in row.cells]
    assert marked == [[("Nine", "figure")], [("Twelve", "figure")]]
    assert len({p.change for cell in row.cells for p in cell if p.change}) == 1


@settings(max_examples=60)
@given(LINES, st.lists(LINES, min_size=1, max_size=3))
def test_no_line_is_lost_or_told_twice(first: str, others: list[str]) -> None:
    rows = rows_of(first, *others)
    for column, text in enumerate([first, *others]):
        lines = [line for r in rows for line in told(r)[column].split("\n") if line]
        assert sorted(lines) == sorted(s.of(text) for s in line_spans(text))
    assert [c for r in rows if (c := told(r)[0])] == [s.of(first) for s in line_spans(first)]


def test_a_megabyte_in_one_line_stays_a_small_cell() -> None:
    rows = rows_of("barge " * 40_000, "barge " * 39_000 + "tug")
    assert max(len(cell) for r in rows for cell in told(r)) < 20_000
