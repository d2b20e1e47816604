"""Typed drifts on made copy trees: nearly all are found, and rewordings are none."""

from __future__ import annotations

import pytest

from changes.maker import CHANGES, REWORDINGS, make_tree
from changes.measure import make_trees, measure
from changes.topics import TOPICS


def test_the_bench_is_wide_enough() -> None:
    assert len(CHANGES) >= 12 and len(TOPICS) >= 8 and len(REWORDINGS) >= 10


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_a_tree_is_the_same_for_the_same_seed(topic: str) -> None:
    one, two = make_tree(topic, 3), make_tree(topic, 3)
    assert one.articles == two.articles and one.expected == two.expected


def test_typed_changes_are_found_and_nothing_else_is() -> None:
    score = measure(make_trees(sorted(TOPICS), range(2)))
    assert score.f1 >= 0.95, (score.missed[:5], score.wrong[:5])


def test_rewordings_raise_no_alarm() -> None:
    score = measure(make_trees(sorted(TOPICS), range(2), changed=False))
    assert score.harmless >= 100
    assert score.alarms == 0, score.wrong[:5]
