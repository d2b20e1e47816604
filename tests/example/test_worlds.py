"""The packaged example and the small worlds, held against what a careful reader finds in them."""

import json
from pathlib import Path

import pytest

from expectations import CHECKS, misses
from retold.example import example_folder

WORLDS = Path(__file__).parents[1] / "worlds"


@pytest.mark.parametrize("section", CHECKS)
def test_the_example_is_told_as_a_careful_reader_tells_it(section: str) -> None:
    assert misses(example_folder().parent)[section].failed == []


FLOORS: dict[str, dict[str, int]] = json.loads((WORLDS / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("world", "section", "allowed"), [(w, s, n) for w, f in FLOORS.items() for s, n in f.items()])
def test_no_world_is_read_worse_than_before(world: str, section: str, allowed: int) -> None:
    failed = misses(WORLDS / world)[section].failed
    assert len(failed) <= allowed, "\n".join(failed)
