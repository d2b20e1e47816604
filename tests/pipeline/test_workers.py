"""Row work gives results in order, in this process or in others, and a failure never ends the others."""

import pytest

from retold.pipeline.workers import SMALL, map_items


@pytest.mark.parametrize("count", [0, 3, SMALL * 3])
def test_results_come_in_the_order_of_the_items_and_failures_in_their_place(count: int) -> None:
    items = [str(n) if n % 2 else f"no number {n}" for n in range(count)]
    found = list(map_items(int, items, workers=2))
    assert [item for item, _ in found] == items
    assert [r for _, r in found if not isinstance(r, Exception)] == list(range(1, count, 2))
    assert all(isinstance(r, ValueError) for item, r in found if item.startswith("no"))
